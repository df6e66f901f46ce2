// Package stdoutprint is the rule stdout-print: what an application prints to
// the standard streams lands in the base's (observed.md 7).
package stdoutprint

import (
	_ "embed"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/throwables"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is stdout-print.
var Rule = &rules.Rule{
	Name:   "stdout-print",
	Doc:    rules.MustDoc(page, chinese),
	Level:  rules.Warning,
	Needs:  rules.Java,
	Calls:  append(members(calls), "java.lang.Throwable#printStackTrace"), // whose argument is print-stack-trace's business
	Fields: members(fields),
	Check:  check,
}

// A way is a field or a method of the JDK that leads to a standard stream.
type way struct{ class, name, stream string }

var fields = []way{
	{"java.lang.System", "out", "standard output"},
	{"java.lang.System", "err", "standard error"},
	{"java.io.FileDescriptor", "out", "standard output"}, // what System.out and System.err begin as
	{"java.io.FileDescriptor", "err", "standard error"},
}

var calls = []way{
	{"java.lang.System", "console", "terminal"},
	{"java.lang.Thread", "dumpStack", "standard error"},
	{"java.lang.IO", "println", "standard output"}, // Java 25
	{"java.lang.IO", "print", "standard output"},
	{"java.lang.IO", "readln", "standard output"},
	{"java.io.IO", "println", "standard output"}, // its previews in Java 23 and 24
	{"java.io.IO", "print", "standard output"},
	{"java.io.IO", "readln", "standard output"},
}

func members(ways []way) []string {
	var out []string
	for _, w := range ways {
		out = append(out, w.class+"#"+w.name)
	}
	return out
}

func check(p *rules.Pass) error {
	printed := map[source.Span]bool{}
	for _, print := range throwables.Prints(p.App, p.Group) {
		for _, read := range throwables.Reads(print.Stream) {
			printed[read.At] = true
		}
	}
	for _, w := range fields {
		for _, u := range p.App.FieldUses(w.class, w.name) {
			if !printed[u.At] {
				report(p, u, w)
			}
		}
	}
	for _, w := range calls {
		for _, u := range p.App.Calls(w.class, w.name) {
			if w.class == "java.lang.IO" && u.Class.By == model.JavaLang && mayImportIO(u.Unit) {
				p.Clear(u.At, "an import on demand may bring another class IO: nothing to report without knowing")
				continue
			}
			report(p, u, w)
		}
	}
	return nil
}

// mayImportIO reports whether the file may mean a library's class IO, from before
// Java 25 had one: out of a package that is imported on demand, but none of the
// JDK's, which have no other.
func mayImportIO(u *model.Unit) bool {
	return slices.ContainsFunc(u.Imports, func(i model.Import) bool {
		return i.OnDemand && !i.Static && !strings.HasPrefix(i.Name, "java.") && !strings.HasPrefix(i.Name, "javax.")
	})
}

func report(p *rules.Pass, u *model.Use, w way) {
	what := w.class[strings.LastIndexByte(w.class, '.')+1:] + "." + w.name
	f := rules.Finding{
		At: rules.At(u.At), Level: p.Rule.LevelFor(p.Deploy), Symbol: u.Symbol() + ":" + w.name,
		Hint: "write it with the application's own logger",
	}
	switch {
	case w.name == "console":
		f.Message = what + " is the terminal of the base's process, which all applications share and a server does not have"
		f.Hint = "take input from the application's configuration or from a request, and write with its logger"
	case w.name == "readln":
		f.Message = what + " asks at the terminal of the base's process, which all applications share and a server does not have"
		f.Hint = "take input from the application's configuration or from a request"
	case p.App.Role == model.Base:
		f.Message = what + " writes past the base's log, into the " + w.stream + " that all modules share"
	case w.name == "out" || w.name == "err":
		f.Message = what + " is the " + w.stream + " of the base's process: what is written here is not in this application's log"
	default:
		f.Message = what + " writes to the " + w.stream + " of the base's process, not to this application's log"
	}
	if p.App.Role == model.Base {
		f.Level = rules.Note
	}
	p.Report(f)
}
