package model

import "arklint/scanner/source"

// A MavenValue is a text out of a POM: interpolated, with the place that says
// it. Where a placeholder could not be resolved, Known is false and Text holds
// the placeholder.
type MavenValue struct {
	Text  string
	Known bool
	At    source.Span
}

// A BizPlugin is sofa-ark-maven-plugin as it applies to an app: the plugin
// that makes a module of it (knowledge 1.5).
type BizPlugin struct {
	At             source.Span // the <plugin> element that brings it
	Version        MavenValue
	BizName        MavenValue // zero At when the POM does not say it
	BizVersion     MavenValue
	WebContextPath MavenValue
	DeclaredMode   bool
	DeclaredModeAt source.Span // zero when the POM does not say it
}

// A Build is what an app's POM says about how it is built.
type Build struct {
	POM                 *source.File
	Parents             []*source.File // the POMs of this tree that it inherits, the nearest first
	GroupID, ArtifactID string
	Version             string
	Packaging           string // jar, pom, war, ...
	// BootPlugin is where spring-boot-maven-plugin comes in, BasePlugin where
	// koupleless-base-build-plugin does; zero without.
	BootPlugin, BasePlugin source.Span
	// MainClass is the class that spring-boot-maven-plugin is told to start, "" when it
	// is left to find one.
	MainClass string
	// IntegrateBiz is where conf/ark/bootstrap.* of a base names the modules that
	// it brings along; zero without.
	IntegrateBiz source.Span
	// Slimming is what keeps dependencies out of a module's jar, nil without.
	Slimming *Slimming
}

// Slimming is what sofa-ark-maven-plugin leaves out of a module's jar, from the
// plugin's configuration, conf/ark/bootstrap.* and conf/ark/rules.txt together
// (knowledge 1.5, 1.6, 4.1). Entries end in * or .* for a prefix.
type Slimming struct {
	Excludes, ExcludeGroups, ExcludeArtifacts []MavenValue // Excludes are g:a[:v][:classifier]
	Includes, IncludeGroups, IncludeArtifacts []MavenValue
	// KeepIndirect: excludeWithIndirectDependencies=false, so that only what an
	// entry names is left out, not what it brings.
	KeepIndirect bool
	// BaseParent is baseDependencyParentIdentity: whatever that parent manages is
	// left out as well.
	BaseParent MavenValue
	// PackProvided: packageProvided=true, so provided dependencies are packed.
	PackProvided bool
}

// A DependencyLoader is who loads the classes of a dependency of an app.
type DependencyLoader uint8

// Loaders of dependencies.
const (
	LoaderUnknown DependencyLoader = iota
	Packed                         // in the app's own jar
	FromBase                       // left out of the module's jar, asked of the base
	Nowhere                        // test scope, or left out and nobody has it
)

// A Dependency is a dependency of an app as Maven resolves it: nearest wins,
// scopes and exclusions applied.
type Dependency struct {
	GroupID, ArtifactID, Version string
	Type, Classifier             string
	Scope                        string // compile, provided, runtime, test, system
	Optional                     bool
	Depth                        int      // 1: declared by the app's own POM or inherited
	Via                          []string // group:artifact:version from the direct dependency down to the parent of this one
	// Exclusions are the group:artifact that the direct dependency's POM entry
	// excludes; either part may be *.
	Exclusions []string
	// Incomplete: its POM was not on this machine, so what it brings along is not
	// known.
	Incomplete bool
	// At is the <dependency> element of the direct dependency that brings it.
	At source.Span
	// SetBy is the text that decided the version: in this POM, a property, a parent's
	// management, a BOM or a dependency's POM in the local repository.
	SetBy  source.Span
	App    *App // the workspace's own project, nil for others
	Loader DependencyLoader
	Why    string // why Loader is what it is
}

// An Omission is a declaration that brings an app nothing: the artifact is there
// by a nearer or earlier declaration, or an exclusion forbids it.
type Omission struct {
	GroupID, ArtifactID, Version string
	Type, Classifier, Scope      string
	Via                          []string    // as Dependency.Via
	Kept                         string      // group:artifact:version of what was kept instead, "" when excluded
	KeptVia                      []string    // the way to that
	Excluded                     source.Span // the <exclusion>, zero when something else was kept
}

// Is reports whether d is group:artifact.
func (d *Dependency) Is(group, artifact string) bool {
	return d.GroupID == group && d.ArtifactID == artifact
}
