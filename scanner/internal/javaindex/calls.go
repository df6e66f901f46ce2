package javaindex

import (
	"slices"
	"strconv"

	"arklint/scanner/model"
)

// A target is the method that a call means.
type target struct {
	// declared: a class of the project, or one that the table of libraries knows,
	// has a method of the name.
	declared bool
	// class is the library class that the call is looked up in; when it is not
	// declared, one that nothing is known of and that may have the method.
	class model.Name
	// owner is the class that declares it, with type arguments as the receiver has them.
	owner  *model.TypeRef
	params []string      // owner's type parameters
	decl   *model.Method // the project's own, when there is just one
	fits   []*signature  // all of the name and number of arguments
}

// find finds what a call name(argc arguments) on an object of type on means.
func (l *Linker) find(on *model.TypeRef, name string, argc int, app *model.App, depth int) target {
	var out target
	if t := l.lookup(on.Qualified, app); t != nil {
		if out = ownMethods(t, on, name, argc, depth); len(out.fits) > 0 {
			return out
		}
	} else {
		c := l.library(on.Qualified)
		if c == nil {
			return target{class: on.Name}
		}
		if all := c.methods[name]; all != nil {
			out = target{declared: true, class: on.Name, owner: on, params: c.params}
			for _, s := range all {
				if s.takes(argc) {
					out.fits = append(out.fits, s)
				}
			}
			if len(out.fits) > 0 {
				return out
			}
		}
	}
	if depth > maxInheritance {
		return out
	}
	library := l.types[on.Qualified] == nil
	for _, s := range l.supersOf(on, app) {
		found := l.find(s, name, argc, app, depth+1)
		if library && found.class.Known() {
			found.class = on.Name
		}
		switch {
		case len(found.fits) > 0:
			return found
		case found.declared && !out.declared, !out.declared && !out.class.Known():
			out = found
		}
	}
	return out
}

// ownMethods looks among the methods that t itself declares.
func ownMethods(t *model.Type, on *model.TypeRef, name string, argc, depth int) target {
	var out target
	for _, m := range t.Methods {
		if m.Name != name || depth > 0 && m.Flags.Has(model.Private) {
			continue
		}
		out.declared = true
		if s := (signature{arity: int(m.Arity), varargs: m.Varargs}); !s.takes(argc) {
			continue
		}
		out.fits = append(out.fits, ownSignature(m))
		out.decl = m
	}
	if out.declared {
		out.owner, out.params = on, paramNames(t.TypeParams)
	}
	if len(out.fits) > 1 {
		out.decl = nil
	}
	if !out.declared && t.Kind == model.Enum && (name == "values" && argc == 0 || name == "valueOf" && argc == 1) { // JLS 8.9.3
		returns := *selfRef(t)
		if name == "values" {
			returns.Dims = 1
		}
		out = target{declared: true, owner: on, fits: []*signature{{arity: argc, returns: &returns}}}
	}
	return out
}

func ownSignature(m *model.Method) *signature {
	s := &signature{arity: int(m.Arity), varargs: m.Varargs, typeParams: paramNames(m.TypeParams), returns: m.Return}
	for _, p := range m.Params {
		s.params = append(s.params, p.Type)
	}
	return s
}

// call gives a call its class, its method and its type.
func (l *Linker) call(e *model.Expr, u *model.Unit, t *model.Type) {
	found := l.callTarget(e, u, t)
	e.Decl = found.decl
	e.Type = l.returned(e, found, u.App)
}

// callTarget finds the method that a call means and sets the call's class.
func (l *Linker) callTarget(e *model.Expr, u *model.Unit, t *model.Type) target {
	on := receiver(e)
	if e.On == nil {
		return l.unqualified(e, u, t)
	}
	if on == nil || !on.Known() && on.Dims == 0 {
		return target{}
	}
	if on.Dims > 0 {
		on = objectType
	}
	e.Class = on.Name
	found := l.find(on, e.Name, len(e.Args), u.App, 0)
	if found.decl != nil || found.declared && !found.class.Known() {
		return found
	}
	own := l.lookup(on.Qualified, u.App)
	if own == nil {
		e.Class = l.asked(on.Name, e.Name)
	} else {
		e.Class = l.libraryMember(found, e.Name)
	}
	return found
}

