package javaindex

import (
	"bytes"
	"slices"

	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
)

// code walks the code of one member, now that all members are known.
func (x *Extractor) code(s *scopeType, m member) {
	t := x.tree
	kind := t.Kind(m.node)
	switch kind {
	case javasrc.NClass, javasrc.NInterface, javasrc.NEnum, javasrc.NRecord, javasrc.NAnnotationType:
		x.typeDecl(m.node)
		return
	}
	outer, mark := x.ctx, len(x.locals)
	x.ctx = context{method: m.method, runsIn: m.method, owner: s.Type, node: m.node, params: outer.params, assigned: []assignment{}}
	switch {
	case m.field != nil:
		static := m.field.Flags.Has(model.Static)
		x.ctx.static, x.ctx.init, x.ctx.making = static, static, !static
		x.assignedIn(m.vardef)
		if m.field.EnumConst {
			x.noteOwnCall([]byte(s.Simple))
			x.enumCreation(m)
		} else if init := x.role(m.vardef, javasrc.RoleInit); init != javasrc.None {
			if static && !plainNumber(x.tree, init) {
				m.field.Init = x.expr(init, 0)
			}
			x.visit(init)
		}
	case m.method != nil:
		x.ctx.static = m.method.Flags.Has(model.Static)
		x.ctx.making = makes[m.method.Name]
		if around := s.around; around != nil && m.method.Name == s.onSpot {
			x.ctx.init, x.ctx.making, x.ctx.deferred = around.init, around.making, around.deferred
			x.ctx.inFinally, x.ctx.inCatch = around.inFinally, around.inCatch
			x.ctx.runsIn, x.ctx.owner = around.runsIn, around.owner
		}
		x.methodTypeParams(m.node)
		x.assignedIn(m.node)
		if ps := x.role(m.node, javasrc.RoleParams); ps != javasrc.None {
			x.params(ps)
		} else if kind == javasrc.NCompactCtor {
			for _, f := range s.Fields {
				if !f.Flags.Has(model.Static) {
					x.locals = append(x.locals, local{name: []byte(f.Name), ref: f.Type, typ: javasrc.None, dims: javasrc.None, init: javasrc.None, source: javasrc.None, param: true})
				}
			}
		}
		if body := x.role(m.node, javasrc.RoleBody); body != javasrc.None {
			if x.full {
				x.out.bodies[m.method] = x.span(body)
			}
			x.visit(body)
		}
	case kind == javasrc.NInit:
		static := t.Op(m.node) == javasrc.KStatic
		x.ctx.static, x.ctx.init, x.ctx.making = static, static, !static
		x.assignedIn(m.node)
		if body := x.role(m.node, javasrc.RoleBody); body != javasrc.None {
			x.visit(body)
		}
	}
	x.locals = x.locals[:mark]
	x.ctx = outer
}

// plainNumber tells a literal that no rule ever asks for: most constants are
// numbers, and a tree for each of them would be most of the memory.
func plainNumber(t *javasrc.Tree, n javasrc.NodeID) bool {
	if t.Kind(n) != javasrc.NLit {
		return false
	}
	switch t.Op(n) {
	case javasrc.IntLit, javasrc.LongLit, javasrc.FloatLit, javasrc.DoubleLit, javasrc.CharLit, javasrc.KTrue, javasrc.KFalse:
		return true
	}
	return false
}

func (x *Extractor) enumCreation(m member) {
	e := &model.Expr{Kind: model.ExprNew, At: m.field.At, Type: m.field.Type, Class: m.field.Type.Name}
	if args := x.role(m.node, javasrc.RoleArgs); args != javasrc.None {
		e.Args = x.exprs(args, 0)
		x.visit(args)
	}
	if body := x.role(m.node, javasrc.RoleBody); body != javasrc.None {
		e.Body = x.anonymous(m.node, body, m.field.Type)
	}
	m.field.Init = e
}

// anonymous extracts the body of an anonymous class.
func (x *Extractor) anonymous(at, body javasrc.NodeID, super *model.TypeRef) *model.Type {
	t := &model.Type{Unit: x.out.Unit, Anonymous: true, Kind: model.Class, Flags: model.Final, Super: super, At: x.span(at), Whole: x.span(body)}
	x.place(t, x.top())
	s := x.enter(t)
	x.runOnSpot(s, x.calledOn(at, 0))
	x.body(s, body)
	x.leave()
	return t
}

// runOnSpot notes that the code at hand calls that method of the class s, unless it is "".
func (x *Extractor) runOnSpot(s *scopeType, method string) {
	if method != "" {
		around := x.ctx
		s.onSpot, s.around = method, &around
	}
}

