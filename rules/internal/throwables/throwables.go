// Package throwables finds where exceptions are printed to the standard
// streams: print-stack-trace reports them, and stdout-print leaves them to it.
package throwables

import (
	"strings"

	"arklint/rules"
	"arklint/scanner/model"
)

// A Print is a call that prints an exception to a standard stream.
type Print struct {
	*model.Use
	Stream     *model.Expr // the argument, nil for standard error without saying so
	Confidence rules.Confidence
}

// Prints returns the calls of app, one of group g, that print an exception to a standard
// stream, by path and offset.
func Prints(app *model.App, g *model.Group) []Print {
	var out []Print
	for _, u := range app.CallsNamed("printStackTrace") {
		print := Print{Use: u}
		if len(u.Args) > 1 {
			continue
		}
		if len(u.Args) == 1 {
			if print.Stream = u.Args[0]; Stream(print.Stream) == "" {
				continue
			}
		}
		if print.Confidence = receiver(g, u); print.Confidence == rules.DefaultConfidence {
			continue
		}
		if own := override(g, u); own == nil || prints(own) {
			out = append(out, print)
		}
	}
	return out
}

// override is the method of the project's own that u calls, nil when it is
// Throwable's.
func override(g *model.Group, u *model.Use) *model.Method {
	if u.Kind != model.ExprMethodRef {
		return u.Decl
	}
	class := u.Class.Qualified
	for range 32 {
		t := find(g, class)
		if t == nil {
			return nil
		}
		for _, m := range t.Methods {
			if m.Name == "printStackTrace" && m.Arity == 0 {
				return m
			}
		}
		if t.Super == nil || !t.Super.Known() {
			return nil
		}
		class = t.Super.Qualified
	}
	return nil
}

// prints reports whether m, the printStackTrace that an exception class of the
// project's has for itself, prints the stack trace anywhere but to a writer of its
// own making.
func prints(m *model.Method) bool {
	code := m.Owner.Unit.App.Code(m.Owner.Unit)
	if code == nil || m.Flags.Has(model.Abstract) {
		return true
	}
	for _, u := range code.Of(m) {
		if u.Name != "printStackTrace" {
			continue
		}
		if len(u.Args) == 0 || !made(u.Args[0]) {
			return true
		}
	}
	return false
}

// made reports whether e is an object that is created here.
func made(e *model.Expr) bool {
	e = e.Origin()
	if e.Kind == model.ExprTernary && len(e.Args) == 3 {
		return made(e.Args[1]) && made(e.Args[2])
	}
	return e.Kind == model.ExprNew
}

// Stream is the standard stream that e is or may be, "" for anything else.
func Stream(e *model.Expr) string {
	if reads := Reads(e); len(reads) > 0 {
		return "System." + reads[0].Name
	}
	return ""
}

// Reads are the uses of System.out and System.err that e comes from.
func Reads(e *model.Expr) []*model.Expr {
	e = e.Origin()
	switch {
	case e == nil:
	case e.Kind == model.ExprTernary && len(e.Args) == 3:
		return append(Reads(e.Args[1]), Reads(e.Args[2])...)
	case e.Kind == model.ExprField && e.Field == nil && e.Class.Qualified == "java.lang.System" && (e.Name == "out" || e.Name == "err"):
		return []*model.Expr{e}
	}
	return nil
}

// receiver says how sure it is that u is called on an exception:
// DefaultConfidence when it is not.
func receiver(g *model.Group, u *model.Use) rules.Confidence {
	on := u.On
	switch {
	case on == nil, on.Kind == model.ExprThis, on.Kind == model.ExprSuper:
		// Inside an exception class. Its own printStackTrace, which calls up to its
		// superclass's, is judged where it is called.
		if u.In != nil && u.In.Name == "printStackTrace" {
			return rules.DefaultConfidence
		}
		if u.Decl != nil && throwable(g, u.Decl.Owner.Name) != yes {
			return rules.DefaultConfidence
		}
		return confidence(throwableAround(g, u.Type, on == nil))
	case caught(on):
		return rules.High
	case u.Class.Known():
		return confidence(throwable(g, u.Class.Qualified))
	case on.Type != nil && on.Type.Dims > 0:
		return rules.DefaultConfidence
	}
	return rules.Low
}

// caught reports whether e is what a catch has caught, or may be.
func caught(e *model.Expr) bool {
	e = e.Origin()
	if e != nil && e.Kind == model.ExprTernary && len(e.Args) == 3 {
		return caught(e.Args[1]) || caught(e.Args[2])
	}
	return e != nil && e.Kind == model.ExprLocal && e.Catch
}

// throwableAround judges an unqualified call: the class it stands in, or one
// around that, must be an exception.
func throwableAround(g *model.Group, t *model.Type, outer bool) answer {
	for ; t != nil; t = t.Outer {
		if a := throwable(g, t.Name); a != no || !outer {
			return a
		}
	}
	return no
}

func confidence(a answer) rules.Confidence {
	switch a {
	case yes:
		return rules.High
	case perhaps:
		return rules.Low
	}
	return rules.DefaultConfidence
}

// An answer to the question whether a class is a Throwable.
type answer uint8

const (
	no answer = iota
	perhaps
	yes
)

// throwable follows the project's classes up to a library class. That one is a
// Throwable when it is called Exception, Error or Throwable at the end, as every
// one of the JDK but ThreadDeath and every one we have seen elsewhere is.
func throwable(g *model.Group, class string) answer {
	for range 32 {
		t := find(g, class)
		if t == nil {
			for _, end := range []string{"Exception", "Error", "Throwable", "java.lang.ThreadDeath"} {
				if strings.HasSuffix(class, end) {
					return yes
				}
			}
			return no
		}
		if t.Kind != model.Class || t.Super == nil {
			return no
		}
		if !t.Super.Known() {
			return perhaps
		}
		if t.Super.Qualified == class {
			return no
		}
		class = t.Super.Qualified
	}
	return no
}

func find(g *model.Group, class string) *model.Type {
	for _, app := range g.Apps() {
		if t := app.Type(class); t != nil {
			return t
		}
	}
	return nil
}
