// Package callersensitivelookup is the rule caller-sensitive-lookup: methods
// that take the class loader of whoever calls them without saying so.
package callersensitivelookup

import (
	_ "embed"
	"fmt"
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

// Rule is caller-sensitive-lookup.
var Rule = &rules.Rule{
	Name:  "caller-sensitive-lookup",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: append(loaders.Calls(), calls()...),
	Check: check,
}

func calls() []string {
	var out []string
	for _, c := range known.CallerSensitives {
		out = append(out, c.Class+"#"+c.Method)
	}
	return out
}

func check(p *rules.Pass) error {
	share := p.Shared()
	if share.Silent {
		return nil
	}
	fallbacks := loaders.FallbacksIn(p.App, loaders.In(p.App))
	for _, c := range known.CallerSensitives {
		for _, u := range p.App.Calls(c.Class, c.Method) {
			if u.Kind != model.ExprCall || !slices.Contains(c.Args, len(u.Args)) {
				continue
			}
			switch {
			case explicit(u):
				p.Clear(u.At, "the class loader is given")
			case fallbacks.Has(u):
				p.Clear(u.At, "the method asks another class loader as well")
			case c.Class == "java.sql.DriverManager" && p.App.Role == model.Base && p.App.Main != nil && len(u.Args) > 0 && configured(u.Args[0], 0):
				p.Clear(u.At, "the database is the one of the base's own configuration")
			case c.Name >= 0 && own(p.App, u.Args[c.Name]):
				p.Clear(u.At, "what is looked for is where the code is")
			default:
				report(p, share, c, u)
			}
		}
	}
	return nil
}

// explicit reports whether a call of a method of the table says which loader,
// module or context it means after all.
func explicit(u *model.Use) bool {
	switch u.Class.Qualified + "#" + u.Name {
	case "java.util.ResourceBundle#getBundle":
		// (name, locale, loader), and (name, module); (name, control) does not say.
		return slices.ContainsFunc(u.Args[1:], func(a *model.Expr) bool {
			t := typeOf(a)
			return t != "java.util.Locale" && !strings.HasSuffix(t, "Control") && (t != "" || len(u.Args) == 3 && a == u.Args[2])
		})
	case "org.apache.logging.log4j.LogManager#getContext":
		current, ok := u.Args[0].Const()
		return !ok || current != "false"
	}
	return false
}

func typeOf(e *model.Expr) string {
	o := e.Origin()
	if o == nil || o.Type == nil {
		return ""
	}
	return o.Type.Qualified
}

// own reports whether a name can only mean what comes with the code, or with the JDK.
func own(app *model.App, e *model.Expr) bool {
	if names, ok := loaders.Constants(e); ok {
		return !slices.ContainsFunc(names, func(n string) bool {
			file := strings.ReplaceAll(n, ".", "/")
			return !app.HasResource(file+".properties") && app.Type(n) == nil && !ownPackage(app, n) && !strings.HasPrefix(n, "java.") && !strings.HasPrefix(n, "javax.") && !strings.HasPrefix(n, "sun.") && !strings.HasPrefix(n, "com.sun.")
		})
	}
	return loaders.Nearby(app, e)
}

// configured reports whether e is made of the application's own settings: a
// @Value field, or the URL of Spring Boot's data source.
func configured(e *model.Expr, depth int) bool {
	e = e.Origin()
	if e == nil || depth > 4 {
		return false
	}
	switch e.Kind {
	case model.ExprField:
		if e.Field == nil {
			return false
		}
		_, ok := e.Field.Annotation("org.springframework.beans.factory.annotation.Value")
		return ok
	case model.ExprCall:
		if slices.Contains(dataSourceProperties, e.Class.Qualified) {
			return true
		}
		return configured(e.On, depth+1) || slices.ContainsFunc(e.Args, func(a *model.Expr) bool { return configured(a, depth+1) })
	case model.ExprBinary:
		return slices.ContainsFunc(e.Args, func(a *model.Expr) bool { return configured(a, depth+1) })
	}
	return false
}

// dataSourceProperties are spring.datasource.* as Spring Boot 1 to 3 and 4 bind them.
var dataSourceProperties = []string{
	"org.springframework.boot.autoconfigure.jdbc.DataSourceProperties",
	"org.springframework.boot.jdbc.autoconfigure.DataSourceProperties",
}

func ownPackage(app *model.App, name string) bool {
	return slices.ContainsFunc(app.Units, func(u *model.Unit) bool { return u.Package == name })
}

func report(p *rules.Pass, share rules.Sharing, c known.CallerSensitive, u *model.Use) {
	whose := "the base's class loader here"
	if share.Suffix != "" {
		whose = "the class loader of this class"
	}
	simple := c.Class[strings.LastIndexByte(c.Class, '.')+1:]
	p.Report(rules.Finding{
		At: rules.At(u.At), Level: share.Level, Confidence: share.Confidence, Related: share.Related, Symbol: u.Symbol() + ":" + u.Name,
		Message: fmt.Sprintf("%s.%s takes the class loader of its caller, %s: %s", simple, c.Method, whose, c.Misses) + share.Suffix,
		Hint:    c.Instead,
	})
}
