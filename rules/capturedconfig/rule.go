// Package capturedconfig is the rule captured-config: configuration that a
// static field keeps from the moment when its class is initialised (observed.md 2).
package capturedconfig

import (
	_ "embed"
	"fmt"
	"slices"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/rules/internal/sysprops"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is captured-config.
var Rule = &rules.Rule{
	Name:  "captured-config",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: slices.Concat(sysprops.ReadCalls, sysprops.WriteCalls),
	Types: types(),
	Check: check,
	// The read that fills the field.
	Supersedes: []string{"sysprop-identity-read"},
}

func types() []string {
	var out []string
	for _, s := range known.ConfigSources {
		out = append(out, s.Class)
	}
	return out
}

func check(p *rules.Pass) error {
	share := p.Shared()
	f := &finder{app: p.App}
	for _, field := range p.App.StaticFields() {
		if field.EnumConst || len(state.Reassigned(field)) > 0 {
			continue // written later as well: shared-static-field
		}
		c, ok := f.captured(field)
		if !ok {
			continue
		}
		if share.Silent {
			packed(p, field, c)
			continue
		}
		shared(p, field, c, share)
	}
	return nil
}

// shared judges a field of a class that the base loads for all. A number or a
// truth value tunes a library, and a start parameter that nobody in sight sets is
// mostly meant for all: a note.
func shared(p *rules.Pass, field *model.Field, c capture, share rules.Sharing) {
	level := share.Level
	writes := writers(p, c, nil)
	if c.from == "" && len(writes) == 0 && (c.plain || isPlain(field.Type)) && !c.identity() {
		level = level.AtMost(rules.Note)
	}
	report(p, field, c, rules.Finding{
		Level: level, Confidence: min(share.Confidence, c.confidence), Related: append(places(writes), share.Related...),
		Message: fmt.Sprintf("%s is read once, when this class is initialised, so the value of the application that comes first serves all%s", c.what(), share.Suffix),
		Hint:    "read it when it is needed, from the Environment of the application that asks, or keep one value for each context class loader",
	})
}

// packed judges a field of a class of which every module has a copy: a System
// property that another application writes is as it is when the class happens to
// be initialised.
func packed(p *rules.Pass, field *model.Field, c capture) {
	writes := writers(p, c, p.App)
	if len(writes) == 0 {
		p.Clear(field.At, "this class is the module's own, and no other application sets what it reads")
		return
	}
	if !p.Group.Isolation.IsZero() {
		p.Clear(field.At, "MultiBizProperties gives every module System properties of its own")
		return
	}
	report(p, field, c, rules.Finding{
		Level: p.Rule.LevelFor(p.Deploy), Confidence: c.confidence, Related: places(writes),
		Message: fmt.Sprintf("%s is read once, when this class is initialised, and %s sets it, so this value depends on which of the two comes first", c.what(), writes[0].app.Name),
		Hint:    "read it when it is needed, from this application's own Environment, or let the base call MultiBizProperties.initSystem() first in its main",
	})
}

// A write is a place where an application of the group sets a System property.
type write struct {
	sysprops.Write
	app *model.App
}

// writers returns the places that set the System property c, but for those of one app.
func writers(p *rules.Pass, c capture, but *model.App) []write {
	if c.env || c.key == "" || c.from != "" {
		return nil
	}
	var out []write
	for _, app := range p.Group.Apps() {
		if app == but {
			continue
		}
		for _, w := range sysprops.Writes(app) {
			if key, ok := w.Key.Const(); ok && key == c.key {
				out = append(out, write{w, app})
			}
		}
	}
	return out
}

func places(writes []write) []rules.Related {
	return rules.FirstFew(writes, func(w write) rules.Related {
		return rules.Related{At: rules.At(w.At), Message: w.app.Name + " sets it"}
	})
}

func report(p *rules.Pass, field *model.Field, c capture, f rules.Finding) {
	f.At, f.Symbol = rules.At(field.At), field.Symbol()
	f.Related = append([]rules.Related{{At: rules.At(c.at), Message: "read here"}}, f.Related...)
	p.Report(f)
}
