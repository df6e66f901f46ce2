package javaindex

import (
	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
)

// private says what of a file that nobody outside can call has a name.
type private uint8

const (
	staticMethod private = 1 << iota
	instanceMethod
	constructor // of the class of that name
)

// A localCall is a call of one of the file's own methods or constructors, by
// the simple name of the method or of the class.
type localCall struct {
	caller *model.Method // nil: an initialiser
	owner  *model.Type
	// init: made while the class is initialised, making: while an object of owner is
	// made; a reference or a call that runs later is neither.
	init, making bool
	ref          bool
	name         string
}

// An ownedUse is a use or an access together with the method it stands in.
type ownedUse struct {
	method *model.Method
	owner  *model.Type // the class whose instance initialiser it stands in, nil elsewhere
	use    *model.Use
	access *model.Access
	direct bool // runs when the method runs, not later in a lambda
}

// owns keeps a use or an access for settleInit.
func (x *Extractor) owns(u *model.Use, a *model.Access) {
	o := ownedUse{method: x.ctx.runsIn, use: u, access: a, direct: !x.ctx.deferred}
	if o.method == nil && x.ctx.making {
		o.owner = x.ctx.owner
	}
	x.owned = append(x.owned, o)
}

func (x *Extractor) noteOwnCall(name []byte) {
	if x.top() == nil {
		return
	}
	x.calls = append(x.calls, localCall{
		name: x.intern(name), caller: x.ctx.runsIn, owner: x.ctx.owner, init: x.ctx.init, making: x.ctx.making, ref: x.ctx.deferred,
	})
}

// mayBeOwn tells whether a call on this receiver can be one of a static method
// of the file's classes: f(), this.f(), Type.f(), a.Type.f().
func (x *Extractor) mayBeOwn(on javasrc.NodeID) bool {
	if on == javasrc.None {
		return true
	}
	switch x.tree.Kind(on) {
	case javasrc.NThis, javasrc.NFieldAccess:
		return true
	case javasrc.NName:
		c := x.name(on)[0]
		return c < 'a' || c > 'z'
	}
	return false
}

// noteOwnRef notes X::name, which runs nobody knows when.
func (x *Extractor) noteOwnRef(name []byte) {
	if s := x.top(); s != nil {
		x.calls = append(x.calls, localCall{name: x.intern(name), caller: x.ctx.method, owner: s.Type, ref: true})
	}
}

// findPrivates collects the names of the file's private methods and of its
// classes with private constructors, before any code is read: a call may stand in front
// of the class that declares it.
func (x *Extractor) findPrivates() {
	clear(x.privates)
	t := x.tree
	for i := range t.Nodes {
		k := t.Nodes[i].Kind
		if k != javasrc.NMethod && k != javasrc.NCtor {
			continue
		}
		n := javasrc.NodeID(i)
		hidden, static := false, false
		if mods := x.role(n, javasrc.RoleMods); mods != javasrc.None {
			for m := t.First(mods); m != javasrc.None; m = t.Next(m) {
				switch t.Op(m) {
				case javasrc.KPrivate:
					hidden = true
				case javasrc.KStatic:
					static = true
				}
			}
		}
		what := instanceMethod
		switch {
		case k == javasrc.NCtor:
			what = constructor
			hidden = hidden || x.inEnum(n)
		case static:
			what = staticMethod
		}
		if name := x.role(n, javasrc.RoleName); hidden && name != javasrc.None {
			x.privates[x.text(name)] |= what
		}
	}
}

// inEnum tells of a constructor whether it is an enum's: always private (JLS 8.9.2).
func (x *Extractor) inEnum(ctor javasrc.NodeID) bool {
	body := x.tree.Parent(ctor)
	if body == javasrc.None {
		return false
	}
	class := x.tree.Parent(body)
	return class != javasrc.None && x.tree.Kind(class) == javasrc.NEnum
}

// settleInit finds the methods that only run while their class is initialised
// and marks what stands in them, and the methods that only run while an object
// is made.
//
// Such a method or constructor is private, something calls it, and every call by
// its name in the file comes from an initialiser or from another such method. (A
// private method cannot be called from another file; a call by that name that means
// another class's method only makes us more careful.)
func (x *Extractor) settleInit() {
	if len(x.owned) == 0 && len(x.later) == 0 {
		return
	}
	s := settling{calls: map[string][]localCall{}, making: map[*model.Method]bool{}}
	for _, c := range x.calls {
		s.calls[c.name] = append(s.calls[c.name], c)
	}
	for _, t := range x.out.Unit.Types {
		s.find(t)
	}
	s.settle()
	for _, o := range x.owned {
		if !o.direct || !(o.method != nil && o.method.InitOnly || o.owner != nil && madeAtInit(o.owner)) {
			continue
		}
		if o.use != nil {
			o.use.Init = true
		}
		if o.access != nil {
			o.access.Init = true
		}
	}
	for _, c := range x.later {
		if !s.making[c.in] && !c.in.InitOnly {
			c.apply()
		}
	}
}

// A settling is the search for the methods of one file that only initialisation
// or the making of an object runs.
type settling struct {
	calls      map[string][]localCall
	candidates []*model.Method
	making     map[*model.Method]bool
}

// calledAs is the name that calls of m have in localCalls.
func calledAs(m *model.Method) string {
	if m.Name == "<init>" {
		return m.Owner.Simple
	}
	return m.Name
}

// find collects candidates: all of them at first.
func (s *settling) find(t *model.Type) {
	for _, m := range t.Methods {
		hidden := m.Flags.Has(model.Private) || m.Name == "<init>" && t.Kind == model.Enum
		if !hidden || len(s.calls[calledAs(m)]) == 0 {
			continue
		}
		m.InitOnly = true
		s.making[m] = !m.Flags.Has(model.Static) && m.Name != "<init>"
		s.candidates = append(s.candidates, m)
	}
	if t.Super != nil { // the constructors of t call those of its superclass
		_, simple := splitLast(t.Super.Text)
		if len(s.calls[simple]) > 0 && !t.Anonymous {
			s.calls[simple] = append(s.calls[simple], localCall{ref: true})
		}
	}
	for _, n := range t.Nested {
		s.find(n)
	}
}

// settle strikes candidates out until those that are left have no other callers.
func (s *settling) settle() {
	for changed := true; changed; {
		changed = false
		for _, m := range s.candidates {
			for _, c := range s.calls[calledAs(m)] {
				if m.InitOnly && !c.atInit() {
					m.InitOnly, changed = false, true
				}
				if s.making[m] && !(c.making && c.owner == m.Owner || c.atInit() || !c.ref && s.making[c.caller]) {
					s.making[m], changed = false, true
				}
			}
		}
	}
}

func (c localCall) atInit() bool {
	switch {
	case c.ref:
		return false
	case c.caller != nil:
		return c.init || c.caller.InitOnly
	}
	return c.init || c.making && madeAtInit(c.owner)
}

// madeAtInit reports whether objects of t are only made while classes are
// initialised: then its instance initialisers run no later.
func madeAtInit(t *model.Type) bool {
	made := false
	for _, m := range t.Methods {
		if m.Name == "<init>" {
			if !m.InitOnly {
				return false
			}
			made = true
		}
	}
	return made
}
