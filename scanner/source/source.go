// Package source is one file's text, the places in it, and edits to it.
//
// Everything arklint says has a place, and every place is a Span: two byte
// offsets into one File. Offsets become lines and columns only when a person
// or a protocol asks (File.Position), because a line needs the text and most
// spans are never shown.
package source

import (
	"bytes"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A File is one text file of the workspace. Its identity is immutable; its
// text may be dropped after it was read (Release) and comes back from disk
// when somebody asks, so that a scan of 20,000 sources does not hold them all.
//
// A File is safe for concurrent use.
type File struct {
	// Path is the slash path from the workspace's root, never absolute.
	Path string

	// Encoding names the file's encoding when it was not UTF-8 ("GB18030",
	// "UTF-16LE", "ISO-8859-1"): its text is then a decoded copy, and an edit
	// of it could not be written back byte for byte. "" is UTF-8.
	Encoding string

	root fs.FS

	mu    sync.Mutex
	text  []byte
	lines []int32 // offsets of the first byte of each line
}

// New makes a File that keeps text for good: configuration files, tests and
// editor buffers.
func New(path string, text []byte) *File {
	return &File{Path: path, text: text}
}

// NewOnDisk makes a File whose text is read from root at Path when asked for.
// The text may already be at hand; Release drops it.
func NewOnDisk(root fs.FS, path string, text []byte, encoding string) *File {
	return &File{Path: path, root: root, text: text, Encoding: encoding}
}

// Text returns the file's text in UTF-8. A file that has vanished since it was
// scanned has no text.
func (f *File) Text() []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.load()
}

func (f *File) load() []byte {
	if f.text == nil && f.root != nil {
		raw, err := fs.ReadFile(f.root, f.Path)
		if err != nil {
			return nil
		}
		f.text, _ = Decode(raw)
	}
	return f.text
}

// Release drops a text that can be read again. Spans stay valid.
func (f *File) Release() {
	if f.root == nil {
		return
	}
	f.mu.Lock()
	f.text, f.lines = nil, nil
	f.mu.Unlock()
}

// A Span is a piece of a File in bytes, half-open. The zero Span is no place.
type Span struct {
	File       *File
	Start, End int
}

// IsZero reports whether the span is no place at all.
func (s Span) IsZero() bool { return s.File == nil }

// Text returns the spanned text, "" for the zero Span.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	text := s.File.Text()
	start, end := clamp(s.Start, len(text)), clamp(s.End, len(text))
	if start > end {
		return ""
	}
	return string(text[start:end])
}

// Range returns the positions of both ends. The end is where the next
// character would stand, as SARIF and LSP count it.
func (s Span) Range() (start, end Position) {
	if s.File == nil {
		return Position{}, Position{}
	}
	return s.File.Position(s.Start), s.File.Position(s.End)
}

// String prints path:line:column, the form terminals make clickable.
func (s Span) String() string {
	if s.File == nil {
		return "?"
	}
	p := s.File.Position(s.Start)
	return fmt.Sprintf("%s:%d:%d", s.File.Path, p.Line, p.Col)
}

// A Position is a place as people and protocols count: lines and columns from
// 1, columns in UTF-16 code units (SARIF 2.1.0 §3.30.6, LSP, javac).
type Position struct{ Line, Col int }

// Position converts a byte offset. Offsets beyond the text are clamped to its
// end, so that a file that shrank since the scan still gives a place in it.
func (f *File) Position(offset int) Position {
	f.mu.Lock()
	defer f.mu.Unlock()
	text := f.load()
	f.index()
	offset = clamp(offset, len(text))
	line := sort.Search(len(f.lines), func(i int) bool { return int(f.lines[i]) > offset })
	begin := 0
	if line > 0 {
		begin = int(f.lines[line-1])
	}
	if begin == 0 && bytes.HasPrefix(text, bom) {
		begin = min(len(bom), offset)
	}
	return Position{Line: max(line, 1), Col: UTF16Len(text[begin:offset]) + 1}
}

// Offset is the reverse of Position; a place outside the text is clamped.
func (f *File) Offset(p Position) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	text := f.load()
	f.index()
	line := min(max(p.Line, 1), len(f.lines))
	at := int(f.lines[line-1])
	if at == 0 && bytes.HasPrefix(text, bom) {
		at = len(bom)
	}
	for units := 1; units < p.Col && at < len(text) && text[at] != '\n'; {
		r, size := utf8.DecodeRune(text[at:])
		at += size
		units += utf16Units(r)
	}
	return at
}

// Line returns line number n (from 1) without its line end, "" beyond the text.
func (f *File) Line(n int) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	text := f.load()
	f.index()
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(text)
	if n < len(f.lines) {
		end = int(f.lines[n])
	}
	line := bytes.TrimPrefix(text[f.lines[n-1]:end], bom)
	return strings.TrimRight(string(line), "\r\n")
}

// LineCount returns the number of lines; an empty file has one.
func (f *File) LineCount() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.load()
	f.index()
	return len(f.lines)
}

func (f *File) index() {
	if f.lines != nil {
		return
	}
	f.lines = append(f.lines, 0)
	for i := 0; i < len(f.text); {
		j := bytes.IndexByte(f.text[i:], '\n')
		if j < 0 {
			break
		}
		i += j + 1
		f.lines = append(f.lines, int32(i))
	}
}

// UTF16Len counts the UTF-16 code units of UTF-8 text. A byte that is not
// UTF-8 counts as one, as the replacement character it will be shown as.
func UTF16Len(text []byte) int {
	n := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		n += utf16Units(r)
	}
	return n
}

func utf16Units(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

func clamp(i, n int) int { return min(max(i, 0), n) }
