package state

import (
	"cmp"
	"slices"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// A Trait is what makes objects of a class of the project keep state: an instance
// field that gets another value, or other content, after the object is made.
type Trait struct {
	Field  *model.Field
	Method string        // what changes its content: "put", "element"; "" when the field gets another value
	In     *model.Method // where, as far as that is known
	// Leak: it only remembers under a class members of that class, which keep the
	// class loader of an uninstalled module alive and harm no other.
	Leak bool
}

// State returns what makes objects of class t keep state, nil for a stateless
// class. The state of superclasses counts, and that of the project's objects which t's
// objects hold.
func (p *Project) State(t *model.Type) *Trait {
	return p.search(t, p.ownState, p.objects)
}

// byFieldsAlone is State told from the fields alone that get another value or other content: it
// does not ask, as State does, which of the project's objects in them are called. Classes
// may hold each other in a circle.
func (p *Project) byFieldsAlone(t *model.Type) *Trait { return p.search(t, p.plainState, p.holding) }

// search looks for what own says of t, its superclasses and the project's classes in
// their fields, the nearest first.
func (p *Project) search(t *model.Type, own func(*model.Type) *Trait, memo map[*model.Type]*Trait) *Trait {
	if t == nil {
		return nil
	}
	if found, ok := memo[t]; ok {
		return found
	}
	var leak *Trait
	seen := []*model.Type{t}
	for i := 0; i < len(seen); i++ {
		for _, class := range p.ancestors(seen[i]) {
			if s := own(class); s != nil && !s.Leak {
				memo[t] = s
				return s
			} else if leak == nil {
				leak = s
			}
			for _, f := range class.Fields {
				if f.Flags.Has(model.Static) || f.Type == nil || f.Type.Dims > 0 {
					continue
				}
				if held := p.Type(f.Type.Qualified); held != nil && !slices.Contains(seen, held) {
					seen = append(seen, held)
				}
			}
		}
	}
	memo[t] = leak
	return leak
}

// ownState is what the fields that t itself declares tell.
func (p *Project) ownState(t *model.Type) *Trait { return p.fields(t, p.trait, p.own) }

// plainState is the same without what the project's objects in those fields do.
func (p *Project) plainState(t *model.Type) *Trait { return p.fields(t, p.plainTrait, p.plain) }

func (p *Project) fields(t *model.Type, trait func(*model.Field) *Trait, memo map[*model.Type]*Trait) *Trait {
	if found, ok := memo[t]; ok {
		return found
	}
	var found *Trait
	for _, f := range t.Fields {
		if f.Flags.Has(model.Static) {
			continue
		}
		if s := trait(f); s != nil && (found == nil || !s.Leak) {
			if found = s; !s.Leak {
				break
			}
		}
	}
	if found == nil {
		found = p.handedOn(t)
	}
	memo[t] = found
	return found
}

// handedOn looks for a container of t's that t hands to a method which changes it, once
// the object is made: a private method may serve its constructors alone.
func (p *Project) handedOn(t *model.Type) *Trait {
	holds := func(f *model.Field) bool {
		if f.Flags.Has(model.Static) || f.Type == nil || len(f.Changes) > 0 {
			return false
		}
		c, _ := p.Container(f.Type)
		return c != nil && keeps(Change{What: c}) && !p.KeyedByLoader(f.Type) && !p.MetadataByClass(f.Type)
	}
	if !slices.ContainsFunc(t.Fields, holds) {
		return nil
	}
	code := t.Unit.App.Code(t.Unit)
	if code == nil {
		return nil
	}
	for _, m := range t.Methods {
		if m.Name == "<init>" || m.Flags.Has(model.Private) {
			continue
		}
		for _, u := range code.Of(m) {
			if u.Decl == nil {
				continue
			}
			for i, arg := range u.Args {
				for _, e := range choices(arg.Origin(), 0) {
					if e == nil || e.Kind != model.ExprField || e.Field == nil || e.Field.Owner != t || !holds(e.Field) {
						continue
					}
					if c, ok := p.changesParam(u.Decl, i, e.Field.Type, 0); ok {
						return &Trait{Field: e.Field, Method: cmp.Or(c.Method, "element"), In: m}
					}
				}
			}
		}
	}
	return nil
}

// trait judges one instance field.
func (p *Project) trait(f *model.Field) *Trait {
	return p.judge(f, func(m model.Mutation) *Trait {
		if held := p.Type(f.Type.Qualified); held != nil && p.declares(held, m.Method) {
			if s := p.byFieldsAlone(held); s != nil {
				return &Trait{Field: f, Method: m.Method, In: m.In, Leak: s.Leak}
			}
		}
		return nil
	})
}

func (p *Project) plainTrait(f *model.Field) *Trait {
	return p.judge(f, func(model.Mutation) *Trait { return nil })
}

// judge judges one instance field; ofObject, what a call on the project's object in it does.
func (p *Project) judge(f *model.Field, ofObject func(model.Mutation) *Trait) *Trait {
	if f.Changed || f.Flags.Has(model.Volatile) || settable(f) {
		return &Trait{Field: f}
	}
	if len(f.Changes) == 0 || f.Type == nil || p.KeyedByLoader(f.Type) {
		return nil
	}
	byClass := p.MetadataByClass(f.Type)
	if byClass && !p.membersByClass(f.Type) {
		return nil // numbers and names hold on to nothing; whether the keys do we do not see
	}
	for _, m := range f.Changes {
		if s := ofObject(m); s != nil {
			return s
		}
		if c, ok := p.Change(f.Type, m.Method, m.Argc); ok && keeps(c) && !(c.What != nil && c.What.PerThread && p.cleared(f)) {
			return &Trait{Field: f, Method: cmp.Or(c.Method, "element"), In: m.In, Leak: byClass}
		}
	}
	return nil
}

// keeps: a thread pool that runs a task, a lock that is taken, keep nothing of it.
func keeps(c Change) bool { return c.What == nil || !c.What.Pool && !c.What.Gate }

// cleared reports whether a thread local carries nothing from one use to the next: somebody
// removes its value, or it is a tool that every use begins anew.
func (p *Project) cleared(f *model.Field) bool {
	if _, args := p.Container(f.Type); len(args) == 1 && known.PerThreadTool(referred(args[0])) {
		return true
	}
	return slices.ContainsFunc(f.Changes, func(m model.Mutation) bool { return m.Method == "remove" })
}

// declares reports whether t or a superclass in the project has a method of that name.
func (p *Project) declares(t *model.Type, method string) bool {
	return slices.ContainsFunc(p.ancestors(t), func(c *model.Type) bool {
		return slices.ContainsFunc(c.Methods, func(m *model.Method) bool { return m.Name == method })
	})
}

// settable: Lombok writes a setter.
func settable(f *model.Field) bool {
	if f.Flags.Has(model.Final) {
		return false
	}
	for _, name := range []string{"lombok.Setter", "lombok.Data"} {
		if _, ok := f.Annotation(name); ok {
			return true
		}
		if _, ok := f.Owner.Annotation(name); ok {
			return true
		}
	}
	return false
}

// Made are the classes of the project's objects that f comes to hold: those that
// its values are made of, or else its declared class. It is nil where that is not known.
func (p *Project) Made(f *model.Field) []*model.Type {
	if f.Type == nil || f.Type.Dims > 0 {
		return nil
	}
	var out []*model.Type
	values := []*model.Expr{f.Init}
	for _, a := range f.Accesses {
		if a.Kind == model.Assign {
			values = append(values, a.Value)
		}
	}
	for _, v := range values {
		for _, t := range p.made(f, v, 0) {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	if t := p.Type(f.Type.Qualified); len(out) == 0 && t != nil && concrete(t) && !alias(f.Init) {
		out = append(out, t)
	}
	return out
}

// alias reports whether e is what another static field holds: that field speaks for it.
func alias(e *model.Expr) bool {
	return slices.ContainsFunc(choices(Stored(e), 0), func(e *model.Expr) bool {
		switch {
		case e == nil:
			return false
		case e.Kind == model.ExprCall:
			return e.Decl != nil && e.Decl.Gives != nil && e.Decl.Gives.Flags.Has(model.Static)
		}
		return e.Kind == model.ExprField && e.Field != nil && e.Field.Flags.Has(model.Static)
	})
}

func (p *Project) made(f *model.Field, v *model.Expr, depth int) []*model.Type {
	v = Stored(v)
	if v == nil {
		return nil
	}
	switch v.Kind {
	case model.ExprNew:
		if v.Body != nil {
			return []*model.Type{v.Body}
		}
		for _, t := range f.Owner.Nested {
			if t.Anonymous && t.Whole.End == v.At.End && t.Unit.File == v.At.File {
				return []*model.Type{t}
			}
		}
		if t := p.Type(v.Class.Qualified); t != nil {
			return []*model.Type{t}
		}
	case model.ExprTernary:
		if len(v.Args) == 3 {
			return append(p.made(f, v.Args[1], depth), p.made(f, v.Args[2], depth)...)
		}
	case model.ExprCall:
		if alias(v) {
			return nil
		}
		if v.Decl != nil && v.Decl.Return != nil && v.Decl.Return.Dims == 0 && depth < maxFactories {
			switch t := p.Type(v.Decl.Return.Qualified); {
			case t == nil:
			case concrete(t):
				return []*model.Type{t}
			default:
				return p.returned(f, v.Decl, depth+1)
			}
		}
	}
	return nil
}

// maxFactories is how many methods may hand on what another one made.
const maxFactories = 3

// returned are the classes of the objects that a method which promises an interface returns.
func (p *Project) returned(f *model.Field, m *model.Method, depth int) []*model.Type {
	code := codeOf(m)
	if code == nil {
		return nil
	}
	var out []*model.Type
	for _, r := range code.Returns {
		if r.In == m && !r.Lambda {
			out = append(out, p.made(f, r.Value, depth)...)
		}
	}
	return out
}

func concrete(t *model.Type) bool {
	return t.Kind != model.Interface && t.Kind != model.AnnotationType && !t.Flags.Has(model.Abstract)
}
