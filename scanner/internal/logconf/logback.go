package logconf

import (
	"strings"

	"arklint/scanner/model"
)

// logback reads elements in order, because logback replaces ${...} while it
// reads: a property counts from its definition on. Element names are compared
// without regard to case (ElementPath).
func (r *reader) logback(elements []*node) {
	condition := "" // of a <condition> element, for the <if> behind it (logback ≥ 1.5.20)
	for _, n := range elements {
		if r.elements++; r.elements > maxElements {
			return
		}
		switch strings.ToLower(n.name) {
		case "property", "variable", "substitutionproperty":
			r.logbackProperty(n)
		case "springproperty":
			r.springProperty(n)
		case "define":
			r.computed(n, n.value("name"))
			r.addClass(n, "define")
		case "timestamp":
			r.computed(n, n.value("key"))
		case "insertfromjndi":
			r.computed(n, n.value("as"))
		case "contextname":
			r.config.ContextName = r.template(n.text, n.textAt)
		case "include":
			r.include(n)
		case "springprofile":
			r.guarded(model.Guard{Profiles: []string{n.value("name")}}, func() { r.logback(n.children) })
		case "condition":
			condition = conditionElement(n)
		case "if":
			r.branches(n, condition, r.logback)
			condition = ""
		case "appender":
			r.logbackAppender(n)
		case "root", "logger", "category":
			r.logbackLogger(n)
		case "jmxconfigurator":
			r.config.JMX = append(r.config.JMX, r.at(n.at))
		case "import":
			if class := n.value("class"); class != "" {
				if r.imports == nil {
					r.imports = map[string]string{}
				}
				r.imports[class[strings.LastIndexByte(class, '.')+1:]] = class
			}
		case "appenders", "loggers": // log4j2's; nothing in logback
		default:
			r.classes(n)
		}
	}
}

// rootAttributes reads what stands on <configuration> itself.
func (r *reader) rootAttributes(root *node) {
	if scan, ok := root.attr("scan"); ok && strings.EqualFold(scan.value, "true") {
		r.config.Scan = scan.at
	}
}

// branches reads <if> with read for the elements of each branch.
func (r *reader) branches(n *node, condition string, read func([]*node)) {
	text, at := condition, n.at
	if a, ok := n.attr("condition"); ok {
		text, at = a.value, a.at
	}
	c := model.Condition{Text: strings.TrimSpace(text), At: r.at(at)}
	r.config.Conditions = append(r.config.Conditions, c)
	for _, branch := range n.children {
		c.Branch = strings.ToLower(branch.name)
		if c.Branch == "then" || c.Branch == "else" {
			r.guarded(model.Guard{Conditions: []model.Condition{c}}, func() { read(branch.children) })
		}
	}
}

// conditionElement spells the <condition> of logback 1.5.20 as the expression
// it stands for, so that one evaluator reads both.
func conditionElement(n *node) string {
	key, value := "", ""
	if c := n.child("key"); c != nil {
		key = c.text
	}
	if c := n.child("value"); c != nil {
		value = c.text
	}
	class := n.value("class")
	switch class[strings.LastIndexByte(class, '.')+1:] {
	case "PropertyEqualityCondition":
		return `property("` + key + `").equals("` + value + `")`
	case "IsPropertyDefinedCondition":
		return `isDefined("` + key + `")`
	case "IsPropertyNullCondition":
		return `isNull("` + key + `")`
	}
	return class
}

// logbackProperty reads <property name= value=> and its siblings that load a
// whole .properties file (PropertyModelHandler).
func (r *reader) logbackProperty(n *node) {
	system := strings.EqualFold(n.value("scope"), "system")
	if a, ok := n.attr("resource"); ok {
		target := r.template(a.value, a.at)
		inc := model.LogInclude{Kind: "resource", Target: target, At: r.at(n.at), Guard: r.guard}
		if f := r.open(target); f != nil {
			inc.Origin = f.Path
			r.loadProperties(f, system)
		}
		r.config.Includes = append(r.config.Includes, inc)
		return
	}
	if a, ok := n.attr("file"); ok {
		r.config.Includes = append(r.config.Includes,
			model.LogInclude{Kind: "file", Target: r.template(a.value, a.at), At: r.at(n.at), Guard: r.guard})
		return
	}
	name := n.value("name")
	if name == "" {
		return
	}
	value := attr{value: n.text, at: n.textAt} // <property name="A">text</property> is not logback's, but <variable> allowed it once
	if a, ok := n.attr("value"); ok {
		value = a
	}
	r.config.Properties = append(r.config.Properties, model.LogProperty{
		Name: name, Kind: model.LiteralProperty, Value: r.template(value.value, value.at),
		System: system, At: r.at(n.at), Origin: r.origin, Guard: r.guard,
	})
}

// springProperty reads <springProperty>: Boot's SpringPropertyModelHandler
// takes Environment.getProperty(source, defaultValue).
func (r *reader) springProperty(n *node) {
	p := model.LogProperty{
		Name: n.value("name"), Kind: model.SpringProperty, Source: n.value("source"),
		System: strings.EqualFold(n.value("scope"), "system"), At: r.at(n.at), Origin: r.origin, Guard: r.guard,
	}
	p.Value.Seen = len(r.config.Properties)
	if a, ok := n.attr("defaultValue"); ok {
		p.Default = true
		p.Value = r.template(a.value, a.at)
	}
	if p.Name != "" {
		r.config.Properties = append(r.config.Properties, p)
	}
}

