package logconf

import (
	"strings"

	"arklint/scanner/model"
)

// log4j2 reads the tree of a configuration in any format. The parts are found
// by name wherever they stand, arbiters around them included.
func (r *reader) log4j2(root *node) {
	if a, ok := root.attr("name"); ok {
		r.config.ContextName = r.template(a.value, a.at)
	}
	if a, ok := root.attr("monitorInterval"); ok && a.value != "0" {
		r.config.Scan = a.at
	}
	r.log4j2Parts(root.children)
}

func (r *reader) log4j2Parts(elements []*node) {
	r.arbitrated(elements, func(n *node) {
		switch strings.ToLower(n.name) {
		case "properties":
			r.arbitrated(n.children, r.log4j2Property)
		case "appenders":
			r.arbitrated(n.children, func(n *node) { r.log4j2Appender(n) })
		case "loggers":
			r.arbitrated(n.children, r.log4j2Logger)
		case "include": // <xi:include href=>
			if n.space == "xi" || n.space == "xinclude" {
				r.xinclude(n)
			}
		}
	})
}

// xinclude reads <xi:include>, which log4j2 leaves to the XML parser.
func (r *reader) xinclude(n *node) {
	a, ok := n.attr("href")
	if !ok {
		return
	}
	i := len(r.config.Includes)
	inc := model.LogInclude{Kind: "resource", Target: r.template(a.value, a.at), At: r.at(n.at), Guard: r.guard}
	r.config.Includes = append(r.config.Includes, inc)
	if f := r.open(inc.Target); f != nil {
		r.config.Includes[i].Origin = f.Path
		r.readIncluded(f, func(root *node) { r.log4j2Parts([]*node{root}) })
	}
}

// arbitrated calls read for every element, those inside arbiters with the
// arbiter's condition in force. Arbiters themselves are not elements.
func (r *reader) arbitrated(elements []*node, read func(n *node)) {
	for _, n := range elements {
		if r.elements++; r.elements > maxElements {
			return
		}
		if n.is("Select") {
			r.selection(n, read)
			continue
		}
		guard, ok := r.arbiter(n)
		if !ok {
			if n.is("include") && (n.space == "xi" || n.space == "xinclude") {
				r.xinclude(n)
			} else {
				read(n)
			}
			continue
		}
		r.guarded(guard, func() { r.arbitrated(n.children, read) })
	}
}

// selection reads <Select>: the first arbiter that holds wins, so each of the
// others holds only where those before it do not.
func (r *reader) selection(n *node, read func(n *node)) {
	var before model.Guard
	for _, c := range n.children {
		guard, ok := r.arbiter(c)
		if !ok && !c.is("DefaultArbiter") {
			continue
		}
		r.guarded(joinGuards(before, guard), func() { r.arbitrated(c.children, read) })
		for _, p := range guard.Profiles {
			before.Profiles = append(before.Profiles, "!("+p+")")
		}
		for _, cond := range guard.Conditions {
			cond.Branch = "else"
			before.Conditions = append(before.Conditions, cond)
		}
	}
}

// arbiter returns the guard that an element puts on what stands inside it.
func (r *reader) arbiter(n *node) (model.Guard, bool) {
	name := n.name
	if strings.EqualFold(name, "Arbiter") {
		name = n.value("type")
	}
	text := ""
	switch strings.ToLower(name) {
	case "springprofile":
		return model.Guard{Profiles: []string{n.value("name")}}, true
	case "systempropertyarbiter":
		text = "SystemPropertyArbiter " + n.value("propertyName")
		if v := n.value("propertyValue"); v != "" {
			text += "=" + v
		}
	case "environmentarbiter":
		text = "EnvironmentArbiter " + n.value("propertyName")
		if v := n.value("propertyValue"); v != "" {
			text += "=" + v
		}
	case "classarbiter":
		text = "ClassArbiter " + n.value("className")
	case "scriptarbiter":
		text = "ScriptArbiter"
	default:
		return model.Guard{}, false
	}
	c := model.Condition{Text: text, At: r.at(n.at)}
	r.config.Conditions = append(r.config.Conditions, c)
	c.Branch = "then"
	return model.Guard{Conditions: []model.Condition{c}}, true
}

func (r *reader) log4j2Property(n *node) {
	if !n.is("Property") {
		return
	}
	value := attr{value: n.text, at: n.textAt}
	if a, ok := n.attr("value"); ok {
		value = a
	}
	name := n.value("name")
	if name == "" {
		return
	}
	r.config.Properties = append(r.config.Properties, model.LogProperty{
		Name: name, Kind: model.LiteralProperty, Value: r.template(value.value, value.at), At: r.at(n.at), Guard: r.guard,
	})
}

// setting returns an attribute of a plugin: an attribute, or a child element
// with nothing but text (XmlConfiguration.constructHierarchy).
func (n *node) setting(name string) (attr, bool) {
	if a, ok := n.attr(name); ok {
		return a, true
	}
	if c := n.child(name); c != nil && len(c.attrs) == 0 && len(c.children) == 0 && c.text != "" {
		return attr{name: c.name, value: c.text, at: c.textAt}, true
	}
	return attr{}, false
}

