// Package threadlocalnotremoved is the rule thread-local-not-removed: what a
// module leaves on the base's threads, which outlive it.
package threadlocalnotremoved

import (
	_ "embed"
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is thread-local-not-removed.
var Rule = &rules.Rule{
	Name:  "thread-local-not-removed",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Types: known.ContainerTypes(),
	Check: check,
	// Of a library that either the base or a module may load: the cure is the same.
	Supersedes: []string{"shared-static-cache"},
}

func check(p *rules.Pass) error {
	if p.Deploy != rules.Dynamic || p.Loading.By == ark.ByBase {
		return nil // never uninstalled; shared-static-cache speaks of thread locals that the base loads
	}
	project := state.Of(p.App, p.Group)
	for _, t := range p.App.Types() {
		if t.Unit.Generated {
			continue
		}
		for _, f := range t.Fields {
			if c, args := project.Container(f.Type); c != nil && c.PerThread {
				judge(p, &local{Field: f, project: project, values: args})
			}
		}
	}
	return nil
}

func judge(p *rules.Pass, l *local) {
	if !l.read(p.App) {
		return
	}
	switch {
	case len(l.stores) == 0 && !l.initial:
	case l.plain():
		p.Clear(l.Field.At, "its values are of the JDK's own classes, which keep no class loader alive")
	case len(l.clears) > 0:
		p.Clear(l.Field.At, "its value is taken away in "+state.Where(l.clears[0]))
	case l.handedOn:
		p.Clear(l.Field.At, "it is handed to a method that may remove its value")
	case l.cleared(p.App):
		p.Clear(l.Field.At, "a caller of the method that sets it takes its value away")
	default:
		report(p, l)
	}
}

func report(p *rules.Pass, l *local) {
	name := state.FieldName(l.Field)
	how := "makes a value for every thread that asks and never removes it"
	if len(l.stores) > 0 {
		how = fmt.Sprintf("is set and never removed (in %s)", state.Where(l.stores[0]))
	}
	f := rules.Finding{
		At: rules.At(l.Field.At), Symbol: l.Symbol(), Confidence: rules.Medium,
		Message: fmt.Sprintf("thread local %s %s: threads of the base keep the value after the module is uninstalled, and with it the module's class loader", name, how),
		Hint:    fmt.Sprintf("call %s.remove() in a finally block around the work that needs the value, or in afterCompletion of the interceptor that sets it", l.Name),
		Related: rules.FirstFew(l.stores, func(a *model.Access) rules.Related {
			return rules.Related{At: rules.At(a.At), Message: "set in " + state.Where(a)}
		}),
	}
	if l.own(p.App) {
		f.Confidence = rules.High
	}
	if p.Loading.By == ark.ByUnknown {
		f.Confidence = rules.Medium
		f.Message += ", if a module packs this class"
	}
	p.Report(f)
}
