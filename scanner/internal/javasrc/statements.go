package javasrc

// Block:
//
//	{ {Statement} }
func (p *Parser) block(r Role) {
	if !p.enter() {
		return
	}
	m, t := p.mark(), p.i
	p.expect(LBrace)
	noLambda := p.noLambda
	p.noLambda = false
	p.statements()
	p.noLambda = noLambda
	p.expect(RBrace)
	p.node(NBlock, m, t)
	p.role(m, r)
	p.depth--
}

// statements reads up to the end of a block or a case.
func (p *Parser) statements() {
	for {
		switch k := p.k(); k {
		case RBrace, EOF, KPublic, KPrivate, KProtected, KImport, KPackage:
			return
		case At:
			if p.memberAhead() {
				return
			}
		case KCase:
			if p.switches > 0 {
				return
			}
		case KDefault:
			if n := p.at(p.i + 1); p.switches > 0 && (n == Colon || n == Arrow) {
				return
			}
		}
		t := p.i
		p.statement()
		if p.failed() && !p.recovered(t) {
			return
		}
	}
}

// statementAhead tells whether a statement comes where a member should, because
// a brace is missing or one too many. It looks at what no member can start
// with.
func (p *Parser) statementAhead() bool {
	k := p.k()
	if k == Ident {
		switch n := p.at(p.i + 1); n {
		case Ident, LBrace:
			return false
		case LParen:
			// A constructor, or a call?
			if c := p.match(p.i + 1); c > 0 {
				n := p.at(c + 1)
				return n != LBrace && n != KThrows
			}
			j := p.skipType(p.i + 2)
			return j < 0 || p.at(j) != Ident
		case LT, Dot, LBrack, At:
			if n == Dot && p.moduleAhead() {
				return false
			}
			j := p.skipType(p.i)
			return j < 0 || p.at(j) != Ident && p.at(j) != At
		case Minus:
			return !p.nonSealedAhead(p.i)
		}
		return continuesExpression(p.at(p.i + 1))
	}
	if k == KSynchronized {
		return p.at(p.i+1) == LParen
	}
	return traits[k]&statement != 0
}

// continuesExpression tells whether a token that follows a name shows that an
// expression or a labelled statement has begun.
func continuesExpression(k TokenKind) bool {
	return k.IsAssign() || k == PlusPlus || k == MinusMinus || k == ColonColon || k == Arrow || k == Colon
}

// statement reads one statement:
//
//	Block
//	;
//	LocalClassDeclaration
//	LocalVariableDeclaration ;
//	Identifier : Statement
//	if ( Expression ) Statement [else Statement]
//	while ( Expression ) Statement
//	do Statement while ( Expression ) ;
//	for ...
//	switch ...
//	try ...
//	synchronized ( Expression ) Block
//	return [Expression] ;
//	throw Expression ;
//	yield Expression ;
//	break [Identifier] ;
//	continue [Identifier] ;
//	assert Expression [: Expression] ;
//	Expression ;
func (p *Parser) statement() {
	if !p.enter() {
		return
	}
	switch k := p.k(); k {
	case Ident:
		p.identifierStatement()
	case KIf:
		p.ifStatement()
	case KReturn:
		p.returnStatement()
	case LBrace:
		p.block(RoleNone)
	case Semi:
		p.leaf(NEmpty, RoleNone)
	case KWhile:
		p.whileStatement()
	case KDo:
		p.doStatement()
	case KFor:
		p.forStatement()
	case KSwitch:
		p.switchBlock()
	case KTry:
		p.tryStatement()
	case KSynchronized:
		p.syncStatement()
	case KThrow:
		p.valueStatement(NThrow)
	case KBreak:
		p.jump(NBreak)
	case KContinue:
		p.jump(NContinue)
	case KAssert:
		p.assertStatement()
	case KClass, KInterface, KEnum, KAbstract, KStatic, KStrictfp:
		p.localClass()
	case KFinal, At:
		p.declarationStatement()
	default:
		if k.IsPrimitive() {
			p.identifierStatement()
		} else if k == KCase || k == KDefault && (p.at(p.i+1) == Colon || p.at(p.i+1) == Arrow) {
			p.strayCase()
		} else {
			p.expressionStatement()
		}
	}
	p.depth--
}

