package javasrc

import (
	"bytes"
	"cmp"
	"slices"
)

// maxNesting bounds how deep the grammar may nest, and with it the stack. Code
// written by people stays below 100. Chains that are written side by side do
// not count: operands of one operator, links of a call chain, else-ifs.
const maxNesting = 1000

// maxErrors is how many errors of a file are kept; after those the file is
// broken enough.
const maxErrors = 20

// maxLookahead bounds how many tokens of annotations a look ahead passes, so
// that hostile files cannot make it quadratic.
const maxLookahead = 10_000

// A Parser turns Java source into trees. The zero value is ready. It keeps its
// arrays from one file to the next, so have one for every worker; it is not
// safe for concurrent use.
//
// # How it reads
//
// There is a method for every production of the grammar. It is called when the
// tokens at p.i may start the production, and it appends the finished nodes in
// post-order:
//
//	m, t := p.mark(), p.i   // where the node's children and its text begin
//	...                     // children append themselves
//	p.node(NThrow, m, t)    // the node covers all since m
//
// # How it survives errors
//
// A missing ';' or closing bracket is assumed where what follows makes it
// likely (see expect). Any other error calls fail, which puts the parser at the
// end of the file: every production then finds nothing it can read and returns,
// closing the nodes it had begun. The nearest loop over statements, members or
// cases calls recovered, which goes back to the place of the error, skips to
// where a statement may start, and reads on. So no production checks for
// errors, and everything that was read stays in the tree.
type Parser struct {
	lexer
	nodes []Node
	i     int // index of the present token

	// failedAt is the token at which the production being read went wrong;
	// -1 while all is well.
	failedAt int
	// gaveUp is set when nesting is too deep: then nothing is recovered.
	gaveUp bool
	depth  int

	// noLambda is set where a name followed by -> is no lambda: in the labels
	// of a case.
	noLambda bool
	// switches counts the switches around the present statement, within the
	// class body that is being read.
	switches int
	// chain holds where the nodes of else-if and ?: chains begin; they are
	// closed all at once so that a long chain needs no deep stack.
	chain []chainLink

	errors      errorList
	translation translation
	tree        Tree
}

// A chainLink is the mark and the first token of a node still open.
type chainLink struct{ m, t int }

// An errorList keeps the first errors.
type errorList struct {
	list []SyntaxError
}

func (e *errorList) add(off uint32, message string) {
	if len(e.list) < maxErrors {
		e.list = append(e.list, SyntaxError{off, message})
	}
}

// Parse reads a file and returns its tree, which holds until the next Parse.
// It never fails: what is wrong is in Tree.Errors. src must not change as long
// as the tree is used.
func (p *Parser) Parse(src []byte) *Tree {
	p.errors.list = p.errors.list[:0]
	p.translation.active = false
	text := src
	if uint64(len(src)) > maxBytes {
		p.errors.add(maxBytes, "file larger than 2 GB; the rest is not read")
		text = src[:maxBytes:maxBytes]
	}
	if p.translation.needed(text) {
		text = p.translateAgain(text)
	}
	p.lex(text, &p.errors)
	if p.escapes && !p.translation.active && bytes.Contains(text, escapeStart) {
		p.errors.list = p.errors.list[:0]
		text = p.translateAgain(text)
		p.lex(text, &p.errors)
	}

	p.nodes, p.chain = p.nodes[:0], p.chain[:0]
	p.i, p.failedAt, p.gaveUp, p.depth = 0, -1, false, 0
	p.noLambda, p.switches = false, 0
	p.unit()

	t := &p.tree
	t.Text, t.Tokens, t.Nodes, t.Comments, t.Errors = text, p.toks, p.nodes, p.comments, p.errors.list
	// The lexer's errors came before the parser's.
	slices.SortStableFunc(t.Errors, func(a, b SyntaxError) int { return cmp.Compare(a.Offset, b.Offset) })
	t.translation = nil
	if p.translation.active {
		t.translation = &p.translation
	}
	t.link()
	return t
}

// maxBytes keeps all offsets and node numbers in an int32.
const maxBytes = 1<<31 - 1

