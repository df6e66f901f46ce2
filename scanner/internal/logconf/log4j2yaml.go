package logconf

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"arklint/scanner/source"

	"go.yaml.in/yaml/v3"
)

// readYAML builds the tree of log4j2's YAML and JSON (which is YAML to the
// library): a mapping is an element, a list several elements of one name, a
// scalar an attribute. A list of mappings with "type" inside Appenders is the
// strict form.
func (r *reader) readYAML(f *source.File) *node {
	var doc yaml.Node
	if err := unmarshal(f.Text(), &doc); err != nil {
		r.problem(f, 0, "this is not YAML or JSON: "+strings.TrimPrefix(err.Error(), "yaml: "))
		return nil
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
		return nil
	}
	y := yamlTree{r: r, file: f}
	root := y.element("", doc.Content[0], doc.Content[0], 0)
	if c := root.child("Configuration"); c != nil {
		return c
	}
	return root
}

func unmarshal(text []byte, doc *yaml.Node) (err error) {
	defer func() {
		if x := recover(); x != nil { // the library's own bug must not end the scan
			err = fmt.Errorf("%v", x)
		}
	}()
	return yaml.Unmarshal(text, doc)
}

type yamlTree struct {
	r    *reader
	file *source.File
}

// element turns a node into an element; at is its key.
func (y *yamlTree) element(name string, at, n *yaml.Node, depth int) *node {
	out := &node{name: name, at: y.span(at)}
	n = y.target(n, depth)
	if n == nil || n.Kind != yaml.MappingNode {
		return out
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		y.member(out, n.Content[i].Value, n.Content[i], n.Content[i+1], depth+1)
	}
	return out
}

func (y *yamlTree) member(out *node, name string, at, n *yaml.Node, depth int) {
	n = y.target(n, depth)
	if n == nil {
		return
	}
	switch n.Kind {
	case yaml.ScalarNode:
		out.attrs = append(out.attrs, attr{name: name, value: n.Value, at: y.span(n)})
	case yaml.MappingNode:
		out.children = append(out.children, y.element(name, at, n, depth))
	case yaml.SequenceNode:
		for _, item := range n.Content {
			y.member(out, name, item, item, depth+1)
		}
	}
}

// target follows aliases; nil when there is too much.
func (y *yamlTree) target(n *yaml.Node, depth int) *yaml.Node {
	y.r.elements++
	if y.r.elements > maxElements || depth > maxDepth {
		return nil
	}
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// span is the place of a scalar, or the first character of something larger.
func (y *yamlTree) span(n *yaml.Node) source.Span {
	text := y.file.Text()
	at := y.file.Offset(source.Position{Line: n.Line, Col: 1})
	for col := 1; col < n.Column && at < len(text); col++ {
		_, size := utf8.DecodeRune(text[at:])
		at += size
	}
	end := min(at+1, len(text))
	if n.Kind == yaml.ScalarNode {
		if at < len(text) && (text[at] == '"' || text[at] == '\'') {
			at++
		}
		if bytes.HasPrefix(text[at:], []byte(n.Value)) {
			end = at + len(n.Value)
		}
	}
	return source.Span{File: y.file, Start: at, End: max(at, end)}
}
