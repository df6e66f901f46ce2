package javaindex

import (
	"strconv"
	"strings"

	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
)

// maxDepth cuts expression trees: nobody chains or nests 24 deep what a rule
// needs to see whole.
const maxDepth = 24

func (x *Extractor) exprs(list javasrc.NodeID, depth int) []*model.Expr {
	var out []*model.Expr
	for c := x.tree.First(list); c != javasrc.None; c = x.tree.Next(c) {
		out = append(out, x.expr(c, depth+1))
	}
	return out
}

// expr builds the expression at n. Names of locals and of the file's own
// fields are resolved; others are ExprField without a class, for Link.
func (x *Extractor) expr(n javasrc.NodeID, depth int) *model.Expr {
	if n == javasrc.None {
		return &model.Expr{}
	}
	t := x.tree
	for t.Kind(n) == javasrc.NParen || t.Kind(n) == javasrc.NExprStmt {
		inner := x.role(n, javasrc.RoleValue)
		if inner == javasrc.None {
			break
		}
		n = inner
	}
	e := &model.Expr{At: x.span(n)}
	if depth > maxDepth {
		return e
	}
	switch t.Kind(n) {
	case javasrc.NLit:
		x.literal(e, n)
	case javasrc.NName:
		x.simpleName(e, n, depth)
	case javasrc.NThis:
		e.Kind, e.Type = model.ExprThis, x.thisType()
	case javasrc.NSuper:
		e.Kind = model.ExprSuper
		if s := x.top(); s != nil {
			e.Type = s.Super
		}
	case javasrc.NFieldAccess:
		name := x.role(n, javasrc.RoleName)
		on := x.role(n, javasrc.RoleOn)
		if name == javasrc.None || on == javasrc.None {
			return e
		}
		switch t.Kind(name) {
		case javasrc.NThis: // Outer.this
			e.Kind, e.Type = model.ExprThis, x.outerThis(x.dotted(on))
			return e
		case javasrc.NSuper: // Outer.super, Interface.super
			e.Kind = model.ExprSuper
			e.Type = x.superOf(x.dotted(on))
			return e
		}
		e.Kind, e.Name, e.On = model.ExprField, x.text(name), x.expr(on, depth+1)
		if e.On.Kind == model.ExprThis && e.On.Type != nil {
			x.ownField(e, e.On.Type.Qualified)
		}
	case javasrc.NCall:
		e.Kind = model.ExprCall
		if name := x.role(n, javasrc.RoleName); name != javasrc.None {
			e.Name = x.text(name)
		}
		if on := x.role(n, javasrc.RoleOn); on != javasrc.None {
			e.On = x.expr(on, depth+1)
		}
		if args := x.role(n, javasrc.RoleArgs); args != javasrc.None {
			e.Args = x.exprs(args, depth)
		}
	case javasrc.NNew:
		e.Kind = model.ExprNew
		if tn := x.role(n, javasrc.RoleType); tn != javasrc.None {
			e.Type = x.typeRef(tn)
			e.Class = e.Type.Name
		}
		if args := x.role(n, javasrc.RoleArgs); args != javasrc.None {
			e.Args = x.exprs(args, depth)
		}
	case javasrc.NCtorCall: // this(...), super(...): runs a constructor as new does
		e.Kind, e.Type = model.ExprNew, x.thisType()
		if x.tree.Kind(x.role(n, javasrc.RoleName)) == javasrc.NSuper && x.top() != nil {
			e.Type = x.top().Super
		}
		if e.Type != nil {
			e.Class = e.Type.Name
		}
		if args := x.role(n, javasrc.RoleArgs); args != javasrc.None {
			e.Args = x.exprs(args, depth)
		}
	case javasrc.NNewArray, javasrc.NArrayInit:
		e.Kind = model.ExprNewArray
		if tn := x.role(n, javasrc.RoleType); tn != javasrc.None {
			ref := *x.typeRef(tn)
			ref.Dims++
			e.Type = &ref
		}
		values := n
		if t.Kind(n) == javasrc.NNewArray {
			values = x.role(n, javasrc.RoleInit)
		}
		if values != javasrc.None {
			e.Args = x.exprs(values, depth)
		}
	case javasrc.NIndex:
		e.Kind = model.ExprIndex
		e.On = x.expr(x.role(n, javasrc.RoleOn), depth+1)
		e.Args = []*model.Expr{x.expr(x.role(n, javasrc.RoleIndex), depth+1)}
	case javasrc.NBinary:
		x.binaryExpr(e, n, depth)
	case javasrc.NUnary:
		e.Kind, e.Op = model.ExprOther, "unary"
		e.Args = []*model.Expr{x.expr(x.role(n, javasrc.RoleValue), depth+1)}
		if v := e.Args[0]; t.Op(n) == javasrc.Minus && v.Known {
			e.Kind, e.Known, e.Value, e.Type = model.ExprConst, true, "-"+v.Value, v.Type
		}
	case javasrc.NTernary:
		e.Kind = model.ExprTernary
		e.Args = []*model.Expr{
			x.expr(x.role(n, javasrc.RoleCond), depth+1), x.expr(x.role(n, javasrc.RoleThen), depth+1), x.expr(x.role(n, javasrc.RoleElse), depth+1),
		}
	case javasrc.NAssign:
		e.Kind, e.Op = model.ExprAssign, "="
		if t.Op(n) != javasrc.Assign {
			e.Op = "op="
		}
		e.Args = []*model.Expr{x.expr(x.role(n, javasrc.RoleLeft), depth+1), x.expr(x.role(n, javasrc.RoleRight), depth+1)}
	case javasrc.NCast:
		e.Kind = model.ExprCast
		if tn := x.role(n, javasrc.RoleType); tn != javasrc.None {
			e.Type = x.typeRef(tn)
		}
		e.On = x.expr(x.role(n, javasrc.RoleValue), depth+1)
		e.Value, e.Known = e.On.Value, e.On.Known
	case javasrc.NLambda:
		e.Kind = model.ExprLambda
		x.lambdaValue(e, n, depth)
	case javasrc.NMethodRef:
		e.Kind = model.ExprMethodRef
		x.methodRefExpr(e, n, depth)
	case javasrc.NClassLit:
		e.Kind = model.ExprClass
		if tn := x.role(n, javasrc.RoleType); tn != javasrc.None {
			e.Type = x.typeRef(tn)
		}
	case javasrc.NSwitch:
		e.Kind = model.ExprSwitch
		x.results(e, n, depth)
	case javasrc.NTypeName, javasrc.NQualType, javasrc.NGenericType, javasrc.NArrayType, javasrc.NPrimType, javasrc.NAnnotatedType:
		e.Kind, e.Type = model.ExprType, x.typeRef(n)
		e.Class = e.Type.Name
	case javasrc.NAnnotation:
		e.Kind = model.ExprOther
	}
	return e
}

