package javasrc

// Expression:
//
//	Lambda
//	ConditionalExpression [AssignmentOperator Expression]
//
// It gets role r.
func (p *Parser) expr(r Role) {
	if !p.enter() {
		return
	}
	m, t := p.mark(), p.i
	if !p.lambda() {
		p.conditional()
		switch op := p.k(); {
		case op.IsAssign():
			p.i++
			p.assignRest(m, t, op)
		case op == GT:
			// >>= and >>>= come as '>' '>='.
			if op, tokens := p.shiftOperator(); op.IsAssign() {
				p.i += tokens
				p.assignRest(m, t, op)
			}
		}
	}
	p.role(m, r)
	p.depth--
}

func (p *Parser) assignRest(m, t int, op TokenKind) {
	p.role(m, RoleLeft)
	p.expr(RoleRight)
	p.nodeOp(NAssign, m, t, op)
}

// shiftOperator says which operator the '>' at p.i starts and how many tokens
// it takes; the lexer gives single '>' for the sake of List<List<X>>.
func (p *Parser) shiftOperator() (op TokenKind, tokens int) {
	j := p.i
	for p.at(j+1) == GT && p.adjacent(j) && j-p.i < 2 {
		j++
	}
	shifts := [...]TokenKind{GT, Shr, UShr}
	if p.at(j+1) == GE && p.adjacent(j) {
		switch j - p.i {
		case 0:
			return ShrAssign, 2
		case 1:
			return UShrAssign, 3
		}
	}
	return shifts[j-p.i], j - p.i + 1
}

// exprs reads expressions separated by commas.
func (p *Parser) exprs(r Role) {
	p.expr(r)
	for p.accept(Comma) {
		p.expr(r)
	}
}

// inBrackets reads an expression within brackets, where a lambda may stand.
func (p *Parser) inBrackets(r Role, end TokenKind) {
	noLambda := p.noLambda
	p.noLambda = false
	p.expr(r)
	p.noLambda = noLambda
	p.expect(end)
}

// Lambda:
//
//	Identifier -> LambdaBody
//	( [Identifier {, Identifier}] ) -> LambdaBody
//	Parameters -> LambdaBody
//
// LambdaBody:
//
//	Expression
//	Block
//
// It returns false, and has read nothing, if no lambda comes.
func (p *Parser) lambda() bool {
	if p.noLambda {
		return false
	}
	m, t := p.mark(), p.i
	switch p.k() {
	case Ident:
		if p.at(p.i+1) != Arrow {
			return false
		}
		p.implicitParam()
		p.node(NParams, m, t)
		p.role(m, RoleParams)
	case LParen:
		c := p.match(p.i)
		if c == 0 || p.at(c+1) != Arrow {
			return false
		}
		if p.at(p.i+1) != Ident || p.at(p.i+2) != Comma && p.at(p.i+2) != RParen {
			p.params()
			break
		}
		p.i++
		p.implicitParam()
		for p.accept(Comma) {
			p.implicitParam()
		}
		p.expect(RParen)
		p.node(NParams, m, t)
		p.role(m, RoleParams)
	default:
		return false
	}
	p.expect(Arrow)
	if p.k() == LBrace {
		p.block(RoleBody)
	} else {
		p.expr(RoleBody)
	}
	p.node(NLambda, m, t)
	return true
}

// implicitParam reads a parameter that is only a name.
func (p *Parser) implicitParam() {
	m, t := p.mark(), p.i
	p.name(RoleName)
	p.node(NParam, m, t)
}

