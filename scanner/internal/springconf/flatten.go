package springconf

import (
	"fmt"
	"strconv"

	"arklint/scanner/source"

	"go.yaml.in/yaml/v3"
)

// maxSteps bounds the nodes looked at: aliases of aliases multiply.
const maxSteps = 500_000

// yamlEntry is one key of a mapping with merged ones among them.
type yamlEntry struct {
	key   *yaml.Node
	name  string
	value *yaml.Node
}

// mapping and value flatten as org.springframework.beans.factory.config.
// YamlProcessor.buildFlattenedMap does: a.b for keys, a[0] for lists, a[8080]
// for a key that is no text, "" for null and for an empty list.
func (d *yamlDocument) mapping(path string, n *yaml.Node, depth int) {
	for _, e := range d.entries(n, depth) {
		key := e.name
		if path != "" && key[:min(1, len(key))] != "[" {
			key = path + "." + key
		} else {
			key = path + key
		}
		d.value(key, e.key, e.value, depth+1)
	}
}

func (d *yamlDocument) value(key string, at, n *yaml.Node, depth int) {
	if !d.step(at, depth) {
		return
	}
	switch n.Kind {
	case yaml.AliasNode:
		if n.Alias != nil {
			d.value(key, at, n.Alias, depth+1)
		}
	case yaml.MappingNode:
		d.mapping(key, n, depth)
	case yaml.SequenceNode:
		if len(n.Content) == 0 {
			d.r.add(key, "", d.span(at), source.Span{})
		}
		for i, item := range n.Content {
			d.value(key+"["+strconv.Itoa(i)+"]", item, item, depth+1)
		}
	case yaml.ScalarNode:
		span := d.span(at)
		if at == n && len(n.Value) == 0 { // an empty list item has no width to point at
			span = source.Span{File: d.r.file, Start: d.begin + d.offset(n), End: d.begin + d.offset(n)}
		}
		value, _ := d.scalar(n)
		var valueAt source.Span
		if value != "" || n.Style != 0 {
			valueAt = d.span(n)
		}
		d.r.add(key, value, span, valueAt)
	}
}

// step counts work and depth; it reports false when there was too much.
func (d *yamlDocument) step(at *yaml.Node, depth int) bool {
	d.steps++
	switch {
	case d.steps == maxSteps:
		d.r.problem(d.fileLine(at.Line), "aliases make the document larger than can be read, the rest was left out")
	case depth == maxDepth && !d.deep:
		d.deep = true
		d.r.problem(d.fileLine(at.Line), fmt.Sprintf("keys nest deeper than %d levels, what is below was left out", maxDepth))
	}
	return d.steps < maxSteps && depth < maxDepth && !d.r.full
}

// scalar returns the value as Spring has it; text is false when it is a
// number, a boolean or null.
func (d *yamlDocument) scalar(n *yaml.Node) (value string, text bool) {
	v := d.unmask(n.Value)
	quoted := n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	if quoted || n.Style&yaml.TaggedStyle != 0 {
		return v, true
	}
	return plainScalar(v)
}

// entries returns the keys of a mapping in order, those that "<<" merges first
// unless the mapping has them itself.
func (d *yamlDocument) entries(n *yaml.Node, depth int) []yamlEntry {
	var own, merged []yamlEntry
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.ScalarNode && key.Value == "<<" && key.Style == 0 {
			merged = append(merged, d.merged(value, depth+1)...)
			continue
		}
		name, ok := d.keyName(key)
		if !ok {
			d.r.problem(d.fileLine(key.Line), "a key that is a list or a mapping cannot be read")
			continue
		}
		if first := seen[name]; first != nil {
			d.r.problem(d.fileLine(key.Line), fmt.Sprintf("the key %q stands here a second time (first in line %d); Spring Boot does not start with it", name, d.fileLine(first.Line)))
		}
		seen[name] = key
		own = append(own, yamlEntry{key, name, value})
	}
	if len(merged) == 0 {
		return own
	}
	var all []yamlEntry
	for _, e := range merged {
		if seen[e.name] == nil { // of several merged mappings the first wins
			seen[e.name] = e.key
			all = append(all, e)
		}
	}
	return append(all, own...)
}

func (d *yamlDocument) merged(n *yaml.Node, depth int) []yamlEntry {
	if !d.step(n, depth) {
		return nil
	}
	switch n.Kind {
	case yaml.AliasNode:
		if n.Alias != nil {
			return d.merged(n.Alias, depth+1)
		}
	case yaml.MappingNode:
		return d.entries(n, depth)
	case yaml.SequenceNode:
		var all []yamlEntry
		for _, item := range n.Content {
			all = append(all, d.merged(item, depth+1)...)
		}
		return all
	}
	return nil
}

func (d *yamlDocument) keyName(n *yaml.Node) (string, bool) {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		n = n.Alias
	}
	if n.Kind != yaml.ScalarNode {
		return "", false
	}
	name, text := d.scalar(n)
	if !text {
		return "[" + name + "]", true
	}
	return name, true
}
