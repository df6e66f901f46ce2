package sink

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"arklint/pomparse"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

// Make plans for a group. A group without a base or without modules has an empty plan.
func Make(g *model.Group, opts Options) *Plan {
	p := &Plan{Group: g}
	if g.Base == nil || g.Base.Build == nil {
		return p
	}
	m := maker{group: g, opts: opts, known: map[string]inspected{}}
	m.opts.MinShare = max(m.opts.MinShare, 2)
	candidates := m.candidates()
	m.inspectAll(m.askedOf(candidates))
	for _, item := range candidates {
		if m.judge(item) {
			m.weigh(item)
			p.Items = append(p.Items, item)
		}
	}
	slices.SortStableFunc(p.Items, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), -cmp.Compare(a.Saved.Bytes, b.Saved.Bytes), -cmp.Compare(len(a.Modules), len(b.Modules)), cmp.Compare(a.Name(), b.Name()))
	})
	return p
}

// Name is group:artifact, with the classifier when there is one.
func (i *Item) Name() string {
	if i.Classifier != "" {
		return i.GroupID + ":" + i.ArtifactID + ":" + i.Classifier
	}
	return i.GroupID + ":" + i.ArtifactID
}

type maker struct {
	group *model.Group
	opts  Options
	known map[string]inspected
	base  *baseClasses // nil until somebody asks
}

type inspected struct {
	Artifact
	ok bool
}

// candidates are the dependencies that the modules' own POMs declare (or inherit) and
// that end up in their jars, by group and artifact.
func (m *maker) candidates() []*Item {
	var list []*Item
	byName := map[string]*Item{}
	for _, app := range m.group.Modules {
		for _, d := range app.Dependencies {
			if d.Depth != 1 || d.Loader != model.Packed || d.App == m.group.Base {
				continue
			}
			key := d.GroupID + ":" + d.ArtifactID + ":" + d.Type + ":" + d.Classifier
			item := byName[key]
			if item == nil {
				item = &Item{GroupID: d.GroupID, ArtifactID: d.ArtifactID, Type: d.Type, Classifier: d.Classifier, Version: d.Version}
				byName[key] = item
				list = append(list, item)
			}
			if item.Version != d.Version {
				item.Version = ""
			}
			item.Modules = append(item.Modules, Use{app, d})
		}
	}
	return list
}

// judge decides an item's kind, and whether there is anything to say of it.
func (m *maker) judge(i *Item) bool {
	first := i.Modules[0].Dependency
	inBase := ark.InBase(m.group, first)
	if inBase == nil && len(i.Modules) < m.opts.MinShare {
		return false
	}
	if why := mustStay(first); why != "" {
		i.hold("%s", why)
		return true
	}
	for _, u := range i.Modules {
		if u.Dependency.Version == "" {
			i.hold("the POMs do not say which version %s uses", u.App.Name)
			return true
		}
	}
	if inBase != nil {
		i.BaseVersion = inBase.Version
		m.againstBase(i)
		return true
	}
	if i.Version == "" {
		i.hold("the versions disagree: %s; agree on one first", i.versions())
		return true
	}
	i.Kind = Share
	m.alongWith(i)
	m.dangers(i)
	return true
}

func (i *Item) hold(format string, args ...any) {
	i.Kind = Hold
	i.Reasons = append(i.Reasons, fmt.Sprintf(format, args...))
}

func (i *Item) align(format string, args ...any) {
	if i.Kind != Hold {
		i.Kind = Align
	}
	i.Reasons = append(i.Reasons, fmt.Sprintf(format, args...))
}

// versions lists who uses which version: "order 1.0, stock and user 2.0".
func (i *Item) versions() string {
	var order []string
	by := map[string][]string{}
	for _, u := range i.Modules {
		v := u.Dependency.Version
		if by[v] == nil {
			order = append(order, v)
		}
		by[v] = append(by[v], u.App.Name)
	}
	var parts []string
	for _, v := range order {
		names := by[v]
		who := names[0]
		if n := len(names); n > 1 {
			who = strings.Join(names[:n-1], ", ") + " and " + names[n-1]
		}
		parts = append(parts, who+" "+v)
	}
	return strings.Join(parts, ", ")
}

// againstBase compares an item that the base has with what the modules use, and so
// what it brings along: all of that would come from the base.
func (m *maker) againstBase(i *Item) {
	i.Kind = InBase
	newest := i.BaseVersion
	for _, u := range i.Modules {
		if pomparse.CompareVersions(u.Dependency.Version, newest) > 0 {
			newest = u.Dependency.Version
		}
	}
	if i.Version != i.BaseVersion {
		if newest == i.BaseVersion {
			i.align("the base has %s; move %s to it", i.BaseVersion, i.behind())
		} else {
			i.align("the base has %s, %s; move the base to %s, then the modules", i.BaseVersion, i.versions(), newest)
		}
	}
	missing, other := map[string]bool{}, map[string]bool{}
	for _, u := range i.Modules {
		for _, d := range below(u) {
			switch has := ark.InBase(m.group, d); {
			case d.Version == "" || d.App == m.group.Base:
			case has == nil && !missing[d.ArtifactID]:
				missing[d.ArtifactID] = true
				i.hold("it brings %s, which the base does not have: add that to the base first", coordinates(d))
			case has != nil && has.Version != d.Version && !other[d.ArtifactID]:
				other[d.ArtifactID] = true
				i.align("it brings %s, and the base has %s", coordinates(d), has.Version)
			}
		}
	}
}

// behind lists the modules that do not use the base's version.
func (i *Item) behind() string {
	var names []string
	for _, u := range i.Modules {
		if u.Dependency.Version != i.BaseVersion {
			names = append(names, u.App.Name+" ("+u.Dependency.Version+")")
		}
	}
	return strings.Join(names, ", ")
}

