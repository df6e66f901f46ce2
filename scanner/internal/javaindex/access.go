package javaindex

import (
	"bytes"
	"strings"

	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
)

// use keeps a use with the context at hand.
func (x *Extractor) use(e *model.Expr, n javasrc.NodeID) {
	u := &model.Use{
		Expr: e, Unit: x.out.Unit, In: x.ctx.method, Static: x.ctx.static, Lambda: x.ctx.lambda, Init: x.ctx.init,
		InFinally: x.ctx.inFinally, InCatch: x.ctx.inCatch,
	}
	if s := x.top(); s != nil {
		u.Type = s.Type
	}
	p := x.tree.Parent(n)
	for p != javasrc.None && x.tree.Kind(p) == javasrc.NParen {
		p = x.tree.Parent(p)
	}
	if p != javasrc.None {
		u.Discarded = x.tree.Kind(p) == javasrc.NExprStmt
	}
	if u.In != nil {
		x.keepParams(u.In, x.ctx.node)
	}
	x.out.Uses = append(x.out.Uses, u)
	x.owns(u, nil)
}

// access keeps a write of target, a field or a call of a getter.
func (x *Extractor) access(a *model.Access, target *model.Expr) {
	s := x.top()
	if s == nil {
		return
	}
	if f := target.Field; f != nil && !f.Flags.Has(model.Static) && !x.full {
		if on := target.On; on == nil || on.Kind == model.ExprThis {
			x.changed(f, a)
			return
		}
	}
	a.Field, a.Type, a.In, a.Init, a.InFinally = target.Field, s.Type, x.ctx.method, x.ctx.init, x.ctx.inFinally
	if a.In != nil {
		x.keepParams(a.In, x.ctx.node)
	}
	x.out.accesses = append(x.out.accesses, &pendingAccess{Access: a, target: target, making: x.ctx.making})
	x.owns(nil, a)
}

func (x *Extractor) unparen(n javasrc.NodeID) javasrc.NodeID {
	for n != javasrc.None && x.tree.Kind(n) == javasrc.NParen {
		n = x.role(n, javasrc.RoleValue)
	}
	return n
}

func (x *Extractor) assign(n javasrc.NodeID) {
	left, right := x.unparen(x.role(n, javasrc.RoleLeft)), x.role(n, javasrc.RoleRight)
	var value *model.Expr
	if left == javasrc.None {
	} else if f := x.ownInstanceField(left); f != nil && !x.full {
		x.changed(f, nil)
	} else if x.writes(left) {
		if x.tree.Op(n) == javasrc.Assign && right != javasrc.None {
			value = x.expr(right, 0)
		}
		x.write(n, left, value)
	}
	x.visitTarget(left)
	if right != javasrc.None {
		x.visit(right)
	}
}

func (x *Extractor) increment(n javasrc.NodeID) {
	value := x.role(n, javasrc.RoleValue)
	if value == javasrc.None {
		return
	}
	if op := x.tree.Op(n); op == javasrc.PlusPlus || op == javasrc.MinusMinus {
		target := x.unparen(value)
		if x.writes(target) {
			x.write(n, target, nil)
		}
		x.visitTarget(target)
		return
	}
	x.visit(value)
}

// visitTarget walks what an assignment's left side evaluates: the receiver and
// the index, not the field itself.
func (x *Extractor) visitTarget(n javasrc.NodeID) {
	if n == javasrc.None {
		return
	}
	switch x.tree.Kind(n) {
	case javasrc.NName:
	case javasrc.NFieldAccess, javasrc.NIndex:
		x.visitChildren(n)
	default:
		x.visit(n)
	}
}

// writes tells cheaply whether a left side can be anything but a local.
func (x *Extractor) writes(n javasrc.NodeID) bool {
	if n == javasrc.None {
		return false
	}
	if x.tree.Kind(n) != javasrc.NName {
		return true
	}
	name := x.name(n)
	s := x.top()
	if s == nil {
		return false
	}
	for j := len(x.locals) - 1; j >= s.localsAt; j-- {
		if bytes.Equal(x.locals[j].name, name) {
			return false
		}
	}
	return true
}

