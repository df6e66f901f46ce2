package javasrc

import (
	"bytes"
	"sort"
	"unicode/utf16"
	"unicode/utf8"
)

// Java knows the escape \u0041 anywhere in a file, not only in literals (JLS
// 3.3), so that class A \u007b } is a class. Files where this matters are rare.
// They are translated into a copy, and the places of the escapes are kept, so
// that offsets can be told in the original text.
type translation struct {
	text   []byte
	shifts []shift
	active bool
}

// A shift says that from text offset text on, up to the next shift, the
// original offset is orig + (offset - text). Each escape ends with one.
type shift struct {
	text, orig uint32
}

// needed tells whether src has an escape that stands for an ASCII character:
// such a one may be a brace, a quote or a line break, even in a literal or a
// comment. Escapes of other characters matter only outside literals, and there
// the lexer meets them.
func (tr *translation) needed(src []byte) bool {
	for i := 0; ; {
		j := bytes.Index(src[i:], escapeStart)
		if j < 0 {
			return false
		}
		i += j
		if unit, size := escapeAt(src, i); size > 0 && unit < utf8.RuneSelf {
			return true
		}
		i += 2
	}
}

var escapeStart = []byte(`\u`)

// escapeAt reads the escape whose backslash is at i, and returns the UTF-16
// code unit it stands for and its length in bytes, or a length of 0 if there is
// none: a backslash after an odd number of backslashes starts no escape.
func escapeAt(src []byte, i int) (unit rune, size int) {
	before := i
	for before > 0 && src[before-1] == '\\' {
		before--
	}
	if (i-before)%2 == 1 {
		return 0, 0
	}
	return escapeHere(src[i:])
}

// escapeHere reads the escape that s starts with: \, one or more u, four hex
// digits.
func escapeHere[Text string | []byte](s Text) (unit rune, size int) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, 0
	}
	d := 1
	for d < len(s) && s[d] == 'u' {
		d++
	}
	if d+4 > len(s) {
		return 0, 0
	}
	for i := d; i < d+4; i++ {
		v := hexValue(s[i])
		if v < 0 {
			return 0, 0
		}
		unit = unit<<4 | v
	}
	return unit, d + 4
}

func hexValue(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10
	}
	return -1
}

// translate fills tr.text with src, its escapes replaced by the characters they
// stand for, in UTF-8. What looks like an escape and is none stays as it is.
func (tr *translation) translate(src []byte) {
	tr.text, tr.shifts, tr.active = tr.text[:0], tr.shifts[:0], true
	for i := 0; i < len(src); {
		j := bytes.IndexByte(src[i:], '\\')
		if j < 0 {
			tr.text = append(tr.text, src[i:]...)
			return
		}
		tr.text = append(tr.text, src[i:i+j]...)
		i += j
		unit, size := escapeHere(src[i:])
		switch {
		case size > 0:
			char := unit
			if utf16.IsSurrogate(unit) {
				char = utf8.RuneError
				if low, more := escapeHere(src[i+size:]); more > 0 {
					if pair := utf16.DecodeRune(unit, low); pair != utf8.RuneError {
						char, size = pair, size+more
					}
				}
			}
			i += size
			tr.text = utf8.AppendRune(tr.text, char)
			tr.shifts = append(tr.shifts, shift{uint32(len(tr.text)), uint32(i)})
		case i+1 < len(src) && src[i+1] == '\\':
			// The second of two backslashes starts no escape.
			tr.text = append(tr.text, '\\', '\\')
			i += 2
		default:
			tr.text = append(tr.text, '\\')
			i++
		}
	}
}

// original maps an offset of tr.text to one of the text it was made from.
func (tr *translation) original(off uint32) uint32 {
	after := sort.Search(len(tr.shifts), func(k int) bool { return tr.shifts[k].text > off })
	if after == 0 {
		return off
	}
	s := tr.shifts[after-1]
	return s.orig + (off - s.text)
}
