package javasrc

// Modifier:
//
//	Annotation | public | protected | private | abstract | static | final
//	sealed | non-sealed | default | native | synchronized | transient | volatile | strictfp
func (p *Parser) modifiers() {
	m, t := p.mark(), p.i
	for {
		switch k := p.k(); {
		case traits[k]&modifier != 0:
			p.leaf(NModifier, RoleNone)
			continue
		case k == At:
			if p.at(p.i+1) != KInterface {
				p.annotation()
				continue
			}
		case k == KDefault:
			// Not the label of a switch.
			if n := p.at(p.i + 1); n != Colon && n != Arrow {
				p.leaf(NModifier, RoleNone)
				continue
			}
		case k == Ident:
			if p.sealedAhead(p.i) {
				p.word(KSealed)
				continue
			}
			if p.nonSealedAhead(p.i) {
				start := p.toks[p.i].Start
				p.i += 2
				p.word(KNonSealed)
				p.nodes[len(p.nodes)-1].Start = start
				continue
			}
		}
		break
	}
	if p.i > t {
		p.node(NModifiers, m, t)
		p.role(m, RoleMods)
	}
}

// sealedAhead tells whether token j is sealed as a modifier.
func (p *Parser) sealedAhead(j int) bool {
	return p.is(j, "sealed") && p.classAhead(j+1)
}

// nonSealedAhead tells whether at j stands non-sealed as a modifier; it is
// three tokens, and in x = non-sealed a subtraction.
func (p *Parser) nonSealedAhead(j int) bool {
	return p.at(j+1) == Minus && p.is(j, "non") && p.is(j+2, "sealed") && p.classAhead(j+3)
}

// classAhead tells whether at j a class declaration begins or goes on, so that
// the word before is a modifier.
func (p *Parser) classAhead(j int) bool {
	k := p.at(j)
	return k == KClass || k == KInterface || k == At || traits[k]&modifier != 0 || p.is(j, "sealed") || p.is(j, "non")
}

func (p *Parser) annotations() {
	for p.k() == At && p.at(p.i+1) != KInterface {
		p.annotation()
	}
}

// Annotation:
//
//	@ QualifiedName [( [ElementValue | Element {, Element}] )]
//
// Element:
//
//	Identifier = ElementValue
func (p *Parser) annotation() {
	if !p.enter() {
		return
	}
	m, t := p.mark(), p.i
	p.expect(At)
	p.qualifiedName(RoleName)
	if p.accept(LParen) {
		noLambda := p.noLambda
		p.noLambda = false
		for p.k() != RParen && !p.failed() {
			am, at := p.mark(), p.i
			if p.k() == Ident && p.at(p.i+1) == Assign {
				p.name(RoleName)
				p.i++
			}
			p.elementValue(RoleValue)
			p.node(NAnnotationArg, am, at)
			p.role(am, RoleArgs)
			if !p.accept(Comma) {
				break
			}
		}
		p.noLambda = noLambda
		p.expect(RParen)
	}
	p.node(NAnnotation, m, t)
	p.depth--
}

// ElementValue:
//
//	Annotation
//	{ [ElementValue {, ElementValue}] [,] }
//	ConditionalExpression
func (p *Parser) elementValue(r Role) {
	m, t := p.mark(), p.i
	switch p.k() {
	case At:
		p.annotation()
	case LBrace:
		if !p.enter() {
			return
		}
		p.i++
		for p.k() != RBrace && !p.failed() {
			if p.accept(Comma) {
				continue
			}
			p.elementValue(RoleValue)
			if !p.accept(Comma) {
				break
			}
		}
		p.expect(RBrace)
		p.node(NArrayInit, m, t)
		p.depth--
	default:
		p.conditional()
	}
	p.role(m, r)
}

// ClassMemberDeclaration:
//
//	{Modifier} MemberRest
func (p *Parser) member() {
	if p.statementAhead() {
		p.strayStatement()
		return
	}
	m, t := p.mark(), p.i
	p.modifiers()
	p.memberRest(m, t)
}

// MemberRest:
//
//	ClassDeclaration | InterfaceDeclaration | EnumDeclaration | RecordDeclaration | AnnotationTypeDeclaration
//	Block
//	[TypeParameters] Identifier Parameters [Throws] Block
//	Identifier Block
//	[TypeParameters] (Type | void) Identifier Parameters [Dims] [Throws] [default ElementValue] (Block | ;)
//	Type VariableDeclarators ;
//
// The second is an initialiser, the third a constructor, the fourth a compact
// constructor. m and t say where the modifiers began.
func (p *Parser) memberRest(m, t int) {
	if !p.enter() {
		return
	}
	switch k := p.k(); {
	case k == KClass:
		p.i++
		p.class(NClass, m, t)
	case k == KInterface:
		p.i++
		p.class(NInterface, m, t)
	case k == KEnum:
		p.enum(m, t)
	case k == At && p.at(p.i+1) == KInterface:
		p.i += 2
		p.class(NAnnotationType, m, t)
	case k == LBrace:
		op := EOF
		if p.hasModifier(m, KStatic) {
			op = KStatic
		}
		p.block(RoleBody)
		p.nodeOp(NInit, m, t, op)
	case p.recordAhead(p.i):
		p.i++
		p.class(NRecord, m, t)
	default:
		p.fieldOrMethod(m, t)
	}
	p.depth--
}

