// Package printstacktrace is the rule print-stack-trace: exceptions printed to
// the standard streams, which belong to the base's process and not to the
// application (observed.md 7).
package printstacktrace

import (
	_ "embed"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/throwables"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is print-stack-trace.
var Rule = &rules.Rule{
	Name:   "print-stack-trace",
	Doc:    rules.MustDoc(page, chinese),
	Level:  rules.Warning,
	Needs:  rules.Java,
	Calls:  []string{"java.lang.Throwable#printStackTrace"},
	Fields: []string{"java.lang.System#out", "java.lang.System#err"},
	Types:  known.LoggerTypes(),
	Check:  check,
}

func check(p *rules.Pass) error {
	for _, print := range throwables.Prints(p.App, p.Group) {
		report(p, print)
	}
	return nil
}

func report(p *rules.Pass, print throwables.Print) {
	f := rules.Finding{
		At: rules.At(print.At), Level: p.Rule.LevelFor(p.Deploy), Confidence: print.Confidence, Symbol: print.Symbol(),
		Message: "printStackTrace writes to standard error, which belongs to the base: the exception is not in this application's log",
		Hint:    "log the exception with the application's own logger",
	}
	if s := throwables.Stream(print.Stream); s == "System.out" {
		f.Message = "printStackTrace writes to standard output, which belongs to the base: the exception is not in this application's log"
	}
	if p.App.Role == model.Base {
		f.Message = "printStackTrace writes to a standard stream that all modules share, past the base's log"
	}
	f.Fixes = fixes(print)
	p.Report(f)
}
