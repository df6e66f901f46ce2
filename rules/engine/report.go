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
	// Fixed are findings of an earlier state of the code that are gone, when the run
	// was compared with one: rule, app, path and symbol of each.
	Fixed []rules.Finding
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
type Counts struct {
	Errors, Warnings, Notes int
	Suppressed              int
	Unchanged               int // were there before, and are not suppressed
}

// Count counts r's findings; suppressed ones and those of the baseline count only as such.
func (r *Report) Count() Counts {
	var c Counts
	for i := range r.Findings {
		switch f := &r.Findings[i]; {
		case f.Suppressed != nil:
			c.Suppressed++
		case f.Baseline == rules.Unchanged:
			c.Unchanged++
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
// suppressed, nor of the baseline, nor of a preview rule. DefaultLevel without any.
func (r *Report) Worst() rules.Level {
	worst := rules.DefaultLevel
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Counts() && f.Rule.Stage == rules.Stable {
			worst = max(worst, f.Level)
		}
	}
	return worst
}
