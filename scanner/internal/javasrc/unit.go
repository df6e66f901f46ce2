package javasrc

// CompilationUnit:
//
//	[PackageDeclaration] {ImportDeclaration} {TopLevelDeclaration}
//	{ImportDeclaration} ModuleDeclaration
//	{ImportDeclaration} {ClassMemberDeclaration}
//
// The last is a compact source file (JLS 7.3, Java 25). The order is not
// checked.
func (p *Parser) unit() {
	for p.k() != EOF {
		t := p.i
		switch p.k() {
		case Semi:
			p.leaf(NEmpty, RoleNone)
			continue
		case RBrace:
			p.errors.add(p.toks[p.i].Start, "unexpected '}'")
			p.i++
			continue
		}
		p.topLevel()
		if p.failed() && !p.recovered(t) {
			break // gave up
		}
	}
	p.i = len(p.toks) - 1
	p.failedAt = -1
	i := p.node(NUnit, 0, 0)
	p.nodes[i].Start, p.nodes[i].End = 0, uint32(len(p.text))
}

// TopLevelDeclaration:
//
//	ImportDeclaration
//	{Annotation} package QualifiedName ;
//	ModuleDeclaration
//	ClassMemberDeclaration
func (p *Parser) topLevel() {
	if p.k() == KImport {
		p.importDeclaration()
		return
	}
	if p.statementAhead() {
		p.strayStatement()
		return
	}
	m, t := p.mark(), p.i
	p.modifiers()
	switch {
	case p.k() == KPackage:
		p.i++
		p.qualifiedName(RoleName)
		p.expect(Semi)
		p.node(NPackage, m, t)
	case p.moduleAhead():
		p.module(m, t)
	default:
		p.memberRest(m, t)
	}
}

// ImportDeclaration:
//
//	import [static] QualifiedName [. *] ;
//	import module QualifiedName ;
func (p *Parser) importDeclaration() {
	m, t := p.mark(), p.i
	p.i++
	if p.k() == KStatic || p.is(p.i, "module") && p.at(p.i+1) == Ident {
		mm, mt := p.mark(), p.i
		if p.k() == KStatic {
			p.word(KStatic)
		} else {
			p.word(KModule)
		}
		p.node(NModifiers, mm, mt)
		p.role(mm, RoleMods)
	}
	p.qualifiedName(RoleName)
	if p.accept(Dot) {
		if p.k() == Star {
			p.leaf(NStar, RoleOnDemand)
		} else {
			p.fail("expected a name or '*'")
		}
	}
	p.expect(Semi)
	p.node(NImport, m, t)
}

// strayStatement reads a statement where none may stand: after a missing
// opening brace, or after one closing brace too many.
func (p *Parser) strayStatement() {
	p.errors.add(p.toks[p.i].Start, "a statement outside a method")
	p.statement()
}
