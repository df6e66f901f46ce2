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
	names, constant := constants(l.What)
	if constant {
		owner, name := moduleClass(p, names)
		if owner == nil {
			p.Clear(l.At, "the name is constant, and no module of this tree has the class")
			return
		}
		f.Message = fmt.Sprintf("%s is a class of the module %s, and %s asks the base's class loader, which cannot see it: ClassNotFoundException", name, owner.Name, l.Quote())
		f.Symbol += ":" + name
	} else {
		if nearby(p.App, l.What) || l.Loader == loaders.Parameters && derived(l.What, l.Asked, 0) {
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

// constants are the constant names that e may be.
func constants(e *model.Expr) ([]string, bool) {
	e = e.Origin()
	if e == nil {
		return nil, false
	}
	if e.Known {
		return []string{e.Value}, true
	}
	var arms []*model.Expr
	switch {
	case e.Kind == model.ExprTernary && len(e.Args) == 3:
		arms = e.Args[1:]
	case e.Kind == model.ExprSwitch && len(e.Args) > 0:
		arms = e.Args
	default:
		return nil, false
	}
	var out []string
	for _, a := range arms {
		names, ok := constants(a)
		if !ok {
			return nil, false
		}
		out = append(out, names...)
	}
	return out, true
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

// derived reports whether a name is made from the class that was handed in and
// whose loader is asked: its nested and generated classes are where it is.
func derived(name, loader *model.Expr, depth int) bool {
	of := loader.Origin()
	if name = name.Origin(); name == nil || of == nil || of.Kind != model.ExprCall || of.On == nil || depth > 8 {
		return false
	}
	if class := of.On.Origin(); name.Kind == model.ExprLocal && class.Kind == model.ExprLocal {
		return name.Param && name.Name == class.Name
	}
	if name.On != nil && derived(name.On, loader, depth+1) {
		return true
	}
	for _, a := range name.Args {
		if derived(a, loader, depth+1) {
			return true
		}
	}
	return false
}

// nearby reports whether a name that is put together can only mean a class
// where the code itself is: X.class.getName() with or without a suffix, or a constant
// beginning that is a package of the app's own or of the JDK.
func nearby(app *model.App, e *model.Expr) bool {
	e = e.Origin()
	if e == nil {
		return false
	}
	if e.Kind == model.ExprBinary && e.Op == "+" && len(e.Args) > 0 {
		return nearby(app, e.Args[0]) || begins(app, e.Args[0])
	}
	if e.Kind != model.ExprCall {
		return false
	}
	switch e.Name {
	case "getName", "getPackageName", "getCanonicalName", "getTypeName":
		on := e.On.Origin()
		return on != nil && (on.Kind == model.ExprClass || on.IsCall("java.lang.Class", "getPackage") && classLiteral(on.On))
	case "replace", "concat", "substring", "replaceFirst":
		return nearby(app, e.On)
	}
	return false
}

func classLiteral(e *model.Expr) bool {
	e = e.Origin()
	return e != nil && e.Kind == model.ExprClass
}

func begins(app *model.App, e *model.Expr) bool {
	text, ok := e.Const()
	if !ok {
		return false
	}
	for _, jdk := range []string{"java.", "javax.", "jdk.", "sun."} {
		if strings.HasPrefix(text, jdk) {
			return true
		}
	}
	i := strings.LastIndexByte(text, '.')
	if i < 0 {
		return false
	}
	for _, u := range app.Units {
		if u.Package == text[:i] || app.Type(text[:i]) != nil {
			return true
		}
	}
	return false
}