// receiver is the type that a call's method is looked for in.
func receiver(e *model.Expr) *model.TypeRef {
	if e.On == nil {
		return nil
	}
	if e.On.Kind == model.ExprType {
		if e.On.Type != nil {
			return e.On.Type
		}
		return &model.TypeRef{Name: e.On.Class}
	}
	return typeOf(e.On)
}

// libraryMember names the class that a method of a class of the project's own
// counts under which the project does not declare: what it inherits is the library's.
func (l *Linker) libraryMember(found target, name string) model.Name {
	class := found.class
	switch {
	case objectMethods[name] && (!found.declared || !class.Known()):
		return objectType.Name
	case class.Known():
		class.By = model.Inherited
		return l.asked(class, name)
	}
	return model.Name{} // made by a processor of annotations, or of nobody's knowledge
}

// asked is the class that rules ask about the method under: the class itself, or
// the nearest of its library supertypes that they name.
func (l *Linker) asked(class model.Name, method string) model.Name {
	why := l.vocab.traits[method]
	if why&asked == 0 || why&content != 0 || l.vocab.calls[class.Qualified+"#"+method] {
		return class
	}
	next := []string{class.Qualified}
	for depth := 0; depth < maxInheritance && len(next) > 0; depth++ {
		var above []string
		for _, name := range next {
			c := l.library(name)
			if c == nil {
				continue
			}
			for _, s := range c.supers {
				if l.vocab.calls[s.Qualified+"#"+method] {
					return model.Name{Text: class.Text, Qualified: s.Qualified, By: model.Inherited}
				}
				above = append(above, s.Qualified)
			}
		}
		next = above
	}
	return class
}

var objectMethods = map[string]bool{"getClass": true, "hashCode": true, "equals": true, "toString": true, "notify": true, "notifyAll": true, "wait": true, "clone": true, "finalize": true}

// unqualified finds out whose method f() is: the innermost enclosing class
// that has a method of the name (JLS 15.12.1), else a statically imported one.
// What a superclass declares that nothing is known of comes last.
func (l *Linker) unqualified(e *model.Expr, u *model.Unit, t *model.Type) target {
	var perhaps target
	for c := t; c != nil; c = c.Outer {
		found := l.find(selfRef(c), e.Name, len(e.Args), u.App, 0)
		switch {
		case found.declared && !found.class.Known():
			e.Class = model.Name{Text: c.Simple, Qualified: found.owner.Qualified, By: model.Nested}
			return found
		case found.declared:
			e.Class = l.libraryMember(found, e.Name)
			return found
		case !perhaps.class.Known():
			perhaps = found
		}
	}
	if class := l.staticMethod(e, u); class.Known() {
		found := l.find(&model.TypeRef{Name: class}, e.Name, len(e.Args), u.App, 0)
		if e.Class = class; l.lookup(class.Qualified, u.App) == nil {
			e.Class = l.asked(class, e.Name)
		}
		return found
	}
	if perhaps.class.Known() || objectMethods[e.Name] {
		e.Class = l.libraryMember(perhaps, e.Name)
	}
	return perhaps
}

// staticMethod is the class that a static import brings the method of e from.
func (l *Linker) staticMethod(e *model.Expr, u *model.Unit) model.Name {
	for _, imp := range u.Imports {
		if !imp.Static {
			continue
		}
		class := imp.Name
		if !imp.OnDemand {
			owner, member := splitLast(imp.Name)
			if member != e.Name {
				continue
			}
			class = owner
		}
		if owner := l.lookup(class, u.App); owner != nil {
			if !l.find(selfRef(owner), e.Name, len(e.Args), u.App, 0).declared {
				continue
			}
		} else if c := l.library(class); imp.OnDemand && (c == nil || c.methods[e.Name] == nil) && !l.vocab.calls[class+"#"+e.Name] {
			continue
		}
		return model.Name{Text: class, Qualified: class, By: model.Imported}
	}
	return model.Name{}
}

// returned is the type of what a call returns.
func (l *Linker) returned(e *model.Expr, found target, app *model.App) *model.TypeRef {
	on := receiver(e)
	switch {
	case e.Name == "getClass" && len(e.Args) == 0: // JLS 4.3.2
		if on != nil && on.Known() {
			return &model.TypeRef{Name: classType.Name, Args: []*model.TypeRef{erasure(on)}}
		}
		return classType
	case e.Name == "toString" && len(e.Args) == 0:
		return stringType
	case e.Name == "clone" && on != nil && on.Dims > 0:
		return on
	case throwableMethods[e.Name] && len(found.fits) == 0:
		return throwableType
	}
	fits := found.fits
	if len(fits) > 1 {
		fits = l.applicable(found, e.Args, app)
	}
	var out *model.TypeRef
	for _, s := range fits {
		r := l.returnedBy(s, found, e.Args, app)
		if r == nil || out != nil && !sameErasure(out, r) {
			return nil
		}
		if out == nil {
			out = r
		}
	}
	if out == nil && !found.declared {
		return l.property(e, on, app)
	}
	return out
}

