// Package properties reads Java .properties files and remembers where every
// key and value stands. The grammar is java.util.Properties.load's: '=', ':'
// or white space ends a key, '#' and '!' begin comment lines, a backslash at
// the end of a line joins the next, \uXXXX is a character.
//
// The text was made UTF-8 by source.Decode; whether a run-time would read the
// same file as ISO-8859-1 (Java 8, Spring Boot) is for the caller to care.
// Libraries at hand keep no positions and expand placeholders themselves.
package properties

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"

	"arklint/scanner/source"
)

// An Entry is one key and its value, escapes resolved. White space at the end
// of a value belongs to it, as in Java.
type Entry struct {
	Key, Value string
	KeyAt      source.Span // as written, escapes and all
	ValueAt    source.Span // from the first character to the last, joined lines in between; empty where it would stand
}

// A Comment is a comment line from its '#' or '!' to the end of the line.
type Comment struct {
	Text string // without the '#' or '!'
	At   source.Span
}

// An Error is a line that java.util.Properties refuses.
type Error struct {
	At      source.Span
	Message string
}

// Error prints path:line:column and the message.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.At, e.Message) }

// Parse returns the entries of f in file order, a key that stands twice
// included: Java lets the last one win. Bad escapes are errors with a place
// and stay in the value as written.
func Parse(f *source.File) ([]Entry, []*Error) {
	s := scanner{file: f, text: f.Text()}
	s.run()
	return s.entries, s.errors
}

// Comments returns the comment lines of f in file order.
func Comments(f *source.File) []Comment {
	s := scanner{file: f, text: f.Text()}
	s.run()
	return s.comments
}

// Part returns where bytes start to end of the value stand: an item of a list
// in a value that goes over several lines, say.
func (e Entry) Part(start, end int) source.Span {
	if e.ValueAt.File == nil {
		return source.Span{}
	}
	_, places, _ := decode(e.ValueAt.File.Text(), e.ValueAt.Start, e.ValueAt.End, true)
	start, end = min(max(start, 0), len(e.Value)), min(max(end, start), len(e.Value))
	if start >= end {
		return source.Span{File: e.ValueAt.File, Start: places[start].from, End: places[start].from}
	}
	return source.Span{File: e.ValueAt.File, Start: places[start].from, End: places[end-1].to}
}

type scanner struct {
	file     *source.File
	text     []byte
	entries  []Entry
	comments []Comment
	errors   []*Error
}

func (s *scanner) run() {
	i := 0
	if bytes.HasPrefix(s.text, []byte("\xef\xbb\xbf")) {
		i = 3
	}
	for i < len(s.text) {
		for i < len(s.text) && isSpace(s.text[i]) {
			i++
		}
		start := i
		switch {
		case i >= len(s.text):
		case isEnd(s.text[i]):
			i++
		case s.text[i] == '\\' && lineEnd(s.text, i+1, len(s.text)) > 0:
			i += 1 + lineEnd(s.text, i+1, len(s.text)) // Java: joining a line to nothing begins anew, so # is a comment
		case s.text[i] == '#' || s.text[i] == '!':
			for i < len(s.text) && !isEnd(s.text[i]) {
				i++
			}
			s.comments = append(s.comments, Comment{Text: string(s.text[start+1 : i]), At: s.span(start, i)})
		default:
			i = s.entry(start)
		}
	}
}

// entry reads one logical line and returns where it ends.
func (s *scanner) entry(start int) int {
	end := start
	for end < len(s.text) && !isEnd(s.text[end]) {
		end = s.step(end, len(s.text))
	}
	keyEnd := start
	for keyEnd < end && s.text[keyEnd] != '=' && s.text[keyEnd] != ':' && !isSpace(s.text[keyEnd]) {
		keyEnd = s.step(keyEnd, end)
	}
	value := s.skipSpace(keyEnd, end)
	if value < end && (s.text[value] == '=' || s.text[value] == ':') {
		value = s.skipSpace(value+1, end)
	}
	e := Entry{KeyAt: s.span(start, keyEnd), ValueAt: s.span(value, end)}
	var bad []int
	e.Key, _, bad = decode(s.text, start, keyEnd, false)
	s.refuse(bad)
	e.Value, _, bad = decode(s.text, value, end, false)
	s.refuse(bad)
	s.entries = append(s.entries, e)
	return end
}

