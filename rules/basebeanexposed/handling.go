package basebeanexposed

import (
	"slices"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// A harm is what the context of a module does to a bean of the base.
type harm struct {
	ends     string       // what it calls when it closes: "close()"
	inferred bool         // because of the method's name
	fills    *model.Field // what it injects
	aware    string       // the interface by which it tells of itself
	unknown  bool         // nobody can say
}

// A handling finds out how a module's context handles a bean of the base.
type handling struct {
	apps []*model.App // the base, and what else of the project it may load
	bean baseBean
}

// of judges a bean of the given types. kept: Spring does not infer how to end it.
func (h handling) of(types []*model.TypeRef, kept bool) harm {
	unknown := false
	for _, t := range types {
		if e, ok := known.Endings(t.Qualified); ok {
			switch {
			case e.Hidden && h.bean.proxy, e.Inferred && kept:
				return harm{}
			}
			return harm{ends: e.Method, inferred: e.Inferred}
		}
		if known.HarmlessBeans[t.Qualified] {
			return harm{}
		}
		if classes := h.classes(t.Qualified); len(classes) > 0 {
			return h.ofClasses(classes, kept)
		}
		unknown = true
	}
	return harm{unknown: (unknown || len(types) == 0) && !h.bean.proxy}
}

// classes are the project's classes that an object of the given type may have.
func (h handling) classes(qualified string) []*model.Type {
	if qualified == "java.lang.Object" {
		return nil
	}
	if t := h.project(qualified); t != nil && concrete(t) {
		return []*model.Type{t}
	}
	var out []*model.Type
	for _, app := range h.apps {
		for _, t := range app.Types() {
			if concrete(t) && slices.Contains(h.supers(t), qualified) {
				out = append(out, t)
			}
		}
	}
	return out
}

func concrete(t *model.Type) bool { return t.Kind == model.Class && !t.Flags.Has(model.Abstract) }

// project is the project's class of that name, nil without one.
func (h handling) project(qualified string) *model.Type {
	for _, app := range h.apps {
		if t := app.Type(qualified); t != nil {
			return t
		}
	}
	return nil
}

// supers are the names of what t extends and implements.
func (h handling) supers(t *model.Type) []string {
	var out []string
	todo := []*model.Type{t}
	for len(todo) > 0 {
		t, todo = todo[0], todo[1:]
		refs := slices.Clone(t.Interfaces)
		if t.Super != nil {
			refs = append(refs, t.Super)
		}
		for _, r := range refs {
			if r.Known() && !slices.Contains(out, r.Qualified) {
				out = append(out, r.Qualified)
				if super := h.project(r.Qualified); super != nil {
					todo = append(todo, super)
				}
			}
		}
	}
	return out
}

// ofClasses judges a bean of one of the base's own classes. A proxy has none of this but
// what ends the bean, where the class itself is asked for.
func (h handling) ofClasses(classes []*model.Type, kept bool) harm {
	for _, t := range classes {
		if h.bean.proxy && !slices.ContainsFunc(h.bean.types, func(r *model.TypeRef) bool { return r.Qualified == t.Name }) {
			continue
		}
		supers := h.supers(t)
		for _, name := range supers {
			if e, ok := known.Endings(name); ok && !(e.Inferred && kept) {
				return harm{ends: e.Method, inferred: e.Inferred}
			}
		}
		if h.bean.proxy {
			continue
		}
		for _, name := range append(supers, t.Name) {
			if super := h.project(name); super != nil && super.Kind == model.Class {
				if found := own(super, kept); found != (harm{}) {
					return found
				}
			}
		}
		for _, name := range supers {
			if known.ContextAware[name] {
				return harm{aware: known.SimpleName(name)}
			}
		}
	}
	return harm{}
}

// own is what t itself declares for Spring to use.
func own(t *model.Type, kept bool) harm {
	for _, m := range t.Methods {
		inferred := (m.Name == "close" || m.Name == "shutdown") && m.Arity == 0 && m.Flags.Has(model.Public)
		_, javax := m.Annotation("javax.annotation.PreDestroy")
		_, jakarta := m.Annotation("jakarta.annotation.PreDestroy")
		if javax || jakarta || inferred && !kept {
			return harm{ends: m.Name + "()", inferred: inferred && !javax && !jakarta}
		}
	}
	for _, f := range t.Fields {
		if !f.Flags.Has(model.Static) && slices.ContainsFunc(known.Injections, func(name string) bool { _, ok := f.Annotation(name); return ok }) {
			return harm{fills: f}
		}
	}
	return harm{}
}
