package duplicateclass

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// An api is what base-loaded classes offer that has to do with a twin.
type api struct {
	bonds map[*model.Method]ties
	words map[string]bool // one of which a file has that uses such a method
}

// ties are how a method of the base needs twins to be its own.
type ties map[*twin]tie

type tie struct {
	bond  bond
	class string // the twin, or a class of it
}

// api reads those files of the base that name a twin.
func (b *border) api() *api {
	out := &api{bonds: map[*model.Method]ties{}, words: map[string]bool{}}
	simple := map[string]bool{}
	for _, t := range b.twins {
		simple[t.own.Simple] = true
	}
	for name := range b.packages {
		simple[name[strings.LastIndexByte(name, '.')+1:]] = true
	}
	for _, app := range b.base {
		byUnit := map[*model.Unit]*model.Code{}
		for _, t := range app.Types() {
			if t.Local || t.Anonymous || b.mine[t.Top().Name] || len(t.Methods) == 0 {
				continue
			}
			code, read := byUnit[t.Unit]
			if !read {
				if mentions(t.Unit, simple) {
					code = app.Code(t.Unit)
				}
				byUnit[t.Unit] = code
			}
			if code == nil {
				continue
			}
			for _, m := range t.Methods {
				if bonds := b.bonds(m, code); len(bonds) > 0 && !m.Flags.Has(model.Private) {
					out.bonds[m] = bonds
					out.words[word(m)] = true
				}
			}
		}
	}
	return out
}

// word is what a call of m is spelled with.
func word(m *model.Method) string {
	if m.Name == "<init>" {
		return m.Owner.Simple
	}
	return m.Name
}

// bonds are the twins that m has to do with.
func (b *border) bonds(m *model.Method, code *model.Code) ties {
	out := ties{}
	add := func(name string, how bond) {
		if t := b.twinOf(name); t != nil && out[t].bond < how {
			out[t] = tie{how, name}
		}
	}
	var inType func(ref *model.TypeRef, how bond)
	inType = func(ref *model.TypeRef, how bond) {
		if ref == nil {
			return
		}
		add(ref.Qualified, how)
		for _, a := range ref.Args {
			inType(a, holds)
		}
	}
	inType(m.Return, names)
	for _, p := range code.Params[m] {
		inType(p.Type, names)
	}
	var cast func(e *model.Expr)
	cast = func(e *model.Expr) {
		if e == nil {
			return
		}
		if e.Kind == model.ExprCast && e.Type != nil {
			// Parameters of lambdas are not what the caller hands over.
			from := e.On.Origin()
			if from != nil && from.Param && slices.ContainsFunc(code.Params[m], func(p model.Param) bool { return p.Name == from.Name }) {
				add(e.Type.Qualified, casts)
			}
		}
		cast(e.On)
		cast(e.Init)
		for _, a := range e.Args {
			cast(a)
		}
	}
	for _, u := range code.Of(m) {
		cast(u.Expr)
	}
	body := code.Bodies[m] // with its lambdas and local classes
	for _, a := range code.Accesses {
		if a.At.Start >= body.Start && a.At.End <= body.End {
			cast(a.Value)
		}
	}
	for _, r := range code.Returns {
		if r.Value.At.Start >= body.Start && r.Value.At.End <= body.End {
			cast(r.Value)
		}
	}
	return out
}

// target is the method of api that use calls, nil where it is another one or not known.
func (b *border) target(u *model.Use, api *api) *model.Method {
	if u.Decl != nil {
		if api.bonds[u.Decl] == nil {
			return nil
		}
		return u.Decl
	}
	name := u.Name
	switch u.Kind {
	case model.ExprNew:
		name = "<init>"
	case model.ExprCall, model.ExprMethodRef:
	default:
		return nil
	}
	class := u.Class.Qualified
	if class == "" && u.Kind == model.ExprNew && u.Expr.Type != nil {
		class = u.Expr.Type.Qualified
	}
	t := b.shared(class)
	if t == nil {
		return nil
	}
	// Overloads that cannot be told apart count when each of them has to do with a twin.
	var found *model.Method
	for _, m := range t.Methods {
		if m.Name != name || u.Kind != model.ExprMethodRef && int(m.Arity) != len(u.Args) && !m.Varargs {
			continue
		}
		if api.bonds[m] == nil {
			return nil
		}
		if found == nil {
			found = m
		}
	}
	return found
}

// inherited are the methods of api that t, a class of the module, overrides or
// implements from classes and interfaces of the base: the JVM compares their signatures
// when it links t.
func (b *border) inherited(t *model.Type, api *api) []*model.Method {
	var out []*model.Method
	var from func(sub *model.Type, depth int)
	from = func(sub *model.Type, depth int) {
		supers := sub.Interfaces
		if sub.Super != nil {
			supers = append([]*model.TypeRef{sub.Super}, supers...)
		}
		for _, ref := range supers {
			super := b.shared(ref.Qualified)
			if super == nil || depth > 8 {
				continue
			}
			for _, m := range super.Methods {
				if api.bonds[m] != nil && !m.Flags.Has(model.Static) && declares(t, m) {
					out = append(out, m)
				}
			}
			from(super, depth+1)
		}
	}
	from(t, 0)
	return out
}

// declares reports whether t has a method of m's name and number of parameters.
func declares(t *model.Type, m *model.Method) bool {
	return m.Name != "<init>" && slices.ContainsFunc(t.Methods, func(own *model.Method) bool {
		return own.Name == m.Name && own.Arity == m.Arity
	})
}
