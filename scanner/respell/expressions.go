package respell

import (
	"fmt"

	"arklint/scanner/internal/javasrc"
)

// parentheses puts receivers, arguments, operands and assigned values in parentheses.
func parentheses(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		for i := range c.Nodes {
			if n := javasrc.NodeID(i); p.takesParentheses(c, n) {
				d.wrap(c, c.span(n), "(", ")")
			}
		}
	}
	return d
}

func (p *program) takesParentheses(c *code, n javasrc.NodeID) bool {
	parent := c.Parent(n)
	if parent == javasrc.None || !p.isValue(c, n) || c.isTarget(n) {
		return false
	}
	switch c.Role(n) {
	case javasrc.RoleOn:
		switch c.Kind(parent) {
		case javasrc.NCall, javasrc.NFieldAccess, javasrc.NIndex:
			return true
		case javasrc.NMethodRef:
			return c.Kind(n) != javasrc.NName
		}
	case javasrc.RoleValue:
		switch c.Kind(parent) {
		case javasrc.NArgs, javasrc.NReturn, javasrc.NThrow, javasrc.NCast:
			return true
		}
	case javasrc.RoleInit:
		return c.Kind(parent) == javasrc.NVarDecl
	case javasrc.RoleLeft, javasrc.RoleRight:
		return c.Kind(parent) == javasrc.NBinary || c.Kind(parent) == javasrc.NAssign
	case javasrc.RoleCond, javasrc.RoleThen, javasrc.RoleElse:
		return c.Kind(parent) == javasrc.NTernary
	}
	return false
}

// parenthesisedTarget puts what is assigned to in parentheses: (x) = 1, (x)++.
func parenthesisedTarget(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		c.all(func(n javasrc.NodeID) {
			if c.isTarget(n) {
				d.wrap(c, c.span(n), "(", ")")
			}
		}, javasrc.NName, javasrc.NFieldAccess, javasrc.NIndex)
	}
	return d
}

// swappedOperands writes null == x for x == null, and x.equals("a") for "a".equals(x).
func swappedOperands(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		swapped := outermost{}
		c.all(func(n javasrc.NodeID) {
			var left, right javasrc.NodeID
			switch c.Kind(n) {
			case javasrc.NBinary:
				left, right = c.ChildByRole(n, javasrc.RoleLeft), c.ChildByRole(n, javasrc.RoleRight)
				if op := c.Op(n); op != javasrc.EQ && op != javasrc.NE || c.Kind(left) == javasrc.NBinary && (c.Op(left) == javasrc.EQ || c.Op(left) == javasrc.NE) {
					return
				}
			case javasrc.NCall:
				left = c.ChildByRole(n, javasrc.RoleOn)
				args := c.children(c.ChildByRole(n, javasrc.RoleArgs))
				if left == javasrc.None || len(args) != 1 || c.text(c.ChildByRole(n, javasrc.RoleName)) != "equals" {
					return
				}
				right = args[0]
				if c.Op(left) != javasrc.StringLit && c.Op(right) != javasrc.StringLit || !isPrimary(c.Kind(right)) || !p.isValue(c, left) {
					return
				}
			}
			if swapped.add(c.span(n)) {
				d.replace(c, int(c.Start(left)), int(c.End(left)), c.piece(right))
				d.replace(c, int(c.Start(right)), int(c.End(right)), c.piece(left))
			}
		}, javasrc.NBinary, javasrc.NCall)
	}
	return d
}

// isPrimary reports whether an expression of kind k may stand in front of a dot.
func isPrimary(k javasrc.Kind) bool {
	switch k {
	case javasrc.NName, javasrc.NFieldAccess, javasrc.NCall, javasrc.NLit, javasrc.NParen, javasrc.NIndex, javasrc.NThis:
		return true
	}
	return false
}

// outermost keeps spans that do not overlap: the first one wins.
type outermost []span

func (o *outermost) add(s span) bool {
	for _, t := range *o {
		if s.start < t.end && t.start < s.end {
			return false
		}
	}
	*o = append(*o, s)
	return true
}

func (o outermost) holds(s span) bool {
	for _, t := range o {
		if t.start <= s.start && s.end <= t.end {
			return true
		}
	}
	return false
}

// A condition that no compiler and no linter decides.
const perhaps = `"".isEmpty()`

// ternaryArgument writes f(e) as f(cond ? e : e) where e may be written twice.
func ternaryArgument(p *program) *draft {
	return p.twice(func(c *code, n javasrc.NodeID) bool { return c.Kind(c.Parent(n)) == javasrc.NArgs })
}

// ternaryReceiver writes e.f() as (cond ? e : e).f().
func ternaryReceiver(p *program) *draft {
	return p.twice(func(c *code, n javasrc.NodeID) bool {
		return c.Kind(c.Parent(n)) == javasrc.NCall && c.Role(n) == javasrc.RoleOn
	})
}

// ternaryValue writes x = e as x = cond ? e : e.
func ternaryValue(p *program) *draft {
	return p.twice(func(c *code, n javasrc.NodeID) bool { return c.stored(n) })
}

// twice writes literals and variables e as (cond ? e : e).
func (p *program) twice(fits func(c *code, n javasrc.NodeID) bool) *draft {
	d := newDraft()
	for _, c := range p.java {
		c.all(func(n javasrc.NodeID) {
			if p.isValue(c, n) && c.Op(n) != javasrc.KNull && !c.isTarget(n) && fits(c, n) {
				d.wrap(c, c.span(n), "("+perhaps+" ? ", " : "+c.text(n)+")")
			}
		}, javasrc.NLit, javasrc.NName)
	}
	return d
}

