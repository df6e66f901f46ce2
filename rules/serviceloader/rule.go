// Package serviceloader is the rule service-loader: services looked for in a
// class loader that does not see the modules' providers, and services of one
// application kept for all (observed.md 16, 17).
package serviceloader

import (
	_ "embed"
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/loaders"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is service-loader.
var Rule = &rules.Rule{
	Name:  "service-loader",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: append(loaders.Calls(), "java.util.ServiceLoader#loadInstalled"),
	Check: check,
}

func check(p *rules.Pass) error {
	all := loaders.In(p.App)
	fallbacks := loaders.FallbacksIn(p.App, all)
	share := p.Shared()
	for _, l := range all {
		if l.Finds != known.Services {
			continue
		}
		switch {
		case l.Loader == loaders.Elsewhere:
		case fallbacks.Has(l.Use):
			p.Clear(l.At, "the method asks another class loader as well")
		case l.Loader == loaders.System:
			system(p, l)
		case !share.Silent:
			own(p, share, l)
		}
	}
	for _, u := range p.App.Calls("java.util.ServiceLoader", "loadInstalled") {
		p.Report(rules.Finding{
			At: rules.At(u.At), Symbol: u.Symbol() + ":" + u.Name,
			Message: "ServiceLoader.loadInstalled asks the platform class loader, which finds no provider of the base or of a module and does not fail",
			Hint:    hint,
		})
	}
	if !share.Silent {
		kept(p, share)
	}
	return nil
}

const hint = "use ServiceLoader.load(X.class), which asks the context class loader"

// system reports services asked for in the JVM's own loader, whoever loads the code.
func system(p *rules.Pass, l loaders.Lookup) {
	p.Report(rules.Finding{
		At: rules.At(l.At), Level: rules.Error, Symbol: l.Symbol() + ":" + l.Name,
		Message: "the system class loader finds no provider that a module or a base in a fat jar brings, and does not fail",
		Hint:    hint,
	})
}

func own(p *rules.Pass, share rules.Sharing, l loaders.Lookup) {
	f := rules.Finding{
		At: rules.At(l.At), Level: share.Level, Confidence: share.Confidence, Related: share.Related, Symbol: l.Symbol() + ":" + l.Name,
		Hint: hint,
	}
	if l.Class.Qualified != "java.util.ServiceLoader" {
		f.Hint = "hand over the context class loader, Thread.currentThread().getContextClassLoader()"
	}
	whose := "the base's class loader here"
	if share.Suffix != "" {
		whose = "the class loader of this class"
	}
	if l.Loader == loaders.Parameters {
		f.Confidence = min(f.Confidence, rules.Medium)
	}
	f.Message = fmt.Sprintf("%s asks %s, which finds no provider of a module and does not fail", l.Quote(), whose) + share.Suffix
	p.Report(f)
}

// kept reports services that stay in a static field: the context class loader
// of the first application has found them, for all.
func kept(p *rules.Pass, share rules.Sharing) {
	loads := map[source.Span]*model.Use{}
	for _, u := range p.App.Calls("java.util.ServiceLoader", "load") {
		loads[u.At] = u
	}
	if len(loads) == 0 {
		return
	}
	for _, f := range p.App.StaticFields() {
		if u := loaded(f.Init, loads); u != nil {
			keep(p, share, f, u)
			continue
		}
		for _, a := range f.Accesses {
			u := stored(a, loads)
			if u != nil {
				keep(p, share, f, u)
				break
			}
		}
	}
}

// stored is the load whose services a puts into its field.
func stored(a *model.Access, loads map[source.Span]*model.Use) *model.Use {
	if a.Kind == model.Assign {
		return loaded(a.Value, loads)
	}
	for _, arg := range a.Args {
		if u := loaded(arg, loads); u != nil {
			return u
		}
	}
	return nil
}

// loaded is the load that a chain of calls begins with:
// ServiceLoader.load(X.class).iterator().next().
func loaded(e *model.Expr, loads map[source.Span]*model.Use) *model.Use {
	for range 16 {
		var from *model.Expr
		for _, o := range loaders.Values(e) {
			if o == nil {
				continue
			}
			if u := loads[o.At]; u != nil {
				return u
			}
			switch {
			case o.Kind == model.ExprElement, o.Kind == model.ExprCall && o.On != nil && o.On.Kind != model.ExprType:
				from = o.On
			case (o.Kind == model.ExprCall || o.Kind == model.ExprNew) && len(o.Args) == 1: // Lists.newArrayList(..), new ArrayList<>(..)
				from = o.Args[0]
			}
		}
		if e = from; e == nil {
			return nil
		}
	}
	return nil
}

func keep(p *rules.Pass, share rules.Sharing, f *model.Field, u *model.Use) {
	p.Report(rules.Finding{
		At: rules.At(u.At), Level: share.Level, Confidence: share.Confidence, Symbol: f.Symbol(),
		Message: fmt.Sprintf("the services that the first application finds are kept in the static field %s for all: another application's providers are never found", f.Name) + share.Suffix,
		Hint:    "load them for each application, or keep them by class loader",
		Related: append([]rules.Related{{At: rules.At(f.At), Message: "the static field"}}, share.Related...),
	})
}
