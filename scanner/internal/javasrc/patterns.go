package javasrc

// CaseLabel:
//
//	Pattern
//	ConditionalExpression
//	default
func (p *Parser) caseLabel() {
	switch {
	case p.k() == KDefault:
		p.leaf(NDefault, RoleValue)
	case p.patternAhead(true):
		p.pattern(RolePattern)
	default:
		m := p.mark()
		p.conditional()
		p.role(m, RoleValue)
	}
}

// patternAhead tells whether a pattern comes: a type followed by a name or a
// parenthesis. In a case a constant may be followed by the word when, which is
// then no name.
func (p *Parser) patternAhead(inCase bool) bool {
	switch k := p.k(); {
	case k == KFinal || k == At && inCase:
		return true
	case k != Ident && k != At && !k.IsPrimitive():
		return false
	}
	j := p.skipType(p.i)
	if j < 0 {
		return false
	}
	switch p.at(j) {
	case LParen:
		return true
	case Ident:
		if !p.is(j, "when") {
			return true
		}
		// "Foo when" is a constant with a guard, or a pattern that binds the name
		// when.
		switch p.at(j + 1) {
		case Comma, Colon, Arrow, RParen, AndAnd:
			return true
		}
		return p.is(j+1, "when")
	}
	return false
}

// Pattern:
//
//	_
//	{final | Annotation} Type Identifier
//	Type ( [Pattern {, Pattern}] )
func (p *Parser) pattern(r Role) {
	if !p.enter() {
		return
	}
	m, t := p.mark(), p.i
	if p.is(p.i, "_") && p.at(p.i+1) != Ident && p.at(p.i+1) != Dot {
		p.leaf(NAnyPattern, r)
		p.depth--
		return
	}
	p.modifiers()
	p.typ(RoleType)
	if p.accept(LParen) {
		for p.k() != RParen && !p.failed() {
			p.pattern(RolePattern)
			if !p.accept(Comma) {
				break
			}
		}
		p.expect(RParen)
		p.node(NRecordPattern, m, t)
	} else {
		p.name(RoleName)
		p.node(NTypePattern, m, t)
	}
	p.role(m, r)
	p.depth--
}
