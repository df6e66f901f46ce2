// Package mixedloggingbackends is the rule mixed-logging-backends: applications
// of one JVM that log with different backends.
package mixedloggingbackends

import (
	_ "embed"
	"fmt"
	"path"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is mixed-logging-backends.
var Rule = &rules.Rule{
	Name:    "mixed-logging-backends",
	Doc:     rules.MustDoc(page, chinese),
	Level:   rules.Error,
	Needs:   rules.POM | rules.Logging,
	Collect: collect,
	Join:    join,
}

// factBackend is the backend that an application logs with; the key is the
// backend, the value how the application comes to it. More: "artifact" (what
// decides), "implied" (it is a starter whose POM is not known), "slf4j" (who loads
// slf4j-api: packed, base or ""), "config" (the name of the configuration file).
const factBackend = "log-backend"

// How an application comes to its backend.
const (
	packed     = "packed"     // it is in the application's own jar, or the base's
	configured = "configured" // only a configuration file says so
)

func collect(p *rules.Pass) error {
	app := p.App
	var chosen known.LoggingChoice
	switch app.Role {
	case model.Base:
		chosen = known.ChooseBackend(app, func(d *model.Dependency) bool { return d.Loader == model.FromBase })
	case model.Module:
		chosen = known.ChooseBackend(app, func(d *model.Dependency) bool { return d.Loader == model.Packed })
		if chosen.Implied { // a binding left to the base says that the starter's own is excluded
			if all := known.ChooseBackend(app, known.AnyDependency); !all.Implied {
				return nil
			}
		}
	}
	if chosen.Backend == "" {
		return nil
	}
	fact := rules.Fact{Kind: factBackend, Key: string(chosen.Backend), Value: packed, More: map[string]string{"slf4j": slf4j(app, chosen.By)}}
	for _, c := range app.Logging {
		if c.File != nil && c.Backend == chosen.Backend {
			fact.More["config"] = path.Base(c.File.Path)
			break
		}
	}
	if d := chosen.By; d != nil {
		fact.At, fact.More["artifact"] = rules.At(d.At), d.ArtifactID
		if chosen.Implied {
			fact.More["implied"] = "true"
		}
	} else {
		fact.Value = configured
		fact.At = rules.At(source.Span{File: chosen.Config.File})
	}
	p.Export(fact)
	return nil
}

// slf4j says who loads slf4j-api for a module that packs a backend. Where the
// binding's POM is not on this machine it brings slf4j-api along, unless the
// module leaves things out.
func slf4j(app *model.App, by *model.Dependency) string {
	if d := app.Dependency("org.slf4j", "slf4j-api"); d != nil {
		switch d.Loader {
		case model.Packed:
			return packed
		case model.FromBase:
			return "base"
		}
		return ""
	}
	if by == nil {
		return ""
	}
	if known.Excludes(by, "org.slf4j", "slf4j-api") {
		return "base"
	}
	if app.Build != nil && slims(app.Build.Slimming) {
		return ""
	}
	return packed
}

func slims(s *model.Slimming) bool {
	return s != nil && (len(s.Excludes) > 0 || len(s.ExcludeGroups) > 0 || len(s.ExcludeArtifacts) > 0 || !s.BaseParent.At.IsZero())
}

func join(p *rules.JoinPass) error {
	var base *end
	if p.Group.Base != nil {
		if f, ok := p.Group.Base.First(factBackend); ok {
			base = &end{p.Group.Base, f}
		}
	}
	var modules []end
	for _, app := range p.Group.Modules {
		if f, ok := app.First(factBackend); ok {
			modules = append(modules, end{app, f})
		}
	}
	for _, m := range modules {
		switch {
		case base == nil:
			amongModules(p, m, modules)
		case base.fact.Key != m.fact.Key:
			againstBase(p, m, *base)
		}
	}
	return nil
}

// An end is one application and what it logs with.
type end struct {
	app  *rules.AppFacts
	fact rules.Fact
}

func (e end) backend() string { return e.fact.Key }

// packs is how a message at e begins.
func (e end) packs() string {
	artifact := e.fact.More["artifact"]
	if e.fact.More["implied"] == "true" {
		return artifact + " brings " + e.backend() + " into this module's jar"
	}
	return artifact + " puts " + e.backend() + " into this module's jar"
}

func (e end) place() string {
	if e.fact.Value == configured {
		return fmt.Sprintf("%s has a configuration for %s", e.app.Name, e.backend())
	}
	return fmt.Sprintf("%s logs with %s: %s", e.app.Name, e.backend(), e.fact.More["artifact"])
}

// againstBase reports a module that differs from its base.
func againstBase(p *rules.JoinPass, m, base end) {
	f := rules.Finding{
		Hint:    fmt.Sprintf("log with the base's %s: leave the backend out of the module's jar (scope provided) and ship a configuration for %s", base.backend(), base.backend()),
		Related: []rules.Related{{At: base.fact.At, Message: "the base " + base.place()}},
	}
	over := fmt.Sprintf("%s while the base logs with %s", m.packs(), base.backend())
	pair := [2]model.Backend{model.Backend(base.backend()), model.Backend(m.backend())}
	switch {
	case m.fact.Value == configured:
		f.Level = rules.Warning
		f.Confidence = rules.Medium
		f.Message = fmt.Sprintf("%s is a configuration for %s while the base logs with %s, so it is not read", m.fact.More["config"], m.backend(), base.backend())
		f.Hint = fmt.Sprintf("ship a configuration for %s instead", base.backend())
	case pair == [2]model.Backend{model.Logback, model.Log4j2}:
		f.Message = over + log4j2OverLogback(m)
	case pair == [2]model.Backend{model.Log4j2, model.Logback}:
		f.Message = over + ", so this module does not start"
		if m.fact.More["slf4j"] != packed {
			f.Message = over + ", so this module is likely not to start"
			f.Confidence = rules.Medium
		}
	default:
		f.Message = over + ", so this module's lines do not go where the base's configuration sends them"
		f.Level = rules.Warning
		f.Confidence = rules.Medium
	}
	if m.fact.More["implied"] == "true" || base.fact.More["implied"] == "true" || base.fact.Value == configured {
		f.Confidence = rules.Medium
	}
	report(p, m, f)
}

// log4j2OverLogback is what becomes of the lines (observed.md 66 and 67).
func log4j2OverLogback(m end) string {
	config := m.fact.More["config"]
	switch {
	case m.fact.More["slf4j"] == "base":
		return " and brings slf4j-api, so log4j2 is ignored here and this module's lines land in the base's files"
	case m.fact.More["slf4j"] == "":
		return ", so this module's lines are lost or land in the base's files"
	case strings.Contains(config, "-spring"):
		return fmt.Sprintf(", so this module's lines are lost: %s is not applied", config)
	case config != "":
		return fmt.Sprintf(", so %s gets this module's own lines only and those of shared classes land in the base's files", config)
	}
	return ", so this module's lines do not reach the base's files and those of shared classes do"
}

// amongModules reports a module that differs from another one where there is no
// base, or none whose backend is known: one base cannot be right for both.
func amongModules(p *rules.JoinPass, m end, all []end) {
	for _, o := range all {
		if o.backend() == m.backend() || o.fact.Value == configured && m.fact.Value == configured {
			continue
		}
		f := rules.Finding{
			Message:    fmt.Sprintf("%s while %s logs with %s, and one base cannot serve both", m.packs(), o.app.Name, o.backend()),
			Hint:       "choose one backend for all applications of a base and leave it to the base",
			Related:    []rules.Related{{At: o.fact.At, Message: o.place()}},
			Confidence: rules.Medium,
		}
		if m.fact.Value == configured {
			f.Message = fmt.Sprintf("%s is a configuration for %s while %s logs with %s, and one base cannot serve both", m.fact.More["config"], m.backend(), o.app.Name, o.backend())
			f.Level = rules.Warning
		}
		report(p, m, f)
		return
	}
}

func report(p *rules.JoinPass, m end, f rules.Finding) {
	f.At = m.fact.At
	f.Symbol = "logging:" + m.backend()
	p.Report(m.app, f)
}