// ternaryOrNull writes x = f() as x = cond ? f() : null, and new likewise.
func ternaryOrNull(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		taken := outermost{}
		c.all(func(n javasrc.NodeID) {
			if c.stored(n) && taken.add(c.span(n)) {
				d.wrap(c, c.span(n), perhaps+" ? ", " : null")
			}
		}, javasrc.NNew, javasrc.NCall)
	}
	return d
}

// stored reports whether n is assigned, returned or what a variable begins with.
func (c *code) stored(n javasrc.NodeID) bool {
	parent := c.Parent(n)
	switch c.Kind(parent) {
	case javasrc.NAssign:
		return c.Role(n) == javasrc.RoleRight && c.Op(parent) == javasrc.Assign
	case javasrc.NVarDecl:
		return c.Role(n) == javasrc.RoleInit && !c.isVar(parent)
	}
	return c.Kind(parent) == javasrc.NReturn
}

// isVar reports whether the variable decl is declared with var.
func (c *code) isVar(decl javasrc.NodeID) bool {
	t := c.ChildByRole(c.Parent(decl), javasrc.RoleType)
	return t != javasrc.None && c.text(t) == "var"
}

// The alias spellings move a part of a statement into a local variable in
// front of it. value is the expression that the statement is about.
func alias(p *program, parts func(c *code, value javasrc.NodeID) []javasrc.NodeID) *draft {
	d := newDraft()
	for _, c := range p.java {
		count := 0
		moved := outermost{}
		c.all(func(stmt javasrc.NodeID) {
			if c.Kind(c.Parent(stmt)) != javasrc.NBlock || moved.holds(c.span(stmt)) {
				return
			}
			for _, n := range parts(c, stmt) {
				if !aliasable(c, n) {
					continue
				}
				moved.add(c.span(n))
				count++
				name := fmt.Sprintf("spelled%d", count)
				d.replace(c, int(c.Start(stmt)), int(c.Start(stmt)), words("var "+name+" = "), c.piece(n), words("; "))
				d.replace(c, int(c.Start(n)), int(c.End(n)), words(name))
			}
		}, javasrc.NExprStmt, javasrc.NReturn, javasrc.NThrow, javasrc.NLocalVar)
	}
	return d
}

// aliasable reports whether var can hold n with the type it has where it stands.
func aliasable(c *code, n javasrc.NodeID) bool {
	switch c.Kind(n) {
	case javasrc.NLambda, javasrc.NMethodRef, javasrc.NArrayInit, javasrc.NSuper:
		return false
	case javasrc.NLit:
		return c.Op(n) != javasrc.KNull
	case javasrc.NNew:
		typ := c.ChildByRole(n, javasrc.RoleType)
		return !c.contains(typ, func(i javasrc.NodeID) bool { return c.Kind(i) == javasrc.NTypeArgs && c.First(i) == javasrc.None })
	}
	return true
}

// valueOf is what a statement computes.
func valueOf(c *code, stmt javasrc.NodeID) javasrc.NodeID {
	if c.Kind(stmt) == javasrc.NLocalVar {
		decls := c.children(stmt)
		decl := decls[len(decls)-1]
		if c.Kind(decls[max(len(decls)-2, 0)]) == javasrc.NVarDecl {
			return javasrc.None
		}
		return c.ChildByRole(decl, javasrc.RoleInit)
	}
	n := c.ChildByRole(stmt, javasrc.RoleValue)
	if n != javasrc.None && c.Kind(n) == javasrc.NAssign && c.Kind(c.ChildByRole(n, javasrc.RoleLeft)) == javasrc.NName {
		return c.ChildByRole(n, javasrc.RoleRight)
	}
	return n
}

// aliasReceiver writes a.b().c() as var x = a.b(); x.c().
func aliasReceiver(p *program) *draft {
	return alias(p, func(c *code, stmt javasrc.NodeID) []javasrc.NodeID {
		n := valueOf(c, stmt)
		if n == javasrc.None || c.Kind(n) != javasrc.NCall {
			return nil
		}
		on := c.ChildByRole(n, javasrc.RoleOn)
		if !p.isValue(c, on) || c.Kind(on) == javasrc.NThis {
			return nil
		}
		return []javasrc.NodeID{on}
	})
}

// aliasArgument writes f(a, b) as var x = a; var y = b; f(x, y).
func aliasArgument(p *program) *draft {
	return alias(p, func(c *code, stmt javasrc.NodeID) []javasrc.NodeID {
		n := valueOf(c, stmt)
		if n == javasrc.None || c.Kind(n) != javasrc.NCall && c.Kind(n) != javasrc.NNew {
			return nil
		}
		if on := c.ChildByRole(n, javasrc.RoleOn); on != javasrc.None && p.isValue(c, on) && !isPrimary(c.Kind(on)) {
			return nil // would be evaluated later than its arguments
		}
		return c.children(c.ChildByRole(n, javasrc.RoleArgs))
	})
}

// aliasValue writes x = e as var y = e; x = y, and return e likewise.
func aliasValue(p *program) *draft {
	return alias(p, func(c *code, stmt javasrc.NodeID) []javasrc.NodeID {
		n := valueOf(c, stmt)
		if n == javasrc.None || c.Op(n) == javasrc.IntLit || c.Kind(stmt) == javasrc.NThrow {
			return nil
		}
		if c.Kind(stmt) == javasrc.NExprStmt {
			assign := c.ChildByRole(stmt, javasrc.RoleValue)
			if c.Kind(assign) != javasrc.NAssign || c.Op(assign) != javasrc.Assign || n == assign {
				return nil
			}
		}
		return []javasrc.NodeID{n}
	})
}
