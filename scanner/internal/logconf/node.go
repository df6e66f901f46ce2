package logconf

import (
	"errors"
	"strings"

	"arklint/scanner/source"
	"arklint/scanner/source/xmltree"

	"github.com/beevik/etree"
)

// node is an element of a configuration, whatever its format:
//
//	<RollingFile name="A"><Policies/></RollingFile>     XML
//	RollingFile: {name: A, Policies: {}}                YAML, JSON
//	appender.x.type = RollingFile                       properties
type node struct {
	space, name string // XML prefix, local name
	attrs       []attr
	text        string // character data of the element itself, trimmed
	textAt      source.Span
	children    []*node
	at          source.Span // the start tag; the key in other formats
}

type attr struct {
	name, value string
	at          source.Span // the value
}

// is compares names as both backends do, without regard to case.
func (n *node) is(name string) bool { return strings.EqualFold(n.name, name) }

func (n *node) child(name string) *node {
	for _, c := range n.children {
		if c.is(name) {
			return c
		}
	}
	return nil
}

// attr returns an attribute by name, without regard to case.
func (n *node) attr(name string) (attr, bool) {
	for _, a := range n.attrs {
		if strings.EqualFold(a.name, name) {
			return a, true
		}
	}
	return attr{}, false
}

// value is the text of an attribute, "" without it.
func (n *node) value(name string) string {
	a, _ := n.attr(name)
	return a.value
}

// readXML builds the tree of an XML file, up to the place where it breaks.
func (r *reader) readXML(f *source.File) *node {
	doc, err := xmltree.Parse(f)
	if err != nil {
		line, message := 0, err.Error()
		var broken *xmltree.Error
		if errors.As(err, &broken) {
			start, _ := broken.At.Range()
			line, message = start.Line, broken.Message
		}
		r.problem(f, line, "this is not XML: "+message)
	}
	if doc == nil || doc.Root() == nil {
		return nil
	}
	return r.fromElement(doc, doc.Root(), 0)
}

func (r *reader) fromElement(doc *xmltree.Document, e *etree.Element, depth int) *node {
	spans := doc.Spans(e)
	n := &node{space: e.Space, name: e.Tag, at: spans.StartTag}
	n.text, n.textAt = doc.Text(e)
	for i, a := range e.Attr {
		n.attrs = append(n.attrs, attr{name: a.Key, value: a.Value, at: spans.Attrs[i].Value})
	}
	if depth >= maxDepth {
		return n
	}
	for _, c := range e.ChildElements() {
		if r.elements++; r.elements > maxElements {
			if r.elements == maxElements+1 {
				r.problem(doc.File, 0, "the configuration has more than 50,000 elements, the rest was not read")
			}
			break
		}
		n.children = append(n.children, r.fromElement(doc, c, depth+1))
	}
	return n
}
