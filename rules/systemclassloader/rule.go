// Package systemclassloader is the rule system-class-loader: look-ups in the
// JVM's own class loader, which sees neither modules nor, under a fat jar, the
// base's classes (observed.md 15).
package systemclassloader

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

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

// Rule is system-class-loader.
var Rule = &rules.Rule{
	Name:  "system-class-loader",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java,
	Calls: append(loaders.Calls(), "java.lang.ClassLoader#getSystemResource", "java.lang.ClassLoader#getSystemResourceAsStream", "java.lang.ClassLoader#getSystemResources"),
	Check: check,
}

const hint = "ask the context class loader, Thread.currentThread().getContextClassLoader(), or in a module's own code the loader of one of its classes"

func check(p *rules.Pass) error {
	all := loaders.In(p.App)
	seen := map[source.Span]bool{} // loaders that a look-up has spoken for
	fallback := others(p.App, all)
	for _, l := range all {
		if l.Loader != loaders.System {
			continue
		}
		for _, v := range loaders.Values(l.Asked) {
			if v != nil {
				seen[v.At] = true
			}
		}
		if !fallback(p, l.Use) {
			lookup(p, l)
		}
	}
	for _, u := range p.App.Calls("java.lang.ClassLoader", "getSystemResource", "getSystemResourceAsStream", "getSystemResources") {
		if !fallback(p, u) {
			lookup(p, loaders.Lookup{Use: u, Finds: known.Resources, What: first(u.Args)})
		}
	}
	for _, u := range p.App.Calls("java.lang.ClassLoader", "getSystemClassLoader") {
		if !seen[u.At] && !fallback(p, u) {
			handedOn(p, u)
		}
	}
	return nil
}

func first(args []*model.Expr) *model.Expr {
	if len(args) == 0 {
		return nil
	}
	return args[0]
}

// others returns what reports, and notes, that the method around a use asks
// another loader as well: then the system's is the last resort.
func others(app *model.App, all []loaders.Lookup) func(*rules.Pass, *model.Use) bool {
	rest := slices.DeleteFunc(slices.Clone(all), func(l loaders.Lookup) bool { return l.Loader == loaders.System })
	for i := range rest {
		rest[i].Loader, rest[i].Via = loaders.Elsewhere, nil
	}
	for _, u := range app.Calls("java.lang.Class", "getClassLoader") {
		rest = append(rest, loaders.Lookup{Use: u})
	}
	fallbacks := loaders.FallbacksIn(app, rest)
	return func(p *rules.Pass, u *model.Use) bool {
		given := u.In != nil && slices.ContainsFunc(u.In.Params, func(p model.Param) bool { return p.Type != nil && p.Type.Qualified == "java.lang.ClassLoader" })
		if !given && !fallbacks.Has(u) {
			return false
		}
		p.Clear(u.At, "another class loader is asked as well")
		return true
	}
}

func lookup(p *rules.Pass, l loaders.Lookup) {
	f := rules.Finding{At: rules.At(l.At), Symbol: l.Symbol() + ":" + l.Name, Hint: hint}
	switch l.Finds {
	case known.Services:
		return // service-loader
	case known.Parents:
		if o := l.Asked.Origin(); o != nil && o.Name != "getSystemClassLoader" {
			p.Clear(l.At, "a class loader below the platform's is meant to see nothing of the application")
			return
		}
		f.Level, f.Confidence = rules.Warning, rules.Medium
		f.Message = "the system class loader becomes the context class loader, in which neither the classes of a module nor those of a base in a fat jar are found"
		if l.Name == "<init>" {
			f.Message = "a class loader below the system class loader sees neither the classes of a module nor those of a base in a fat jar"
		}
	case known.Classes, known.Proxies:
		if names, ok := l.Names(); ok && jdk(names) {
			p.Clear(l.At, "the JDK has the class")
			return
		}
		f.Message = fmt.Sprintf("the system class loader sees neither the classes of a module nor those of a base in a fat jar: %s ends in ClassNotFoundException", l.Call())
	default:
		if names, ok := l.Names(); ok && jdk(names) {
			p.Clear(l.At, "the JDK has the resource")
			return
		}
		f.Message = fmt.Sprintf("the system class loader sees neither the files of a module nor those of a base in a fat jar: %s finds nothing", l.Call())
	}
	p.Report(f)
}

// jdk reports whether all names are of classes or files of the JDK.
func jdk(names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool {
		n = strings.ReplaceAll(n, "/", ".")
		return !slices.ContainsFunc([]string{"java.", "javax.", "jdk.", "sun.", "com.sun."}, func(root string) bool { return strings.HasPrefix(n, root) })
	})
}

// handedOn reports a system class loader that is given to somebody else or
// kept: comparing it does no harm.
func handedOn(p *rules.Pass, u *model.Use) {
	f := rules.Finding{
		At: rules.At(u.At), Symbol: u.Symbol() + ":" + u.Name, Level: rules.Warning, Confidence: rules.Medium, Hint: hint,
	}
	is := func(e *model.Expr) bool {
		return slices.ContainsFunc(loaders.Values(e), func(v *model.Expr) bool { return v != nil && v.At == u.At })
	}
	code := p.App.Code(u.Unit)
	if code == nil {
		return
	}
	const sees = "the system class loader, which sees neither the classes of a module nor those of a base in a fat jar,"
	for _, r := range code.Returns {
		if is(r.Value) {
			f.Message = sees + " is what the callers are given"
		}
	}
	for _, a := range code.Accesses {
		if a.Kind == model.Assign && a.Value != nil && is(a.Value) {
			f.Message = fmt.Sprintf("%s is kept in %s", sees, a.Field.Name)
		}
	}
	for _, c := range code.Uses {
		if c.Kind != model.ExprCall && c.Kind != model.ExprNew || c.Name == "equals" || c.Name == "println" {
			continue
		}
		if slices.ContainsFunc(c.Args, is) {
			f.Message = fmt.Sprintf("%s is handed to %s", sees, called(c))
		}
	}
	if f.Message == "" {
		p.Clear(u.At, "nothing is looked for in it")
		return
	}
	p.Report(f)
}

func called(u *model.Use) string {
	if u.Kind == model.ExprNew {
		return "new " + u.Class.Text
	}
	return u.Name
}
