package javaindex

import (
	"strings"

	"arklint/scanner/model"
)

// expr resolves the names in e, in class t of file u, and gives it its type.
func (l *Linker) expr(e *model.Expr, u *model.Unit, t *model.Type) {
	if e == nil {
		return
	}
	switch e.Kind {
	case model.ExprField, model.ExprCall: // a type that was resolved where it is declared
	default:
		l.ref(e.Type, u, t)
	}
	if e.On != nil {
		l.expr(e.On, u, t)
	}
	for _, a := range e.Args {
		l.expr(a, u, t)
	}
	if e.Init != nil {
		l.expr(e.Init, u, t)
	}
	switch e.Kind {
	case model.ExprLocal:
		if e.Type == nil && e.Init != nil && e.Init.Type != nil && e.Init.Type.Known() {
			e.Type = e.Init.Type
			if e.Init.Kind == model.ExprClass { // its Type is the X of X.class
				e.Type = class("java.lang.Class")
			}
		}
	case model.ExprField:
		if e.Field == nil {
			l.field(e, u, t)
		}
	case model.ExprCall:
		l.call(e, u, t)
	case model.ExprMethodRef:
		l.methodRef(e)
	case model.ExprNew:
		if e.Type != nil {
			e.Class = e.Type.Name
		}
	case model.ExprType:
		if e.Type != nil {
			e.Class = e.Type.Name
		}
	case model.ExprTernary:
		if len(e.Args) == 3 && e.Type == nil {
			e.Type = e.Args[1].Type
			if e.Type == nil {
				e.Type = e.Args[2].Type
			}
		}
	case model.ExprIndex:
		if e.On != nil && e.On.Type != nil && e.On.Type.Dims > 0 {
			element := *e.On.Type
			element.Dims--
			e.Type = &element
		}
	case model.ExprAssign:
		if len(e.Args) == 2 {
			e.Type = e.Args[0].Type
		}
	case model.ExprBinary:
		if e.Op == "+" && e.Type == nil {
			for _, a := range e.Args {
				if a.Type != nil && a.Type.Qualified == "java.lang.String" {
					e.Type = stringType
				}
			}
		}
	case model.ExprSuper:
		if e.Type == nil && t != nil && t.Super != nil {
			e.Type = t.Super
		}
	}
}

// field resolves a name that is no local and no field of the file's own
// classes in sight: an inherited or statically imported field, a field of what
// stands before the dot, or a class name after all.
func (l *Linker) field(e *model.Expr, u *model.Unit, t *model.Type) {
	if e.On == nil {
		for c := t; c != nil; c = c.Outer {
			if f := l.findField(c, e.Name, 0); f != nil {
				setField(e, f)
				return
			}
		}
		if l.staticImport(e, u) {
			return
		}
		if n := l.simpleType(e.Name, u, t); n.Known() {
			e.Kind, e.Class, e.Type = model.ExprType, n, &model.TypeRef{Name: n}
		}
		return
	}
	switch on := e.On; {
	case on.Kind == model.ExprType:
		if owner := l.lookup(on.Class.Qualified, u.App); owner != nil {
			if f := l.findField(owner, e.Name, 0); f != nil {
				setField(e, f)
				return
			}
			if n := l.memberType(owner, e.Name); n.Known() && e.Name != owner.Simple {
				e.Kind, e.Class, e.Type = model.ExprType, n, &model.TypeRef{Name: n}
				return
			}
		}
		if nested := on.Class.Qualified + "." + e.Name; l.vocab.classes[nested] || capital(e.Name) && strings.ToUpper(e.Name) != e.Name {
			n := model.Name{Text: e.Name, Qualified: nested, By: on.Class.By}
			e.Kind, e.Class, e.Type = model.ExprType, n, &model.TypeRef{Name: n}
			return
		}
		e.Class = on.Class
		e.Type = libraryField(on.Class.Qualified, e.Name)
	case on.Kind == model.ExprField && on.Field == nil && !on.Class.Known():
		// a.b.C: packages as far as nothing else is known.
		text := dottedText(e)
		if text == "" {
			return
		}
		if l.lookup(text, u.App) != nil || l.vocab.classes[text] || looksQualified(text) {
			n := model.Name{Text: text, Qualified: text, By: model.Written}
			e.Kind, e.Class, e.Type = model.ExprType, n, &model.TypeRef{Name: n}
		}
	case on.Type != nil && on.Type.Known() && on.Type.Dims == 0:
		e.Class = on.Type.Name
		if owner := l.lookup(on.Type.Qualified, u.App); owner != nil {
			if f := l.findField(owner, e.Name, 0); f != nil {
				setField(e, f)
			}
		}
	}
}

