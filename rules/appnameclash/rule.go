// Package appnameclash is the rule app-name-clash: two applications of one JVM
// that go by one name.
package appnameclash

import (
	_ "embed"
	"fmt"
	"strings"

	"arklint/rules"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is app-name-clash. Equal bizName and version are an error, because the
// second module is not installed.
var Rule = &rules.Rule{
	Name:    "app-name-clash",
	Doc:     rules.MustDoc(page, chinese),
	Level:   rules.Warning,
	Needs:   rules.Config | rules.POM,
	Collect: collect,
	Join:    join,
}

// Kinds of facts.
const (
	factName = "app-name" // the key is spring.application.name
	factBiz  = "biz"      // the key is the bizName, the value the bizVersion
)

const nameKey = "spring.application.name"

func collect(p *rules.Pass) error {
	app := p.App
	if v, ok := app.Settings.Effective(nameKey, app.Settings.ActiveProfiles()...); ok && v.Known() && v.Text != "" {
		p.Export(rules.Fact{Kind: factName, Key: v.Text, At: rules.At(v.Setting.At)})
	}
	if app.Plugin == nil || app.Build == nil || app.BizName == "" {
		return nil
	}
	at := app.Plugin.BizName.At
	if at.IsZero() {
		at = app.Plugin.At
	}
	version := app.Plugin.BizVersion
	if version.At.IsZero() {
		version = model.MavenValue{Text: app.Build.Version, Known: app.Build.Version != "" && !strings.Contains(app.Build.Version, "${")}
	}
	if version.Known {
		p.Export(rules.Fact{Kind: factBiz, Key: app.BizName, Value: version.Text, At: rules.At(at)})
	}
	return nil
}

func join(p *rules.JoinPass) error {
	for _, app := range p.Group.Members() {
		if f, ok := app.First(factName); ok {
			sameName(p, app, f)
		}
		if f, ok := app.First(factBiz); ok {
			sameBiz(p, app, f)
		}
	}
	return nil
}

func sameName(p *rules.JoinPass, app *rules.AppFacts, f rules.Fact) {
	var others []string
	var related []rules.Related
	for _, o := range p.Group.Members() {
		if of, ok := o.First(factName); ok && o != app && of.Key == f.Key && !twoVersions(app, o) {
			others = append(others, called(p, o))
			related = append(related, rules.Related{At: of.At, Message: o.Name + " has the same name"})
		}
	}
	if len(others) == 0 {
		return
	}
	p.Report(app, rules.Finding{
		At: f.At, Symbol: nameKey + ":" + f.Key, Related: related,
		Message: fmt.Sprintf("%q is also the name of %s, so log folders, registry entries and whatever else is named after it are mixed up", f.Key, list(others)),
		Hint:    fmt.Sprintf("give every application of one base a %s of its own", nameKey),
	})
}

// twoVersions: one module in two versions has one name on purpose.
func twoVersions(a, b *rules.AppFacts) bool {
	x, okX := a.First(factBiz)
	y, okY := b.First(factBiz)
	return okX && okY && x.Key == y.Key && x.Value != y.Value
}

func called(p *rules.JoinPass, app *rules.AppFacts) string {
	if app == p.Group.Base {
		return "the base"
	}
	return app.Name
}

func sameBiz(p *rules.JoinPass, app *rules.AppFacts, f rules.Fact) {
	var others []string
	var related []rules.Related
	for _, o := range p.Group.Members() {
		if of, ok := o.First(factBiz); ok && o != app && of.Key == f.Key && of.Value == f.Value {
			name := o.Name
			if name == app.Name {
				name += " in " + o.Path
			}
			others = append(others, name)
			related = append(related, rules.Related{At: of.At, Message: o.Name + " has the same bizName and version"})
		}
	}
	if len(others) == 0 {
		return
	}
	p.Report(app, rules.Finding{
		At: f.At, Symbol: "biz:" + f.Key + ":" + f.Value, Related: related, Level: rules.Error,
		Message: fmt.Sprintf("%s:%s is also the bizName and version of %s, so only the first of them is installed", f.Key, f.Value, list(others)),
		Hint:    "give every module a bizName of its own in the configuration of sofa-ark-maven-plugin",
	})
}

// list joins up to three names in words and counts the rest.
func list(all []string) string {
	switch n := len(all); {
	case n > 3:
		return strings.Join(all[:3], ", ") + fmt.Sprintf(" and %d more", n-3)
	case n > 1:
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
	return strings.Join(all, "")
}
