package consoleappender

import (
	"strings"

	"arklint/rules"
	"arklint/scanner/model"
)

// inCode are the ways to make a console appender in Java, by class.
var inCode = map[string][]string{
	"java.util.logging.ConsoleHandler":                       {"<init>"},
	"ch.qos.logback.core.ConsoleAppender":                    {"<init>"},
	"org.apache.log4j.ConsoleAppender":                       {"<init>"},
	"org.apache.log4j.BasicConfigurator":                     {"configure"}, // without arguments: one at the root
	"org.apache.logging.log4j.core.appender.ConsoleAppender": {"newBuilder", "createAppender", "createDefaultAppenderForLayout"},
}

func calls() []string {
	var out []string
	for class, methods := range inCode {
		for _, m := range methods {
			out = append(out, class+"#"+m)
		}
	}
	return out
}

// code reports the console appenders that are made in Java.
func code(p *rules.Pass) {
	for class, methods := range inCode {
		for _, u := range p.App.Calls(class, methods...) {
			if u.Name == "configure" && len(u.Args) > 0 {
				continue // with an appender of the caller's own
			}
			what := class[strings.LastIndexByte(class, '.')+1:]
			if u.Name == "configure" {
				what += ".configure"
			}
			f := rules.Finding{
				At: rules.At(u.At), Level: p.Rule.LevelFor(p.Deploy), Symbol: u.Symbol() + ":" + what,
				Message: what + " writes log lines to the base's console, where nobody can tell the applications apart",
				Hint:    "write to a file of the application's own instead, and leave appenders to its logging configuration",
			}
			if p.App.Role == model.Base {
				f.Level = rules.Note
				f.Message = what + " writes log lines to the console that the modules' lines go to as well"
			}
			p.Report(f)
		}
	}
}