func (p *Parser) expressionStatement() {
	m, t := p.mark(), p.i
	p.expr(RoleValue)
	if p.failed() && p.mark() == m {
		return // no expression at all
	}
	p.expect(Semi)
	p.node(NExprStmt, m, t)
}

// identifierStatement reads a statement that starts with a name or a primitive
// type: nearly all of them.
func (p *Parser) identifierStatement() {
	switch n := p.at(p.i + 1); n {
	case LParen:
		if !p.is(p.i, "yield") {
			p.expressionStatement()
			return
		}
	case Colon:
		m, t := p.mark(), p.i
		p.name(RoleName)
		p.expect(Colon)
		bm := p.mark()
		p.statement()
		p.role(bm, RoleBody)
		p.node(NLabeled, m, t)
		return
	}
	if p.yieldAhead() {
		p.valueStatement(NYield)
		return
	}
	switch n := p.at(p.i + 1); n {
	case Ident, LT, Dot, LBrack, At, Minus:
		if n != Dot && n != LBrack && n != LT && p.localClassAhead() || n == At && p.localClassAhead() {
			p.localClass()
			return
		}
		if p.localVarAhead() {
			p.localVarStatement()
			return
		}
	default:
		if p.is(p.i, "sealed") && p.localClassAhead() {
			p.localClass()
			return
		}
	}
	p.expressionStatement()
}

// declarationStatement reads a local class or variable with modifiers.
func (p *Parser) declarationStatement() {
	if p.localClassAhead() {
		p.localClass()
	} else {
		p.localVarStatement()
	}
}

func (p *Parser) localClass() {
	m, t := p.mark(), p.i
	p.modifiers()
	p.memberRest(m, t)
}

// localClassAhead tells whether a class declaration comes, after any modifiers.
func (p *Parser) localClassAhead() bool {
	for j, limit := p.i, p.i+maxLookahead; j < limit; {
		switch p.at(j) {
		case KClass, KInterface, KEnum:
			return true
		case KFinal, KAbstract, KStatic, KStrictfp:
			j++
			continue
		case At:
			if p.at(j+1) == KInterface {
				return true
			}
			n := p.skipAnnotations(j)
			if n == j {
				return false
			}
			j = n
			continue
		case Ident:
			return p.recordAhead(j) || p.sealedAhead(j) || p.nonSealedAhead(j)
		}
		return false
	}
	return false
}

// LocalVariableDeclaration:
//
//	{final | Annotation} Type VariableDeclarators
func (p *Parser) localVarStatement() {
	m, t := p.mark(), p.i
	p.modifiers()
	p.typ(RoleType)
	p.declarators()
	p.expect(Semi)
	p.node(NLocalVar, m, t)
}

// localVarAhead tells whether a type and a name come.
func (p *Parser) localVarAhead() bool {
	j := p.skipType(p.i)
	return j > p.i && p.at(j) == Ident
}

// yieldAhead tells whether the word yield starts a yield statement (JLS 14.21
// and javac): it is also a name, and was a method's before Java 14.
func (p *Parser) yieldAhead() bool {
	if !p.is(p.i, "yield") {
		return false
	}
	switch k := p.at(p.i + 1); k {
	case PlusPlus, MinusMinus:
		return p.at(p.i+2) != Semi
	case LParen:
		c := p.match(p.i + 1)
		if c == 0 {
			return true
		}
		return p.at(c+1) == Arrow || c != p.i+2 && !p.commaWithin(p.i+1, c)
	default:
		return traits[k]&yieldsValue != 0
	}
}

// commaWithin tells whether a comma stands between the brackets at open and
// end, and not within others.
func (p *Parser) commaWithin(open, end int) bool {
	for j := open + 1; j < end; j++ {
		if p.at(j) == Comma {
			return true
		}
		if c := p.match(j); c > 0 {
			j = c
		}
	}
	return false
}

// condition reads an expression in parentheses, with role RoleCond. The
// parentheses are part of the statement and make no node.
func (p *Parser) condition() {
	if !p.accept(LParen) && !p.failed() {
		p.missing(LParen)
	}
	noLambda := p.noLambda
	p.noLambda = false
	p.expr(RoleCond)
	p.noLambda = noLambda
	p.expect(RParen)
}

