package pomparse

import (
	"sync"

	"arklint/scanner/source"
)

// A Value is one thing a POM says, and where.
//
//	<version>${spring.version}</version>   Text "5.3.1", Raw "${spring.version}", At these 17 bytes,
//	                                       From the text of <spring.version>5.3.1</spring.version>
type Value struct {
	Text       string      // interpolated; "" if a placeholder is unknown
	Raw        string      // as written, "" for Maven's default
	At         source.Span // of Raw, in whatever POM wrote it; zero for a default
	From       source.Span // when Raw is one placeholder, the text of the property that decided it; else At
	Unresolved []string    // placeholders nobody defines: "spring.version"
}

// Known reports whether the value is written, or Maven's default, and complete.
func (v Value) Known() bool { return v.Text != "" && len(v.Unresolved) == 0 }

// True reports whether the value says "true".
func (v Value) True() bool { return v.Text == "true" }

// A Project is one POM with its effective model. It is read-only and safe for
// concurrent use.
type Project struct {
	File *source.File // Path is "maven:<path in the local repository>" for a POM from there
	Dir  string       // slash path of the folder, "." for the root of the tree; "" outside the tree

	Parent *ParentRef // nil without <parent>

	GroupID, ArtifactID, Version Value // from <parent> where the POM does not say them itself
	Packaging                    Value // default "jar"
	Name                         Value

	Modules    []ModuleRef // of the POM and its active profiles
	Properties []Property  // those this POM and its active profiles define; Property looks further
	Profiles   []Profile   // of this POM, active or not

	// Dependencies is the effective list: own ones, then inherited ones, as
	// dependency management completes them.
	Dependencies []*Dependency

	// Plugins is the effective list in Maven's order, without those that only
	// pluginManagement names and without the defaults of the life cycle.
	Plugins []*Plugin

	Resources, TestResources   []Resource
	SourceDirs, TestSourceDirs []Value // build/sourceDirectory or Maven's default, relative to Dir

	// Missing are the parents and BOMs, as group:artifact:version, that were
	// not found on the way: what they would have said is unknown.
	Missing []string

	// Unreadable says that the POM is not well-formed; the project holds what
	// stood before the trouble.
	Unreadable bool

	reactor *Reactor
	pom     *pom
	lineage []*pom // from this POM to the outermost parent that was found
	layers  []layer
	managed *managedTable

	memo   sync.Map // placeholder name -> resolved
	listed sync.Once
	list   []*Dependency
}

// A ParentRef is a <parent> and what became of it.
type ParentRef struct {
	GroupID, ArtifactID, Version Value
	RelativePath                 Value
	At                           source.Span
	File                         *source.File // the POM found, nil if none
	External                     bool         // found in the local repository
	Project                      *Project     // when it is one of the tree
}

// A ModuleRef is a <module>.
type ModuleRef struct {
	Name Value
	Path string // slash path of its POM in the tree, "" if there is none
}

// A Property is a <properties> entry, in the context of the project it was
// asked of: a child may define what a parent's property refers to.
type Property struct {
	Name  string
	Value Value
}

// A Profile is a <profile> of a POM.
type Profile struct {
	ID     string
	At     source.Span
	Active bool
	Why    string // "activeByDefault", "jdk [17,)", "asked for", "property !x"; what holds it back if inactive
}

// A Resource is a <resource> of the build.
type Resource struct {
	Directory  Value // relative to Dir
	Filtering  Value
	TargetPath Value
	At         source.Span
}

// An Exclusion is an <exclusion>; either part may be "*".
type Exclusion struct {
	GroupID, ArtifactID Value
	At                  source.Span
}

// A Dependency is an effective <dependency>: what it says itself, and what
// management says for it. The places of the values tell who said what; Managed
// is the managing entry.
type Dependency struct {
	GroupID, ArtifactID, Version Value
	Type                         Value // default "jar"
	Classifier                   Value
	Scope                        Value // default "compile"
	Optional                     Value // default "false"
	SystemPath                   Value
	Exclusions                   []Exclusion

	At        source.Span // the <dependency> element
	Inherited bool        // it stands in a parent

	// Managed is the entry of dependencyManagement that gave the version, the
	// scope or the exclusions, or would have; nil if there is none.
	Managed *Dependency

	// BOM is set for managed entries: the <dependency> with scope import
	// through which the entry came, outermost first. Empty for an entry of the
	// project or its parents.
	BOM []source.Span
}

// Key is group:artifact:type:classifier, what Maven matches management by.
func (d *Dependency) Key() string { return d.key() }

func (d *Dependency) key() string {
	return d.GroupID.orRaw() + ":" + d.ArtifactID.orRaw() + ":" + d.Type.orRaw() + ":" + d.Classifier.orRaw()
}

// orRaw keeps two unknown values apart.
func (v Value) orRaw() string {
	if v.Text == "" {
		return v.Raw
	}
	return v.Text
}

// External reports whether the POM comes from the local repository.
func (p *Project) External() bool { return p.pom.external }

// Parents are the POMs of this tree that p inherits, the nearest first.
func (p *Project) Parents() []*source.File {
	var out []*source.File
	for _, q := range p.lineage[1:] {
		if !q.external {
			out = append(out, q.file)
		}
	}
	return out
}

// GAV is group:artifact:version, "?" for what is unknown.
func (p *Project) GAV() string {
	return known(p.GroupID.Text) + ":" + known(p.ArtifactID.Text) + ":" + known(p.Version.Text)
}

func known(s string) string {
	if s == "" {
		return "?"
	}
	return s
}

// Property looks a property up in this POM, its active profiles and its
// parents, and interpolates it in this project's context. Options.UserProperties win.
func (p *Project) Property(name string) (Value, bool) {
	if v, ok := p.reactor.options.UserProperties[name]; ok {
		return Value{Text: v, Raw: v}, true
	}
	t, ok := p.property(name)
	if !ok {
		return Value{}, false
	}
	return p.value(t), true
}

func (p *Project) property(name string) (text, bool) {
	for i := range p.layers {
		if t, ok := p.layers[i].properties[name]; ok {
			return t, true
		}
	}
	return text{}, false
}

// Interpolate resolves the placeholders of any text in the context of p, as
// Maven does when it filters a resource.
func (p *Project) Interpolate(raw string) (resolved string, unresolved []string) {
	v := p.value(text{raw: raw})
	return v.Text, v.Unresolved
}

// Dependency returns the effective direct dependency on group:artifact of any
// type and classifier, nil if there is none.
func (p *Project) Dependency(groupID, artifactID string) *Dependency {
	for _, d := range p.Dependencies {
		if d.ArtifactID.Text == artifactID && d.GroupID.Text == groupID {
			return d
		}
	}
	return nil
}
