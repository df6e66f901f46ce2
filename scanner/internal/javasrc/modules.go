package javasrc

// moduleAhead tells whether a module declaration comes. Its words are names
// everywhere else.
func (p *Parser) moduleAhead() bool {
	if p.is(p.i, "open") {
		return p.is(p.i+1, "module") && p.at(p.i+2) == Ident
	}
	return p.is(p.i, "module") && p.at(p.i+1) == Ident && (p.at(p.i+2) == LBrace || p.at(p.i+2) == Dot)
}

// ModuleDeclaration:
//
//	{Annotation} [open] module QualifiedName { {ModuleDirective} }
func (p *Parser) module(m, t int) {
	if p.is(p.i, "open") {
		// The annotations, if any, are already an NModifiers of their own: open it
		// again, so that a module has one.
		at, from := p.i, p.mark()
		if from > m && p.nodes[from-1].Kind == NModifiers {
			p.nodes = p.nodes[:from-1]
			at = t
		}
		p.word(KOpen)
		p.node(NModifiers, m, at)
		p.role(m, RoleMods)
	}
	p.i++
	p.qualifiedName(RoleName)
	p.expect(LBrace)
	for p.k() != RBrace && p.k() != EOF {
		dt := p.i
		p.directive()
		if p.failed() && !p.recovered(dt) {
			break
		}
	}
	p.expect(RBrace)
	p.node(NModule, m, t)
}

// word appends a modifier leaf for a restricted word, whose kind the lexer
// cannot know.
func (p *Parser) word(op TokenKind) {
	m := p.mark()
	p.leaf(NModifier, RoleNone)
	if p.mark() > m {
		p.nodes[m].Op = op
	}
}

// ModuleDirective:
//
//	requires {transitive | static} QualifiedName ;
//	exports QualifiedName [to QualifiedName {, QualifiedName}] ;
//	opens QualifiedName [to QualifiedName {, QualifiedName}] ;
//	uses QualifiedName ;
//	provides QualifiedName with QualifiedName {, QualifiedName} ;
func (p *Parser) directive() {
	m, t := p.mark(), p.i
	var op TokenKind
	for k := KRequires; k <= KProvides; k++ {
		if p.is(p.i, spelling[k]) {
			op = k
		}
	}
	if op == 0 {
		p.fail("expected a module directive such as requires or exports")
		return
	}
	p.i++
	if op == KRequires {
		mt := p.i
		for {
			if p.k() == KStatic {
				p.word(KStatic)
			} else if p.is(p.i, "transitive") && p.at(p.i+1) != Semi && p.at(p.i+1) != Dot {
				// "requires transitive;" requires a module of that name.
				p.word(KTransitive)
			} else {
				break
			}
		}
		if p.i > mt {
			p.node(NModifiers, m, mt)
			p.role(m, RoleMods)
		}
	}
	p.qualifiedName(RoleName)
	if p.is(p.i, "to") || p.is(p.i, "with") {
		p.i++
		p.qualifiedName(RoleTarget)
		for p.accept(Comma) {
			p.qualifiedName(RoleTarget)
		}
	}
	p.expect(Semi)
	p.nodeOp(NDirective, m, t, op)
}