func (p *Parser) translateAgain(src []byte) []byte {
	p.translation.translate(src)
	return p.translation.text
}

// ---- looking at tokens

// k is the kind of the present token.
func (p *Parser) k() TokenKind { return p.toks[p.i].Kind }

// at is the kind of token j; EOF beyond the end.
func (p *Parser) at(j int) TokenKind {
	if uint(j) < uint(len(p.toks)) {
		return p.toks[j].Kind
	}
	return EOF
}

// has tells whether the present token has trait t.
func (p *Parser) has(t trait) bool { return traits[p.toks[p.i].Kind]&t != 0 }

// is tells whether token j is the restricted word s, such as "record".
func (p *Parser) is(j int, s string) bool {
	if uint(j) >= uint(len(p.toks)) {
		return false
	}
	t := &p.toks[j]
	return t.Kind == Ident && int(t.End-t.Start) == len(s) && string(p.text[t.Start:t.End]) == s
}

// adjacent tells whether nothing stands between token j and the next.
func (p *Parser) adjacent(j int) bool {
	return j+1 < len(p.toks) && p.toks[j].End == p.toks[j+1].Start
}

// match is the index of the bracket that closes the one at j; 0 if none does.
func (p *Parser) match(j int) int {
	if k := p.at(j); k == LParen || k == LBrack || k == LBrace {
		return int(p.toks[j].Match)
	}
	return 0
}

// lineBreakBefore tells whether the present token is the first of its line.
func (p *Parser) lineBreakBefore() bool {
	if p.i == 0 {
		return true
	}
	between := p.text[p.toks[p.i-1].End:p.toks[p.i].Start]
	return bytes.IndexByte(between, '\n') >= 0 || bytes.IndexByte(between, '\r') >= 0
}

// ---- appending nodes

// mark is where the next node will be.
func (p *Parser) mark() int { return len(p.nodes) }

// node appends a node whose children are those appended since mark m and whose
// text starts at token t and ends before the present token. It returns the
// node's index.
func (p *Parser) node(k Kind, m, t int) int {
	end := p.i
	if p.failedAt >= 0 {
		end = p.failedAt
	}
	n := Node{Size: uint32(len(p.nodes) - m + 1), Kind: k}
	if end > 0 {
		n.End = p.toks[end-1].End
		n.Start = n.End // of a node without text, in a broken file
	}
	if t < end {
		n.Start = p.toks[t].Start
	}
	p.nodes = append(p.nodes, n)
	return len(p.nodes) - 1
}

// nodeOp is node with an operator.
func (p *Parser) nodeOp(k Kind, m, t int, op TokenKind) {
	i := p.node(k, m, t)
	p.nodes[i].Op = op
}

// leaf appends a node for the present token and goes on to the next.
func (p *Parser) leaf(k Kind, r Role) {
	t := &p.toks[p.i]
	if t.Kind == EOF {
		return
	}
	p.i++
	p.nodes = append(p.nodes, Node{Start: t.Start, End: t.End, Size: 1, Kind: k, Role: r, Op: t.Kind})
}

// role says what the last node is, provided that it came after mark m: after an
// error a production may have appended nothing.
func (p *Parser) role(m int, r Role) {
	if last := len(p.nodes) - 1; last >= m {
		p.nodes[last].Role = r
	}
}

// ---- errors

// fail records an error at the present token and ends what is being read; see
// Parser.
func (p *Parser) fail(message string) {
	if p.failedAt >= 0 {
		return
	}
	p.errors.add(p.toks[p.i].Start, message)
	p.failedAt = p.i
	p.i = len(p.toks) - 1
}

// failed tells whether an error is on its way to the nearest recovery.
func (p *Parser) failed() bool { return p.failedAt >= 0 }

// recovered ends an error: it goes back to where it was and on to where reading
// may go on, but at least past token t, where the loop's last turn began. The
// skipped tokens become a leaf NError. If nothing failed it returns false.
func (p *Parser) recovered(t int) bool {
	if p.failedAt < 0 || p.gaveUp {
		return false
	}
	p.i = p.failedAt
	p.failedAt = -1
	p.skip(t)
	return true
}