// ConditionalExpression:
//
//	BinaryExpression [? Expression : (Lambda | ConditionalExpression)]
//
// Like else-ifs, chains of them are read in a loop.
func (p *Parser) conditional() {
	m, t := p.mark(), p.i
	p.binary(1)
	if p.k() != Quest {
		return
	}
	base := len(p.chain)
	p.chain = append(p.chain, chainLink{m, t})
	for {
		p.role(m, RoleCond)
		p.i++
		noLambda := p.noLambda
		p.noLambda = false
		p.expr(RoleThen)
		p.noLambda = noLambda
		p.expect(Colon)
		m, t = p.mark(), p.i
		if !p.lambda() {
			p.binary(1)
			if p.k() == Quest {
				p.chain = append(p.chain, chainLink{m, t})
				continue
			}
		}
		p.role(m, RoleElse)
		break
	}
	for i := len(p.chain) - 1; i >= base; i-- {
		p.node(NTernary, p.chain[i].m, p.chain[i].t)
		if i > base {
			p.role(0, RoleElse)
		}
	}
	p.chain = p.chain[:base]
}

// precedence of the binary operators (JLS 15.17 to 15.24); 0 for other tokens.
var precedence = [256]uint8{
	OrOr:   1,
	AndAnd: 2,
	Or:     3,
	Caret:  4,
	And:    5,
	EQ:     6, NE: 6,
	LT: 7, GT: 7, LE: 7, GE: 7, KInstanceof: 7,
	Shl: 8, Shr: 8, UShr: 8,
	Plus: 9, Minus: 9,
	Star: 10, Slash: 10, Percent: 10,
}

// BinaryExpression:
//
//	UnaryExpression {BinaryOperator UnaryExpression}
//	UnaryExpression instanceof (Type | Pattern)
//
// It reads operators of precedence min and up. Those of equal precedence are
// read in a loop, so a concatenation may have any number of operands.
func (p *Parser) binary(min uint8) {
	m, t := p.mark(), p.i
	p.unary()
	for {
		op, tokens := p.k(), 1
		if op == GT {
			if op, tokens = p.shiftOperator(); op.IsAssign() {
				return
			}
		}
		prec := precedence[op]
		if prec == 0 || prec < min {
			return
		}
		p.role(m, RoleLeft)
		p.i += tokens
		if op == KInstanceof {
			if p.patternAhead(false) {
				p.pattern(RolePattern)
			} else {
				p.typ(RoleType)
			}
			p.node(NInstanceof, m, t)
			continue
		}
		right := p.mark()
		p.binary(prec + 1)
		p.role(right, RoleRight)
		p.nodeOp(NBinary, m, t, op)
	}
}

// UnaryExpression:
//
//	(+ | - | ! | ~ | ++ | --) UnaryExpression
//	( Type {& Type} ) (UnaryExpression | Lambda)
//	Primary {Selector} {++ | --}
func (p *Parser) unary() {
	m, t := p.mark(), p.i
	switch op := p.k(); op {
	case Plus, Minus, Not, Tilde, PlusPlus, MinusMinus:
		if !p.enter() {
			return
		}
		p.i++
		operand := p.mark()
		p.unary()
		p.role(operand, RoleValue)
		p.nodeOp(NUnary, m, t, op)
		p.depth--
		return
	case LParen:
		if p.castAhead() {
			p.cast(m, t)
			return
		}
	}
	p.primary(m, t)
	p.selectors(m, t)
	for p.k() == PlusPlus || p.k() == MinusMinus {
		op := p.k()
		p.role(m, RoleValue)
		p.i++
		p.nodeOp(NPostfix, m, t, op)
	}
}

func (p *Parser) cast(m, t int) {
	if !p.enter() {
		return
	}
	p.i++
	tm, tt := p.mark(), p.i
	p.typ(RoleType)
	if p.k() == And {
		for p.accept(And) {
			p.typ(RoleType)
		}
		p.node(NInterType, tm, tt)
		p.role(tm, RoleType)
	}
	p.expect(RParen)
	operand := p.mark()
	if !p.lambda() {
		p.unary()
	}
	p.role(operand, RoleValue)
	p.node(NCast, m, t)
	p.depth--
}

