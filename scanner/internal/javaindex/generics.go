package javaindex

import (
	"slices"

	"arklint/scanner/model"
)

// maxInheritance bounds walks up a class's ancestors, which broken code may
// close to a ring.
const maxInheritance = 32

// supersOf returns the supertypes of ref with type arguments as ref gives
// them. Those of a library class that is not in the table are not known.
func (l *Linker) supersOf(ref *model.TypeRef, app *model.App) []*model.TypeRef {
	if t := l.lookup(ref.Qualified, app); t != nil {
		out := make([]*model.TypeRef, 0, 1+len(t.Interfaces))
		names := paramNames(t.TypeParams)
		if t.Super != nil {
			out = append(out, substitute(t.Super, names, ref.Args))
		}
		for _, s := range t.Interfaces {
			out = append(out, substitute(s, names, ref.Args))
		}
		switch t.Kind {
		case model.Enum:
			out = append(out, &model.TypeRef{Name: enumName, Args: []*model.TypeRef{ref}})
		case model.Record:
			out = append(out, recordType)
		}
		return out
	}
	c := l.library(ref.Qualified)
	if c == nil || len(c.params) == 0 {
		if c == nil {
			return nil
		}
		return c.supers
	}
	out := make([]*model.TypeRef, len(c.supers))
	for i, s := range c.supers {
		out[i] = substitute(s, c.params, ref.Args)
	}
	return out
}

var (
	enumName   = class("java.lang.Enum").Name
	recordType = class("java.lang.Record")
)

func paramNames(params []model.TypeParam) []string {
	if len(params) == 0 {
		return nil
	}
	names := make([]string, len(params))
	for i, p := range params {
		names[i] = p.Name
	}
	return names
}

// asSuper is ref seen as its supertype of that name, nil when it is none as far as is known.
func (l *Linker) asSuper(ref *model.TypeRef, qualified string, app *model.App, depth int) *model.TypeRef {
	if ref.Qualified == qualified {
		return ref
	}
	if depth > maxInheritance {
		return nil
	}
	for _, s := range l.supersOf(ref, app) {
		if found := l.asSuper(s, qualified, app, depth+1); found != nil {
			return found
		}
	}
	return nil
}

// unknownType stands for a type that cannot be told.
var unknownType = &model.TypeRef{}

// substitute puts args in the place of the type variables names in ref. A raw
// type leaves them; where the arguments cannot be told (<>), nor can what they stand for.
func substitute(ref *model.TypeRef, names []string, args []*model.TypeRef) *model.TypeRef {
	if ref == nil || len(names) == 0 || len(args) == 0 || !hasVariable(ref) {
		return ref
	}
	if ref.By == model.TypeVariable {
		i := slices.Index(names, ref.Text)
		switch {
		case i < 0:
			return ref
		case i >= len(args) || args[i] == nil || len(args) != len(names):
			return unknownType
		case args[i] == objectType && ref.Qualified != objectType.Qualified && ref.Qualified != "": // ?, which has the bound's members
			return ref
		case ref.Dims == 0:
			return args[i]
		}
		array := *args[i]
		array.Dims += ref.Dims
		return &array
	}
	out := *ref
	out.Args = make([]*model.TypeRef, len(ref.Args))
	for i, a := range ref.Args {
		out.Args[i] = substitute(a, names, args)
	}
	return &out
}

func hasVariable(ref *model.TypeRef) bool {
	return ref.By == model.TypeVariable || slices.ContainsFunc(ref.Args, hasVariable)
}

// erasure is ref without type arguments.
func erasure(ref *model.TypeRef) *model.TypeRef {
	if len(ref.Args) == 0 {
		return ref
	}
	return &model.TypeRef{Name: ref.Name, Dims: ref.Dims}
}

func sameErasure(a, b *model.TypeRef) bool { return a.Qualified == b.Qualified && a.Dims == b.Dims }

// element is the type of the elements of an array or an Iterable.
func (l *Linker) element(ref *model.TypeRef, app *model.App) *model.TypeRef {
	if ref == nil || !ref.Known() {
		return nil
	}
	if ref.Dims > 0 {
		element := *ref
		element.Dims--
		return &element
	}
	if it := l.asSuper(ref, "java.lang.Iterable", app, 0); it != nil && len(it.Args) == 1 {
		return it.Args[0]
	}
	return nil
}

