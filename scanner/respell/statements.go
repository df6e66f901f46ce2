package respell

import (
	"fmt"
	"strings"

	"arklint/scanner/internal/javasrc"
)

// wrapStatements puts text around every statement that may move into a body of its own.
func wrapStatements(p *program, fits func(c *code, stmt javasrc.NodeID) bool, before, after func(c *code, stmt javasrc.NodeID, n int) string) *draft {
	d := newDraft()
	for _, c := range p.java {
		taken := outermost{}
		count := 0
		c.all(func(stmt javasrc.NodeID) {
			if !p.movable(c, stmt) || !fits(c, stmt) || !taken.add(c.span(stmt)) {
				return
			}
			count++
			d.wrap(c, c.span(stmt), before(c, stmt, count), after(c, stmt, count))
		}, javasrc.NExprStmt)
	}
	return d
}

// movable reports whether a statement means the same in a body of its own.
func (p *program) movable(c *code, stmt javasrc.NodeID) bool {
	if c.Kind(c.Parent(stmt)) != javasrc.NBlock || p.changesLocal(c, stmt) {
		return false
	}
	if c.within(stmt, javasrc.NInit) {
		return false // whether what a variable holds runs during initialisation is more than a linter has to know
	}
	if c.within(stmt, javasrc.NCtor, javasrc.NCompactCtor) && c.contains(stmt, func(i javasrc.NodeID) bool { return c.isTarget(i) }) {
		return false // may be a final field
	}
	return !c.contains(stmt, func(i javasrc.NodeID) bool { return c.Kind(i) == javasrc.NCtorCall })
}

// throws is what the code around a statement may throw: "" nothing that is checked,
// "Exception" everything. ok is false when it is something in between.
func throws(c *code, n javasrc.NodeID) (what string, ok bool) {
	for at := n; ; {
		up := c.above(at, javasrc.NMethod, javasrc.NCtor, javasrc.NCompactCtor, javasrc.NInit, javasrc.NLambda, javasrc.NTry)
		switch {
		case up == javasrc.None:
			return "", false
		case c.Kind(up) == javasrc.NTry:
			if c.ChildByRole(up, javasrc.RoleCatch) != javasrc.None {
				return "", false
			}
			at = up
		case c.Kind(up) == javasrc.NLambda:
			return "", false
		default:
			list := c.ChildByRole(up, javasrc.RoleThrows)
			if list == javasrc.None {
				return "", true
			}
			switch strings.TrimSpace(strings.TrimPrefix(c.text(list), "throws")) {
			case "Exception", "Throwable", "java.lang.Exception", "java.lang.Throwable":
				return "Exception", true
			}
			return "", false
		}
	}
}

func throwsKnown(c *code, stmt javasrc.NodeID) bool { _, ok := throws(c, stmt); return ok }

// lambda writes a statement as a lambda that is run at once.
func lambda(p *program) *draft {
	return wrapStatements(p, throwsKnown,
		func(c *code, stmt javasrc.NodeID, n int) string {
			if what, _ := throws(c, stmt); what != "" {
				return fmt.Sprintf("java.util.concurrent.Callable<Void> run%d = () -> { ", n)
			}
			return fmt.Sprintf("Runnable run%d = () -> { ", n)
		},
		func(c *code, stmt javasrc.NodeID, n int) string {
			if what, _ := throws(c, stmt); what != "" {
				return fmt.Sprintf(" return null; }; run%d.call();", n)
			}
			return fmt.Sprintf(" }; run%d.run();", n)
		})
}

// throwsClause is how a method around stmt's copy says what it throws.
func throwsClause(c *code, stmt javasrc.NodeID) string {
	if what, _ := throws(c, stmt); what != "" {
		return " throws " + what
	}
	return ""
}

// anonymousClass moves a statement into a method of an anonymous class.
func anonymousClass(p *program) *draft {
	return wrapStatements(p, func(c *code, stmt javasrc.NodeID) bool { return throwsKnown(c, stmt) && !aboutThis(c, stmt) },
		func(c *code, stmt javasrc.NodeID, _ int) string {
			return "new Object() { void go()" + throwsClause(c, stmt) + " { "
		},
		func(*code, javasrc.NodeID, int) string { return " } }.go();" })
}

// localClass moves a statement into a method of a local class.
func localClass(p *program) *draft {
	return wrapStatements(p, func(c *code, stmt javasrc.NodeID) bool { return throwsKnown(c, stmt) && !aboutThis(c, stmt) },
		func(c *code, stmt javasrc.NodeID, n int) string {
			return fmt.Sprintf("class Step%d { void go()%s { ", n, throwsClause(c, stmt))
		},
		func(_ *code, _ javasrc.NodeID, n int) string { return fmt.Sprintf(" } } new Step%d().go();", n) })
}