// castAhead tells whether the '(' at p.i opens a cast: a type fills the
// parentheses, and what follows can start an operand. (a) + b is no cast,
// (int) + b is.
func (p *Parser) castAhead() bool {
	first := p.at(p.i + 1)
	if first != Ident && first != At && !first.IsPrimitive() {
		return false
	}
	c := p.match(p.i)
	if c == 0 {
		return false
	}
	after := p.at(c + 1)
	if traits[after]&operand == 0 {
		if c != p.i+2 || !first.IsPrimitive() {
			return false
		}
		return after == Plus || after == Minus || after == PlusPlus || after == MinusMinus
	}
	j := p.skipType(p.i + 1)
	for j > 0 && p.at(j) == And {
		j = p.skipType(j + 1)
	}
	return j == c
}

// Arguments:
//
//	( [Expression {, Expression}] )
func (p *Parser) args() {
	m, t := p.mark(), p.i
	p.expect(LParen)
	noLambda := p.noLambda
	p.noLambda = false
	if p.k() != RParen && !p.failed() {
		p.exprs(RoleValue)
	}
	p.noLambda = noLambda
	p.expect(RParen)
	p.node(NArgs, m, t)
	p.role(m, RoleArgs)
}

// Primary:
//
//	Literal
//	Identifier [Arguments]
//	this [Arguments]
//	super [Arguments]
//	TypeArguments (this | super) Arguments
//	( Expression )
//	new Creator
//	SwitchBlock
//	Type                      before . class and ::
//	void                      before . class
func (p *Parser) primary(m, t int) {
	switch k := p.k(); k {
	case Ident:
		switch p.at(p.i + 1) {
		case LParen:
			p.leaf(NName, RoleName)
			p.args()
			p.node(NCall, m, t)
			return
		case LT, LBrack, At:
			if p.typeOperandAhead(p.i) {
				p.typ(RoleNone)
				return
			}
		}
		p.leaf(NName, RoleNone)
	case IntLit, LongLit, FloatLit, DoubleLit, CharLit, StringLit, TextBlock, KTrue, KFalse, KNull:
		p.leaf(NLit, RoleNone)
	case KThis, KSuper:
		p.thisOrSuper(m, t)
	case LParen:
		p.i++
		p.inBrackets(RoleValue, RParen)
		p.node(NParen, m, t)
	case KNew:
		p.creator(m, t)
	case KSwitch:
		p.switchBlock()
	case LT:
		p.typeArgs()
		if p.k() != KThis && p.k() != KSuper {
			p.fail("expected 'this' or 'super'")
			return
		}
		p.thisOrSuper(m, t)
	case KVoid:
		p.leaf(NPrimType, RoleNone)
		if p.k() != Dot {
			p.fail("expected an expression")
		}
	default:
		if k != At && !k.IsPrimitive() {
			p.fail("expected an expression")
			return
		}
		p.typ(RoleNone)
		if p.k() != Dot && p.k() != ColonColon {
			p.fail("expected '::' or '.class'")
		}
	}
}

// thisOrSuper reads this or super, and the arguments if it is a constructor
// call; what was appended since m qualifies it.
func (p *Parser) thisOrSuper(m, t int) {
	kind := NThis
	if p.k() == KSuper {
		kind = NSuper
	}
	if p.at(p.i+1) != LParen {
		p.leaf(kind, RoleNone)
		return
	}
	p.leaf(kind, RoleName)
	p.args()
	p.node(NCtorCall, m, t)
}

// typeOperandAhead tells whether at j a generic or array type stands that is
// followed by :: or .class; any other name reads as an expression.
func (p *Parser) typeOperandAhead(j int) bool {
	end := p.skipType(j)
	return end > 0 && (p.at(end) == ColonColon || p.at(end) == Dot && p.at(end+1) == KClass && p.at(end-1) == RBrack)
}