// common is the type of a choice among values: theirs, or that of one that the
// others are a subtype of.
func (l *Linker) common(values []*model.Expr, app *model.App) *model.TypeRef {
	var out *model.TypeRef
	for _, v := range values {
		t := typeOf(v)
		switch {
		case v.Kind == model.ExprNull:
		case t == nil || !t.Known():
			return nil
		case out == nil || sameErasure(out, t):
			out = t
		case t.Dims == 0 && out.Dims == 0 && l.asSuper(t, out.Qualified, app, 0) != nil:
		case t.Dims == 0 && out.Dims == 0 && l.asSuper(out, t.Qualified, app, 0) != nil:
			out = t
		default:
			return nil
		}
	}
	return out
}

// typeOf is the type of the value of e.
func typeOf(e *model.Expr) *model.TypeRef {
	if e != nil && e.Kind == model.ExprClass { // its Type is the X of X.class
		if e.Type == nil {
			return classType
		}
		return &model.TypeRef{Name: classType.Name, Args: []*model.TypeRef{e.Type}}
	}
	if e == nil || e.Kind == model.ExprType {
		return nil
	}
	return e.Type
}

// classType is the type of X.class.
var classType = class("java.lang.Class")

// An inference finds what the type parameters of a generic method stand for in
// one call (JLS 18, as far as arguments tell).
type inference struct {
	linker *Linker
	app    *model.App
	names  []string
	bound  []*model.TypeRef // by names; unknownType where arguments disagree
	// free are variables of an argument's own type that were left open there
	// (Collectors.toList()) and that the parameter's type settles.
	free   []string
	settle []*model.TypeRef
}

// openMark distinguishes a variable left open from one in scope.
const openMark = "'"

func (f *inference) unify(param, arg *model.TypeRef, depth int) {
	if param == nil || arg == nil || depth > maxDepth {
		return
	}
	if param.By == model.TypeVariable {
		i := slices.Index(f.names, param.Text)
		if i < 0 || arg.Dims < param.Dims || !arg.Known() && len(arg.Args) == 0 {
			return
		}
		value := *arg
		value.Dims -= param.Dims
		if value.By == model.Primitive && value.Dims == 0 {
			box, ok := boxes[value.Text]
			if !ok {
				return
			}
			value = *class(box)
		}
		if f.bound[i] == nil {
			f.bound[i] = &value
		} else if !sameErasure(f.bound[i], &value) {
			f.bound[i] = unknownType
		}
		return
	}
	if arg.By == model.TypeVariable && !arg.Known() {
		if param.Known() {
			f.free, f.settle = append(f.free, arg.Text), append(f.settle, param)
		}
		return
	}
	if len(param.Args) == 0 || param.Dims != arg.Dims || !arg.Known() {
		return
	}
	super := f.linker.asSuper(arg, param.Qualified, f.app, 0)
	if super == nil || len(super.Args) != len(param.Args) {
		return
	}
	for i, p := range param.Args {
		f.unify(p, super.Args[i], depth+1)
	}
}

// result is ref with what was found put in. Of what was not found, a variable that
// no argument could tell is its bound where the call is used as it stands
// (JLS 18.5.2.1); any other stays open.
func (f *inference) result(ref *model.TypeRef, told func(name string) bool) *model.TypeRef {
	args := make([]*model.TypeRef, len(f.names))
	for i, name := range f.names {
		args[i] = f.bound[i]
		if args[i] != nil {
			args[i] = substitute(args[i], f.free, f.settle)
			continue
		}
		args[i] = &model.TypeRef{Name: model.Name{Text: name + openMark, By: model.TypeVariable}}
		if ref.By == model.TypeVariable && ref.Text == name && !told(name) {
			args[i] = &model.TypeRef{Name: ref.Name, Args: ref.Args}
		}
	}
	return substitute(ref, f.names, args)
}

var boxes = map[string]string{
	"boolean": "java.lang.Boolean", "byte": "java.lang.Byte", "char": "java.lang.Character", "short": "java.lang.Short", "int": "java.lang.Integer",
	"long": "java.lang.Long", "float": "java.lang.Float", "double": "java.lang.Double",
}