// objectMethods are the methods that every class has: unqualified, they
// mean another object in an inner class.
var objectMethods = map[string]bool{
	"equals": true, "hashCode": true, "toString": true, "getClass": true, "notify": true, "notifyAll": true, "wait": true, "clone": true, "finalize": true,
}

// aboutThis reports whether code names its object.
func aboutThis(c *code, n javasrc.NodeID) bool {
	return c.contains(n, func(i javasrc.NodeID) bool {
		switch c.Kind(i) {
		case javasrc.NThis, javasrc.NSuper:
			return true
		case javasrc.NCall:
			return c.ChildByRole(i, javasrc.RoleOn) == javasrc.None && objectMethods[c.text(c.ChildByRole(i, javasrc.RoleName))]
		}
		return false
	})
}

// supplier writes return e as a lambda that returns e.
func supplier(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		c.all(func(stmt javasrc.NodeID) {
			value := c.ChildByRole(stmt, javasrc.RoleValue)
			method := c.above(stmt, javasrc.NMethod, javasrc.NLambda)
			if value == javasrc.None || method == javasrc.None || c.Kind(method) != javasrc.NMethod || p.changesLocal(c, value) {
				return
			}
			typ := c.ChildByRole(method, javasrc.RoleType)
			what, ok := throws(c, stmt)
			if !ok || typ == javasrc.None || c.ChildByRole(method, javasrc.RoleTypeParams) != javasrc.None || c.Kind(typ) == javasrc.NPrimType {
				return
			}
			kind, call := "java.util.function.Supplier", "get"
			if what != "" {
				kind, call = "java.util.concurrent.Callable", "call"
			}
			name := fmt.Sprintf("supplied%d", stmt)
			if c.Kind(c.Parent(stmt)) != javasrc.NBlock {
				return
			}
			d.insert(c, int(c.Start(stmt)), fmt.Sprintf("%s<%s> %s = () -> { ", kind, c.text(typ), name))
			d.insert(c, int(c.End(stmt)), fmt.Sprintf(" }; return %s.%s();", name, call))
		}, javasrc.NReturn)
	}
	return d
}

// methodReference writes x -> f(x) as T::f, and a call without arguments, or
// with one literal, as a reference that is called at once.
func methodReference(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		taken := outermost{}
		c.all(func(n javasrc.NodeID) {
			call := c.ChildByRole(n, javasrc.RoleBody)
			if c.Kind(n) == javasrc.NExprStmt {
				call = c.ChildByRole(n, javasrc.RoleValue)
			}
			if call == javasrc.None || c.Kind(call) != javasrc.NCall {
				return
			}
			on, name := c.ChildByRole(call, javasrc.RoleOn), c.ChildByRole(call, javasrc.RoleName)
			args := c.children(c.ChildByRole(call, javasrc.RoleArgs))
			if on == javasrc.None || c.ChildByRole(call, javasrc.RoleTypeArgs) != javasrc.None || !p.isType(c, on) && !p.isValue(c, on) && c.Kind(on) != javasrc.NSuper {
				return
			}
			if c.Kind(n) == javasrc.NLambda {
				if passesOn(c, n, args) && !c.contains(on, func(i javasrc.NodeID) bool { return c.Kind(i) == javasrc.NCall }) && taken.add(c.span(n)) {
					d.replace(c, int(c.Start(n)), int(c.End(n)), c.piece(on), words("::"), c.piece(name))
				}
				return
			}
			if what, ok := throws(c, n); !ok || what != "" || c.Kind(c.Parent(n)) != javasrc.NBlock || p.changesLocal(c, n) {
				return
			}
			kind, arg := "Runnable", ""
			method := "run"
			switch {
			case len(args) == 1 && c.Op(args[0]) == javasrc.StringLit:
				kind, method, arg = "java.util.function.Consumer<String>", "accept", c.text(args[0])
			case len(args) == 1 && c.Op(args[0]) == javasrc.IntLit:
				kind, method, arg = "java.util.function.IntConsumer", "accept", c.text(args[0])
			case len(args) > 0:
				return
			}
			if !taken.add(c.span(n)) {
				return
			}
			ref := fmt.Sprintf("ref%d", n)
			d.replace(c, int(c.Start(n)), int(c.End(n)),
				words(kind+" "+ref+" = "), c.piece(on), words("::"), c.piece(name), words(fmt.Sprintf("; %s.%s(%s);", ref, method, arg)))
		}, javasrc.NExprStmt, javasrc.NLambda)
	}
	return d
}

// passesOn reports whether a lambda's parameters are the arguments, in order.
func passesOn(c *code, lambda javasrc.NodeID, args []javasrc.NodeID) bool {
	params := strings.FieldsFunc(c.text(c.ChildByRole(lambda, javasrc.RoleParams)), func(r rune) bool { return strings.ContainsRune("(), ", r) })
	if len(params) != len(args) {
		return false
	}
	for i, a := range args {
		if c.Kind(a) != javasrc.NName || c.text(a) != params[i] {
			return false
		}
	}
	return true
}
