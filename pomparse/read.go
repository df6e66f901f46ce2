package pomparse

import (
	"strings"

	"github.com/beevik/etree"

	"arklint/scanner/source"
	"arklint/scanner/source/xmltree"
)

// A text is what one element of a POM says, before interpolation. Without a
// place it was not written; written and empty has a place.
type text struct {
	raw string
	at  source.Span
}

func (t text) written() bool { return t.at.File != nil }

// or is t, or u if t says nothing.
func (t text) or(u text) text {
	if t.raw == "" && u.written() {
		return u
	}
	return t
}

// A pom is one file as written. It is read once, however many projects inherit it.
type pom struct {
	file     *source.File
	doc      *xmltree.Document
	dir      string // "." is the root of the tree
	external bool   // from the local repository
	at       source.Span
	broken   error // why a POM of the local repository could not be read to its end

	parent                                *rawParent
	groupID, artifactID, version          text
	packaging, name, description, url     text
	relocated                             bool
	relocationG, relocationA, relocationV text
	profiles                              []*rawProfile
	section                               // what stands outside profiles
	up                                    *pom
	upState                               searchState
}

type searchState int8

const (
	notSearched searchState = iota
	searching
	searched
)

// A section is what <project> and <profile> have in common.
type section struct {
	modules        []text
	properties     map[string]text
	propertyNames  []string // in file order
	dependencies   []*rawDependency
	managed        []*rawDependency
	plugins        []*rawPlugin
	managedPlugins []*rawPlugin
	resources      []rawResource
	testResources  []rawResource
	build          map[string]text // finalName, directory, sourceDirectory, ...
}

type rawParent struct {
	groupID, artifactID, version, relativePath text
	at                                         source.Span
}

type rawDependency struct {
	groupID, artifactID, version, typ, classifier text
	scope, optional, systemPath                   text
	exclusions                                    []rawExclusion
	at                                            source.Span
	pom                                           *pom
}

type rawExclusion struct {
	groupID, artifactID text
	at                  source.Span
}

type rawProfile struct {
	id         text
	at         source.Span
	activation *etree.Element
	section
}

type rawPlugin struct {
	groupID, artifactID, version, inherited text
	at                                      source.Span
	pom                                     *pom
	config                                  *node
	executions                              []*rawExecution
}

type rawExecution struct {
	id, phase, inherited text
	goals                []text
	config               *node
	at                   source.Span
}

type rawResource struct {
	directory, filtering, targetPath text
	at                               source.Span
}

// read turns a document into a pom. Elements are matched by local name: a POM
// may carry any namespace prefix, and Maven's reader does not look at it.
func read(doc *xmltree.Document, dir string, external bool) *pom {
	p := &pom{file: doc.File, doc: doc, dir: dir, external: external}
	root := doc.Root()
	if root == nil {
		return p
	}
	p.at = doc.Spans(root).Name
	for _, e := range elements(root) {
		switch e.Tag {
		case "parent":
			p.parent = p.readParent(e)
		case "groupId":
			p.groupID = p.text(e)
		case "artifactId":
			p.artifactID = p.text(e)
		case "version":
			p.version = p.text(e)
		case "packaging":
			p.packaging = p.text(e)
		case "name":
			p.name = p.text(e)
		case "description":
			p.description = p.text(e)
		case "url":
			p.url = p.text(e)
		case "profiles":
			for _, c := range named(e, "profile") {
				f := &rawProfile{id: p.child(c, "id"), at: doc.Span(c), activation: first(c, "activation")}
				p.readSection(c, &f.section)
				p.profiles = append(p.profiles, f)
			}
		case "distributionManagement":
			if r := first(e, "relocation"); r != nil {
				p.relocated = true
				p.relocationG, p.relocationA, p.relocationV = p.child(r, "groupId"), p.child(r, "artifactId"), p.child(r, "version")
			}
		}
	}
	p.readSection(root, &p.section)
	return p
}

func (p *pom) readParent(e *etree.Element) *rawParent {
	return &rawParent{
		groupID:      p.child(e, "groupId"),
		artifactID:   p.child(e, "artifactId"),
		version:      p.child(e, "version"),
		relativePath: p.child(e, "relativePath"),
		at:           p.doc.Span(e),
	}
}

func (p *pom) readSection(e *etree.Element, s *section) {
	for _, c := range elements(e) {
		switch c.Tag {
		case "modules":
			for _, m := range named(c, "module") {
				s.modules = append(s.modules, p.text(m))
			}
		case "properties":
			s.properties = make(map[string]text, len(c.Child)/2)
			for _, v := range elements(c) {
				if _, seen := s.properties[v.FullTag()]; !seen {
					s.propertyNames = append(s.propertyNames, v.FullTag())
				}
				s.properties[v.FullTag()] = p.text(v)
			}
		case "dependencies":
			s.dependencies = p.readDependencies(c)
		case "dependencyManagement":
			if l := first(c, "dependencies"); l != nil {
				s.managed = p.readDependencies(l)
			}
		case "build":
			p.readBuild(c, s)
		}
	}
}

