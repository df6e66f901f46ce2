package state

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// A Concern is what is wrong with a static field that modules share. Of the
// rules on shared state the one whose concern it is speaks.
type Concern uint8

// Concerns, the more particular first.
const (
	None    Concern = iota
	Context         // it comes to hold a Spring context or bean: static-context-holder
	Object          // it holds an object of the project that keeps state: shared-singleton
	Value           // it gets other values after class initialisation: shared-static-field
	Content         // its content may change: shared-static-cache
)

// A Subject is a static field and what is to be said of it.
type Subject struct {
	*model.Field
	Concern Concern
	Writes  []*model.Access // those of the field itself after class initialisation
	Held    []Held          // Context
	Class   *model.Type     // Object: the class of the object
	Trait   *Trait          // Object: what makes it keep state
	// Unsure, of a Value: only ever made anew, of a library class of which we do not
	// know whether its objects keep state.
	Unsure bool
}

// Subject judges a static field.
func (p *Project) Subject(f *model.Field) Subject {
	s := Subject{Field: f}
	if f.Type == nil || len(f.Accesses) == 0 && (f.Init == nil || f.Init.Known || f.Init.Kind == model.ExprNull) {
		return s
	}
	s.Writes = Reassigned(f)
	if s.Held = p.Held(f); len(s.Held) > 0 {
		if !p.KeyedByLoader(f.Type) {
			s.Concern = Context
		}
		return s
	}
	if len(s.Writes) == 0 {
		if _, ok := p.ContentType(f); ok {
			s.Concern = Content
		} else {
			p.object(&s)
		}
		return s
	}
	if p.KeyedByLoader(f.Type) {
		return s
	}
	switch p.sortOut(f, s.Writes) {
	case rewritten:
		s.Concern = Value
	case madeOnce:
		s.Concern, s.Unsure = Value, true
	case statefulOne:
		p.object(&s)
	}
	return s
}

// object looks for state in what the field holds.
//
// That a class has setters says nothing of an object that a static field keeps
// as a constant. So there must be a reason to think that this object changes:
// it is the only one there is, or made on demand, or somebody calls on it what
// sounds like a change.
func (p *Project) object(s *Subject) {
	for _, t := range p.Made(s.Field) {
		trait := p.State(t)
		if trait == nil {
			continue
		}
		alone := (t.MadeAtInit || t.Anonymous || s.EnumConst) && p.onlyHeir(t, trait.Field.Owner)
		if alone || len(s.Writes) > 0 || p.touched(s.Field, t) || p.called(s.Field, t) {
			s.Concern, s.Class, s.Trait = Object, t, trait
			return
		}
	}
}

// onlyHeir reports whether what changes in objects of class from changes in one
// of t: it is t itself, or nothing else extends it.
func (p *Project) onlyHeir(t, from *model.Type) bool {
	if p.subs == nil {
		p.subs = map[string]int{}
		for _, app := range append([]*model.App{p.App}, p.apps...) {
			if app == p.App && len(p.subs) > 0 {
				continue
			}
			for _, sub := range app.Types() {
				if sub.Super != nil {
					p.subs[sub.Super.Qualified]++
				}
			}
		}
	}
	for _, c := range p.ancestors(t) {
		if c == from {
			return true
		}
		if c.Super != nil && p.subs[c.Super.Qualified] > 1 {
			return false
		}
	}
	return false
}

// touched reports whether somebody changes the object of class t in f after
// initialisation: assigns to a member, or calls a method of t that is named so.
func (p *Project) touched(f *model.Field, t *model.Type) bool {
	for _, a := range f.Accesses {
		if a.Kind != model.Mutate || a.Init {
			continue
		}
		if strings.HasPrefix(a.Method, ".") {
			return true
		}
		if p.declares(t, a.Method) {
			return true
		}
	}
	return false
}

// ContentType is the type that tells most of the content of a container or array in
// f: the declared one, or the initialiser's where the declared one says nothing (Object, a
// raw Map). ok tells whether f holds such a thing.
func (p *Project) ContentType(f *model.Field) (ref *model.TypeRef, ok bool) {
	declared := f.Type
	if declared.Dims > 0 {
		return declared, true
	}
	c, args := p.Container(declared)
	init := Stored(f.Init)
	if init == nil || init.Kind != model.ExprNew {
		return declared, c != nil
	}
	made := init.Type
	if m, _ := p.Container(made); m == nil {
		return declared, c != nil
	}
	switch {
	case c == nil && (declared.Qualified == "java.lang.Object" || p.Type(declared.Qualified) != nil):
		return made, true
	case c != nil && len(args) == 0 && len(made.Args) > 0: // static Map m = new HashMap<String, X>()
		return made, true
	}
	return declared, c != nil
}

// A kind is what the writes of a field amount to.
type kind uint8

const (
	rewritten   kind = iota // it gets values that differ
	sameAlways              // every value behaves alike: it does not matter who wrote it
	madeOnce                // only ever `new X()` of a library class nobody changes here
	statefulOne             // only ever `new X()` of a class of the project that has state
)

