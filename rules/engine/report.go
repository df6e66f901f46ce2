package engine

import (
	"arklint/rules"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A Report is everything one run has to say, settled and sorted: what every
// output format prints.
type Report struct {
	Deploy   rules.Deployment
	Groups   []*model.Group
	Findings []rules.Finding // by place; suppressed ones are present and marked
	Problems []model.Problem // by path and line
	Bugs     []Bug
	Stats    model.Stats
	Rules    []*rules.Rule // the rules that ran, by name
	// Incomplete: the run was cut short (Ctrl-C), so silence means nothing.
	Incomplete bool
	// Looks are what each rule made of each app, kept when Options.Trace asks for them.
	Looks []Look
}

// A Look is what one rule made of one app, beside its findings.
type Look struct {
	Rule  *rules.Rule
	App   *model.App
	Group *model.Group
	// Sharing is what the rule was told when it asked who loads the app's classes;
	// nil when it did not ask.
	Sharing *rules.Sharing
	Cleared []Cleared
}

// Cleared is a place that a rule looked at and found harmless.
type Cleared struct {
	Rule *rules.Rule
	At   source.Span
	Why  string
}

// A Bug is a promise of arklint's own that was broken: a rule that panicked.
type Bug struct {
	Rule    string
	App     string
	Message string
}

// Counts are the numbers of findings that count, by level.
type Counts struct{ Errors, Warnings, Notes, Suppressed int }

// Count counts r's findings; suppressed ones count only as such.
func (r *Report) Count() Counts {
	var c Counts
	for i := range r.Findings {
		switch f := &r.Findings[i]; {
		case f.Suppressed != nil:
			c.Suppressed++
		case f.Level == rules.Error:
			c.Errors++
		case f.Level == rules.Warning:
			c.Warnings++
		case f.Level == rules.Note:
			c.Notes++
		}
	}
	return c
}

// Worst is the highest level among the findings that can fail a gate: neither
// suppressed nor of a preview rule. DefaultLevel without any.
func (r *Report) Worst() rules.Level {
	worst := rules.DefaultLevel
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Suppressed == nil && f.Rule.Stage == rules.Stable {
			worst = max(worst, f.Level)
		}
	}
	return worst
}
