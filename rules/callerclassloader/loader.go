package callerclassloader

import (
	"slices"
	"sort"

	"arklint/scanner/model"
)

// A loader is whose class loader an expression is.
type loader uint8

const (
	elsewhere  loader = iota // the context class loader, one that was handed in, or nobody knows
	caller                   // the one that loaded this code
	parameters               // the one that loaded a class that was handed in
)

// loaderOf tells whose class loader e is.
func loaderOf(e *model.Expr, depth int) loader {
	e = e.Origin()
	if e == nil || depth > 8 {
		return elsewhere
	}
	switch e.Kind {
	case model.ExprCall:
		if e.Name != "getClassLoader" || e.Class.Qualified != "java.lang.Class" {
			return elsewhere
		}
		return classOf(e.On)
	case model.ExprTernary:
		if len(e.Args) != 3 {
			return elsewhere
		}
		switch a, b := e.Args[1], e.Args[2]; {
		case a.Kind == model.ExprNull:
			return loaderOf(b, depth+1)
		case b.Kind == model.ExprNull:
			return loaderOf(a, depth+1)
		default:
			return both(loaderOf(a, depth+1), loaderOf(b, depth+1))
		}
	case model.ExprField:
		if f := e.Field; f != nil && f.Flags.Has(model.Static|model.Final) && f.Init != nil {
			return loaderOf(f.Init, depth+1)
		}
	}
	return elsewhere
}

// both is what a choice between two loaders is: somebody who has thought of
// another one is left alone.
func both(a, b loader) loader {
	if a == elsewhere || b == elsewhere {
		return elsewhere
	}
	return max(a, b)
}

// classOf tells whose loader e.getClassLoader() is, e being a Class.
func classOf(e *model.Expr) loader {
	if e == nil {
		return elsewhere // unqualified, in a class of the project's own named Class
	}
	e = e.Origin()
	switch e.Kind {
	case model.ExprClass:
		return caller
	case model.ExprLocal:
		if e.Param {
			return parameters
		}
	case model.ExprCall:
		if e.Name == "getClass" && len(e.Args) == 0 && (e.On == nil || e.On.Kind == model.ExprThis || e.On.Kind == model.ExprSuper) {
			return caller
		}
	}
	return elsewhere
}

// A places index answers whether the code around a lookup asks another loader
// as well: then one of the two is the fallback.
type places map[string][]region

// A region is the code of one method, as far as the places of declarations
// tell: from its name to the next member of the class.
type region struct{ start, end int }

func newPlaces(app *model.App, all []lookup) places {
	out := places{}
	var uses []*model.Use
	uses = append(uses, app.Calls("java.lang.Thread", "getContextClassLoader")...)
	for _, l := range all {
		if l.loader == elsewhere {
			uses = append(uses, l.Use)
		}
	}
	for _, u := range uses {
		path := u.At.File.Path
		if r := regionOf(u); !slices.Contains(out[path], r) {
			out[path] = append(out[path], r)
		}
	}
	return out
}

// asksElsewhere reports whether u stands in a method that also asks another
// loader than its own.
func (p places) asksElsewhere(u *model.Use) bool {
	mine := regionOf(u)
	for _, r := range p[u.At.File.Path] {
		if r.start <= mine.start && mine.end <= r.end || mine.start <= r.start && r.end <= mine.end {
			return true
		}
	}
	return false
}

// regionOf is the code of the method that u stands in; inside an anonymous or
// local class, that of the method around it.
func regionOf(u *model.Use) region {
	t := u.Type
	for t != nil && (t.Anonymous || t.Local) && t.Outer != nil {
		t = t.Outer
	}
	if t == nil {
		return region{u.At.Start, u.At.End}
	}
	r := region{t.Whole.Start, t.Whole.End}
	for _, at := range members(t) {
		if at <= u.At.Start {
			r.start = max(r.start, at)
		} else {
			r.end = min(r.end, at)
		}
	}
	return r
}

// members are the offsets at which the members of t begin, in order.
func members(t *model.Type) []int {
	var out []int
	for _, m := range t.Methods {
		out = append(out, m.At.Start)
	}
	for _, f := range t.Fields {
		out = append(out, f.Whole.Start)
	}
	for _, n := range t.Nested {
		if !n.Anonymous && !n.Local {
			out = append(out, n.Whole.Start, n.Whole.End)
		}
	}
	sort.Ints(out)
	return out
}