// sortOut finds out what kind of field the writes make of f. A singleton made on
// first use is harmless as long as one object is as good as another; we need not
// know about the `if (x == null)` around it.
func (p *Project) sortOut(f *model.Field, writes []*model.Access) (k kind) {
	k = sameAlways
	dropped, class := false, ""
	var makers []*model.Access
	for _, a := range writes {
		value := madeWhenMissing(f, a.Value)
		if v := Stored(value); v != nil && v.Kind == model.ExprNew {
			if class != "" && class != v.Class.Qualified {
				return rewritten // one of several classes, whichever the first caller chose
			}
			class = v.Class.Qualified
		}
		switch of := p.creation(value); of {
		case rewritten:
			return rewritten
		case sameAlways:
			if v := Stored(value); v.Kind != model.ExprNull {
				makers = append(makers, a)
			} else {
				dropped = true
			}
		default:
			makers = append(makers, a)
			k = max(k, of)
		}
	}
	// `x = null`: what was there is gone for everybody, unless it is made anew when it is missing.
	if len(makers) == 0 || dropped && k != statefulOne && !slices.ContainsFunc(makers, asksForNull) {
		return rewritten
	}
	for _, a := range f.Accesses {
		if k == madeOnce && a.Kind == model.Mutate && !a.Init {
			return rewritten
		}
	}
	return k
}

// madeWhenMissing is new X() in `x = x == null ? new X() : x`, the value of a write
// that keeps what field f holds already; it is e itself where e is nothing of the kind.
func madeWhenMissing(f *model.Field, e *model.Expr) *model.Expr {
	v := Stored(e)
	if v == nil || v.Kind != model.ExprTernary || len(v.Args) != 3 || !comparesWithNull(v.Args[0], f) {
		return e
	}
	switch {
	case refersTo(v.Args[2], f):
		return v.Args[1]
	case refersTo(v.Args[1], f):
		return v.Args[2]
	}
	return e
}

// comparesWithNull reports whether e is `f == null`, `null != f` or the like.
func comparesWithNull(e *model.Expr, f *model.Field) bool {
	e = e.Origin()
	if e == nil || e.Kind != model.ExprBinary || e.Op != "==" && e.Op != "!=" || len(e.Args) != 2 {
		return false
	}
	a, b := e.Args[0].Origin(), e.Args[1].Origin()
	return a != nil && b != nil && (a.Kind == model.ExprNull && refersTo(b, f) || b.Kind == model.ExprNull && refersTo(a, f))
}

// asksForNull reports whether the method that an access stands in compares anything with null.
func asksForNull(a *model.Access) bool {
	if a.In == nil {
		return false
	}
	code := codeOf(a.In)
	return code != nil && slices.ContainsFunc(code.Comparisons, func(u *model.Use) bool {
		return u.In == a.In && slices.ContainsFunc(u.Args, func(e *model.Expr) bool { return e.Kind == model.ExprNull })
	})
}

// creation judges one stored value.
func (p *Project) creation(value *model.Expr) kind {
	v := Stored(value)
	if v == nil {
		return rewritten
	}
	switch v.Kind {
	case model.ExprNull:
		return sameAlways
	case model.ExprTernary:
		if len(v.Args) == 3 {
			a, b := Stored(v.Args[1]), Stored(v.Args[2])
			if a == nil || b == nil || a.Kind == model.ExprNew && b.Kind == model.ExprNew && a.Class.Qualified != b.Class.Qualified {
				return rewritten
			}
			k, other := p.creation(a), p.creation(b)
			if k == rewritten || other == rewritten {
				return rewritten
			}
			return max(k, other)
		}
	case model.ExprNew:
		for _, arg := range v.Args {
			if _, constant := arg.Const(); !constant {
				return rewritten // made of what the first caller passed
			}
		}
		if p.Type(v.Class.Qualified) == nil {
			if v.Class.Known() && v.Body == nil && value.Unwrap().Kind != model.ExprLocal {
				return madeOnce
			}
			return rewritten // Map m = new HashMap(); m.put(..); x = m
		}
		return p.objectsOf(v.Class.Qualified)
	case model.ExprLocal, model.ExprCall:
		// `X local = x; if (local == null) { local = new X(); x = local; }`, `x = create()`:
		// any X will do when no X differs from another.
		if v.Param || v.Type == nil || v.Type.Dims > 0 || v.Kind == model.ExprCall && v.Decl == nil {
			return rewritten
		}
		t := p.Type(v.Type.Qualified)
		if t == nil || t.Kind != model.Class || t.Flags.Has(model.Abstract) || takesArguments(t) {
			return rewritten
		}
		return p.objectsOf(t.Name)
	}
	return rewritten
}

func takesArguments(t *model.Type) bool {
	for _, m := range t.Methods {
		if m.Name == "<init>" && len(m.Params) > 0 {
			return true
		}
	}
	return false
}

// objectsOf is what a field of nothing but new objects of the project's class is.
func (p *Project) objectsOf(class string) kind {
	t := p.Type(class)
	if p.State(t) != nil {
		return statefulOne
	}
	for _, c := range p.ancestors(t) {
		if c.Super != nil && c.Super.Qualified != "java.lang.Object" && p.Type(c.Super.Qualified) == nil {
			return madeOnce // what the superclass keeps we do not know
		}
	}
	return sameAlways
}