// calledOnSpot is the one method that the member at hand calls on objects of the local
// class decl, each of them made for that call; "" when it does more with the class.
func (x *Extractor) calledOnSpot(decl javasrc.NodeID, hops int) (method string) {
	if hops > maxHops {
		return "" // its own methods make more of it
	}
	t := x.tree
	name := x.role(decl, javasrc.RoleName)
	if name == javasrc.None {
		return ""
	}
	member := x.ctx.node
	for i := member - javasrc.NodeID(t.Nodes[member].Size) + 1; i <= member; i++ {
		switch t.Kind(i) {
		case javasrc.NName, javasrc.NTypeName:
			if i == name || !bytes.Equal(x.name(i), x.name(name)) {
				continue
			}
			made := t.Parent(i)
			if made == javasrc.None || t.Kind(made) != javasrc.NNew {
				return ""
			}
			called := x.calledOn(made, hops+1)
			if called == "" || method != "" && called != method {
				return ""
			}
			method = called
		}
	}
	return method
}

// makes are the methods in which an object's own fields get their values:
// its constructors, deserialisation (java.io.Serializable, Externalizable), and the
// two of java.lang.Object whose results are remembered.
var makes = map[string]bool{
	"<init>": true, "readObject": true, "readObjectNoData": true, "readExternal": true, "hashCode": true, "toString": true,
}

// An assignment is one of a simple name.
type assignment struct {
	name  []byte
	value javasrc.NodeID // None for ++ and compound assignment
}

// assignedIn notes which simple names are assigned to below n, so that a local
// that is not can stand for its initialiser (effectively final, JLS 4.12.4).
func (x *Extractor) assignedIn(n javasrc.NodeID) {
	t := x.tree
	first := n - javasrc.NodeID(t.Nodes[n].Size) + 1
	for i := first; i <= n; i++ {
		var target javasrc.NodeID
		value := javasrc.None
		switch t.Kind(i) {
		case javasrc.NAssign:
			target = x.role(i, javasrc.RoleLeft)
			if t.Op(i) == javasrc.Assign {
				value = x.role(i, javasrc.RoleRight)
			}
		case javasrc.NPostfix:
			target = x.role(i, javasrc.RoleValue)
		case javasrc.NUnary:
			if op := t.Op(i); op != javasrc.PlusPlus && op != javasrc.MinusMinus {
				continue
			}
			target = x.role(i, javasrc.RoleValue)
		default:
			continue
		}
		for target != javasrc.None && t.Kind(target) == javasrc.NParen {
			target = x.role(target, javasrc.RoleValue)
		}
		if target != javasrc.None && t.Kind(target) == javasrc.NName {
			x.ctx.assigned = append(x.ctx.assigned, assignment{x.name(target), value})
		}
	}
}

func (x *Extractor) params(n javasrc.NodeID) {
	x.children(n, func(p javasrc.NodeID) {
		if x.tree.Kind(p) == javasrc.NParam {
			x.declare(p, p, javasrc.None)
			l := &x.locals[len(x.locals)-1]
			l.param, l.source = true, p
		}
	})
}

// declare brings the variable v of declaration decl into sight.
func (x *Extractor) declare(decl, v, init javasrc.NodeID) {
	l := local{typ: x.role(decl, javasrc.RoleType), dims: x.role(v, javasrc.RoleDims), init: init, source: init}
	if name := x.role(v, javasrc.RoleName); name != javasrc.None {
		l.name = x.name(name)
	}
	for _, a := range x.ctx.assigned {
		if bytes.Equal(a.name, l.name) {
			l.init, l.assigned = x.onlySource(decl, l), true
			if l.init != javasrc.None {
				l.source = l.init
			} else if init == javasrc.None && x.tree.Kind(decl) == javasrc.NLocalVar {
				l.branches, l.others = x.branches(v, l.name)
			}
			break
		}
	}
	x.locals = append(x.locals, l)
}

// onlySource is the name that a local which is assigned to gets all its values
// from: `Map m; ...; m = CACHE;`. It is None where there is no such name, or the name may
// mean another local.
func (x *Extractor) onlySource(decl javasrc.NodeID, l local) javasrc.NodeID {
	if x.tree.Kind(decl) != javasrc.NLocalVar {
		return javasrc.None
	}
	source := javasrc.None
	if l.init != javasrc.None {
		if source = x.named(l.init, 0); source == javasrc.None {
			return javasrc.None
		}
	}
	for _, a := range x.ctx.assigned {
		if !bytes.Equal(a.name, l.name) {
			continue
		}
		value := x.named(a.value, 0)
		if value == javasrc.None || source != javasrc.None && x.dotted(source) != x.dotted(value) {
			return javasrc.None
		}
		source = value
	}
	return source
}

