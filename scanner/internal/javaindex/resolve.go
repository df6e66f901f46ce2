package javaindex

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// ref resolves a type reference in place. References are shared, so it is
// mostly done already.
func (l *Linker) ref(r *model.TypeRef, u *model.Unit, t *model.Type) {
	if r == nil {
		return
	}
	switch {
	case r.By == model.Pending && r.Text == unionText:
		for _, a := range r.Args {
			l.ref(a, u, t)
		}
		r.Name, r.Args = l.union(r.Args, u.App), nil
	case r.By == model.Pending:
		r.Name = l.typeName(r.Text, u, t)
	case r.By == model.TypeVariable && r.Qualified == "" && len(r.Args) == 1:
		l.bound(r, u, t)
		return
	}
	for _, a := range r.Args {
		l.ref(a, u, t)
	}
}

// union names the nearest class that all alternatives of a catch extend.
func (l *Linker) union(alternatives []*model.TypeRef, app *model.App) model.Name {
	for c := alternatives[0]; c != nil && c.Known(); {
		if !slices.ContainsFunc(alternatives, func(a *model.TypeRef) bool { return l.asSuper(a, c.Qualified, app, 0) == nil }) {
			return c.Name
		}
		supers := l.supersOf(c, app)
		if len(supers) == 0 {
			break
		}
		c = supers[0]
	}
	return throwableType.Name
}

// bound resolves a type variable to its bound.
func (l *Linker) bound(r *model.TypeRef, u *model.Unit, t *model.Type) {
	bound := r.Args[0]
	r.Qualified, r.Args = "java.lang.Object", nil // when the bound leads back here
	l.ref(bound, u, t)
	r.Qualified, r.Args = bound.Qualified, bound.Args
	if !bound.Known() {
		r.Args = nil
	}
}

// typeName resolves a type name as written in class t (nil at the top level)
// of file u, in the order of JLS 6.4.1 and 6.5.5: member classes of t and of
// what encloses it, the file's own and imported classes, the package, imports
// on demand and java.lang.
func (l *Linker) typeName(text string, u *model.Unit, t *model.Type) model.Name {
	first, rest, dotted := strings.Cut(text, ".")
	name := l.simpleType(first, u, t)
	if !dotted {
		name.Text = text
		return name
	}
	if name.Known() {
		return l.member(name, text, rest, u)
	}
	if l.lookup(text, u.App) != nil || l.vocab.classes[text] || looksQualified(text) {
		return model.Name{Text: text, Qualified: text, By: model.Written}
	}
	return model.Name{Text: text}
}

// member resolves rest, the names behind the class outer, in text: their
// classes may be inherited ones.
func (l *Linker) member(outer model.Name, text, rest string, u *model.Unit) model.Name {
	out := model.Name{Text: text, Qualified: outer.Qualified, By: outer.By}
	for part := range strings.SplitSeq(rest, ".") {
		if t := l.lookup(out.Qualified, u.App); t != nil {
			if n := l.declaredMember(t, part, 0); n.Known() {
				out.Qualified = n.Qualified
				continue
			}
		}
		out.Qualified += "." + part
	}
	return out
}

// looksQualified reports whether a dotted name has the form of a class name
// with its package: lower-case elements, then capitalised ones. Every Java
// naming convention since JLS 6.1 has it so; a name that does not is left
// unresolved.
func looksQualified(text string) bool {
	upper, lower := false, false
	for len(text) > 0 {
		part, rest, _ := strings.Cut(text, ".")
		if part == "" {
			return false
		}
		switch c := part[0]; {
		case c >= 'A' && c <= 'Z':
			upper = true
		case upper:
			return false
		default:
			lower = true
		}
		text = rest
	}
	return upper && lower
}

func (l *Linker) simpleType(name string, u *model.Unit, t *model.Type) model.Name {
	for ; t != nil; t = t.Outer {
		if n := l.memberType(t, name); n.Known() {
			return n
		}
	}
	if l.unit != u {
		l.unit = u
		clear(l.names)
	}
	if n, ok := l.names[name]; ok {
		return n
	}
	n := l.unitType(name, u)
	n.Text = name
	l.names[name] = n
	return n
}

// memberType resolves a member class of t: its own or an inherited one.
func (l *Linker) memberType(t *model.Type, name string) model.Name {
	if t.Simple == name {
		return model.Name{Text: name, Qualified: t.Name, By: model.Nested}
	}
	return l.declaredMember(t, name, 0)
}

func (l *Linker) declaredMember(t *model.Type, name string, depth int) model.Name {
	for _, m := range t.Nested {
		if m.Simple == name && !m.Anonymous && !m.Local {
			by := model.Nested
			if depth > 0 {
				by = model.Inherited
			}
			return model.Name{Text: name, Qualified: m.Name, By: by}
		}
	}
	if depth < maxInheritance {
		for _, s := range l.supers(t) {
			if n := l.declaredMember(s, name, depth+1); n.Known() {
				return n
			}
		}
	}
	return model.Name{}
}

// supers returns the supertypes of t that the project declares. A cycle of
// inheritance, which only broken code has, ends where it closes.
func (l *Linker) supers(t *model.Type) []*model.Type {
	if t.Super == nil && len(t.Interfaces) == 0 {
		return nil
	}
	if out, ok := l.parents[t]; ok || l.closed {
		return out
	}
	l.parents[t] = nil
	var out []*model.Type
	add := func(r *model.TypeRef) {
		if r == nil {
			return
		}
		if r.By == model.Pending {
			// The names of supertypes mean what they mean outside of t (JLS 8.1.4).
			if n := l.typeName(r.Text, t.Unit, t.Outer); n.Known() {
				r.Name = n
			}
		}
		if s := l.lookup(r.Qualified, t.Unit.App); s != nil && s != t {
			out = append(out, s)
		}
	}
	add(t.Super)
	for _, i := range t.Interfaces {
		add(i)
	}
	l.parents[t] = out
	return out
}

func (l *Linker) unitType(name string, u *model.Unit) model.Name {
	for _, t := range u.Types {
		if t.Simple == name {
			return model.Name{Qualified: t.Name, By: model.SamePackage}
		}
	}
	for _, imp := range u.Imports {
		if imp.OnDemand || imp.Module {
			continue
		}
		if before, last := splitLast(imp.Name); last == name {
			if imp.Static && l.lookup(imp.Name, u.App) == nil && !(looksQualified(before) && capital(last)) {
				continue // a static import of a member, not of a class
			}
			return model.Name{Qualified: imp.Name, By: model.Imported}
		}
	}
	own := name
	if u.Package != "" {
		own = u.Package + "." + name
	}
	if l.lookup(own, u.App) != nil {
		return model.Name{Qualified: own, By: model.SamePackage}
	}
	for _, imp := range u.Imports {
		if !imp.OnDemand {
			if imp.Module && jdkModuleHas(imp.Name, name) != "" {
				return model.Name{Qualified: jdkModuleHas(imp.Name, name), By: model.Wildcard}
			}
			continue
		}
		full := imp.Name + "." + name
		if l.lookup(full, u.App) != nil || l.vocab.classes[full] || jdkHas(imp.Name, name) || l.library(full) != nil {
			return model.Name{Qualified: full, By: model.Wildcard}
		}
	}
	if jdkHas("java.lang", name) {
		return model.Name{Qualified: "java.lang." + name, By: model.JavaLang}
	}
	return model.Name{}
}

func capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }
