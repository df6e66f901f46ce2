package loaders

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// Values are the expressions that e may stand for: itself, or the arms of a choice.
func Values(e *model.Expr) []*model.Expr {
	o := e.Origin()
	if o == nil || o.Kind != model.ExprTernary || len(o.Args) != 3 {
		return []*model.Expr{o}
	}
	return append(Values(o.Args[1]), Values(o.Args[2])...)
}

// Names are the constant names that a look-up in the app may ask for; ok is false when
// there are others.
func (l Lookup) Names() (names []string, ok bool) { return constants(l.What, l.In, 0) }

// Constants are the constants that e may be.
func Constants(e *model.Expr) ([]string, bool) { return constants(e, nil, 0) }

func constants(e *model.Expr, in *model.Method, depth int) ([]string, bool) {
	e = e.Origin()
	if e == nil || depth > maxDepth {
		return nil, false
	}
	if e.Known {
		return []string{e.Value}, true
	}
	var all []*model.Expr
	switch e.Kind {
	case model.ExprTernary:
		if len(e.Args) == 3 {
			all = e.Args[1:]
		}
	case model.ExprSwitch:
		all = e.Args
	case model.ExprElement, model.ExprIndex:
		all, in = elements(e.On, in, depth+1)
	case model.ExprLocal:
		all, in = handed(e, in)
	}
	var out []string
	for _, a := range all {
		names, ok := constants(a, in, depth+1)
		if !ok {
			return nil, false
		}
		out = append(out, names...)
	}
	return out, len(all) > 0
}

// elements are those of an array or a collection that is written down.
func elements(e *model.Expr, in *model.Method, depth int) ([]*model.Expr, *model.Method) {
	e = e.Origin()
	if e == nil || depth > maxDepth {
		return nil, nil
	}
	switch e.Kind {
	case model.ExprNewArray:
		return e.Args, in
	case model.ExprField:
		if f := e.Field; f != nil && f.Flags.Has(model.Static|model.Final) && !slices.ContainsFunc(f.Accesses, func(a *model.Access) bool { return a.Kind == model.Mutate }) {
			return elements(f.Init, nil, depth+1)
		}
	case model.ExprCall:
		switch e.Class.Qualified + "#" + e.Name {
		case "java.util.List#of", "java.util.Set#of", "java.util.Arrays#asList", "java.util.Collections#singletonList", "java.util.Collections#singleton":
			return e.Args, in
		case "java.util.Collections#unmodifiableList", "java.util.Collections#unmodifiableSet", "java.util.Collections#unmodifiableCollection":
			return elements(e.Args[0], in, depth+1)
		}
	case model.ExprLocal:
		var out []*model.Expr
		all, from := handed(e, in)
		for _, a := range all {
			some, _ := elements(a, from, depth+1)
			if len(some) == 0 {
				return nil, nil
			}
			out = append(out, some...)
		}
		return out, nil
	}
	return nil, nil
}

// handed are what the callers of a private method hand it for a parameter, and
// the method they do so in when it is one.
func handed(param *model.Expr, m *model.Method) ([]*model.Expr, *model.Method) {
	if !param.Param || m == nil || !m.Flags.Has(model.Private) {
		return nil, nil
	}
	code := m.Owner.Unit.App.Code(m.Owner.Unit)
	if code == nil {
		return nil, nil
	}
	at := slices.IndexFunc(code.Params[m], func(p model.Param) bool { return p.Name == param.Name })
	if at < 0 {
		return nil, nil
	}
	var out []*model.Expr
	var in *model.Method
	for _, u := range code.Uses {
		switch {
		case u.Kind == model.ExprMethodRef && u.Name == m.Name, u.Decl == m && at >= len(u.Args):
			return nil, nil
		case u.Decl == m && u.In != m:
			if len(out) == 0 {
				in = u.In
			} else if in != u.In {
				in = nil // parameters of several methods are not told apart
			}
			out = append(out, u.Args[at])
		}
	}
	return out, in
}

// Derived reports whether a name is made from the class that was handed in and
// whose loader is asked: its nested and generated classes are where it is.
func Derived(name, loader *model.Expr) bool { return derived(name, loader, 0) }

func derived(name, loader *model.Expr, depth int) bool {
	of := loader.Origin()
	if name = name.Origin(); name == nil || of == nil || of.Kind != model.ExprCall || of.On == nil || depth > 8 {
		return false
	}
	class := of.On.Origin()
	if class.Kind == model.ExprTernary && len(class.Args) == 3 {
		class = class.Args[1].Origin()
	}
	if name.Kind == model.ExprLocal && class.Kind == model.ExprLocal {
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

// Nearby reports whether a name that is put together can only mean a class
// where the code itself is: X.class.getName() with or without a suffix, or a constant
// beginning that is a package of the app's own or of the JDK.
func Nearby(app *model.App, e *model.Expr) bool {
	e = e.Origin()
	if e == nil {
		return false
	}
	if e.Kind == model.ExprBinary && e.Op == "+" && len(e.Args) > 0 {
		return Nearby(app, e.Args[0]) || begins(app, e.Args[0])
	}
	if e.Kind != model.ExprCall {
		return false
	}
	if e.Decl != nil && e.Decl.Owner.Kind == model.Enum && allConstant(e.Args) {
		return true // names that the constants of an enum of the project hold
	}
	switch e.Name {
	case "getName", "getSimpleName", "getPackageName", "getCanonicalName", "getTypeName":
		on := e.On.Origin()
		return on != nil && (on.Kind == model.ExprClass || on.IsCall("java.lang.Class", "getPackage") && classLiteral(on.On))
	case "replace", "concat", "substring", "replaceFirst":
		return Nearby(app, e.On)
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

func allConstant(all []*model.Expr) bool {
	return !slices.ContainsFunc(all, func(e *model.Expr) bool { _, ok := e.Const(); return !ok })
}
