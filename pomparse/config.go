package pomparse

import (
	"strings"

	"github.com/beevik/etree"

	"arklint/scanner/source"
)

// A node is one element of a plugin's <configuration>. Nodes of different POMs
// are merged into one tree, so each carries its own place. Read nodes are
// shared between projects and never changed; merging copies.
type node struct {
	name     string
	text     text
	at       source.Span
	children []*node

	// combine.self and combine.children, "" if not written
	self, combine string
}

func (p *pom) readConfig(e *etree.Element) *node {
	n := &node{name: e.Tag, text: p.text(e), at: p.doc.Span(e)}
	n.self = e.SelectAttrValue("combine.self", "")
	n.combine = e.SelectAttrValue("combine.children", "")
	for _, c := range elements(e) {
		n.children = append(n.children, p.readConfig(c))
	}
	if len(n.children) > 0 {
		n.text.raw = "" // white space and stray text between elements says nothing
	}
	return n
}

// mergeNodes is Xpp3Dom.mergeXpp3Dom, which merges plugin configurations:
// children of the same name are paired in order and merged, the rest of the
// recessive side is added. Of several recessive children beyond the dominant
// ones the first is lost and the others are added; that is how it is.
func mergeNodes(dominant, recessive *node) *node {
	if dominant == nil {
		return recessive
	}
	if recessive == nil || dominant.self == "override" {
		return dominant
	}
	merged := *dominant
	if merged.text.raw == "" && len(merged.children) == 0 && recessive.text.raw != "" {
		merged.text, merged.at = recessive.text, recessive.at
	}
	if len(recessive.children) == 0 {
		return &merged
	}
	if dominant.combine == "append" {
		merged.children = append(append([]*node(nil), recessive.children...), dominant.children...)
		return &merged
	}
	merged.children = append([]*node(nil), dominant.children...)
	at := map[string][]int{}
	for i, c := range dominant.children {
		at[c.name] = append(at[c.name], i)
	}
	paired := map[string]bool{}
	for name := range at {
		paired[name] = true
	}
	var removed []int
	for _, c := range recessive.children {
		if !paired[c.name] {
			merged.children = append(merged.children, c)
			continue
		}
		if len(at[c.name]) == 0 {
			paired[c.name] = false
			continue
		}
		i := at[c.name][0]
		at[c.name] = at[c.name][1:]
		if dominant.children[i].self == "remove" {
			removed = append(removed, i)
			continue
		}
		merged.children[i] = mergeNodes(dominant.children[i], c)
	}
	for k := len(removed) - 1; k >= 0; k-- {
		i := removed[k]
		merged.children = append(merged.children[:i:i], merged.children[i+1:]...)
	}
	return &merged
}

func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// find follows a slash path of element names.
func (n *node) find(path string) *node {
	for name := range strings.SplitSeq(path, "/") {
		if n = n.child(name); n == nil {
			return nil
		}
	}
	return n
}
