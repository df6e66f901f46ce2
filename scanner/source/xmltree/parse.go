package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/beevik/etree"

	"arklint/scanner/source"
)

// Parse reads f. The document is never nil: with an error, which is an *Error,
// it holds what stood before the trouble, open elements closed where reading
// stopped.
//
// Strictness is encoding/xml's, plus what raw tokens leave to the caller: end
// tags must match, attributes are unique, one root element, nothing but space
// around it.
func Parse(f *source.File) (*Document, error) {
	p := &parser{
		doc:  &Document{File: f, Tree: etree.NewDocument()},
		text: f.Text(),
	}
	p.cur = &p.doc.Tree.Element
	if len(p.text) > MaxSize {
		p.doc.places = map[*etree.Element]int32{}
		return p.doc, p.fail(0, 0, "the file has %d bytes; XML of more than %d is not read", len(p.text), MaxSize)
	}
	// One element takes about 40 bytes of a POM; a map that grows costs more than one that is too big.
	p.doc.places = make(map[*etree.Element]int32, len(p.text)/40)
	err := p.run()
	for len(p.open) > 0 { // after an error: close what is open where reading stopped
		p.closeAt(int32(p.at), int32(p.at))
	}
	if err != nil {
		return p.doc, err
	}
	return p.doc, nil
}

type parser struct {
	doc      *Document
	text     []byte
	at       int // where the current token begins
	cur      *etree.Element
	open     []int32 // nodes of the open elements
	entities map[string]string
}

func (p *parser) fail(start, end int, format string, args ...any) *Error {
	return &Error{
		At:      source.Span{File: p.doc.File, Start: start, End: end},
		Message: fmt.Sprintf(format, args...),
	}
}

func (p *parser) run() error {
	base := prologEnd(p.text)
	d := xml.NewDecoder(bytes.NewReader(p.text[base:]))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	// Maven's reader knows the HTML entities too (MXParser with addDefaultEntities).
	p.entities = xml.HTMLEntity
	d.Entity = p.entities
	for {
		p.at = base + int(d.InputOffset())
		token, err := d.RawToken()
		end := base + int(d.InputOffset())
		if err != nil {
			if err == io.EOF {
				return p.finish()
			}
			start := p.at
			p.at = min(end, len(p.text))
			return p.syntax(start, p.at, err)
		}
		var failed *Error
		switch t := token.(type) {
		case xml.StartElement:
			failed = p.start(t, end)
		case xml.EndElement:
			failed = p.end(t, end)
		case xml.CharData:
			failed = p.chars(t, end)
		case xml.Comment:
			p.comment(t, end)
		case xml.ProcInst:
			p.cur.CreateProcInst(t.Target, string(t.Inst))
		case xml.Directive:
			failed = p.directive(t, end)
			d.Entity = p.entities
		}
		if failed != nil {
			return failed
		}
	}
}

// prologEnd skips the byte order mark and the XML declaration: encoding/xml
// refuses version 1.1 and would ask for a decoder of the declared encoding,
// though the text is UTF-8 by now.
func prologEnd(text []byte) int {
	at := 0
	if bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		at = 3
	}
	if bytes.HasPrefix(text[at:], []byte("<?xml")) && at+5 < len(text) && isSpace(text[at+5]) {
		if n := bytes.Index(text[at:], []byte("?>")); n >= 0 {
			return at + n + 2
		}
	}
	return at
}

// syntax puts encoding/xml's complaint where reading stopped; a text that ends
// too early is blamed on the innermost element still open, which is where the
// reader will look for the missing tag.
func (p *parser) syntax(start, stop int, err error) *Error {
	message := err.Error()
	var bad *xml.SyntaxError
	if errors.As(err, &bad) {
		message = bad.Msg
	}
	if stop >= len(p.text) && len(p.open) > 0 {
		return p.unclosed()
	}
	if stop > start {
		start = stop - 1
	}
	return p.fail(start, stop, "not well-formed XML: %s", message)
}

func (p *parser) unclosed() *Error {
	n := p.doc.nodes[p.open[len(p.open)-1]]
	return p.fail(int(n.start), int(n.contentStart), "the element <%s> is not closed", p.text[n.nameStart:n.nameEnd])
}

func (p *parser) finish() error {
	if len(p.open) > 0 {
		return p.unclosed()
	}
	if p.doc.Tree.Root() == nil {
		return p.fail(0, 0, "the file holds no XML element")
	}
	return nil
}

