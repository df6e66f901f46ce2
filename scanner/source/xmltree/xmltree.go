// Package xmltree reads XML and remembers where everything stands.
//
// The tree is github.com/beevik/etree's, for its path queries; the places are
// ours, because etree keeps none. One loop over encoding/xml's raw tokens
// fills both. A document is never written back from the tree: etree changes
// 238 of 406 real POMs when it saves them (knowledge/golibs.md §5), so an edit
// is a source.Edit of one of the spans given here.
//
// The text was made UTF-8 by source.Decode, so the encoding that the file
// declares is not looked at. Nothing outside the file is ever read: external
// entities and DTDs do not exist here.
package xmltree

import (
	"fmt"

	"github.com/beevik/etree"

	"arklint/scanner/source"
)

// Limits of what is taken for a configuration file. The largest POM seen in
// the wild (camel-dependencies) has 1 MB and nests 12 deep.
const (
	MaxSize  = 16 << 20
	MaxDepth = 500
)

// A Document is a tree and the places of its elements. It is read-only and
// safe for concurrent use as long as nobody changes Tree.
type Document struct {
	File *source.File

	// Tree holds elements, text and comments as etree has them. Use Root,
	// Text and Attr where places matter.
	Tree *etree.Document

	// Comments stand in file order, for allow-comments.
	Comments []Comment

	places map[*etree.Element]int32 // index into nodes
	nodes  []node
	attrs  []attrNode
}

// node holds byte offsets; a Span is three times as big and most are never asked for.
type node struct {
	start, end               int32 // '<' of the start tag to after '>' of the end tag
	nameStart, nameEnd       int32
	contentStart, contentEnd int32
	textStart, textEnd       int32
	firstAttr, attrsEnd      int32
}

type attrNode struct{ nameStart, nameEnd, valueStart, valueEnd int32 }

// Spans says where an element stands.
type Spans struct {
	Element  source.Span // <a k="v"> text </a>
	StartTag source.Span // <a k="v">
	Name     source.Span // a
	Content  source.Span // everything between the tags; empty after <a/>
	Text     source.Span // the character data without white space around it; empty at the start of Content if there is none
	Attrs    []AttrSpans // in the order of the element's Attr
}

// AttrSpans says where an attribute stands; Value is without its quotes.
type AttrSpans struct{ Name, Value source.Span }

// A Comment is what stands between <!-- and -->, and where all of it stands.
type Comment struct {
	Text   string
	At     source.Span
	Parent *etree.Element // nil outside the root element
}

// An Error is one reason why a text is not XML, or not XML that is read here.
type Error struct {
	At      source.Span
	Message string // "the element <a> is not closed"
}

// Error prints path:line:column and the message.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.At, e.Message) }

// Root returns the outermost element, nil if the document has none.
func (d *Document) Root() *etree.Element { return d.Tree.Root() }

// Spans returns the places of an element of this document; of another's, none.
func (d *Document) Spans(e *etree.Element) Spans {
	i, ok := d.places[e]
	if !ok {
		return Spans{}
	}
	n := &d.nodes[i]
	s := Spans{
		Element:  d.span(n.start, n.end),
		StartTag: d.span(n.start, n.contentStart),
		Name:     d.span(n.nameStart, n.nameEnd),
		Content:  d.span(n.contentStart, n.contentEnd),
		Text:     d.span(n.textStart, n.textEnd),
	}
	for _, a := range d.attrs[n.firstAttr:n.attrsEnd] {
		s.Attrs = append(s.Attrs, AttrSpans{Name: d.span(a.nameStart, a.nameEnd), Value: d.span(a.valueStart, a.valueEnd)})
	}
	return s
}

// Span returns where the whole element stands, without the cost of Spans.
func (d *Document) Span(e *etree.Element) source.Span {
	i, ok := d.places[e]
	if !ok {
		return source.Span{}
	}
	return d.span(d.nodes[i].start, d.nodes[i].end)
}

// Text returns the character data directly in e, CDATA included, comments left
// out, without white space around it, and where it stands. The place of no
// text is the empty span where it would go: after the start tag.
func (d *Document) Text(e *etree.Element) (string, source.Span) {
	i, ok := d.places[e]
	if !ok {
		return "", source.Span{}
	}
	n := &d.nodes[i]
	return directText(e), d.span(n.textStart, n.textEnd)
}

// Attr returns the value of an attribute by its name as written ("xml:lang"),
// and where the value stands.
func (d *Document) Attr(e *etree.Element, name string) (value string, at source.Span, ok bool) {
	i, known := d.places[e]
	for k := range e.Attr {
		if e.Attr[k].FullKey() != name {
			continue
		}
		if known {
			a := d.attrs[int(d.nodes[i].firstAttr)+k]
			at = d.span(a.valueStart, a.valueEnd)
		}
		return e.Attr[k].Value, at, true
	}
	return "", source.Span{}, false
}

func (d *Document) span(start, end int32) source.Span {
	return source.Span{File: d.File, Start: int(start), End: int(end)}
}
