package javaindex

import (
	"maps"
	"slices"

	"arklint/scanner/model"
)

// A creation is new X() outside of static initialisers.
type creation struct {
	class  string // its simple name
	method *model.Method
}

func (x *Extractor) creates(simple string) {
	c := creation{simple, x.ctx.runsIn}
	if n := len(x.made); n == 0 || x.made[n-1] != c { // most repetitions stand together
		x.made = append(x.made, c)
	}
}

// settleCreations keeps which classes' objects are made by code that may run
// more than once.
func (x *Extractor) settleCreations() {
	seen := map[string]bool{}
	for _, c := range x.made {
		if c.method == nil || !c.method.InitOnly {
			seen[c.class] = true
		}
	}
	x.out.created = slices.AppendSeq(make([]string, 0, len(seen)), maps.Keys(seen))
}

// linkCreations finds the classes whose objects only static initialisers make,
// and which of the accesses in constructors therefore belong to initialisation. Other
// code that makes objects is told by the simple name alone, which can only hide some of them.
func (l *Linker) linkCreations(files []*File, inCtors []*model.Access) {
	var made []*model.Type
	others := map[string]bool{}
	heirs := l.heirs(files, inCtors)
	for _, subs := range heirs {
		for _, s := range subs {
			others[s.Simple] = false
		}
	}
	eachType(files, func(t *model.Type) {
		for _, f := range t.Fields {
			for _, e := range initialisers(f) {
				if m := l.lookup(e.Class.Qualified, t.Unit.App); m != nil {
					made = append(made, m)
					others[m.Simple] = false
				}
			}
		}
	})
	for _, f := range files {
		for _, name := range f.created {
			if _, asked := others[name]; asked {
				others[name] = true
			}
		}
		f.created = nil
	}
	for _, t := range made {
		t.MadeAtInit = !others[t.Simple]
	}
	for _, a := range inCtors {
		all := heirs[a.In.Owner]
		a.Init = !a.In.Flags.Has(model.Public) && slices.ContainsFunc(all, func(t *model.Type) bool { return t.MadeAtInit }) &&
			!slices.ContainsFunc(all, func(t *model.Type) bool { return others[t.Simple] })
	}
}

// initialisers are the objects that initialisation puts into a static field.
func initialisers(f *model.Field) []*model.Expr {
	out := newIn(f.Init, nil)
	for _, a := range f.Accesses {
		if a.Kind == model.Assign && a.Init {
			out = newIn(a.Value, out)
		}
	}
	return out
}

// newIn adds the object creations among the values that e may be.
func newIn(e *model.Expr, out []*model.Expr) []*model.Expr {
	switch e = e.Origin(); {
	case e == nil:
	case e.Kind == model.ExprNew:
		out = append(out, e)
	case e.Kind == model.ExprTernary && len(e.Args) == 3:
		out = newIn(e.Args[2], newIn(e.Args[1], out))
	}
	return out
}

// heirs are the classes of the constructors that accesses stand in, each with itself
// and all that extend it.
func (l *Linker) heirs(files []*File, inCtors []*model.Access) map[*model.Type][]*model.Type {
	if len(inCtors) == 0 {
		return nil
	}
	out := map[*model.Type][]*model.Type{}
	for _, a := range inCtors {
		out[a.In.Owner] = []*model.Type{a.In.Owner}
	}
	eachType(files, func(t *model.Type) {
		up := t
		for depth := 0; depth < maxInheritance && up.Super != nil; depth++ {
			if up = l.lookup(up.Super.Qualified, up.Unit.App); up == nil {
				return
			}
			if subs, ok := out[up]; ok {
				out[up] = append(subs, t)
			}
		}
	})
	return out
}

func eachType(files []*File, visit func(*model.Type)) {
	var down func(*model.Type)
	down = func(t *model.Type) {
		visit(t)
		for _, n := range t.Nested {
			down(n)
		}
	}
	for _, f := range files {
		for _, t := range f.Unit.Types {
			down(t)
		}
	}
}
