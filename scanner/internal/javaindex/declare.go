package javaindex

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

var typeKinds = map[javasrc.Kind]model.TypeKind{
	javasrc.NClass: model.Class, javasrc.NInterface: model.Interface, javasrc.NEnum: model.Enum,
	javasrc.NRecord: model.Record, javasrc.NAnnotationType: model.AnnotationType,
}

var modifierFlags = map[javasrc.TokenKind]model.Flags{
	javasrc.KPublic: model.Public, javasrc.KProtected: model.Protected, javasrc.KPrivate: model.Private,
	javasrc.KStatic: model.Static, javasrc.KFinal: model.Final, javasrc.KAbstract: model.Abstract,
	javasrc.KVolatile: model.Volatile, javasrc.KTransient: model.Transient,
	javasrc.KSynchronized: model.Synchronized, javasrc.KNative: model.Native, javasrc.KDefault: model.Default,
}

// modifiers reads the flags and the annotations worth keeping of a declaration.
func (x *Extractor) modifiers(decl javasrc.NodeID) (flags model.Flags, annotations []model.Annotation) {
	mods := x.role(decl, javasrc.RoleMods)
	if mods == javasrc.None {
		return 0, nil
	}
	x.children(mods, func(m javasrc.NodeID) {
		switch x.tree.Kind(m) {
		case javasrc.NModifier:
			flags |= modifierFlags[x.tree.Op(m)]
		case javasrc.NAnnotation:
			if a, ok := x.annotation(m, decl); ok {
				annotations = append(annotations, a)
			}
		}
	})
	return flags, annotations
}

func (x *Extractor) annotation(n, decl javasrc.NodeID) (model.Annotation, bool) {
	name := x.role(n, javasrc.RoleName)
	if name == javasrc.None {
		return model.Annotation{}, false
	}
	if x.tree.Kind(name) == javasrc.NName && string(x.name(name)) == "Override" {
		return model.Annotation{}, false // most of all annotations
	}
	dotted := x.dotted(name)
	_, simple := splitLast(dotted)
	if simple == "Generated" && len(x.types) == 0 {
		// javax.annotation, javax.annotation.processing, jakarta.annotation: what
		// generators put on their output (JSR 250).
		x.out.Unit.Generated = true
	}
	if simple == "SuppressWarnings" {
		x.suppressWarnings(n, decl)
		return model.Annotation{}, false
	}
	if !x.vocab.annotations[simple] {
		return model.Annotation{}, false
	}
	a := model.Annotation{Name: model.Name{Text: dotted}, At: x.span(n)}
	x.children(n, func(c javasrc.NodeID) {
		if x.tree.Kind(c) != javasrc.NAnnotationArg {
			return
		}
		arg := model.AnnotationArg{Name: "value"}
		if an := x.role(c, javasrc.RoleName); an != javasrc.None {
			arg.Name = x.text(an)
		}
		arg.Value = x.expr(x.role(c, javasrc.RoleValue), 0)
		a.Args = append(a.Args, arg)
	})
	return a, true
}

// top is the innermost class at hand, nil at the top level.
func (x *Extractor) top() *scopeType {
	if len(x.types) == 0 {
		return nil
	}
	return x.types[len(x.types)-1]
}

// typeDecl extracts a class, interface, enum, record or annotation type,
// wherever it is declared.
func (x *Extractor) typeDecl(n javasrc.NodeID) *model.Type {
	t := &model.Type{Unit: x.out.Unit, Kind: typeKinds[x.tree.Kind(n)], Whole: x.span(n), At: x.span(n)}
	if name := x.role(n, javasrc.RoleName); name != javasrc.None {
		t.Simple, t.At = x.text(name), x.span(name)
	}
	t.Flags, t.Annotations = x.modifiers(n)
	outer := x.top()
	t.Local = outer != nil && x.inBody()
	x.place(t, outer)
	if t.Local {
		x.locals = append(x.locals, local{class: t})
		x.localClasses = true
	}
	if t.Kind != model.Class || outer != nil && (outer.Kind == model.Interface || outer.Kind == model.AnnotationType) {
		t.Flags |= model.Static
	}
	scope := x.enter(t)
	if t.Local {
		x.runOnSpot(scope, x.calledOnSpot(n, 0))
	}
	x.supertypes(t, n)
	if t.Kind == model.Record {
		if params := x.role(n, javasrc.RoleParams); params != javasrc.None {
			x.recordComponents(scope, params)
		}
	}
	if body := x.role(n, javasrc.RoleBody); body != javasrc.None {
		x.body(scope, body)
	}
	x.leave()
	return t
}