func (s *scanner) refuse(bad []int) {
	for _, at := range bad {
		s.errors = append(s.errors, &Error{
			At:      s.span(at, min(at+6, len(s.text))),
			Message: `\u must be followed by four hexadecimal digits`,
		})
	}
}

// step goes over one character, or over a backslash and what it escapes; an
// escaped line end takes the white space of the next line with it.
func (s *scanner) step(i, end int) int {
	if s.text[i] != '\\' || i+1 >= end {
		return i + 1
	}
	if n := lineEnd(s.text, i+1, end); n > 0 {
		i += 1 + n
		for i < end && isSpace(s.text[i]) {
			i++
		}
		return i
	}
	return i + 2
}

func (s *scanner) skipSpace(i, end int) int {
	for i < end && (isSpace(s.text[i]) || s.text[i] == '\\' && lineEnd(s.text, i+1, end) > 0) {
		i = s.step(i, end)
	}
	return i
}

func (s *scanner) span(start, end int) source.Span {
	return source.Span{File: s.file, Start: start, End: end}
}

type place struct{ from, to int }

// decode resolves escapes in text[start:end]. With places it also says for
// every byte of the result, and one past it, which bytes it came from. bad are
// the offsets of \u escapes without four digits.
func decode(text []byte, start, end int, withPlaces bool) (value string, places []place, bad []int) {
	if !withPlaces && bytes.IndexByte(text[start:end], '\\') < 0 {
		return string(text[start:end]), nil, nil
	}
	var out strings.Builder
	put := func(s string, from, to int) {
		out.WriteString(s)
		for range len(s) {
			if withPlaces {
				places = append(places, place{from, to})
			}
		}
	}
	for i := start; i < end; {
		if text[i] != '\\' {
			put(string(text[i:i+1]), i, i+1)
			i++
			continue
		}
		if i+1 >= end {
			i++ // a backslash at the very end is dropped
			continue
		}
		if n := lineEnd(text, i+1, end); n > 0 {
			for i += 1 + n; i < end && isSpace(text[i]); i++ {
			}
			continue
		}
		switch c := text[i+1]; c {
		case 't':
			put("\t", i, i+2)
		case 'n':
			put("\n", i, i+2)
		case 'r':
			put("\r", i, i+2)
		case 'f':
			put("\f", i, i+2)
		case 'u':
			r, ok := hex4(text[i+2 : end])
			if !ok {
				bad = append(bad, i)
				put(`\u`, i, i+2)
				break
			}
			n := 6
			if utf16.IsSurrogate(r) && i+8 <= end && text[i+6] == '\\' && text[i+7] == 'u' {
				if low, ok := hex4(text[i+8 : end]); ok {
					if both := utf16.DecodeRune(r, low); both != '\uFFFD' {
						r, n = both, 12
					}
				}
			}
			put(string(r), i, i+n)
			i += n - 2
		default:
			put(string(text[i+1:i+2]), i, i+2)
		}
		i += 2
	}
	if withPlaces {
		places = append(places, place{end, end})
	}
	return out.String(), places, bad
}

func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	var r rune
	for _, c := range b[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// lineEnd returns the length of the line end at text[i], 0 if there is none.
func lineEnd(text []byte, i, end int) int {
	switch {
	case i >= end || !isEnd(text[i]):
		return 0
	case text[i] == '\r' && i+1 < end && text[i+1] == '\n':
		return 2
	}
	return 1
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\f' }
func isEnd(c byte) bool   { return c == '\n' || c == '\r' }