// alongWith lists what a new dependency of the base brings that the base does not have
// yet, and where the base would keep a version of its own.
func (m *maker) alongWith(i *Item) {
	seen := map[string]bool{}
	for _, u := range i.Modules {
		for _, d := range below(u) {
			name := d.GroupID + ":" + d.ArtifactID + ":" + d.Classifier
			if seen[name] || d.App == m.group.Base {
				continue
			}
			seen[name] = true
			switch has := ark.InBase(m.group, d); {
			case has == nil:
				i.Along = append(i.Along, coordinates(d))
			case has.Version != d.Version:
				i.Risks = append(i.Risks, fmt.Sprintf("%s uses %s, the base has %s", u.App.Name, coordinates(d), has.Version))
			}
		}
	}
}

// dangers looks at what sharing one copy would break.
func (m *maker) dangers(i *Item) {
	d := i.Modules[0].Dependency
	if adapter := ark.Adapter(d.GroupID, d.ArtifactID, d.Version); adapter != "" {
		i.Adapters = append(i.Adapters, adapter)
		if m.group.Base.Build.BasePlugin.IsZero() {
			i.hold("in a base it needs %s: set up koupleless-base-build-plugin (goal add-patch) in the base first", adapter)
		} else {
			i.Risks = append(i.Risks, fmt.Sprintf("in a base it needs %s, which koupleless-base-build-plugin puts in (goal add-patch)", adapter))
		}
	}
	all := append([]*model.Dependency{d}, below(i.Modules[0])...)
	var library, names []string
	for _, d := range all {
		if ark.InBase(m.group, d) != nil {
			continue // there already, for better or worse
		}
		a := m.inspect(d)
		i.StaticState = append(i.StaticState, a.StaticState...)
		library = append(library, a.LibraryState...)
		names = append(names, a.Names...)
		i.AutoConfiguration = append(i.AutoConfiguration, a.AutoConfigurations...)
		if d != all[0] {
			if why := mustStay(d); why != "" {
				i.hold("it brings %s: %s", d.ArtifactID, why)
			}
		}
	}
	if n := len(i.StaticState); n > 0 {
		i.hold("static state that the modules would share: %s; decide whether that is right", someOf(i.StaticState))
	}
	if len(library) > 0 { // every library has some: it is for the reader to know, and no reason to hold
		i.Risks = append(i.Risks, fmt.Sprintf("the modules will share what the library keeps in static fields: %s", someOf(library)))
		i.StaticState = append(i.StaticState, library...)
	}
	if woken := m.wokenBy(names); len(woken) > 0 {
		i.Risks = append(i.Risks, fmt.Sprintf("in the base its classes switch on %s: configure that there, or exclude it (spring.autoconfigure.exclude)", someOf(woken)))
	}
	if n := len(i.AutoConfiguration); n > 0 {
		i.hold("in the base it would switch on %s for everybody; exclude that there (spring.autoconfigure.exclude) or keep it in the modules", someOf(i.AutoConfiguration))
	}
}

func someOf(list []string) string {
	if len(list) <= 3 {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:2], ", "), len(list)-2)
}

// below is what a module's direct dependency brings into its jar.
func below(u Use) []*model.Dependency {
	var out []*model.Dependency
	root := coordinates(u.Dependency)
	for _, d := range u.App.Dependencies {
		if len(d.Via) > 0 && d.Via[0] == root && d.Loader == model.Packed {
			out = append(out, d)
		}
	}
	return out
}

func coordinates(d *model.Dependency) string {
	return d.GroupID + ":" + d.ArtifactID + ":" + cmp.Or(d.Version, "?")
}

// weigh adds up what the modules would no longer carry. A class that the base loads
// anyway is saved in each module, one that moves there in all but one.
func (m *maker) weigh(i *Item) {
	for n, u := range i.Modules {
		for _, d := range append([]*model.Dependency{u.Dependency}, below(u)...) {
			a := m.inspect(d)
			if a.Broken != "" && !slices.Contains(i.Risks, a.Broken) {
				i.Risks = append(i.Risks, a.Broken)
			}
			if !a.ok {
				i.Saved.Unknown++
				continue
			}
			i.Saved.Jars++
			i.Saved.Bytes += a.Bytes
			if n > 0 || ark.InBase(m.group, d) != nil {
				i.Saved.Classes += a.Classes
			}
		}
	}
}

// askedOf are the dependencies whose jars the plan asks about.
func (m *maker) askedOf(items []*Item) []*model.Dependency {
	var out []*model.Dependency
	for _, i := range items {
		if len(i.Modules) < m.opts.MinShare && ark.InBase(m.group, i.Modules[0].Dependency) == nil {
			continue
		}
		for _, u := range i.Modules {
			out = append(append(out, u.Dependency), below(u)...)
		}
	}
	return out
}

// inspectAll looks into the jars of dependencies, those that have not been looked into.
func (m *maker) inspectAll(of []*model.Dependency) {
	if m.opts.Inspect == nil {
		return
	}
	var todo []*model.Dependency
	for _, d := range of {
		if _, seen := m.known[artifact(d)]; !seen {
			m.known[artifact(d)] = inspected{}
			todo = append(todo, d)
		}
	}
	found := make([]inspected, len(todo))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(todo)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(todo) {
					return
				}
				found[i].Artifact, found[i].ok = m.opts.Inspect(todo[i])
			}
		})
	}
	wg.Wait()
	for i, d := range todo {
		m.known[artifact(d)] = found[i]
	}
}

// artifact is what a jar goes by.
func artifact(d *model.Dependency) string {
	return coordinates(d) + ":" + d.Type + ":" + d.Classifier
}

func (m *maker) inspect(d *model.Dependency) inspected { return m.known[artifact(d)] }