func (p *Parser) statementAs(r Role) {
	m := p.mark()
	p.statement()
	p.role(m, r)
}

// ifStatement reads the whole chain of else-ifs in a loop: generated code has
// chains of thousands.
func (p *Parser) ifStatement() {
	base := len(p.chain)
	for {
		p.chain = append(p.chain, chainLink{p.mark(), p.i})
		p.i++
		p.condition()
		p.statementAs(RoleThen)
		if !p.accept(KElse) {
			break
		}
		if p.k() != KIf {
			p.statementAs(RoleElse)
			break
		}
	}
	for i := len(p.chain) - 1; i >= base; i-- {
		p.node(NIf, p.chain[i].m, p.chain[i].t)
		if i > base {
			p.role(0, RoleElse)
		}
	}
	p.chain = p.chain[:base]
}

func (p *Parser) whileStatement() {
	m, t := p.mark(), p.i
	p.i++
	p.condition()
	p.statementAs(RoleBody)
	p.node(NWhile, m, t)
}

func (p *Parser) doStatement() {
	m, t := p.mark(), p.i
	p.i++
	p.statementAs(RoleBody)
	p.expect(KWhile)
	p.condition()
	p.expect(Semi)
	p.node(NDo, m, t)
}

// ForStatement:
//
//	for ( {Modifier} Type Identifier : Expression ) Statement
//	for ( [ForInit] ; [Expression] ; [Expressions] ) Statement
//
// ForInit:
//
//	LocalVariableDeclaration
//	Expressions
func (p *Parser) forStatement() {
	m, t := p.mark(), p.i
	p.i++
	p.expect(LParen)
	if p.k() != Semi {
		if vm, vt := p.mark(), p.i; p.k() == KFinal || p.k() == At || p.localVarAhead() {
			p.modifiers()
			p.typ(RoleType)
			if p.k() == Ident && p.at(p.i+1) == Colon {
				p.name(RoleName)
				p.node(NParam, vm, vt)
				p.role(vm, RoleParams)
				p.i++
				p.expr(RoleValue)
				p.expect(RParen)
				p.statementAs(RoleBody)
				p.node(NForEach, m, t)
				return
			}
			p.declarators()
			p.node(NLocalVar, vm, vt)
			p.role(vm, RoleInit)
		} else {
			p.exprs(RoleInit)
		}
	}
	p.expect(Semi)
	if p.k() != Semi {
		p.expr(RoleCond)
	}
	p.expect(Semi)
	if p.k() != RParen {
		p.exprs(RoleUpdate)
	}
	p.expect(RParen)
	p.statementAs(RoleBody)
	p.node(NFor, m, t)
}

// TryStatement:
//
//	try [( Resource {; Resource} [;] )] Block {Catch} [finally Block]
//
// Resource:
//
//	{Modifier} Type Identifier = Expression
//	Expression
//
// Catch:
//
//	catch ( {Modifier} Type {| Type} Identifier ) Block
func (p *Parser) tryStatement() {
	m, t := p.mark(), p.i
	p.i++
	if p.accept(LParen) {
		for p.k() != RParen && !p.failed() {
			p.resource()
			if !p.accept(Semi) {
				break
			}
		}
		p.expect(RParen)
	}
	p.block(RoleBody)
	for p.k() == KCatch {
		p.catch()
	}
	if p.k() == KFinally {
		fm, ft := p.mark(), p.i
		p.i++
		p.block(RoleBody)
		p.node(NFinally, fm, ft)
		p.role(fm, RoleFinally)
	}
	p.node(NTry, m, t)
}

func (p *Parser) resource() {
	m, t := p.mark(), p.i
	if p.k() == KFinal || p.k() == At || p.localVarAhead() {
		p.modifiers()
		p.typ(RoleType)
		p.name(RoleName)
		p.expect(Assign)
		p.expr(RoleInit)
	} else {
		p.expr(RoleValue)
	}
	p.node(NResource, m, t)
	p.role(m, RoleResource)
}

