// Package sharedstaticlogger is the rule shared-static-logger: where a context
// selector gives every application a logging context of its own, a static logger
// in a class that the base loads belongs to the application that came first
// (observed.md 61).
package sharedstaticlogger

import (
	_ "embed"
	"fmt"
	"slices"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/sysprops"
	"arklint/scanner/ark"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is shared-static-logger.
var Rule = &rules.Rule{
	Name:  "shared-static-logger",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Stage: rules.Preview,
	Needs: rules.Java | rules.POM,
	Calls: sysprops.WriteCalls,
	Types: known.LoggerTypes(),
	Check: check,
}

func check(p *rules.Pass) error {
	loggers := staticLoggers(p.App)
	if len(loggers) == 0 {
		return nil
	}
	s, why := separation(p)
	for _, l := range loggers {
		switch {
		case why != "":
			p.Clear(l.at, why)
		case l.JVMWide:
			p.Clear(l.at, "java.util.logging is one for the JVM, whoever loads the class: nothing to report")
		default:
			report(p, l, s)
		}
	}
	return nil
}

// A logger is a static logger: a field, or an annotation that makes one.
type logger struct {
	known.Logger
	name  string
	owner *model.Type
	at    source.Span
}

func staticLoggers(app *model.App) []logger {
	var out []logger
	for _, f := range app.StaticFields() {
		if f.Type == nil || f.Type.Dims > 0 {
			continue
		}
		if l, ok := known.Loggers[f.Type.Qualified]; ok {
			out = append(out, logger{l, f.Name, f.Owner, f.At})
		}
	}
	for _, t := range app.Types() {
		for _, a := range t.Annotations {
			if l, ok := known.LombokLoggers[a.Name.Qualified]; ok {
				out = append(out, logger{l, "log", t, a.At})
			}
		}
	}
	return out
}

// A separated is how a base keeps its applications' logs apart.
type separated struct {
	selector   source.Span // where it names the context selector
	confidence rules.Confidence
	cure       string // what the base can do about static loggers
}

// separation says how the logs of the applications that use p.App are kept
// apart, or why nothing is to be said of its static loggers.
func separation(p *rules.Pass) (s separated, why string) {
	base := p.Group.Base
	switch {
	case p.App.Role == model.Base:
		return s, "the base's own lines belong in the base's log: nothing to report"
	case p.Loading.By != ark.ByBase || base == nil:
		return s, "nothing says that the base loads this class: nothing to report"
	case len(p.Loading.Users) < 2:
		return s, "one application uses this class: nothing to report"
	}
	if s.selector = selector(base); s.selector.IsZero() {
		return s, "no context selector keeps the applications' logs apart: nothing to report beside that"
	}
	patched := base.Build != nil && !base.Build.BasePlugin.IsZero()
	has := func(artifacts ...string) bool {
		return slices.ContainsFunc(base.Dependencies, func(d *model.Dependency) bool { return slices.Contains(artifacts, d.ArtifactID) })
	}
	switch known.LogbackSelectors(base) {
	case known.SelectorHonoured:
		if patched || has("koupleless-adapter-logback") {
			return s, "Koupleless's adapter for logback up to 1.2.13 sends every line to the application that logs it: nothing to report"
		}
		s.confidence = rules.High
		s.cure = ", or let koupleless-base-build-plugin patch logback's Logger (goal add-patch)"
	case known.SelectorIgnored: // koupleless-adapter-logback has nothing for these versions
		if !patched && !has("koupleless-adapter-logback-spring-starter-3.0", "koupleless-adapter-logback-spring-starter-3.2") {
			return s, "without an adapter this logback ignores the context selector: nothing to report beside that"
		}
		s.confidence = rules.High
	default:
		if patched {
			return s, "an adapter may cover this logback, whose version is not known: nothing to report"
		}
		s.confidence = rules.Medium
	}
	return s, ""
}

// selector is where the base sets logback.ContextSelector to one of SOFAArk's.
func selector(base *model.App) source.Span {
	for _, w := range sysprops.Writes(base) {
		key, ok := w.Key.Const()
		if !ok || known.SystemProperty(key).Kind != known.SelectorProperty || w.New == nil {
			continue
		}
		if value, ok := w.New.Const(); !ok || known.ArkLogbackSelector(value) {
			return w.At
		}
	}
	return source.Span{}
}

func report(p *rules.Pass, l logger, s separated) {
	share := p.Shared()
	owner := l.owner.Top().Simple
	if l.owner.Simple != "" {
		owner = l.owner.Simple
	}
	p.Report(rules.Finding{
		At: rules.At(l.at), Level: share.Level, Confidence: min(share.Confidence, s.confidence), Symbol: l.owner.Name + "#" + l.name,
		Message: fmt.Sprintf("the static logger of %s belongs to the application that uses %s first: the lines of all the others land in that one's log", owner, owner),
		Hint:    "get the logger where it is used, or keep it in an instance field of objects that each application makes for itself, or pack this library in every module" + s.cure,
		Related: append(share.Related, rules.Related{At: rules.At(s.selector), Message: "from here on every application has a logging context of its own"}),
	})
}
