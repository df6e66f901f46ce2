// Package sink proposes what should move from the modules into the base: which
// dependencies the base has already, which the modules share, which have to stay, and the
// POM edits that do it.
package sink

import (
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A Kind is what a plan makes of a dependency.
type Kind uint8

// Kinds, in the order in which they are worth doing.
const (
	InBase Kind = iota // the base has it in the same version: the modules need not pack it
	Share              // several modules pack one version, which the base could have
	Align              // the base has it, or what it brings, in another version: align first
	Hold               // it has to stay where it is, or people have to decide
)

func (k Kind) String() string {
	return [...]string{"in-base", "share", "align", "hold"}[k]
}

// A Plan is what should move in one merge group.
type Plan struct {
	Group *model.Group
	// Items are by Kind, the greatest saving first.
	Items []*Item
}

// An Item is one dependency that modules declare, and what it brings along.
type Item struct {
	Kind                           Kind
	GroupID, ArtifactID            string
	Type, Classifier               string
	Version                        string // "" when the modules disagree
	BaseVersion                    string // "" when the base does not have it
	Modules                        []Use  // those that pack it, in the group's order
	Along                          []string
	Reasons                        []string // why it is held, or what has to be aligned, and to what
	Risks                          []string // what to look at before it is done
	Saved                          Saving
	Adapters                       []string // artifacts that Koupleless patches the library with
	StaticState, AutoConfiguration []string // found in its jar
}

// A Use is a module that packs the item.
type Use struct {
	App        *model.App
	Dependency *model.Dependency
}

// A Saving is what the modules no longer carry. Artifacts whose jar is not on this
// machine do not count.
type Saving struct {
	Jars    int   // in all modules
	Bytes   int64 // of these jars
	Classes int   // that are loaded once less, were all of them loaded
	Unknown int   // jars that are not on this machine
}

// BytesPerClass is the Metaspace that a loaded class takes: 6.6 kB on average, 5.5 to
// 8.0 by library. Measured on OpenJDK 17.0.15 by loading all classes of five sets of jars
// (Spring 5.3, Jackson 2.16, Guava 32.1, Tomcat 9.0, Hutool 5: 9,007 classes, 59,825 kB), from the
// MemoryPoolMXBeans Metaspace and Compressed Class Space.
const BytesPerClass = 6600

// Metaspace is how many bytes of Metaspace a JVM saves, were all classes loaded.
func (s Saving) Metaspace() int64 { return int64(s.Classes) * BytesPerClass }

// An Artifact is what a jar says of itself.
type Artifact struct {
	Bytes              int64
	Classes            int
	StaticState        []string // static fields of the project's own that change: com.acme.Cache.map
	LibraryState       []string // those of a library that may carry something from one application to another
	AutoConfigurations []string // class names
	Waiting            []Waiting
	Names              []string // binary names of the classes of a jar
	Broken             string   // what could not be read of the jar, with its path
}

// A Waiting is an auto-configuration that runs as soon as certain classes are there:
// nothing but @ConditionalOnClass stands before it.
type Waiting struct {
	Class string
	For   []string // binary names
}

// Options say what counts.
type Options struct {
	// MinShare is how many modules must pack a dependency before it is proposed for the
	// base; below 2 it is 2.
	MinShare int
	// Inspect looks into the jar of a dependency; false when it is not on this machine or
	// nothing of it can be read. It is called by several goroutines at once.
	Inspect func(*model.Dependency) (Artifact, bool)
}

// A Change is what a plan does to one POM.
type Change struct {
	File  *source.File
	Edits []source.Edit
}