// readDependencies drops duplicates as Maven's DefaultModelNormalizer does:
// the last one counts, at the place of the first.
func (p *pom) readDependencies(e *etree.Element) []*rawDependency {
	var list []*rawDependency
	seen := map[string]int{}
	for _, c := range named(e, "dependency") {
		d := p.readDependency(c)
		key := d.groupID.raw + ":" + d.artifactID.raw + ":" + d.typ.raw + ":" + d.classifier.raw
		if d.typ.raw == "" {
			key = d.groupID.raw + ":" + d.artifactID.raw + ":jar:" + d.classifier.raw
		}
		if i, ok := seen[key]; ok {
			list[i] = d
			continue
		}
		seen[key] = len(list)
		list = append(list, d)
	}
	return list
}

func (p *pom) readDependency(e *etree.Element) *rawDependency {
	d := &rawDependency{at: p.doc.Span(e), pom: p}
	for _, c := range elements(e) {
		switch c.Tag {
		case "groupId":
			d.groupID = p.text(c)
		case "artifactId":
			d.artifactID = p.text(c)
		case "version":
			d.version = p.text(c)
		case "type":
			d.typ = p.text(c)
		case "classifier":
			d.classifier = p.text(c)
		case "scope":
			d.scope = p.text(c)
		case "optional":
			d.optional = p.text(c)
		case "systemPath":
			d.systemPath = p.text(c)
		case "exclusions":
			for _, x := range named(c, "exclusion") {
				d.exclusions = append(d.exclusions, rawExclusion{
					groupID: p.child(x, "groupId"), artifactID: p.child(x, "artifactId"), at: p.doc.Span(x),
				})
			}
		}
	}
	return d
}

func (p *pom) readBuild(e *etree.Element, s *section) {
	for _, c := range elements(e) {
		switch c.Tag {
		case "plugins":
			s.plugins = p.readPlugins(c)
		case "pluginManagement":
			if l := first(c, "plugins"); l != nil {
				s.managedPlugins = p.readPlugins(l)
			}
		case "resources":
			s.resources = p.readResources(c, "resource")
		case "testResources":
			s.testResources = p.readResources(c, "testResource")
		default:
			if len(c.ChildElements()) == 0 {
				if s.build == nil {
					s.build = map[string]text{}
				}
				s.build[c.Tag] = p.text(c)
			}
		}
	}
}

func (p *pom) readResources(e *etree.Element, name string) []rawResource {
	var list []rawResource
	for _, c := range named(e, name) {
		list = append(list, rawResource{
			directory: p.child(c, "directory"), filtering: p.child(c, "filtering"), targetPath: p.child(c, "targetPath"), at: p.doc.Span(c),
		})
	}
	return list
}

func (p *pom) readPlugins(e *etree.Element) []*rawPlugin {
	var list []*rawPlugin
	seen := map[string]int{}
	for _, c := range named(e, "plugin") {
		g := &rawPlugin{at: p.doc.Span(c), pom: p}
		for _, v := range elements(c) {
			switch v.Tag {
			case "groupId":
				g.groupID = p.text(v)
			case "artifactId":
				g.artifactID = p.text(v)
			case "version":
				g.version = p.text(v)
			case "inherited":
				g.inherited = p.text(v)
			case "configuration":
				g.config = p.readConfig(v)
			case "executions":
				for _, x := range named(v, "execution") {
					g.executions = append(g.executions, p.readExecution(x))
				}
			}
		}
		if i, ok := seen[g.key()]; ok { // a plugin declared twice is one, the later declaration dominant
			list[i] = mergePlugin(g, list[i])
			continue
		}
		seen[g.key()] = len(list)
		list = append(list, g)
	}
	return list
}

func (p *pom) readExecution(e *etree.Element) *rawExecution {
	x := &rawExecution{
		id: p.child(e, "id"), phase: p.child(e, "phase"), inherited: p.child(e, "inherited"), at: p.doc.Span(e),
	}
	if g := first(e, "goals"); g != nil {
		for _, c := range named(g, "goal") {
			x.goals = append(x.goals, p.text(c))
		}
	}
	if c := first(e, "configuration"); c != nil {
		x.config = p.readConfig(c)
	}
	return x
}

func (p *pom) text(e *etree.Element) text {
	raw, at := p.doc.Text(e)
	return text{raw: strings.TrimSpace(raw), at: at}
}

func (p *pom) child(e *etree.Element, name string) text {
	if c := first(e, name); c != nil {
		return p.text(c)
	}
	return text{}
}

func elements(e *etree.Element) []*etree.Element { return e.ChildElements() }

func first(e *etree.Element, name string) *etree.Element {
	for _, t := range e.Child {
		if c, ok := t.(*etree.Element); ok && c.Tag == name {
			return c
		}
	}
	return nil
}

func named(e *etree.Element, name string) []*etree.Element {
	var list []*etree.Element
	for _, t := range e.Child {
		if c, ok := t.(*etree.Element); ok && c.Tag == name {
			list = append(list, c)
		}
	}
	return list
}
