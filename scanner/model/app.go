package model

import (
	"arklint/scanner/source"
)

// A Role is what the POM and the configuration say a project is.
type Role int

// Roles. See architecture.md "Roles" for what decides.
const (
	Unknown Role = iota
	Base
	Module
	Library
)

func (r Role) String() string {
	switch r {
	case Base:
		return "base"
	case Module:
		return "module"
	case Library:
		return "library"
	}
	return "unknown"
}

// ParseRole reads the words that --role and arklint.yaml take.
func ParseRole(s string) (Role, bool) {
	for _, r := range []Role{Unknown, Base, Module, Library} {
		if s == r.String() {
			return r, true
		}
	}
	return Unknown, false
}

// A Workspace is everything one scan found.
type Workspace struct {
	Apps     []*App // by Dir
	Groups   []*Group
	Problems []Problem // by path and line
	Stats    Stats
}

// Stats are counts of one scan.
type Stats struct {
	Apps      int
	Files     int   // files looked into
	JavaFiles int   // of them Java sources that were parsed
	Bytes     int64 // of the files looked into
	Cached    int
}

// A Group is a merge group: a base and the modules that would join it. Modules
// without a base make one group, apps that belong to none one with nothing but
// them in Others.
type Group struct {
	Base    *App // nil: no base in the tree
	Modules []*App
	Others  []*App // libraries of the group, and apps of unknown role
	// Isolation is where the base's start-up code calls
	// MultiBizProperties.initSystem(), which gives every module System
	// properties of its own (knowledge 1.8); zero when it does not.
	Isolation source.Span
}

// Apps returns the base, the modules and the others, in that order.
func (g *Group) Apps() []*App {
	var all []*App
	if g.Base != nil {
		all = append(all, g.Base)
	}
	all = append(all, g.Modules...)
	return append(all, g.Others...)
}

// Members returns the apps that run: the base and the modules.
func (g *Group) Members() []*App {
	all := g.Apps()
	return all[:len(all)-len(g.Others)]
}

// An App is one Maven project and what it owns.
type App struct {
	Name string // artifactId; the folder's name without a POM
	Dir  string // slash path from the workspace's root, "." for the root
	Role Role
	// Evidence says what decided the role: "koupleless-base-starter, base/pom.xml:31".
	Evidence   string
	EvidenceAt source.Span
	// Decided: the project's own files decided the role (SOFAArk or Koupleless
	// evidence), so --role does not change it.
	Decided bool

	// Build is what the POM says, nil without a POM.
	Build *Build

	Units    []*Unit // by path; main sources only
	Settings *Settings
	Logging  []*LogConfig
	AutoConf []AutoConfiguration
	// LibraryNames are what the application's files name for libraries, by path.
	LibraryNames []LibraryName
	// Plugin is the sofa-ark-maven-plugin of a module, nil without one.
	Plugin *BizPlugin
	// Dependencies are the app's resolved dependencies, in dependency:tree order.
	// Those whose POM was not on this machine stand without their own.
	Dependencies []*Dependency
	// Omissions are what Maven leaves out of them; only when the scan was asked.
	Omissions []*Omission

	// BizName is what SOFAArk will call the module: the plugin's bizName, else
	// the artifactId. "" when a placeholder in it cannot be resolved.
	BizName string
	// Main is the class with the main method that starts the application, nil
	// when none or several were found.
	Main *Type

	resources map[string]bool // names on the class path, and the folders above them with a final slash

	calls  map[member][]*Use
	fields map[member][]*Use
	static []*Field
	types  map[string]*Type
	all    []*Type
	allows []*Allow
	code   func(*Unit) *Code
}

// StaticFields returns the static fields of the app's classes, enum constants
// included, by path and offset.
func (a *App) StaticFields() []*Field { return a.static }

// Types returns the app's classes, nested, local and anonymous ones included,
// by path and offset.
func (a *App) Types() []*Type { return a.all }

// Type returns the app's class of that canonical name, nil without one.
func (a *App) Type(qualified string) *Type { return a.types[qualified] }

// Calls returns the calls and method references of the methods of class, by
// path and offset. A call counts under the class it is looked up in; one whose
// receiver could not be resolved counts under class "?".
func (a *App) Calls(class string, methods ...string) []*Use {
	var out []*Use
	for _, m := range methods {
		out = append(out, a.calls[member{class, m}]...)
	}
	SortUses(out)
	return out
}

// Comparisons returns the comparisons of classes with X.class, and of names of
// objects' classes, that the vocabulary asks for as "java.lang.Class#==", by
// path and offset: Kind ExprBinary, Op "==" or "!=", the operands as Args.
func (a *App) Comparisons() []*Use { return a.Calls("java.lang.Class", "==") }

// News returns the creations of objects of class.
func (a *App) News(class string) []*Use { return a.calls[member{class, "<init>"}] }

// FieldUses returns the reads of the static fields of a library class, as
// System.out, by path and offset.
func (a *App) FieldUses(class string, names ...string) []*Use {
	var out []*Use
	for _, n := range names {
		out = append(out, a.fields[member{class, n}]...)
	}
	SortUses(out)
	return out
}

// HasResource reports whether the app's sources hold a file of that name on the
// class path, or below it when it ends in a slash.
func (a *App) HasResource(name string) bool { return a.resources[name] }

// AddResource notes a file that is a resource of the app: called by the scanner.
func (a *App) AddResource(name string) {
	if a.resources == nil {
		a.resources = map[string]bool{}
	}
	a.resources[name] = true
	for i := len(name) - 1; i > 0; i-- {
		if name[i] != '/' {
			continue
		}
		folder := name[:i+1]
		if a.resources[folder] {
			return
		}
		a.resources[folder] = true
	}
}

// Dependency returns the app's dependency group:artifact, nil without one.
func (a *App) Dependency(group, artifact string) *Dependency {
	for _, d := range a.Dependencies {
		if d.Is(group, artifact) {
			return d
		}
	}
	return nil
}

// Allows returns the app's suppression comments, by path and offset.
func (a *App) Allows() []*Allow { return a.allows }

// An Allow is one suppression: a comment `arklint:allow name: reason`, or
// @SuppressWarnings("arklint:name").
type Allow struct {
	At     source.Span // the directive
	Rules  []string    // the names in front of the colon, comma-separated
	Reason string      // "" when none is given, which makes it void
	Covers source.Span // the lines it speaks for: whole lines, or a whole declaration or element
	// Annotation: given as @SuppressWarnings, which needs no reason.
	Annotation bool
}
