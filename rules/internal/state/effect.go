package state

import (
	"slices"

	"arklint/scanner/model"
)

// mutates reports whether a method of the project changes the object it is called
// on: it assigns to a field of `this`, changes the content of one, or calls a
// method that does. The method's file is read again for it.
func (p *Project) mutates(m *model.Method) bool {
	if m == nil || m.Name == "<init>" || m.Flags.Has(model.Static) {
		return false
	}
	if found, ok := p.effects[m]; ok {
		return found
	}
	p.effects[m] = false // a method that calls itself does nothing more by that
	code := codeOf(m)
	if code == nil {
		return false
	}
	found := slices.ContainsFunc(code.Accesses, func(a *model.Access) bool {
		f := a.Field
		if a.In != m || f.Flags.Has(model.Static) || !slices.Contains(p.ancestors(m.Owner), f.Owner) {
			return false
		}
		if a.Kind == model.Assign {
			return f.Changed
		}
		_, changes := p.Change(f.Type, a.Method, len(a.Args))
		return changes && !p.KeyedByLoader(f.Type)
	})
	p.effects[m] = found || slices.ContainsFunc(code.Of(m), func(u *model.Use) bool {
		return u.Kind == model.ExprCall && u.Decl != nil && ofThis(u.On) && p.mutates(u.Decl)
	})
	return p.effects[m]
}

// ofThis: f() and this.f() work on the object itself, field.f() on a part of it.
func ofThis(on *model.Expr) bool {
	if on == nil {
		return true
	}
	switch on = on.Origin(); on.Kind {
	case model.ExprThis, model.ExprSuper:
		return true
	case model.ExprField:
		return on.Field != nil && !on.Field.Flags.Has(model.Static) && (on.On == nil || on.On.Kind == model.ExprThis)
	}
	return false
}

func codeOf(m *model.Method) *model.Code {
	u := m.Owner.Unit
	return u.App.Code(u)
}

// called reports whether the file that declares f calls a method on the object in f
// that changes it, directly or by way of a getter.
func (p *Project) called(f *model.Field) bool {
	u := f.Owner.Unit
	code := u.App.Code(u)
	if code == nil {
		return false
	}
	return slices.ContainsFunc(code.Uses, func(u *model.Use) bool {
		return u.Kind == model.ExprCall && u.On != nil && !u.Init && u.Decl != nil && refersTo(u.On, f) && p.mutates(u.Decl)
	})
}

// refersTo reports whether e stands for field f, as such or by its getter.
func refersTo(e *model.Expr, f *model.Field) bool {
	e = e.Origin()
	return e != nil && (e.Kind == model.ExprField && e.Field == f || e.Kind == model.ExprCall && e.Decl != nil && e.Decl.Gives == f)
}
