package pomparse

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"deps.dev/util/maven"
	"github.com/beevik/etree"
)

// deps.dev/util/maven is the second opinion on effective dependencies. It gets
// the same files. What it is known not to do is left out of the comparison:
// it drops dependencies with unknown placeholders.
func TestEffectiveDependenciesEqualDepsDev(t *testing.T) {
	for _, root := range trees(t) {
		r := Load(readTree(t, root), treeOptions(root))
		same, differ, extra := 0, 0, 0
		for _, p := range r.Projects {
			if p.Unreadable {
				continue
			}
			theirs, err := depsDev(r, p.pom)
			if err != nil {
				t.Errorf("%s: %v", p.File.Path, err)
				continue
			}
			ours := map[string]string{}
			for _, d := range p.Dependencies {
				ours[d.Key()] = d.Version.Text + " " + d.Scope.Text + " " + fmt.Sprint(d.Optional.True()) + " " + exclusions(d)
			}
			for _, d := range theirs.Dependencies {
				key := fmt.Sprintf("%s:%s:%s:%s", d.GroupID, d.ArtifactID, or(string(d.Type), "jar"), d.Classifier)
				var x []string
				for _, e := range d.Exclusions {
					x = append(x, fmt.Sprintf("%s:%s", e.GroupID, e.ArtifactID))
				}
				slices.Sort(x)
				want := fmt.Sprintf("%s %s %v %s", d.Version, or(string(d.Scope), "compile"), d.Optional.Boolean(), strings.Join(x, ","))
				if got, ok := ours[key]; !ok || got != want {
					differ++
					t.Logf("%s: %s is %q, deps.dev %q", p.File.Path, key, got, want)
				} else {
					same++
				}
				delete(ours, key)
			}
			extra += len(ours)
			for key, v := range ours {
				t.Logf("%s: deps.dev has no %s (%s)", p.File.Path, key, v)
			}
		}
		t.Logf("%s: %d equal, %d differ, %d only ours", root, same, differ, extra)
		// golibs.md §6: one profile with the range "[15," is read unlike Maven there; three entries are the slack.
		if differ+extra > 3 {
			t.Errorf("%s: %d of %d dependencies differ", root, differ+extra, same+differ+extra)
		}
	}
}

func or(s, def string) string {
	if s == "" {
		return def
	}
	return s
}

func exclusions(d *Dependency) string {
	var x []string
	for _, e := range d.Exclusions {
		x = append(x, e.GroupID.Text+":"+e.ArtifactID.Text)
	}
	slices.Sort(x)
	return strings.Join(x, ",")
}

func depsDev(r *Reactor, p *pom) (*maven.Project, error) {
	out, err := depsDevMerged(r, p)
	if err != nil {
		return nil, err
	}
	out.ProcessDependencies(func(g, a, v maven.String) (maven.DependencyManagement, error) {
		q := r.findPOM(p, string(g), string(a), string(v))
		if q == nil {
			return maven.DependencyManagement{}, fmt.Errorf("no %s:%s:%s", g, a, v)
		}
		bom, err := depsDevMerged(r, q)
		if err != nil {
			return maven.DependencyManagement{}, err
		}
		return bom.DependencyManagement, nil
	})
	return out, nil
}

func depsDevMerged(r *Reactor, p *pom) (*maven.Project, error) {
	lineage, _ := r.lineageOf(p)
	var out maven.Project
	for i, q := range lineage {
		var one maven.Project
		d := xml.NewDecoder(strings.NewReader(string(q.file.Text())))
		d.Entity = xml.HTMLEntity
		if err := d.Decode(&one); err != nil {
			return nil, err
		}
		// dubbo writes the range "[15,", which Maven takes and deps.dev refuses: then no profile is merged.
		_ = one.MergeProfiles("17", maven.ActivationOS{Name: "linux", Family: "unix", Arch: "amd64"})
		if i == 0 {
			out = one
			continue
		}
		out.MergeParent(one)
	}
	return &out, out.Interpolate()
}

