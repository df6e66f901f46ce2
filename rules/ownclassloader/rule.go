// Package ownclassloader is the rule own-class-loader: resources looked for in
// the class loader of the code that asks, which is the base's when the base has
// loaded that code (observed.md 19).
package ownclassloader

import (
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/loaders"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is own-class-loader.
var Rule = &rules.Rule{
	Name:  "own-class-loader",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: append(loaders.Calls(),
		"org.springframework.boot.builder.SpringApplicationBuilder#resourceLoader",
		"org.springframework.boot.SpringApplication#setResourceLoader",
		"org.springframework.boot.SpringApplication#<init>",
	),
	Check: check,
}

func check(p *rules.Pass) error {
	share := p.Shared()
	if share.Silent {
		return nil
	}
	all := loaders.In(p.App)
	fallbacks := loaders.FallbacksIn(p.App, all)
	starts := startLoaders(p.App)
	for _, l := range all {
		if l.Loader != loaders.Own || l.Finds != known.Resources && l.Finds != known.Proxies {
			continue
		}
		switch {
		case fallbacks.Has(l.Use):
			p.Clear(l.At, "the method asks another class loader as well")
		case starts[l.At.Start] == l.Unit:
			p.Clear(l.At, "the application hands its own class loader to its own context, as Koupleless recommends")
		case l.Finds == known.Proxies:
			proxy(p, share, l)
		default:
			resource(p, share, l)
		}
	}
	return nil
}

// startLoaders are the resource loaders that an application starts with, by offset.
func startLoaders(app *model.App) map[int]*model.Unit {
	out := map[int]*model.Unit{}
	uses := app.Calls("org.springframework.boot.builder.SpringApplicationBuilder", "resourceLoader")
	uses = append(uses, app.Calls("org.springframework.boot.SpringApplication", "setResourceLoader")...)
	uses = append(uses, app.News("org.springframework.boot.SpringApplication")...)
	for _, u := range uses {
		for _, a := range u.Args {
			for _, v := range loaders.Values(a) {
				if v != nil {
					out[v.At.Start] = u.Unit
				}
			}
		}
	}
	return out
}

func resource(p *rules.Pass, share rules.Sharing, l loaders.Lookup) {
	all := l.Name == "getResources" || l.Name == "resources" || l.Name == "loadAllProperties"
	if besideTheCode(p, l, all) {
		p.Clear(l.At, "the resource is where the code is")
		return
	}
	what := "a file of a module"
	if name, ok := l.What.Const(); ok && l.What != nil {
		what = "a module's " + strings.TrimPrefix(name, "/")
	}
	ends := "is not found (null)"
	switch {
	case all:
		ends = "is left out, without an exception"
	case l.Name == "<init>" || l.Name == "getBundle" || l.Finds != known.Resources:
		ends = "is not found"
	}
	f := finding(l, share)
	f.Message = fmt.Sprintf("%s asks %s, where %s %s", asks(l), whose(share), what, ends) + share.Suffix
	f.Hint = "ask the context class loader first, Thread.currentThread().getContextClassLoader(), and fall back to this one"
	p.Report(f)
}

func proxy(p *rules.Pass, share rules.Sharing, l loaders.Lookup) {
	if fixed(l.What) {
		p.Clear(l.At, "the interfaces are the code's own")
		return
	}
	f := finding(l, share)
	f.Message = fmt.Sprintf("%s asks %s, so a proxy for an interface of a module ends in IllegalArgumentException: it is not visible from class loader", asks(l), whose(share)) + share.Suffix
	f.Hint = "define the proxy in the class loader of the interface, type.getClassLoader()"
	p.Report(f)
}

func finding(l loaders.Lookup, share rules.Sharing) rules.Finding {
	return rules.Finding{At: rules.At(l.At), Level: share.Level, Confidence: share.Confidence, Related: share.Related, Symbol: l.Symbol() + ":" + l.Name}
}

// asks names the loader that is asked: Plugins.class.getClassLoader(), or
// Plugins.class.getResource where the class lends its own.
func asks(l loaders.Lookup) string {
	text := l.Quote()
	if o := l.Asked.Origin(); l.Via == nil && o != nil && (o.Kind == model.ExprClass || o.Kind == model.ExprCall && o.Name == "getClass") && l.Name != "<init>" {
		text += "." + l.Name
	}
	return text
}

func whose(share rules.Sharing) string {
	if share.Suffix != "" {
		return "the class loader of this class"
	}
	return "the base's class loader here"
}

// fixed reports whether the interfaces of a proxy are written down: X.class.
func fixed(interfaces *model.Expr) bool {
	o := interfaces.Origin()
	if o == nil || o.Kind != model.ExprNewArray || len(o.Args) == 0 {
		return false
	}
	for _, a := range o.Args {
		if c := a.Origin(); c == nil || c.Kind != model.ExprClass {
			return false
		}
	}
	return true
}

// besideTheCode reports whether only files that come with the code can be
// meant. Whoever asks for all of a name wants those of others too.
func besideTheCode(p *rules.Pass, l loaders.Lookup, all bool) bool {
	relative := false // to the package of a class
	if o := l.Asked.Origin(); o != nil {
		relative = o.Kind == model.ExprClass || o.Type != nil && o.Type.Qualified == "java.lang.Class"
	}
	if relative && l.What == nil {
		return true // X.class::getResource: nobody knows whether a name begins with a slash
	}
	if names, ok := l.Names(); ok {
		return !slices.ContainsFunc(names, func(n string) bool {
			if relative && !strings.HasPrefix(n, "/") {
				return false
			}
			return !made(n) && (all || !ships(p, strings.TrimPrefix(n, "/")))
		})
	}
	if all {
		return false
	}
	start, ok := beginning(l.What)
	if relative && ok && start != "" && !strings.HasPrefix(start, "/") {
		return true
	}
	if folder, _ := path.Split(strings.TrimPrefix(start, "/")); ok && folder != "" && ships(p, folder) {
		return true
	}
	return loaders.Nearby(p.App, l.What)
}

// beginning is the constant text that a name begins with.
func beginning(e *model.Expr) (string, bool) {
	o := e.Origin()
	if o == nil || o.Kind != model.ExprBinary || o.Op != "+" || len(o.Args) == 0 {
		return "", false
	}
	if text, ok := o.Args[0].Const(); ok {
		return text, true
	}
	return beginning(o.Args[0])
}

// ships reports whether the code that the base loads brings a resource.
func ships(p *rules.Pass, name string) bool {
	if p.App.HasResource(name) || p.Group.Base != nil && p.Group.Base.HasResource(name) {
		return true
	}
	return slices.ContainsFunc(p.Group.Others, func(lib *model.App) bool { return lib.HasResource(name) })
}

// made reports whether a build makes the resource: classes, and what plugins write.
func made(name string) bool {
	switch name = strings.TrimPrefix(name, "/"); name {
	case "META-INF/MANIFEST.MF", "git.properties", "META-INF/build-info.properties": // Maven Archiver; git-commit-id and spring-boot plugins
		return true
	}
	return path.Ext(name) == ".class" || strings.HasPrefix(name, "META-INF/maven/")
}