// write notes an assignment to n: of the field itself, of an element of the
// array it holds, or of a member of the object it holds.
func (x *Extractor) write(at, n javasrc.NodeID, value *model.Expr) {
	target := x.expr(n, 0)
	switch target.Kind {
	case model.ExprField:
		x.access(&model.Access{Kind: model.Assign, At: x.span(at), Value: value}, target)
		if on := target.On; on != nil && on.Kind != model.ExprThis {
			x.mutate(at, on, "."+target.Name, nil)
		}
	case model.ExprIndex:
		x.mutate(at, target.On, "[]", nil)
	}
}

// mutate notes that what e holds is changed by method.
func (x *Extractor) mutate(at javasrc.NodeID, e *model.Expr, method string, args []*model.Expr) {
	target, path, via := holder(e)
	switch {
	case target == nil:
	case target.Kind == model.ExprTernary:
		for _, arm := range target.Args[1:] {
			x.mutate(at, arm, path+method, args)
		}
	default:
		x.access(&model.Access{Kind: model.Mutate, At: x.span(at), Method: path + method, Args: args, Via: via}, target)
	}
}

// views are methods that give a part or a live view of what they are called on, so
// that changing the result changes the receiver's content (java.util).
var views = map[string]bool{
	"get": true, "getOrDefault": true, "entrySet": true, "keySet": true, "values": true, "iterator": true, "listIterator": true,
	"next": true, "subList": true, "subMap": true, "headMap": true, "tailMap": true, "descendingMap": true, "asMap": true,
	"computeIfAbsent": true, "elements": true, "peek": true, "getFirst": true, "getLast": true, "first": true, "last": true,
	"row": true, "column": true, "orElse": true, "getValue": true,
}

// leads tells without building an expression whether holder can find anything
// behind a receiver: most of what is added to and put into stands in a variable of the
// method's own, or is what a builder returned.
func (x *Extractor) leads(n javasrc.NodeID) bool {
	for range maxDepth {
		if n = x.unparen(n); n == javasrc.None {
			return false
		}
		switch x.tree.Kind(n) {
		case javasrc.NName:
			loop := x.loopOf(n)
			if loop == javasrc.None {
				what, _ := x.stands(n)
				return what != plainLocal
			}
			n = x.role(loop, javasrc.RoleValue)
		case javasrc.NFieldAccess, javasrc.NTernary:
			return true
		case javasrc.NIndex:
			n = x.role(n, javasrc.RoleOn)
		case javasrc.NCast:
			n = x.role(n, javasrc.RoleValue)
		case javasrc.NCall:
			if args := x.role(n, javasrc.RoleArgs); args == javasrc.None || x.tree.First(args) == javasrc.None {
				return true // a view or a getter
			}
			if name := x.role(n, javasrc.RoleName); name == javasrc.None || !views[string(x.name(name))] {
				return false
			}
			n = x.role(n, javasrc.RoleOn)
		default:
			return false
		}
	}
	return false
}

// holder walks from a receiver down to the field that holds it, to the call of a
// method that may give it, or to a choice between two such things: through casts, elements, views, and locals that are never
// assigned again.
func holder(e *model.Expr) (field *model.Expr, path, via string) {
	for range maxDepth {
		if e == nil {
			return nil, "", ""
		}
		switch e.Kind {
		case model.ExprField:
			return e, path, via
		case model.ExprCast:
			e = e.On
		case model.ExprTernary:
			arm := e.Arm()
			if arm == nil {
				return e, path, via
			}
			e = arm
		case model.ExprIndex, model.ExprElement:
			path = "[]" + path
			e = e.On
		case model.ExprLocal:
			if via == "" {
				via = e.Name
			}
			e = e.Init
		case model.ExprCall:
			if !views[e.Name] || mayBeGetter(e) {
				if len(e.Args) == 0 {
					return e, path, via
				}
				return nil, "", ""
			}
			path = e.Name + "()." + path
			e = e.On
		default:
			return nil, "", ""
		}
	}
	return nil, "", ""
}

