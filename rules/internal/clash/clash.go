// Package clash finds what two applications of a base claim for themselves and
// a JVM has once: the common part of rules that compare names.
package clash

import (
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
)

// An End is one application that claims a name.
type End struct {
	App  *rules.AppFacts
	Fact rules.Fact // its key is the name
}

// Ends returns the names that at least two applications of g claim by facts of
// that kind, in order, each with its first claim by every application.
func Ends(g *rules.GroupFacts, kind string) [][]End {
	byName := map[string][]End{}
	for _, app := range g.Members() {
		for _, f := range app.Of(kind) {
			if !slices.ContainsFunc(byName[f.Key], func(e End) bool { return e.App == app }) {
				byName[f.Key] = append(byName[f.Key], End{app, f})
			}
		}
	}
	var names []string
	for name, ends := range byName {
		if len(ends) > 1 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out [][]End
	for _, name := range names {
		out = append(out, byName[name])
	}
	return out
}

// Report reports a name at the end of each application, with the other ends as
// related places; where several run the same line of a library, once. The
// function say words the finding of one end: by is "also by user and stock", or "by
// each of order and user" when they run this very line.
func Report(p *rules.JoinPass, ends []End, say func(e End, by string) rules.Finding) {
	for i, e := range ends {
		if slices.ContainsFunc(ends[:i], e.samePlace) {
			continue
		}
		var others []string
		var related []rules.Related
		together := false
		for _, o := range ends {
			switch {
			case o.App == e.App:
				continue
			case o.samePlace(e):
				together = true
			default:
				related = append(related, rules.Related{At: o.Fact.At, Message: "here by " + o.App.Name})
			}
			others = append(others, o.App.Name)
		}
		by := "also by " + List(others)
		if together {
			by = "by each of " + List(append([]string{e.App.Name}, others...))
		}
		f := say(e, by)
		f.At, f.Symbol, f.Related = e.Fact.At, e.Fact.More["symbol"]+":"+e.Fact.Key, append(f.Related, related...)
		if together && f.Confidence == rules.DefaultConfidence {
			f.Confidence = rules.Medium // both may not run it
		}
		p.Report(e.App, f)
	}
}

func (e End) samePlace(o End) bool {
	a, b := e.Fact.At, o.Fact.At
	return a.Path == b.Path && a.Line == b.Line && a.Col == b.Col
}

// List joins up to three names in words and counts the rest.
func List(all []string) string {
	switch n := len(all); {
	case n > 3:
		return strings.Join(all[:3], ", ") + fmt.Sprintf(" and %d more", n-3)
	case n > 1:
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
	return strings.Join(all, "")
}
