package logconf

import (
	"slices"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
	"arklint/scanner/source/properties"
)

// property is one line of a .properties file.
type property struct {
	key     string
	value   string
	at      source.Span // the key
	valueAt source.Span
}

// properties reads the three backends that are configured so.
func (r *reader) properties(f *source.File) {
	all := r.readProperties(f)
	if r.config.Backend == "" { // by content: log4j 1's keys all begin with log4j.
		r.config.Backend = model.Log4j2
		if slices.ContainsFunc(all, func(p property) bool { return strings.HasPrefix(p.key, "log4j.") }) {
			r.config.Backend = model.Log4j1
		}
	}
	switch r.config.Backend {
	case model.JUL:
		r.jul(all)
	case model.Log4j1:
		r.log4j1(all)
	default:
		r.log4j2(r.propertyTree(f, all))
	}
}

func (r *reader) readProperties(f *source.File) []property {
	entries, errs := properties.Parse(f)
	for _, e := range errs {
		start, _ := e.At.Range()
		r.problem(f, start.Line, e.Message)
	}
	all := make([]property, len(entries))
	for i, e := range entries {
		all[i] = property{e.Key, strings.TrimRight(e.Value, " \t"), e.KeyAt, e.ValueAt}
	}
	return all
}

// loadProperties enters a file that logback's <property resource=> names.
func (r *reader) loadProperties(f *source.File, system bool) {
	for _, p := range r.readProperties(f) {
		r.config.Properties = append(r.config.Properties, model.LogProperty{
			Name: p.key, Kind: model.LiteralProperty, Value: r.template(p.value, p.valueAt),
			System: system, At: r.at(p.at), Origin: r.origin, Guard: r.guard,
		})
	}
}

// propertyTree builds log4j2's tree (PropertiesConfigurationBuilder):
//
//	property.home = logs                  <Property name="home" value="logs"/>
//	appender.x.type = RollingFile         <RollingFile ...>
//	appender.x.policies.type = Policies     a child element
//	rootLogger.appenderRef.x.ref = X      <Root><AppenderRef ref="X"/>
//	rootLogger = INFO, X                  the same, from 2.17.2 on
func (r *reader) propertyTree(f *source.File, all []property) *node {
	root := &node{name: "Configuration", at: source.Span{File: f}}
	properties, appenders, loggers := &node{name: "Properties"}, &node{name: "Appenders"}, &node{name: "Loggers"}
	root.children = []*node{properties, appenders, loggers}
	parts := map[string]*node{} // by prefix: "appender.x", "appender.x.policies"
	for _, p := range all {
		if r.elements++; r.elements > maxElements {
			break
		}
		path := strings.Split(p.key, ".")
		switch {
		case len(path) == 1 && path[0] != "rootLogger":
			root.attrs = append(root.attrs, attr{p.key, p.value, p.valueAt})
		case path[0] == "property":
			name := attr{"name", strings.TrimPrefix(p.key, "property."), p.at}
			properties.children = append(properties.children,
				&node{name: "Property", at: p.at, attrs: []attr{name, {"value", p.value, p.valueAt}}})
		case path[0] == "appender" && len(path) > 2:
			r.enter(parts, appenders, path, 2, "Appender", p)
		case path[0] == "logger" && len(path) > 1:
			r.enter(parts, loggers, path, 2, "Logger", p)
		case path[0] == "rootLogger":
			r.enter(parts, loggers, path, 1, "Root", p)
		}
	}
	nameByType(appenders)
	return root
}

// enter puts a property into the element that its first head parts name, or
// into one inside it, and makes the elements on the way.
func (r *reader) enter(parts map[string]*node, parent *node, path []string, head int, name string, p property) {
	element := func(prefix, name string, parent *node) *node {
		n := parts[prefix]
		if n == nil {
			n = &node{name: name, at: p.at}
			parts[prefix] = n
			parent.children = append(parent.children, n)
		}
		return n
	}
	if len(path) <= head { // logger.x = INFO, A
		n := element(p.key, name, parent)
		n.attrs = append(n.attrs, attr{"levelAndRefs", p.value, p.valueAt})
		return
	}
	n := element(strings.Join(path[:head], "."), name, parent)
	for i := head; i < len(path)-1 && i < maxDepth; i++ {
		child := path[i]
		if strings.EqualFold(child, "appenderRef") && i+2 < len(path) {
			i++ // appenderRef.<id>.ref: the id only groups
			child = "AppenderRef"
		}
		n = element(strings.Join(path[:i+1], "."), child, n)
	}
	n.attrs = append(n.attrs, attr{path[len(path)-1], p.value, p.valueAt})
}

// nameByType gives every component inside an appender the name of its plugin.
func nameByType(n *node) {
	for _, c := range n.children {
		if t, ok := c.attr("type"); ok && !c.is("Appender") {
			c.name = t.value
		}
		nameByType(c)
	}
}

