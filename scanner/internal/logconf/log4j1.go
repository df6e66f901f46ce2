package logconf

import (
	"strings"

	"arklint/scanner/model"
)

// log4j1XML reads log4j 1's <log4j:configuration>: <appender> with <param>s,
// <root>, <logger> and <category> (DOMConfigurator).
func (r *reader) log4j1XML(root *node) {
	for _, n := range root.children {
		switch strings.ToLower(n.name) {
		case "appender":
			r.log4j1Appender(n)
		case "root", "logger", "category":
			r.logbackLogger(n) // the same elements
		}
	}
}

func (r *reader) log4j1Appender(n *node) {
	a := model.Appender{Name: n.value("name"), Class: n.value("class"), Backend: model.Log4j1, At: r.at(n.at)}
	a.Console = simpleName(a.Class) == "ConsoleAppender"
	r.addClass(n, "appender")
	date := ""
	for _, c := range n.children {
		switch {
		case c.is("appender-ref"):
			a.Async = true
			a.Refs = append(a.Refs, r.ref(c))
		case c.is("param"):
			v, _ := c.attr("value")
			switch strings.ToLower(c.value("name")) {
			case "file":
				a.Paths = append(a.Paths, model.LogPath{Template: r.template(v.value, v.at), Role: model.ActiveFile, At: r.at(c.at)})
			case "datepattern":
				date = v.value
			case "filenamepattern":
				a.Paths = append(a.Paths, model.LogPath{Template: r.template(v.value, v.at), Role: model.RollingPattern, At: r.at(c.at)})
			}
		default:
			r.classes(c)
		}
	}
	a.Paths = append(a.Paths, dailyPattern(a, date)...)
	r.config.Appenders = append(r.config.Appenders, a)
}

// dailyPattern gives a DailyRollingFileAppender the name of its rolled files:
// the file's name and the date behind it, '.'yyyy-MM-dd by default.
func dailyPattern(a model.Appender, date string) []model.LogPath {
	if simpleName(a.Class) != "DailyRollingFileAppender" || len(a.Paths) == 0 {
		return nil
	}
	if date == "" {
		date = "'.'yyyy-MM-dd"
	}
	p := a.Paths[0]
	p.Role = model.RollingPattern
	suffix := "%d{" + date + "}"
	p.Template.Parts = append(p.Template.Parts[:len(p.Template.Parts):len(p.Template.Parts)], model.Part{Text: suffix})
	p.Template.Raw += suffix
	return []model.LogPath{p}
}
