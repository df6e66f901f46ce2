package javasrc

// Type:
//
//	{Annotation} TypeWithoutDims {{Annotation} [ ]}
//
// It gets role r.
func (p *Parser) typ(r Role) {
	if !p.enter() {
		return
	}
	m, t := p.mark(), p.i
	p.annotatedType()
	p.arraySuffix(m, t)
	p.role(m, r)
	p.depth--
}

// annotatedType reads a type up to its brackets, the annotations before it
// included.
func (p *Parser) annotatedType() {
	m, t := p.mark(), p.i
	if p.k() != At {
		p.typeWithoutDims()
		return
	}
	p.annotations()
	m2 := p.mark()
	p.typeWithoutDims()
	p.role(m2, RoleType)
	p.node(NAnnotatedType, m, t)
}

// arraySuffix closes an NArrayType over the type since m for each [].
func (p *Parser) arraySuffix(m, t int) {
	for {
		switch p.k() {
		case LBrack:
			if p.at(p.i+1) != RBrack {
				return
			}
			p.role(m, RoleType)
			p.i += 2
			p.node(NArrayType, m, t)
			continue
		case At:
			// The annotations belong to a dimension, or to the dots of varargs.
			j := p.skipAnnotations(p.i)
			if p.at(j) == LBrack && p.at(j+1) == RBrack {
				p.role(m, RoleType)
				p.annotations()
				p.i += 2
				p.node(NArrayType, m, t)
				continue
			}
		}
		return
	}
}

// TypeWithoutDims:
//
//	boolean | byte | char | short | int | long | float | double
//	Identifier [TypeArguments] {. {Annotation} Identifier [TypeArguments]}
func (p *Parser) typeWithoutDims() {
	if p.has(primitive) {
		p.leaf(NPrimType, RoleNone)
		return
	}
	if p.k() != Ident {
		p.fail("expected a type")
		return
	}
	m, t := p.mark(), p.i
	p.leaf(NTypeName, RoleNone)
	p.genericSuffix(m, t)
	for p.k() == Dot {
		j := p.i + 1
		if p.at(j) == At {
			j = p.skipAnnotations(j)
		}
		// The dot of the receiver parameter Outer.this, or of int[].class.
		if p.at(j) != Ident {
			break
		}
		p.role(m, RoleOn)
		p.i++
		p.annotations()
		p.leaf(NTypeName, RoleName)
		p.node(NQualType, m, t)
		p.genericSuffix(m, t)
	}
}

// genericSuffix closes an NGenericType over the type since m if type arguments
// come.
func (p *Parser) genericSuffix(m, t int) {
	if p.k() == LT {
		p.role(m, RoleType)
		p.typeArgs()
		p.node(NGenericType, m, t)
	}
}

// TypeArguments:
//
//	< [TypeArgument {, TypeArgument}] >
//
// TypeArgument:
//
//	Type
//	{Annotation} ? [(extends | super) Type]
func (p *Parser) typeArgs() {
	m, t := p.mark(), p.i
	p.expect(LT)
	if p.k() != GT {
		for {
			if p.wildcardAhead() {
				p.wildcard()
			} else {
				p.typ(RoleNone)
			}
			if !p.accept(Comma) {
				break
			}
		}
	}
	p.expect(GT)
	p.node(NTypeArgs, m, t)
	p.role(m, RoleTypeArgs)
}

func (p *Parser) wildcardAhead() bool {
	return p.k() == Quest || p.k() == At && p.at(p.skipAnnotations(p.i)) == Quest
}

func (p *Parser) wildcard() {
	m, t := p.mark(), p.i
	p.annotations()
	p.expect(Quest)
	op := EOF
	if k := p.k(); k == KExtends || k == KSuper {
		op = k
		p.i++
		p.typ(RoleType)
	}
	p.nodeOp(NWildcard, m, t, op)
}

// TypeParameters:
//
//	< TypeParameter {, TypeParameter} >
//
// TypeParameter:
//
//	{Annotation} Identifier [extends Type {& Type}]
func (p *Parser) typeParams() {
	m, t := p.mark(), p.i
	p.expect(LT)
	for {
		tm, tt := p.mark(), p.i
		p.annotations()
		p.name(RoleName)
		if p.accept(KExtends) {
			p.typ(RoleType)
			for p.accept(And) {
				p.typ(RoleType)
			}
		}
		p.node(NTypeParam, tm, tt)
		if !p.accept(Comma) {
			break
		}
	}
	p.expect(GT)
	p.node(NTypeParams, m, t)
	p.role(m, RoleTypeParams)
}

// typeList reads types separated by commas.
func (p *Parser) typeList() {
	p.typ(RoleType)
	for p.accept(Comma) {
		p.typ(RoleType)
	}
}

// ---- looking ahead
//
// These pass over tokens and append nothing. They return the index of the token
// after what they passed, or -1 if it is not there.

// skipAnnotations passes any annotations at j; without any it returns j.
func (p *Parser) skipAnnotations(j int) int {
	for limit := j + maxLookahead; j < limit && p.at(j) == At && p.at(j+1) == Ident; {
		n := j + 2
		for p.at(n) == Dot && p.at(n+1) == Ident && n < limit {
			n += 2
		}
		if p.at(n) == LParen {
			if p.toks[n].Match == 0 {
				return n
			}
			n = int(p.toks[n].Match) + 1
		}
		j = n
	}
	return j
}

// skipType passes a type.
func (p *Parser) skipType(j int) int { return p.skipNestedType(j, 0) }

func (p *Parser) skipNestedType(j, depth int) int {
	if p.at(j) == At {
		j = p.skipAnnotations(j)
	}
	switch k := p.at(j); {
	case k == Ident:
		j++
		for {
			if p.at(j) == LT {
				if j = p.skipTypeArgs(j, depth); j < 0 {
					return -1
				}
			}
			if p.at(j) != Dot {
				break
			}
			n := j + 1
			if p.at(n) == At {
				n = p.skipAnnotations(n)
			}
			if p.at(n) != Ident {
				break
			}
			j = n + 1
		}
	case k.IsPrimitive():
		j++
	default:
		return -1
	}
	for {
		n := j
		if p.at(n) == At {
			n = p.skipAnnotations(n)
		}
		if p.at(n) != LBrack || p.at(n+1) != RBrack {
			return j
		}
		j = n + 2
	}
}

// skipTypeArgs passes the type arguments whose '<' is at j. What it finds is
// kept in the token's Match: in a<b<c<d every '<' is asked about again and
// again, and without this memory the work would be quadratic.
func (p *Parser) skipTypeArgs(j, depth int) int {
	if known := p.toks[j].Match; known != 0 {
		return int(known)
	}
	end := noMatch
	if depth < maxNesting {
		end = p.findTypeArgsEnd(j, depth+1)
	}
	p.toks[j].Match = int32(end)
	return end
}

func (p *Parser) findTypeArgsEnd(j, depth int) int {
	j++
	if p.at(j) == GT {
		return j + 1
	}
	for {
		if p.at(j) == At {
			j = p.skipAnnotations(j)
		}
		if p.at(j) == Quest {
			j++
			if k := p.at(j); k == KExtends || k == KSuper {
				if j = p.skipNestedType(j+1, depth); j < 0 {
					return noMatch
				}
			}
		} else if j = p.skipNestedType(j, depth); j < 0 {
			return noMatch
		}
		switch p.at(j) {
		case Comma:
			j++
		case GT:
			return j + 1
		default:
			return noMatch
		}
	}
}
