package javaindex

import (
	"strconv"
	"strings"

	"arklint/scanner/model"
)

// expr resolves the names in e, in class t of file u, and gives it its type.
func (l *Linker) expr(e *model.Expr, u *model.Unit, t *model.Type) {
	if e == nil {
		return
	}
	switch e.Kind {
	case model.ExprField, model.ExprCall, model.ExprElement: // a type that was resolved where it is declared
	default:
		l.ref(e.Type, u, t)
	}
	l.expr(e.On, u, t)
	for _, a := range e.Args {
		l.expr(a, u, t)
	}
	l.expr(e.Init, u, t)
	switch e.Kind {
	case model.ExprLocal:
		if e.Type == nil && e.Init != nil {
			if t := typeOf(e.Init); t != nil && t.Known() { // an unknown one would be looked up in the wrong file
				e.Type = t
			}
		}
		if e.On != nil {
			e.Type, e.On = typeOf(e.On), nil
		}
	case model.ExprElement:
		e.Type = l.element(typeOf(e.On), u.App)
	case model.ExprField:
		if e.Field == nil {
			l.field(e, u, t)
		} else if e.On != nil && e.On.Type != nil {
			e.Type = l.fieldType(e.Field, e.On.Type, u.App)
		}
	case model.ExprCall:
		l.call(e, u, t)
	case model.ExprMethodRef:
		l.methodRef(e, u.App)
	case model.ExprNew, model.ExprType:
		if e.Type != nil {
			e.Class = e.Type.Name
		}
	case model.ExprTernary:
		if len(e.Args) == 3 && e.Type == nil {
			e.Type = l.common(e.Args[1:], u.App)
		}
	case model.ExprSwitch:
		if e.Type == nil {
			e.Type = l.common(e.Args, u.App)
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
				if a.Type != nil && a.Type.Qualified == "java.lang.String" && a.Type.Dims == 0 {
					e.Type = stringType
				}
			}
		}
	case model.ExprSuper:
		if e.Type == nil && t != nil && t.Super != nil {
			e.Type = t.Super
		} else if e.Type == nil {
			e.Type = objectType
		}
	case model.ExprOther:
		switch e.Op {
		case opParameter:
			e.Type = l.parameter(e, u, t)
		case opComponent:
			e.Type = l.component(e, u)
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
				e.Type = l.fieldType(f, selfRef(c), u.App)
				return
			}
		}
		if l.staticImport(e, u) || l.lombokLogger(e, t) {
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
		if nested := on.Class.Qualified + "." + e.Name; l.libraryField(on.Class.Qualified, e.Name) == nil && (l.vocab.classes[nested] || capital(e.Name) && strings.ToUpper(e.Name) != e.Name) {
			n := model.Name{Text: e.Name, Qualified: nested, By: on.Class.By}
			e.Kind, e.Class, e.Type = model.ExprType, n, &model.TypeRef{Name: n}
			return
		}
		e.Class = on.Class
		e.Type = l.libraryField(on.Class.Qualified, e.Name)
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
				e.Type = l.fieldType(f, on.Type, u.App)
			}
		}
	}
}

// fieldType is the type of f as a member of an object of type on.
func (l *Linker) fieldType(f *model.Field, on *model.TypeRef, app *model.App) *model.TypeRef {
	if f.Type == nil || !hasVariable(f.Type) {
		return f.Type
	}
	if owner := l.asSuper(on, f.Owner.Name, app, 0); owner != nil {
		return substitute(f.Type, paramNames(f.Owner.TypeParams), owner.Args)
	}
	return f.Type
}

// lombokLoggers are the annotations that give a class a static field `log`
// (Lombok 1.18), and its type.
var lombokLoggers = map[string]*model.TypeRef{
	"lombok.extern.slf4j.Slf4j":              class("org.slf4j.Logger"),
	"lombok.extern.slf4j.XSlf4j":             class("org.slf4j.ext.XLogger"),
	"lombok.extern.log4j.Log4j2":             class("org.apache.logging.log4j.Logger"),
	"lombok.extern.log4j.Log4j":              class("org.apache.log4j.Logger"),
	"lombok.extern.java.Log":                 class("java.util.logging.Logger"),
	"lombok.extern.apachecommons.CommonsLog": class("org.apache.commons.logging.Log"),
}

func (l *Linker) lombokLogger(e *model.Expr, t *model.Type) bool {
	if e.Name != "log" {
		return false
	}
	for ; t != nil; t = t.Outer {
		for _, a := range t.Annotations {
			if logger := lombokLoggers[a.Name.Qualified]; logger != nil {
				e.Type, e.Class = logger, selfRef(t).Name
				return true
			}
		}
	}
	return false
}

// component is the type of a component of the record e.Type.
func (l *Linker) component(e *model.Expr, u *model.Unit) *model.TypeRef {
	if e.Type == nil || !e.Type.Known() {
		return nil
	}
	t := l.lookup(e.Type.Qualified, u.App)
	i, err := strconv.Atoi(e.Value)
	if t == nil || err != nil {
		return nil
	}
	for _, f := range t.Fields {
		if f.Flags.Has(model.Static) {
			continue
		}
		if i == 0 {
			return l.fieldType(f, e.Type, u.App)
		}
		i--
	}
	return nil
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
		if imp.OnDemand && !(l.vocab.fields[e.Name] && l.vocab.classes[class]) && l.libraryField(class, e.Name) == nil {
			continue // a library class may have such a field, or not
		}
		e.Class = model.Name{Text: class, Qualified: class, By: model.Imported}
		e.Type = l.libraryField(class, e.Name)
		return true
	}
	return false
}

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