// hasModifier tells whether the NModifiers at mark m, if there is one, has the
// modifier k.
func (p *Parser) hasModifier(m int, k TokenKind) bool {
	for _, n := range p.nodes[m:] {
		if n.Kind == NModifier && n.Op == k {
			return true
		}
	}
	return false
}

// recordAhead tells whether the word record at j declares a record.
func (p *Parser) recordAhead(j int) bool {
	return p.at(j+1) == Ident && p.is(j, "record") && (p.at(j+2) == LParen || p.at(j+2) == LT)
}

// ClassDeclaration:
//
//	class Identifier [TypeParameters] [extends Type] [implements Types] [permits Types] ClassBody
//
// InterfaceDeclaration:
//
//	interface Identifier [TypeParameters] [extends Types] [permits Types] ClassBody
//
// RecordDeclaration:
//
//	record Identifier [TypeParameters] Parameters [implements Types] ClassBody
//
// AnnotationTypeDeclaration:
//
//	@ interface Identifier ClassBody
//
// Their words are read already. Which clause may stand where is not checked.
func (p *Parser) class(k Kind, m, t int) {
	p.name(RoleName)
	if p.k() == LT {
		p.typeParams()
	}
	if k == NRecord {
		p.params()
	}
	p.clauses()
	p.classBody()
	p.node(k, m, t)
}

func (p *Parser) clauses() {
	for {
		switch {
		case p.k() == KExtends:
			p.clause(NExtends, RoleExtends)
		case p.k() == KImplements:
			p.clause(NImplements, RoleImplements)
		case p.is(p.i, "permits"):
			p.clause(NPermits, RolePermits)
		default:
			return
		}
	}
}

func (p *Parser) clause(k Kind, r Role) {
	m, t := p.mark(), p.i
	p.i++
	p.typeList()
	p.node(k, m, t)
	p.role(m, r)
}

// EnumDeclaration:
//
//	enum Identifier [implements Types] EnumBody
//
// EnumBody:
//
//	{ [EnumConstant {, EnumConstant}] [,] [; {ClassMemberDeclaration}] }
func (p *Parser) enum(m, t int) {
	p.i++
	p.name(RoleName)
	p.clauses()
	bm, bt := p.mark(), p.i
	p.expect(LBrace)
	for p.enumConstAhead() {
		ct := p.i
		p.enumConst()
		if p.failed() && !p.recovered(ct) {
			break
		}
		if !p.accept(Comma) {
			break
		}
	}
	p.accept(Comma)
	if !p.accept(Semi) && p.k() != RBrace && !p.failed() {
		p.missing(Semi) // or a comma; what follows is read as members
	}
	p.members()
	p.expect(RBrace)
	p.node(NBody, bm, bt)
	p.role(bm, RoleBody)
	p.node(NEnum, m, t)
}

// enumConstAhead tells whether an enum constant comes, and not a member of an
// enum whose ';' is missing.
func (p *Parser) enumConstAhead() bool {
	j := p.i
	if p.at(j) == At {
		j = p.skipAnnotations(j)
	}
	if p.at(j) != Ident {
		return false
	}
	switch p.at(j + 1) {
	case Comma, LParen, LBrace, Semi, RBrace, EOF:
		return true
	}
	return false
}

// EnumConstant:
//
//	{Annotation} Identifier [Arguments] [ClassBody]
func (p *Parser) enumConst() {
	m, t := p.mark(), p.i
	p.modifiers()
	p.name(RoleName)
	if p.k() == LParen {
		p.args()
	}
	if p.k() == LBrace {
		p.classBody()
	}
	p.node(NEnumConst, m, t)
}

// ClassBody:
//
//	{ {ClassMemberDeclaration | ;} }
func (p *Parser) classBody() {
	m, t := p.mark(), p.i
	noLambda, switches := p.noLambda, p.switches
	p.noLambda, p.switches = false, 0
	p.expect(LBrace)
	p.members()
	p.noLambda, p.switches = noLambda, switches
	p.expect(RBrace)
	p.node(NBody, m, t)
	p.role(m, RoleBody)
}

func (p *Parser) members() {
	for p.k() != RBrace && p.k() != EOF {
		if p.accept(Semi) {
			continue
		}
		t := p.i
		p.member()
		if p.failed() && !p.recovered(t) {
			return
		}
	}
}