// results collects what the switch n can yield.
func (x *Extractor) results(e *model.Expr, n javasrc.NodeID, depth int) {
	t := x.tree
	for c := t.First(n); c != javasrc.None; c = t.Next(c) {
		switch t.Kind(c) {
		case javasrc.NCase:
			if body := x.role(c, javasrc.RoleBody); body != javasrc.None && t.Kind(body) == javasrc.NExprStmt {
				e.Args = append(e.Args, x.expr(body, depth+1))
				continue
			}
			x.results(e, c, depth)
		case javasrc.NYield:
			if value := x.role(c, javasrc.RoleValue); value != javasrc.None {
				e.Args = append(e.Args, x.expr(value, depth+1))
			}
		case javasrc.NBlock, javasrc.NIf, javasrc.NTry, javasrc.NCatch, javasrc.NFinally, javasrc.NFor, javasrc.NForEach, javasrc.NWhile, javasrc.NDo,
			javasrc.NSync, javasrc.NLabeled:
			x.results(e, c, depth)
		}
	}
}

// lambdaValue builds the body of a lambda that is an expression: what it
// returns may tell the type of the call it is handed to.
func (x *Extractor) lambdaValue(e *model.Expr, n javasrc.NodeID, depth int) {
	e.Value = x.arity(n)
	body := x.role(n, javasrc.RoleBody)
	if body == javasrc.None || x.tree.Kind(body) == javasrc.NBlock || x.top() == nil {
		return
	}
	mark := len(x.locals)
	if ps := x.role(n, javasrc.RoleParams); ps != javasrc.None {
		x.params(ps)
	}
	e.Args = []*model.Expr{x.expr(body, depth+1)}
	x.locals = x.locals[:mark]
}

