package threadlocalnotremoved

import (
	"slices"
	"strings"

	"arklint/rules/internal/callers"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/scanner/model"
)

// A local is a field that holds a thread local, and what the project does to it.
type local struct {
	*model.Field
	project *state.Project
	values  []*model.TypeRef // the type argument of ThreadLocal, nil of a raw one

	stores   []*model.Access // leave a value on the thread
	clears   []*model.Access // take it away
	handedOn bool            // to a method of the project
	initial  bool            // threads that only ask are given a value
}

// read sorts what is done to the field. It is false when a file cannot be read again.
func (l *local) read(app *model.App) bool {
	accesses, ok := l.accesses(app)
	if !ok {
		return false
	}
	var restores []*model.Access
	for _, a := range accesses {
		switch {
		case a.Kind == model.Escape:
			l.handedOn = true
		case a.Kind != model.Mutate:
		case l.takes(a):
			l.clears = append(l.clears, a)
		case a.Method == "set" && len(a.Args) == 1 && l.got(a.Args[0].Origin()):
			restores = append(restores, a)
		case a.Method == "set" || strings.HasPrefix(a.Method, "get()."):
			l.stores = append(l.stores, a)
		}
	}
	for _, a := range restores {
		// before = get(); set(x); ...; set(before). Without the other set it stores what it has changed.
		if slices.ContainsFunc(l.stores, func(other *model.Access) bool { return other.In == a.In && other.Method == "set" }) {
			l.clears = append(l.clears, a)
		} else {
			l.stores = append(l.stores, a)
		}
	}
	return true
}

// accesses are the writes of what the field holds. The model has those of static
// fields; for an instance field the files that change it are read again.
func (l *local) accesses(app *model.App) ([]*model.Access, bool) {
	if l.Flags.Has(model.Static) {
		l.initial = l.makes(l.Init)
		return l.Accesses, true
	}
	units := []*model.Unit{l.Owner.Unit}
	for _, c := range l.Changes {
		if c.In != nil && !slices.Contains(units, c.In.Owner.Unit) {
			units = append(units, c.In.Owner.Unit)
		}
	}
	var out []*model.Access
	for _, u := range units {
		code := app.Code(u)
		if code == nil {
			return nil, false
		}
		for _, a := range code.Accesses {
			if a.Field == l.Field {
				out = append(out, a)
			}
		}
		if u == l.Owner.Unit {
			l.initial = slices.ContainsFunc(code.Within(l.Whole), func(use *model.Use) bool { return l.makes(use.Expr) })
		}
	}
	return out, true
}

// makes reports whether e is a thread local that gives every thread a value:
// ThreadLocal.withInitial(..), or of a class that overrides initialValue.
func (l *local) makes(e *model.Expr) bool {
	for _, e := range e.Choices() {
		switch {
		case e.Kind == model.ExprCall && e.Name == "withInitial":
			return true
		case e.Kind != model.ExprNew:
		case e.Body != nil && overrides(e.Body):
			return true
		default:
			if t := l.project.Type(e.Class.Qualified); t != nil && overrides(t) {
				return true
			}
			// The body of an anonymous class in a field's initialiser hangs below the class.
			if slices.ContainsFunc(l.Owner.Nested, func(t *model.Type) bool { return t.Anonymous && t.Whole.End == e.At.End && overrides(t) }) {
				return true
			}
		}
	}
	return false
}

func overrides(t *model.Type) bool {
	return slices.ContainsFunc(t.Methods, func(m *model.Method) bool { return m.Name == "initialValue" })
}

// takes reports whether a leaves nothing of the application's on the thread: remove(),
// set(null), whose entry holds nothing but a weak reference, what a finally
// block puts back, and set(get().parent()), which ends where there is none. Of a container that
// is the value the same is true of what takes its elements out.
func (l *local) takes(a *model.Access) bool {
	path, nested := strings.CutPrefix(a.Method, "get().")
	switch {
	case nested:
		return known.Takes(path)
	case a.Method == "remove":
		return true
	case a.Method != "set" || len(a.Args) != 1:
		return false
	}
	value := a.Args[0].Origin()
	return a.InFinally || isNull(a.Args[0]) || value != nil && (value.Kind == model.ExprCall || value.Kind == model.ExprField) && l.got(value.On.Origin())
}

func isNull(e *model.Expr) bool {
	e = e.Origin()
	return e != nil && e.Kind == model.ExprNull
}

// got reports whether e is the value that the thread has.
func (l *local) got(e *model.Expr) bool {
	if e == nil || e.Kind != model.ExprCall || e.Name != "get" {
		return false
	}
	on := e.On.Origin()
	return on != nil && on.Field == l.Field
}

// plain reports whether no value leads to a class of an application.
func (l *local) plain() bool {
	if l.strong() {
		return false
	}
	values := l.values
	if l.Init != nil && len(values) == 0 { // static ThreadLocal t = new ThreadLocal<String>()
		ref, _ := l.project.ContentType(l.Field)
		_, values = l.project.Container(ref)
	}
	if len(values) == 1 && values[0] != nil && values[0].Qualified != "java.lang.Object" {
		return known.PlainValue(values[0])
	}
	// Nothing says of what class: what is put in does.
	return !l.initial && !slices.ContainsFunc(l.stores, func(a *model.Access) bool {
		return a.Method != "set" || len(a.Args) == 1 && !known.PlainValue(a.Args[0].Type) && !known.PlainValue(a.Args[0].Origin().Type)
	})
}

// maxSupers bounds walks up a class's ancestors, which broken code may close to a ring.
const maxSupers = 16

// strong: it stays on the thread itself, whatever the value.
func (l *local) strong() bool {
	ref := l.Type
	for range maxSupers {
		if known.StrongThreadLocals[ref.Qualified] {
			return true
		}
		t := l.project.Type(ref.Qualified)
		if t == nil || t.Super == nil {
			return false
		}
		ref = t.Super
	}
	return false
}

// own reports whether the values are of a class of the application.
func (l *local) own(app *model.App) bool {
	return len(l.values) == 1 && l.values[0] != nil && app.Type(l.values[0].Qualified) != nil
}

// cleared reports whether some caller of a method that sets what it is handed
// takes the value away by it: Current.set(null), or Current.set(before) in a finally block.
func (l *local) cleared(app *model.App) bool {
	for _, a := range l.stores {
		if a.Method != "set" || a.In == nil || len(a.Args) != 1 {
			continue
		}
		value := a.Args[0].Origin()
		if value == nil || value.Kind != model.ExprLocal || !value.Param {
			continue
		}
		i := slices.IndexFunc(a.In.Params, func(p model.Param) bool { return p.Name == value.Name })
		if i >= 0 && slices.ContainsFunc(callers.Of(app, a.In), func(u *model.Use) bool { return u.InFinally || i < len(u.Args) && isNull(u.Args[i]) }) {
			return true
		}
	}
	return false
}