// log4j1 reads log4j 1's properties (PropertyConfigurator). Keys below an
// appender are setters, so File and file are one.
func (r *reader) log4j1(all []property) {
	index := map[string]int{}
	dates := map[string]string{}
	for _, p := range all { // ${name}: System properties, then the file's own keys
		r.config.Properties = append(r.config.Properties, model.LogProperty{
			Name: p.key, Kind: model.LiteralProperty, Value: r.template(p.value, p.valueAt), At: p.at,
		})
		if name, ok := strings.CutPrefix(p.key, "log4j.appender."); ok && !strings.Contains(name, ".") {
			class := strings.TrimSpace(p.value)
			index[name] = len(r.config.Appenders)
			r.config.Appenders = append(r.config.Appenders, model.Appender{
				Name: name, Class: class, Backend: model.Log4j1, Console: simpleName(class) == "ConsoleAppender", At: p.at,
			})
			r.config.Classes = append(r.config.Classes, model.LogClass{Name: class, Element: "appender", At: p.valueAt})
		}
	}
	for _, p := range all {
		switch {
		case strings.HasPrefix(p.key, "log4j.appender."):
			name, setter, _ := strings.Cut(strings.TrimPrefix(p.key, "log4j.appender."), ".")
			i, ok := index[name]
			if !ok {
				break
			}
			a := &r.config.Appenders[i]
			role := model.ActiveFile
			switch strings.ToLower(setter) {
			case "datepattern":
				dates[name] = p.value
				continue
			case "file":
			case "rollingpolicy.filenamepattern":
				role = model.RollingPattern
			case "appender-ref":
				a.Async = true
				a.Refs = append(a.Refs, model.AppenderRef{Name: p.value, At: p.valueAt})
				continue
			default:
				continue
			}
			a.Paths = append(a.Paths, model.LogPath{Template: r.template(p.value, p.valueAt), Role: role, At: p.at})
		case p.key == "log4j.rootLogger", p.key == "log4j.rootCategory":
			r.log4j1Logger("root", p)
		case strings.HasPrefix(p.key, "log4j.logger."):
			r.log4j1Logger(strings.TrimPrefix(p.key, "log4j.logger."), p)
		case strings.HasPrefix(p.key, "log4j.category."):
			r.log4j1Logger(strings.TrimPrefix(p.key, "log4j.category."), p)
		}
	}
	for i := range r.config.Appenders {
		a := &r.config.Appenders[i]
		a.Paths = append(a.Paths, dailyPattern(*a, dates[a.Name])...)
	}
	r.additivity(all)
}

func (r *reader) log4j1Logger(name string, p property) {
	level, refs, _ := strings.Cut(p.value, ",")
	l := model.Logger{Name: name, Additive: true, Level: r.template(strings.TrimSpace(level), p.valueAt), At: p.at}
	r.refList(&l, refs, attr{at: p.valueAt})
	r.config.Loggers = append(r.config.Loggers, l)
}

func (r *reader) additivity(all []property) {
	off := map[string]bool{}
	for _, p := range all {
		if name, ok := strings.CutPrefix(p.key, "log4j.additivity."); ok && strings.EqualFold(strings.TrimSpace(p.value), "false") {
			off[name] = true
		}
	}
	for i := range r.config.Loggers {
		if off[r.config.Loggers[i].Name] {
			r.config.Loggers[i].Additive = false
		}
	}
}

// jul reads java.util.logging's logging.properties (LogManager): "handlers"
// are the root's, <logger>.handlers a logger's own, FileHandler.pattern the
// one path of all FileHandlers.
func (r *reader) jul(all []property) {
	index := map[string]int{}
	for _, p := range all {
		name, ok := strings.CutSuffix(p.key, "handlers")
		if !ok || name != "" && !strings.HasSuffix(name, ".") {
			continue
		}
		l := model.Logger{Name: "root", Additive: true, At: p.at}
		if name != "" {
			l.Name = strings.TrimSuffix(name, ".")
		}
		for _, class := range strings.FieldsFunc(p.value, func(c rune) bool { return c == ',' || c == ' ' || c == '\t' }) {
			l.Refs = append(l.Refs, model.AppenderRef{Name: class, At: p.valueAt})
			if _, known := index[class]; known {
				continue
			}
			index[class] = len(r.config.Appenders)
			r.config.Appenders = append(r.config.Appenders, model.Appender{
				Name: class, Class: class, Backend: model.JUL, Console: simpleName(class) == "ConsoleHandler", At: p.at,
			})
		}
		r.config.Loggers = append(r.config.Loggers, l)
	}
	for _, p := range all {
		if class, ok := strings.CutSuffix(p.key, ".pattern"); ok {
			if i, ok := index[class]; ok {
				a := &r.config.Appenders[i]
				a.Paths = append(a.Paths, model.LogPath{Template: r.template(p.value, p.valueAt), Role: model.ActiveFile, At: p.at})
			}
		}
	}
}
