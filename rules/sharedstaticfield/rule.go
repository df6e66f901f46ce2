// Package sharedstaticfield is the rule shared-static-field.
//
// It looks at static fields that get another value after their class is
// initialised. What a field's object holds is shared-static-cache's, objects with state
// are shared-singleton's, and Spring's contexts and beans static-context-holder's.
package sharedstaticfield

import (
	_ "embed"
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is shared-static-field.
var Rule = &rules.Rule{
	Name:  "shared-static-field",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java,
	Types: append(known.ContainerTypes(), known.ContextTypes()...),
	Check: check,
}

func check(p *rules.Pass) error {
	shared := p.Shared()
	if shared.Silent {
		return nil
	}
	project := state.Of(p.App, p.Group)
	for _, f := range p.App.StaticFields() {
		if s := project.Subject(f); s.Concern == state.Value {
			report(p, shared, s)
		}
	}
	return nil
}

func report(p *rules.Pass, shared rules.Sharing, s state.Subject) {
	finding := rules.Finding{
		At: rules.At(s.At), Symbol: s.Symbol(), Level: shared.Level, Confidence: shared.Confidence,
		Hint: "pack this class in each module, or keep one value per Thread.currentThread().getContextClassLoader(), or make it an instance field of a Spring bean",
	}
	name, where := state.FieldName(s.Field), state.Where(s.Writes[0])
	if s.Unsure {
		finding.Message = fmt.Sprintf("static field %s is made on first use (in %s) and then shared by all modules", name, where)
		finding.Level, finding.Confidence = shared.Level.AtMost(rules.Warning), rules.Medium
		finding.Hint = "fine when the object keeps no state between calls; otherwise pack this class in each module, or keep one object per Thread.currentThread().getContextClassLoader()"
	} else {
		finding.Message = fmt.Sprintf("static field %s is written after class initialisation (in %s), so all modules share one value", name, where)
	}
	finding.Message += shared.Suffix
	finding.Related = append(rules.FirstFew(s.Writes, func(a *model.Access) rules.Related {
		return rules.Related{At: rules.At(a.At), Message: "written in " + state.Where(a)}
	}), shared.Related...)
	p.Report(finding)
}