// inBody reports whether the place at hand is code, not the body of a class.
func (x *Extractor) inBody() bool { return x.ctx.assigned != nil }

// place names t and hangs it below its outer class.
func (x *Extractor) place(t *model.Type, outer *scopeType) {
	if outer == nil {
		t.Name = t.Simple
		if p := x.out.Unit.Package; p != "" {
			t.Name = p + "." + t.Simple
		}
		x.out.Unit.Types = append(x.out.Unit.Types, t)
		return
	}
	t.Outer = outer.Type
	outer.Nested = append(outer.Nested, t)
	if t.Anonymous || t.Local {
		outer.anon++
		t.Name = outer.Name + "." + strconv.Itoa(outer.anon) + t.Simple
		return
	}
	t.Name = outer.Name + "." + t.Simple
}

func (x *Extractor) enter(t *model.Type) *scopeType {
	s := &scopeType{Type: t, localsAt: len(x.locals)}
	x.types = append(x.types, s)
	return s
}

func (x *Extractor) leave() {
	s := x.top()
	x.locals = x.locals[:s.localsAt]
	x.types = x.types[:len(x.types)-1]
}

func (x *Extractor) supertypes(t *model.Type, n javasrc.NodeID) {
	if tp := x.role(n, javasrc.RoleTypeParams); tp != javasrc.None {
		t.TypeParams = x.typeParamNames(tp)
		x.bounds(tp, t.TypeParams)
	}
	add := func(clause javasrc.NodeID, to *[]*model.TypeRef) {
		if clause != javasrc.None {
			x.children(clause, func(c javasrc.NodeID) { *to = append(*to, x.typeRef(c)) })
		}
	}
	var extends []*model.TypeRef
	add(x.role(n, javasrc.RoleExtends), &extends)
	if t.Kind == model.Interface {
		t.Interfaces = extends
		return
	}
	if len(extends) > 0 {
		t.Super = extends[0]
	}
	add(x.role(n, javasrc.RoleImplements), &t.Interfaces)
}

func (x *Extractor) typeParamNames(n javasrc.NodeID) []model.TypeParam {
	var out []model.TypeParam
	x.children(n, func(c javasrc.NodeID) {
		p := model.TypeParam{}
		if name := x.role(c, javasrc.RoleName); name != javasrc.None {
			p.Name = x.text(name)
		}
		out = append(out, p)
	})
	return out
}

// bounds reads the bounds of type parameters, which are in sight by now: a
// bound may name them all.
func (x *Extractor) bounds(n javasrc.NodeID, params []model.TypeParam) {
	i := 0
	x.children(n, func(c javasrc.NodeID) {
		if bound := x.role(c, javasrc.RoleType); bound != javasrc.None {
			params[i].Bound = x.typeRef(bound)
		}
		i++
	})
}

// methodTypeParams brings the type parameters of method n into sight, and
// returns them and what to restore x.ctx.params to.
func (x *Extractor) methodTypeParams(n javasrc.NodeID) (own, outer []model.TypeParam) {
	outer = x.ctx.params
	if tp := x.role(n, javasrc.RoleTypeParams); tp != javasrc.None {
		all := append(x.typeParamNames(tp), outer...)
		own = all[: len(all)-len(outer) : len(all)-len(outer)]
		x.ctx.params = all
		x.bounds(tp, own)
	}
	return own, outer
}