// throwableMethods return a Throwable on every kind of exception, most of which
// the table does not know.
var (
	throwableMethods = map[string]bool{"getCause": true, "initCause": true, "fillInStackTrace": true}
	throwableType    = class("java.lang.Throwable")
)

// property is the type of a getter that nobody has written: Lombok has, from
// the field.
func (l *Linker) property(e *model.Expr, on *model.TypeRef, app *model.App) *model.TypeRef {
	if on == nil || len(e.Args) != 0 || len(e.Name) < 4 || e.Name[:3] != "get" {
		return nil
	}
	t := l.lookup(on.Qualified, app)
	if t == nil {
		return nil
	}
	name := string(e.Name[3]|0x20) + e.Name[4:]
	if f := l.findField(t, name, 0); f != nil {
		return l.fieldType(f, on, app)
	}
	return nil
}

// applicable leaves out the overloads that the arguments cannot be passed to, as far as
// types are known; the one that they fit exactly is alone.
func (l *Linker) applicable(found target, args []*model.Expr, app *model.App) []*signature {
	var out []*signature
	for _, s := range found.fits {
		if len(s.params) == 0 && s.arity > 0 {
			out = append(out, s)
			continue
		}
		exact, possible := true, true
		for i, a := range args {
			p := s.param(i, len(args))
			switch l.passes(a, p, app) {
			case no:
				exact, possible = false, false
			case perhaps:
				exact = false
			}
		}
		if exact && !s.varargs {
			return []*signature{s}
		}
		if possible {
			out = append(out, s)
		}
	}
	return arraysFirst(out, args)
}

// arraysFirst leaves out the overloads that take any object where others take
// an array and get one: of(T) beside of(T...) (JLS 15.12.2.5).
func arraysFirst(fits []*signature, args []*model.Expr) []*signature {
	for i, a := range args {
		t := typeOf(a)
		if t == nil || t.Dims == 0 {
			continue
		}
		takesArray := func(s *signature) bool { return i < len(s.params) && s.params[i] != nil && s.params[i].Dims > 0 }
		if slices.ContainsFunc(fits, takesArray) {
			fits = slices.DeleteFunc(slices.Clone(fits), func(s *signature) bool { return !takesArray(s) })
		}
	}
	return fits
}

// param is the type of the parameter that argument i of n is passed to.
func (s *signature) param(i, n int) *model.TypeRef {
	last := len(s.params) - 1
	if last < 0 {
		return nil
	}
	if !s.varargs || i < last {
		return s.params[min(i, last)]
	}
	if s.params[last] == nil || n == s.arity {
		return s.params[last]
	}
	element := *s.params[last]
	element.Dims--
	return &element
}

type answer uint8

const (
	no answer = iota
	perhaps
	yes
)

// passes tells whether a parameter of type p takes the argument a.
func (l *Linker) passes(a *model.Expr, p *model.TypeRef, app *model.App) answer {
	t := typeOf(a)
	if p == nil || t == nil || !t.Known() || !p.Known() || p.By == model.TypeVariable || t.By == model.TypeVariable {
		if a.Kind == model.ExprLambda && p != nil {
			if _, function, _ := l.function(p, app, 0); function != nil && strconv.Itoa(function.arity) != a.Value {
				return no
			}
		}
		return perhaps
	}
	switch {
	case sameErasure(p, t):
		return yes
	case p.Dims != t.Dims:
		if p.Qualified == "java.lang.Object" {
			return perhaps
		}
		return no
	case p.By == model.Primitive && t.By == model.Primitive, p.Qualified == "java.lang.Object":
		return perhaps
	case p.By == model.Primitive || t.By == model.Primitive:
		if p.Dims == 0 && (boxes[p.Qualified] == t.Qualified || boxes[t.Qualified] == p.Qualified) {
			return perhaps
		}
		return no
	case l.asSuper(t, p.Qualified, app, 0) != nil:
		return perhaps
	case l.asSuper(p, t.Qualified, app, 0) != nil, !l.knowsSupers(t, app):
		return perhaps
	}
	return no
}

