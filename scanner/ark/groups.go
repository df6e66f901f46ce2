package ark

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Groups puts the apps into merge groups. A module joins the base that stands
// nearest to it in the tree: the one whose folder shares the longest path with
// the module's. Where two bases stand equally near, their artifacts decide (the
// module depends on one of them), else the module stays without a base, and a
// problem says so. Libraries go where they are used.
func Groups(apps []*model.App) ([]*model.Group, []model.Problem) {
	var bases, modules, others []*model.App
	several := severalStated(apps)
	for _, app := range apps {
		switch {
		case app.Build != nil && app.Build.Packaging == "maven-plugin":
			// Its code runs in Maven's JVM and never meets a base.
		case app.Role == model.Base && (app.Decided || !several):
			bases = append(bases, app)
		case app.Role == model.Module:
			modules = append(modules, app)
		case len(app.Units) > 0 || len(app.Logging) > 0 || app.Settings != nil && len(app.Settings.All()) > 0:
			others = append(others, app) // aggregators and test-only projects have nothing to say
		}
	}
	var groups []*model.Group
	byBase := map[*model.App]*model.Group{}
	for _, b := range bases {
		g := &model.Group{Base: b, Isolation: isolation(b)}
		byBase[b] = g
		groups = append(groups, g)
	}
	var problems []model.Problem
	var free []*model.App
	for _, m := range modules {
		near := nearest(bases, m)
		if len(near) > 1 {
			if linked := slices.DeleteFunc(slices.Clone(near), func(b *model.App) bool { return !related(m, b) }); len(linked) == 1 {
				near = linked
			}
		}
		switch {
		case len(near) == 1:
			byBase[near[0]].Modules = append(byBase[near[0]].Modules, m)
			continue
		case len(near) > 1 && m.Decided:
			problems = append(problems, model.Problem{Path: path.Join(m.Dir, "pom.xml"), Message: fmt.Sprintf(
				"several bases stand equally near to the module %s (%s), so it was looked at without one; name its base with --base, or scan one base with its modules", m.Name, names(near))})
		}
		free = append(free, m)
	}
	if len(free) > 0 {
		groups = append(groups, &model.Group{Modules: free})
	}
	rest := placeLibraries(groups, others)
	if len(rest) > 0 {
		groups = append(groups, &model.Group{Others: rest})
	}
	for _, g := range groups {
		slices.SortFunc(g.Modules, byDir)
		slices.SortFunc(g.Others, byDir)
	}
	slices.SortStableFunc(groups, func(a, b *model.Group) int { return cmp.Compare(a.Apps()[0].Dir, b.Apps()[0].Dir) })
	return groups, problems
}

// severalStated reports whether --role base, and nothing else, makes bases of
// several apps: they are then parts of one base, not a base each.
func severalStated(apps []*model.App) bool {
	stated, decided := 0, 0
	for _, app := range apps {
		if app.Role == model.Base && app.Decided {
			decided++
		} else if app.Role == model.Base {
			stated++
		}
	}
	return stated > 1 || stated == 1 && decided > 0
}

func byDir(a, b *model.App) int { return cmp.Compare(a.Dir, b.Dir) }

func names(apps []*model.App) string {
	var out []string
	for _, a := range apps {
		out = append(out, a.Dir)
	}
	return strings.Join(out, ", ")
}

// nearest returns the bases that share the longest path with m.
func nearest(bases []*model.App, m *model.App) []*model.App {
	best := -1
	var out []*model.App
	for _, b := range bases {
		n := SharedDepth(b.Dir, m.Dir)
		if n > best {
			best, out = n, nil
		}
		if n == best {
			out = append(out, b)
		}
	}
	return out
}

// SharedDepth counts the path elements that two folders have in common from
// the root.
func SharedDepth(a, b string) int {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// related reports whether a module's POM names the base: as a dependency, or
// as the parent that its slimming follows.
func related(m, b *model.App) bool {
	for _, d := range m.Dependencies {
		if d.App == b {
			return true
		}
	}
	if b.Build == nil || m.Build == nil {
		return false
	}
	if s := m.Build.Slimming; s != nil && strings.HasPrefix(s.BaseParent.Text, b.Build.GroupID+":"+b.Build.ArtifactID) {
		return true
	}
	return false
}

// placeLibraries gives each library to the groups whose apps depend on it, or
// else to the group in whose tree it stands, and returns those that belong to
// none.
func placeLibraries(groups []*model.Group, others []*model.App) (rest []*model.App) {
	for _, lib := range others {
		placed := false
		for _, g := range groups {
			if usedIn(g, lib) {
				g.Others = append(g.Others, lib)
				placed = true
			}
		}
		if !placed {
			rest = append(rest, lib)
		}
	}
	return rest
}

func usedIn(g *model.Group, lib *model.App) bool {
	for _, app := range g.Members() {
		for _, d := range app.Dependencies {
			if d.App == lib && d.Scope != "test" {
				return true
			}
		}
	}
	return false
}

// isolation finds the base's call of MultiBizProperties.initSystem(), which
// makes System properties per module (knowledge 1.8, observed 5).
func isolation(base *model.App) source.Span {
	for _, class := range []string{multiBizProperties, oldMultiBizProperties} {
		for _, u := range base.Calls(class, "initSystem") {
			return u.At
		}
	}
	return source.Span{}
}
