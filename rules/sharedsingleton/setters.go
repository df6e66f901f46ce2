package sharedsingleton

import (
	"slices"

	"arklint/rules"
	"arklint/rules/internal/callers"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/scanner/model"
)

// onlySettable reports whether the constants of an enum, made of values that they
// are given, keep state only as far as somebody calls their setters, and nobody in
// sight does.
func (b callBook) onlySettable(p *rules.Pass, s state.Subject) bool {
	t := s.Class
	if !s.EnumConst || t != s.Owner || len(t.Interfaces) > 0 {
		return false
	}
	for _, f := range t.Fields {
		if !f.Flags.Has(model.Static) && (len(f.Changes) > 0 || f.Flags.Has(model.Volatile)) {
			return false
		}
	}
	code := p.App.Code(t.Unit)
	if code == nil {
		return false
	}
	var setters []*model.Method
	made, set := map[*model.Field]bool{}, map[*model.Field]bool{}
	for _, a := range code.Accesses {
		if a.Field.Owner != t || a.Field.Flags.Has(model.Static) || a.Kind != model.Assign || a.In == nil {
			continue
		}
		if a.In.Name == "<init>" {
			made[a.Field] = true
			continue
		}
		if v := a.Value.Origin(); v == nil || v.Kind != model.ExprLocal || !v.Param || a.In.Owner != t {
			return false
		}
		set[a.Field] = true
		setters = append(setters, a.In)
	}
	for f := range set {
		if !made[f] {
			return false // nothing but a setter gives it a value: somebody will
		}
	}
	return len(setters) > 0 && !b.called(p.Group, t, setters)
}

// A callBook remembers the names that files call, since the enums of a project are mostly
// named by the same files.
type callBook map[*model.Unit]map[string]bool

// called reports whether somebody in the group may call one of the methods of t.
func (b callBook) called(g *model.Group, t *model.Type, methods []*model.Method) bool {
	for _, app := range g.Apps() {
		for _, unit := range callers.Units(app, t) {
			if b.names(app, unit, methods) && slices.ContainsFunc(app.Code(unit).Uses, func(u *model.Use) bool { return mayCall(u, t, methods) }) {
				return true
			}
		}
	}
	return false
}

// names reports whether a file calls anything that is called like one of the methods.
func (b callBook) names(app *model.App, unit *model.Unit, methods []*model.Method) bool {
	names, ok := b[unit]
	if !ok {
		names = map[string]bool{}
		if code := app.Code(unit); code != nil {
			for _, u := range code.Uses {
				names[u.Name] = true
			}
		}
		b[unit] = names
	}
	return slices.ContainsFunc(methods, func(m *model.Method) bool { return names[m.Name] })
}

// mayCall reports whether u calls or hands on one of the methods of t, as far as is known.
func mayCall(u *model.Use, t *model.Type, methods []*model.Method) bool {
	if u.Kind != model.ExprCall && u.Kind != model.ExprMethodRef || u.Class.Known() && u.Class.Qualified != t.Name {
		return false
	}
	if on := u.On.Origin(); on != nil && on.Type != nil && on.Type.By != model.TypeVariable && known.SimpleName(on.Type.Text) != t.Simple {
		return false // on an object of another class, which need not be in sight
	}
	return slices.ContainsFunc(methods, func(m *model.Method) bool { return m.Name == u.Name })
}