// dottedText is a.b.C for a chain of unresolved names, "" for anything else.
func dottedText(e *model.Expr) string {
	var parts []string
	for ; e != nil; e = e.On {
		if e.Kind != model.ExprField || e.Field != nil {
			return ""
		}
		parts = append(parts, e.Name)
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return strings.Join(parts, ".")
}

func (l *Linker) staticImport(e *model.Expr, u *model.Unit) bool {
	for _, imp := range u.Imports {
		if !imp.Static {
			continue
		}
		class := imp.Name
		if !imp.OnDemand {
			var last string
			if class, last = splitLast(imp.Name); last != e.Name {
				continue
			}
		}
		if owner := l.lookup(class, u.App); owner != nil {
			if f := l.findField(owner, e.Name, 0); f != nil {
				setField(e, f)
				return true
			}
			continue
		}
		if imp.OnDemand && !l.vocab.fields[e.Name] {
			continue // a library class may have such a field, or not
		}
		if imp.OnDemand && !l.vocab.classes[class] {
			continue
		}
		e.Class = model.Name{Text: class, Qualified: class, By: model.Imported}
		e.Type = libraryField(class, e.Name)
		return true
	}
	return false
}

const maxInheritance = 32

// findField finds a field of t or of its supertypes in the project.
func (l *Linker) findField(t *model.Type, name string, depth int) *model.Field {
	if f := t.Field(name); f != nil {
		return f
	}
	if depth > maxInheritance {
		return nil
	}
	for _, s := range l.supers(t) {
		if f := l.findField(s, name, depth+1); f != nil && (!f.Flags.Has(model.Private) || s.Top() == t.Top()) {
			return f
		}
	}
	return nil
}

// findMethod finds the method of t or of its supertypes that a call with argc
// arguments means. It is nil when overloads of that number cannot be told
// apart; declared tells whether any method has the name.
func (l *Linker) findMethod(t *model.Type, name string, argc, depth int) (found *model.Method, declared bool) {
	matches := 0
	for _, m := range t.Methods {
		if m.Name != name {
			continue
		}
		declared = true
		if n := int(m.Arity); n == argc || m.Varargs && argc >= n-1 {
			found = m
			matches++
		}
	}
	if matches == 1 {
		return found, true
	}
	if matches > 1 {
		return nil, true
	}
	if depth > maxInheritance {
		return nil, declared
	}
	for _, s := range l.supers(t) {
		if m, d := l.findMethod(s, name, argc, depth+1); d {
			return m, true
		}
	}
	return nil, declared
}

// call gives a call its class, its method and its type.
func (l *Linker) call(e *model.Expr, u *model.Unit, t *model.Type) {
	switch {
	case e.On == nil:
		l.unqualified(e, u, t)
	case e.On.Kind == model.ExprType:
		e.Class = e.On.Class
		if owner := l.lookup(e.Class.Qualified, u.App); owner != nil {
			var declared bool
			if e.Decl, declared = l.findMethod(owner, e.Name, len(e.Args), 0); !declared {
				l.libraryMember(e, owner)
			}
		}
	case e.On.Kind == model.ExprClass: // its Type is the class it names
		e.Class = classType.Name
	case e.On.Type != nil && e.On.Type.Dims == 0:
		e.Class = e.On.Type.Name
		if owner := l.lookup(e.Class.Qualified, u.App); owner != nil {
			var declared bool
			if e.Decl, declared = l.findMethod(owner, e.Name, len(e.Args), 0); !declared {
				l.libraryMember(e, owner)
			}
		}
	}
	switch {
	case e.Decl != nil && e.Decl.Return != nil:
		e.Type = e.Decl.Return
		l.ref(e.Type, e.Decl.Owner.Unit, e.Decl.Owner)
	case e.Class.Known():
		e.Type = libraryReturn(e.Class.Qualified, e.Name, e)
	}
	if e.Type == nil && anyReceiver[e.Name] != nil {
		e.Type = anyReceiver[e.Name]
	}
}

// unqualified finds out whose method f() is: one of this class or an enclosing
// one (JLS 15.12.1), else a statically imported one, else one that a library
// superclass may declare.
func (l *Linker) unqualified(e *model.Expr, u *model.Unit, t *model.Type) {
	for c := t; c != nil; c = c.Outer {
		if m, declared := l.findMethod(c, e.Name, len(e.Args), 0); declared {
			e.Decl = m
			e.Class = model.Name{Text: c.Simple, Qualified: c.Name, By: model.Nested}
			if m != nil {
				e.Class.Qualified = m.Owner.Name
			}
			return
		}
	}
	for _, imp := range u.Imports {
		if !imp.Static {
			continue
		}
		class, last := imp.Name, e.Name
		if !imp.OnDemand {
			class, last = splitLast(imp.Name)
		}
		if last != e.Name {
			continue
		}
		if owner := l.lookup(class, u.App); owner != nil {
			m, declared := l.findMethod(owner, e.Name, len(e.Args), 0)
			if !declared {
				continue
			}
			e.Decl, e.Class = m, model.Name{Text: class, Qualified: class, By: model.Imported}
			return
		}
		if imp.OnDemand && !l.vocab.classes[class] {
			continue
		}
		e.Class = model.Name{Text: class, Qualified: class, By: model.Imported}
		return
	}
	for c := t; c != nil; c = c.Outer {
		if l.libraryMember(e, c) {
			return
		}
	}
}

// libraryMember gives e the library class that t extends, when there is just
// one: what t does not declare, that may.
func (l *Linker) libraryMember(e *model.Expr, t *model.Type) bool {
	for range maxInheritance {
		if t.Super == nil {
			e.Class = model.Name{Text: "Object", Qualified: "java.lang.Object", By: model.JavaLang}
			if !objectMethods[e.Name] {
				e.Class = model.Name{}
				return false
			}
			return true
		}
		next := l.lookup(t.Super.Qualified, t.Unit.App)
		if next == nil || next == t {
			e.Class = t.Super.Name
			if e.Class.Known() {
				e.Class.By = model.Inherited
			}
			return e.Class.Known()
		}
		t = next
	}
	return false
}

var objectMethods = map[string]bool{"getClass": true, "hashCode": true, "equals": true, "toString": true, "notify": true, "notifyAll": true, "wait": true, "clone": true}

func (l *Linker) methodRef(e *model.Expr) {
	if e.On == nil {
		return
	}
	switch {
	case e.On.Kind == model.ExprType:
		e.Class = e.On.Class
	case e.On.Kind == model.ExprClass:
		e.Class = classType.Name
	case e.On.Type != nil && e.On.Type.Dims == 0:
		e.Class = e.On.Type.Name
	}
}

// classType is the type of X.class.
var classType = class("java.lang.Class")
