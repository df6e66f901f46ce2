package ark

import (
	"fmt"
	"slices"
	"strings"

	"arklint/scanner/model"
)

// DecideLoaders says for every dependency of the group's apps who loads its
// classes (knowledge 1.2, 4.1). Called once, when the roles are decided.
func DecideLoaders(g *model.Group) {
	for _, app := range g.Apps() {
		for _, d := range app.Dependencies {
			d.Loader, d.Why = loader(g, app, d)
		}
	}
}

func loader(g *model.Group, app *model.App, d *model.Dependency) (model.DependencyLoader, string) {
	if d.Scope == "test" {
		return model.Nowhere, "test scope"
	}
	switch app.Role {
	case model.Base:
		if d.Scope == "provided" {
			return model.Nowhere, "provided scope in the base itself: whoever starts it has to bring it"
		}
		return model.FromBase, "the base packs it"
	case model.Module:
	default:
		return model.LoaderUnknown, ""
	}
	left := ""
	switch {
	case d.Scope == "provided" && (app.Build == nil || app.Build.Slimming == nil || !app.Build.Slimming.PackProvided):
		left = "provided scope"
	case d.Scope == "system":
		left = "system scope"
	default:
		if app.Build != nil && app.Build.Slimming != nil {
			left = excludedBy(app.Build.Slimming, d)
		}
	}
	if left == "" {
		return model.Packed, "packed in the module's jar"
	}
	if g.Base == nil {
		return model.FromBase, left + ": the base has to bring it"
	}
	if d.App == g.Base {
		return model.FromBase, left + ": the base itself"
	}
	switch has := InBase(g, d); {
	case has == nil:
		return model.FromBase, left + ": the base has to bring it"
	case has.Version != d.Version:
		return model.FromBase, left + ", and the base has " + has.Version
	}
	return model.FromBase, left + ", and the base has it"
}

// InBase is the base's own dependency on the artifact of d, nil without one
// that it packs.
func InBase(g *model.Group, d *model.Dependency) *model.Dependency {
	if g.Base == nil {
		return nil
	}
	has := g.Base.Dependency(d.GroupID, d.ArtifactID)
	if has == nil || has.Scope == "test" || has.Scope == "provided" {
		return nil
	}
	return has
}

// NobodyHas reports whether d, a dependency of a module of group g, is left to a
// base that does not bring it. While the POM of one of the base's dependencies is
// not on this machine, nobody knows that.
func NobodyHas(g *model.Group, d *model.Dependency) bool {
	if d.Loader != model.FromBase || g.Base == nil || g.Base.Build == nil || d.App == g.Base || InBase(g, d) != nil {
		return false
	}
	return !slices.ContainsFunc(g.Base.Dependencies, func(b *model.Dependency) bool { return b.Incomplete })
}

// excludedBy says which entry of the module's slimming leaves d out, "" when
// none does. Includes rescue (ModuleSlimExecutor: they are applied last).
func excludedBy(s *model.Slimming, d *model.Dependency) string {
	if matchAny(s.Includes, s.IncludeGroups, s.IncludeArtifacts, d.GroupID, d.ArtifactID, d.Version) != "" {
		return ""
	}
	if entry := matchAny(s.Excludes, s.ExcludeGroups, s.ExcludeArtifacts, d.GroupID, d.ArtifactID, d.Version); entry != "" {
		return fmt.Sprintf("left out by %s", entry)
	}
	if s.KeepIndirect {
		return ""
	}
	for _, via := range d.Via {
		parts := strings.SplitN(via, ":", 4)
		if len(parts) < 3 {
			continue
		}
		if entry := matchAny(s.Excludes, s.ExcludeGroups, s.ExcludeArtifacts, parts[0], parts[1], parts[2]); entry != "" {
			return fmt.Sprintf("left out with %s by %s", parts[1], entry)
		}
	}
	return ""
}

func matchAny(gavs, groups, artifacts []model.MavenValue, group, artifact, version string) string {
	for _, e := range gavs {
		if matchGAV(e.Text, group, artifact, version) {
			return "excludes " + e.Text
		}
	}
	for _, e := range groups {
		if matchPrefix(e.Text, group) {
			return "excludeGroupIds " + e.Text
		}
	}
	for _, e := range artifacts {
		if matchPrefix(e.Text, artifact) {
			return "excludeArtifactIds " + e.Text
		}
	}
	return ""
}

// matchGAV matches g:a[:v][:classifier]; * and .* alone mean everything.
func matchGAV(entry, group, artifact, version string) bool {
	if entry == "*" || entry == ".*" {
		return true
	}
	parts := strings.Split(entry, ":")
	if len(parts) < 2 || !matchPrefix(parts[0], group) || !matchPrefix(parts[1], artifact) {
		return false
	}
	return len(parts) < 3 || parts[2] == "" || matchPrefix(parts[2], version)
}

// matchPrefix: a trailing * or .* makes a prefix (knowledge 1.5).
func matchPrefix(entry, text string) bool {
	if p, ok := strings.CutSuffix(entry, ".*"); ok {
		return strings.HasPrefix(text, p)
	}
	if p, ok := strings.CutSuffix(entry, "*"); ok {
		return strings.HasPrefix(text, p)
	}
	return entry == text
}
