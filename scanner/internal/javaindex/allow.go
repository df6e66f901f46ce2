package javaindex

import (
	"bytes"
	"strings"

	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

var allowWord = []byte("arklint:allow")

// allows collects the suppression comments of the file. One speaks for its own
// line when code stands before it there, else for the next line, or for all of
// the declaration's head (its annotations, modifiers and name), and in front of a
// class for the whole class.
func (x *Extractor) allows() {
	if !bytes.Contains(x.tree.Text, allowWord) {
		return
	}
	for _, c := range x.tree.Comments {
		text := x.tree.Text[c.Start:c.End]
		i := bytes.Index(text, allowWord)
		if i < 0 || !bytes.Equal(bytes.TrimLeft(text[:i], "/* \t\r\n"), nil) {
			continue // a comment that mentions the word is no directive
		}
		a := parseAllow(string(text[i+len(allowWord):]))
		a.At = source.Span{File: x.file, Start: int(x.tree.Original(c.Start)), End: int(x.tree.Original(c.End))}
		a.Covers = x.covers(c)
		x.out.Allows = append(x.out.Allows, a)
	}
}

func parseAllow(rest string) *model.Allow {
	rest = strings.TrimSuffix(strings.TrimSpace(rest), "*/")
	rest, _, _ = strings.Cut(rest, "\n")
	return model.ParseAllow(rest)
}

// covers finds what a comment speaks for.
func (x *Extractor) covers(c javasrc.Comment) source.Span {
	text := x.tree.Text
	start := int(c.Start)
	begin := bytes.LastIndexByte(text[:start], '\n') + 1
	if len(bytes.TrimSpace(text[begin:start])) > 0 { // code before it
		return x.lines(begin, int(c.End))
	}
	next := x.tokenAfter(c.End)
	if next < 0 {
		return x.lines(begin, int(c.End))
	}
	if head, ok := x.declarationAt(uint32(next)); ok {
		return head
	}
	return x.lines(begin, next)
}

// lines widens a range of Text to whole lines.
func (x *Extractor) lines(start, end int) source.Span {
	text := x.tree.Text
	start = bytes.LastIndexByte(text[:start], '\n') + 1
	if i := bytes.IndexByte(text[end:], '\n'); i >= 0 {
		end += i
	} else {
		end = len(text)
	}
	return source.Span{File: x.file, Start: int(x.tree.Original(uint32(start))), End: int(x.tree.Original(uint32(end)))}
}

// tokenAfter is the offset of the first token at or after off, -1 without one.
func (x *Extractor) tokenAfter(off uint32) int {
	for _, t := range x.tree.Tokens {
		if t.Start >= off {
			if t.Kind == javasrc.EOF {
				return -1
			}
			return int(t.Start)
		}
	}
	return -1
}

// declarationAt finds the declaration that begins at an offset: a class gives
// all of it, a member or local variable its head, up to the end of the line of
// its name.
func (x *Extractor) declarationAt(start uint32) (source.Span, bool) {
	t := x.tree
	best := javasrc.None
	for i := range t.Nodes {
		n := javasrc.NodeID(i)
		if t.Start(n) != start {
			continue
		}
		switch t.Kind(n) {
		case javasrc.NClass, javasrc.NInterface, javasrc.NEnum, javasrc.NRecord, javasrc.NAnnotationType:
			return x.span(n), true
		case javasrc.NMethod, javasrc.NCtor, javasrc.NField, javasrc.NEnumConst, javasrc.NLocalVar:
			best = n
		}
	}
	if best == javasrc.None {
		return source.Span{}, false
	}
	end := int(start)
	if name := x.role(best, javasrc.RoleName); name != javasrc.None {
		end = int(t.End(name))
	} else {
		for c := t.First(best); c != javasrc.None; c = t.Next(c) {
			if t.Kind(c) == javasrc.NVarDecl {
				if name := x.role(c, javasrc.RoleName); name != javasrc.None {
					end = int(t.End(name))
				}
			}
		}
	}
	return x.lines(int(start), end), true
}

// suppressWarnings honours @SuppressWarnings("arklint:name") on decl.
func (x *Extractor) suppressWarnings(n, decl javasrc.NodeID) {
	if !bytes.Contains(x.tree.Bytes(n), []byte("arklint:")) {
		return
	}
	a := &model.Allow{At: x.span(n), Covers: x.span(decl), Annotation: true}
	first := n - javasrc.NodeID(x.tree.Nodes[n].Size) + 1
	for i := first; i <= n; i++ {
		if x.tree.Kind(i) != javasrc.NLit {
			continue
		}
		if text, ok := x.tree.StringValue(i); ok {
			if name, ours := strings.CutPrefix(text, "arklint:"); ours {
				a.Rules = append(a.Rules, strings.TrimSpace(name))
			}
		}
	}
	if len(a.Rules) > 0 {
		x.out.Allows = append(x.out.Allows, a)
	}
}
