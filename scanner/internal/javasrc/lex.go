package javasrc

import "bytes"

// A Comment is the place of one comment, delimiters included; the end of an
// end-of-line comment is before its line break. Offsets are bytes of Tree.Text.
type Comment struct {
	Start, End uint32
}

// A lexer turns text into tokens and comments. Its arrays grow to the size of
// the largest file and are used again for the next.
type lexer struct {
	text     []byte
	toks     []Token
	comments []Comment
	open     []openBracket
	errs     *errorList
	// escapes is set when a backslash stands outside literals and comments:
	// then the text must be translated before it can be lexed.
	escapes bool
}

// An openBracket is an opening bracket not closed yet. parens and bracks count
// the '(' and '[' open before it since the last open '{'.
type openBracket struct {
	tok            int32
	parens, bracks int32
}

// What a byte may be; see classes.
const (
	idStart  uint8 = 1 << iota // starts or continues an identifier
	digit                      // 0 to 9
	space                      // white space, line breaks included
	keywordy                   // may be part of a keyword
	numeric                    // continues a number
)

// classes says for every byte what it may be part of. All bytes of non-ASCII
// characters count as letters: which of them Java really allows matters to
// javac only.
var classes = func() (table [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		table[c] = idStart | keywordy | numeric
	}
	for c := 'A'; c <= 'Z'; c++ {
		table[c] = idStart | numeric
	}
	for c := '0'; c <= '9'; c++ {
		table[c] = digit | numeric
	}
	table['_'] = idStart | numeric
	table['$'] = idStart
	for c := 0x80; c < 0x100; c++ {
		table[c] = idStart
	}
	for _, c := range " \t\r\n\f" {
		table[c] = space
	}
	return table
}()

// An operator says which token a byte starts: alone, followed by '=', and
// doubled. Bad stands for "does not happen".
type operator struct {
	alone, withEq, doubled TokenKind
}

// operators covers all that is longer than a bracket and regular; the cases
// '->', '<<=', '...' and comments are in the lexer itself.
var operators = [256]operator{
	';': {alone: Semi},
	',': {alone: Comma},
	'@': {alone: At},
	'~': {alone: Tilde},
	'?': {alone: Quest},
	':': {alone: Colon, doubled: ColonColon},
	'=': {alone: Assign, withEq: EQ},
	'!': {alone: Not, withEq: NE},
	'<': {alone: LT, withEq: LE, doubled: Shl},
	'>': {alone: GT, withEq: GE},
	'+': {alone: Plus, withEq: PlusAssign, doubled: PlusPlus},
	'-': {alone: Minus, withEq: MinusAssign, doubled: MinusMinus},
	'*': {alone: Star, withEq: StarAssign},
	'/': {alone: Slash, withEq: SlashAssign},
	'%': {alone: Percent, withEq: PercentAssign},
	'&': {alone: And, withEq: AndAssign, doubled: AndAnd},
	'|': {alone: Or, withEq: OrAssign, doubled: OrOr},
	'^': {alone: Caret, withEq: CaretAssign},
}

// lex fills the tokens and comments of text; the last token is EOF. It stops
// early, with l.escapes set, at a backslash outside literals and comments.
func (l *lexer) lex(text []byte, errs *errorList) {
	l.text, l.errs, l.escapes = text, errs, false
	l.comments, l.open = l.comments[:0], l.open[:0]
	toks := l.toks[:0]
	var parens, bracks int32 // open since the last open '{'
	i, n := 0, len(text)
	if bytes.HasPrefix(text, byteOrderMark) {
		i = len(byteOrderMark)
	}
	if n > i && text[n-1] == ctrlZ {
		n-- // JLS 3.5: ignored if it is the last character
	}
	for i < n {
		c := text[i]
		class := classes[c]
		if class&space != 0 {
			i++
			continue
		}
		start := i
		var kind TokenKind
		var stray int32
		switch {
		case class&idStart != 0:
			all := class
			i++
			for i < n {
				d := classes[text[i]]
				if d&(idStart|digit) == 0 {
					break
				}
				all &= d
				i++
			}
			kind = Ident
			if all&keywordy != 0 && i-start >= 2 {
				kind = keyword(text[start:i])
			}
		case class&digit != 0:
			i, kind = number(text[:n], i)
		default:
			i++
			switch c {
			case '(':
				kind = LParen
				l.open = append(l.open, openBracket{int32(len(toks)), parens, bracks})
				parens++
			case '[':
				kind = LBrack
				l.open = append(l.open, openBracket{int32(len(toks)), parens, bracks})
				bracks++
			case '{':
				kind = LBrace
				l.open = append(l.open, openBracket{int32(len(toks)), parens, bracks})
				parens, bracks = 0, 0
			case ')':
				kind = RParen
				if parens > 0 { // else the search would be in vain, and long
					parens, bracks = l.close(toks, LParen)
				} else {
					stray = noMatch
				}
			case ']':
				kind = RBrack
				if bracks > 0 {
					parens, bracks = l.close(toks, LBrack)
				}
			case '}':
				kind = RBrace
				if len(l.open) > int(parens)+int(bracks) {
					parens, bracks = l.close(toks, LBrace)
				}
			case '"':
				kind, i = l.quoted(start, n)
			case '\'':
				kind, i = l.character(start, n)
			case '.':
				kind = Dot
				if i < n && classes[text[i]]&digit != 0 {
					i, kind = number(text[:n], start)
				} else if i+1 < n && text[i] == '.' && text[i+1] == '.' {
					kind = Ellipsis
					i += 2
				}
			case '\\':
				l.escapes = true
				kind = Bad
			default:
				op := &operators[c]
				kind = op.alone
				if kind == 0 {
					kind = Bad
				}
				if i == n {
					break
				}
				switch next := text[i]; {
				case next == '=' && op.withEq != 0:
					kind = op.withEq
					i++
				case next == c && op.doubled != 0:
					kind = op.doubled
					i++
					if kind == Shl && i < n && text[i] == '=' {
						kind = ShlAssign
						i++
					}
				case c == '-' && next == '>':
					kind = Arrow
					i++
				case c == '/' && (next == '/' || next == '*'):
					i = l.comment(start, n)
					continue
				}
			}
		}
		toks = append(toks, Token{Start: uint32(start), End: uint32(i), Match: stray, Kind: kind})
	}
	l.toks = append(toks, Token{Start: uint32(n), End: uint32(n), Kind: EOF})
}

