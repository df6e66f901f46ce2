package model

import "arklint/scanner/source"

// How tells by what a name was resolved, surest first.
type How uint8

// The ways a type name becomes a class name (JLS 6.5.5).
const (
	Unresolved   How = iota // nothing in sight declares it
	Written                 // fully qualified in the source
	Imported                // single-type import
	Nested                  // a member class of this class or of an enclosing one
	Inherited               // a member class of a supertype of the project's own
	SamePackage             // the project declares it in the same package
	Wildcard                // an on-demand import, and the project or java.* knows the class there
	JavaLang                // implicitly imported from java.lang
	Inferred                // the type of an expression: a method's return, an initialiser
	TypeVariable            // a type parameter; Qualified is its bound, or java.lang.Object
	Primitive               // int, void, ...
	Pending                 // not looked up yet: only while the model is made
)

// A Name is a type name and how we came by it.
type Name struct {
	Text      string // as written, without type arguments and array brackets: "Map", "Map.Entry"
	Qualified string // canonical class name, nested classes with '.', "" when Unresolved
	By        How
}

// Known reports whether the name was resolved to one class.
func (n Name) Known() bool { return n.By != Unresolved && n.Qualified != "" }

// A TypeRef is a type as used in a declaration. A wildcard stands as its
// bound, or as java.lang.Object, whose only argument is then the T of ? super T. A
// type variable has the arguments of its bound.
type TypeRef struct {
	Name
	Args []*TypeRef // type arguments in order
	Dims int        // array dimensions, also those written after the variable's name
}

// Flags are a declaration's modifiers, and what its surroundings imply
// (members of interfaces are public, their fields static and final, records
// and nested enums are static: JLS 9.3, 8.9, 8.10).
type Flags uint16

// Modifiers.
const (
	Public Flags = 1 << iota
	Protected
	Private
	Static
	Final
	Abstract
	Volatile
	Transient
	Synchronized
	Native
	Default
)

// Has reports whether all of f2 are set.
func (f Flags) Has(f2 Flags) bool { return f&f2 == f2 }

// A TypeKind is the kind of a class.
type TypeKind uint8

// Kinds of classes.
const (
	Class TypeKind = iota
	Interface
	Enum
	Record
	AnnotationType
)

// A Unit is one Java source file.
type Unit struct {
	App     *App
	File    *source.File
	Package string
	Imports []Import
	Types   []*Type // top-level types; nested ones hang below them
	// Generated: written by a generator. Its classes are known; nothing in it is
	// worth a finding, because nobody would change it there.
	Generated bool
}

// An Import is one import declaration.
type Import struct {
	Name     string // "java.util.Map", "java.util" when OnDemand, with member when Static
	Static   bool
	OnDemand bool
	Module   bool // import module java.base (Java 25)
}

// A Type is a class, interface, enum, record or annotation type of the
// project: also local and anonymous ones.
type Type struct {
	Unit      *Unit
	Outer     *Type  // nil for top-level types
	Name      string // canonical: com.acme.Outer.Inner; local and anonymous ones com.acme.Outer.1Inner, com.acme.Outer.1
	Simple    string // "" for anonymous classes
	Kind      TypeKind
	Flags     Flags
	Anonymous bool
	Local     bool // declared in a block
	// MadeAtInit: of the project's code only initialisers of static fields and
	// static initialisers make objects of it.
	MadeAtInit  bool
	Super       *TypeRef
	Interfaces  []*TypeRef
	TypeParams  []TypeParam
	Annotations []Annotation
	Fields      []*Field
	Methods     []*Method
	Nested      []*Type
	At          source.Span // the name; `new` for an anonymous class
	Whole       source.Span // from the first modifier to the closing brace
}

// A TypeParam is a type parameter and its first bound.
type TypeParam struct {
	Name  string
	Bound *TypeRef // nil: java.lang.Object
}

// Top returns the top-level type that encloses t, t itself included.
func (t *Type) Top() *Type {
	for t.Outer != nil {
		t = t.Outer
	}
	return t
}

