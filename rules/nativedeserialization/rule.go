// Package nativedeserialization is the rule native-deserialization: objects
// read with the class loader of the code that reads, which does not see the
// modules' classes when the base has loaded it (observed.md 18).
package nativedeserialization

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is native-deserialization.
var Rule = &rules.Rule{
	Name:  "native-deserialization",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: calls(),
	Types: types(),
	Check: check,
}

const stream = "java.io.ObjectInputStream"

func calls() []string {
	out := []string{stream + "#<init>", "com.esotericsoftware.kryo.Kryo#setClassLoader"}
	for _, d := range known.Deserializers {
		out = append(out, d.Class+"#"+d.Method)
	}
	return out
}

func types() []string {
	var out []string
	for name := range known.DeserializerConfigs {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func check(p *rules.Pass) error {
	share := p.Shared()
	if share.Silent {
		return nil
	}
	for _, u := range p.App.News(stream) {
		if u.Body == nil {
			report(p, share, u.At, u.Symbol(), "ObjectInputStream reads", streamHint)
		}
	}
	for _, t := range p.App.Types() {
		if t.Super != nil && t.Super.Qualified == stream && !t.Unit.Generated {
			subclass(p, share, t)
		}
	}
	for _, d := range known.Deserializers {
		uses := p.App.Calls(d.Class, d.Method)
		if d.Method == "<init>" {
			uses = p.App.News(d.Class)
		}
		for _, u := range uses {
			library(p, share, d, u)
		}
	}
	for _, f := range p.App.StaticFields() {
		static(p, share, f)
	}
	return nil
}

const streamHint = "override resolveClass and ask the context class loader, Class.forName(desc.getName(), false, loader), as Spring's ConfigurableObjectInputStream does"

func report(p *rules.Pass, share rules.Sharing, at source.Span, symbol, reads, hint string) {
	whose := "with the base's class loader here"
	if share.Suffix != "" {
		whose = "with the class loader of this class"
	}
	p.Report(rules.Finding{
		At: rules.At(at), Level: share.Level, Confidence: share.Confidence, Related: share.Related, Symbol: symbol,
		Message: fmt.Sprintf("%s %s: an object of a module's class ends in ClassNotFoundException", reads, whose) + share.Suffix,
		Hint:    hint,
	})
}

// subclass looks at a class that extends ObjectInputStream: at the method by which
// it chooses classes, or at the class when it has none.
func subclass(p *rules.Pass, share rules.Sharing, t *model.Type) {
	at := t.At
	if i := slices.IndexFunc(t.Methods, func(m *model.Method) bool { return m.Name == "resolveClass" }); i >= 0 {
		at = t.Methods[i].At
		if !leavesItToSuper(p.App.Code(t.Unit), t.Methods[i]) {
			p.Clear(at, "resolveClass finds the class itself")
			return
		}
	} else if t.Flags.Has(model.Abstract) {
		return
	}
	name := "this ObjectInputStream"
	if !t.Anonymous {
		name = t.Simple
	}
	report(p, share, at, t.Name, name+" checks at most which class is meant, and reads it", streamHint)
}

// leavesItToSuper reports whether m calls super.resolveClass and nothing else
// that could find a class.
func leavesItToSuper(code *model.Code, m *model.Method) bool {
	super := false
	for _, u := range code.Of(m) {
		switch {
		case u.On != nil && u.On.Kind == model.ExprSuper:
			super = super || u.Name == "resolveClass"
		case u.Name == "forName", u.Name == "loadClass", u.Name == "getContextClassLoader":
			return false
		case u.Decl != nil && u.Type != nil && returnsClass(u.Decl):
			return false // a method of the project's own finds it
		case u.Type == nil:
		case u.Expr.Type != nil && u.Expr.Type.Qualified == "java.lang.Class" && u.Name != "getClass" && u.Name != "getComponentType":
			return false
		}
	}
	return super
}

func returnsClass(m *model.Method) bool {
	return m.Return != nil && m.Return.Qualified == "java.lang.Class" && m.Return.Dims == 0
}

func library(p *rules.Pass, share rules.Sharing, d known.Deserializer, u *model.Use) {
	if u.Kind == model.ExprMethodRef || d.Args != nil && !slices.Contains(d.Args, len(u.Args)) {
		return
	}
	simple := d.Class[strings.LastIndexByte(d.Class, '.')+1:]
	if slices.ContainsFunc(p.App.Calls(d.Class, "setClassLoader"), func(s *model.Use) bool { return s.Unit == u.Unit }) {
		p.Clear(u.At, "the class loader is set beside it")
		return
	}
	what := simple + "." + d.Method
	if d.Method == "<init>" {
		what = "new " + simple
	}
	p.Report(rules.Finding{
		At: rules.At(u.At), Level: share.Level, Confidence: min(share.Confidence, rules.Medium), Related: share.Related, Symbol: u.Symbol() + ":" + simple,
		Message: what + " reads with the class loader of the library, the base's: an object of a module's class ends in ClassNotFoundException" + share.Suffix,
		Hint:    d.Instead,
	})
}

// static looks at a static field that holds how a library reads objects.
func static(p *rules.Pass, share rules.Sharing, f *model.Field) {
	of := f.Type
	if len(of.Args) == 1 { // ThreadLocal<Kryo>, Pool<Kryo>
		of = of.Args[0]
	}
	made := of
	if init := f.Init.Origin(); init != nil && init.Type != nil {
		made = init.Type
	}
	library := config(p.App, of)
	if library == "" {
		library = config(p.App, made)
	}
	if library == "" || of.Dims > 0 {
		return
	}
	p.Report(rules.Finding{
		At: rules.At(f.At), Level: share.Level, Confidence: min(share.Confidence, rules.Medium), Related: share.Related, Symbol: f.Symbol(),
		Message: fmt.Sprintf("%s finds classes for all applications through the static field %s, with the class loader, or the classes, of the first one", library, f.Name) + share.Suffix,
		Hint:    "keep one for each class loader",
	})
}

// config names the library that ref, or a class of the project's own that extends it, configures.
func config(app *model.App, ref *model.TypeRef) string {
	for range 8 {
		if ref == nil {
			return ""
		}
		if library := known.DeserializerConfigs[ref.Qualified]; library != "" {
			return library
		}
		t := app.Type(ref.Qualified)
		if t == nil {
			return ""
		}
		ref = t.Super
	}
	return ""
}