// mayBeGetter tells a call of the project's own from a view of a container:
// values(), this.values(), Registry.values().
func mayBeGetter(e *model.Expr) bool {
	on := e.On
	return on == nil || on.Kind == model.ExprThis || on.Kind == model.ExprField && on.Field == nil && on.On == nil && capital(on.Name)
}

// mutatorPrefixes begin the names of methods that change what they are called
// on, in the JDK's containers and in those modelled on them. Which of them
// really do for a field's type is the rules' knowledge (rules/internal/known).
var mutatorPrefixes = []string{
	"accept", "accumulate", "acquire", "add", "and", "append", "cleanUp", "clear", "compareAnd", "compute", "computeIf", "countDown", "decrement", "delete", "digest", "drain",
	"enqueue", "execute", "fill", "flip", "getAnd", "increment", "insert", "invalidate", "lazySet", "load", "merge", "offer", "or", "poll", "pop", "position", "push", "put",
	"reduce", "refresh", "register", "release", "remove", "replace", "reset", "retain", "reverse", "rewind", "schedule", "set", "shutdown", "sort", "store", "submit", "swap", "sum", "take",
	"transfer", "trim", "try", "unregister", "update", "weakCompareAnd", "xor",
}

// loaders are methods that fill what they are called on when that is a
// loading cache or a ThreadLocal, whatever their name says.
var loaders = map[string]bool{"get": true, "getUnchecked": true, "getAll": true, "apply": true}

// mutatorsBy are the mutatorPrefixes by their first letter.
var mutatorsBy = func() (table [256][]string) {
	for _, p := range mutatorPrefixes {
		table[p[0]] = append(table[p[0]], p)
	}
	return table
}()

func mutatorName(name []byte) bool {
	if len(name) == 0 {
		return false
	}
	for _, p := range mutatorsBy[name[0]] {
		if len(name) < len(p) || string(name[:len(p)]) != p {
			continue
		}
		if len(name) == len(p) || name[len(p)] < 'a' || name[len(p)] > 'z' {
			return true
		}
	}
	return false
}

// byArgument are static methods that change one of their arguments:
// simple class name and method, and which argument.
var byArgument = map[string]int{
	"Collections.addAll": 0, "Collections.sort": 0, "Collections.shuffle": 0, "Collections.reverse": 0, "Collections.swap": 0,
	"Collections.fill": 0, "Collections.rotate": 0, "Collections.replaceAll": 0,
	"Arrays.fill": 0, "Arrays.sort": 0, "Arrays.setAll": 0, "Arrays.parallelSort": 0, "System.arraycopy": 2,
	"CollectionUtils.addAll": 0, "CollectionUtils.mergeArrayIntoCollection": 1, "Iterables.addAll": 0, "Iterables.removeIf": 0,
}

func (x *Extractor) call(n javasrc.NodeID) {
	t := x.tree
	name, on := x.role(n, javasrc.RoleName), x.role(n, javasrc.RoleOn)
	if name != javasrc.None && t.Kind(n) == javasrc.NCall {
		text := x.name(name)
		if p := x.privates[string(text)]; p&instanceMethod != 0 || p != 0 && x.mayBeOwn(on) {
			x.noteOwnCall(text)
		}
		why := x.vocab.traits[string(text)]
		var e *model.Expr
		if x.full || why&asked != 0 && !(why&content != 0 && x.idle(on)) {
			e = x.expr(n, 0)
			x.use(e, n)
		}
		if on != javasrc.None {
			if mutator := mutatorName(text); mutator || why&loading != 0 {
				x.mutation(n, on, e, !mutator)
			}
			if why&argument != 0 {
				x.argumentMutation(n, on, text)
			}
		}
		if on != javasrc.None && (why&equality != 0 || x.full && string(text) == "equals") {
			if args := x.role(n, javasrc.RoleArgs); args != javasrc.None && t.First(args) != javasrc.None && t.Next(t.First(args)) == javasrc.None {
				x.comparison(n, on, t.First(args), "==")
			}
		}
		x.escapes(n, text)
	} else if s := x.top(); name != javasrc.None && s != nil { // this(...), super(...)
		if t.Kind(name) == javasrc.NThis && len(x.privates) > 0 {
			x.noteOwnCall([]byte(s.Simple))
		}
		x.escapes(n, []byte("<init>"))
	}
	x.visitChildren(n)
}

