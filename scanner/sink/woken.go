package sink

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// baseClasses are the classes of the base's jars, and the auto-configurations that wait for others.
type baseClasses struct {
	names   map[string]bool
	waiting []Waiting
}

// ofBase looks into the base's jars, once.
func (m *maker) ofBase() *baseClasses {
	if m.base != nil {
		return m.base
	}
	m.base = &baseClasses{names: map[string]bool{}}
	var its []*model.Dependency
	for _, d := range m.group.Base.Dependencies {
		if d.Loader == model.FromBase && d.App == nil {
			its = append(its, d)
		}
	}
	m.inspectAll(its)
	for _, d := range its {
		a := m.inspect(d)
		for _, name := range a.Names {
			m.base.names[name] = true
		}
		m.base.waiting = append(m.base.waiting, a.Waiting...)
	}
	return m.base
}

// wokenBy are the simple names of the base's auto-configurations that wait for one of
// names and for nothing else that the base lacks.
func (m *maker) wokenBy(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	base, come := m.ofBase(), map[string]bool{}
	for _, name := range names {
		come[name] = !base.names[name]
	}
	var out []string
	for _, w := range base.waiting {
		isNew := func(class string) bool { return come[class] }
		missing := func(class string) bool { return !come[class] && !base.names[class] && !ofJDK(class) }
		if simple := w.Class[strings.LastIndexByte(w.Class, '.')+1:]; slices.ContainsFunc(w.For, isNew) && !slices.ContainsFunc(w.For, missing) {
			out = append(out, simple)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ofJDK reports whether a class that auto-configurations wait for belongs to the JDK
// (java.se of Java 17; no other javax packages are waited for there).
func ofJDK(class string) bool {
	for _, p := range [...]string{"java.", "javax.sql.", "javax.naming.", "javax.management.", "javax.net.", "javax.xml.parsers.", "javax.script."} {
		if strings.HasPrefix(class, p) {
			return true
		}
	}
	return false
}
