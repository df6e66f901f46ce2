package state

import (
	"slices"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// Immutable reports whether e makes a container that nobody can change: a
// call of the table below, or a choice between such calls.
func Immutable(e *model.Expr) bool {
	e = Stored(e)
	if e == nil {
		return false
	}
	switch e.Kind {
	case model.ExprTernary:
		return len(e.Args) == 3 && Immutable(e.Args[1]) && Immutable(e.Args[2])
	case model.ExprCall:
		class, method := e.Class.Qualified, e.Name
		if known.ImmutableMakers[class+"#"+method] {
			return true
		}
		// stream.toList(), and collect(Collectors.toUnmodifiableSet()).
		if class == "java.util.stream.Stream" && method == "toList" {
			return true
		}
		return method == "collect" && len(e.Args) == 1 && Immutable(e.Args[0])
	}
	return false
}

// Stored is the value that an assignment of e leaves behind: locals that stand
// for another expression, casts and chained assignments (a = b = e) are followed.
func Stored(e *model.Expr) *model.Expr {
	for range maxSupers {
		e = e.Origin()
		if e == nil || e.Kind != model.ExprAssign || e.Op != "=" || len(e.Args) != 2 {
			return e
		}
		e = e.Args[1]
	}
	return e
}

// Reassigned are the writes of field f itself outside class initialisation.
func Reassigned(f *model.Field) []*model.Access {
	return slices.DeleteFunc(slices.Clone(f.Accesses), func(a *model.Access) bool { return a.Kind != model.Assign || a.Init })
}
