// Package jvmregistrationleft is the rule jvm-registration-left: what a module
// registers with the JVM and leaves there when it is uninstalled (observed.md 12).
package jvmregistrationleft

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is jvm-registration-left.
var Rule = &rules.Rule{
	Name:  "jvm-registration-left",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Off, Dynamic: rules.Warning,
	Needs: rules.Java,
	Calls: calls(),
	Check: check,
}

func calls() []string {
	var out []string
	for _, r := range known.Registrations {
		out = append(out, r.Class+"#"+r.Method)
		for _, undo := range r.Undo {
			out = append(out, r.Class+"#"+undo)
		}
	}
	return out
}

func check(p *rules.Pass) error {
	if p.Deploy != rules.Dynamic || p.Loading.By == ark.ByBase {
		return nil // never uninstalled
	}
	for _, r := range known.Registrations {
		uses := p.App.Calls(r.Class, r.Method)
		if r.Platform {
			uses = slices.DeleteFunc(uses, func(u *model.Use) bool { return !platform(u.On) })
		}
		if len(uses) == 0 {
			continue
		}
		undone := slices.ContainsFunc(r.Undo, func(undo string) bool { return len(p.App.CallsNamed(undo)) > 0 })
		for _, u := range uses {
			if undone {
				p.Clear(u.At, "this application takes such registrations back")
				continue
			}
			report(p, r, u)
		}
	}
	return nil
}

// platform reports whether e is an MXBean of the JVM.
func platform(e *model.Expr) bool {
	for range 4 {
		e = e.Origin()
		if e == nil {
			return false
		}
		if e.Type != nil && strings.HasPrefix(e.Type.Qualified, "java.lang.management.") || strings.HasPrefix(e.Class.Qualified, "java.lang.management.") {
			return true
		}
		e = e.On
	}
	return false
}

func report(p *rules.Pass, r known.Registration, u *model.Use) {
	f := rules.Finding{
		At: rules.At(u.At), Symbol: u.Symbol() + ":" + r.Method,
		Message: fmt.Sprintf("%s is never taken back from %s, which keeps the class loader of this module alive after it is uninstalled", r.What, r.Keeper),
		Hint:    fmt.Sprintf("call %s in a @PreDestroy method", r.Undo[0]),
	}
	if r.Again != "" {
		f.Message += "; installed again, the module gets " + r.Again
	}
	if r.Cache {
		f.Level = rules.Note
	}
	if p.Loading.By == ark.ByUnknown {
		f.Confidence = rules.Medium
		f.Message += ", if a module packs this class"
	}
	p.Report(f)
}
