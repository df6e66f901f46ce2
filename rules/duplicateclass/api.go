package duplicateclass

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// An api is what base-loaded classes offer that has to do with a twin.
type api struct {
	bonds map[*model.Method][]tied
	// callbacks are methods that take an interface which a lambda can implement and whose
	// method has a bond: by parameter.
	callbacks map[*model.Method]map[int]*model.Method
	words     map[string]bool // one of which a file has that uses such a method
	twins     []*twin         // that the bonds are with
}

// A tie is how a method of the base needs a twin to be its own.
type tie struct {
	bond  bond
	class string // the twin, or a class of it
}

type tied struct {
	tie
	twin *twin
}

// An offer is a file of base-loaded classes and those of its methods that others may call.
type offer struct {
	app     *model.App
	unit    *model.Unit
	methods []*model.Method
}

// offering are the base-loaded files that have such methods.
func (b *border) offering() []offer {
	var out []offer
	for _, app := range b.base {
		byUnit := map[*model.Unit]int{}
		for _, t := range app.Types() {
			if t.Local || t.Anonymous || b.mine[t.Top().Name] {
				continue
			}
			for _, m := range t.Methods {
				if m.Flags.Has(model.Private) {
					continue
				}
				i, seen := byUnit[t.Unit]
				if !seen {
					i = len(out)
					byUnit[t.Unit], out = i, append(out, offer{app: app, unit: t.Unit})
				}
				out[i].methods = append(out[i].methods, m)
			}
		}
	}
	return out
}

// simpleNames are the names by which a file may speak of the twins that are wanted.
func (b *border) simpleNames(wanted func(*twin) bool) map[string]bool {
	out := map[string]bool{}
	for _, t := range b.twins {
		if wanted(t) {
			out[t.own.Simple] = true
		}
	}
	for name, t := range b.packages {
		if wanted(t) {
			out[name[strings.LastIndexByte(name, '.')+1:]] = true
		}
	}
	return out
}

// mentioning splits off the first offers, at most n, whose files have one of words.
func (b *border) mentioning(offers []offer, words map[string]bool, n int) (some, rest []offer) {
	if len(words) == 0 {
		return nil, nil
	}
	for i, o := range offers {
		if len(some) == n {
			return some, offers[i:]
		}
		if mentions(o.unit, words) {
			some = append(some, o)
		}
	}
	return some, nil
}

// api is what the methods of some files of the base have to do with twins.
func (b *border) api(offers []offer) *api {
	out := &api{bonds: map[*model.Method][]tied{}, callbacks: map[*model.Method]map[int]*model.Method{}, words: map[string]bool{}}
	functional, called, seen := map[string]*model.Method{}, map[string]bool{}, map[*twin]bool{}
	for _, o := range offers {
		code := o.app.Code(o.unit)
		if code == nil {
			continue
		}
		for _, m := range o.methods {
			bonds := b.bonds(m, code)
			if len(bonds) == 0 {
				continue
			}
			out.bonds[m] = bonds
			out.words[word(m)] = true
			for _, t := range bonds {
				if !seen[t.twin] {
					seen[t.twin], out.twins = true, append(out.twins, t.twin)
				}
			}
			if m == lambdaMethod(m.Owner) {
				functional[m.Owner.Name] = m
				called[m.Owner.Simple] = true
			}
		}
	}
	if len(functional) == 0 {
		return out
	}
	takers, _ := b.mentioning(b.offering(), called, -1)
	for _, o := range takers {
		code := o.app.Code(o.unit)
		if code == nil {
			continue
		}
		for _, m := range o.methods {
			for i, p := range code.Params[m] {
				if p.Type == nil || functional[p.Type.Qualified] == nil {
					continue
				}
				if out.callbacks[m] == nil {
					out.callbacks[m] = map[int]*model.Method{}
				}
				out.callbacks[m][i] = functional[p.Type.Qualified]
				out.words[word(m)] = true
			}
		}
	}
	return out
}

// lambdaMethod is the one method that a lambda for t implements, nil where t is no
// interface for lambdas.
func lambdaMethod(t *model.Type) *model.Method {
	if t.Kind != model.Interface {
		return nil
	}
	var found *model.Method
	for _, m := range t.Methods {
		if m.Flags.Has(model.Static) || m.Flags.Has(model.Default) || m.Flags.Has(model.Private) {
			continue
		}
		if found != nil {
			return nil
		}
		found = m
	}
	return found
}

// word is what a call of m is spelled with.
func word(m *model.Method) string {
	if m.Name == "<init>" {
		return m.Owner.Simple
	}
	return m.Name
}

// bonds are the twins that m has to do with, in the order in which it names them.
func (b *border) bonds(m *model.Method, code *model.Code) []tied {
	var out []tied
	add := func(name string, how bond) {
		t := b.twinOf(name)
		if t == nil {
			return
		}
		for i := range out {
			if out[i].twin == t {
				if out[i].bond < how {
					out[i].tie = tie{how, name}
				}
				return
			}
		}
		out = append(out, tied{tie{how, name}, t})
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

// targets are the methods of the base that use may call: several where overloads
// cannot be told apart.
func (b *border) targets(u *model.Use) []*model.Method {
	if u.Decl != nil {
		return []*model.Method{u.Decl}
	}
	name, class := u.Name, u.Class.Qualified
	switch {
	case u.Kind == model.ExprNew:
		name = "<init>"
		if class == "" && u.Expr.Type != nil {
			class = u.Expr.Type.Qualified
		}
	case u.Kind == model.ExprMethodRef && name == "new":
		name = "<init>"
	case u.Kind != model.ExprCall && u.Kind != model.ExprMethodRef:
		return nil
	}
	t := b.shared(class)
	if t == nil {
		return nil
	}
	var out []*model.Method
	for _, m := range t.Methods {
		if m.Name == name && (u.Kind == model.ExprMethodRef || int(m.Arity) == len(u.Args) || m.Varargs) {
			out = append(out, m)
		}
	}
	return out
}

// called is the method with a bond that one of targets is, nil unless each of them has one.
func (a *api) called(targets []*model.Method) *model.Method {
	for _, m := range targets {
		if a.bonds[m] == nil {
			return nil
		}
	}
	if len(targets) == 0 {
		return nil
	}
	return targets[0]
}

// implemented are the methods with a bond that lambdas among the arguments of u implement.
func (a *api) implemented(u *model.Use, targets []*model.Method) []*model.Method {
	if len(a.callbacks) == 0 || len(targets) != 1 {
		return nil
	}
	var out []*model.Method
	for i, arg := range u.Args {
		m, from := a.callbacks[targets[0]][i], arg.Origin()
		if m != nil && (from.Kind == model.ExprLambda || from.Kind == model.ExprMethodRef) {
			out = append(out, m)
		}
	}
	return out
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
