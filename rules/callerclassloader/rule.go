// Package callerclassloader is the rule caller-class-loader: classes looked up
// by name in the class loader of the code that asks, which is the base's when
// the base has loaded that code (observed.md 13, 14).
package callerclassloader

import (
	_ "embed"
	"fmt"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/loaders"
	"arklint/scanner/ark"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is caller-class-loader.
var Rule = &rules.Rule{
	Name:  "caller-class-loader",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java,
	Calls: loaders.Calls(),
	Check: check,
}

func check(p *rules.Pass) error {
	all := loaders.In(p.App)
	if p.Deploy == rules.Dynamic {
		for _, l := range all {
			driver(p, l)
		}
	}
	share := p.Shared()
	if share.Silent {
		return nil
	}
	fallbacks := loaders.FallbacksIn(p.App, all)
	for _, l := range all {
		switch {
		case l.Finds != known.Classes || l.Loader != loaders.Own && l.Loader != loaders.Parameters:
		case fallbacks.Has(l.Use):
			p.Clear(l.At, "the method asks another class loader as well")
		default:
			report(p, share, l)
		}
	}
	return nil
}

func report(p *rules.Pass, share rules.Sharing, l loaders.Lookup) {
	f := rules.Finding{
		At: rules.At(l.At), Level: share.Level, Confidence: share.Confidence, Related: share.Related, Symbol: l.Symbol(),
		Hint: "ask the context class loader first, Class.forName(name, true, Thread.currentThread().getContextClassLoader()), and fall back to this one",
	}
	names, constant := l.Names()
	if constant {
		owner, name := moduleClass(p, names)
		if owner == nil {
			p.Clear(l.At, "the name is constant, and no module of this tree has the class")
			return
		}
		f.Message = fmt.Sprintf("%s is a class of the module %s, and %s asks the base's class loader, which cannot see it: ClassNotFoundException", name, owner.Name, l.Quote())
		f.Symbol += ":" + name
	} else {
		if loaders.Nearby(p.App, l.What) || l.Loader == loaders.Parameters && loaders.Derived(l.What, l.Asked) {
			p.Clear(l.At, "the name can only mean a class that stands beside the code or the class it begins with")
			return
		}
		whose, ends := "the base's class loader here", "ends in ClassNotFoundException"
		if p.Loading.By != ark.ByBase {
			whose = "the class loader of this class"
		}
		if l.Name == "isPresent" {
			ends = "counts as absent"
		}
		f.Message = fmt.Sprintf("%s asks %s, where a class of a module %s", l.Quote(), whose, ends)
	}
	f.Message += share.Suffix
	if l.Loader == loaders.Parameters || l.Kind == model.ExprMethodRef {
		f.Confidence = min(f.Confidence, rules.Medium)
	}
	f.Fixes = fixes(l)
	p.Report(f)
}

// fixes proposes the form that the hint names, for the one-argument form.
func fixes(l loaders.Lookup) []rules.Fix {
	if l.Name != "forName" || l.Kind != model.ExprCall || len(l.Args) != 1 || l.At.File.Encoding != "" || !strings.HasSuffix(l.At.Text(), ")") {
		return nil
	}
	end := l.At.End - 1
	return []rules.Fix{{
		Title: "Ask the context class loader", Safety: rules.Review,
		Edits: []source.Edit{{Span: source.Span{File: l.At.File, Start: end, End: end}, New: ", true, Thread.currentThread().getContextClassLoader()"}},
	}}
}

// driver notes a JDBC driver that is loaded by name: DriverManager keeps it.
func driver(p *rules.Pass, l loaders.Lookup) {
	name, ok := l.What.Const()
	if !ok || !known.JDBCDrivers[name] {
		return
	}
	f := rules.Finding{
		At: rules.At(l.At), Level: rules.Note, Symbol: l.Symbol() + ":" + name,
		Message: fmt.Sprintf("DriverManager keeps %s until the JVM ends, and with it the class loader of the module that packs it", name),
		Hint:    "let the base bring the driver, or deregister it when this application is closed; drivers register themselves, so the line can mostly go",
	}
	if p.Loading.By == ark.ByBase {
		f.Message = fmt.Sprintf("%s is looked up in the base's class loader, which finds no driver that only a module packs", name)
	}
	p.Report(f)
}

// moduleClass finds the module of the group that has one of the named classes
// which the app itself has not.
func moduleClass(p *rules.Pass, names []string) (*model.App, string) {
	for _, n := range names {
		canonical := strings.ReplaceAll(n, "$", ".")
		if p.App.Type(canonical) != nil {
			continue
		}
		seen := false // in code that the base can load as well
		for _, lib := range p.Group.Others {
			seen = seen || lib.Type(canonical) != nil
		}
		if seen || p.Group.Base != nil && p.Group.Base.Type(canonical) != nil {
			continue
		}
		for _, m := range p.Group.Modules {
			if m != p.App && m.Type(canonical) != nil {
				return m, n
			}
		}
	}
	return nil, ""
}
