package contextloadernotrestored

import (
	"slices"

	"arklint/rules/internal/known"
	"arklint/rules/internal/loaders"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A change is a call that changes the context class loader of the current thread:
// directly, or through a method of the same file that leaves it to its callers to put it back.
type change struct {
	*model.Use
	value value
	in    body
	to    *model.Expr // nil when a method reference gets it later
	// finally: what runs it stands in a finally block.
	finally bool
	// later is the innermost lambda, or method of an anonymous or local class, in the body
	// that somebody else runs: it is not called on the spot.
	later source.Span
	// passed: what calls the method it stands in decides, and is judged in its place.
	passed bool
}

// A value is what is known of the loader that is set.
type value uint8

const (
	other   value = iota // another one than the thread had, or none
	unclear              // a variable or field that nothing more is known of
	handed               // a parameter of the method
	saved                // the one that the thread had
)

// A body is the code that one call runs: of a method, with the lambdas and
// anonymous classes in it, or of a lambda or anonymous class outside of methods.
type body struct {
	start, end int
	method     *model.Method // nil outside of methods
}

func (b body) has(at source.Span) bool { return b.start <= at.Start && at.End <= b.end }

// A file is the code of one file and its changes, by offset.
type file struct {
	app *model.App
	*model.Code
	changes []*change
	given   map[*model.Method]bool // what gives found
}

// maxCalls is how many methods are followed from one to the next.
const maxCalls = 3

func read(app *model.App, code *model.Code) *file {
	f := &file{app: app, Code: code}
	for _, u := range code.Uses {
		if sets(u) {
			var to *model.Expr
			if len(u.Args) > 0 {
				to = u.Args[0]
			}
			f.add(u, to)
		}
	}
	for from, n := 0, 0; n < maxCalls && from < len(f.changes); n++ {
		all := f.changes[from:]
		from = len(f.changes)
		for _, c := range all {
			f.pass(c)
		}
	}
	slices.SortStableFunc(f.changes, func(a, b *change) int { return a.At.Start - b.At.Start })
	return f
}

func (f *file) add(u *model.Use, to *model.Expr) {
	c := f.place(u)
	c.to = to
	switch {
	case u.Kind != model.ExprMethodRef || !sets(u):
		c.value = f.valueOf(to, c.in.method)
	case c.finally:
		c.value = unclear
	}
	f.changes = append(f.changes, c)
}

// place is what there is to know of a change from where it stands.
func (f *file) place(u *model.Use) *change {
	c := &change{Use: u, in: f.body(u.At), finally: u.InFinally}
	for _, b := range f.blocks(u.At, c.in) {
		call := f.calledOn(b)
		switch {
		case call == nil:
			c.later = b.At
		case call.InFinally:
			c.finally = true
		}
		for _, n := range f.Uses {
			if b.class != nil && n.InFinally && b.is(n.Expr) {
				c.finally = true
			}
		}
	}
	return c
}

// pass adds the calls of the method that c stands in when c is theirs to put back:
// they say what is set, or get what was set before.
func (f *file) pass(c *change) {
	m := c.in.method
	if m == nil || c.value != handed && !f.gives(m) || f.verdictHere(c).fine != "" {
		return
	}
	c.passed = true
	for _, u := range f.Uses {
		if u.Decl != m || c.in.has(u.At) {
			continue
		}
		var to *model.Expr
		for i, p := range f.Params[m] {
			if c.value == handed && p.Name == c.Args[0].Origin().Name && i < len(u.Args) {
				to = u.Args[i]
			}
		}
		f.add(u, to)
	}
}

// gives reports whether m returns the loader that was set before.
func (f *file) gives(m *model.Method) bool {
	if known, ok := f.given[m]; ok {
		return known
	}
	if f.given == nil {
		f.given = map[*model.Method]bool{}
	}
	f.given[m] = false // until it is known: methods may return what each other gives
	f.given[m] = slices.ContainsFunc(f.Returns, func(r model.Return) bool { return r.In == m && !r.Lambda && f.valueOf(r.Value, m) == saved })
	return f.given[m]
}

// sets reports whether u changes the context class loader of the current thread.
func sets(u *model.Use) bool {
	if u.Name == "setContextClassLoader" && u.Class.Qualified == "java.lang.Thread" {
		return u.On.IsCall("java.lang.Thread", "currentThread")
	}
	return slices.ContainsFunc(known.ContextLoaderSetters, func(s struct{ Class, Method string }) bool {
		return u.Name == s.Method && u.Class.Qualified == s.Class
	})
}

func (f *file) valueOf(e *model.Expr, m *model.Method) value {
	result := other
	for _, o := range e.Choices() {
		result = max(result, f.valueOfOne(o, m))
	}
	return result
}

func (f *file) valueOfOne(o *model.Expr, m *model.Method) value {
	switch o.Kind {
	case model.ExprCall:
		switch {
		case saves(o) || o.Decl != nil && o.Decl != m && o.Decl.Owner.Unit == f.Unit && f.gives(o.Decl):
			return saved
		case o.Name != "getClassLoader" && loaders.Of(o) == loaders.Elsewhere:
			return unclear
		}
	case model.ExprField:
		if f.keeps(o.Field) {
			return unclear
		}
	case model.ExprLocal:
		switch {
		case !o.Param:
			return unclear
		case slices.ContainsFunc(f.Params[m], func(p model.Param) bool { return p.Name == o.Name }):
			return handed
		}
	}
	return other
}

// keeps reports whether the loader that a thread had may have been stored in a field, or in what it holds.
func (f *file) keeps(field *model.Field) bool {
	return field != nil && (slices.ContainsFunc(f.Uses, func(u *model.Use) bool {
		return saves(u.Expr) && field.Whole.Start <= u.At.Start && u.At.End <= field.Whole.End
	}) || slices.ContainsFunc(f.Accesses, func(a *model.Access) bool {
		return a.Field == field && slices.ContainsFunc(append(a.Args, a.Value), func(e *model.Expr) bool {
			o := e.Origin()
			return o != nil && (saves(o) || o.Kind == model.ExprLocal)
		})
	}))
}

// saves reports whether o gives the loader that the thread had.
func saves(o *model.Expr) bool {
	if o.IsCall("java.lang.Thread", "getContextClassLoader") {
		return true
	}
	return slices.ContainsFunc(known.ContextLoaderSetters, func(s struct{ Class, Method string }) bool { return o.IsCall(s.Class, s.Method) })
}

// body is the body that the code at a place belongs to.
func (f *file) body(at source.Span) body {
	var out body
	for m, b := range f.Bodies {
		if b.Start <= at.Start && at.End <= b.End && (out.method == nil || b.Start < out.start) {
			out = body{b.Start, b.End, m}
		}
	}
	if out.method == nil {
		out = body{start: at.Start, end: at.End}
	}
	for _, u := range f.Uses { // a lambda or an anonymous class in a field's initialiser
		if out.method == nil && (u.Kind == model.ExprLambda || u.Body != nil) && u.At.Start <= out.start && out.end <= u.At.End {
			out.start, out.end = u.At.Start, u.At.End
		}
	}
	return out
}

// A block is a lambda, or a method of an anonymous or local class.
type block struct {
	At     source.Span
	method *model.Method // nil: a lambda
	class  *model.Type   // of the method
}

// blocks are those inside b that a place stands in, the outermost first.
func (f *file) blocks(at source.Span, b body) []block {
	var out []block
	around := func(s source.Span) bool { return b.has(s) && s.Start <= at.Start && at.End <= s.End && s != at }
	for _, u := range f.Uses {
		if u.Kind == model.ExprLambda && around(u.At) {
			out = append(out, block{At: u.At})
		}
	}
	for m, s := range f.Bodies {
		if (m.Owner.Anonymous || m.Owner.Local) && around(s) && m != b.method {
			out = append(out, block{s, m, m.Owner})
		}
	}
	slices.SortFunc(out, func(x, y block) int { return x.At.Start - y.At.Start })
	return out
}

// is reports whether e is the lambda, or makes the object, that b belongs to.
func (b block) is(e *model.Expr) bool {
	switch {
	case e == nil:
		return false
	case b.method == nil:
		return e.Kind == model.ExprLambda && e.At == b.At
	case e.Kind != model.ExprNew:
		return false
	}
	return b.class.Anonymous && e.At.Start == b.class.At.Start || e.Type != nil && e.Type.Qualified == b.class.Name
}

// calledOn is the call that runs b on the spot, nil when it is handed on.
func (f *file) calledOn(b block) *model.Use {
	for _, u := range f.Uses {
		if u.Kind == model.ExprCall && b.is(u.On.Origin()) {
			return u
		}
	}
	return nil
}
