package threadnotstopped

import (
	"slices"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// endless reports whether the thread that e makes loops until somebody ends it.
func (f *finder) endless(e *model.Expr) bool {
	if f.runs(f.body(e)) || f.runs(f.project.Type(e.Class.Qualified)) {
		return true
	}
	return slices.ContainsFunc(e.Args, func(arg *model.Expr) bool {
		return slices.ContainsFunc(arg.Choices(), f.task)
	})
}

// task reports whether the Runnable e loops for ever.
func (f *finder) task(e *model.Expr) bool {
	switch {
	case e.Kind == model.ExprLambda:
		return f.loops(f.code, e.At, 0)
	case e.Kind == model.ExprMethodRef:
		t := f.project.Type(e.Class.Qualified)
		return t != nil && slices.ContainsFunc(t.Methods, func(m *model.Method) bool { return m.Name == e.Name && f.method(m, 0) })
	case e.Type != nil:
		return f.runs(f.body(e)) || f.runs(f.project.Type(e.Type.Qualified))
	}
	return false
}

// body is the anonymous class that e makes an object of, nil for other expressions.
func (f *finder) body(e *model.Expr) *model.Type {
	if e.Body != nil || e.Kind != model.ExprNew {
		return e.Body
	}
	return anonymous(f.code.Unit.Types, e.At)
}

// anonymous is the anonymous class whose body ends where the expression at that place does.
func anonymous(types []*model.Type, at source.Span) *model.Type {
	for _, t := range types {
		if t.Anonymous && t.Whole.End == at.End && within(t.At, at) {
			return t
		}
		if found := anonymous(t.Nested, at); found != nil {
			return found
		}
	}
	return nil
}

// runs reports whether the run method of t, a class of the project, loops for ever.
func (f *finder) runs(t *model.Type) bool {
	for range maxSupers {
		if t == nil {
			return false
		}
		for _, m := range t.Methods {
			if m.Name == "run" && m.Arity == 0 {
				return f.method(m, 0)
			}
		}
		if t.Super == nil {
			return false
		}
		t = f.project.Type(t.Super.Qualified)
	}
	return false
}

func (f *finder) method(m *model.Method, depth int) bool {
	code := f.App.Code(m.Owner.Unit)
	if code == nil {
		return false
	}
	body, ok := code.Bodies[m]
	return ok && f.loops(code, body, depth)
}

// loops reports whether the code at that place, or what it calls in the same file,
// loops for ever.
func (f *finder) loops(code *model.Code, at source.Span, depth int) bool {
	for _, l := range code.Loops {
		if within(l.At, at) && !l.Left && f.holds(l.Cond, true) {
			return true
		}
	}
	if depth == maxHops {
		return false
	}
	return slices.ContainsFunc(code.Within(at), func(u *model.Use) bool {
		return u.Kind == model.ExprCall && u.Decl != nil && u.Decl.Owner.Unit == code.Unit && own(u.On) && !within(u.At, code.Bodies[u.Decl]) && f.method(u.Decl, depth+1)
	})
}

// holds reports whether the condition e stays what it is, wanted to be want, until
// somebody interrupts the thread. What cannot be told changes.
func (f *finder) holds(e *model.Expr, want bool) bool {
	if e == nil {
		return true
	}
	if value, ok := e.Const(); ok {
		return value == "true" && want || value == "false" && !want
	}
	switch e = e.Origin(); {
	case e.Op == "unary" && len(e.Args) == 1:
		return f.holds(e.Args[0], !want)
	case e.Kind == model.ExprBinary && len(e.Args) == 2 && (e.Op == "&&" && want || e.Op == "||" && !want):
		return f.holds(e.Args[0], want) && f.holds(e.Args[1], want)
	case e.Kind == model.ExprBinary && len(e.Args) == 2 && (e.Op == "||" || e.Op == "&&"):
		return f.holds(e.Args[0], want) || f.holds(e.Args[1], want)
	case e.Kind == model.ExprCall && (e.Name == "isInterrupted" || e.Name == "interrupted" || e.Name == "isAlive") && len(e.Args) == 0:
		return (e.Name == "isAlive") == want
	case e.Kind == model.ExprCall && e.Name == "get" && len(e.Args) == 0: // an AtomicBoolean
		on := e.On.Origin()
		return on != nil && on.Kind == model.ExprField && on.Field != nil && !f.flips(on.Field, want)
	case e.Kind == model.ExprField && e.Field != nil:
		return !f.flips(e.Field, want)
	}
	return false
}

// flips reports whether anything in the project may make a flag other than want.
func (f *finder) flips(flag *model.Field, want bool) bool {
	if flag.Flags.Has(model.Final) && flag.Type != nil && flag.Type.By == model.Primitive {
		return false
	}
	code := f.App.Code(flag.Owner.Unit)
	if code == nil || !flag.Flags.Has(model.Private) {
		return flag.Changed || len(flag.Changes) > 0 || slices.ContainsFunc(flag.Accesses, func(a *model.Access) bool { return !a.Init })
	}
	return slices.ContainsFunc(code.Accesses, func(a *model.Access) bool {
		if a.Field != flag {
			return false
		}
		value := a.Value
		if a.Kind == model.Mutate && a.Method == "set" && len(a.Args) == 1 {
			value = a.Args[0]
		}
		set, ok := value.Const()
		return !ok || (set == "true") != want
	})
}