// knowsSupers reports whether all supertypes of ref are known.
func (l *Linker) knowsSupers(ref *model.TypeRef, app *model.App) bool {
	if l.lookup(ref.Qualified, app) == nil && l.library(ref.Qualified) == nil {
		return ref.Qualified == "java.lang.Object"
	}
	for _, s := range l.supersOf(ref, app) {
		if !l.knowsSupers(s, app) {
			return false
		}
	}
	return true
}

// returnedBy is what a call of s returns.
func (l *Linker) returnedBy(s *signature, found target, args []*model.Expr, app *model.App) *model.TypeRef {
	r := s.returns
	if r == nil || r.By == model.Primitive || !hasVariable(r) {
		return r
	}
	if len(s.typeParams) > 0 {
		return l.infer(s, found, args, app).result(l.inOwner(r, s, found), func(name string) bool {
			return slices.ContainsFunc(s.params, func(p *model.TypeRef) bool { return p != nil && mentions(p, name) })
		})
	}
	return substitute(r, found.params, found.owner.Args)
}

// inOwner puts the receiver's type arguments into a type of s.
func (l *Linker) inOwner(ref *model.TypeRef, s *signature, found target) *model.TypeRef {
	if len(found.params) == 0 || len(found.owner.Args) == 0 || len(s.typeParams) == 0 {
		return substitute(ref, found.params, found.owner.Args)
	}
	names, args := found.params, found.owner.Args
	if slices.ContainsFunc(names, func(n string) bool { return slices.Contains(s.typeParams, n) }) {
		return ref // the method's own parameters hide the class's
	}
	return substitute(ref, names, args)
}

func mentions(ref *model.TypeRef, variable string) bool {
	return ref.By == model.TypeVariable && ref.Text == variable ||
		slices.ContainsFunc(ref.Args, func(a *model.TypeRef) bool { return mentions(a, variable) })
}

// infer finds the type arguments of a generic method: first from plain arguments, then
// from what functions return.
func (l *Linker) infer(s *signature, found target, args []*model.Expr, app *model.App) *inference {
	f := &inference{linker: l, app: app, names: s.typeParams, bound: make([]*model.TypeRef, len(s.typeParams))}
	for i, a := range args {
		if p := s.param(i, len(args)); p != nil && a.Kind != model.ExprLambda && a.Kind != model.ExprMethodRef {
			if t := typeOf(a); t != nil {
				if s.varargs && i == s.arity-1 && len(args) == s.arity && p.Dims > t.Dims {
					element := *p
					element.Dims--
					p = &element
				}
				f.unify(l.inOwner(p, s, found), t, 0)
			}
		}
	}
	for i, a := range args {
		p := s.param(i, len(args))
		if p == nil || a.Kind != model.ExprLambda && a.Kind != model.ExprMethodRef {
			continue
		}
		iface, function, names := l.function(l.inOwner(p, s, found), app, 0)
		if function == nil {
			continue
		}
		returns := substitute(function.returns, names, iface.Args)
		switch {
		case a.Kind == model.ExprMethodRef:
			var first *model.TypeRef
			if len(function.params) > 0 {
				first = substitute(function.params[0], names, iface.Args)
			}
			f.unify(returns, l.referenced(a, lowerBound(first), app), 0)
		case len(a.Args) == 1:
			f.unify(returns, typeOf(a.Args[0]), 0)
		}
	}
	return f
}

// function finds the method that a lambda for ref implements: with ref as the
// class that declares it, and that class's type parameters.
func (l *Linker) function(ref *model.TypeRef, app *model.App, depth int) (*model.TypeRef, *signature, []string) {
	if ref == nil || !ref.Known() || ref.Dims > 0 || ref.By == model.TypeVariable || depth > maxInheritance {
		return nil, nil, nil
	}
	var found *signature
	var names []string
	if t := l.lookup(ref.Qualified, app); t != nil {
		names = paramNames(t.TypeParams)
		for _, m := range t.Methods {
			if t.Kind != model.Interface || m.Flags&(model.Default|model.Static|model.Private) != 0 {
				continue
			}
			if found != nil {
				return nil, nil, nil
			}
			found = ownSignature(m)
		}
	} else if c := l.library(ref.Qualified); c != nil {
		names = c.params
		for _, all := range c.methods {
			for _, s := range all {
				if s.abstract {
					found = s
				}
			}
		}
	}
	if found != nil {
		return ref, found, names
	}
	for _, s := range l.supersOf(ref, app) {
		if iface, function, names := l.function(s, app, depth+1); function != nil {
			return iface, function, names
		}
	}
	return nil, nil, nil
}

