package javasrc

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// StringValue returns the value of a string, text block or character literal:
// without its quotes, escapes replaced, and the indentation of a text block
// taken off (JLS 3.10.6). A lone surrogate, which UTF-8 cannot hold, becomes
// U+FFFD. It returns false if n is no such literal.
func (t *Tree) StringValue(n NodeID) (string, bool) {
	if n == None || t.Nodes[n].Kind != NLit {
		return "", false
	}
	raw := string(t.Bytes(n))
	switch t.Nodes[n].Op {
	case StringLit:
		return t.unescape(strings.TrimSuffix(raw[1:], `"`)), true
	case CharLit:
		return t.unescape(strings.TrimSuffix(raw[1:], `'`)), true
	case TextBlock:
		return t.unescape(stripIndent(strings.TrimSuffix(raw[3:], `"""`))), true
	}
	return "", false
}

// stripIndent takes off the white space that all lines of a text block have in
// common, as java.lang.String.stripIndent does; the opening line is no line of
// the block, the closing delimiter's line counts even if it is blank.
func stripIndent(content string) string {
	content = strings.ReplaceAll(content, "\r\n", "\n")
	content = strings.ReplaceAll(content, "\r", "\n")
	if _, rest, found := strings.Cut(content, "\n"); found {
		content = rest
	}
	lines := strings.Split(content, "\n")
	indent := -1
	for i, line := range lines {
		if isBlank(line) && i < len(lines)-1 {
			continue
		}
		width := len(line) - len(strings.TrimLeft(line, blanks))
		if indent < 0 || width < indent {
			indent = width
		}
	}
	for i, line := range lines {
		if isBlank(line) {
			lines[i] = ""
			continue
		}
		lines[i] = strings.TrimRight(line[indent:], blanks)
	}
	return strings.Join(lines, "\n")
}

// blanks are the white space characters that matter within a line.
const blanks = " \t\f"

func isBlank(line string) bool { return strings.Trim(line, blanks) == "" }

// simpleEscapes are the escapes of one letter (JLS 3.10.7).
var simpleEscapes = [256]byte{
	'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', 's': ' ',
	'"': '"', '\'': '\'', '\\': '\\',
}

// unescape replaces the escapes of a literal. What is no escape stays.
func (t *Tree) unescape(s string) string {
	next := strings.IndexByte(s, '\\')
	if next < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		b.WriteString(s[:next])
		s = s[next:]
		size := t.escape(&b, s)
		s = s[size:]
		if next = strings.IndexByte(s, '\\'); next < 0 {
			b.WriteString(s)
			return b.String()
		}
	}
}

// escape writes what the escape at the start of s stands for, and returns its
// length.
func (t *Tree) escape(b *strings.Builder, s string) int {
	if len(s) < 2 {
		b.WriteString(s)
		return len(s)
	}
	c := s[1]
	switch {
	case simpleEscapes[c] != 0:
		b.WriteByte(simpleEscapes[c])
		return 2
	case '0' <= c && c <= '7':
		// Up to three octal digits, of which the value stays below 256.
		value, size := rune(0), 1
		for size < len(s) && size < 4 && '0' <= s[size] && s[size] <= '7' && value*8 < 256 {
			value = value*8 + rune(s[size]-'0')
			size++
		}
		b.WriteRune(value)
		return size
	case c == '\n': // a text block goes on without a line break
		return 2
	case c == 'u' && t.translation == nil:
		unit, size := escapeHere(s)
		if size == 0 {
			break
		}
		if utf16.IsSurrogate(unit) {
			low, more := escapeHere(s[size:])
			if pair := utf16.DecodeRune(unit, low); more > 0 && pair != utf8.RuneError {
				b.WriteRune(pair)
				return size + more
			}
		}
		b.WriteRune(unit) // of a surrogate it makes U+FFFD
		return size
	}
	b.WriteString(s[:2])
	return 2
}
