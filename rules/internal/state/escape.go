package state

import "arklint/scanner/model"

// Escaped returns the calls that hand what f holds to a method of the project which
// changes its content, and those changes. The files of those methods are read again.
func (p *Project) Escaped(f *model.Field, ref *model.TypeRef) (calls []*model.Access, changes []Change) {
	for _, a := range f.Accesses {
		if a.Kind != model.Escape || a.Init {
			continue
		}
		for i, arg := range a.Value.Args {
			if !refersTo(arg, f) {
				continue
			}
			if c, ok := p.changesParam(a.Value.Decl, i, ref, 0); ok {
				calls, changes = append(calls, a), append(changes, c)
				break
			}
		}
	}
	return calls, changes
}

// maxHandedOn is how many methods may hand a container on until one changes it.
const maxHandedOn = 3

// changesParam reports whether method m changes the content of a container of type
// ref that is its argument number i.
func (p *Project) changesParam(m *model.Method, i int, ref *model.TypeRef, depth int) (Change, bool) {
	code := codeOf(m)
	if code == nil || i >= len(code.Params[m]) || depth > maxHandedOn {
		return Change{}, false
	}
	name := code.Params[m][i].Name
	for _, a := range code.Accesses {
		if a.Kind == model.Assign && within(code, a, m) && !a.Field.Flags.Has(model.Static) {
			if path, ok := leadsTo(a.Value, name); ok && path == "" {
				if c, changes := p.changesHeld(a.Field, ref); changes {
					return c, true
				}
			}
		}
	}
	for _, u := range code.Of(m) {
		if u.Kind != model.ExprCall {
			continue
		}
		if path, ok := leadsTo(u.On, name); ok {
			if c, changes := p.Change(ref, path+u.Name, len(u.Args)); changes {
				return c, true
			}
			continue
		}
		for j, arg := range u.Args {
			if path, ok := leadsTo(arg, name); ok && path == "" && u.Decl != nil && u.Decl != m {
				if c, changes := p.changesParam(u.Decl, j, ref, depth+1); changes {
					return c, true
				}
			}
		}
	}
	return Change{}, false
}

// changesHeld reports whether an object changes the container of type ref that it
// keeps in its field f.
func (p *Project) changesHeld(f *model.Field, ref *model.TypeRef) (Change, bool) {
	for _, m := range f.Changes {
		if c, ok := p.Change(ref, m.Method, m.Argc); ok {
			return c, true
		}
	}
	return Change{}, false
}

// leadsTo follows e through views, elements and locals to the parameter of that
// name; path says how, as in model.Access.
func leadsTo(e *model.Expr, param string) (path string, ok bool) {
	for e = e.Origin(); e != nil; e = e.On.Origin() {
		switch e.Kind {
		case model.ExprLocal:
			return path, e.Param && e.Name == param
		case model.ExprIndex, model.ExprElement:
			path = "[]" + path
		case model.ExprTernary:
			for _, arm := range choices(e, 0) {
				if more, ok := leadsTo(arm, param); arm != e && ok {
					return more + path, true
				}
			}
			return "", false
		case model.ExprCall:
			if _, view := steps[e.Name]; !view {
				return "", false
			}
			path = e.Name + "()." + path
		default:
			return "", false
		}
	}
	return "", false
}
