package model

import (
	"cmp"
	"slices"
)

// A member is a method or field by name, of all overloads.
type member struct {
	class string // canonical; "?" when it could not be resolved
	name  string
}

// Index fills what the accessors of a answer from: called once by the scanner,
// when the Units, their uses and accesses are complete.
func (a *App) Index(uses []*Use, allows []*Allow) {
	a.calls, a.fields = map[member][]*Use{}, map[member][]*Use{}
	a.types = map[string]*Type{}
	for _, u := range uses {
		if u.Unit.Generated {
			continue
		}
		class := u.Class.Qualified
		if class == "" {
			class = "?"
		}
		switch u.Kind {
		case ExprField:
			at := member{class, u.Name}
			a.fields[at] = append(a.fields[at], u)
		case ExprNew:
			at := member{class, "<init>"}
			a.calls[at] = append(a.calls[at], u)
		default:
			at := member{class, u.Name}
			a.calls[at] = append(a.calls[at], u)
		}
	}
	a.static, a.all = nil, nil
	for _, unit := range a.Units {
		for _, t := range unit.Types {
			a.indexType(t)
		}
	}
	a.allows = allows
	slices.SortStableFunc(a.allows, func(x, y *Allow) int {
		return cmp.Or(cmp.Compare(x.At.File.Path, y.At.File.Path), cmp.Compare(x.At.Start, y.At.Start))
	})
}

func (a *App) indexType(t *Type) {
	a.all = append(a.all, t)
	if _, twice := a.types[t.Name]; !twice {
		a.types[t.Name] = t
	}
	for _, f := range t.Fields {
		if f.Flags.Has(Static) && !t.Unit.Generated {
			a.static = append(a.static, f)
		}
	}
	for _, n := range t.Nested {
		a.indexType(n)
	}
}

// SortUses orders uses by path and offset.
func SortUses(uses []*Use) {
	slices.SortStableFunc(uses, func(x, y *Use) int {
		return cmp.Or(cmp.Compare(x.At.File.Path, y.At.File.Path), cmp.Compare(x.At.Start, y.At.Start))
	})
}
