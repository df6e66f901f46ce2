package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// neutral makes one line of text harmless for a terminal. A repository under
// audit is not trusted: a comment, a file name or a property key may hold
// escape codes that recolour, move or retype what the reader sees (CWE-150),
// or bidirectional controls that show code in another order than the compiler
// reads it (CVE-2021-42574). Line ends and tabs become spaces, the other
// controls the picture Unicode has for them (ESC: ␛), what has no picture and
// what is not UTF-8 becomes U+FFFD.
func neutral(s string) string {
	if !strings.ContainsFunc(s, unsafe) {
		return s
	}
	var b strings.Builder
	for _, r := range s { // a byte that is not UTF-8 comes as U+FFFD
		switch {
		case r == '\n' || r == '\t':
			b.WriteByte(' ')
		case r == '\r': // of a CRLF: the \n gives the space
		case unsafe(r):
			b.WriteRune(picture(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unsafe reports whether r must not reach a terminal, or stands for a byte that
// is not UTF-8.
func unsafe(r rune) bool {
	switch {
	case r < ' ' || r == utf8.RuneError:
		return true
	case r < 0x7f:
		return false
	case r < 0xa0: // DEL and C1: U+009B is CSI, an escape code of one character
		return true
	case r == '\u2028' || r == '\u2029' || r == '\ufeff':
		return true
	}
	return unicode.Is(unicode.Bidi_Control, r)
}

// picture is the one visible cell an unsafe rune is shown as.
func picture(r rune) rune {
	switch {
	case r < ' ':
		return '\u2400' + r
	case r == 0x7f:
		return '\u2421'
	}
	return utf8.RuneError
}
