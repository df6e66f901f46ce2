// Package syspropclash is the rule sysprop-clash: one System property that two
// applications of a base use for different things.
package syspropclash

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/sysprops"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is sysprop-clash.
var Rule = &rules.Rule{
	Name:    "sysprop-clash",
	Doc:     rules.MustDoc(page, chinese),
	Level:   rules.Error,
	Needs:   rules.Java,
	Calls:   slices.Concat(sysprops.WriteCalls, sysprops.ReadCalls),
	Collect: collect,
	Join:    join,
	// The reads and writes that clash, each at its call.
	Supersedes: []string{"sysprop-write", "sysprop-identity-read", "captured-config"},
}

// Kinds of facts. The key of a fact is the property's; the value of a write is
// what is stored; its "known" is "false" when that is not a constant, or a
// secret, and its "removed" is "true" when the property goes away.
const (
	factWrite = "sysprop-write"
	factRead  = "sysprop-read"
)

func collect(p *rules.Pass) error {
	for _, w := range sysprops.Writes(p.App) {
		key, ok := w.Key.Const()
		if !ok {
			continue
		}
		fact := rules.Fact{Kind: factWrite, Key: key, At: rules.At(w.At), More: map[string]string{"known": "false", "symbol": w.Symbol()}}
		if value, ok := w.New.Const(); ok && !known.SecretProperty(key) {
			fact.Value, fact.More["known"] = value, "true"
		}
		if w.Name == "clearProperty" || w.Name == "remove" {
			fact.More["removed"] = "true"
		}
		p.Export(fact)
	}
	for _, r := range sysprops.Reads(p.App) {
		if r.Env {
			continue
		}
		for _, key := range r.Keys() {
			p.Export(rules.Fact{Kind: factRead, Key: key, At: rules.At(r.At), More: map[string]string{"symbol": r.Symbol()}})
		}
	}
	return nil
}

// A side is what one application does with one key.
type side struct {
	app    *rules.AppFacts
	writes []rules.Fact
	reads  []rules.Fact
}

// constant returns the one constant that the application stores, if it
// stores nothing else.
func (s side) constant() (string, bool) {
	for _, w := range s.writes {
		if w.More["known"] != "true" || w.Value != s.writes[0].Value {
			return "", false
		}
	}
	return s.writes[0].Value, true
}

// says is `to "a" or "b"`.
func (s side) says() string {
	var parts []string
	for _, w := range s.writes {
		if v := stored(w); !slices.Contains(parts, v) {
			parts = append(parts, v)
		}
	}
	return "to " + strings.Join(parts, " or ")
}

// stored is a write's value in words.
func stored(w rules.Fact) string {
	switch {
	case w.More["known"] == "true":
		return fmt.Sprintf("%q", w.Value)
	case w.More["removed"] == "true":
		return "no value"
	case known.SecretProperty(w.Key):
		return "a value that is not shown"
	}
	return "a value computed at run time"
}

