package state

import (
	"slices"
	"strings"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// beanClass reports whether Spring makes the objects of a class of the project: an
// annotated one, or what a @Bean method returns.
func (p *Project) beanClass(qualified string) bool {
	if p.beans == nil {
		p.beans = map[string]bool{}
		for _, t := range p.App.Types() {
			if isBean(t) {
				p.beans[t.Name] = true
			}
			for _, m := range t.Methods {
				if _, ok := m.Annotation("org.springframework.context.annotation.Bean"); ok && injectable(m.Return) {
					p.beans[m.Return.Qualified] = true
				}
			}
		}
	}
	return p.beans[qualified]
}

func isBean(t *model.Type) bool {
	return slices.ContainsFunc(known.BeanAnnotations, func(a string) bool { _, ok := t.Annotation(a); return ok })
}

// injectable reports whether Spring would put a bean, not a plain value, into ref.
func injectable(ref *model.TypeRef) bool {
	if ref == nil || !ref.Known() || ref.By == model.Primitive || ref.By == model.TypeVariable {
		return false
	}
	if !strings.HasPrefix(ref.Qualified, "java.") {
		return true
	}
	return slices.ContainsFunc(ref.Args, injectable) // Map<String, Handler>, Optional<Handler>
}

// Held is a write that stores an object of a Spring application in a static field.
type Held struct {
	*model.Access
	What string // "ApplicationContext", "bean OrderService"
}

// Held returns the writes outside class initialisation by which f comes to
// hold a context or a bean.
func (p *Project) Held(f *model.Field) []Held {
	var out []Held
	for _, a := range f.Accesses {
		value := a.Value
		switch {
		case a.Init:
			continue
		case a.Kind == model.Mutate && known.References[f.Type.Qualified] && len(a.Args) > 0: // CONTEXT.set(context)
			value = a.Args[len(a.Args)-1]
		case a.Kind != model.Assign || a.Value == nil:
			continue
		}
		for _, v := range choices(Stored(value), 0) {
			if what := p.held(referred(f.Type), a, v); what != "" {
				out = append(out, Held{a, what})
				break
			}
		}
	}
	return out
}

// OnDemand reports whether the write fetches what it stores when nothing is there yet:
// `if (x == null) x = context.getBean(..)`. The application that asks first decides.
func (h Held) OnDemand() bool {
	v := Stored(h.Value)
	if h.Kind != model.Assign || h.In == nil || v == nil || v.Kind != model.ExprCall && v.Kind != model.ExprTernary {
		return false
	}
	if v.Kind == model.ExprTernary {
		return madeWhenMissing(h.Field, v) != v
	}
	code := codeOf(h.In)
	return code != nil && slices.ContainsFunc(code.Comparisons, func(u *model.Use) bool { return u.In == h.In && comparesWithNull(u.Expr, h.Field) })
}

// choices are the values that e may be: the arms of conditional expressions.
func choices(e *model.Expr, depth int) []*model.Expr {
	if e == nil || e.Kind != model.ExprTernary || len(e.Args) != 3 || depth > maxNesting {
		return []*model.Expr{e}
	}
	return append(choices(e.Args[1].Origin(), depth+1), choices(e.Args[2].Origin(), depth+1)...)
}

// referred is T for an AtomicReference<T> and the like.
func referred(ref *model.TypeRef) *model.TypeRef {
	if known.References[ref.Qualified] && len(ref.Args) == 1 {
		return ref.Args[0]
	}
	return ref
}

// held says what of Spring's a write of value into a field of type ref stores, "" for nothing.
func (p *Project) held(ref *model.TypeRef, a *model.Access, value *model.Expr) string {
	if value == nil || value.Kind == model.ExprNull {
		return ""
	}
	if ref.Dims == 0 && known.Contexts[ref.Qualified] {
		return known.SimpleName(ref.Qualified)
	}
	// new WeakReference<>(context)
	made := value.Kind == model.ExprNew
	if made && known.References[value.Class.Qualified] && len(value.Args) == 1 {
		value, made = Stored(value.Args[0]), false
	}
	if value == nil {
		return ""
	}
	if value.Type != nil && value.Type.Dims == 0 && known.Contexts[value.Type.Qualified] {
		return known.SimpleName(value.Type.Qualified)
	}
	switch {
	case made, value.Kind == model.ExprConst:
		return ""
	case ref.Dims == 0 && known.Clients[ref.Qualified]:
		return known.SimpleName(ref.Qualified)
	case ref.Dims == 0 && p.beanClass(ref.Qualified) && ref.By != model.Primitive && injectable(ref):
		return "bean " + known.SimpleName(ref.Qualified)
	case injectable(ref) && p.injected(a, value):
		if strings.HasPrefix(ref.Qualified, "java.") {
			return "beans" // Map<String, Handler>
		}
		return "bean " + known.SimpleName(ref.Qualified)
	}
	return ""
}

// injected reports whether value came from Spring: a parameter of a method
// that Spring calls, a field that it fills, or a bean asked for.
func (p *Project) injected(a *model.Access, value *model.Expr) bool {
	switch value.Kind {
	case model.ExprLocal:
		return value.Param && a.In != nil && slices.ContainsFunc(a.In.Params, func(p model.Param) bool { return p.Name == value.Name }) && p.springCalls(a.In)
	case model.ExprField:
		f := value.Field
		return f != nil && !f.Flags.Has(model.Static) && slices.ContainsFunc(known.Injections, func(name string) bool { _, ok := f.Annotation(name); return ok })
	case model.ExprThis:
		return p.beanClass(a.Type.Name)
	case model.ExprCall:
		return value.Name == "getBean" && known.Contexts[value.Class.Qualified]
	}
	return false
}

func (p *Project) springCalls(m *model.Method) bool {
	if m.Name == "<init>" && p.beanClass(m.Owner.Name) {
		return true
	}
	return slices.ContainsFunc(known.Injections, func(name string) bool { _, ok := m.Annotation(name); return ok })
}
