package scanner

import (
	"path"
	"strings"

	"arklint/pomparse"
	"arklint/scanner/ark"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// poms reads the POMs and gives each app its build, its plugin and its
// dependencies.
func (s *scan) poms() {
	var files []*source.File
	for _, f := range s.tree.files {
		if path.Base(f) != "pom.xml" || !opensApp(f) {
			continue
		}
		file, problem := s.open(f)
		if problem != nil {
			s.ws.Problems = append(s.ws.Problems, *problem)
			continue
		}
		files = append(files, file)
		app := s.appOf(path.Dir(f))
		s.comments[app] = append(s.comments[app], allowsIn(file)...)
	}
	s.ws.Stats.Files += len(files)
	s.reactor = pomparse.Load(files, pomparse.Options{LocalRepository: s.opts.MavenRepository, Exists: s.exists, Omissions: s.opts.Omissions})
	s.projects = map[*model.App]*pomparse.Project{}
	byProject := map[*pomparse.Project]*model.App{}
	for _, app := range s.ws.Apps {
		p := s.reactor.At(path.Join(app.Dir, "pom.xml"))
		if p == nil {
			continue
		}
		s.projects[app] = p
		byProject[p] = app
		s.describe(app, p)
	}
	for _, app := range s.ws.Apps {
		if p := s.projects[app]; p != nil {
			app.Dependencies, app.Omissions = s.dependencies(p, byProject)
		}
	}
	s.arkFiles()
	for _, p := range s.reactor.Problems() {
		s.ws.Problems = append(s.ws.Problems, model.Problem{Path: p.Path, Line: p.Line, Message: p.Message})
	}
}

func (s *scan) exists(name string) bool {
	f, err := s.fsys.Open(name)
	if err != nil {
		return false
	}
	return f.Close() == nil
}

// Maven coordinates of the plugins that say what a project is (knowledge 1.5,
// 1.7).
const (
	sofaGroup       = "com.alipay.sofa"
	kouplelessGroup = "com.alipay.sofa.koupleless"
	bootGroup       = "org.springframework.boot"
)

// describe fills what the POM itself says of an app.
func (s *scan) describe(app *model.App, p *pomparse.Project) {
	if p.ArtifactID.Text != "" {
		app.Name = p.ArtifactID.Text
	}
	app.BizName = p.ArtifactID.Text
	b := &model.Build{
		POM: p.File, Parents: p.Parents(), GroupID: p.GroupID.Text, ArtifactID: p.ArtifactID.Text, Version: p.Version.Text, Packaging: p.Packaging.Text,
	}
	app.Build = b
	if g := p.Plugin(bootGroup, "spring-boot-maven-plugin"); g != nil {
		b.BootPlugin = g.At
		if main, ok := g.Config("mainClass"); ok && main.Known() {
			b.MainClass = main.Text
		}
	}
	if g := p.Plugin(kouplelessGroup, "koupleless-base-build-plugin"); g != nil {
		b.BasePlugin = g.At
	}
	g := p.Plugin(sofaGroup, "sofa-ark-maven-plugin")
	if g == nil {
		return
	}
	config := func(name string) model.MavenValue {
		v, ok := g.Config(name)
		if !ok {
			return model.MavenValue{}
		}
		return mavenValue(v)
	}
	plugin := &model.BizPlugin{
		At: g.At, Version: mavenValue(g.Version), BizName: config("bizName"), BizVersion: config("bizVersion"), WebContextPath: config("webContextPath"),
	}
	if v, ok := g.Config("declaredMode"); ok {
		plugin.DeclaredMode, plugin.DeclaredModeAt = v.True(), v.At
	}
	app.Plugin = plugin
	if n := plugin.BizName; !n.At.IsZero() {
		app.BizName = ""
		if n.Known {
			app.BizName = n.Text
		}
	}
	list := func(name string) []model.MavenValue {
		var out []model.MavenValue
		for _, v := range g.ConfigList(name) {
			out = append(out, mavenValue(v))
		}
		return out
	}
	b.Slimming = &model.Slimming{
		Excludes: list("excludes"), ExcludeGroups: list("excludeGroupIds"), ExcludeArtifacts: list("excludeArtifactIds"),
		Includes: list("includes"), IncludeGroups: list("includeGroupIds"), IncludeArtifacts: list("includeArtifactIds"),
		BaseParent: config("baseDependencyParentIdentity"),
	}
	if v, ok := g.Config("packageProvided"); ok {
		b.Slimming.PackProvided = v.True()
	}
}

func mavenValue(v pomparse.Value) model.MavenValue {
	if !v.Known() {
		return model.MavenValue{Text: v.Raw, At: v.At}
	}
	return model.MavenValue{Text: v.Text, Known: true, At: v.At}
}

// dependencies resolves what p depends on.
func (s *scan) dependencies(p *pomparse.Project, apps map[*pomparse.Project]*model.App) ([]*model.Dependency, []*model.Omission) {
	var out []*model.Dependency
	direct := map[string]*pomparse.Dependency{} // by group:artifact
	resolved := s.reactor.Resolve(p)
	for _, d := range resolved.Dependencies {
		m := &model.Dependency{
			GroupID: d.GroupID, ArtifactID: d.ArtifactID, Version: d.Version, Type: d.Type, Classifier: d.Classifier,
			Scope: d.Scope, Optional: d.Optional, Depth: d.Depth, Via: d.Via[:len(d.Via)-1], Incomplete: d.Unknown, SetBy: d.SetBy,
		}
		root := d.Declared
		if root != nil {
			direct[d.GAV()] = root
		} else if len(m.Via) > 0 {
			root = direct[m.Via[0]]
		}
		if root != nil {
			m.At = root.At
			for _, x := range root.Exclusions {
				m.Exclusions = append(m.Exclusions, x.GroupID.Text+":"+x.ArtifactID.Text)
			}
		}
		if d.Project != nil {
			if nearest := s.project(p.Dir, m.GroupID, m.ArtifactID); nearest != nil {
				m.App = apps[nearest]
			}
		}
		out = append(out, m)
	}
	if problem, ok := resolved.Problem(); ok && s.opts.Omissions {
		s.ws.Problems = append(s.ws.Problems, model.Problem{Path: problem.Path, Line: problem.Line, Message: problem.Message})
	}
	return out, omissions(resolved.Omitted)
}

func omissions(all []*pomparse.Omission) []*model.Omission {
	var out []*model.Omission
	for _, o := range all {
		m := &model.Omission{
			GroupID: o.GroupID, ArtifactID: o.ArtifactID, Version: o.Version, Type: o.Type, Classifier: o.Classifier, Scope: o.Scope,
			Via: o.Via, Excluded: o.Excluded,
		}
		if k := o.Kept; k != nil {
			m.Kept = k.GAV()
			m.KeptVia = k.Via[:max(len(k.Via)-1, 0)]
		}
		out = append(out, m)
	}
	return out
}

// project finds the project group:artifact of the tree. Trees with several
// unrelated builds hold several; the nearest one is meant.
func (s *scan) project(dir, group, artifact string) *pomparse.Project {
	var best *pomparse.Project
	for _, p := range s.reactor.Projects {
		if p.ArtifactID.Text != artifact || p.GroupID.Text != group {
			continue
		}
		if best == nil || ark.SharedDepth(dir, p.Dir) > ark.SharedDepth(dir, best.Dir) {
			best = p
		}
	}
	return best
}

// mavenProperty answers @name@ in the app's resources: Spring Boot's parent
// POM filters them.
func (s *scan) mavenProperty(app *model.App) func(string) (string, bool) {
	p := s.projects[app]
	if p == nil {
		return nil
	}
	return func(name string) (string, bool) {
		text, unresolved := p.Interpolate("${" + name + "}")
		return text, len(unresolved) == 0
	}
}

// arkFiles reads conf/ark of the apps: what a module leaves out of its jar, and
// which modules a base brings along (knowledge 1.6). rules.txt counts unless the
// plugin names another file in packExcludesConfig.
func (s *scan) arkFiles() {
	for _, c := range s.configs {
		if c.kind != arkFile || c.app.Build == nil {
			continue
		}
		name := path.Base(c.path)
		if !strings.HasPrefix(name, "bootstrap.") && name != s.rulesFile(c.app) {
			continue
		}
		file := s.opened[c.path]
		if file == nil {
			continue // a problem already
		}
		conf, problems := pomparse.ReadArkConfig(file)
		for _, p := range problems {
			s.ws.Problems = append(s.ws.Problems, model.Problem{Path: p.Path, Line: p.Line, Message: p.Message})
		}
		if conf == nil {
			continue
		}
		b := c.app.Build
		if len(conf.IntegrateBizURLs) > 0 {
			b.IntegrateBiz = conf.IntegrateBizURLs[0].At
		} else if len(conf.IntegrateLocalDirs) > 0 {
			b.IntegrateBiz = conf.IntegrateLocalDirs[0].At
		}
		if c.app.Plugin == nil {
			continue
		}
		sl := b.Slimming
		for _, add := range []struct {
			to   *[]model.MavenValue
			from []pomparse.Value
		}{
			{&sl.Excludes, conf.Excludes}, {&sl.ExcludeGroups, conf.ExcludeGroupIDs}, {&sl.ExcludeArtifacts, conf.ExcludeArtifactIDs},
			{&sl.Includes, conf.Includes}, {&sl.IncludeGroups, conf.IncludeGroupIDs}, {&sl.IncludeArtifacts, conf.IncludeArtifactIDs},
		} {
			for _, v := range add.from {
				*add.to = append(*add.to, mavenValue(v))
			}
		}
		if conf.ExcludeWithIndirectDependencies.Text == "false" {
			sl.KeepIndirect = true
		}
	}
}

// rulesFile is the plugin's packExcludesConfig, rules.txt when it does not say.
func (s *scan) rulesFile(app *model.App) string {
	if p := s.projects[app]; p != nil {
		if a := p.Ark(); a.Plugin != nil && a.Plugin.PackExcludesConfig.Text != "" {
			return a.Plugin.PackExcludesConfig.Text
		}
	}
	return "rules.txt"
}