func (x *Extractor) thisType() *model.TypeRef {
	s := x.top()
	if s == nil {
		return nil
	}
	return selfRef(s.Type)
}

func selfRef(t *model.Type) *model.TypeRef {
	return &model.TypeRef{Name: model.Name{Text: t.Simple, Qualified: t.Name, By: model.Nested}}
}

func (x *Extractor) outerThis(name string) *model.TypeRef {
	_, simple := splitLast(name)
	for i := len(x.types) - 1; i >= 0; i-- {
		if x.types[i].Simple == simple {
			return selfRef(x.types[i].Type)
		}
	}
	return nil
}

// superOf is the type of name.super: an interface that this class implements,
// else the superclass of an enclosing class.
func (x *Extractor) superOf(name string) *model.TypeRef {
	_, simple := splitLast(name)
	for i := len(x.types) - 1; i >= 0; i-- {
		if x.types[i].Simple == simple {
			return x.types[i].Super
		}
	}
	return x.plainRef(name)
}

// ownField resolves e to a field of the file's class of that name.
func (x *Extractor) ownField(e *model.Expr, class string) {
	for i := len(x.types) - 1; i >= 0; i-- {
		if x.types[i].Name == class {
			if f := x.types[i].field(e.Name); f != nil {
				setField(e, f)
			}
			return
		}
	}
}

func setField(e *model.Expr, f *model.Field) {
	e.Kind, e.Field, e.Type = model.ExprField, f, f.Type
	e.Class = model.Name{Text: f.Owner.Simple, Qualified: f.Owner.Name, By: model.Nested}
}

var (
	stringType  = &model.TypeRef{Name: model.Name{Text: "String", Qualified: "java.lang.String", By: model.JavaLang}}
	intType     = primitives[javasrc.KInt]
	longType    = primitives[javasrc.KLong]
	doubleType  = primitives[javasrc.KDouble]
	booleanType = primitives[javasrc.KBoolean]
	charType    = primitives[javasrc.KChar]
)

func (x *Extractor) literal(e *model.Expr, n javasrc.NodeID) {
	e.Kind = model.ExprConst
	switch op := x.tree.Op(n); op {
	case javasrc.StringLit, javasrc.TextBlock, javasrc.CharLit:
		e.Value, e.Known = x.tree.StringValue(n)
		e.Value = x.intern([]byte(e.Value))
		e.Type = stringType
		if op == javasrc.CharLit {
			e.Type = charType
		}
	case javasrc.KTrue, javasrc.KFalse:
		e.Value, e.Known, e.Type = x.text(n), true, booleanType
	case javasrc.KNull:
		e.Kind = model.ExprNull
	default:
		e.Type = intType
		switch op {
		case javasrc.LongLit:
			e.Type = longType
		case javasrc.FloatLit, javasrc.DoubleLit:
			e.Type = doubleType
		}
		e.Value, e.Known = number(string(x.tree.Bytes(n)))
	}
}

// number writes an integer literal in decimal; others stay as written.
func number(s string) (string, bool) {
	s = strings.ReplaceAll(s, "_", "")
	if i, err := strconv.ParseInt(strings.TrimRight(s, "lL"), 0, 64); err == nil {
		return strconv.FormatInt(i, 10), true
	}
	return s, true
}

// binaryExpr builds a chain of one operator flat: Args are the operands of
// a + b + c from left to right.
func (x *Extractor) binaryExpr(e *model.Expr, n javasrc.NodeID, depth int) {
	t := x.tree
	e.Kind = model.ExprBinary
	op := t.Op(n)
	e.Op = operators[op]
	var rights []javasrc.NodeID
	for t.Kind(n) == javasrc.NBinary && t.Op(n) == op {
		rights = append(rights, x.role(n, javasrc.RoleRight))
		left := x.role(n, javasrc.RoleLeft)
		if left == javasrc.None {
			break
		}
		n = left
	}
	if len(rights) > maxOperands {
		return
	}
	e.Args = append(e.Args, x.expr(n, depth+1))
	for i := len(rights) - 1; i >= 0; i-- {
		e.Args = append(e.Args, x.expr(rights[i], depth+1))
	}
	switch op {
	case javasrc.EQ, javasrc.NE, javasrc.LT, javasrc.GT, javasrc.LE, javasrc.GE, javasrc.AndAnd, javasrc.OrOr:
		e.Type = booleanType
	}
}