func (p *Parser) fieldOrMethod(m, t int) {
	if p.k() == LT {
		p.typeParams()
		p.annotationsOfType()
	}
	if p.k() == Ident {
		switch p.at(p.i + 1) {
		case LParen:
			p.name(RoleName)
			p.params()
			p.throws()
			p.block(RoleBody)
			p.node(NCtor, m, t)
			return
		case LBrace:
			p.name(RoleName)
			p.block(RoleBody)
			p.node(NCompactCtor, m, t)
			return
		}
	}
	op := EOF
	if p.k() == KVoid {
		op = KVoid
		p.leaf(NPrimType, RoleType)
	} else {
		p.typ(RoleType)
	}
	if p.failed() && p.mark() == m {
		return // nothing of a member at all
	}
	if p.k() == Ident && p.at(p.i+1) == LParen {
		p.name(RoleName)
		p.params()
		p.dims()
		p.throws()
		if p.accept(KDefault) {
			p.elementValue(RoleDefault)
		}
		if p.k() == LBrace {
			p.block(RoleBody)
		} else {
			p.expect(Semi)
		}
		p.nodeOp(NMethod, m, t, op)
		return
	}
	p.declarators()
	p.expect(Semi)
	p.node(NField, m, t)
}

// annotationsOfType reads the annotations in <T> @A T get(): javac counts them
// among the modifiers, and so do we, as a second NModifiers.
func (p *Parser) annotationsOfType() {
	if p.k() != At {
		return
	}
	m, t := p.mark(), p.i
	p.annotations()
	p.node(NModifiers, m, t)
	p.role(m, RoleMods)
}

// Throws:
//
//	throws Type {, Type}
func (p *Parser) throws() {
	if p.k() == KThrows {
		p.clause(NThrows, RoleThrows)
	}
}

// VariableDeclarators:
//
//	VariableDeclarator {, VariableDeclarator}
//
// VariableDeclarator:
//
//	Identifier [Dims] [= VariableInitializer]
func (p *Parser) declarators() {
	for {
		m, t := p.mark(), p.i
		p.name(RoleName)
		p.dims()
		if p.accept(Assign) {
			p.variableInit(RoleInit)
		}
		if p.i == t {
			return // failed before it began
		}
		p.node(NVarDecl, m, t)
		if !p.accept(Comma) {
			return
		}
	}
}

// VariableInitializer:
//
//	Expression
//	ArrayInitializer
func (p *Parser) variableInit(r Role) {
	if p.k() == LBrace {
		p.arrayInit(r)
	} else {
		p.expr(r)
	}
}

// ArrayInitializer:
//
//	{ [VariableInitializer {, VariableInitializer}] [,] }
func (p *Parser) arrayInit(r Role) {
	if !p.enter() {
		return
	}
	m, t := p.mark(), p.i
	noLambda := p.noLambda
	p.noLambda = false
	p.expect(LBrace)
	for p.k() != RBrace && !p.failed() {
		if p.accept(Comma) {
			continue
		}
		p.variableInit(RoleValue)
		if !p.accept(Comma) {
			break
		}
	}
	p.noLambda = noLambda
	p.expect(RBrace)
	p.node(NArrayInit, m, t)
	p.role(m, r)
	p.depth--
}

// Dims:
//
//	{{Annotation} [ ]}
func (p *Parser) dims() {
	if p.k() != LBrack && p.k() != At {
		return
	}
	m, t := p.mark(), p.i
	for {
		j := p.i
		if p.at(j) == At {
			j = p.skipAnnotations(j)
		}
		if p.at(j) != LBrack || p.at(j+1) != RBrack {
			break
		}
		p.annotations()
		p.i += 2
	}
	if p.i > t {
		p.node(NDims, m, t)
		p.role(m, RoleDims)
	}
}

// Parameters:
//
//	( [Parameter {, Parameter}] )
func (p *Parser) params() {
	m, t := p.mark(), p.i
	p.expect(LParen)
	for p.k() != RParen && !p.failed() {
		p.param()
		if !p.accept(Comma) {
			break
		}
	}
	p.expect(RParen)
	p.node(NParams, m, t)
	p.role(m, RoleParams)
}

// Parameter:
//
//	{Modifier} Type [{Annotation} ...] Identifier [Dims]
//	{Annotation} Type [Identifier .] this
//
// The second is a receiver parameter; it names what this is, to annotate it.
func (p *Parser) param() {
	m, t := p.mark(), p.i
	p.modifiers()
	tm, tt := p.mark(), p.i
	p.typ(RoleType)
	op := EOF
	if p.k() == Ellipsis || p.k() == At && p.at(p.skipAnnotations(p.i)) == Ellipsis {
		op = Ellipsis
		p.annotations()
		p.expect(Ellipsis)
		p.nodeOp(NArrayType, tm, tt, Ellipsis)
		p.role(tm, RoleType)
	}
	if p.k() == KThis {
		p.leaf(NThis, RoleName)
		p.node(NReceiver, m, t)
		return
	}
	if p.k() == Ident && p.at(p.i+1) == Dot {
		p.qualifiedName(RoleOn)
		p.expect(Dot)
		if p.k() != KThis {
			p.fail("expected 'this'")
		}
		p.leaf(NThis, RoleName)
		p.node(NReceiver, m, t)
		return
	}
	p.name(RoleName)
	p.dims()
	p.nodeOp(NParam, m, t, op)
}