func (r *reader) computed(n *node, name string) {
	if name == "" {
		return
	}
	r.config.Properties = append(r.config.Properties,
		model.LogProperty{Name: name, Kind: model.ComputedValue, At: r.at(n.at), Origin: r.origin, Guard: r.guard})
}

// logbackAppender reads <appender name class> and the appenders inside it.
func (r *reader) logbackAppender(n *node) {
	a := model.Appender{
		Name: n.value("name"), Class: r.fullName(n.value("class")), Backend: model.Logback,
		At: r.at(n.at), Origin: r.origin, Guard: r.guard,
	}
	a.Console = simpleName(a.Class) == "ConsoleAppender"
	r.addClass(n, "appender")
	i := len(r.config.Appenders)
	r.config.Appenders = append(r.config.Appenders, a) // before those inside it
	r.appenderParts(i, n.children, 0)
}

// appenderParts reads the elements inside an appender. Joran calls setters by
// element name, so <File>, <file> and <param name="File"> are one.
func (r *reader) appenderParts(i int, elements []*node, depth int) {
	for _, n := range elements {
		a := &r.config.Appenders[i]
		name, text := strings.ToLower(n.name), attr{value: n.text, at: n.textAt}
		if name == "param" {
			name = strings.ToLower(n.value("name"))
			text, _ = n.attr("value")
		}
		switch name {
		case "file":
			if depth == 0 && text.value != "" {
				a.Paths = append(a.Paths, model.LogPath{Template: r.template(text.value, text.at), Role: model.ActiveFile, At: r.at(n.at)})
			}
		case "filenamepattern":
			a.Paths = append(a.Paths, model.LogPath{Template: r.template(text.value, text.at), Role: model.RollingPattern, At: r.at(n.at)})
		case "prudent":
			a.Prudent = strings.EqualFold(text.value, "true")
		case "appender-ref":
			a.Async = true
			a.Refs = append(a.Refs, r.ref(n))
		case "appender": // inside <sift>
			a.Async = true
			a.Refs = append(a.Refs, r.ref(n))
			a.Refs[len(a.Refs)-1].Name = n.value("name")
			r.logbackAppender(n)
		case "springprofile":
			r.guarded(model.Guard{Profiles: []string{n.value("name")}}, func() { r.appenderParts(i, n.children, depth) })
		case "if":
			r.branches(n, "", func(elements []*node) { r.appenderParts(i, elements, depth) })
		default:
			r.addClass(n, n.name)
			r.appenderParts(i, n.children, depth+1)
		}
	}
}

func (r *reader) ref(n *node) model.AppenderRef {
	return model.AppenderRef{Name: n.value("ref"), At: r.at(n.at), Guard: r.guard}
}

// logbackLogger reads <root> and <logger>.
func (r *reader) logbackLogger(n *node) {
	l := model.Logger{Name: n.value("name"), Additive: !strings.EqualFold(n.value("additivity"), "false"), At: r.at(n.at), Origin: r.origin, Guard: r.guard}
	if n.is("root") || strings.EqualFold(l.Name, "root") {
		l.Name = "root"
	}
	if a, ok := n.attr("level"); ok {
		l.Level = r.template(a.value, a.at)
	}
	r.loggerParts(&l, n.children)
	r.config.Loggers = append(r.config.Loggers, l)
}

func (r *reader) loggerParts(l *model.Logger, elements []*node) {
	for _, n := range elements {
		switch strings.ToLower(n.name) {
		case "appender-ref":
			l.Refs = append(l.Refs, r.ref(n))
		case "level", "priority":
			a, ok := n.attr("value")
			if !ok {
				a = attr{value: n.text, at: n.textAt}
			}
			l.Level = r.template(a.value, a.at)
		case "springprofile":
			r.guarded(model.Guard{Profiles: []string{n.value("name")}}, func() { r.loggerParts(l, n.children) })
		case "if":
			r.branches(n, "", func(elements []*node) { r.loggerParts(l, elements) })
		}
	}
}

// classes notes every class that an element and those inside it name.
func (r *reader) classes(n *node) {
	r.addClass(n, n.name)
	for _, c := range n.children {
		r.classes(c)
	}
}

func (r *reader) addClass(n *node, element string) {
	for _, name := range [...]string{"class", "converterClass"} {
		a, ok := n.attr(name)
		if ok && a.value != "" && !strings.Contains(a.value, "${") {
			r.config.Classes = append(r.config.Classes,
				model.LogClass{Name: r.fullName(a.value), Element: element, At: r.at(a.at), Guard: r.guard})
		}
	}
}

// fullName resolves a simple class name by the <import>s before it.
func (r *reader) fullName(class string) string {
	class = strings.TrimSpace(class)
	if full, ok := r.imports[class]; ok {
		return full
	}
	return class
}

func simpleName(class string) string {
	return class[strings.LastIndexAny(class, ".$")+1:]
}
