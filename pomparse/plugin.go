package pomparse

import (
	"slices"
	"strings"

	"arklint/scanner/source"
)

const defaultPluginGroup = "org.apache.maven.plugins"

// A Plugin is an effective <plugin> of the build: the POM's own declaration,
// what parents and profiles say, and what pluginManagement adds. A plugin that
// only pluginManagement names is not there, because it does not run.
type Plugin struct {
	GroupID, ArtifactID, Version Value

	// At is the nearest <plugin> element in <build><plugins>. It is in a
	// parent's file if Inherited.
	At        source.Span
	Inherited bool

	Executions []*Execution

	project *Project
	config  *node
}

// An Execution is an effective <execution>. Its configuration includes the
// plugin's, which it overrides.
type Execution struct {
	ID    Value // default "default"
	Phase Value
	Goals []Value
	At    source.Span

	project *Project
	config  *node
}

// Plugin returns the effective plugin, nil if the build does not run it.
func (p *Project) Plugin(groupID, artifactID string) *Plugin {
	for _, g := range p.Plugins {
		if g.ArtifactID.Text == artifactID && g.GroupID.Text == groupID {
			return g
		}
	}
	return nil
}

// Config returns one configuration element by name or slash path ("manifest/mainClass"):
// the first execution that runs and says it, else the plugin's own. An element
// without text gives an empty Value with its place.
func (g *Plugin) Config(name string) (Value, bool) {
	n := g.node(name)
	if n == nil {
		return Value{}, false
	}
	return g.project.value(n.text), true
}

// ConfigList returns the items of a list, which Maven lets one write as child
// elements or as one text with commas; each item has its own place.
func (g *Plugin) ConfigList(name string) []Value { return g.project.items(g.node(name)) }

func (g *Plugin) node(name string) *node {
	for _, x := range g.Executions {
		if x.Phase.Text != "none" {
			if n := x.config.find(name); n != nil {
				return n
			}
		}
	}
	return g.config.find(name)
}

// Execution returns the first execution that runs a goal, nil if none does.
func (g *Plugin) Execution(goal string) *Execution {
	for _, x := range g.Executions {
		if x.Phase.Text == "none" {
			continue
		}
		for _, v := range x.Goals {
			if v.Text == goal {
				return x
			}
		}
	}
	return nil
}

// Config is Plugin.Config for one execution.
func (x *Execution) Config(name string) (Value, bool) {
	n := x.config.find(name)
	if n == nil {
		return Value{}, false
	}
	return x.project.value(n.text), true
}

// ConfigList is Plugin.ConfigList for one execution.
func (x *Execution) ConfigList(name string) []Value { return x.project.items(x.config.find(name)) }

func (p *Project) items(n *node) []Value {
	if n == nil {
		return nil
	}
	var list []Value
	if len(n.children) > 0 {
		for _, c := range n.children {
			if c.text.raw != "" {
				list = append(list, p.value(c.text))
			}
		}
		return list
	}
	return p.split(n.text)
}

// split cuts a comma list into items with their places. Where the text is not
// as it stands in the file (entities, CDATA), all items get the whole place.
func (p *Project) split(t text) []Value {
	if t.raw == "" {
		return nil
	}
	whole := p.value(t)
	exact := t.at.Text() == t.raw && !strings.Contains(t.raw, "${")
	var list []Value
	at := 0
	for item := range strings.SplitSeq(whole.Text, ",") {
		if trimmed := strings.TrimSpace(item); trimmed != "" {
			v := whole
			v.Text = trimmed
			if exact {
				start := at + strings.Index(item, trimmed)
				v.Raw = trimmed
				v.At.Start, v.At.End = t.at.Start+start, t.at.Start+start+len(trimmed)
				v.From = v.At
			}
			list = append(list, v)
		}
		at += len(item) + 1
	}
	return list
}

func (g *rawPlugin) key() string {
	if g.groupID.raw == "" {
		return defaultPluginGroup + ":" + g.artifactID.raw
	}
	return g.groupID.raw + ":" + g.artifactID.raw
}

// effectivePlugins merges <plugins> from the outermost parent inwards, then
// completes each by pluginManagement.
func (b *Project) effectivePlugins() {
	of := func(s *section) []*rawPlugin { return s.plugins }
	managed := map[string]*rawPlugin{}
	for _, g := range b.mergedPlugins(func(s *section) []*rawPlugin { return s.managedPlugins }) {
		managed[b.pluginKey(g)] = g
	}
	for _, g := range b.mergedPlugins(of) {
		declared := g
		if m := managed[b.pluginKey(g)]; m != nil {
			g = mergePlugin(g, m)
		}
		b.Plugins = append(b.Plugins, b.plugin(g, declared))
	}
}