// branches are the fields that the local variable v is one of: if (c) m = A; else m = B;
// others tells of further values. One that has an initialiser besides is rather used for
// what was assigned last.
func (x *Extractor) branches(v javasrc.NodeID, name []byte) (fields []javasrc.NodeID, others bool) {
	for _, a := range x.ctx.assigned {
		if !bytes.Equal(a.name, name) {
			continue
		}
		if value := x.named(a.value, 0); value != javasrc.None {
			fields = append(fields, value)
		} else {
			others = true
		}
	}
	if len(fields) > 0 {
		if _, count := x.declared(x.role(v, javasrc.RoleName)); count > 1 {
			return nil, false
		}
	}
	return fields, others
}

// named is the name of the field that n stands for, also by way of a local variable or of a
// choice that offers only one thing: f, this.f, Type.f. It is None for everything else.
func (x *Extractor) named(n javasrc.NodeID, depth int) javasrc.NodeID {
	n = x.unparen(n)
	if n == javasrc.None || depth > maxHops {
		return javasrc.None
	}
	switch x.tree.Kind(n) {
	case javasrc.NTernary:
		a, b := x.named(x.role(n, javasrc.RoleThen), depth+1), x.named(x.role(n, javasrc.RoleElse), depth+1)
		if a != javasrc.None && b != javasrc.None && x.dotted(a) == x.dotted(b) {
			return a
		}
	case javasrc.NName:
		v, count := x.declared(n)
		switch {
		case count == 0:
			return n
		case count == 1 && x.tree.Kind(v) == javasrc.NVarDecl && !slices.ContainsFunc(x.ctx.assigned, func(a assignment) bool { return bytes.Equal(a.name, x.name(n)) }):
			return x.named(x.role(v, javasrc.RoleInit), depth+1)
		}
	case javasrc.NFieldAccess:
		if on := x.role(n, javasrc.RoleOn); on != javasrc.None && (x.tree.Kind(on) == javasrc.NName || x.tree.Kind(on) == javasrc.NThis) {
			return n
		}
	}
	return javasrc.None
}

// declared finds the variable that the member at hand declares under the simple name n, and
// counts them.
func (x *Extractor) declared(n javasrc.NodeID) (variable javasrc.NodeID, count int) {
	t := x.tree
	name, member := x.name(n), x.ctx.node
	for i := member - javasrc.NodeID(t.Nodes[member].Size) + 1; i <= member; i++ {
		switch t.Kind(i) {
		case javasrc.NVarDecl, javasrc.NParam, javasrc.NResource, javasrc.NTypePattern:
			if v := x.role(i, javasrc.RoleName); v != javasrc.None && bytes.Equal(x.name(v), name) {
				variable, count = i, count+1
			}
		}
	}
	return variable, count
}

