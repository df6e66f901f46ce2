// Package loaders tells whose class loader code asks when it looks for a
// class, a resource or a service: the rules about class loading divide these
// look-ups among themselves, so that one cause is one finding.
package loaders

import (
	"strings"

	"arklint/scanner/model"
)

// A Loader is whose class loader an expression is.
type Loader uint8

// Loaders. Of a choice between two the later one speaks.
const (
	Elsewhere  Loader = iota // the context class loader, one that was handed in, or nobody knows
	System                   // the JVM's, or its parent
	Own                      // the one that loaded this code
	Parameters               // the one that loaded a class that was handed in
)

// maxDepth is how many methods and choices are followed.
const maxDepth = 8

// Of tells whose class loader e is.
func Of(e *model.Expr) Loader { return of(e, 0) }

func of(e *model.Expr, depth int) Loader {
	e = e.Origin()
	if e == nil || depth > maxDepth {
		return Elsewhere
	}
	switch e.Kind {
	case model.ExprCall:
		switch {
		case e.Name == "getClassLoader" && e.Class.Qualified == "java.lang.Class":
			return classOf(e.On, depth+1)
		case e.Class.Qualified == "java.lang.ClassLoader" && (e.Name == "getSystemClassLoader" || e.Name == "getPlatformClassLoader"):
			return System
		case e.Name == "getParent" && e.On != nil && of(e.On, depth+1) == System:
			return System
		case e.Decl != nil && e.Type != nil && e.Type.Qualified == "java.lang.ClassLoader":
			return returned(e.Decl, depth+1)
		}
	case model.ExprTernary:
		if len(e.Args) != 3 {
			return Elsewhere
		}
		return both(of(e.Args[1], depth+1), of(e.Args[2], depth+1))
	case model.ExprField:
		if f := e.Field; f != nil && f.Flags.Has(model.Static) {
			return ofField(f, depth+1)
		}
	}
	return Elsewhere
}

// ofField is whose loader a static field holds that gets its values while its class is
// initialised, and none later.
func ofField(f *model.Field, depth int) Loader {
	result, found := Elsewhere, false
	values := []*model.Expr{f.Init}
	for _, a := range f.Accesses {
		if a.Kind != model.Assign {
			continue // a call on the loader
		}
		if !a.Init {
			return Elsewhere
		}
		values = append(values, a.Value)
	}
	for _, v := range values {
		if v == nil || v.Kind == model.ExprNull {
			continue
		}
		l := of(v, depth)
		if found {
			l = both(result, l)
		}
		result, found = l, true
	}
	return result
}

// both is what a choice between two loaders is: somebody who has thought of
// another one is left alone.
func both(a, b Loader) Loader {
	if a == Elsewhere || b == Elsewhere {
		return Elsewhere
	}
	return max(a, b)
}

// returned is whose loader a method of the project's own gives back. What it
// makes of its parameters is not followed.
func returned(m *model.Method, depth int) Loader {
	if m.Flags.Has(model.Abstract) {
		return Elsewhere
	}
	code := m.Owner.Unit.App.Code(m.Owner.Unit)
	if code == nil {
		return Elsewhere
	}
	result, found := Elsewhere, false
	for _, r := range code.Returns {
		if r.In != m || r.Lambda || r.Value.Kind == model.ExprNull {
			continue
		}
		l := of(r.Value, depth)
		if l == Parameters {
			return Elsewhere
		}
		if found {
			l = both(result, l)
		}
		result, found = l, true
	}
	return result
}

// classOf tells whose loader e.getClassLoader() is, e being a Class.
func classOf(e *model.Expr, depth int) Loader {
	e = e.Origin()
	if e == nil || depth > maxDepth {
		return Elsewhere // unqualified, in a class of the project's own named Class
	}
	switch e.Kind {
	case model.ExprClass:
		if e.Type != nil && strings.HasPrefix(e.Type.Qualified, "java.") {
			return Elsewhere // the bootstrap loader, which is asked for the JDK's classes
		}
		return Own
	case model.ExprLocal:
		if e.Param {
			return Parameters
		}
	case model.ExprTernary:
		if len(e.Args) == 3 {
			return both(classOf(e.Args[1], depth+1), classOf(e.Args[2], depth+1))
		}
	case model.ExprCall:
		if e.Name == "getClass" && len(e.Args) == 0 && (e.On == nil || e.On.Kind == model.ExprThis || e.On.Kind == model.ExprSuper) {
			return Own
		}
	}
	return Elsewhere
}