// implicitClass makes the class that a compact source file declares without
// saying so (Java 25, JLS 8.1.8); it is named as the file.
func (x *Extractor) implicitClass(root javasrc.NodeID) *scopeType {
	name := x.file.Path[strings.LastIndexByte(x.file.Path, '/')+1:]
	t := &model.Type{
		Unit: x.out.Unit, Simple: strings.TrimSuffix(name, ".java"), Kind: model.Class, Flags: model.Final,
		Whole: x.span(root), At: source.Span{File: x.file, Start: int(x.tree.Start(root)), End: int(x.tree.Start(root))},
	}
	x.place(t, nil)
	return x.enter(t)
}

// recordComponents are private final instance fields (JLS 8.10.3).
func (x *Extractor) recordComponents(s *scopeType, params javasrc.NodeID) {
	x.children(params, func(p javasrc.NodeID) {
		name := x.role(p, javasrc.RoleName)
		if name == javasrc.None {
			return
		}
		f := &model.Field{Owner: s.Type, Name: x.text(name), Type: x.varType(p, p), Flags: model.Private | model.Final, At: x.span(name), Whole: x.span(p)}
		x.addField(s, f)
		s.Methods = append(s.Methods, &model.Method{Owner: s.Type, Name: f.Name, Flags: model.Public, Return: f.Type, At: f.At})
	})
}

func (x *Extractor) addField(s *scopeType, f *model.Field) {
	s.Fields = append(s.Fields, f)
	if s.byName == nil && len(s.Fields) > manyFields {
		s.byName = map[string]*model.Field{}
		for _, g := range s.Fields {
			if s.byName[g.Name] == nil {
				s.byName[g.Name] = g
			}
		}
	} else if s.byName != nil && s.byName[f.Name] == nil {
		s.byName[f.Name] = f
	}
}

// A member is a field's variable or a method whose code waits until all
// members of its class are known.
type member struct {
	node   javasrc.NodeID
	vardef javasrc.NodeID
	field  *model.Field
	method *model.Method
}

// body extracts the members of a class: first their names, so that code can
// be resolved against all of them, then their code.
func (x *Extractor) body(s *scopeType, body javasrc.NodeID) {
	outer := x.ctx
	x.ctx = context{params: outer.params}
	var members []member
	x.reserve(s, body)
	for c := x.tree.First(body); c != javasrc.None; c = x.tree.Next(c) {
		switch x.tree.Kind(c) {
		case javasrc.NField:
			members = x.fieldDecl(s, c, members)
		case javasrc.NEnumConst:
			members = x.enumConst(s, c, members)
		case javasrc.NMethod, javasrc.NCtor, javasrc.NCompactCtor:
			members = append(members, member{node: c, method: x.methodDecl(s, c)})
		case javasrc.NInit:
			members = append(members, member{node: c})
		case javasrc.NClass, javasrc.NInterface, javasrc.NEnum, javasrc.NRecord, javasrc.NAnnotationType:
			if x.tree.Kind(body) == javasrc.NBody { // those of a compact source file are top-level
				members = append(members, member{node: c})
			}
		}
	}
	for _, m := range members {
		x.code(s, m)
	}
	x.ctx = outer
}

// reserve makes room for the methods and fields of a class at once.
func (x *Extractor) reserve(s *scopeType, body javasrc.NodeID) {
	methods, fields := 0, 0
	for c := x.tree.First(body); c != javasrc.None; c = x.tree.Next(c) {
		switch x.tree.Kind(c) {
		case javasrc.NMethod, javasrc.NCtor, javasrc.NCompactCtor:
			methods++
		case javasrc.NField:
			for v := x.tree.First(c); v != javasrc.None; v = x.tree.Next(v) {
				if x.tree.Kind(v) == javasrc.NVarDecl {
					fields++
				}
			}
		}
	}
	s.function = s.Kind == model.Interface && methods == 1
	s.methodRoom, s.fieldRoom = make([]model.Method, methods), make([]model.Field, fields)
	if methods > 0 {
		s.Methods = slices.Grow(s.Methods, methods)
	}
	if fields > 0 {
		s.Fields = slices.Grow(s.Fields, fields)
	}
}

