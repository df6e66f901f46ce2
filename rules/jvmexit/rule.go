// Package jvmexit is the rule jvm-exit: code that ends the JVM, which is no
// longer its own. The main method is no excuse: the container runs a module's
// main inside the base's process (observed.md 11). Other main methods it does not run.
package jvmexit

import (
	_ "embed"

	"arklint/rules"
	"arklint/rules/internal/callers"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is jvm-exit.
var Rule = &rules.Rule{
	Name:  "jvm-exit",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java,
	Calls: []string{
		"java.lang.System#exit", "java.lang.Runtime#exit", "java.lang.Runtime#halt",
		"sun.misc.Signal#raise", // sends the own process a signal
	},
	Check: check,
}

func check(p *rules.Pass) error {
	byHand := callers.NewByHand(p.App, p.Group)
	for _, u := range p.App.Calls("java.lang.System", "exit") {
		if u.Kind == model.ExprCall && len(u.Args) != 1 {
			continue // another exit, statically imported beside System's
		}
		report(p, byHand, u, "System.exit")
	}
	for _, u := range p.App.Calls("java.lang.Runtime", "exit", "halt") {
		report(p, byHand, u, "Runtime."+u.Name)
	}
	for _, u := range p.App.Calls("sun.misc.Signal", "raise") {
		report(p, byHand, u, "Signal.raise")
	}
	return nil
}

func report(p *rules.Pass, byHand *callers.ByHand, u *model.Use, what string) {
	f := rules.Finding{At: rules.At(u.At), Symbol: u.Symbol() + ":" + u.Name}
	main := u.In != nil && u.In.IsMain()
	switch {
	case byHand.Has(u):
		how := " in main"
		if !main {
			how = ", which only a main method calls,"
		}
		f.Message = what + how + " ends the whole JVM when this class runs inside a base"
		f.Hint = "let main return or throw an exception; a tool that only ever runs on its own may be allowed"
		f.Confidence = rules.Medium
	case p.App.Role == model.Base:
		f.Message = what + " ends the whole JVM, with every module that runs in it"
		f.Hint = "throw an exception to give up starting, or leave ending the process to the platform that started it"
	case main:
		f.Message = what + " in main ends the base and all modules too, because the base runs this main in its own process"
		f.Hint = "let main return, or throw an exception, which only fails the installation of this module"
	default:
		f.Message = what + " ends the whole JVM: the base and all its modules, not only this application"
		f.Hint = "throw an exception, or close this application's own context"
	}
	if u.Name == "raise" {
		f.Confidence = rules.Medium // not every signal ends the process
	}
	p.Report(f)
}
