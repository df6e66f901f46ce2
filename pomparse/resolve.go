package pomparse

import (
	"fmt"
	"slices"
	"strings"

	"arklint/scanner/source"
)

// A Resolution is what Maven would keep of a project's dependency tree, as far
// as the POMs are on this disk.
type Resolution struct {
	Project *Project

	// Dependencies are in the order of mvn dependency:tree: depth first,
	// declaration order, each artifact where it was kept.
	Dependencies []*ResolvedDependency

	// Unknown are the artifacts whose POM was not found, as group:artifact:version,
	// and Incomplete those whose parents or BOMs were not: what they bring is
	// not, or not fully, in Dependencies.
	Unknown, Incomplete []string

	// Omitted are the declarations that brought nothing, in the order in which Maven
	// comes upon them; only with Options.Omissions.
	Omitted []*Omission
}

// An Omission is a declaration that brought nothing to the tree: another one of the
// same artifact was nearer or earlier, or an exclusion forbids it.
type Omission struct {
	GroupID, ArtifactID, Version, Type, Classifier, Scope string
	Via                                                   []string            // as ResolvedDependency.Via, down to the artifact that declares it
	Kept                                                  *ResolvedDependency // what was kept instead; nil when excluded
	Excluded                                              source.Span         // the <exclusion>; zero when something else was kept

	from *treeNode
}

// A ResolvedDependency is one artifact of the tree.
type ResolvedDependency struct {
	GroupID, ArtifactID, Version, Type, Classifier string // Version "" if nobody says it
	Scope                                          string // compile, runtime, provided, test, system
	Optional                                       bool
	Depth                                          int      // 1 is direct
	Via                                            []string // group:artifact:version of the way, the direct dependency first, this one last

	Declared *Dependency // the root's own declaration, for direct ones
	Entry    *Dependency // the declaration that brought it: Declared, or one in a dependency's POM

	// SetBy is the text that decided the version: in this POM, a property, a
	// parent's management, a BOM or a dependency's POM in the local repository.
	SetBy source.Span

	// Managed is the entry of the root's dependency management that changed a
	// transitive dependency, nil if none did.
	Managed *Dependency

	Project *Project // when it is one of this tree
	POM     *Project // its effective POM, from the tree or the local repository; nil if Unknown
	Unknown bool     // its POM was not found: its own dependencies are unknown
}

// GAV is group:artifact:version.
func (d *ResolvedDependency) GAV() string {
	return d.GroupID + ":" + d.ArtifactID + ":" + known(d.Version)
}

// tree node while resolving
type treeNode struct {
	ResolvedDependency
	key        string
	parent     *treeNode
	children   []*treeNode
	exclusions *exclusionSet // what must not come below
	extra      []Exclusion   // those written here
	edges      []edge        // all ways to this artifact from artifacts that were kept
	direct     bool
}

// edge is one declaration of an artifact by a kept one.
type edge struct {
	from     *treeNode
	scope    string
	optional bool

	// A scope that the root's management states is not narrowed by the way
	// there, be it through provided or test; nor is its optional.
	fixedScope, fixedOptional bool
}

// exclusionSet is a way's exclusions, innermost first; ways share their beginnings.
type exclusionSet struct {
	list []Exclusion
	next *exclusionSet
}

// find is the exclusion of group:artifact, nil without one.
func (x *exclusionSet) find(groupID, artifactID string) *Exclusion {
	for ; x != nil; x = x.next {
		for i, e := range x.list {
			if (e.GroupID.Text == "*" || e.GroupID.Text == groupID) && (e.ArtifactID.Text == "*" || e.ArtifactID.Text == artifactID) {
				return &x.list[i]
			}
		}
	}
	return nil
}

// Resolve follows the dependencies of p by Maven 3's rules: breadth first, so
// that the nearest declaration wins and of equally near ones the first; test,
// provided and optional dependencies of dependencies are left out; exclusions
// hold below where they stand; the dependency management of p, and of nobody
// else, rules over versions, scopes and exclusions of transitive ones; a
// direct dependency keeps its scope, a transitive one gets the widest of all
// ways to it. Ranges take the newest version in the local repository; that a
// later range could forbid an earlier choice is not modelled.
//
// Resolve may be called from several goroutines.
func (r *Reactor) Resolve(p *Project) *Resolution {
	r.mu.Lock()
	defer r.mu.Unlock()
	v := &resolver{Reactor: r, root: p, kept: map[string]*treeNode{}, aliases: map[string]string{}}
	root := &treeNode{}
	root.GroupID, root.ArtifactID, root.Version, root.Scope = p.GroupID.Text, p.ArtifactID.Text, p.Version.Text, "compile"
	root.POM = p
	v.kept[conflictKey(root.GroupID, root.ArtifactID, "jar", "")] = root
	for _, d := range p.Dependencies {
		v.add(root, d)
	}
	for i := 0; i < len(v.queue); i++ {
		v.expand(v.queue[i])
	}
	v.settleScopes()
	out := &Resolution{Project: p}
	v.flatten(root, out)
	for _, o := range v.omitted {
		o.Via = o.from.Via
	}
	out.Omitted = v.omitted
	return out
}

