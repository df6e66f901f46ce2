package contextloadernotrestored

import (
	"slices"

	"arklint/scanner/model"
)

// A verdict on a change: why it is fine, or what puts the loader back when nothing throws.
type verdict struct {
	fine  string  // "" when something is wrong
	later *change // nil when nothing puts it back
}

func (f *file) verdict(c *change) verdict {
	if c.passed {
		return verdict{fine: "whoever calls the method decides what is set and puts it back"}
	}
	v := f.verdictHere(c)
	switch {
	case v.fine != "":
	case v.later == nil && f.paired(c):
		v.fine = "another method of the class puts it back"
	case f.settledByCallers(c):
		v.fine = "every caller in this file puts it back"
	}
	return v
}

// verdictHere judges c by the body that it stands in.
func (f *file) verdictHere(c *change) verdict {
	if why := f.ownThread(c, 0); why != "" {
		return verdict{fine: why}
	}
	if f.givesKeeper(c) {
		return verdict{fine: "what the method returns keeps the loader that was there before, and can put it back"}
	}
	saving := f.savesBefore(c)
	for _, before := range f.changes {
		if before.in == c.in && before.At.Start < c.At.Start && (c.value == saved || c.value != other && (c.finally || saving)) {
			return verdict{fine: "it puts back what was there before"}
		}
	}
	if c.value == saved && (c.later.IsZero() || c.to.Origin().At.Start >= c.later.Start) {
		return verdict{fine: "it sets what the thread has anyway"}
	}
	var out verdict
	caught := false
	for _, r := range f.changes {
		if r == c || r.in != c.in || r.At.Start < c.At.End || r.value == other {
			continue
		}
		switch {
		case r.finally:
			return verdict{fine: "a finally block puts it back"}
		case r.value != saved && !saving:
		case !r.later.IsZero() && (c.At.Start < r.later.Start || r.later.End < c.At.End):
			return verdict{fine: "what is handed on puts it back"}
		case r.InCatch:
			caught = true
		case out.later == nil:
			out.later = r
		}
	}
	if caught && out.later != nil {
		return verdict{fine: "it is put back after an exception as well"}
	}
	for _, u := range f.Uses {
		if u.InFinally && u.Decl != nil && u.At.Start > c.At.Start && c.in.has(u.At) && f.reaches(u.Decl, 0) {
			return verdict{fine: "a finally block calls a method that puts it back"}
		}
	}
	return out
}

// givesKeeper reports whether the method that c stands in returns an object made with the
// loader that was set before: one to close.
func (f *file) givesKeeper(c *change) bool {
	return c.in.method != nil && slices.ContainsFunc(f.Returns, func(r model.Return) bool {
		made := r.Value.Origin()
		if r.In != c.in.method || r.Lambda || made == nil || made.Kind != model.ExprNew && made.Kind != model.ExprCall {
			return false
		}
		return slices.ContainsFunc(made.Args, func(a *model.Expr) bool {
			o := a.Origin()
			return o != nil && (saves(o) || o.Kind == model.ExprCall && o.At == c.At)
		})
	})
}

// savesBefore reports whether the code asks for the loader that the thread has before c changes it.
func (f *file) savesBefore(c *change) bool {
	return slices.ContainsFunc(f.Uses, func(u *model.Use) bool {
		return u.At.Start <= c.At.Start && c.in.has(u.At) && u.Expr != c.Expr && saves(u.Expr)
	})
}

// reaches reports whether m may put a loader back that was kept before, some calls deep.
func (f *file) reaches(m *model.Method, depth int) bool {
	if depth > maxCalls {
		return false
	}
	at := f
	if m.Owner.Unit != f.Unit {
		if at = (&file{app: m.Owner.Unit.App, Code: m.Owner.Unit.App.Code(m.Owner.Unit)}); at.Code == nil {
			return false
		}
	}
	return slices.ContainsFunc(at.Of(m), func(u *model.Use) bool {
		return sets(u) && (len(u.Args) == 0 || at.valueOf(u.Args[0], m) != other) || u.Decl != nil && u.Decl != m && at.reaches(u.Decl, depth+1)
	})
}

// paired reports whether c belongs to two methods of one class, of which one keeps
// the loader that the thread had, and the other puts it back: enter and exit.
func (f *file) paired(c *change) bool {
	if f.closes(c) && f.keptElsewhere(c) {
		return true
	}
	for _, o := range f.changes {
		if o.in != c.in && o.Type.Top() == c.Type.Top() && !o.passed && (f.opens(o) && f.closes(c) || f.opens(c) && f.closes(o)) {
			return true
		}
	}
	return false
}

// opens reports whether c may be the first half of a pair: what was set before was asked for.
func (f *file) opens(c *change) bool {
	v := f.verdictHere(c)
	return v.fine == "" && v.later == nil && (f.savesBefore(c) || slices.ContainsFunc(f.Uses, func(u *model.Use) bool { return saves(u.Expr) && makes(u.In) }))
}

// closes reports whether c may be the second half: what it sets was kept somewhere else.
func (f *file) closes(c *change) bool {
	return c.value == unclear && c.Kind != model.ExprMethodRef && c.to.Origin().Kind != model.ExprLocal && f.verdictHere(c).fine == "" &&
		(!f.savesBefore(c) || f.keptElsewhere(c))
}

// makes reports whether m is a constructor, or the code of initialisers: what that keeps is the
// loader of the thread that makes the object, which is not the one that c changes.
func makes(m *model.Method) bool { return m == nil || m.Name == "<init>" }

// keptElsewhere reports whether another method keeps the loader that its thread has
// in the field, or hands it to another object, when c gets its own from a call.
func (f *file) keptElsewhere(c *change) bool {
	elsewhere := func(m *model.Method) bool { return m != c.In && !makes(m) }
	from := c.to.Origin()
	if from.Kind == model.ExprField {
		return slices.ContainsFunc(f.Accesses, func(a *model.Access) bool {
			return a.Field == from.Field && elsewhere(a.In) && savesAny(append(a.Args, a.Value))
		})
	}
	return slices.ContainsFunc(f.Uses, func(u *model.Use) bool {
		return u.Type.Top() == c.Type.Top() && elsewhere(u.In) && !sets(u) && savesAny(u.Args)
	})
}

func savesAny(all []*model.Expr) bool {
	return slices.ContainsFunc(all, func(e *model.Expr) bool { o := e.Origin(); return o != nil && saves(o) })
}

// settledByCallers reports whether the method that c stands in is called in this
// file, and every call is followed by what puts the loader back.
func (f *file) settledByCallers(c *change) bool {
	m := c.in.method
	called := false
	for _, u := range f.Uses {
		if m == nil || u.Decl != m || c.in.has(u.At) {
			continue
		}
		if called = true; f.verdictHere(f.place(u)).fine == "" {
			return false
		}
	}
	return called
}
