package staticclassloader

import (
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/loaders"
	"arklint/rules/internal/state"
	"arklint/scanner/model"
)

// maxDepth is how many calls and arguments are followed.
const maxDepth = 8

// A capture finds out what keeps the class loader of one application.
type capture struct {
	p       *rules.Pass
	project *state.Project
	context []*model.Use // where the app asks for the context class loader
	keepers []*model.Use // where it makes objects that keep a loader
}

func newCapture(p *rules.Pass) *capture {
	c := &capture{p: p, project: state.Of(p.App, p.Group), context: contextCalls(p.App)}
	for _, k := range known.LoaderKeepers {
		c.keepers = append(c.keepers, p.App.Calls(k.Class, k.Method)...)
	}
	return c
}

func contextCalls(app *model.App) []*model.Use {
	var out []*model.Use
	for _, call := range known.ContextLoaders {
		class, method, _ := strings.Cut(call, "#")
		out = append(out, app.Calls(class, method)...)
	}
	return out
}

// atInit reports whether f gets such an object while its class is initialised.
func (c *capture) atInit(f *model.Field) bool {
	if c.keeps(f.Init, nil, 0) {
		return true
	}
	return slices.ContainsFunc(f.Accesses, func(a *model.Access) bool { return a.Init && c.keeps(c.value(f, a), a, 0) })
}

// storedLater returns the writes by which f gets the loader of one application later on.
func (c *capture) storedLater(f *model.Field) []*model.Access {
	var out []*model.Access
	for _, a := range f.Accesses {
		if !a.Init && (c.keeps(c.value(f, a), a, 0) || c.handed(f, a)) {
			out = append(out, a)
		}
	}
	return out
}

// value is what a puts into f, or into the reference that f holds: nil for nothing.
func (c *capture) value(f *model.Field, a *model.Access) *model.Expr {
	switch {
	case a.Kind == model.Assign:
		return a.Value
	case a.Kind == model.Mutate && known.References[f.Type.Qualified] && len(a.Args) > 0: // LOADER.set(loader)
		return a.Args[len(a.Args)-1]
	}
	return nil
}

// handed reports whether a stores a class loader that an application hands in.
func (c *capture) handed(f *model.Field, a *model.Access) bool {
	v := state.Stored(c.value(f, a))
	if v != nil && v.Kind == model.ExprNew && known.References[v.Class.Qualified] && len(v.Args) == 1 { // new WeakReference<>(loader)
		v = state.Stored(v.Args[0])
	}
	return slices.ContainsFunc(loaders.Values(v), func(v *model.Expr) bool {
		return isLoader(v) && (v.Kind == model.ExprLocal && v.Param || loaders.Of(v) == loaders.Parameters)
	})
}

func isLoader(e *model.Expr) bool {
	return e != nil && e.Type != nil && e.Type.Qualified == "java.lang.ClassLoader" && e.Type.Dims == 0
}

// keeps reports whether e is the context class loader, or an object that is made with
// it. The access that stores e tells what its local variables may be.
func (c *capture) keeps(e *model.Expr, a *model.Access, depth int) bool {
	e = state.Stored(e)
	if e == nil || depth > maxDepth {
		return false
	}
	switch e.Kind {
	case model.ExprTernary, model.ExprSwitch:
		return slices.ContainsFunc(e.Choices(), func(arm *model.Expr) bool { return arm != e && c.keeps(arm, a, depth+1) })
	case model.ExprNew:
		if k, ok := keeper(e); ok {
			return c.keeperKeeps(e, k, a, depth)
		}
		return slices.ContainsFunc(e.Args, func(arg *model.Expr) bool { return c.keeps(arg, a, depth+1) })
	case model.ExprCall:
		if slices.Contains(known.ContextLoaders, e.Class.Qualified+"#"+e.Name) || e.Name == "getClassLoader" && known.Contexts[e.Class.Qualified] {
			return true
		}
		if k, ok := keeper(e); ok {
			return c.keeperKeeps(e, k, a, depth)
		}
		return e.Decl != nil && isLoader(e) && asksContext(e.Decl)
	case model.ExprLocal:
		return !e.Param && isLoader(e) && a != nil && slices.ContainsFunc(c.context, func(u *model.Use) bool {
			return u.In == a.In && u.Type == a.Type && u.At.File == a.At.File && u.At.Start < a.At.Start
		})
	}
	return false
}

