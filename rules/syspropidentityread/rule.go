// Package syspropidentityread is the rule sysprop-identity-read: code that asks
// the JVM which application it is, where several run.
package syspropidentityread

import (
	_ "embed"
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/sysprops"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is sysprop-identity-read.
var Rule = &rules.Rule{
	Name:  "sysprop-identity-read",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: sysprops.ReadCalls,
	Types: []string{"org.springframework.util.SystemPropertyUtils"},
	Check: check,
}

func check(p *rules.Pass) error {
	if p.App.Role == model.Base {
		return nil // the JVM's identity is the base's
	}
	for _, r := range sysprops.Reads(p.App) {
		for _, key := range r.Keys() {
			judge(p, r, key)
		}
	}
	return nil
}

func judge(p *rules.Pass, r sysprops.Read, key string) {
	f := rules.Finding{
		At: rules.At(r.At), Symbol: r.Symbol() + ":" + key,
		Hint: "ask this application's own Environment, or let the caller pass the value in",
	}
	if r.Env {
		if _, ok := known.IdentityVariable(key); !ok {
			return
		}
		f.Message = fmt.Sprintf("%q is read from the environment of the process, so every application in it takes itself for the same one", key)
		p.Report(f)
		return
	}
	prop := known.SystemProperty(key)
	if prop.Kind != known.IdentityProperty {
		return
	}
	if !p.Group.Isolation.IsZero() {
		p.Clear(r.At, "MultiBizProperties gives every module System properties of its own")
		return
	}
	f.Message = fmt.Sprintf("%q is read from the System properties, which the JVM has once, so every application in it takes itself for the same one", key)
	p.Report(f)
}