// maxOperands is the longest concatenation that is folded.
const maxOperands = 256

var operators = map[javasrc.TokenKind]string{
	javasrc.Plus: "+", javasrc.Minus: "-", javasrc.Star: "*", javasrc.Slash: "/", javasrc.Percent: "%",
	javasrc.EQ: "==", javasrc.NE: "!=", javasrc.LT: "<", javasrc.GT: ">", javasrc.LE: "<=", javasrc.GE: ">=",
	javasrc.AndAnd: "&&", javasrc.OrOr: "||", javasrc.And: "&", javasrc.Or: "|", javasrc.Caret: "^",
}

// simpleName resolves a name on its own: a local, a field of this class or of
// an enclosing one (JLS 6.4.1: the innermost declaration wins). What is left is
// a field without a class: inherited, imported, or not a variable at all.
func (x *Extractor) simpleName(e *model.Expr, n javasrc.NodeID, depth int) {
	e.Name = x.text(n)
	e.Kind = model.ExprField
	hi := len(x.locals)
	for i := len(x.types) - 1; i >= 0; i-- {
		s := x.types[i]
		for j := hi - 1; j >= s.localsAt; j-- {
			if string(x.locals[j].name) == e.Name {
				x.localExpr(e, j, depth)
				return
			}
		}
		hi = s.localsAt
		if f := s.field(e.Name); f != nil {
			setField(e, f)
			return
		}
	}
	if local := x.localClass(x.name(n)); local != nil {
		e.Kind, e.Type = model.ExprType, selfRef(local)
		e.Class = e.Type.Name
	}
}

func (x *Extractor) localExpr(e *model.Expr, j, depth int) {
	l := x.locals[j]
	e.Kind, e.Param, e.Catch, e.Type = model.ExprLocal, l.param, l.catch, l.ref
	if l.typ != javasrc.None {
		ref := x.typeRef(l.typ)
		if l.dims != javasrc.None {
			more := *ref
			more.Dims += strings.Count(string(x.tree.Bytes(l.dims)), "[")
			ref = &more
		}
		if ref.Text != "var" {
			e.Type = ref
		}
	}
	if depth >= maxDepth {
		return
	}
	for i, field := range l.branches {
		arm := x.expr(field, depth+1)
		if i == 0 && l.others {
			e.Init = &model.Expr{At: arm.At}
		}
		if e.Init != nil {
			arm = &model.Expr{Kind: model.ExprTernary, At: arm.At, Args: []*model.Expr{{At: arm.At}, arm, e.Init}}
		}
		e.Init = arm
	}
	if l.source == javasrc.None {
		return
	}
	constant := l.init != javasrc.None || x.tree.Kind(l.source) == javasrc.NForEach && !l.assigned
	if !constant && e.Type != nil {
		return
	}
	// What is declared later is out of sight of the initialiser; the names of
	// Java's locals do not hide each other, so nothing else changes.
	// Classes that begin behind it are out of sight as well.
	locals, types := x.locals, x.types
	x.locals = locals[:j:j]
	for x.top().localsAt > j {
		x.types = x.types[:len(x.types)-1]
	}
	if source := x.sourceExpr(l.source, depth); constant {
		e.Init = source
	} else {
		e.On = source
	}
	x.locals, x.types = locals, types
}

// Ops of expressions that only tell a variable's type; Link takes them away.
const (
	opParameter = "parameter" // parameter Value of the lambda at At, which the call On is handed, or which is a Type
	opComponent = "component" // component Value of the record Type
)