// visit walks code. Scopes end with the node that opens them.
func (x *Extractor) visit(n javasrc.NodeID) {
	t := x.tree
	if x.full {
		switch t.Kind(n) {
		case javasrc.NWhile, javasrc.NDo, javasrc.NFor:
			x.loop(n)
		}
	}
	switch t.Kind(n) {
	case javasrc.NBlock, javasrc.NFor, javasrc.NSwitch, javasrc.NCase, javasrc.NIf, javasrc.NWhile:
		mark := len(x.locals)
		x.visitChildren(n)
		// A pattern variable of `if (!(o instanceof T t)) return;` stays in sight
		// behind the if (JLS 6.3.2.2); keeping those of every if does no harm.
		if k := t.Kind(n); k != javasrc.NIf && k != javasrc.NWhile {
			x.locals = x.locals[:mark]
		}
	case javasrc.NForEach:
		mark := len(x.locals)
		value := x.role(n, javasrc.RoleValue)
		if value != javasrc.None {
			x.visit(value)
		}
		if p := x.role(n, javasrc.RoleParams); p != javasrc.None {
			x.declare(p, p, javasrc.None)
			x.locals[len(x.locals)-1].source = n
		}
		if body := x.role(n, javasrc.RoleBody); body != javasrc.None {
			x.visit(body)
		}
		x.locals = x.locals[:mark]
	case javasrc.NLocalVar:
		for c := t.First(n); c != javasrc.None; c = t.Next(c) {
			if t.Kind(c) != javasrc.NVarDecl {
				if t.Kind(c) == javasrc.NModifiers {
					x.modifiers(n) // for @SuppressWarnings
				}
				continue
			}
			init := x.role(c, javasrc.RoleInit)
			if init != javasrc.None {
				x.visit(init)
			}
			x.declare(n, c, init)
		}
	case javasrc.NTry:
		mark := len(x.locals)
		for c := t.First(n); c != javasrc.None; c = t.Next(c) {
			switch t.Kind(c) {
			case javasrc.NFinally, javasrc.NCatch:
				x.locals = x.locals[:mark]
			}
			x.visit(c)
		}
		x.locals = x.locals[:mark]
	case javasrc.NResource:
		init := x.role(n, javasrc.RoleInit)
		if x.full {
			x.closing(n, init)
		}
		if init == javasrc.None {
			x.visitChildren(n)
			return
		}
		x.visit(init)
		x.declare(n, n, init)
	case javasrc.NCatch:
		mark, was := len(x.locals), x.ctx.inCatch
		if p := x.role(n, javasrc.RoleParams); p != javasrc.None {
			x.declare(p, p, javasrc.None)
			x.locals[len(x.locals)-1].catch = true
		}
		x.ctx.inCatch = true
		if body := x.role(n, javasrc.RoleBody); body != javasrc.None {
			x.visit(body)
		}
		x.ctx.inCatch = was
		x.locals = x.locals[:mark]
	case javasrc.NFinally:
		was := x.ctx.inFinally
		x.ctx.inFinally = true
		x.visitChildren(n)
		x.ctx.inFinally = was
	case javasrc.NTypePattern:
		x.declare(n, n, javasrc.None)
		x.locals[len(x.locals)-1].source = n
	case javasrc.NClass, javasrc.NInterface, javasrc.NEnum, javasrc.NRecord, javasrc.NAnnotationType:
		x.typeDecl(n)
	case javasrc.NLambda:
		x.lambda(n)
	case javasrc.NNew:
		x.newExpr(n)
	case javasrc.NCall, javasrc.NCtorCall:
		x.call(n)
	case javasrc.NMethodRef:
		x.methodRef(n)
	case javasrc.NFieldAccess:
		x.fieldAccess(n)
	case javasrc.NName:
		if x.statics || x.wild {
			x.staticName(n)
		}
	case javasrc.NAssign:
		x.assign(n)
	case javasrc.NPostfix, javasrc.NUnary:
		x.increment(n)
	case javasrc.NBinary:
		x.binary(n)
	case javasrc.NReturn:
		value := x.role(n, javasrc.RoleValue)
		if x.full {
			x.returned(value)
		}
		if value != javasrc.None {
			x.gives(value)
		}
		x.visitChildren(n)
	case javasrc.NMethod, javasrc.NCtor, javasrc.NField, javasrc.NInit:
		// A member in the middle of code: recovery after a syntax error. What is in
		// it is still read, as code of the member at hand.
		x.visitChildren(n)
	case javasrc.NModifiers, javasrc.NTypeName, javasrc.NPrimType, javasrc.NLit:
	default:
		x.visitChildren(n)
	}
}

func (x *Extractor) visitChildren(n javasrc.NodeID) {
	for c := x.tree.First(n); c != javasrc.None; c = x.tree.Next(c) {
		x.visit(c)
	}
}

// binary walks a chain of operators from left to right without recursion: a
// concatenation may have thousands of operands.
func (x *Extractor) binary(n javasrc.NodeID) {
	var rights []javasrc.NodeID
	for n != javasrc.None && x.tree.Kind(n) == javasrc.NBinary {
		if r := x.role(n, javasrc.RoleRight); r != javasrc.None {
			rights = append(rights, r)
			if op := x.tree.Op(n); op == javasrc.EQ || op == javasrc.NE {
				x.comparison(n, x.role(n, javasrc.RoleLeft), r, operators[op])
			}
		}
		n = x.role(n, javasrc.RoleLeft)
	}
	if n != javasrc.None {
		x.visit(n)
	}
	for i := len(rights) - 1; i >= 0; i-- {
		x.visit(rights[i])
	}
}

// lambda walks a lambda's body. Unless the call it is handed to is known to
// run it at once, it runs later: not during initialisation, not in the
// constructor.
func (x *Extractor) lambda(n javasrc.NodeID) {
	if x.full {
		x.use(x.expr(n, 0), n)
	}
	mark, was := len(x.locals), x.ctx
	x.ctx.lambda = true
	if !x.runsAtOnce(n, 0) {
		x.ctx.init, x.ctx.making, x.ctx.deferred = false, false, true
	}
	if ps := x.role(n, javasrc.RoleParams); ps != javasrc.None {
		x.params(ps)
	}
	if body := x.role(n, javasrc.RoleBody); body != javasrc.None {
		if x.full && x.tree.Kind(body) != javasrc.NBlock {
			x.returned(body)
		}
		x.visit(body)
	}
	x.locals = x.locals[:mark]
	x.ctx = was
}