var byteOrderMark = []byte("\uFEFF")

const ctrlZ = 0x1A

// close pairs the bracket that comes next in toks with the last open one of
// the given kind, forgets those opened since, and returns the counts of open
// '(' and '[' as they were before the pair. A '}' may close over open '(' and
// '[', which lack their ends; a ')' or ']' never closes over a '{'.
func (l *lexer) close(toks []Token, kind TokenKind) (parens, bracks int32) {
	for m := len(l.open) - 1; m >= 0; m-- {
		o := l.open[m]
		if t := &toks[o.tok]; t.Kind == kind {
			t.Match = int32(len(toks))
			l.open = l.open[:m]
			return o.parens, o.bracks
		}
	}
	return 0, 0 // not reached: the caller has counted
}

// comment records the comment at start and returns where it ends.
func (l *lexer) comment(start, n int) int {
	text := l.text[:n]
	end := n
	if text[start+1] == '/' {
		if j := bytes.IndexByte(text[start:], '\n'); j >= 0 {
			end = start + j
		}
		// A lone CR ends a line too; in a CRLF it belongs to the line break.
		if j := bytes.IndexByte(text[start:end], '\r'); j >= 0 {
			end = start + j
		}
	} else if j := bytes.Index(text[start+2:], commentEnd); j >= 0 {
		end = start + 2 + j + 2
	} else {
		l.errs.add(uint32(start), "unclosed comment")
	}
	l.comments = append(l.comments, Comment{uint32(start), uint32(end)})
	return end
}

var commentEnd = []byte("*/")

// quoted reads the string literal or text block at start.
func (l *lexer) quoted(start, n int) (TokenKind, int) {
	text := l.text[:n]
	i := start + 1
	if i+1 < n && text[i] == '"' && text[i+1] == '"' {
		for i += 2; i < n; i++ {
			switch text[i] {
			case '\\':
				i++
			case '"':
				if i+2 < n && text[i+1] == '"' && text[i+2] == '"' {
					return TextBlock, i + 3
				}
			}
		}
		l.errs.add(uint32(start), "unclosed text block")
		return TextBlock, n
	}
	for ; i < n; i++ {
		switch text[i] {
		case '"':
			return StringLit, i + 1
		case '\\':
			if i+1 < n && text[i+1] != '\n' && text[i+1] != '\r' {
				i++
			}
		case '\n', '\r':
			l.errs.add(uint32(start), "unclosed string literal")
			return StringLit, i
		}
	}
	l.errs.add(uint32(start), "unclosed string literal")
	return StringLit, n
}

// character reads the character literal at start.
func (l *lexer) character(start, n int) (TokenKind, int) {
	text := l.text[:n]
	for i := start + 1; i < n; i++ {
		switch text[i] {
		case '\'':
			if i == start+1 {
				l.errs.add(uint32(start), "empty character literal")
			}
			return CharLit, i + 1
		case '\\':
			if i+1 < n && text[i+1] != '\n' && text[i+1] != '\r' {
				i++
			}
		case '\n', '\r':
			l.errs.add(uint32(start), "unclosed character literal")
			return CharLit, i
		}
	}
	l.errs.add(uint32(start), "unclosed character literal")
	return CharLit, n
}

// number reads the number at i, which may start with a dot, and returns where
// it ends. It is generous: 0_, 09 and 1e pass.
func number(text []byte, i int) (int, TokenKind) {
	hex := text[i] == '0' && i+1 < len(text) && text[i+1]|0x20 == 'x'
	// The letter before an exponent; it may be followed by a sign.
	exponent := byte('e')
	if hex {
		exponent = 'p'
	}
	kind := IntLit
	for ; i < len(text); i++ {
		c := text[i]
		switch {
		case classes[c]&numeric != 0:
			if c|0x20 == exponent {
				kind = DoubleLit
				if i+1 < len(text) && (text[i+1] == '+' || text[i+1] == '-') {
					i++
				}
			}
			continue
		case c == '.' && kind == IntLit && (hex || !namedAfterDot(text[i+1:])):
			kind = DoubleLit
			continue
		}
		break
	}
	switch last := text[i-1] | 0x20; {
	case last == 'l' && kind == IntLit:
		kind = LongLit
	case hex && kind == IntLit:
	case last == 'f':
		kind = FloatLit
	case last == 'd':
		kind = DoubleLit
	}
	return i, kind
}

// namedAfterDot tells whether what follows a dot is a name, so that the dot is
// not part of a number; "1.e3" and "1.f" are numbers.
func namedAfterDot(rest []byte) bool {
	if len(rest) == 0 || classes[rest[0]]&idStart == 0 {
		return false
	}
	switch rest[0] | 0x20 {
	case 'e', 'f', 'd':
		return false
	}
	return true
}
