package sharedstaticcache

import (
	"slices"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// onlyMarks reports whether the field is a private set of Spring contexts which nobody walks
// through: each application finds its own context in it, and no other.
func (s *static) onlyMarks() bool {
	c, args := s.Container(s.Type)
	if c == nil || len(c.Keys) > 0 || c.Value < 0 || c.Value >= len(args) || !known.Contexts[args[c.Value].Qualified] || !s.Flags.Has(model.Private) {
		return false
	}
	unit := s.Owner.Unit
	code := unit.App.Code(unit)
	if code == nil {
		return false
	}
	is := func(e *model.Expr) bool {
		o := e.Origin()
		return o != nil && o.Kind == model.ExprField && o.Field == s.Field
	}
	return !slices.ContainsFunc(code.Uses, func(u *model.Use) bool {
		on := u.On.Origin()
		switch {
		case on == nil:
		case on.Kind == model.ExprElement && is(on.On): // for (context : field)
			return true
		case is(on) && !asksForOne[u.Name]:
			return true
		}
		return slices.ContainsFunc(u.Args, is) // handed on
	}) && !slices.ContainsFunc(code.Returns, func(r model.Return) bool { return is(r.Value) })
}

// asksForOne are the methods of java.util.Collection that concern the element they are given, or none.
var asksForOne = map[string]bool{"add": true, "remove": true, "contains": true, "isEmpty": true, "size": true, "clear": true}
