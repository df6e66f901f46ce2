package javaindex

import (
	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
)

// A localCall is a call of one of the file's own methods, by simple name.
type localCall struct {
	name   string
	caller *model.Method // nil: an initialiser
	owner  *model.Type
	// init: made while the class is initialised; a reference or a call that
	// runs later is not.
	init bool
	ref  bool
}

// An ownedUse is a use or an access together with the method it stands in.
type ownedUse struct {
	method *model.Method
	use    *model.Use
	access *model.Access
	direct bool // runs when the method runs, not later in a lambda
}

func (x *Extractor) noteOwnCall(name []byte) {
	s := x.top()
	if s == nil {
		return
	}
	x.calls = append(x.calls, localCall{name: x.intern(name), caller: x.ctx.method, owner: s.Type, init: x.ctx.init, ref: x.ctx.lambda && !x.ctx.init})
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

// findPrivates collects the names of the file's private static methods, before
// any code is read: a call may stand in front of the class that declares it.
func (x *Extractor) findPrivates() {
	clear(x.privates)
	t := x.tree
	for i := range t.Nodes {
		if t.Nodes[i].Kind != javasrc.NMethod {
			continue
		}
		n := javasrc.NodeID(i)
		mods := x.role(n, javasrc.RoleMods)
		if mods == javasrc.None {
			continue
		}
		private, static := false, false
		for m := t.First(mods); m != javasrc.None; m = t.Next(m) {
			switch t.Op(m) {
			case javasrc.KPrivate:
				private = true
			case javasrc.KStatic:
				static = true
			}
		}
		if name := x.role(n, javasrc.RoleName); private && static && name != javasrc.None {
			x.privates[x.text(name)] = true
		}
	}
}

// settleInit finds the methods that only run while their class is initialised
// and marks what stands in them.
//
// Such a method is private and static, something calls it, and every call by
// its name in the file comes from a static initialiser or from another such
// method. (A private method cannot be called from another file; a call by that
// name that means another class's method only makes us more careful.)
func (x *Extractor) settleInit() {
	if len(x.owned) == 0 {
		return
	}
	byName := map[string][]localCall{}
	for _, c := range x.calls {
		byName[c.name] = append(byName[c.name], c)
	}
	var candidates []*model.Method
	for _, t := range x.out.Unit.Types {
		candidates = initCandidates(t, byName, candidates)
	}
	for _, m := range candidates {
		m.InitOnly = true
	}
	for changed := true; changed; {
		changed = false
		for _, m := range candidates {
			if !m.InitOnly {
				continue
			}
			for _, c := range byName[m.Name] {
				if c.ref || !c.init && (c.caller == nil || !c.caller.InitOnly) {
					m.InitOnly, changed = false, true
					break
				}
			}
		}
	}
	for _, o := range x.owned {
		if o.method == nil || !o.method.InitOnly || !o.direct {
			continue
		}
		if o.use != nil {
			o.use.Init = true
		}
		if o.access != nil {
			o.access.Init = true
		}
	}
}

func initCandidates(t *model.Type, calls map[string][]localCall, out []*model.Method) []*model.Method {
	for _, m := range t.Methods {
		if m.Flags.Has(model.Private|model.Static) && len(calls[m.Name]) > 0 {
			out = append(out, m)
		}
	}
	for _, n := range t.Nested {
		out = initCandidates(n, calls, out)
	}
	return out
}
