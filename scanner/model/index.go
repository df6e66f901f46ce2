package model

import (
	"cmp"
	"slices"
)

// Index fills what the accessors of a answer from: called once by the scanner,
// when the Units, their uses and accesses are complete.
func (a *App) Index(uses []*Use, allows []*Allow) {
	a.calls, a.fields = map[string][]*Use{}, map[string][]*Use{}
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
			a.fields[class+"#"+u.Name] = append(a.fields[class+"#"+u.Name], u)
		case ExprNew:
			a.calls[class+"#<init>"] = append(a.calls[class+"#<init>"], u)
		default:
			a.calls[class+"#"+u.Name] = append(a.calls[class+"#"+u.Name], u)
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