// atOnce are methods that call the function they are given before they return:
// java.util.stream, Map, Collection, Optional, AccessController.
var atOnce = map[string]bool{
	"forEach": true, "forEachOrdered": true, "map": true, "filter": true, "flatMap": true, "reduce": true, "collect": true,
	"computeIfAbsent": true, "computeIfPresent": true, "compute": true, "merge": true, "removeIf": true, "replaceAll": true,
	"ifPresent": true, "ifPresentOrElse": true, "orElseGet": true, "anyMatch": true, "allMatch": true, "noneMatch": true,
	"peek": true, "sorted": true, "toMap": true, "groupingBy": true, "mapToObj": true, "doPrivileged": true, "doWithFields": true, "doWithMethods": true,
}

// runsAtOnce tells of n, which gives a lambda, that it is handed to such a method, or that
// nobody but the code at hand calls it: ((Runnable) () -> ..).run(), Runnable r = () -> ..; r.run().
func (x *Extractor) runsAtOnce(n javasrc.NodeID, hops int) bool {
	if x.calledOn(n, hops) != "" {
		return true
	}
	_, args := x.outward(n)
	if args == javasrc.None || x.tree.Kind(args) != javasrc.NArgs {
		return false
	}
	call := x.tree.Parent(args)
	return x.tree.Kind(call) == javasrc.NCall && atOnce[string(x.methodName(call))]
}

// maxHops bounds how far calledOn follows an object through variables.
const maxHops = 4

// calledOn is the name of the method that the code at hand calls on the object n, "" when
// it does anything else with it or keeps it for later.
func (x *Extractor) calledOn(n javasrc.NodeID, hops int) (method string) {
	n, p := x.outward(n)
	if p == javasrc.None || hops > maxHops {
		return ""
	}
	t := x.tree
	switch t.Kind(p) {
	case javasrc.NCall:
		if x.role(p, javasrc.RoleOn) == n {
			return string(x.methodName(p))
		}
	case javasrc.NMethodRef:
		if x.runsAtOnce(p, hops+1) {
			return string(x.methodName(p))
		}
	case javasrc.NVarDecl:
		if decl := t.Parent(p); t.Kind(decl) == javasrc.NLocalVar {
			return x.calledOnAll(x.role(p, javasrc.RoleName), t.Parent(decl), hops+1)
		}
	}
	return ""
}

// outward walks from n to the last expression whose value is n's own, and to what that
// stands in.
func (x *Extractor) outward(n javasrc.NodeID) (value, parent javasrc.NodeID) {
	for {
		p := x.tree.Parent(n)
		if p == javasrc.None {
			return n, p
		}
		switch x.tree.Kind(p) {
		case javasrc.NParen, javasrc.NCast:
		case javasrc.NTernary:
			if x.role(p, javasrc.RoleCond) == n {
				return n, p
			}
		default:
			return n, p
		}
		n = p
	}
}

// calledOnAll is calledOn for all that the block in which a variable is declared does
// with what the variable holds.
func (x *Extractor) calledOnAll(variable, block javasrc.NodeID, hops int) (method string) {
	t := x.tree
	if variable == javasrc.None || block == javasrc.None {
		return ""
	}
	for i := block - javasrc.NodeID(t.Nodes[block].Size) + 1; i <= block; i++ {
		if i == variable || t.Kind(i) != javasrc.NName || t.Role(i) == javasrc.RoleName || !bytes.Equal(x.name(i), x.name(variable)) {
			continue
		}
		called := x.calledOn(i, hops)
		if called == "" || method != "" && method != called || !x.reached(i, block, hops) {
			return ""
		}
		method = called
	}
	return method
}

// reached reports whether n runs when the block around it does.
func (x *Extractor) reached(n, block javasrc.NodeID, hops int) bool {
	method := "" // the one around n, of a class in the block
	for p := x.tree.Parent(n); p != block && p != javasrc.None; p = x.tree.Parent(p) {
		switch x.tree.Kind(p) {
		case javasrc.NLambda:
			if !x.runsAtOnce(p, hops+1) {
				return false
			}
		case javasrc.NMethod:
			method = string(x.methodName(p))
		case javasrc.NNew:
			if method != "" && method != x.calledOn(p, hops+1) {
				return false
			}
			method = ""
		case javasrc.NClass:
			if method == "" || method != x.calledOnSpot(p, hops+1) {
				return false
			}
			method = ""
		}
	}
	return true
}
