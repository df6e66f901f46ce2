// Package classpathscan is the rule class-path-scan: what an application can
// see taken from the class path, or from the tree of class loaders, neither of
// which knows modules.
package classpathscan

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is class-path-scan.
var Rule = &rules.Rule{
	Name:  "class-path-scan",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: []string{
		"java.net.URLClassLoader#getURLs", "java.net.URLClassLoader#<init>",
		"java.lang.management.RuntimeMXBean#getClassPath", "java.lang.System#getProperty",
		"java.lang.ClassLoader#getParent",
	},
	Check: check,
}

func check(p *rules.Pass) error {
	for _, u := range p.App.Calls("java.net.URLClassLoader", "getURLs") {
		urls(p, u)
	}
	for _, u := range p.App.CallsNamed("getClassPath") {
		if u.Class.Qualified == "java.lang.management.RuntimeMXBean" || u.On.IsCall("java.lang.management.ManagementFactory", "getRuntimeMXBean") {
			searched(p, u, "RuntimeMXBean.getClassPath holds")
		}
	}
	for _, u := range p.App.Calls("java.lang.System", "getProperty") {
		if len(u.Args) > 0 {
			if key, ok := u.Args[0].Const(); ok && key == "java.class.path" {
				searched(p, u, "the System property java.class.path holds")
			}
		}
	}
	parents(p)
	return nil
}

func report(p *rules.Pass, u *model.Use, message string) {
	p.Report(rules.Finding{
		At: rules.At(u.At), Symbol: u.Symbol() + ":" + u.Name,
		Message: message,
		Hint:    "look through the context class loader: getResources(..), or Spring's PathMatchingResourcePatternResolver",
	})
}

// urls looks at a call of getURLs: of a loader that the code made itself it says what it says.
func urls(p *rules.Pass, u *model.Use) {
	on := u.On
	if on == nil || on.Kind == model.ExprThis || on.Kind == model.ExprSuper {
		p.Clear(u.At, "the class loader is the code's own")
		return
	}
	cast := on.Kind == model.ExprCast
	for on.Kind == model.ExprLocal && on.Init != nil {
		on = on.Init
		cast = cast || on.Kind == model.ExprCast
	}
	found := on.Origin()
	pattern := found.Kind == model.ExprLocal && !found.Param && !cast
	makes := slices.ContainsFunc(p.App.News("java.net.URLClassLoader"), func(n *model.Use) bool { return n.Unit == u.Unit })
	switch {
	case found.Kind == model.ExprNew, !cast && !pattern, makes:
		p.Clear(u.At, "the class loader was made for the purpose")
		return
	}
	report(p, u, "getURLs lists the jars of one class loader: those of the base or those of a module, never both")
}

// searched reports a class path that is taken apart: what is only shown does no harm.
func searched(p *rules.Pass, u *model.Use, holds string) {
	is := func(e *model.Expr) bool { o := e.Origin(); return o != nil && o.At == u.At }
	if code := p.App.Code(u.Unit); code != nil {
		for _, c := range code.Uses {
			if c.On != nil && is(c.On) && searches(c.Name) || (searches(c.Name) || c.Class.Qualified == "java.util.StringTokenizer") && slices.ContainsFunc(c.Args, is) {
				report(p, u, holds+" the JVM's class path, which names nothing of a module, and of a base in a fat jar only that jar")
				return
			}
		}
	}
	p.Clear(u.At, "the class path is not searched")
}

// searches reports whether a method takes a class path apart, or looks for something in it.
func searches(method string) bool {
	m := strings.ToLower(method)
	return strings.HasPrefix(m, "split") || strings.HasPrefix(m, "tokenize") || m == "contains" || m == "indexof" || m == "matches"
}

// parents finds class loaders without a parent taken for the JVM's own.
func parents(p *rules.Pass) {
	var read []*model.Unit
	for _, u := range p.App.Calls("java.lang.ClassLoader", "getParent") {
		if slices.Contains(read, u.Unit) {
			continue
		}
		read = append(read, u.Unit)
		code := p.App.Code(u.Unit)
		if code == nil {
			continue
		}
		for _, c := range code.Comparisons {
			parent := withoutParent(c.Args[0], c.Args[1])
			if parent == nil {
				parent = withoutParent(c.Args[1], c.Args[0])
			}
			if parent == nil || c.Op != "==" {
				continue
			}
			p.Report(rules.Finding{
				At: rules.At(c.At), Symbol: c.Symbol() + ":getParent", Confidence: rules.Medium,
				Message: fmt.Sprintf("%s holds for the class loader of a module as well, which has no parent: it is not the JVM's own", strings.Join(strings.Fields(c.At.Text()), " ")),
				Hint:    "compare with ClassLoader.getPlatformClassLoader(), or ask whether the class loader is null",
			})
		}
	}
}

// withoutParent returns the call of getParent that a comparison asks to be null.
func withoutParent(a, b *model.Expr) *model.Expr {
	if b.Origin().Kind == model.ExprNull && a.IsCall("java.lang.ClassLoader", "getParent") {
		return a.Origin()
	}
	return nil
}