// Maven's effective POMs, as written to arkeffective.xml at the root of a tree
// by mvn help:effective-pom, judge dependencies, dependency management and
// plugins. Only plugins that we say run are compared: Maven lists those of the
// life cycle too.
func TestEffectivePOMsEqualMavens(t *testing.T) {
	for _, root := range trees2(t) {
		raw, err := os.ReadFile(filepath.Join(root, "arkeffective.xml"))
		if err != nil {
			continue
		}
		doc := etree.NewDocument()
		if err := doc.ReadFromBytes(raw); err != nil {
			t.Fatal(err)
		}
		r := Load(readTree(t, root), treeOptions(root))
		list := []*etree.Element{doc.Root()}
		if doc.Root().Tag == "projects" {
			list = doc.Root().ChildElements()
		}
		projects, bad := 0, 0
		counts := map[string]int{}
		complain := func(format string, args ...any) {
			if bad++; bad <= 12 {
				t.Errorf(root+" "+format, args...)
			}
		}
		for _, e := range list {
			p := r.Find(childText(e, "groupId"), childText(e, "artifactId"))
			if p == nil {
				continue
			}
			projects++
			if p.Version.Text != childText(e, "version") {
				complain("%s: version %q", p.File.Path, p.Version.Text)
			}
			var got, want []string
			for _, d := range p.Dependencies {
				got = append(got, ourDependency(d))
			}
			if l := first(e, "dependencies"); l != nil {
				for _, c := range l.ChildElements() {
					want = append(want, mavensDependency(c, "compile"))
				}
			}
			counts["dependencies"] += len(want)
			if !slices.Equal(got, want) {
				complain("%s dependencies:\n%s", p.File.Path, firstDifference(got, want))
			}
			got, want = nil, nil
			for _, d := range p.Managed() {
				got = append(got, ourDependency(d))
			}
			if m := first(e, "dependencyManagement"); m != nil && first(m, "dependencies") != nil {
				for _, c := range first(m, "dependencies").ChildElements() {
					want = append(want, mavensDependency(c, ""))
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			counts["managed"] += len(want)
			if !slices.Equal(got, want) {
				complain("%s managed:\n%s", p.File.Path, firstDifference(got, want))
			}
			theirs := map[string]*etree.Element{}
			var order []string
			for _, c := range first(first(e, "build"), "plugins").ChildElements() {
				key := or(childText(c, "groupId"), defaultPluginGroup) + ":" + childText(c, "artifactId")
				theirs[key] = c
				if p.Plugin(or(childText(c, "groupId"), defaultPluginGroup), childText(c, "artifactId")) != nil {
					order = append(order, key)
				}
			}
			got = nil
			for _, g := range p.Plugins {
				key := g.GroupID.Text + ":" + g.ArtifactID.Text
				got = append(got, key)
				c := theirs[key]
				if c == nil {
					complain("%s: Maven does not run %s", p.File.Path, key)
					continue
				}
				counts["plugins"]++
				if v := childText(c, "version"); g.Version.Text != "" && g.Version.Text != v {
					complain("%s: %s version %q, Maven %q", p.File.Path, key, g.Version.Text, v)
				}
				if a, b := shape(p, g.config), theirShape(first(c, "configuration")); !sameShape(a, b) {
					complain("%s: %s configuration\n%s\nMaven\n%s", p.File.Path, key, a, b)
				}
				for _, x := range g.Executions {
					counts["executions"]++
					found := false
					if l := first(c, "executions"); l != nil {
						for _, y := range l.ChildElements() {
							if or(childText(y, "id"), "default") != x.ID.Text {
								continue
							}
							found = true
							if a, b := shape(p, x.config), theirShape(first(y, "configuration")); !sameShape(a, b) {
								complain("%s: %s execution %s configuration\n%s\nMaven\n%s", p.File.Path, key, x.ID.Text, a, b)
							}
						}
					}
					if !found {
						complain("%s: %s has no execution %s at Maven's", p.File.Path, key, x.ID.Text)
					}
				}
			}
			if !slices.Equal(got, order) {
				complain("%s: plugin order %v, Maven %v", p.File.Path, got, order)
			}
		}
		t.Logf("%s: %d projects, %v compared, %d differ", root, projects, counts, bad)
	}
}

func ourDependency(d *Dependency) string {
	return fmt.Sprintf("%s:%s:%s %v %s", d.Key(), d.Version.Text, d.Scope.Text, d.Optional.True(), exclusions(d))
}

func mavensDependency(e *etree.Element, scope string) string {
	var x []string
	if l := first(e, "exclusions"); l != nil {
		for _, c := range l.ChildElements() {
			x = append(x, childText(c, "groupId")+":"+childText(c, "artifactId"))
		}
	}
	slices.Sort(x)
	return fmt.Sprintf("%s:%s:%s:%s:%s:%s %v %s", childText(e, "groupId"), childText(e, "artifactId"), or(childText(e, "type"), "jar"),
		childText(e, "classifier"), childText(e, "version"), or(childText(e, "scope"), scope), childText(e, "optional") == "true", strings.Join(x, ","))
}

// shape prints a configuration. Folders are left out: Maven has absolute ones.
func shape(p *Project, n *node) string {
	if n == nil || len(n.children) == 0 {
		if n == nil {
			return ""
		}
		return p.value(n.text).orRaw()
	}
	var b strings.Builder
	for _, c := range n.children {
		b.WriteString("<" + c.name + ">" + shape(p, c))
	}
	return b.String()
}

func theirShape(e *etree.Element) string {
	if e == nil {
		return ""
	}
	list := e.ChildElements()
	if len(list) == 0 {
		return trimmed(e)
	}
	var b strings.Builder
	for _, c := range list {
		b.WriteString("<" + c.Tag + ">" + theirShape(c))
	}
	return b.String()
}

// sameShape forgives what depends on the machine.
func sameShape(a, b string) bool {
	if a == b || strings.Contains(b, "/tmp/") || strings.Contains(b, "/work/") || strings.Contains(a, "${") {
		return true
	}
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}
