// Package classidentity is the rule class-identity: decisions by the identity
// of a class, which is another one for each class loader that has a copy.
package classidentity

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/loaders"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is class-identity.
var Rule = &rules.Rule{
	Name:  "class-identity",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Note,
	Needs: rules.Java,
	Calls: []string{"java.lang.Class#=="},
	Check: check,
}

func check(p *rules.Pass) error {
	share := p.Shared()
	if share.Silent {
		return nil
	}
	for _, c := range p.App.Comparisons() {
		a, b := c.Args[0].Origin(), c.Args[1].Origin()
		if a == nil || b == nil {
			continue
		}
		if objectsClass(b) != nil {
			a, b = b, a
		}
		of := objectsClass(a)
		if of == nil {
			continue
		}
		compare(p, share, c, of, b)
	}
	return nil
}

// objectsClass returns the object of x.getClass(), or of x.getClass().getName()
// and its kin; nil of anything else.
func objectsClass(e *model.Expr) *model.Expr {
	e = loaders.Values(e)[0]
	if e == nil || e.Kind != model.ExprCall || len(e.Args) > 0 {
		return nil
	}
	if strings.HasSuffix(e.Name, "Name") && e.On != nil {
		e = e.On.Origin()
	}
	if e == nil || e.Kind != model.ExprCall || e.Name != "getClass" || e.On == nil || e.On.Kind == model.ExprThis || e.On.Kind == model.ExprSuper {
		return nil
	}
	return e.On
}

func compare(p *rules.Pass, share rules.Sharing, c *model.Use, of, with *model.Expr) {
	name := className(with)
	byName := with.Kind != model.ExprClass
	switch {
	case name == "", everybodys(name):
		return
	case c.In != nil && c.In.Name == "equals" && c.In.Arity == 1:
		p.Clear(c.At, "equals compares objects of one application")
		return
	case of.Type != nil && p.App.Type(of.Type.Qualified) != nil:
		p.Clear(c.At, "the object is of a type of this project, loaded once with it")
		return
	case byName && !cast(p.App.Code(c.Unit), c.In, name):
		p.Clear(c.At, "the name of a class is the same for every copy of it")
		return
	}
	object := of.At.Text()
	if len(object) > 40 || strings.ContainsAny(object, "\n\"") {
		object = "an object"
	}
	f := rules.Finding{
		At: rules.At(c.At), Level: share.Level, Confidence: min(share.Confidence, rules.Medium), Related: share.Related, Symbol: c.Symbol() + ":" + name,
		Message: fmt.Sprintf("%s from a module that packs its own copy of %s is of another class, so this comparison fails without an exception", object, simple(name)) + share.Suffix,
		Hint:    "let only the base bring the class (scope provided in the modules)",
	}
	if byName {
		f.Message = fmt.Sprintf("%s from a module that packs its own copy of %s has a class of the same name, and the cast ends in ClassCastException", object, simple(name)) + share.Suffix
	}
	p.Report(f)
}

// cast reports whether m casts something to the named class.
func cast(code *model.Code, m *model.Method, name string) bool {
	if m == nil {
		return false
	}
	var has func(e *model.Expr) bool
	has = func(e *model.Expr) bool {
		if e == nil {
			return false
		}
		if e.Kind == model.ExprCast && e.Type != nil && e.Type.Qualified == name {
			return true
		}
		return has(e.On) || has(e.Init) || slices.ContainsFunc(e.Args, has)
	}
	return slices.ContainsFunc(code.Of(m), func(u *model.Use) bool { return has(u.Expr) })
}

// className is the name of the class that X.class, or a constant name, means.
func className(e *model.Expr) string {
	o := e.Origin()
	if o == nil {
		return ""
	}
	if o.Kind == model.ExprClass {
		if o.Type == nil || o.Type.Dims > 0 || !o.Type.Known() || o.Type.By == model.TypeVariable || o.Type.By == model.Primitive {
			return ""
		}
		return o.Type.Qualified
	}
	name, ok := o.Const()
	if !ok || !strings.Contains(name, ".") {
		return ""
	}
	return name
}

// everybodys reports whether a class is loaded once whatever modules pack: the JDK's.
func everybodys(name string) bool {
	for _, root := range []string{"java.", "javax.", "jdk.", "sun.", "com.sun."} {
		if strings.HasPrefix(name, root) {
			return true
		}
	}
	return !strings.Contains(name, ".")
}

func simple(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