// Field returns the field that t itself declares under name.
func (t *Type) Field(name string) *Field {
	for _, f := range t.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Annotation returns the annotation of t with the given qualified name.
func (t *Type) Annotation(qualified string) (Annotation, bool) {
	return findAnnotation(t.Annotations, qualified)
}

// An Annotation is one annotation that a rule may care about.
type Annotation struct {
	Name Name
	Args []AnnotationArg
	At   source.Span
}

// An AnnotationArg is one element-value pair; Name is "value" when left out.
type AnnotationArg struct {
	Name  string
	Value *Expr
}

// Arg returns the value of element name, nil without one.
func (a Annotation) Arg(name string) *Expr {
	for _, arg := range a.Args {
		if arg.Name == name {
			return arg.Value
		}
	}
	return nil
}

func findAnnotation(all []Annotation, qualified string) (Annotation, bool) {
	for _, a := range all {
		if a.Name.Qualified == qualified {
			return a, true
		}
	}
	return Annotation{}, false
}

// A Field is a field of a class of the project. An enum constant is a static
// final field whose Init creates the enum.
type Field struct {
	Owner       *Type
	Name        string
	Type        *TypeRef
	Flags       Flags
	EnumConst   bool
	Annotations []Annotation
	At          source.Span // the name
	Whole       source.Span // the declaration with modifiers; shared by `int a, b`

	// Init is the initialiser of a static field; nil without one, and for a lone
	// number, character or truth value.
	Init *Expr

	// Static fields only: what the project does to the field, in order of
	// path and offset. Reads are not recorded.
	Accesses []*Access

	// Instance fields only: what the project does to the field once the object is
	// made. Constructors, initialisers, deserialisation and the private methods that
	// only these call make the object.
	Changed bool       // it gets another value
	Changes []Mutation // what it holds may change; each method once
}

// A Mutation is a call on an instance field that may change what the field holds.
type Mutation struct {
	Method string  // as Access.Method of a Mutate
	Argc   int     // the number of arguments
	In     *Method // the first one it stands in, nil in an initialiser
}

// Symbol is the field's identity without a line number: com.acme.Prices#cache.
func (f *Field) Symbol() string { return f.Owner.Name + "#" + f.Name }

// Annotation returns the annotation of f with the given qualified name.
func (f *Field) Annotation(qualified string) (Annotation, bool) {
	return findAnnotation(f.Annotations, qualified)
}

// An AccessKind tells what an Access does.
type AccessKind uint8

// Kinds of access to a static field.
const (
	Assign AccessKind = iota // x = v, x += v, x++: the field itself gets another value
	Mutate                   // x.put(..), x[i] = v, x.f = v: what it holds may change
	Escape                   // f(x): handed to a method of the project, which may change what it holds
)

// An Access is a write of a static field, or a use that may change what it holds.
type Access struct {
	Kind   AccessKind
	Field  *Field
	At     source.Span // the whole assignment or call
	Type   *Type       // the class whose code it stands in
	In     *Method     // nil in an initialiser
	Method string      // Mutate, Escape: the method called on the field, or that it is passed to; "[]" for an element (x[i], for (y : x)), ".f" for a member
	Value  *Expr       // Assign: what is stored, nil for ++ and compound assignment; Escape: the call, its Decl known
	Args   []*Expr     // Mutate by a call: its arguments
	Via    string      // the local variable or the getter (Method.Gives) the access goes through, "" when direct
	// Init: runs only while the class is initialised: in a static initialiser,
	// a static field's initialiser, or a method that only these call.
	Init bool
	// InFinally: stands in a finally block.
	InFinally bool
}

// A Method is a method or constructor of the project.
type Method struct {
	Owner   *Type
	Name    string // "<init>" for constructors
	Flags   Flags
	Arity   int16 // number of parameters
	Varargs bool  // the last one takes any number of arguments
	// InitOnly: runs only while its class is initialised (a method or constructor, not
	// visible outside, that only static initialisers and such methods call).
	InitOnly bool
	Return   *TypeRef // nil for constructors
	// Gives is the field that the method returns as it is, nil for all others.
	Gives *Field
	// TypeParams are the method's own.
	TypeParams []TypeParam
	// Params are kept of constructors, of main and annotated methods, and of
	// those that Uses and Accesses stand in; nil of others.
	Params      []Param
	Annotations []Annotation
	At          source.Span // the name
}

// Symbol is com.acme.Prices#load; overloads share it.
func (m *Method) Symbol() string { return m.Owner.Name + "#" + m.Name }

// IsMain reports whether m is a launchable main method: public static void
// main(String[]), or one of the simpler forms that Java 25 allows in any class.
func (m *Method) IsMain() bool {
	if m.Name != "main" || m.Flags.Has(Private) || m.Return == nil || m.Return.Text != "void" {
		return false
	}
	switch m.Arity {
	case 0:
		return true
	case 1:
		if len(m.Params) == 0 {
			return false
		}
		p := m.Params[0].Type
		return p != nil && (p.Text == "String" || p.Text == "java.lang.String") && (p.Dims == 1 || m.Params[0].Varargs)
	}
	return false
}

// Annotation returns the annotation of m with the given qualified name.
func (m *Method) Annotation(qualified string) (Annotation, bool) {
	return findAnnotation(m.Annotations, qualified)
}

// A Param is a parameter of a method.
type Param struct {
	Name    string
	Type    *TypeRef // nil for an implicit lambda parameter
	Varargs bool
}