// sourceExpr builds what the type of a local comes from; see local.source.
func (x *Extractor) sourceExpr(n javasrc.NodeID, depth int) *model.Expr {
	switch x.tree.Kind(n) {
	case javasrc.NForEach:
		e := &model.Expr{Kind: model.ExprElement, At: x.span(n)}
		if value := x.role(n, javasrc.RoleValue); value != javasrc.None {
			e.On = x.expr(value, depth+4)
		}
		return e
	case javasrc.NParam:
		return x.lambdaParameter(n, depth)
	case javasrc.NTypePattern:
		record := x.tree.Parent(n)
		if record == javasrc.None || x.tree.Kind(record) != javasrc.NRecordPattern {
			return nil
		}
		e := &model.Expr{Op: opComponent, At: x.span(n), Value: x.position(record, n, javasrc.RolePattern)}
		if tn := x.role(record, javasrc.RoleType); tn != javasrc.None {
			e.Type = x.typeRef(tn)
		}
		return e
	}
	return x.expr(n, depth+4)
}

// position is the number of child n among those of its parent with role r.
func (x *Extractor) position(parent, n javasrc.NodeID, r javasrc.Role) string {
	i := 0
	for c := x.tree.First(parent); c != javasrc.None && c != n; c = x.tree.Next(c) {
		if x.tree.Role(c) == r {
			i++
		}
	}
	return strconv.Itoa(i)
}

// arity is the number of parameters of a lambda.
func (x *Extractor) arity(lambda javasrc.NodeID) string {
	ps := x.role(lambda, javasrc.RoleParams)
	if ps == javasrc.None {
		return "0"
	}
	return x.position(ps, javasrc.None, javasrc.RoleNone)
}

// lambdaParameter tells where the type of a lambda's parameter comes from: the
// call it is handed to, or the type of the variable or cast it is made for.
func (x *Extractor) lambdaParameter(n javasrc.NodeID, depth int) *model.Expr {
	t := x.tree
	params := t.Parent(n)
	lambda := t.Parent(params)
	if t.Kind(lambda) != javasrc.NLambda {
		return nil
	}
	e := &model.Expr{Op: opParameter, At: x.span(lambda), Value: x.position(params, n, javasrc.RoleNone)}
	around := t.Parent(lambda)
	for around != javasrc.None && t.Kind(around) == javasrc.NParen {
		around = t.Parent(around)
	}
	switch t.Kind(around) {
	case javasrc.NArgs:
		call := t.Parent(around)
		if t.Kind(call) != javasrc.NCall {
			return nil
		}
		// The call once more, without what its lambdas do: a chain of them would
		// otherwise be built over and over.
		e.On = &model.Expr{Kind: model.ExprCall, At: x.span(call)}
		if name := x.role(call, javasrc.RoleName); name != javasrc.None {
			e.On.Name = x.text(name)
		}
		if on := x.role(call, javasrc.RoleOn); on != javasrc.None {
			e.On.On = x.expr(on, depth+8)
		}
		for c := t.First(around); c != javasrc.None; c = t.Next(c) {
			c := x.unparen(c)
			arg := &model.Expr{Kind: model.ExprLambda, At: x.span(c)}
			if t.Kind(c) == javasrc.NLambda {
				arg.Value = x.arity(c)
			} else {
				arg = x.expr(c, depth+8)
			}
			e.On.Args = append(e.On.Args, arg)
		}
	case javasrc.NVarDecl:
		decl := t.Parent(around)
		if tn := x.role(decl, javasrc.RoleType); tn != javasrc.None {
			e.Type = x.typeRef(tn)
		}
	case javasrc.NCast:
		if tn := x.role(around, javasrc.RoleType); tn != javasrc.None {
			e.Type = x.typeRef(tn)
		}
	default:
		return nil
	}
	return e
}

func (x *Extractor) methodRefExpr(e *model.Expr, n javasrc.NodeID, depth int) {
	if name := x.role(n, javasrc.RoleName); name != javasrc.None {
		e.Name = x.text(name)
		if x.tree.Op(name) == javasrc.KNew {
			e.Name = "<init>"
		}
	}
	if on := x.role(n, javasrc.RoleOn); on != javasrc.None {
		e.On = x.expr(on, depth+1)
	}
}
