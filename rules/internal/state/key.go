package state

import (
	"slices"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// maxNesting is how deep type arguments are looked into.
const maxNesting = 4

// KeyedByLoader reports whether a container of type ref keeps the content of
// each application apart: it is keyed by ClassLoader, by what an application has
// one of (its Spring context, its ServletContext), by a class of the project that
// holds such an object, or consists of containers that are.
func (p *Project) KeyedByLoader(ref *model.TypeRef) bool { return p.keyedByLoader(ref, 0) }

func (p *Project) keyedByLoader(ref *model.TypeRef, depth int) bool {
	if ref != nil && known.References[ref.Qualified] && len(ref.Args) == 1 && depth <= maxNesting {
		return p.keyedByLoader(ref.Args[0], depth+1)
	}
	c, args := p.Container(ref)
	if c == nil || depth > maxNesting {
		return false
	}
	for _, k := range c.Keys {
		if k < len(args) && p.HoldsLoader(args[k]) {
			return true
		}
	}
	// A set or list of loaders says which of them were seen. One of contexts is walked
	// through, and whoever does that meets the beans of all applications.
	if len(c.Keys) == 0 && !c.PerThread && c.Value >= 0 && c.Value < len(args) && p.holds(args[c.Value], known.ClassLoaders, 0) {
		return true
	}
	return len(c.Keys) > 0 && c.Value < len(args) && p.keyedByLoader(args[c.Value], depth+1)
}

// HoldsLoader reports whether ref is a class loader or the like, or a class of
// the project with an instance field that is one: an object of it stands for one application.
func (p *Project) HoldsLoader(ref *model.TypeRef) bool {
	return p.holds(ref, known.ClassLoaders, 0) || p.holds(ref, known.Contexts, 0)
}

// ClassLike reports whether ref is a class, a method or the like, or a class of
// the project with such a field: an object of it belongs to one class.
func (p *Project) ClassLike(ref *model.TypeRef) bool { return p.holds(ref, known.ClassLikes, 0) }

func (p *Project) holds(ref *model.TypeRef, classes map[string]bool, depth int) bool {
	if ref == nil || !ref.Known() || ref.Dims > 0 || depth > maxNesting {
		return false
	}
	if classes[ref.Qualified] {
		return true
	}
	if known.References[ref.Qualified] && len(ref.Args) == 1 {
		return p.holds(ref.Args[0], classes, depth+1)
	}
	for _, t := range p.lineage(ref.Qualified) {
		if t.Super != nil && classes[t.Super.Qualified] {
			return true
		}
		for _, f := range t.Fields {
			if !f.Flags.Has(model.Static) && f.Type != nil && f.Type.Dims == 0 && (classes[f.Type.Qualified] || known.References[f.Type.Qualified] && p.holds(f.Type, classes, depth+1)) {
				return true
			}
		}
	}
	return false
}

// MetadataByClass reports whether a container of type ref keeps under a class what
// that class says of itself: the same whoever asked first.
func (p *Project) MetadataByClass(ref *model.TypeRef) bool {
	c, args := p.Container(ref)
	if c == nil || c.Value < 0 || c.Value >= len(args) || !p.PureMetadata(args[c.Value]) {
		return false
	}
	return slices.ContainsFunc(c.Keys, func(k int) bool { return k < len(args) && p.ClassLike(args[k]) })
}

// membersByClass reports whether the values of a container of type ref hold on to a class:
// Map<Class<?>, Field[]>.
func (p *Project) membersByClass(ref *model.TypeRef) bool {
	c, args := p.Container(ref)
	if c == nil || c.Value < 0 || c.Value >= len(args) {
		return false
	}
	value := *args[c.Value]
	value.Dims = 0
	return p.ClassLike(&value) || p.membersByClass(&value)
}

// PureMetadata reports whether objects of type ref say nothing but what the
// class they were read from says: kept under that class they are right for everybody.
func (p *Project) PureMetadata(ref *model.TypeRef) bool { return p.pureMetadata(ref, 0) }

func (p *Project) pureMetadata(ref *model.TypeRef, depth int) bool {
	if ref == nil || !ref.Known() || ref.By == model.TypeVariable || depth > maxNesting {
		return false
	}
	if ref.By == model.Primitive || known.Metadata[ref.Qualified] {
		return true
	}
	if known.References[ref.Qualified] {
		return len(ref.Args) == 1 && p.pureMetadata(ref.Args[0], depth+1)
	}
	if c, args := p.Container(ref); c != nil {
		for _, a := range args {
			if !p.pureMetadata(a, depth+1) {
				return false
			}
		}
		return len(args) > 0
	}
	types := p.lineage(ref.Qualified)
	if len(types) == 0 {
		return false
	}
	if types[0].Kind == model.Enum {
		return true
	}
	fields := 0
	for _, t := range types {
		if t.Super != nil && p.Type(t.Super.Qualified) == nil {
			return false // what a library class holds we do not know
		}
		for _, f := range t.Fields {
			if f.Flags.Has(model.Static) {
				continue
			}
			if f.Changed || len(f.Changes) > 0 || !p.pureMetadata(f.Type, depth+1) {
				return false
			}
			fields++
		}
	}
	return fields > 0 // an object without fields is there for what it does
}