func (s *scopeType) newMethod() *model.Method {
	if len(s.methodRoom) == 0 {
		return &model.Method{}
	}
	m := &s.methodRoom[0]
	s.methodRoom = s.methodRoom[1:]
	return m
}

func (s *scopeType) newField() *model.Field {
	if len(s.fieldRoom) == 0 {
		return &model.Field{}
	}
	f := &s.fieldRoom[0]
	s.fieldRoom = s.fieldRoom[1:]
	return f
}

func (x *Extractor) fieldDecl(s *scopeType, n javasrc.NodeID, members []member) []member {
	flags, annotations := x.modifiers(n)
	if s.Kind == model.Interface || s.Kind == model.AnnotationType {
		flags |= model.Public | model.Static | model.Final
	}
	whole := x.span(n)
	for c := x.tree.First(n); c != javasrc.None; c = x.tree.Next(c) {
		if x.tree.Kind(c) != javasrc.NVarDecl {
			continue
		}
		name := x.role(c, javasrc.RoleName)
		if name == javasrc.None {
			continue
		}
		f := s.newField()
		*f = model.Field{Owner: s.Type, Name: x.text(name), Type: x.varType(n, c), Flags: flags, Annotations: annotations, At: x.span(name), Whole: whole}
		x.addField(s, f)
		if flags.Has(model.Static) && canHold(f) {
			x.holders[f.Name] = true
		}
		members = append(members, member{node: n, vardef: c, field: f})
	}
	return members
}

func (x *Extractor) enumConst(s *scopeType, n javasrc.NodeID, members []member) []member {
	name := x.role(n, javasrc.RoleName)
	if name == javasrc.None {
		return members
	}
	f := &model.Field{
		Owner: s.Type, Name: x.text(name), EnumConst: true, Flags: model.Public | model.Static | model.Final, At: x.span(name), Whole: x.span(n),
		Type: &model.TypeRef{Name: model.Name{Text: s.Simple, Qualified: s.Name, By: model.Nested}},
	}
	x.addField(s, f)
	return append(members, member{node: n, vardef: n, field: f})
}

func (x *Extractor) methodDecl(s *scopeType, n javasrc.NodeID) *model.Method {
	m := s.newMethod()
	*m = model.Method{Owner: s.Type, Name: "<init>", At: x.span(n)}
	m.Flags, m.Annotations = x.modifiers(n)
	if s.Kind == model.Interface && !m.Flags.Has(model.Private) {
		m.Flags |= model.Public
	}
	if name := x.role(n, javasrc.RoleName); name != javasrc.None {
		m.At = x.span(name)
		if x.tree.Kind(n) == javasrc.NMethod {
			m.Name = x.text(name)
		}
	}
	own, outer := x.methodTypeParams(n)
	m.TypeParams = own
	if x.tree.Kind(n) == javasrc.NMethod {
		m.Return = x.varType(n, n)
	}
	x.ctx.params = outer
	functions := false
	if ps := x.role(n, javasrc.RoleParams); ps != javasrc.None {
		x.children(ps, func(p javasrc.NodeID) {
			if x.tree.Kind(p) == javasrc.NParam {
				m.Arity++
				m.Varargs = x.tree.Op(p) == javasrc.Ellipsis
				functions = functions || x.isFunction(p)
			}
		})
	}
	if x.full || m.Name == "main" || m.Name == "<init>" || len(m.Annotations) > 0 || len(own) > 0 || s.function || functions {
		x.keepParams(m, n)
	}
	s.Methods = append(s.Methods, m)
	return m
}