// referenced is what the method that X::name names returns. Where X is
// written without type arguments they are those of the function's first parameter.
func (l *Linker) referenced(e *model.Expr, first *model.TypeRef, app *model.App) *model.TypeRef {
	on := receiver(e)
	if on == nil || !on.Known() {
		return nil
	}
	raw := len(on.Args) == 0 && l.generic(on.Qualified, app)
	if raw && first != nil && first.Known() {
		if super := l.asSuper(first, on.Qualified, app, 0); super != nil {
			on, raw = super, len(super.Args) == 0
		}
	}
	if e.Name == "<init>" {
		return on
	}
	var out *model.TypeRef
	for argc := range 3 {
		found := l.find(on, e.Name, argc, app, 0)
		for _, s := range found.fits {
			r := s.returns
			if r == nil || len(s.typeParams) > 0 || raw && hasVariable(r) {
				return nil
			}
			if r = substitute(r, found.params, found.owner.Args); out != nil && !sameErasure(out, r) {
				return nil
			}
			out = r
		}
	}
	return out
}

// generic reports whether a class has type parameters.
func (l *Linker) generic(qualified string, app *model.App) bool {
	if t := l.lookup(qualified, app); t != nil {
		return len(t.TypeParams) > 0
	}
	c := l.library(qualified)
	return c != nil && len(c.params) > 0
}

// lowerBound is what ? super T can be given: a T.
func lowerBound(ref *model.TypeRef) *model.TypeRef {
	if ref != nil && len(ref.Args) == 1 && ref.Qualified == "java.lang.Object" {
		return ref.Args[0]
	}
	return ref
}

// parameter is the type of a parameter of a lambda.
func (l *Linker) parameter(e *model.Expr, u *model.Unit, t *model.Type) *model.TypeRef {
	i, err := strconv.Atoi(e.Value)
	if err != nil {
		return nil
	}
	if e.On == nil {
		return l.takes(e.Type, i, "", u.App)
	}
	call := e.On
	at := slices.IndexFunc(call.Args, func(a *model.Expr) bool { return a.Kind == model.ExprLambda && a.At == e.At })
	if at < 0 {
		return nil
	}
	found := l.callTarget(call, u, t)
	var out *model.TypeRef
	for _, s := range found.fits {
		p := s.param(at, len(call.Args))
		if p == nil {
			return nil
		}
		p = l.inOwner(p, s, found)
		if len(s.typeParams) > 0 {
			p = l.infer(s, found, call.Args, u.App).result(p, func(string) bool { return true })
		}
		taken := l.takes(p, i, call.Args[at].Value, u.App)
		if taken == nil {
			continue
		}
		if out != nil && !sameErasure(out, taken) {
			return nil
		}
		out = taken
	}
	return out
}

// takes is the type of parameter i of the method that a lambda of that number of
// parameters implements for ref.
func (l *Linker) takes(ref *model.TypeRef, i int, arity string, app *model.App) *model.TypeRef {
	iface, function, names := l.function(ref, app, 0)
	if function == nil || i >= len(function.params) || arity != "" && arity != strconv.Itoa(function.arity) {
		return nil
	}
	p := lowerBound(substitute(function.params[i], names, iface.Args))
	if p == nil || p.By == model.TypeVariable && !p.Known() {
		return nil
	}
	return p
}

// methodRef gives a method reference the class its method is looked up in.
func (l *Linker) methodRef(e *model.Expr, app *model.App) {
	on := receiver(e)
	if on == nil || on.Dims > 0 {
		return
	}
	e.Class = on.Name
	if e.Name == "<init>" || !on.Known() {
		return
	}
	if l.lookup(on.Qualified, app) == nil {
		e.Class = l.asked(on.Name, e.Name)
		return
	}
	for argc := range 4 {
		found := l.find(on, e.Name, argc, app, 0)
		if found.declared && !found.class.Known() {
			return // the project's own
		}
		if len(found.fits) > 0 || found.class.Known() && !found.declared {
			e.Class = l.libraryMember(found, e.Name)
			return
		}
	}
}
