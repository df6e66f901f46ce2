package pomparse

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/beevik/etree"

	"arklint/scanner/source"
	"arklint/scanner/source/xmltree"
)

// A NewDependency is a <dependency> to be written. Empty parts are not written.
type NewDependency struct {
	GroupID, ArtifactID, Version, Type, Classifier, Scope string
}

// SetScope returns the edit that gives the <dependency> that stands at a scope.
// White space, comments and line ends around it stay as they are.
func SetScope(at source.Span, scope string) (source.Edit, error) {
	doc, err := editable(at.File)
	if err != nil {
		return source.Edit{}, err
	}
	e := elementAt(doc, doc.Root(), at)
	if e == nil || e.Tag != "dependency" {
		return source.Edit{}, fmt.Errorf("%s: no <dependency> stands here", at)
	}
	if s := first(e, "scope"); s != nil {
		_, text := doc.Text(s)
		return source.Edit{Span: text, New: scope}, nil
	}
	last := elements(e)
	end := doc.Span(last[len(last)-1]).End
	return source.Edit{Span: source.Span{File: at.File, Start: end, End: end}, New: spaceBefore(doc, last[len(last)-1]) + "<scope>" + scope + "</scope>"}, nil
}

// AddDependencies returns the edits that append to the <dependencies> of a POM, or
// with managed to those of its <dependencyManagement>, written as its neighbours
// are. Sections that the POM does not have are made.
func AddDependencies(f *source.File, managed bool, list []NewDependency) ([]source.Edit, error) {
	if len(list) == 0 {
		return nil, nil
	}
	doc, err := editable(f)
	if err != nil {
		return nil, err
	}
	w := pomWriter{doc: doc, unit: indentUnit(doc), newline: "\n"}
	if bytes.Contains(f.Text(), []byte("\r\n")) {
		w.newline = "\r\n"
	}
	root := doc.Root()
	section := root
	var missing []string // the sections that have to be made, outermost first
	path := []string{"dependencies"}
	if managed {
		path = []string{"dependencyManagement", "dependencies"}
	}
	for i, tag := range path {
		inner := first(section, tag)
		if inner == nil {
			missing = path[i:]
			break
		}
		section = inner
	}
	depth := len(path) - len(missing)
	write := func(depth int) string {
		var b strings.Builder
		for i, tag := range missing {
			b.WriteString(w.line(depth+1+i) + "<" + tag + ">")
		}
		for _, d := range list {
			w.dependency(&b, depth+1+len(missing), d)
		}
		for i := len(missing) - 1; i >= 0; i-- {
			b.WriteString(w.line(depth+1+i) + "</" + missing[i] + ">")
		}
		return b.String()
	}
	spans := doc.Spans(section)
	children := elements(section)
	switch {
	case len(children) > 0:
		after := children[len(children)-1]
		if section == root { // sections go where Maven's own order has them: before <build>
			for _, c := range children {
				if c.Tag == "build" || c.Tag == "profiles" || c.Tag == "repositories" {
					break
				}
				after = c
			}
		} else {
			w.base = strings.TrimLeft(spaceBefore(doc, after), "\r\n")
			w.baseDepth = depth + 1
		}
		at := doc.Span(after).End
		return []source.Edit{{Span: source.Span{File: f, Start: at, End: at}, New: write(depth)}}, nil
	case spans.Content.Start == spans.Element.End: // <dependencies/>
		return []source.Edit{{Span: spans.Element, New: "<" + section.Tag + ">" + write(depth) + w.line(depth) + "</" + section.Tag + ">"}}, nil
	}
	at := source.Span{File: f, Start: spans.Content.Start, End: spans.Content.End}
	return []source.Edit{{Span: at, New: write(depth) + w.line(depth)}}, nil
}

// editable parses a POM that is to be edited: one with a mistake in it is not.
func editable(f *source.File) (*xmltree.Document, error) {
	doc, err := xmltree.Parse(f)
	if err != nil {
		return nil, err
	}
	return doc, nil
}

func elementAt(doc *xmltree.Document, e *etree.Element, at source.Span) *etree.Element {
	here := doc.Span(e)
	if here.Start == at.Start && here.End == at.End {
		return e
	}
	for _, c := range elements(e) {
		if in := doc.Span(c); in.Start <= at.Start && at.End <= in.End {
			return elementAt(doc, c, at)
		}
	}
	return nil
}

// spaceBefore is the white space between an element and what stands before it,
// from the line's end on; "" when that stands on the same line.
func spaceBefore(doc *xmltree.Document, e *etree.Element) string {
	at := doc.Span(e)
	text := at.File.Text()
	i := at.Start
	for i > 0 && (text[i-1] == ' ' || text[i-1] == '\t') {
		i--
	}
	if i == 0 || text[i-1] != '\n' {
		return ""
	}
	if i--; i > 0 && text[i-1] == '\r' {
		i--
	}
	return string(text[i:at.Start])
}

// indentUnit is how far the POM indents the children of <project>; two blanks when
// nothing shows it.
func indentUnit(doc *xmltree.Document) string {
	for _, c := range elements(doc.Root()) {
		if unit := strings.TrimLeft(spaceBefore(doc, c), "\r\n"); unit != "" {
			return unit
		}
	}
	return "  "
}

type pomWriter struct {
	doc           *xmltree.Document
	unit, newline string
	base          string // the indentation of a neighbour
	baseDepth     int    // at this depth; 0: none
}

func (w *pomWriter) line(depth int) string {
	if w.baseDepth > 0 && depth >= w.baseDepth {
		return w.newline + w.base + strings.Repeat(w.unit, depth-w.baseDepth)
	}
	return w.newline + strings.Repeat(w.unit, depth)
}

func (w *pomWriter) dependency(b *strings.Builder, depth int, d NewDependency) {
	b.WriteString(w.line(depth) + "<dependency>")
	for _, part := range []struct{ tag, text string }{
		{"groupId", d.GroupID}, {"artifactId", d.ArtifactID}, {"version", d.Version}, {"type", d.Type}, {"classifier", d.Classifier}, {"scope", d.Scope},
	} {
		if part.text != "" && (part.tag != "type" || part.text != "jar") {
			b.WriteString(w.line(depth+1) + "<" + part.tag + ">" + escapeXML(part.text) + "</" + part.tag + ">")
		}
	}
	b.WriteString(w.line(depth) + "</dependency>")
}

var escapeXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace
