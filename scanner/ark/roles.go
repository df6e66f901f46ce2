package ark

import (
	"fmt"
	"slices"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Maven coordinates that tell roles (knowledge 1.4, 1.7; the sofa.serverless
// group is Koupleless before its renaming).
const (
	kouplelessGroup = "com.alipay.sofa.koupleless"
	serverlessGroup = "com.alipay.sofa.serverless"
	sofaGroup       = "com.alipay.sofa"
)

type coordinate struct{ group, artifact string }

// baseEvidence are dependencies that only a base has, surest first.
var baseEvidence = []coordinate{
	{kouplelessGroup, "koupleless-base-starter"}, {serverlessGroup, "sofa-serverless-base-starter"},
	{sofaGroup, "web-ark-plugin"}, {sofaGroup, "netty-ark-plugin"}, {sofaGroup, "sofa-ark-springboot-starter"},
}

// moduleEvidence are dependencies that only a module has.
var moduleEvidence = []coordinate{
	{kouplelessGroup, "koupleless-app-starter"}, {serverlessGroup, "sofa-serverless-app-starter"},
}

// A Choice is the user's word on roles.
type Choice struct {
	Bases, Modules []string // folders, slash paths from the workspace's root
	Default        model.Role
}

// DecideRoles gives every app its role and the evidence for it
// (architecture.md "Roles"). The user's word on a folder wins over everything,
// evidence of SOFAArk and Koupleless over Choice.Default, that over the rest. A
// parent POM builds nothing that runs: Choice.Default does not mean it.
func DecideRoles(apps []*model.App, c Choice) {
	users := dependents(apps)
	for _, app := range apps {
		app.Main = mainClass(app)
		switch {
		case slices.Contains(c.Bases, app.Dir):
			app.Role, app.Evidence, app.Decided = model.Base, "--base", true
		case slices.Contains(c.Modules, app.Dir):
			app.Role, app.Evidence, app.Decided = model.Module, "--module", true
		default:
			app.Decided = byEvidence(app, users[app] != nil)
		}
	}
	for _, app := range apps {
		switch {
		case app.Decided:
		case c.Default != model.Unknown && (app.Build == nil || app.Build.Packaging != "pom"):
			app.Role, app.Evidence = c.Default, "--role "+c.Default.String()
		case app.Main != nil:
			app.Role, app.EvidenceAt = model.Module, app.Main.At
			app.Evidence = "ordinary Spring Boot application, " + at(app.Main.At)
		case app.Build != nil && !app.Build.BootPlugin.IsZero() && app.Build.Packaging != "pom" && users[app] == nil && len(app.Units) > 0:
			app.Role, app.EvidenceAt = model.Module, app.Build.BootPlugin
			app.Evidence = "ordinary Spring Boot application: spring-boot-maven-plugin, " + at(app.Build.BootPlugin)
		case users[app] != nil:
			d := users[app]
			app.Role, app.EvidenceAt = model.Library, d.at
			app.Evidence = fmt.Sprintf("%s depends on it, %s", d.by.Name, at(d.at))
		}
	}
}

func at(s source.Span) string {
	if s.IsZero() {
		return "its POM"
	}
	return fmt.Sprintf("%s:%d", s.File.Path, s.File.Position(s.Start).Line)
}

// byEvidence decides by what only SOFAArk and Koupleless projects have. The
// plugin that packs a module wins over a base's starter: several of upstream's
// own modules have both (knowledge 7).
func byEvidence(app *model.App, used bool) bool {
	set := func(role model.Role, what string, where source.Span) bool {
		app.Role, app.Evidence, app.EvidenceAt = role, what+", "+at(where), where
		return true
	}
	if app.Build == nil || app.Build.Packaging == "pom" {
		return false
	}
	if app.Plugin != nil {
		return set(model.Module, "sofa-ark-maven-plugin", app.Plugin.At)
	}
	direct := func(all []coordinate) *model.Dependency {
		for _, c := range all {
			if d := app.Dependency(c.group, c.artifact); d != nil && d.Depth == 1 && d.Scope != "test" {
				return d
			}
		}
		return nil
	}
	if d := direct(moduleEvidence); d != nil {
		return set(model.Module, d.ArtifactID, d.At)
	}
	// A library may carry the starter for the base that uses it: what is not
	// run itself and what others depend on is no base.
	runs := app.Main != nil || !app.Build.BootPlugin.IsZero() || !app.Build.BasePlugin.IsZero()
	if d := direct(baseEvidence); d != nil && (runs || !used) {
		return set(model.Base, d.ArtifactID, d.At)
	}
	if !app.Build.BasePlugin.IsZero() {
		return set(model.Base, "koupleless-base-build-plugin", app.Build.BasePlugin)
	}
	if !app.Build.IntegrateBiz.IsZero() {
		return set(model.Base, "conf/ark lists modules", app.Build.IntegrateBiz)
	}
	return false
}

// mainClass finds the class that starts the application with SpringApplication.
// Where several do (a demo beside the application), the one that the POM names
// counts, or else the one annotated @SpringBootApplication, if it is one.
func mainClass(app *model.App) *model.Type {
	var found []*model.Type
	add := func(uses []*model.Use) {
		for _, u := range uses {
			if u.Type != nil && u.In != nil && !slices.Contains(found, u.Type.Top()) {
				if u.In.IsMain() || startsFromMain(u) {
					found = append(found, u.Type.Top())
				}
			}
		}
	}
	add(app.Calls(springApplication, "run"))
	add(app.News(springApplication))
	add(app.News(applicationBuilder))
	if len(found) == 1 {
		return found[0]
	}
	var annotated []*model.Type
	for _, t := range found {
		if app.Build != nil && t.Name == app.Build.MainClass {
			return t
		}
		if _, ok := t.Annotation("org.springframework.boot.autoconfigure.SpringBootApplication"); ok {
			annotated = append(annotated, t)
		}
	}
	if len(annotated) == 1 {
		return annotated[0]
	}
	if len(found) > 0 {
		return found[0]
	}
	return nil
}

// startsFromMain: the start stands in another method of a class that has a
// main method, or in a class inside it.
func startsFromMain(u *model.Use) bool {
	for t := u.Type; t != nil; t = t.Outer {
		if slices.ContainsFunc(t.Methods, (*model.Method).IsMain) {
			return true
		}
	}
	return false
}

type dependent struct {
	by *model.App
	at source.Span
}

// dependents finds for each app the first other one that depends on it.
func dependents(apps []*model.App) map[*model.App]*dependent {
	users := map[*model.App]*dependent{}
	for _, app := range apps {
		for _, d := range app.Dependencies {
			if d.App != nil && d.App != app && d.Scope != "test" && (users[d.App] == nil) {
				users[d.App] = &dependent{app, d.At}
			}
		}
	}
	return users
}