func keeper(e *model.Expr) (known.LoaderKeeper, bool) {
	for _, k := range known.LoaderKeepers {
		if k.Class == e.Class.Qualified && (k.Method == e.Name || k.Method == "<init>" && e.Kind == model.ExprNew) &&
			(k.Args == len(e.Args) || k.Args < 0 && k.Loader < len(e.Args)) {
			return k, true
		}
	}
	return known.LoaderKeeper{}, false
}

func (c *capture) keeperKeeps(e *model.Expr, k known.LoaderKeeper, a *model.Access, depth int) bool {
	if k.Name >= 0 && c.ships(e.Args[k.Name]) {
		c.p.Clear(e.At, "it is for one file, which the code itself brings")
		return false
	}
	if k.Loader != known.ContextArgument {
		return c.keeps(e.Args[k.Loader], a, depth+1)
	}
	if k.Before53 && !c.before53() {
		c.p.Clear(e.At, "from Spring Framework 5.3 on it asks the context class loader each time")
		return false
	}
	return true
}

// before53 reports whether the app is known to use Spring before 5.3, which is Spring
// Boot before 2.4.
func (c *capture) before53() bool {
	if d := c.p.App.Dependency("org.springframework", "spring-core"); d != nil {
		return known.OlderThan(d.Version, 5, 3)
	}
	return known.BootOlderThan(c.p.App, 2, 4)
}

// ships reports whether a name is that of a file, or of a bundle, that the app brings.
func (c *capture) ships(name *model.Expr) bool {
	names, ok := loaders.Constants(name)
	return ok && !slices.ContainsFunc(names, func(n string) bool {
		n = strings.TrimPrefix(n, "/")
		return !c.p.App.HasResource(n) && !c.p.App.HasResource(strings.ReplaceAll(n, ".", "/")+".properties")
	})
}

// asksContext reports whether a method that returns a loader asks for the context class loader.
func asksContext(m *model.Method) bool {
	return slices.ContainsFunc(contextCalls(m.Owner.Unit.App), func(u *model.Use) bool { return u.In == m })
}

// A holder is an instance field that keeps a loader, in an object that the static field by keeps.
type holder struct{ field, by *model.Field }

// singletons returns the fields of objects kept in static fields that get a loader
// when the object is made. What they get later is shared-singleton's.
func (c *capture) singletons() []holder {
	var out []holder
	for _, u := range slices.Concat(c.context, c.keepers) {
		if u.Type == nil || u.Lambda {
			continue
		}
		f := c.filled(u)
		if f == nil || f.Changed || slices.ContainsFunc(out, func(h holder) bool { return h.field == f }) {
			continue
		}
		if by := c.keptBy(u.Type); by != nil {
			out = append(out, holder{f, by})
		}
	}
	return out
}

// filled is the instance field that gets, in the initialiser or constructor which u
// stands in, an object that keeps a loader.
func (c *capture) filled(u *model.Use) *model.Field {
	switch {
	case u.In == nil && !u.Static:
		for _, f := range u.Type.Fields {
			if !f.Flags.Has(model.Static) && f.Whole.Start <= u.At.Start && u.At.End <= f.Whole.End {
				if c.initialised(f, u) {
					return f
				}
			}
		}
	case u.In != nil && u.In.Name == "<init>":
		code := c.p.App.Code(u.Unit)
		if code == nil {
			return nil
		}
		for _, a := range code.Accesses {
			if a.In == u.In && a.Kind == model.Assign && a.Field.Owner == u.Type && !a.Field.Flags.Has(model.Static) && c.keeps(a.Value, a, 0) {
				return a.Field
			}
		}
	}
	return nil
}

// initialised reports whether the initialiser of f, which u stands in, comes to an
// object that keeps a loader: one of its calls and creations that stand in no other.
func (c *capture) initialised(f *model.Field, u *model.Use) bool {
	end := 0
	for _, outer := range c.p.App.Code(u.Unit).Within(f.Whole) {
		if outer.At.Start >= end {
			end = outer.At.End
			if c.keeps(outer.Expr, nil, 0) {
				return true
			}
		}
	}
	return false
}

// keptBy is a static field that keeps an object of class t, nil without one.
func (c *capture) keptBy(t *model.Type) *model.Field {
	for _, f := range c.p.App.StaticFields() {
		if slices.Contains(c.project.Made(f), t) {
			return f
		}
	}
	return nil
}
