package loaders

import (
	"slices"
	"sort"

	"arklint/scanner/model"
)

// Fallbacks answers whether the code around a look-up asks another loader as
// well: then one of the two is the fallback, and nothing is wrong.
type Fallbacks map[string][]region

// A region is the code of one method, as far as the places of declarations
// tell: from its name to the next member of the class.
type region struct{ start, end int }

// FallbacksIn notes where app asks the context class loader, or one that
// nothing is known of.
func FallbacksIn(app *model.App, all []Lookup) Fallbacks {
	out := Fallbacks{}
	uses := app.Calls("java.lang.Thread", "getContextClassLoader")
	for _, l := range all {
		if l.Loader == Elsewhere && l.Via == nil {
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

// Has reports whether u stands in a method that also asks another loader.
func (f Fallbacks) Has(u *model.Use) bool {
	mine := regionOf(u)
	for _, r := range f[u.At.File.Path] {
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
