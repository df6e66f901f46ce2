package basebeanexposed

import (
	"slices"
	"strings"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// maxDepth is how many methods, fields and calls are followed.
const maxDepth = 8

// A baseBean is a bean of the base that a @Bean method returns.
type baseBean struct {
	types []*model.TypeRef // as far as the code tells, the most particular first
	proxy bool             // it is Koupleless's proxy, which has only what the type declares
	at    source.Span      // where it is taken from the base
}

// name is what messages call the bean.
func (b baseBean) name() string {
	for _, t := range b.types {
		if t.Qualified != "java.lang.Object" {
			return known.SimpleName(t.Qualified)
		}
	}
	return "bean"
}

// add notes a type that the bean has.
func (b *baseBean) add(t *model.TypeRef) {
	if t != nil && t.Known() && t.By != model.TypeVariable && !collection(t) && !slices.ContainsFunc(b.types, func(other *model.TypeRef) bool { return other.Qualified == t.Qualified }) {
		b.types = append(b.types, t)
	}
}

// collection reports whether objects of type t only hold beans: nothing happens to
// those when the collection is a bean.
func collection(t *model.TypeRef) bool {
	c := known.ContainerOf(t.Qualified)
	return t.Dims > 0 || c != nil && !c.Pool
}

// exposed is the base's bean that m returns.
func exposed(m *model.Method) (baseBean, bool) {
	if m.Return == nil || collection(m.Return) {
		return baseBean{}, false
	}
	return returned(m, 0)
}

func returned(m *model.Method, depth int) (baseBean, bool) {
	code := codeOf(m.Owner)
	if code == nil || depth > maxDepth {
		return baseBean{}, false
	}
	for _, r := range code.Returns {
		if r.In == m && !r.Lambda {
			b, ok := taken(code, r.Value, depth)
			if !ok {
				b, ok = assigned(code, r, depth)
			}
			if ok {
				b.add(m.Return)
				return b, true
			}
		}
	}
	return baseBean{}, false
}

// assigned is the base's bean that is returned in a local variable which gets its value
// on the way, as in a try block: taken in the same method, where nothing else is made.
func assigned(code *model.Code, r model.Return, depth int) (b baseBean, ok bool) {
	v := r.Value.Origin()
	if v == nil || v.Kind != model.ExprLocal || v.Param {
		return b, false
	}
	for _, u := range code.Of(r.In) {
		switch {
		case u.At.Start > v.At.Start || u.Lambda:
		case u.Kind == model.ExprNew && !u.InCatch:
			return baseBean{}, false
		case u.Kind == model.ExprCall && !ok:
			if b, ok = one(code, u.Expr, depth+1); ok {
				b.add(v.Type)
			}
		}
	}
	return b, ok
}

func codeOf(t *model.Type) *model.Code { return t.Unit.App.Code(t.Unit) }

// taken is the base's bean that e, of the file of code, may be.
func taken(code *model.Code, e *model.Expr, depth int) (baseBean, bool) {
	if depth > maxDepth {
		return baseBean{}, false
	}
	for _, v := range e.Choices() {
		if b, ok := one(code, v, depth); ok {
			b.add(e.Type)
			return b, true
		}
	}
	return baseBean{}, false
}

func one(code *model.Code, e *model.Expr, depth int) (baseBean, bool) {
	switch e.Kind {
	case model.ExprCall:
		switch {
		case slices.Contains(known.BaseBeanCalls, e.Class.Qualified+"#"+e.Name):
			b := baseBean{at: e.At, proxy: strings.HasSuffix(e.Class.Qualified, ".SpringServiceFinder")}
			for _, a := range e.Args {
				if c := a.Origin(); c.Kind == model.ExprClass {
					b.add(c.Type)
				}
			}
			return b, true
		case e.Decl != nil:
			if _, reportedItself := e.Decl.Annotation(bean); !reportedItself {
				return returned(e.Decl, depth+1)
			}
		case e.On.Origin() != nil && e.On.Origin().Kind == model.ExprLambda: // a Supplier made here
			return given(code, e.On.Origin(), depth+1)
		case e.On != nil && strings.HasPrefix(e.Class.Qualified, "java.util."): // beans.get("orders"), beans.values().iterator().next()
			return taken(code, e.On, depth+1)
		}
	case model.ExprElement, model.ExprIndex:
		return taken(code, e.On, depth+1)
	case model.ExprField:
		return held(e.Field, depth)
	}
	return baseBean{}, false
}

// given is the base's bean that a lambda returns.
func given(code *model.Code, lambda *model.Expr, depth int) (baseBean, bool) {
	inner := slices.DeleteFunc(code.Within(lambda.At), func(u *model.Use) bool { return u.Kind != model.ExprLambda || u.At == lambda.At })
	for _, r := range code.Returns {
		if r.Lambda && within(r.Value.At, lambda.At) && !slices.ContainsFunc(inner, func(u *model.Use) bool { return within(r.Value.At, u.At) }) {
			if b, ok := taken(code, r.Value, depth); ok {
				return b, true
			}
		}
	}
	return baseBean{}, false
}

func within(at, outer source.Span) bool { return at.Start >= outer.Start && at.End <= outer.End }

func autowired(f *model.Field) bool {
	return slices.ContainsFunc(known.AutowiredFromBase, func(name string) bool { _, ok := f.Annotation(name); return ok })
}

// held is the base's bean that is kept in a field.
func held(f *model.Field, depth int) (b baseBean, ok bool) {
	if f == nil {
		return baseBean{}, false
	}
	if autowired(f) {
		b = baseBean{at: f.At, proxy: true}
		b.add(f.Type)
		if n := len(f.Type.Args); n > 0 { // List<Handler>, Map<String, Handler>
			b.add(f.Type.Args[n-1])
		}
		return b, true
	}
	code := codeOf(f.Owner)
	if code == nil {
		return baseBean{}, false
	}
	if f.Init != nil {
		b, ok = taken(code, f.Init, depth+1)
	}
	for _, a := range code.Accesses {
		if !ok && a.Field == f && a.Kind == model.Assign && a.Value != nil {
			b, ok = taken(code, a.Value, depth+1)
		}
	}
	for _, u := range code.Within(f.Whole) { // the initialiser of an instance field
		if !ok && !f.Flags.Has(model.Static) {
			b, ok = one(code, u.Expr, depth+1)
		}
	}
	b.add(f.Type)
	return b, ok
}