type resolver struct {
	*Reactor
	root    *Project
	kept    map[string]*treeNode // by conflictKey
	aliases map[string]string    // conflictKey before a relocation -> after
	queue   []*treeNode
	omitted []*Omission
}

func (v *resolver) expand(n *treeNode) {
	if n.Unknown || n.Scope == "system" {
		return
	}
	for _, d := range n.POM.Dependencies {
		if scope := d.Scope.Text; scope == "test" || scope == "provided" || scope == "import" {
			continue
		}
		if d.Optional.True() {
			continue
		}
		if x := n.exclusions.find(d.GroupID.Text, d.ArtifactID.Text); x != nil {
			v.omit(&Omission{
				GroupID: d.GroupID.Text, ArtifactID: d.ArtifactID.Text, Version: d.Version.Text, Type: d.Type.Text, Classifier: d.Classifier.Text,
				Scope: d.Scope.Text, Excluded: x.At, from: n,
			})
			continue
		}
		v.add(n, d)
	}
}

// add puts a declaration below n, or notes one more way to what was kept.
func (v *resolver) add(n *treeNode, d *Dependency) {
	c := &treeNode{parent: n, direct: n.parent == nil && n.Depth == 0}
	c.GroupID, c.ArtifactID, c.Version = d.GroupID.Text, d.ArtifactID.Text, d.Version.Text
	c.Type, c.Classifier, c.Scope, c.Optional = d.Type.Text, d.Classifier.Text, d.Scope.Text, d.Optional.True()
	c.Depth, c.Entry, c.SetBy = n.Depth+1, d, d.Version.From
	if c.GroupID == "" || c.ArtifactID == "" {
		c.GroupID, c.ArtifactID = d.GroupID.orRaw(), d.ArtifactID.orRaw() // shown as written; Load has complained
	}
	if c.direct {
		c.Declared = d
	}
	c.extra = d.Exclusions
	v.manage(c, d.key())
	c.key = conflictKey(c.GroupID, c.ArtifactID, c.Type, c.Classifier)
	if v.alreadyKept(c, n) {
		return
	}
	declared := c.key
	v.locate(c)
	if c.key = conflictKey(c.GroupID, c.ArtifactID, c.Type, c.Classifier); c.key != declared { // relocated
		if x := n.exclusions.find(c.GroupID, c.ArtifactID); x != nil && !c.direct {
			v.omit(c.omission(n, nil, x.At))
			return
		}
		v.aliases[declared] = c.key
		if v.alreadyKept(c, n) {
			return
		}
	}
	c.edges = []edge{c.edge(n)}
	c.exclusions = n.exclusions
	if len(c.extra) > 0 {
		c.exclusions = &exclusionSet{c.extra, n.exclusions}
	}
	v.kept[c.key] = c
	n.children = append(n.children, c)
	v.queue = append(v.queue, c)
}

// manage applies the root's dependency management (ClassicDependencyManager):
// all of it to transitive dependencies, its exclusions to direct ones too.
func (v *resolver) manage(c *treeNode, key string) {
	m := v.root.managed.find(key)
	if m == nil {
		return
	}
	c.extra = append(slices.Clip(c.extra), m.Exclusions...)
	if c.direct {
		return
	}
	c.Managed = m
	if m.Version.Text != "" {
		c.Version, c.SetBy = m.Version.Text, m.Version.From
	}
	if m.Scope.Text != "" {
		c.Scope = m.Scope.Text
	}
	if m.Optional.Raw != "" {
		c.Optional = m.Optional.True()
	}
}

func (n *treeNode) edge(from *treeNode) edge {
	e := edge{from: from, scope: n.Scope, optional: n.Optional}
	if n.Managed != nil {
		e.fixedScope, e.fixedOptional = n.Managed.Scope.Text != "", n.Managed.Optional.Raw != ""
	}
	return e
}

// alreadyKept notes one more way to an artifact that a nearer or earlier
// declaration has brought.
func (v *resolver) alreadyKept(c, from *treeNode) bool {
	key := c.key
	if to, ok := v.aliases[key]; ok {
		key = to
	}
	old, ok := v.kept[key]
	if ok {
		v.omit(c.omission(from, &old.ResolvedDependency, source.Span{}))
	}
	if ok && !(c.direct && old.direct) { // one file declared twice, as two types: the first declaration's scope counts
		old.edges = append(old.edges, c.edge(from))
	}
	return ok
}

func (v *resolver) omit(o *Omission) {
	if v.options.Omissions {
		v.omitted = append(v.omitted, o)
	}
}

func (n *treeNode) omission(from *treeNode, kept *ResolvedDependency, excluded source.Span) *Omission {
	return &Omission{
		GroupID: n.GroupID, ArtifactID: n.ArtifactID, Version: n.Version, Type: n.Type, Classifier: n.Classifier, Scope: n.Scope,
		Kept: kept, Excluded: excluded, from: from,
	}
}

