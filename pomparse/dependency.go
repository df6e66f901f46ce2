package pomparse

import (
	"slices"
	"strings"

	"arklint/scanner/source"
)

// merged collects raw dependencies over layers by Maven's two rules: an active
// profile replaces an entry of its own POM where that stands and appends new
// ones; a parent adds what the child does not have.
func (b *Project) merged(layers []layer, of func(*section) []*rawDependency) []*Dependency {
	var list []*Dependency
	index := map[string]int{}
	for i := 0; i < len(layers); {
		q := layers[i].pom
		n := i
		for n < len(layers) && layers[n].pom == q {
			n++
		}
		level := len(list)
		for k := n - 1; k >= i; k-- {
			for _, raw := range of(layers[k].section) {
				d := b.dependency(raw)
				key := d.key()
				if at, ok := index[key]; !ok {
					index[key] = len(list)
					list = append(list, d)
				} else if at >= level {
					list[at] = d
				}
			}
		}
		i = n
	}
	return list
}

func (b *Project) dependency(raw *rawDependency) *Dependency {
	d := &Dependency{
		GroupID: b.value(raw.groupID), ArtifactID: b.value(raw.artifactID), Version: b.value(raw.version),
		Type: b.orDefault(raw.typ, "jar"), Classifier: b.value(raw.classifier),
		Scope: b.value(raw.scope), Optional: b.value(raw.optional), SystemPath: b.value(raw.systemPath),
		At: raw.at, Inherited: raw.pom != b.pom,
	}
	if len(raw.exclusions) > 0 {
		d.Exclusions = make([]Exclusion, len(raw.exclusions))
		for i, x := range raw.exclusions {
			d.Exclusions[i] = Exclusion{GroupID: b.value(x.groupID), ArtifactID: b.value(x.artifactID), At: x.at}
		}
	}
	return d
}

func (b *Project) effectiveDependencies() {
	b.Dependencies = b.merged(b.layers, func(s *section) []*rawDependency { return s.dependencies })
	for _, d := range b.Dependencies {
		if m := b.managed.find(d.key()); m != nil {
			d.Managed = m
			if d.Version.Raw == "" {
				d.Version = m.Version
			}
			if d.Scope.Raw == "" {
				d.Scope = m.Scope
			}
			if d.SystemPath.Raw == "" {
				d.SystemPath = m.SystemPath
			}
			if len(d.Exclusions) == 0 { // Maven: all or nothing
				d.Exclusions = m.Exclusions
			}
			// optional is not managed for direct dependencies
		}
		if d.Scope.Raw == "" {
			d.Scope.Text = "compile"
		}
		if d.Optional.Raw == "" {
			d.Optional.Text = "false"
		}
	}
}

// A managedTable is dependencyManagement of one project. It shares its
// parent's table when the child changes nothing in it: a starter parent
// manages a thousand artifacts, and a hundred modules inherit them.
type managedTable struct {
	explicit []*Dependency
	index    map[string]*Dependency
	imports  []bomImport         // the parent's included
	used     map[string]resolved // the placeholders in this table's own texts
	base     *managedTable
}

type bomImport struct {
	key   string // group:artifact, which a child's import of another version replaces
	at    source.Span
	table *managedTable // nil if not found
}

// Managed lists the effective dependency management, own entries first, then
// inherited ones, then those of BOMs in the order of their import.
func (p *Project) Managed() []*Dependency {
	p.listed.Do(func() {
		seen := map[string]bool{}
		p.managed.each(nil, func(d *Dependency, path []source.Span) {
			if key := d.key(); !seen[key] {
				seen[key] = true
				p.list = append(p.list, through(d, path))
			}
		})
	})
	return p.list
}

// ManagedFor returns what dependency management says of an artifact, nil if nothing.
func (p *Project) ManagedFor(groupID, artifactID, typ, classifier string) *Dependency {
	return p.managed.find(groupID + ":" + artifactID + ":" + typ + ":" + classifier)
}

func through(d *Dependency, path []source.Span) *Dependency {
	if len(path) == 0 {
		return d
	}
	c := *d
	c.BOM = append(append([]source.Span(nil), path...), d.BOM...)
	return &c
}

// find looks in all explicit entries before any BOM, as Maven does.
func (t *managedTable) find(key string) *Dependency {
	d, path := t.search(key)
	if len(path) > 1 {
		slices.Reverse(path)
	}
	return through(d, path)
}

// search returns the entry and the imports on the way to it, innermost first.
func (t *managedTable) search(key string) (*Dependency, []source.Span) {
	for u := t; u != nil; u = u.base {
		if d := u.index[key]; d != nil {
			return d, nil
		}
	}
	for i := range t.imports {
		if d, path := t.imports[i].table.search(key); d != nil {
			return d, append(path, t.imports[i].at)
		}
	}
	return nil, nil
}

func (t *managedTable) each(path []source.Span, visit func(*Dependency, []source.Span)) {
	for u := t; u != nil; u = u.base {
		for _, d := range u.explicit {
			visit(d, path)
		}
	}
	for _, i := range t.imports {
		i.table.each(append(path[:len(path):len(path)], i.at), visit)
	}
}

// inherit appends the parent's imports, without those the child replaces by
// another version and those that were not found.
func (t *managedTable) inherit() {
	own := t.imports
	t.imports = nil
	for _, i := range own {
		if i.table != nil {
			t.imports = append(t.imports, i)
		}
	}
	if t.base == nil {
		return
	}
	for _, i := range t.base.imports {
		if !slices.ContainsFunc(own, func(o bomImport) bool { return o.key == i.key }) {
			t.imports = append(t.imports, i)
		}
	}
}