// isFunction tells a parameter that a lambda with parameters can be passed for, of
// the types of java.util.function.
func (x *Extractor) isFunction(p javasrc.NodeID) bool {
	tn := x.role(p, javasrc.RoleType)
	if tn == javasrc.None || x.tree.Kind(tn) != javasrc.NGenericType {
		return false
	}
	base, _, _ := bytes.Cut(x.tree.Bytes(tn), []byte("<"))
	switch string(base) {
	case "Consumer", "BiConsumer", "Function", "BiFunction", "Predicate", "BiPredicate", "UnaryOperator", "BinaryOperator":
		return true
	}
	return false
}

// keepParams reads the parameters of a method that somebody will ask for; most
// methods only have to be told from their overloads.
func (x *Extractor) keepParams(m *model.Method, n javasrc.NodeID) {
	ps := x.role(n, javasrc.RoleParams)
	if ps == javasrc.None || m.Arity == 0 || m.Params != nil {
		return
	}
	_, outer := x.methodTypeParams(n)
	m.Params = make([]model.Param, 0, m.Arity)
	x.children(ps, func(p javasrc.NodeID) {
		if x.tree.Kind(p) != javasrc.NParam {
			return
		}
		param := model.Param{Type: x.varType(p, p), Varargs: x.tree.Op(p) == javasrc.Ellipsis}
		if name := x.role(p, javasrc.RoleName); name != javasrc.None {
			param.Name = x.text(name)
		}
		m.Params = append(m.Params, param)
	})
	x.ctx.params = outer
}

// varType is the type that decl gives to the variable v, with the brackets
// behind its name; nil when there is none to read, as for (a, b) ->.
func (x *Extractor) varType(decl, v javasrc.NodeID) *model.TypeRef {
	tn := x.role(decl, javasrc.RoleType)
	if tn == javasrc.None {
		return nil
	}
	ref := x.typeRef(tn)
	if dims := x.role(v, javasrc.RoleDims); dims != javasrc.None {
		more := *ref
		more.Dims += strings.Count(string(x.tree.Bytes(dims)), "[")
		return &more
	}
	return ref
}

// typeRef reads a type as written; Link resolves it.
func (x *Extractor) typeRef(n javasrc.NodeID) *model.TypeRef {
	t := x.tree
	switch t.Kind(n) {
	case javasrc.NTypeName:
		if local := x.localClass(t.Bytes(n)); local != nil {
			return selfRef(local)
		}
		// By far the commonest: found without making a string of the name.
		if len(x.ctx.params) == 0 {
			key := refKey{}
			if s := x.top(); s != nil {
				key.in = s.Type
			}
			if ref := x.refs[refKey{key.in, string(t.Bytes(n))}]; ref != nil {
				return ref
			}
		}
	case javasrc.NPrimType:
		if ref, ok := primitives[t.Op(n)]; ok {
			return ref
		}
	case javasrc.NArrayType:
		element := x.role(n, javasrc.RoleType)
		if element != javasrc.None {
			ref := *x.typeRef(element)
			ref.Dims++
			return &ref
		}
	case javasrc.NGenericType:
		key := refKey{}
		if len(x.ctx.params) == 0 && !x.localClasses {
			if s := x.top(); s != nil {
				key.in = s.Type
			}
			if ref := x.refs[refKey{key.in, string(t.Bytes(n))}]; ref != nil {
				return ref
			}
			key.text = x.intern(t.Bytes(n))
		}
		ref := &model.TypeRef{}
		if key.text != "" {
			x.refs[key] = ref
		}
		if base := x.role(n, javasrc.RoleType); base != javasrc.None {
			if ref.Name = pendingName(x.dotted(base)); x.localClasses {
				if local := x.localClass([]byte(ref.Text)); local != nil {
					ref.Name = selfRef(local).Name
				}
			}
		}
		if args := x.role(n, javasrc.RoleTypeArgs); args != javasrc.None {
			x.children(args, func(c javasrc.NodeID) { ref.Args = append(ref.Args, x.typeRef(c)) })
			if ref.Args == nil { // <>
				ref.Args = diamond
			}
		}
		return ref
	case javasrc.NWildcard:
		if bound := x.role(n, javasrc.RoleType); bound != javasrc.None {
			ref := x.typeRef(bound)
			if t.Op(n) == javasrc.KSuper {
				ref = &model.TypeRef{Name: objectType.Name, Args: []*model.TypeRef{ref}}
			}
			return ref
		}
		return objectType
	case javasrc.NAnnotatedType, javasrc.NInterType, javasrc.NUnionType:
		for c := t.First(n); c != javasrc.None; c = t.Next(c) {
			if t.Role(c) == javasrc.RoleType {
				ref := x.typeRef(c)
				if t.Kind(n) != javasrc.NUnionType {
					return ref
				}
				union := &model.TypeRef{Name: pendingName(unionText)}
				for ; c != javasrc.None; c = t.Next(c) {
					union.Args = append(union.Args, x.typeRef(c))
				}
				return union
			}
		}
	}
	return x.plainRef(x.dotted(n))
}

