package rules

import "arklint/scanner/source"

// A Place is where something stands, as people count: a slash path relative to
// the workspace's root, lines and columns from 1, columns in UTF-16 units, the
// end where the next character would stand. Line 0 means the whole file.
type Place struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Col     int    `json:"column"`
	EndLine int    `json:"endLine"`
	EndCol  int    `json:"endColumn"`

	// Span is the same place in bytes, for code frames and edits. Zero in facts
	// that were read from a file.
	Span source.Span `json:"-"`
}

// At makes a Place from a Span.
func At(s source.Span) Place {
	if s.IsZero() {
		return Place{}
	}
	start, end := s.Range()
	return Place{Path: s.File.Path, Line: start.Line, Col: start.Col, EndLine: end.Line, EndCol: end.Col, Span: s}
}

// IsZero reports whether p is no place.
func (p Place) IsZero() bool { return p.Path == "" }
