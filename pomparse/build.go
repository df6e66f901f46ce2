package pomparse

import (
	"fmt"
	"strings"

	"arklint/scanner/source"
)

// build makes the effective model of a POM, once. The caller holds r.mu.
func (r *Reactor) build(p *pom) *Project {
	if done, ok := r.built[p]; ok {
		return done
	}
	b := &Project{File: p.file, Dir: p.dir, reactor: r, pom: p}
	r.built[p] = b
	r.building[p] = true
	defer delete(r.building, p)

	b.lineage, b.Missing = r.lineageOf(p)
	b.layer()
	b.coordinates()
	b.managed = r.manage(b)
	b.effectiveDependencies()
	b.effectivePlugins()
	b.buildFolders()
	if !p.external {
		b.complain()
	}
	return b
}

// layer orders the sections of the lineage and its active profiles.
func (b *Project) layer() {
	for i, q := range b.lineage {
		active, verdicts := b.active(q)
		if i == 0 {
			b.Profiles = verdicts
		}
		for k := len(active) - 1; k >= 0; k-- {
			b.layers = append(b.layers, layer{section: &active[k].section, pom: q, profile: active[k]})
		}
		b.layers = append(b.layers, layer{section: &q.section, pom: q})
	}
}

// own returns the layers of the POM itself, most dominant first.
func (b *Project) own() []layer {
	for i, l := range b.layers {
		if l.pom != b.pom {
			return b.layers[:i]
		}
	}
	return b.layers
}

func (b *Project) coordinates() {
	p := b.pom
	b.GroupID, b.Version = b.value(b.groupText()), b.value(b.versionText())
	b.ArtifactID = b.value(p.artifactID)
	b.Packaging = b.orDefault(p.packaging, "jar")
	b.Name = b.orDefault(p.name, b.ArtifactID.Text)
	if ref := p.parent; ref != nil {
		b.Parent = &ParentRef{
			GroupID: b.value(ref.groupID), ArtifactID: b.value(ref.artifactID), Version: b.value(ref.version),
			RelativePath: b.value(ref.relativePath), At: ref.at,
		}
		if p.up != nil {
			b.Parent.File, b.Parent.External = p.up.file, p.up.external
		}
	}
	own := b.own()
	seen := map[string]bool{}
	for i := len(own) - 1; i >= 0; i-- { // the POM itself, then its profiles in their order
		for _, m := range own[i].modules {
			if !seen[m.raw] {
				seen[m.raw] = true
				b.Modules = append(b.Modules, ModuleRef{Name: b.value(m)})
			}
		}
	}
	named := map[string]bool{}
	for i := len(own) - 1; i >= 0; i-- {
		for _, name := range own[i].propertyNames {
			if !named[name] {
				named[name] = true
				t, _ := b.property(name)
				b.Properties = append(b.Properties, Property{Name: name, Value: b.value(t)})
			}
		}
	}
}

func (b *Project) buildFolders() {
	dir := func(field string) []Value {
		t, _ := b.buildText(field)
		return []Value{b.path(t, superBuild[field])}
	}
	b.SourceDirs, b.TestSourceDirs = dir("sourceDirectory"), dir("testSourceDirectory")
	b.Resources = b.resources(func(s *section) []rawResource { return s.resources }, "src/main/resources")
	b.TestResources = b.resources(func(s *section) []rawResource { return s.testResources }, "src/test/resources")
	for _, g := range b.Plugins {
		if g.ArtifactID.Text != "build-helper-maven-plugin" {
			continue
		}
		for _, x := range g.Executions {
			for _, goal := range x.Goals {
				if goal.Text == "add-source" {
					b.SourceDirs = append(b.SourceDirs, b.relative(x.ConfigList("sources"))...)
				}
				if goal.Text == "add-test-source" {
					b.TestSourceDirs = append(b.TestSourceDirs, b.relative(x.ConfigList("sources"))...)
				}
			}
		}
	}
}

func (b *Project) relative(list []Value) []Value {
	for i, v := range list {
		list[i] = b.path(text{raw: v.Raw, at: v.At}, "")
	}
	return list
}

// resources: a POM that has any takes none from its parent; profiles add.
func (b *Project) resources(of func(*section) []rawResource, def string) []Resource {
	var list []Resource
	for i := 0; i < len(b.layers); {
		q := b.layers[i].pom
		n := i
		for n < len(b.layers) && b.layers[n].pom == q {
			n++
		}
		for k := n - 1; k >= i; k-- {
			for _, raw := range of(b.layers[k].section) {
				list = append(list, Resource{
					Directory: b.path(raw.directory, def), Filtering: b.orDefault(raw.filtering, "false"),
					TargetPath: b.value(raw.targetPath), At: raw.at,
				})
			}
		}
		if len(list) > 0 {
			return list
		}
		i = n
	}
	return []Resource{{Directory: Value{Text: def}, Filtering: Value{Text: "false"}}}
}

// complain reports placeholders nobody defines where something hangs on them,
// and dependencies without a version.
func (b *Project) complain() {
	r := b.reactor
	unresolved := func(v Value, what string) {
		for _, name := range v.Unresolved {
			r.unresolved(b, name, v.At, what)
		}
	}
	unresolved(b.GroupID, "the groupId of this project")
	unresolved(b.Version, "the version of this project")
	for _, m := range b.Modules {
		unresolved(m.Name, "a module")
	}
	for _, d := range b.Dependencies {
		name := known(d.GroupID.Text) + ":" + known(d.ArtifactID.Text)
		for _, v := range []Value{d.GroupID, d.ArtifactID, d.Version, d.Type, d.Classifier, d.Scope, d.Optional} {
			unresolved(v, "dependency "+name)
		}
		// With a parent or BOM missing the version may be managed there, which
		// has been said once; a hundred lines would say it again.
		if d.Version.Raw == "" && len(b.Missing) == 0 {
			r.problems.add("noversion:"+name, d.At, b.File.Path, fmt.Sprintf("dependency %s has no version, and nothing manages it", name))
		}
	}
	for _, g := range b.Plugins {
		unresolved(g.GroupID, "plugin "+g.ArtifactID.Text)
		unresolved(g.Version, "plugin "+g.ArtifactID.Text)
	}
}

func (r *Reactor) unresolved(b *Project, name string, at source.Span, what string) {
	message := fmt.Sprintf("${%s} is defined nowhere, so %s is not fully known", name, what)
	if strings.HasPrefix(name, "env.") {
		message = fmt.Sprintf("${%s} depends on the environment, so %s is not fully known", name, what)
	} else if len(b.Missing) > 0 {
		message += fmt.Sprintf(" (%s, not found, may define it)", strings.Join(b.Missing, ", "))
	}
	r.problems.add("placeholder:"+name, at, b.File.Path, message)
}