// pluginKey is the key after interpolation: a groupId written as a property
// still finds its management.
func (b *Project) pluginKey(g *rawPlugin) string {
	return b.orDefault(g.groupID, defaultPluginGroup).orRaw() + ":" + b.value(g.artifactID).orRaw()
}

func (b *Project) plugin(g, declared *rawPlugin) *Plugin {
	out := &Plugin{
		GroupID: b.orDefault(g.groupID, defaultPluginGroup), ArtifactID: b.value(g.artifactID), Version: b.value(g.version),
		At: declared.at, Inherited: declared.pom != b.pom, project: b, config: g.config,
	}
	for _, x := range g.executions {
		e := &Execution{
			ID: b.orDefault(x.id, "default"), Phase: b.value(x.phase), At: x.at,
			project: b, config: mergeNodes(x.config, g.config),
		}
		for _, goal := range x.goals {
			e.Goals = append(e.Goals, b.value(goal))
		}
		out.Executions = append(out.Executions, e)
	}
	return out
}

func (b *Project) mergedPlugins(of func(*section) []*rawPlugin) []*rawPlugin {
	var list []*rawPlugin
	for i := len(b.layers) - 1; i >= 0; i-- {
		l := b.layers[i]
		if l.profile == nil && i < len(b.layers)-1 { // one POM further in: what is not inherited stays behind
			list = inheritedPlugins(list)
		}
		list = mergePlugins(of(l.section), list)
	}
	return list
}

func inheritedPlugins(list []*rawPlugin) []*rawPlugin {
	var kept []*rawPlugin
	for _, g := range list {
		inherited := g.inherited.raw != "false"
		if inherited && !slices.ContainsFunc(g.executions, func(x *rawExecution) bool { return x.inherited.raw == "false" }) {
			kept = append(kept, g)
			continue
		}
		if !inherited && len(g.executions) == 0 {
			continue
		}
		c := *g
		c.executions = nil
		for _, x := range g.executions {
			if x.inherited.raw == "true" || x.inherited.raw == "" && inherited {
				c.executions = append(c.executions, x)
			}
		}
		if !inherited {
			if len(c.executions) == 0 {
				continue
			}
			c.config = nil
		}
		kept = append(kept, &c)
	}
	return kept
}

// mergePlugins keeps the recessive order, and puts a dominant plugin that is
// new before the next one both sides have (InheritanceModelMerger and
// ProfileModelMerger, mergePluginContainer_Plugins).
func mergePlugins(dominant, recessive []*rawPlugin) []*rawPlugin {
	if len(dominant) == 0 {
		return recessive
	}
	if len(recessive) == 0 {
		return dominant
	}
	master := make(map[string]*rawPlugin, len(recessive))
	for _, g := range recessive {
		master[g.key()] = g
	}
	before := map[string][]*rawPlugin{}
	var pending []*rawPlugin
	for _, g := range dominant {
		key := g.key()
		if old, ok := master[key]; ok {
			master[key] = mergePlugin(g, old)
			before[key], pending = pending, nil
		} else {
			pending = append(pending, g)
		}
	}
	var list []*rawPlugin
	for _, g := range recessive {
		key := g.key()
		list = append(append(list, before[key]...), master[key])
	}
	return append(list, pending...)
}

func mergePlugin(dominant, recessive *rawPlugin) *rawPlugin {
	c := *dominant
	c.groupID = c.groupID.or(recessive.groupID)
	c.version = c.version.or(recessive.version)
	c.inherited = c.inherited.or(recessive.inherited)
	c.config = mergeNodes(c.config, recessive.config)
	if len(recessive.executions) == 0 {
		return &c
	}
	c.executions = nil
	taken := map[string]*rawExecution{}
	for _, x := range dominant.executions {
		taken[x.id.orRaw("default").raw] = x
	}
	for _, x := range recessive.executions {
		key := x.id.orRaw("default").raw
		if d := taken[key]; d != nil {
			x = mergeExecution(d, x)
			delete(taken, key)
		}
		c.executions = append(c.executions, x)
	}
	for _, x := range dominant.executions {
		if taken[x.id.orRaw("default").raw] == x {
			c.executions = append(c.executions, x)
		}
	}
	return &c
}

func mergeExecution(dominant, recessive *rawExecution) *rawExecution {
	c := *dominant
	c.phase = c.phase.or(recessive.phase)
	c.inherited = c.inherited.or(recessive.inherited)
	c.config = mergeNodes(c.config, recessive.config)
	c.goals = slices.Clone(dominant.goals)
	for _, g := range recessive.goals {
		if !slices.ContainsFunc(c.goals, func(h text) bool { return h.raw == g.raw }) {
			c.goals = append(c.goals, g)
		}
	}
	return &c
}