// comparison keeps left == right where somebody may be asking of which class
// an object is; of a file that is read in full every one.
func (x *Extractor) comparison(n, left, right javasrc.NodeID, op string) {
	if !x.full && (!x.vocab.identity || !x.identity(left) && !x.identity(right)) {
		return
	}
	x.use(&model.Expr{
		Kind: model.ExprBinary, At: x.span(n), Name: "==", Op: op, Type: booleanType, Class: classType.Name,
		Args: []*model.Expr{x.expr(left, 1), x.expr(right, 1)},
	}, n)
}

// identity reports whether n is X.class or x.getClass().getName().
func (x *Extractor) identity(n javasrc.NodeID) bool {
	switch n = x.unparen(n); {
	case n == javasrc.None:
		return false
	case x.tree.Kind(n) == javasrc.NClassLit:
		return true
	case x.tree.Kind(n) != javasrc.NCall || !bytes.HasSuffix(x.methodName(n), []byte("Name")):
		return false
	}
	on := x.unparen(x.role(n, javasrc.RoleOn))
	return on != javasrc.None && x.tree.Kind(on) == javasrc.NCall && string(x.methodName(on)) == "getClass"
}

// methodName is the name of the method that is called, nil when it cannot be read.
func (x *Extractor) methodName(call javasrc.NodeID) []byte {
	if name := x.role(call, javasrc.RoleName); name != javasrc.None {
		return x.name(name)
	}
	return nil
}

// escapes notes the static fields of the file that are arguments of the call n.
func (x *Extractor) escapes(n javasrc.NodeID, method []byte) {
	if len(x.holders) == 0 || x.full {
		return
	}
	args := x.role(n, javasrc.RoleArgs)
	if args == javasrc.None {
		return
	}
	for c := x.tree.First(args); c != javasrc.None; c = x.tree.Next(c) {
		x.arms(c, javasrc.None, 0, func(arg javasrc.NodeID) { x.escape(n, arg, method) })
	}
}

// arms calls f for what n may stand for: through locals, and either arm of a choice. A
// local of a broken file, or one found by its name in another's scope, may stand for itself.
func (x *Extractor) arms(n, of javasrc.NodeID, depth int, f func(javasrc.NodeID)) {
	n = x.source(n)
	if n == javasrc.None || n == of || depth > maxArms {
		return
	}
	if x.tree.Kind(n) == javasrc.NTernary {
		x.arms(x.role(n, javasrc.RoleThen), n, depth+1, f)
		x.arms(x.role(n, javasrc.RoleElse), n, depth+1, f)
		return
	}
	f(n)
}

// maxArms is how many choices inside each other are followed: twice as many paths for each.
const maxArms = 8

// escape notes what the argument arg hands to the call n.
func (x *Extractor) escape(n, arg javasrc.NodeID, method []byte) {
	if x.tree.Kind(arg) != javasrc.NName || !x.holders[string(x.name(arg))] {
		return
	}
	if what, f := x.stands(arg); what == ownStatic {
		x.access(&model.Access{Kind: model.Escape, At: x.span(n), Method: x.intern(method), Value: x.expr(n, 0)}, fieldExpr(f))
	}
}

// source follows a name through locals that stand for their initialiser.
func (x *Extractor) source(n javasrc.NodeID) javasrc.NodeID {
	for range maxDepth {
		if n = x.unparen(n); n == javasrc.None || x.tree.Kind(n) != javasrc.NName {
			return n
		}
		s, name, next := x.top(), x.name(n), javasrc.None
		for j := len(x.locals) - 1; s != nil && j >= s.localsAt; j-- {
			if bytes.Equal(x.locals[j].name, name) {
				if next = x.locals[j].init; next == javasrc.None {
					return n
				}
				break
			}
		}
		if next == javasrc.None {
			return n
		}
		n = next
	}
	return n
}

