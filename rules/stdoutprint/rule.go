// Package stdoutprint is the rule stdout-print: what an application prints to
// the standard streams lands in the base's (observed.md 7).
package stdoutprint

import (
	_ "embed"

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
	Name:  "stdout-print",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: []string{
		"java.lang.System#console", "java.lang.Thread#dumpStack",
		"java.lang.IO#println", "java.lang.IO#print", // Java 25
		"java.lang.Throwable#printStackTrace", // whose argument is print-stack-trace's business
	},
	Fields: []string{"java.lang.System#out", "java.lang.System#err"},
	Check:  check,
}

func check(p *rules.Pass) error {
	printed := map[source.Span]bool{}
	for _, print := range throwables.Prints(p.App, p.Group) {
		if print.Stream != nil {
			printed[print.Stream.Origin().At] = true
		}
	}
	for _, u := range p.App.FieldUses("java.lang.System", "out", "err") {
		if printed[u.At] {
			continue
		}
		if u.Name == "out" {
			report(p, u, "System.out", "standard output")
		} else {
			report(p, u, "System.err", "standard error")
		}
	}
	for _, u := range p.App.Calls("java.lang.IO", "println", "print") {
		if u.Class.By == model.JavaLang && importsOnDemand(u.Unit) {
			continue // may be a library's IO
		}
		report(p, u, "IO."+u.Name, "standard output")
	}
	for _, u := range p.App.Calls("java.lang.Thread", "dumpStack") {
		report(p, u, "Thread.dumpStack", "standard error")
	}
	for _, u := range p.App.Calls("java.lang.System", "console") {
		report(p, u, "System.console", "terminal")
	}
	return nil
}

func importsOnDemand(u *model.Unit) bool {
	for _, i := range u.Imports {
		if i.OnDemand && !i.Static {
			return true
		}
	}
	return false
}

func report(p *rules.Pass, u *model.Use, what, stream string) {
	f := rules.Finding{
		At: rules.At(u.At), Level: p.Rule.LevelFor(p.Deploy), Symbol: u.Symbol() + ":" + u.Name,
		Message: what + " is the " + stream + " of the base's process: what is written here is not in this application's log",
		Hint:    "write it with the application's own logger",
	}
	switch u.Name {
	case "console":
		f.Message = "System.console is the terminal of the base's process, which all applications share and a server does not have"
		f.Hint = "take input from the application's configuration or from a request, and write with its logger"
	case "dumpStack", "println", "print":
		f.Message = what + " writes to the " + stream + " of the base's process, not to this application's log"
	}
	if p.App.Role == model.Base {
		f.Level = rules.Note
		if u.Name != "console" {
			f.Message = what + " writes past the base's log, into the " + stream + " that all modules share"
		}
	}
	p.Report(f)
}