// skip goes on to the end of a statement or to where one may start, at least
// past token t.
func (p *Parser) skip(t int) {
	from, last := p.i, len(p.toks)-1
	if p.i <= t && p.i < last {
		p.i++
	}
	for p.i < last && !p.resumable() {
		k := p.k()
		p.i++
		if k == Semi || p.switches > 0 && (k == Colon || k == Arrow) {
			break
		}
	}
	if p.i > from {
		p.node(NError, p.mark(), from)
	}
}

// resumable tells whether the present token is a good place to go on after an
// error: it starts a statement for sure, or a line with what may be one, or a
// call, which should not be lost with the statement around it.
func (p *Parser) resumable() bool {
	switch k := p.k(); {
	case traits[k]&resumes != 0:
		return true
	case k == Ident:
		if next := p.at(p.i + 1); (next == LParen || next == Dot) && p.at(p.i-1) != Dot {
			return true
		}
	}
	return p.has(startsLine) && p.lineBreakBefore()
}

// enter goes one level down, or fails if that is too deep. A production that
// can contain itself calls it, and p.depth-- at its end:
//
//	if !p.enter() {
//		return
//	}
//	...
//	p.depth--
func (p *Parser) enter() bool {
	if p.depth >= maxNesting {
		if !p.failed() {
			p.fail("nesting deeper than 1000 levels; the rest is not read")
			p.gaveUp = true
		}
		return false
	}
	p.depth++
	return true
}

// accept goes past the present token if it is a k.
func (p *Parser) accept(k TokenKind) bool {
	if p.toks[p.i].Kind == k {
		p.i++
		return true
	}
	return false
}

// expect goes past a k. If it is missing, it is either assumed or the
// production fails.
func (p *Parser) expect(k TokenKind) {
	if p.toks[p.i].Kind == k {
		p.i++
		return
	}
	if p.failed() {
		return
	}
	if p.assumed(k) {
		p.missing(k)
		return
	}
	p.fail(expected[k])
}

// missing records that a k is missing after the token before the present one.
func (p *Parser) missing(k TokenKind) {
	at := p.toks[p.i].Start
	if p.i > 0 {
		at = p.toks[p.i-1].End
	}
	p.errors.add(at, expected[k])
}

// expected holds the messages, so that they need not be made again and again
// for a file that is no Java at all.
var expected = func() (messages [tokenKinds]string) {
	for k := range messages {
		messages[k] = "expected '" + spelling[k] + "'"
	}
	messages[Ident] = "expected a name"
	return messages
}()

// assumed tells whether a missing k may be taken as written before the present
// token.
func (p *Parser) assumed(k TokenKind) bool {
	c := p.k()
	switch k {
	case Semi:
		return c == RBrace || c == EOF || p.lineBreakBefore()
	case RParen, RBrack:
		return c == Semi || c == LBrace || c == RBrace || c == EOF || c == Arrow || k == RBrack && c == RParen
	case RBrace:
		return c == EOF || p.memberAhead() || p.switches > 0 && (c == KCase || c == KDefault)
	}
	return false
}

// memberAhead tells whether an access modifier comes, perhaps after
// annotations. It cannot start a statement, so a block that meets it lacks its
// closing brace.
func (p *Parser) memberAhead() bool {
	j := p.i
	if p.at(j) == At {
		j = p.skipAnnotations(j)
	}
	return traits[p.at(j)]&access != 0
}

// ---- names

// name reads a simple name with role r.
func (p *Parser) name(r Role) {
	if p.k() != Ident {
		p.fail("expected a name")
		return
	}
	p.leaf(NName, r)
}

// QualifiedName:
//
//	Identifier {. Identifier}
//
// It is an NName, or NFieldAccesses leaning left, with role r.
func (p *Parser) qualifiedName(r Role) {
	m, t := p.mark(), p.i
	p.name(r)
	for p.k() == Dot && p.at(p.i+1) == Ident {
		p.role(m, RoleOn)
		p.i++
		p.leaf(NName, RoleName)
		p.node(NFieldAccess, m, t)
		p.role(m, r)
	}
}