func fieldExpr(f *model.Field) *model.Expr {
	e := &model.Expr{Name: f.Name}
	setField(e, f)
	return e
}

// gives notes that the method at hand returns a field as it is.
func (x *Extractor) gives(value javasrc.NodeID) {
	m := x.ctx.method
	if m == nil || m.Gives != nil || x.ctx.lambda || m.Arity > 0 {
		return
	}
	x.arms(value, javasrc.None, 0, func(value javasrc.NodeID) {
		f := x.ownInstanceField(value)
		if x.tree.Kind(value) == javasrc.NName {
			if what, own := x.stands(value); what == ownStatic {
				f = own
			}
		}
		if m.Gives == nil && f != nil && canHold(f) {
			m.Gives = f
		}
	})
}

// plain are simple names of types whose objects nobody can change (java.lang,
// loggers); it only saves work.
var plain = map[string]bool{
	"String": true, "Integer": true, "Long": true, "Boolean": true, "Double": true, "Float": true, "Short": true, "Byte": true, "Character": true,
	"Class": true, "Pattern": true, "Logger": true, "Log": true, "BigDecimal": true, "BigInteger": true, "Duration": true, "Charset": true, "Enum": true,
}

// canHold tells cheaply whether the type of f can be that of something that changes.
func canHold(f *model.Field) bool {
	t := f.Type
	return t != nil && !f.EnumConst && (t.Dims > 0 || t.By != model.Primitive && !plain[t.Text])
}

// A standing is what a simple name stands for, told without building an
// expression.
type standing uint8

const (
	elsewhere  standing = iota // a field of another class, a class, nothing known
	plainLocal                 // a local that leads nowhere: made with new, a parameter, assigned to later
	leadsOn                    // a local that stands for its initialiser
	ownStatic
	ownInstance
)

// stands resolves the simple name n; f is set for the two own ones.
func (x *Extractor) stands(n javasrc.NodeID) (what standing, f *model.Field) {
	name := x.name(n)
	hi := len(x.locals)
	for i := len(x.types) - 1; i >= 0; i-- {
		s := x.types[i]
		for j := hi - 1; j >= s.localsAt; j-- {
			if l := &x.locals[j]; bytes.Equal(l.name, name) {
				if len(l.branches) == 0 && (l.init == javasrc.None || x.tree.Kind(l.init) == javasrc.NNew) {
					return plainLocal, nil
				}
				return leadsOn, nil
			}
		}
		hi = s.localsAt
		if f := s.field(string(name)); f != nil {
			if f.Flags.Has(model.Static) {
				return ownStatic, f
			}
			return ownInstance, f
		}
	}
	return elsewhere, nil
}

// changed notes that an instance field of `this` or of an object around it
// gets another value here, or that what it holds may change: mutation a.
func (x *Extractor) changed(f *model.Field, a *model.Access) {
	s := x.top()
	if s == nil || x.ctx.making && (f.Owner == s.Type || f.Owner == x.ctx.owner) {
		return
	}
	c := laterChange{field: f, in: x.ctx.runsIn}
	if a != nil && a.Kind == model.Mutate {
		c.method, c.argc = a.Method, len(a.Args)
	}
	if c.in != nil && c.in.Flags.Has(model.Private) && c.in.Owner == f.Owner && !x.ctx.deferred {
		x.later = append(x.later, c) // perhaps only its constructors call it
		return
	}
	c.apply()
}

// A laterChange is a change of an instance field that may turn out to be part of
// the making of the object.
type laterChange struct {
	field  *model.Field
	in     *model.Method
	method string // "" when the field itself gets another value
	argc   int
}