// Selector:
//
//	. Identifier [Arguments]
//	. TypeArguments Identifier Arguments
//	. this
//	. super [Arguments]
//	. TypeArguments super Arguments
//	. new Creator
//	. class
//	[ Expression ]
//	:: [TypeArguments] (Identifier | new)
func (p *Parser) selectors(m, t int) {
	// plain: so far there are only names and dots, which may be a type's.
	plain := true
	for {
		switch p.k() {
		case Dot:
			switch p.at(p.i + 1) {
			case Ident:
				n := p.at(p.i + 2)
				if plain && (n == LT || n == LBrack || n == At) && p.typeOperandAhead(t) {
					p.nodes, p.i = p.nodes[:m], t
					p.typ(RoleNone)
					plain = false
					continue
				}
				p.role(m, RoleOn)
				p.i++
				p.leaf(NName, RoleName)
				if n == LParen {
					p.args()
					p.node(NCall, m, t)
					plain = false
				} else {
					p.node(NFieldAccess, m, t)
				}
				continue
			case LT:
				p.role(m, RoleOn)
				p.i++
				p.typeArgs()
				if p.k() == KSuper && p.at(p.i+1) == LParen {
					p.thisOrSuper(m, t)
				} else {
					p.name(RoleName)
					p.args()
					p.node(NCall, m, t)
				}
			case KNew:
				p.role(m, RoleOn)
				p.i++
				p.creator(m, t)
			case KThis:
				p.role(m, RoleOn)
				p.i++
				p.leaf(NThis, RoleName)
				p.node(NFieldAccess, m, t)
			case KSuper:
				p.role(m, RoleOn)
				p.i++
				if p.at(p.i+1) == LParen {
					p.thisOrSuper(m, t)
				} else {
					p.leaf(NSuper, RoleName)
					p.node(NFieldAccess, m, t)
				}
			case KClass:
				p.role(m, RoleType)
				p.i += 2
				p.node(NClassLit, m, t)
			default:
				p.i++
				p.role(m, RoleOn)
				p.fail("expected a name")
				p.node(NFieldAccess, m, t)
				return
			}
		case LBrack:
			p.role(m, RoleOn)
			p.i++
			p.inBrackets(RoleIndex, RBrack)
			p.node(NIndex, m, t)
		case ColonColon:
			p.role(m, RoleOn)
			p.i++
			if p.k() == LT {
				p.typeArgs()
			}
			if p.k() == KNew {
				p.leaf(NName, RoleName)
			} else {
				p.name(RoleName)
			}
			p.node(NMethodRef, m, t)
		case RParen:
			// One that closes nothing: its '(' is lost, the chain may go on.
			if p.toks[p.i].Match != noMatch || p.at(p.i+1) != Dot {
				return
			}
			p.errors.add(p.toks[p.i].Start, "unexpected ')'")
			p.i++
		default:
			return
		}
		plain = false
	}
}

// Creator, with the word new:
//
//	new [TypeArguments] {Annotation} TypeWithoutDims Arguments [ClassBody]
//	new {Annotation} TypeWithoutDims {Dim} [ArrayInitializer]
//
// Dim:
//
//	{Annotation} [ [Expression] ]
func (p *Parser) creator(m, t int) {
	if !p.enter() {
		return
	}
	p.expect(KNew)
	if p.k() == LT {
		p.typeArgs()
	}
	tm := p.mark()
	p.annotatedType()
	p.role(tm, RoleType)
	switch p.k() {
	case LParen:
		p.args()
		if p.k() == LBrace {
			p.classBody()
		}
		p.node(NNew, m, t)
	case LBrack, At:
		for {
			p.dims()
			if p.k() == At {
				p.annotations()
			}
			if !p.accept(LBrack) {
				break
			}
			p.inBrackets(RoleIndex, RBrack)
		}
		if p.k() == LBrace {
			p.arrayInit(RoleInit)
		}
		p.node(NNewArray, m, t)
	default:
		p.fail("expected '(' or '['")
		p.node(NNew, m, t)
	}
	p.depth--
}
