package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/badallow"
	"arklint/rules/unusedallow"
	"arklint/scanner/model"
)

// settle applies suppressions and the user's levels, drops duplicates and
// sorts. The order matters; see the package comment.
func settle(r *Report, ws *model.Workspace, opts Options) {
	suppress(r, ws, opts)
	r.Findings = slices.DeleteFunc(r.Findings, func(f rules.Finding) bool {
		return userLevel(f.Rule, opts) == rules.Off
	})
	supersede(r)
	for i := range r.Findings {
		f := &r.Findings[i]
		if l := userLevel(f.Rule, opts); l != rules.DefaultLevel {
			f.Level = l
		}
	}
	slices.SortStableFunc(r.Findings, compareFindings)
	r.Findings = slices.CompactFunc(r.Findings, func(a, b rules.Finding) bool {
		return a.Rule == b.Rule && samePlace(a.At, b.At) && a.Message == b.Message && a.AppPath == b.AppPath
	})
	slices.SortFunc(r.Bugs, func(a, b Bug) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.App, b.App), cmp.Compare(a.Message, b.Message))
	})
}

func userLevel(rule *rules.Rule, opts Options) rules.Level { return opts.Levels[rule.Name] }

// supersede drops the findings of rules that a more particular one has spoken
// instead of: at the same place of the same app, or with the one's place among
// the other's related ones. An allow of either has counted before. A preview
// rule, which cannot fail a gate, silences no other.
func supersede(r *Report) {
	type end struct {
		rule, app, path string
		line, col       int
	}
	at := func(rule string, f *rules.Finding, p rules.Place) end {
		return end{rule, f.AppPath, p.Path, p.Line, p.Col}
	}
	taken := map[end]bool{}   // by a more particular rule's finding
	related := map[end]bool{} // named by one
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Rule.Stage == rules.Preview {
			continue
		}
		for _, general := range f.Rule.Supersedes {
			taken[at(general, f, f.At)] = true
			for _, other := range f.Related {
				related[at(general, f, other.At)] = true
			}
		}
	}
	if len(taken) == 0 {
		return
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f rules.Finding) bool {
		own := at(f.Rule.Name, &f, f.At)
		return taken[own] || related[own] || slices.ContainsFunc(f.Related, func(other rules.Related) bool { return taken[at(f.Rule.Name, &f, other.At)] })
	})
}

func samePlace(a, b rules.Place) bool {
	return a.Path == b.Path && a.Line == b.Line && a.Col == b.Col
}

func compareFindings(a, b rules.Finding) int {
	return cmp.Or(
		cmp.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Col, b.At.Col),
		cmp.Compare(a.Rule.Name, b.Rule.Name), cmp.Compare(a.AppPath, b.AppPath), cmp.Compare(a.Message, b.Message),
	)
}

// suppress marks the findings that an allow speaks for, and reports allows
// that are void (bad-allow) or speak for nothing (unused-allow). A file that is
// in several merge groups is judged once.
func suppress(r *Report, ws *model.Workspace, opts Options) {
	ran := map[string]bool{}
	for _, rule := range r.Rules {
		ran[rule.Name] = true
	}
	byFile := map[string][]*allowance{}
	var all []*allowance
	for _, app := range ws.Apps {
		for _, a := range app.Allows() {
			s := &allowance{Allow: a, app: app}
			s.judge(opts.KnownNames)
			all = append(all, s)
			byFile[a.At.File.Path] = append(byFile[a.At.File.Path], s)
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		for _, s := range byFile[f.At.Path] {
			if s.speaksFor(f) {
				s.used[f.Rule.Name] = true
				f.Suppressed = &rules.Suppression{Reason: s.Reason, At: rules.At(s.At)}
				break
			}
		}
	}
	for _, s := range all {
		r.Findings = append(r.Findings, s.findings(ran)...)
	}
}

// An allowance is a suppression being judged.
type allowance struct {
	*model.Allow
	app   *model.App
	names []string        // the rules it names, by their present names
	bad   []string        // what is wrong with it
	used  map[string]bool // the named rules it silenced something of
}

func (s *allowance) judge(known map[string]string) {
	s.used = map[string]bool{}
	for _, n := range s.Rules {
		if name, ok := known[n]; ok {
			s.names = append(s.names, name)
		} else {
			s.bad = append(s.bad, fmt.Sprintf("%q is not the name of a rule", n))
		}
	}
	if len(s.Rules) == 0 {
		s.bad = append(s.bad, "it names no rule")
	}
	if s.Reason == "" && !s.Annotation {
		s.bad = append(s.bad, "it gives no reason")
	}
	if len(s.bad) > 0 {
		s.names = nil
	}
}

func (s *allowance) speaksFor(f *rules.Finding) bool {
	if !slices.Contains(s.names, f.Rule.Name) || f.At.Span.IsZero() {
		return false
	}
	return f.At.Span.Start >= s.Covers.Start && f.At.Span.Start <= s.Covers.End
}

func (s *allowance) findings(ran map[string]bool) []rules.Finding {
	report := func(rule *rules.Rule, message, hint string) rules.Finding {
		return rules.Finding{
			Rule: rule, App: s.app.Name, AppPath: s.app.Dir, At: rules.At(s.At), Level: rule.Level, Confidence: rules.High,
			Message: message, Hint: hint, Symbol: s.app.Name + "#" + strings.Join(s.Rules, ","),
		}
	}
	if len(s.bad) > 0 {
		if !ran[badallow.Rule.Name] {
			return nil
		}
		return []rules.Finding{report(badallow.Rule, "this arklint:allow suppresses nothing: "+strings.Join(s.bad, ", "),
			"write it as arklint:allow rule-name: why this is fine here")}
	}
	if !ran[unusedallow.Rule.Name] {
		return nil
	}
	var dead []string
	for _, n := range s.names {
		if !s.used[n] && ran[n] {
			dead = append(dead, n)
		}
	}
	if len(dead) == 0 {
		return nil
	}
	return []rules.Finding{report(unusedallow.Rule, "this arklint:allow matches no finding of "+strings.Join(dead, ", "),
		"remove it, or the name that matches nothing")}
}