func (c laterChange) apply() {
	if c.method == "" {
		c.field.Changed = true
		return
	}
	for _, m := range c.field.Changes {
		if m.Method == c.method {
			return
		}
	}
	c.field.Changes = append(c.field.Changes, model.Mutation{Method: c.method, Argc: c.argc, In: c.in})
}

// ownInstanceField returns the field when n is `f` or `this.f` of an enclosing
// class, an instance field: the target of most assignments there are.
func (x *Extractor) ownInstanceField(n javasrc.NodeID) *model.Field {
	switch x.tree.Kind(n) {
	case javasrc.NName:
		if what, f := x.stands(n); what == ownInstance {
			return f
		}
	case javasrc.NFieldAccess:
		on, name := x.role(n, javasrc.RoleOn), x.role(n, javasrc.RoleName)
		if on == javasrc.None || name == javasrc.None || x.tree.Kind(on) != javasrc.NThis || x.top() == nil {
			return nil
		}
		if f := x.top().field(string(x.name(name))); f != nil && !f.Flags.Has(model.Static) {
			return f
		}
	}
	return nil
}

// loopOf is the for-each whose variable the simple name n is, when nothing else is assigned to it.
func (x *Extractor) loopOf(n javasrc.NodeID) javasrc.NodeID {
	s, name := x.top(), x.name(n)
	for j := len(x.locals) - 1; s != nil && j >= s.localsAt; j-- {
		if l := &x.locals[j]; bytes.Equal(l.name, name) {
			if l.source != javasrc.None && !l.assigned && x.tree.Kind(l.source) == javasrc.NForEach {
				return l.source
			}
			break
		}
	}
	return javasrc.None
}

// idle tells a receiver that cannot stand for anything but an object of the
// code's own: a variable made with new, one that nothing is known of (a
// parameter, one assigned to later), an instance field.
func (x *Extractor) idle(on javasrc.NodeID) bool {
	if on == javasrc.None {
		return true
	}
	on = x.unparen(on)
	if on == javasrc.None || x.tree.Kind(on) != javasrc.NName {
		return false
	}
	what, _ := x.stands(on)
	return what == plainLocal || what == ownInstance
}

// mutation notes on.method(args) when on can lead to a field.
func (x *Extractor) mutation(n, on javasrc.NodeID, e *model.Expr, loading bool) {
	if !x.leads(on) {
		return
	}
	var receiver *model.Expr
	if e != nil {
		receiver = e.On
	} else {
		receiver = x.expr(on, 0)
	}
	x.mutates(n, receiver, x.text(x.role(n, javasrc.RoleName)), loading)
}

// mutates notes the call n of method on what receiver is a path to.
func (x *Extractor) mutates(n javasrc.NodeID, receiver *model.Expr, method string, loading bool) {
	target, path, via := holder(receiver)
	if target == nil {
		return
	}
	if target.Kind == model.ExprTernary {
		for _, arm := range target.Args[1:] {
			x.mutates(n, arm, path+method, loading)
		}
		return
	}
	if loading && (path != "" || target.Type == nil || !x.fills(n, target.Type.Text)) {
		return
	}
	var args []*model.Expr
	if a := x.role(n, javasrc.RoleArgs); a != javasrc.None {
		if x.full || target.Field == nil || target.Field.Flags.Has(model.Static) {
			args = x.exprs(a, maxDepth-12) // deep enough for a local, its alias and the call that it stands for
		} else {
			x.children(a, func(javasrc.NodeID) { args = append(args, nil) }) // their number
		}
	}
	x.access(&model.Access{Kind: model.Mutate, At: x.span(n), Method: path + method, Args: args, Via: via}, target)
}

// fills reports whether get() and its kin on an object of that type, as written, can
// store something: what a loader makes. A plain cache is handed it: get(key, loader).
func (x *Extractor) fills(call javasrc.NodeID, typ string) bool {
	if strings.HasSuffix(typ, "Cache") && !strings.Contains(typ, "Loading") {
		argc := 0
		if args := x.role(call, javasrc.RoleArgs); args != javasrc.None {
			x.children(args, func(javasrc.NodeID) { argc++ })
		}
		return argc == 2
	}
	return strings.Contains(typ, "Loading") || strings.HasSuffix(typ, "ThreadLocal")
}

