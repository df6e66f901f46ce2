package threadnotstopped

import (
	"slices"
	"strings"

	"arklint/rules/internal/callers"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A way is where a worker goes after it is made, as far as that can be seen.
type way struct {
	*finder
	worker known.Worker
	code   *model.Code // of the file at hand

	spared   string         // why there is nothing to report, "" as long as nothing speaks against it
	used     bool           // tasks are handed to it
	started  bool           // start() is called on it
	periodic bool           // a timer has a task that comes again
	fields   []*model.Field // that keep it
	bean     *model.Method  // a @Bean method returns it, and Spring does not stop it
}

func (w *way) spare(why string) {
	if w.spared == "" {
		w.spared = why
	}
}

// maxHops is how many methods and wrappers may hand a worker on.
const maxHops = 4

// follow follows the worker that the expression at that place gives.
func (w *way) follow(at source.Span, depth int) {
	if depth > maxHops {
		w.spare("it is handed on too often to follow it")
		return
	}
	is := func(e *model.Expr) bool { return e.At == at }
	w.uses(is, depth)
	for _, u := range w.code.Uses {
		if u.At == at && u.Discarded {
			w.used = true // nobody keeps it
		}
	}
	for _, a := range w.code.Accesses {
		if a.Kind == model.Assign && offers(a.Value, is) && !slices.Contains(w.fields, a.Field) {
			w.fields = append(w.fields, a.Field)
		}
	}
	for _, r := range w.code.Returns {
		if offers(r.Value, is) {
			w.returned(r, depth)
		}
	}
	if f := w.initialised(at); f != nil {
		w.fields = append(w.fields, f)
	}
}

// kept looks at what the project does to the worker in field f.
func (w *way) kept(f *model.Field) {
	units := []*model.Unit{f.Owner.Unit}
	if !f.Flags.Has(model.Private) || slices.ContainsFunc(f.Owner.Methods, func(m *model.Method) bool { return m.Gives == f }) {
		units = callers.Units(w.App, f.Owner)
	}
	is := func(e *model.Expr) bool {
		return e.Kind == model.ExprField && e.Field == f || e.Kind == model.ExprCall && e.Decl != nil && e.Decl.Gives == f
	}
	for _, u := range units {
		if w.code = w.App.Code(u); w.code == nil {
			w.spare("a file cannot be read again")
			return
		}
		w.uses(is, 0)
		for _, a := range w.code.Accesses {
			if a.Kind == model.Assign && a.Field != f && offers(a.Value, is) {
				w.spare("it is kept in " + state.FieldName(a.Field) + " too")
			}
		}
		for _, r := range w.code.Returns {
			if _, bean := beanMethod(r.In); bean && offers(r.Value, is) {
				w.returned(r, 0)
			}
		}
	}
}

// uses looks at what the file at hand does with the worker that is tells.
func (w *way) uses(is func(*model.Expr) bool, depth int) {
	for _, a := range w.code.Accesses {
		if a.Kind == model.Mutate && slices.ContainsFunc(a.Args, func(e *model.Expr) bool { return offers(e, is) }) {
			w.spare("it is put into " + state.FieldName(a.Field))
		}
	}
	for _, u := range w.code.Uses {
		if offers(u.On, is) {
			w.called(u)
		}
		for i, arg := range u.Args {
			if u.Kind != model.ExprLambda && offers(arg, is) {
				w.handed(u, i, depth)
			}
		}
	}
}

// called looks at a call on the worker.
func (w *way) called(u *model.Use) {
	switch {
	case known.Stops[u.Name] || w.stopsItself(u):
		w.spare("it is stopped by " + u.Name)
		return
	case u.Name == "start":
		w.started = true
	case u.Name == "scheduleAtFixedRate" || u.Name == "schedule" && len(u.Args) == 3:
		w.periodic = true
	}
	w.used = true
}

// stopsItself reports whether u calls or names a method of the project's own worker that ends its threads.
func (w *way) stopsItself(u *model.Use) bool {
	methods := []*model.Method{u.Decl}
	if t := w.project.Type(u.Class.Qualified); u.Decl == nil && t != nil {
		methods = t.Methods // a method reference
	}
	return slices.ContainsFunc(methods, func(m *model.Method) bool {
		return m != nil && m.Name == u.Name && slices.ContainsFunc(w.App.Code(m.Owner.Unit).Of(m), func(u *model.Use) bool { return known.Stops[u.Name] && own(u.On) })
	})
}

// handed looks at a call that the worker is argument number i of.
func (w *way) handed(u *model.Use, i, depth int) {
	name := u.Name
	if u.Kind == model.ExprNew {
		name = "<init>"
	}
	key := u.Class.Qualified + "#" + name
	switch {
	case known.WorkerWrappers[key]:
		w.follow(u.At, depth+1)
	case known.WorkerBorrowers[key], known.AsyncMethods[u.Class.Qualified] && strings.HasSuffix(name, "Async"), u.Decl != nil && w.borrows(u.Decl, i):
		w.used = true
	default:
		w.spare("it is handed to " + maker(u) + ", which may stop it")
	}
}

func maker(u *model.Use) string {
	if u.Kind == model.ExprNew {
		return known.SimpleName(u.Class.Qualified)
	}
	return u.Name
}

// borrows reports whether a method of the project does nothing with its argument number
// i but run tasks on it.
func (w *way) borrows(m *model.Method, i int) bool {
	code := w.App.Code(m.Owner.Unit)
	if code == nil || i >= len(code.Params[m]) {
		return false
	}
	if _, ok := code.Bodies[m]; !ok {
		return false
	}
	param := code.Params[m][i].Name
	is := func(e *model.Expr) bool { return e.Kind == model.ExprLocal && e.Param && e.Name == param }
	for _, u := range code.Of(m) {
		if offers(u.On, is) && known.Stops[u.Name] {
			return false
		}
		if u.Kind != model.ExprLambda && slices.ContainsFunc(u.Args, func(e *model.Expr) bool { return offers(e, is) }) {
			return false
		}
	}
	return !slices.ContainsFunc(code.Accesses, func(a *model.Access) bool { return a.In == m && offers(a.Value, is) }) &&
		!slices.ContainsFunc(code.Returns, func(r model.Return) bool { return r.In == m && offers(r.Value, is) })
}

// returned looks at a return of the worker.
func (w *way) returned(r model.Return, depth int) {
	bean, isBean := beanMethod(r.In)
	switch {
	case r.Lambda || r.In == nil:
		w.spare("a lambda gives it to somebody")
	case isBean:
		destroy := bean.Arg("destroyMethod")
		name, known := destroy.Const()
		if destroy == nil && w.worker.Inferred || destroy != nil && (!known || name != "") {
			w.spare("Spring stops the bean")
			return
		}
		w.bean, w.used = r.In, true
	case r.In.Name == "getAsyncExecutor" && r.In.Arity == 0 && configuresAsync(r.In.Owner):
		w.used = true // Spring runs tasks on it and does not stop it, because it is no bean
	default:
		found := false
		for _, u := range w.code.Uses {
			if u.Decl == r.In && u.Kind == model.ExprCall {
				found = true
				w.follow(u.At, depth+1)
			}
		}
		if !found {
			w.spare("a caller of " + r.In.Name + " may stop it")
		}
	}
}

func beanMethod(m *model.Method) (model.Annotation, bool) {
	if m == nil {
		return model.Annotation{}, false
	}
	return m.Annotation("org.springframework.context.annotation.Bean")
}

// asyncConfigurers are Spring's callbacks that name the executor of @Async methods.
var asyncConfigurers = []string{"org.springframework.scheduling.annotation.AsyncConfigurer", "org.springframework.scheduling.annotation.AsyncConfigurerSupport"}

func configuresAsync(t *model.Type) bool {
	return t.Super != nil && slices.Contains(asyncConfigurers, t.Super.Qualified) ||
		slices.ContainsFunc(t.Interfaces, func(i *model.TypeRef) bool { return slices.Contains(asyncConfigurers, i.Qualified) })
}

// initialised is the field whose initialiser stands at that place, nil when it
// stands elsewhere, or inside of another expression.
func (w *way) initialised(at source.Span) *model.Field {
	f := fieldAround(w.code.Unit.Types, at)
	if f == nil || slices.ContainsFunc(w.code.Within(f.Whole), func(u *model.Use) bool { return u.At != at && within(at, u.At) }) {
		return nil
	}
	return f
}

func within(at, around source.Span) bool { return around.Start <= at.Start && at.End <= around.End }

// fieldAround is the field whose declaration is the innermost around that place.
func fieldAround(types []*model.Type, at source.Span) *model.Field {
	for _, t := range types {
		if !within(at, t.Whole) {
			continue
		}
		if f := fieldAround(t.Nested, at); f != nil {
			return f
		}
		for _, f := range t.Fields {
			if within(at, f.Whole) && at.Start > f.At.End {
				return f
			}
		}
		return nil
	}
	return nil
}

// offers reports whether e, or one of the choices that it offers, is what is tells.
func offers(e *model.Expr, is func(*model.Expr) bool) bool {
	return slices.ContainsFunc(e.Choices(), is)
}