func join(p *rules.JoinPass) error {
	members := p.Group.Members()
	var keys []string
	sides := map[string][]side{} // in the members' order
	for _, app := range members {
		mine := map[string]*side{}
		var order []string
		at := func(key string) *side {
			if mine[key] == nil {
				mine[key] = &side{app: app}
				order = append(order, key)
			}
			return mine[key]
		}
		for _, f := range app.Of(factWrite) {
			at(f.Key).writes = append(at(f.Key).writes, f)
		}
		for _, f := range app.Of(factRead) {
			at(f.Key).reads = append(at(f.Key).reads, f)
		}
		for _, key := range order {
			if sides[key] == nil {
				keys = append(keys, key)
			}
			sides[key] = append(sides[key], *mine[key])
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		judge(p, key, sides[key])
	}
	return nil
}

func judge(p *rules.JoinPass, key string, all []side) {
	kind := known.SystemProperty(key).Kind
	if len(all) < 2 || kind == known.SelectorProperty {
		return
	}
	var writers, readers []side
	for _, s := range all {
		if len(s.writes) > 0 {
			writers = append(writers, s)
		} else {
			readers = append(readers, s)
		}
	}
	if len(writers) > 1 && !agree(writers) {
		disagree(p, key, writers, readers)
		return
	}
	if len(writers) == 0 || len(readers) == 0 {
		return
	}
	for _, w := range writers {
		if w.app == p.Group.Base {
			if kind != known.BaseProperty { // what the base sets for all to see
				baseDecides(p, key, w, readers)
			}
			return
		}
	}
	foreign(p, key, writers, readers)
}

// agree reports whether all writers store the same constant.
func agree(writers []side) bool {
	first, ok := writers[0].constant()
	return ok && !slices.ContainsFunc(writers, func(w side) bool {
		v, ok := w.constant()
		return !ok || v != first
	})
}

// disagree reports at every writer that the others write something else.
func disagree(p *rules.JoinPass, key string, writers, readers []side) {
	for _, w := range writers {
		var others []string
		for _, o := range writers {
			if o.app != w.app {
				others = append(others, o.says()+" in "+o.app.Name)
			}
		}
		report(p, w.app, w.writes[0], rules.Finding{
			Level:   p.Rule.LevelFor(p.Deploy),
			Message: fmt.Sprintf("%q is set %s here and %s, and the last one to run decides for all", key, w.says(), list(others)),
			Hint:    fmt.Sprintf("keep %q in each application's own application.properties and read it from the Environment, or let the base call MultiBizProperties.initSystem() first in its main", key),
			Related: slices.Concat(places(w.writes[1:], "set here as well"), ends(writers, w.app), readEnds(readers)),
		})
	}
}

// baseDecides reports at the modules that only read what the base sets.
func baseDecides(p *rules.JoinPass, key string, base side, readers []side) {
	for _, r := range readers {
		report(p, r.app, r.reads[0], rules.Finding{
			Level:   p.Rule.LevelFor(p.Deploy).AtMost(rules.Warning),
			Message: fmt.Sprintf("%q is read here and set %s by the base, so this module gets the base's value", key, base.says()),
			Hint:    fmt.Sprintf("read %q from the module's own Environment if the module needs a value of its own", key),
			Related: slices.Concat(places(r.reads[1:], "read here as well"), ends([]side{base}, r.app)),
		})
	}
}

// foreign reports at modules that set a key, and at the applications that read
// it without ever setting it.
func foreign(p *rules.JoinPass, key string, writers, readers []side) {
	hint := fmt.Sprintf("keep %q in each application's own application.properties and read it from the Environment, or let the base call MultiBizProperties.initSystem() first in its main", key)
	for _, w := range writers {
		report(p, w.app, w.writes[0], rules.Finding{
			Level:   p.Rule.LevelFor(p.Deploy),
			Message: fmt.Sprintf("%q is set %s here and read by %s, which gets this value once this application has started", key, w.says(), apps(readers)),
			Hint:    hint,
			Related: slices.Concat(places(w.writes[1:], "set here as well"), readEnds(readers)),
		})
	}
	for _, r := range readers {
		report(p, r.app, r.reads[0], rules.Finding{
			Level:   p.Rule.LevelFor(p.Deploy),
			Message: fmt.Sprintf("%q is read here and set by %s, so what is read depends on which application has started", key, apps(writers)),
			Hint:    hint,
			Related: slices.Concat(places(r.reads[1:], "read here as well"), ends(writers, r.app)),
		})
	}
}

func report(p *rules.JoinPass, app *rules.AppFacts, at rules.Fact, f rules.Finding) {
	f.At, f.Symbol = at.At, at.More["symbol"]+":"+at.Key
	if !p.Group.Isolation.IsZero() {
		f.Level = rules.Note
		f.Message += ", apart from what MultiBizProperties isolates"
		f.Hint = "initSystem() tells the applications apart, except for tasks on the common pool and on parallel streams, which read null"
		f.Related = append(f.Related, rules.Related{At: p.Group.Isolation, Message: "System properties are isolated from here on"})
	}
	p.Report(app, f)
}

func places(facts []rules.Fact, message string) []rules.Related {
	var out []rules.Related
	for _, f := range facts {
		out = append(out, rules.Related{At: f.At, Message: message})
	}
	return out
}

// ends are the writes of all but one application.
func ends(writers []side, but *rules.AppFacts) []rules.Related {
	var out []rules.Related
	for _, w := range writers {
		if w.app == but {
			continue
		}
		for _, f := range w.writes {
			out = append(out, rules.Related{At: f.At, Message: fmt.Sprintf("%s sets it to %s", w.app.Name, stored(f))})
		}
	}
	return out
}

func readEnds(readers []side) []rules.Related {
	var out []rules.Related
	for _, r := range readers {
		out = append(out, places(r.reads, r.app.Name+" reads it")...)
	}
	return out
}

func apps(sides []side) string {
	var names []string
	for _, s := range sides {
		names = append(names, s.app.Name)
	}
	return list(names)
}

// list joins up to three things in words and counts the rest.
func list(all []string) string {
	switch n := len(all); {
	case n > 3:
		return strings.Join(all[:3], ", ") + fmt.Sprintf(" and %d more", n-3)
	case n > 1:
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
	return strings.Join(all, "")
}