func (x *Extractor) argumentMutation(n, on javasrc.NodeID, method []byte) {
	if on == javasrc.None || x.tree.Kind(on) != javasrc.NName && x.tree.Kind(on) != javasrc.NFieldAccess {
		return
	}
	class := x.name(on)
	if c := class[0]; c >= 'a' && c <= 'z' && x.tree.Kind(on) == javasrc.NName {
		return
	}
	if i := strings.LastIndexByte(string(class), '.'); i >= 0 {
		class = class[i+1:]
	}
	arg, ok := byArgument[string(class)+"."+string(method)]
	if !ok {
		return
	}
	args := x.role(n, javasrc.RoleArgs)
	for c := x.tree.First(args); c != javasrc.None; c = x.tree.Next(c) {
		if arg == 0 {
			x.mutate(n, x.expr(c, 0), string(class)+"."+string(method), nil)
			return
		}
		arg--
	}
}

func (x *Extractor) methodRef(n javasrc.NodeID) {
	if name := x.role(n, javasrc.RoleName); name != javasrc.None {
		text := x.name(name)
		switch {
		case x.full, x.vocab.methods[string(text)]:
			e := x.expr(n, 0)
			x.use(e, n)
		case x.tree.Op(name) == javasrc.KNew && len(x.vocab.news) > 0:
			if on := x.role(n, javasrc.RoleOn); on != javasrc.None {
				if _, simple := splitLast(x.dotted(on)); x.vocab.news[simple] {
					x.use(x.expr(n, 0), n)
				}
			}
		}
		if on := x.role(n, javasrc.RoleOn); on != javasrc.None {
			if mutatorName(text) {
				x.mutate(n, x.expr(on, 0), string(text), nil)
			}
			if x.privates[string(text)] != 0 {
				x.noteOwnRef(text)
			}
			if x.tree.Op(name) == javasrc.KNew {
				_, simple := splitLast(x.dotted(on))
				x.creates(simple)
				if x.privates[simple]&constructor != 0 {
					x.noteOwnRef([]byte(simple))
				}
			}
		}
	}
	x.visitChildren(n)
}

func (x *Extractor) newExpr(n javasrc.NodeID) {
	tn := x.role(n, javasrc.RoleType)
	body := x.role(n, javasrc.RoleBody)
	var e *model.Expr
	if tn != javasrc.None {
		_, simple := splitLast(x.dotted(tn))
		if x.full || x.vocab.news[simple] {
			e = x.expr(n, 0)
			x.use(e, n)
		}
		if x.privates[simple]&constructor != 0 {
			x.noteOwnCall([]byte(simple))
		}
		if !x.ctx.init {
			x.creates(simple)
		}
		x.escapes(n, []byte(simple))
	}
	for c := x.tree.First(n); c != javasrc.None; c = x.tree.Next(c) {
		if c != body {
			x.visit(c)
		}
	}
	if body == javasrc.None {
		return
	}
	var super *model.TypeRef
	if tn != javasrc.None {
		super = x.typeRef(tn)
	}
	t := x.anonymous(n, body, super)
	if e != nil {
		e.Body = t
	}
}

func (x *Extractor) fieldAccess(n javasrc.NodeID) {
	if name := x.role(n, javasrc.RoleName); name != javasrc.None && x.vocab.fields[string(x.name(name))] {
		if e := x.expr(n, 0); e.Field == nil {
			x.use(e, n)
		}
	}
	x.visitChildren(n)
}

// staticName keeps a simple name that a static import may bring.
func (x *Extractor) staticName(n javasrc.NodeID) {
	if !x.vocab.fields[string(x.name(n))] || x.tree.Role(n) == javasrc.RoleName {
		return
	}
	if e := x.expr(n, 0); e.Kind == model.ExprField && e.Field == nil {
		x.use(e, n)
	}
}
