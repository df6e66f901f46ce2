// Package staticcontextholder is the rule static-context-holder.
//
// Which types are contexts and which objects are beans is state.Held; the rule
// says what becomes of them in a static field that modules share.
package staticcontextholder

import (
	_ "embed"
	"fmt"
	"slices"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is static-context-holder.
var Rule = &rules.Rule{
	Name:  "static-context-holder",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java,
	Types: known.ContextTypes(),
	Check: check,
}

func check(p *rules.Pass) error {
	shared := p.Shared()
	if shared.Silent {
		return nil
	}
	project := state.Of(p.App, p.Group)
	for _, f := range p.App.StaticFields() {
		if len(f.Accesses) == 0 {
			continue
		}
		s := project.Subject(f)
		if s.Concern != state.Context {
			continue
		}
		held := s.Held
		message := fmt.Sprintf("static field %s holds the %s of whichever application stored it last (in %s)", state.FieldName(f), held[0].What, state.Where(held[0].Access))
		if !slices.ContainsFunc(held, func(h state.Held) bool { return !h.OnDemand() }) {
			message = fmt.Sprintf("static field %s holds the %s of whichever application asked for it first (in %s)", state.FieldName(f), held[0].What, state.Where(held[0].Access))
		}
		if inMain(held) {
			message = fmt.Sprintf("static field %s holds one %s for the base and all modules (stored in %s)", state.FieldName(f), held[0].What, state.Where(held[0].Access))
		}
		p.Report(rules.Finding{
			At: rules.At(f.At), Symbol: f.Symbol(), Level: shared.Level, Confidence: shared.Confidence,
			Message: message + shared.Suffix,
			Hint:    "inject it where it is used, or pack this class in each module, or keep one per Thread.currentThread().getContextClassLoader()",
			Related: append(places(held), shared.Related...),
		})
	}
	return nil
}

// inMain: only main methods store, and the JVM runs just one of the copies of a
// class's main.
func inMain(held []state.Held) bool {
	for _, h := range held {
		if h.In == nil || !h.In.IsMain() {
			return false
		}
	}
	return true
}

func places(held []state.Held) []rules.Related {
	return rules.FirstFew(held, func(h state.Held) rules.Related {
		return rules.Related{At: rules.At(h.At), Message: "stored in " + state.Where(h.Access)}
	})
}