// unionText stands for the name of catch (A | B e), whose alternatives are
// the type's arguments until Link knows what they have in common.
const unionText = "|"

// localClass is the local class in sight of that name.
func (x *Extractor) localClass(name []byte) *model.Type {
	if !x.localClasses {
		return nil
	}
	for i := len(x.locals) - 1; i >= 0; i-- {
		if c := x.locals[i].class; c != nil && c.Simple == string(name) {
			return c
		}
	}
	return nil
}

// plainRef returns the reference to a type without arguments or brackets. All
// uses of one name in one class mean the same and share one TypeRef, unless a
// method's own type parameters may hide it.
func (x *Extractor) plainRef(text string) *model.TypeRef {
	if len(x.ctx.params) > 0 {
		return x.namedRef(text)
	}
	key := refKey{text: text}
	if s := x.top(); s != nil {
		key.in = s.Type
	}
	if ref := x.refs[key]; ref != nil {
		return ref
	}
	ref := x.namedRef(text)
	x.refs[key] = ref
	return ref
}

// namedRef is a name that Link will resolve, unless a type parameter in sight
// has it.
func (x *Extractor) namedRef(text string) *model.TypeRef {
	for _, p := range x.ctx.params {
		if p.Name == text {
			return variable(p)
		}
	}
	for i := len(x.types) - 1; i >= 0; i-- {
		for _, p := range x.types[i].TypeParams {
			if p.Name == text {
				return variable(p)
			}
		}
		if x.types[i].Flags.Has(model.Static) {
			break
		}
	}
	return &model.TypeRef{Name: pendingName(text)}
}

func pendingName(text string) model.Name { return model.Name{Text: text, By: model.Pending} }

// variable refers to a type parameter. Until Link has looked its bound up, the
// bound is its only argument.
func variable(p model.TypeParam) *model.TypeRef {
	name := model.Name{Text: p.Name, By: model.TypeVariable}
	if p.Bound == nil {
		name.Qualified = "java.lang.Object"
		return &model.TypeRef{Name: name}
	}
	return &model.TypeRef{Name: name, Args: []*model.TypeRef{p.Bound}}
}

// diamond stands for type arguments that are not written.
var diamond = []*model.TypeRef{{}}

var objectType = &model.TypeRef{Name: model.Name{Text: "Object", Qualified: "java.lang.Object", By: model.JavaLang}}

func primitive(name string) *model.TypeRef {
	return &model.TypeRef{Name: model.Name{Text: name, Qualified: name, By: model.Primitive}}
}

var primitives = map[javasrc.TokenKind]*model.TypeRef{
	javasrc.KBoolean: primitive("boolean"), javasrc.KByte: primitive("byte"), javasrc.KChar: primitive("char"),
	javasrc.KShort: primitive("short"), javasrc.KInt: primitive("int"), javasrc.KLong: primitive("long"),
	javasrc.KFloat: primitive("float"), javasrc.KDouble: primitive("double"), javasrc.KVoid: primitive("void"),
}