func (r *Reactor) manage(b *Project) *managedTable {
	t := &managedTable{}
	layers := b.layers
	if len(b.lineage) > 1 {
		if base := r.reusable(b); base != nil {
			t.base, layers = base, b.own()
			b.miss(r.build(b.lineage[1]).Missing...)
		}
	}
	t.used = b.placeholders(layers)
	for _, d := range b.merged(layers, func(s *section) []*rawDependency { return s.managed }) {
		if d.Scope.Text == "import" && d.Type.Text == "pom" {
			t.imports = append(t.imports, r.importBOM(b, d))
			continue
		}
		if t.index == nil {
			t.index = map[string]*Dependency{}
		}
		if len(d.GroupID.Unresolved)+len(d.ArtifactID.Unresolved) == 0 {
			t.index[d.key()] = d
		}
		t.explicit = append(t.explicit, d)
	}
	if t.base != nil && len(t.explicit) == 0 && len(t.imports) == 0 {
		return t.base
	}
	t.inherit()
	return t
}

// reusable returns the parent's table if it would come out the same for b: the
// same profiles are active, and every placeholder in it means the same here.
func (r *Reactor) reusable(b *Project) *managedTable {
	up := b.lineage[1]
	if r.building[up] {
		return nil
	}
	parent := r.build(up)
	inherited := b.layers[len(b.own()):]
	if len(inherited) != len(parent.layers) {
		return nil
	}
	for i := range inherited {
		if inherited[i].section != parent.layers[i].section {
			return nil
		}
	}
	for t := parent.managed; t != nil; t = t.base {
		for name, there := range t.used {
			here := b.placeholder(name, nil)
			if here.text != there.text || here.from != there.from && !strings.HasPrefix(name, "project.") {
				return nil
			}
		}
	}
	return parent.managed
}

// placeholders resolves every placeholder written in the managed entries.
func (b *Project) placeholders(layers []layer) map[string]resolved {
	used := map[string]resolved{}
	note := func(t text) {
		for raw := t.raw; ; {
			i := strings.Index(raw, "${")
			if i < 0 {
				return
			}
			n := strings.IndexByte(raw[i:], '}')
			if n < 0 {
				return
			}
			if name := raw[i+2 : i+n]; used[name].text == "" {
				used[name] = b.placeholder(name, nil)
			}
			raw = raw[i+n+1:]
		}
	}
	for _, l := range layers {
		for _, d := range l.managed {
			for _, t := range []text{d.groupID, d.artifactID, d.version, d.typ, d.classifier, d.scope, d.optional} {
				note(t)
			}
			for _, x := range d.exclusions {
				note(x.groupID)
				note(x.artifactID)
			}
		}
	}
	return used
}

func (r *Reactor) importBOM(b *Project, d *Dependency) bomImport {
	i := bomImport{key: d.GroupID.Text + ":" + d.ArtifactID.Text, at: d.At}
	gav := known(d.GroupID.Text) + ":" + known(d.ArtifactID.Text) + ":" + known(d.Version.Text)
	for _, v := range []Value{d.GroupID, d.ArtifactID, d.Version} {
		for _, name := range v.Unresolved {
			if !r.frozen {
				r.unresolved(b, name, v.At, "the imported BOM "+gav)
			}
		}
	}
	p := r.findPOM(b.pom, d.GroupID.Text, d.ArtifactID.Text, d.Version.Text)
	switch {
	case p == nil:
		b.miss(gav)
		r.reportAt("bom:"+gav, d.At, "imported BOM "+gav+" is not in this tree nor in the local repository; versions it manages are unknown")
	case r.building[p]:
		r.reportAt("bomcycle:"+gav, d.At, "imported BOM "+gav+" imports itself in the end; this import is left out")
	default:
		bom := r.build(p)
		i.table = bom.managed
		b.miss(bom.Missing...)
	}
	return i
}

func (b *Project) miss(gavs ...string) {
	for _, gav := range gavs {
		if !slices.Contains(b.Missing, gav) {
			b.Missing = append(b.Missing, gav)
		}
	}
}

func (r *Reactor) reportAt(key string, at source.Span, message string) {
	if !r.frozen {
		r.problems.add(key, at, at.File.Path, message)
	}
}

// findPOM looks for coordinates in the tree, then in the local repository. A
// tree of samples may hold several POMs of one name and version: the one
// nearest to the asking project in the folders is meant.
func (r *Reactor) findPOM(from *pom, groupID, artifactID, version string) *pom {
	var best *pom
	near := -1
	for _, p := range r.byName[artifactID] {
		group, v := p.groupID, p.version
		if p.parent != nil {
			group, v = group.or(p.parent.groupID), v.or(p.parent.version)
		}
		if r.simple(group.raw, p) != groupID || r.simple(v.raw, p) != version {
			continue
		}
		if n := commonFolders(from.dir, p.dir); n > near {
			best, near = p, n
		}
	}
	if best != nil {
		return best
	}
	return r.fromRepository(groupID, artifactID, version)
}

// commonFolders counts the folders two slash paths begin with.
func commonFolders(a, b string) int {
	n := 0
	for {
		x, restA, moreA := strings.Cut(a, "/")
		y, restB, moreB := strings.Cut(b, "/")
		if x != y {
			return n
		}
		n++
		if !moreA || !moreB {
			return n
		}
		a, b = restA, restB
	}
}