func (p *parser) start(t xml.StartElement, end int) *Error {
	if len(p.open) >= MaxDepth {
		return p.fail(p.at, end, "elements nest deeper than %d", MaxDepth)
	}
	if len(p.open) == 0 && p.doc.Tree.Root() != nil {
		return p.fail(p.at, end, "a second root element <%s>", fullName(t.Name))
	}
	e := p.cur.CreateElement(fullName(t.Name))
	n := node{
		start: int32(p.at), end: int32(end),
		nameStart:    int32(p.at + 1),
		contentStart: int32(end), contentEnd: int32(end),
		textStart: int32(end), textEnd: int32(end),
		firstAttr: int32(len(p.doc.attrs)),
	}
	n.nameEnd = n.nameStart
	for int(n.nameEnd) < end && !isSpace(p.text[n.nameEnd]) && p.text[n.nameEnd] != '>' && p.text[n.nameEnd] != '/' {
		n.nameEnd++
	}
	var failed *Error
	if len(t.Attr) > 0 {
		p.attrPlaces(int(n.nameEnd), end)
		e.Attr = make([]etree.Attr, 0, len(t.Attr))
		for i, a := range t.Attr {
			for _, seen := range t.Attr[:i] {
				if seen.Name == a.Name {
					failed = p.fail(p.at, end, "the attribute %s stands twice in <%s>", fullName(a.Name), fullName(t.Name))
				}
			}
			e.Attr = append(e.Attr, etree.Attr{Space: a.Name.Space, Key: a.Name.Local, Value: a.Value})
		}
	}
	n.attrsEnd = int32(len(p.doc.attrs))
	i := int32(len(p.doc.nodes))
	p.doc.nodes = append(p.doc.nodes, n)
	p.doc.places[e] = i
	p.open = append(p.open, i)
	p.cur = e
	return failed
}

// attrPlaces finds name="value" in a start tag that encoding/xml has accepted,
// so every attribute has an equals sign and quotes.
func (p *parser) attrPlaces(i, end int) {
	for {
		for i < end && isSpace(p.text[i]) {
			i++
		}
		if i >= end || p.text[i] == '>' || p.text[i] == '/' {
			return
		}
		a := attrNode{nameStart: int32(i)}
		for i < end && p.text[i] != '=' && !isSpace(p.text[i]) {
			i++
		}
		a.nameEnd = int32(i)
		for i < end && p.text[i] != '"' && p.text[i] != '\'' {
			i++
		}
		if i >= end {
			return
		}
		n := bytes.IndexByte(p.text[i+1:end], p.text[i])
		if n < 0 {
			return
		}
		a.valueStart, a.valueEnd = int32(i+1), int32(i+1+n)
		p.doc.attrs = append(p.doc.attrs, a)
		i += n + 2
	}
}

func (p *parser) end(t xml.EndElement, end int) *Error {
	if len(p.open) == 0 {
		return p.fail(p.at, end, "</%s> closes nothing", fullName(t.Name))
	}
	if p.cur.Tag != t.Name.Local || p.cur.Space != t.Name.Space {
		n := p.doc.nodes[p.open[len(p.open)-1]]
		line := p.doc.File.Position(int(n.start)).Line
		return p.fail(p.at, end, "</%s> does not close <%s> of line %d", fullName(t.Name), p.cur.FullTag(), line)
	}
	p.closeAt(int32(p.at), int32(end)) // <a/> gives an end tag of no length, at its end
	return nil
}

func (p *parser) closeAt(contentEnd, end int32) {
	n := &p.doc.nodes[p.open[len(p.open)-1]]
	n.contentEnd, n.end = max(contentEnd, n.contentStart), max(end, n.contentStart)
	p.open = p.open[:len(p.open)-1]
	p.cur = p.cur.Parent()
}

func (p *parser) chars(t xml.CharData, end int) *Error {
	start := p.at
	cdata := bytes.HasPrefix(p.text[start:end], []byte("<![CDATA["))
	if len(p.open) == 0 {
		if len(bytes.TrimSpace(t)) > 0 || cdata {
			return p.fail(start, end, "text outside the root element")
		}
		return nil
	}
	if cdata {
		p.cur.CreateCData(string(t))
		start, end = start+len("<![CDATA["), end-len("]]>")
	} else {
		p.cur.CreateText(string(t))
	}
	for start < end && isSpace(p.text[start]) {
		start++
	}
	for end > start && isSpace(p.text[end-1]) {
		end--
	}
	if start == end {
		return nil
	}
	n := &p.doc.nodes[p.open[len(p.open)-1]]
	if n.textStart == n.textEnd {
		n.textStart = int32(start)
	}
	n.textEnd = int32(end)
	return nil
}

func (p *parser) comment(t xml.Comment, end int) {
	var parent *etree.Element
	if len(p.open) > 0 {
		parent = p.cur
	}
	text := string(t)
	p.cur.CreateComment(text)
	p.doc.Comments = append(p.doc.Comments, Comment{Text: text, At: p.doc.span(int32(p.at), int32(end)), Parent: parent})
}

func directText(e *etree.Element) string {
	first, text := true, ""
	for _, t := range e.Child {
		if c, ok := t.(*etree.CharData); ok {
			if first {
				text, first = c.Data, false
			} else {
				text += c.Data
			}
		}
	}
	return strings.Trim(text, " \t\r\n")
}

func fullName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