// locate finds the artifact's effective POM, and follows relocations.
func (v *resolver) locate(c *treeNode) {
	for range 5 {
		if isRange(c.Version) {
			if best := v.newest(c.GroupID, c.ArtifactID, c.Version); best != "" {
				c.Version = best
			}
		}
		p := v.findPOM(v.root.pom, c.GroupID, c.ArtifactID, c.Version)
		if p == nil {
			c.Unknown = true
			return
		}
		c.POM = v.build(p)
		c.Project = v.projects[p]
		if !p.relocated {
			return
		}
		before := c.GroupID + ":" + c.ArtifactID
		c.GroupID = c.POM.value(p.relocationG.orRaw(c.GroupID)).Text
		c.ArtifactID = c.POM.value(p.relocationA.orRaw(c.ArtifactID)).Text
		c.Version = c.POM.value(p.relocationV.orRaw(c.Version)).Text
		if p.relocationV.raw != "" {
			c.SetBy = p.relocationV.at
		}
		if before != c.GroupID+":"+c.ArtifactID {
			v.manage(c, c.GroupID+":"+c.ArtifactID+":"+c.Type+":"+c.Classifier)
		}
	}
}

// settleScopes widens scopes until nothing changes. A scope only ever gets
// wider, so this ends; the order of the queue makes one round the usual case.
func (v *resolver) settleScopes() {
	for _, n := range v.queue {
		if !n.direct {
			n.Scope, n.Optional = "", true
		}
	}
	for changed := true; changed; {
		changed = false
		for _, n := range v.queue {
			if n.direct {
				continue
			}
			for _, e := range n.edges {
				if e.from.Scope == "" {
					continue
				}
				scope := e.scope
				if !e.fixedScope {
					scope = derive(e.from.Scope, e.scope)
				}
				if width(scope) > width(n.Scope) {
					n.Scope, changed = scope, true
				}
				if optional := e.optional || e.from.Optional && !e.fixedOptional; n.Optional && !optional {
					n.Optional, changed = false, true
				}
			}
		}
	}
}

// derive is JavaScopeDeriver: the scope of a dependency's dependency.
func derive(parent, child string) string {
	switch {
	case child == "system" || child == "test":
		return child
	case parent == "compile" || parent == "":
		return child
	case parent == "test" || parent == "runtime":
		return parent
	case parent == "system" || parent == "provided":
		return "provided"
	}
	return "runtime"
}

// width orders scopes as JavaScopeSelector does.
func width(scope string) int {
	return slices.Index([]string{"", "test", "provided", "system", "runtime", "compile"}, scope)
}

// flatten walks the kept tree depth first without recursion: a chain may be long.
func (v *resolver) flatten(root *treeNode, out *Resolution) {
	stack := slices.Clone(root.children)
	slices.Reverse(stack)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n.Depth > 1 {
			n.Via = append(slices.Clip(n.parent.Via), n.GAV())
		} else {
			n.Via = []string{n.GAV()}
		}
		out.Dependencies = append(out.Dependencies, &n.ResolvedDependency)
		switch {
		case n.Unknown:
			out.Unknown = append(out.Unknown, n.GAV())
		case len(n.POM.Missing) > 0:
			out.Incomplete = append(out.Incomplete, n.GAV())
		}
		for i := len(n.children) - 1; i >= 0; i-- {
			stack = append(stack, n.children[i])
		}
	}
}

// Problem says in one sentence what is not known, and is false if all is.
func (r *Resolution) Problem() (Problem, bool) {
	n := len(r.Unknown) + len(r.Incomplete)
	if n == 0 {
		return Problem{}, false
	}
	p := Problem{Path: r.Project.File.Path}
	var parts []string
	if k := len(r.Unknown); k > 0 {
		parts = append(parts, fmt.Sprintf("the POMs of %s are not in this tree nor in the local repository; what they bring is unknown", some(r.Unknown)))
	}
	if k := len(r.Incomplete); k > 0 {
		parts = append(parts, fmt.Sprintf("parents or BOMs of %s are missing; what they bring is not fully known", some(r.Incomplete)))
	}
	p.Message = strings.Join(parts, ". ")
	return p, true
}

func some(list []string) string {
	if len(list) <= 3 {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:2], ", "), len(list)-2)
}

// conflictKey tells artifacts apart as Maven's resolver does: by extension,
// not by type.
func conflictKey(groupID, artifactID, typ, classifier string) string {
	extension := typ
	switch typ {
	case "", "jar", "maven-plugin", "ejb", "bundle":
		extension = "jar"
	case "test-jar":
		extension, classifier = "jar", orDefault(classifier, "tests")
	case "ejb-client":
		extension, classifier = "jar", orDefault(classifier, "client")
	case "java-source":
		extension, classifier = "jar", orDefault(classifier, "sources")
	case "javadoc":
		extension, classifier = "jar", orDefault(classifier, "javadoc")
	}
	return groupID + ":" + artifactID + ":" + extension + ":" + classifier
}

func orDefault(s, def string) string {
	if s == "" {
		return def
	}
	return s
}
