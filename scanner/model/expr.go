package model

import "arklint/scanner/source"

// An ExprKind is the kind of an expression.
type ExprKind uint8

// Kinds of expressions, as far as rules tell them apart. Parentheses are gone.
const (
	ExprOther     ExprKind = iota // anything without a kind of its own
	ExprConst                     // a literal, or folded to a constant: Value
	ExprNull                      // null
	ExprClass                     // X.class: Type
	ExprThis                      // this, Outer.this: Type
	ExprSuper                     // super
	ExprLocal                     // a local variable, parameter, pattern or resource: Name, Type, Init
	ExprField                     // a field: Class, Name, On (nil for a simple name), Field when the project declares it
	ExprType                      // a type name in front of a dot: Class
	ExprCall                      // On.Name(Args): Class is the class it is called on
	ExprNew                       // new Type(Args) { Body }
	ExprNewArray                  // new T[n], new T[] {Args}, {Args}
	ExprLambda                    // (Params) -> Body; Args[0] is the body when that is an expression
	ExprMethodRef                 // On::Name
	ExprCast                      // (Type) On
	ExprBinary                    // Args[0] Op Args[1]
	ExprTernary                   // Args[0] ? Args[1] : Args[2]
	ExprAssign                    // Args[0] Op Args[1]
	ExprIndex                     // On[Args[0]]
	ExprSwitch                    // a switch expression: Args are its results
	ExprElement                   // an element of On, an array or Iterable: what the variable of a for-each stands for
)

// An Expr is an expression: typed, with its names resolved. Trees are cut at a
// depth of 24; what lies deeper is ExprOther.
type Expr struct {
	Kind  ExprKind
	Known bool // Value holds
	Param bool // Local: a parameter of a method, constructor or lambda
	Catch bool // Local: an exception parameter
	At    source.Span
	Name  string   // Call, MethodRef, Field, Local: the simple name
	Op    string   // Binary, Assign: "+", "==", "+="
	Type  *TypeRef // the expression's type when known, the type named by Class, New, Cast
	// Class is the class a Call or Field is looked up in: the receiver's type, the
	// type in front of the dot, the class that declares a statically imported or
	// unqualified member. Unresolved when nothing tells.
	Class Name
	On    *Expr // receiver, operand of a cast; nil for an unqualified member
	Args  []*Expr

	Value string // constant value when Known: a string's text, a number in decimal, "true", a char; of a Lambda the number of its parameters

	Init  *Expr   // Local: the expression it was initialised with, when it is never assigned again; an ExprElement in a for-each
	Field *Field  // Field: the project's own declaration
	Decl  *Method // Call: the project's own method when exactly one overload of that name and number of arguments exists
	Body  *Type   // New: the anonymous class
}

// Unwrap strips casts.
func (e *Expr) Unwrap() *Expr {
	for e != nil && e.Kind == ExprCast && e.On != nil {
		e = e.On
	}
	return e
}

// Origin follows a local variable that is never assigned again to the
// expression it was initialised with, strips casts, and takes the arm of a choice
// that offers only one. It is e itself where nothing is to follow.
func (e *Expr) Origin() *Expr {
	for range 24 {
		e = e.Unwrap()
		switch {
		case e == nil:
			return nil
		case e.Kind == ExprLocal && e.Init != nil:
			e = e.Init
		case e.Kind == ExprTernary:
			arm := e.Arm()
			if arm == nil {
				return e
			}
			e = arm
		default:
			return e
		}
	}
	return e
}

// Arm is what the choice e comes to when it offers only one thing, as
// `c ? x : null` and `c ? x : x` do; nil when there are two.
func (e *Expr) Arm() *Expr {
	if len(e.Args) != 3 {
		return nil
	}
	a, b := e.Args[1], e.Args[2]
	switch {
	case b.Kind == ExprNull || a.same(b, 0):
		return a
	case a.Kind == ExprNull:
		return b
	}
	return nil
}

// same reports whether e and other are the same code. Bodies of lambdas and
// anonymous classes are not compared: they make two different objects.
func (e *Expr) same(other *Expr, depth int) bool {
	if e == nil || other == nil {
		return e == other
	}
	if depth > 8 || e.Kind == ExprOther || e.Kind == ExprLambda || e.Body != nil || e.Kind != other.Kind || e.Name != other.Name || e.Op != other.Op ||
		e.Value != other.Value || e.Field != other.Field || e.Class.Qualified != other.Class.Qualified || len(e.Args) != len(other.Args) || !e.On.same(other.On, depth+1) {
		return false
	}
	if (e.Type == nil) != (other.Type == nil) || e.Type != nil && (e.Type.Text != other.Type.Text || e.Type.Dims != other.Type.Dims) {
		return false
	}
	for i, a := range e.Args {
		if !a.same(other.Args[i], depth+1) {
			return false
		}
	}
	return true
}

// Const returns the constant that e folds to: literals, static final fields of
// any file of the workspace, effectively final locals, concatenation.
func (e *Expr) Const() (string, bool) {
	e = e.Origin()
	if e == nil || !e.Known {
		return "", false
	}
	return e.Value, true
}

// Choices are the expressions that e may stand for: the arms of conditional and
// switch expressions without their nulls, the origin of e where there is no choice.
func (e *Expr) Choices() []*Expr { return e.choices(0) }

func (e *Expr) choices(depth int) []*Expr {
	e = e.Origin()
	if e == nil || depth > 8 {
		return nil
	}
	arms := e.Args
	switch {
	case e.Kind == ExprTernary && len(arms) == 3:
		arms = arms[1:]
	case e.Kind == ExprSwitch && len(arms) > 0:
	default:
		return []*Expr{e}
	}
	var out []*Expr
	for _, a := range arms {
		if a.Unwrap().Kind != ExprNull {
			out = append(out, a.choices(depth+1)...)
		}
	}
	return out
}

// IsCall reports whether e, or what a local variable stands for, is a call of
// class#method.
func (e *Expr) IsCall(class, method string) bool {
	e = e.Origin()
	return e != nil && e.Kind == ExprCall && e.Name == method && e.Class.Qualified == class
}

// A Use is a call, a field use, an object creation or a method reference that
// a rule asked for, with the code around it.
type Use struct {
	*Expr
	Unit *Unit
	Type *Type   // the class whose code it stands in
	In   *Method // nil in an initialiser or field initialiser
	// Static: runs in a static context (a static method, a static initialiser).
	Static bool
	// Lambda: stands in a lambda, so it runs when that is called.
	Lambda bool
	// Init: runs only while the class is initialised (as Access.Init).
	Init bool
	// InFinally, InCatch: stands in such a block.
	InFinally, InCatch bool
	// Discarded: an expression statement; nobody reads its result.
	Discarded bool
}

// Symbol is com.acme.Prices#load, or com.acme.Prices#<clinit> in an initialiser.
func (u *Use) Symbol() string {
	if u.Type == nil {
		return ""
	}
	if u.In != nil {
		return u.Type.Name + "#" + u.In.Name
	}
	if u.Static {
		return u.Type.Name + "#<clinit>"
	}
	return u.Type.Name + "#<init>"
}
