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
		if !within(code, a, m) || f.Flags.Has(model.Static) || !slices.Contains(p.ancestors(m.Owner), f.Owner) {
			return false
		}
		if a.Kind == model.Assign {
			return f.Changed
		}
		_, changes := p.Change(f.Type, a.Method, len(a.Args))
		return changes && !p.KeyedByLoader(f.Type)
	})
	p.effects[m] = found || slices.ContainsFunc(code.Of(m), func(u *model.Use) bool {
		return ofThis(u) && p.target(u, m.Owner)
	})
	return p.effects[m]
}

// within reports whether an access stands in the body of m, in a lambda or a class in it too.
func within(code *model.Code, a *model.Access, m *model.Method) bool {
	body := code.Bodies[m]
	return a.At.Start >= body.Start && a.At.End <= body.End
}

// target reports whether the method that u calls or refers to changes its object,
// of class t where u does not say.
func (p *Project) target(u *model.Use, t *model.Type) bool {
	switch u.Kind {
	case model.ExprCall:
		return p.mutates(u.Decl)
	case model.ExprMethodRef:
		if u.On != nil && u.On.Type != nil && u.On.Type.Dims == 0 {
			if named := p.Type(u.On.Type.Qualified); named != nil {
				t = named
			}
		}
		return slices.ContainsFunc(p.ancestors(t), func(c *model.Type) bool {
			return slices.ContainsFunc(c.Methods, func(m *model.Method) bool { return m.Name == u.Name && p.mutates(m) })
		})
	}
	return false
}

// ofThis: f() and this.f() work on the object itself, field.f() on a part of it.
func ofThis(u *model.Use) bool {
	if u.On == nil {
		return u.Kind == model.ExprCall
	}
	return slices.ContainsFunc(choices(u.On.Origin(), 0), func(on *model.Expr) bool {
		switch on.Kind {
		case model.ExprThis, model.ExprSuper:
			return true
		case model.ExprField:
			return on.Field != nil && !on.Field.Flags.Has(model.Static) && (on.On == nil || on.On.Kind == model.ExprThis)
		}
		return false
	})
}

func codeOf(m *model.Method) *model.Code {
	u := m.Owner.Unit
	return u.App.Code(u)
}

// called reports whether the file that declares f calls a method on the object in f
// that changes it, directly or by way of a getter.
func (p *Project) called(f *model.Field, t *model.Type) bool {
	u := f.Owner.Unit
	code := u.App.Code(u)
	if code == nil {
		return false
	}
	return slices.ContainsFunc(code.Uses, func(u *model.Use) bool {
		return u.On != nil && !u.Init && refersTo(u.On, f) && p.target(u, t)
	})
}

// refersTo reports whether e stands for field f, as such or by its getter.
func refersTo(e *model.Expr, f *model.Field) bool {
	return slices.ContainsFunc(choices(e.Origin(), 0), func(e *model.Expr) bool {
		return e != nil && (e.Kind == model.ExprField && e.Field == f || e.Kind == model.ExprCall && e.Decl != nil && e.Decl.Gives == f)
	})
}
