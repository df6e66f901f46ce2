package state

import (
	"slices"
	"strings"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// Container returns the row for type ref and the type arguments in that row's
// terms. A class of the project counts as what it extends or implements:
// class Lru<V> extends LinkedHashMap<String, V> is a map, its arguments String and V's.
func (p *Project) Container(ref *model.TypeRef) (*known.Container, []*model.TypeRef) {
	return p.container(ref, 0)
}

func (p *Project) container(ref *model.TypeRef, depth int) (*known.Container, []*model.TypeRef) {
	if ref == nil || !ref.Known() || ref.Dims > 0 || ref.By == model.TypeVariable || depth > maxSupers {
		return nil, nil
	}
	t := p.Type(ref.Qualified)
	if t == nil {
		return known.ContainerOf(ref.Qualified), ref.Args
	}
	for _, super := range supers(t) {
		if c, args := p.container(super, depth+1); c != nil {
			return c, substitute(args, t.TypeParams, ref.Args)
		}
	}
	return nil, nil
}

func substitute(args []*model.TypeRef, params []model.TypeParam, actual []*model.TypeRef) []*model.TypeRef {
	if len(actual) != len(params) {
		return args
	}
	out := slices.Clone(args)
	for i, a := range out {
		for j, param := range params {
			if a != nil && a.Text == param.Name && a.By == model.TypeVariable {
				out[i] = actual[j]
			}
		}
	}
	return out
}

// Types a step into a container leads to, in terms of its row.
const (
	stepSame    = iota // a view of the same content: subMap, asMap
	stepKey            // a collection of keys
	stepValue          // what the container consists of
	stepValues         // a collection of that
	stepEntries        // a collection of entries
	stepNext           // an iterator over the elements
	stepRow            // one row or column of a table
)

// steps are the methods that give a part or a live view of a container
// (javaindex follows them from a call back to the field).
var steps = map[string]int{
	"get": stepValue, "getOrDefault": stepValue, "computeIfAbsent": stepValue, "peek": stepValue, "getFirst": stepValue, "getLast": stepValue,
	"first": stepValue, "last": stepValue, "next": stepValue, "getValue": stepValue, "orElse": stepValue,
	"subList": stepSame, "subMap": stepSame, "headMap": stepSame, "tailMap": stepSame, "descendingMap": stepSame, "asMap": stepSame,
	"keySet": stepKey, "values": stepValues, "entrySet": stepEntries, "iterator": stepNext, "listIterator": stepNext, "elements": stepNext,
	"row": stepRow, "column": stepRow,
}

func javaUtil(simple string, args ...*model.TypeRef) *model.TypeRef {
	return &model.TypeRef{Name: model.Name{Text: simple, Qualified: "java.util." + simple, By: model.Inferred}, Args: args}
}

// step is the type of on.method() when on is a container; nil when unknown.
func (p *Project) step(on *model.TypeRef, method string) *model.TypeRef {
	c, args := p.Container(on)
	kind, ok := steps[method]
	if c == nil || !ok {
		return nil
	}
	arg := func(i int) *model.TypeRef {
		if i < 0 || i >= len(args) {
			return nil
		}
		return args[i]
	}
	key := func() *model.TypeRef {
		if len(c.Keys) == 0 {
			return nil
		}
		return arg(c.Keys[0])
	}
	switch kind {
	case stepSame:
		return on
	case stepKey:
		return javaUtil("Set", key())
	case stepValues:
		return javaUtil("Collection", arg(c.Value))
	case stepEntries:
		return javaUtil("Set", javaUtil("Map.Entry", key(), arg(c.Value)))
	case stepNext:
		return javaUtil("Iterator", arg(c.Value))
	case stepRow:
		return javaUtil("Map", key(), arg(c.Value))
	}
	return arg(c.Value)
}

// element is the type of what an array or collection of type ref consists of; nil when unknown.
func (p *Project) element(ref *model.TypeRef) *model.TypeRef {
	if ref == nil || ref.Dims == 0 {
		return p.step(ref, "next")
	}
	element := *ref
	element.Dims--
	return &element
}

// A Change is what code does to the content that a field holds.
type Change struct {
	What   *known.Container // the container that changes; nil for an array
	Noun   string           // of the container in the field itself: "map", "array"
	Method string           // "put", "" for an element of an array
	Inner  bool             // not the container in the field changes but one that is in it
}

// Change tells whether what is done to a field of type ref changes content: path
// and argc as in model.Mutation.
func (p *Project) Change(ref *model.TypeRef, path string, argc int) (Change, bool) {
	c, _ := p.Container(ref)
	change := Change{What: c}
	switch {
	case ref.Dims > 0:
		change.Noun = "array"
	case c != nil:
		change.Noun = c.Noun
	default:
		return Change{}, false
	}
	for {
		switch {
		case path == "[]": // x[i] = v
			return change, ref != nil && ref.Dims > 0
		case strings.HasPrefix(path, "[]"): // x[i].add(v), x[i][j] = v, for (y : x) y.add(v)
			if ref = p.element(ref); ref == nil {
				return Change{}, false
			}
			path, change.Inner = path[2:], true
			continue
		case strings.HasPrefix(path, "."): // x.f = v: an object's, not a container's
			return Change{}, false
		}
		view, rest, nested := strings.Cut(path, "().")
		if !nested {
			break
		}
		if steps[view] == stepValue {
			change.Inner = true
		}
		if ref = p.step(ref, view); ref == nil {
			return Change{}, false
		}
		path = rest
	}
	change.Method = path
	if strings.Contains(path, ".") { // Collections.addAll(x, ...), Arrays.fill(x, ...)
		_, change.Method, _ = strings.Cut(path, ".")
		in, _ := p.Container(ref)
		change.What = in
		return change, ref.Dims > 0 || in != nil
	}
	in, _ := p.Container(ref)
	if in == nil {
		return Change{}, false
	}
	change.What = in
	if in.Noun == "map entry" || in.Noun == "iterator" { // still of the container itself
		change.Inner = false
	}
	return change, in.Changes(path, argc)
}