func (p *Parser) catch() {
	m, t := p.mark(), p.i
	p.i++
	p.expect(LParen)
	pm, pt := p.mark(), p.i
	p.modifiers()
	um, ut := p.mark(), p.i
	p.typ(RoleType)
	if p.k() == Or {
		for p.accept(Or) {
			p.typ(RoleType)
		}
		p.node(NUnionType, um, ut)
		p.role(um, RoleType)
	}
	p.name(RoleName)
	p.node(NParam, pm, pt)
	p.role(pm, RoleParams)
	p.expect(RParen)
	p.block(RoleBody)
	p.node(NCatch, m, t)
	p.role(m, RoleCatch)
}

func (p *Parser) syncStatement() {
	m, t := p.mark(), p.i
	p.i++
	p.condition()
	p.block(RoleBody)
	p.node(NSync, m, t)
}

func (p *Parser) returnStatement() {
	if p.at(p.i+1) != Semi {
		p.valueStatement(NReturn)
		return
	}
	m, t := p.mark(), p.i
	p.i += 2
	p.node(NReturn, m, t)
}

// valueStatement reads a word, an expression and a semicolon.
func (p *Parser) valueStatement(k Kind) {
	m, t := p.mark(), p.i
	p.i++
	p.expr(RoleValue)
	p.expect(Semi)
	p.node(k, m, t)
}

func (p *Parser) jump(k Kind) {
	m, t := p.mark(), p.i
	p.i++
	if p.k() == Ident {
		p.name(RoleName)
	}
	p.expect(Semi)
	p.node(k, m, t)
}

func (p *Parser) assertStatement() {
	m, t := p.mark(), p.i
	p.i++
	p.expr(RoleCond)
	if p.accept(Colon) {
		p.expr(RoleValue)
	}
	p.expect(Semi)
	p.node(NAssert, m, t)
}

// SwitchBlock, of a statement or an expression:
//
//	switch ( Expression ) { {SwitchCase} }
func (p *Parser) switchBlock() {
	m, t := p.mark(), p.i
	p.i++
	p.condition()
	p.expect(LBrace)
	p.switches++
	for {
		ct := p.i
		if k := p.k(); k == KCase || k == KDefault {
			p.switchCase()
		} else if k == RBrace || k == EOF {
			break
		} else {
			p.errors.add(p.toks[p.i].Start, "expected 'case', 'default' or '}'")
			p.statements()
			if p.i == ct {
				break // a member: the block lacks its end
			}
		}
		if p.failed() && !p.recovered(ct) {
			break
		}
	}
	p.switches--
	p.expect(RBrace)
	p.node(NSwitch, m, t)
}

// strayCase reads a case where no switch is: after one closing brace too many.
func (p *Parser) strayCase() {
	p.errors.add(p.toks[p.i].Start, "'"+p.k().String()+"' outside a switch")
	p.switches++
	p.switchCase()
	p.switches--
}

// SwitchCase:
//
//	SwitchLabel -> (Expression ; | Block | ThrowStatement)
//	SwitchLabel : {Statement}
//
// SwitchLabel:
//
//	case CaseLabel {, CaseLabel} [when Expression]
//	default
func (p *Parser) switchCase() {
	if !p.enter() {
		return
	}
	m, t := p.mark(), p.i
	noLambda := p.noLambda
	p.noLambda = true
	if p.k() == KDefault {
		p.leaf(NDefault, RoleValue)
	} else {
		p.expect(KCase)
		p.caseLabel()
		for p.accept(Comma) {
			p.caseLabel()
		}
		if p.is(p.i, "when") {
			p.i++
			p.expr(RoleGuard)
		}
	}
	p.noLambda = false
	op := p.k()
	switch op {
	case Arrow:
		p.i++
		bm := p.mark()
		switch p.k() {
		case LBrace:
			p.block(RoleBody)
		case KThrow:
			p.valueStatement(NThrow)
		default:
			p.expressionStatement()
		}
		p.role(bm, RoleBody)
	default:
		p.expect(Colon)
		p.statements()
		op = Colon
	}
	p.noLambda = noLambda
	p.nodeOp(NCase, m, t, op)
	p.depth--
}