// log4j2Appender reads one appender in the concise (<RollingFile name=>) or
// the strict form (<Appender type="RollingFile" name=>) and returns its name.
func (r *reader) log4j2Appender(n *node) string {
	a := model.Appender{Class: n.name, Backend: model.Log4j2, At: r.at(n.at), Guard: r.guard}
	if t, ok := n.attr("type"); ok && n.is("Appender") {
		a.Class = t.value
	}
	if name, ok := n.setting("name"); ok {
		a.Name = name.value
	}
	a.Console = strings.EqualFold(a.Class, "Console")
	for _, p := range [...]struct {
		name string
		role model.PathRole
	}{{"fileName", model.ActiveFile}, {"filePattern", model.RollingPattern}} {
		if v, ok := n.setting(p.name); ok && v.value != "" {
			a.Paths = append(a.Paths, model.LogPath{Template: r.template(v.value, v.at), Role: p.role, At: r.at(v.at)})
		}
	}
	i := len(r.config.Appenders)
	r.config.Appenders = append(r.config.Appenders, a)
	if primary, ok := n.attr("primary"); ok { // <Failover primary=>
		r.handsOn(i, model.AppenderRef{Name: primary.value, At: r.at(primary.at), Guard: r.guard})
	}
	if ref, ok := n.attr("errorRef"); ok { // <Async errorRef=>
		r.handsOn(i, model.AppenderRef{Name: ref.value, At: r.at(ref.at), Guard: r.guard})
	}
	r.arbitrated(n.children, func(c *node) { r.appenderChild(i, c, 0) })
	return a.Name
}

func (r *reader) handsOn(i int, ref model.AppenderRef) {
	a := &r.config.Appenders[i]
	a.Async = true
	a.Refs = append(a.Refs, ref)
}

// appenderChild looks for references and for appenders inside an appender:
// <AppenderRef>, <Failovers>, <Routes><Route ref=> or an appender in a <Route>,
// <AppenderSet> of a ScriptAppenderSelector.
func (r *reader) appenderChild(i int, n *node, depth int) {
	if depth > maxDepth {
		return
	}
	switch strings.ToLower(n.name) {
	case "appenderref", "appender-ref":
		r.handsOn(i, r.log4j2Ref(n))
		return
	case "route", "appenderset":
		if _, ok := n.attr("ref"); ok {
			r.handsOn(i, r.log4j2Ref(n))
		}
		r.arbitrated(n.children, func(c *node) {
			name := r.log4j2Appender(c)
			r.handsOn(i, model.AppenderRef{Name: name, At: r.at(c.at), Guard: r.guard})
		})
		return
	}
	if _, ok := n.attr("class"); ok {
		r.addClass(n, n.name)
	}
	r.arbitrated(n.children, func(c *node) { r.appenderChild(i, c, depth+1) })
}

func (r *reader) log4j2Ref(n *node) model.AppenderRef {
	ref, _ := n.setting("ref")
	return model.AppenderRef{Name: ref.value, At: r.at(n.at), Guard: r.guard}
}

// log4j2Logger reads <Root>, <AsyncRoot>, <Logger> and <AsyncLogger>; the
// strict form is <Logger name=> as well.
func (r *reader) log4j2Logger(n *node) {
	l := model.Logger{Additive: !strings.EqualFold(n.value("additivity"), "false"), At: r.at(n.at), Guard: r.guard}
	switch strings.ToLower(n.name) {
	case "root", "asyncroot":
		l.Name = "root"
	case "logger", "asynclogger":
		if name, ok := n.setting("name"); ok {
			l.Name = name.value
		}
		if l.Name == "" {
			l.Name = "root" // log4j2's root logger is the one without a name
		}
	default:
		return
	}
	for _, name := range [...]string{"level", "levelAndRefs"} {
		a, ok := n.setting(name)
		if !ok {
			continue
		}
		level, refs, _ := strings.Cut(a.value, ",")
		l.Level = r.template(strings.TrimSpace(level), a.at)
		if name == "levelAndRefs" { // log4j2 ≥ 2.17.2: level and appenders in one
			r.refList(&l, refs, a)
		}
	}
	r.arbitrated(n.children, func(c *node) {
		if c.is("AppenderRef") || c.is("appender-ref") {
			l.Refs = append(l.Refs, r.log4j2Ref(c))
		}
	})
	r.config.Loggers = append(r.config.Loggers, l)
}

// refList reads "A, B" of log4j 1 and of log4j2's short form.
func (r *reader) refList(l *model.Logger, list string, a attr) {
	for _, name := range strings.Split(list, ",") {
		if name = strings.TrimSpace(name); name != "" {
			l.Refs = append(l.Refs, model.AppenderRef{Name: name, At: r.at(a.at), Guard: r.guard})
		}
	}
}
