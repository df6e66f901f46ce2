package rules

import (
	"fmt"

	"arklint/scanner/source"
)

// A Finding is one thing wrong with the user's code.
type Finding struct {
	Rule       *Rule
	App        string // the app's name
	AppPath    string // the app's folder, which tells apps of one name apart
	At         Place
	Level      Level  // DefaultLevel: the rule's
	Message    string // one sentence without a full stop: what is wrong here
	Hint       string // what to do
	Confidence Confidence
	// Symbol is an identity without a line number, for baselines and SARIF
	// fingerprints: com.acme.Prices#cache, com.acme.A#init:app.id.
	Symbol  string
	Related []Related
	Fixes   []Fix

	// Suppressed is set by the engine when an allow speaks for the finding.
	Suppressed *Suppression
	// Baseline is set when the run was compared with an earlier state of the code.
	Baseline Baseline
}

// Counts reports whether f can fail a gate, as far as nobody has agreed to it: it is
// neither suppressed nor was it there before.
func (f *Finding) Counts() bool { return f.Suppressed == nil && f.Baseline != Unchanged }

// A Baseline tells whether a finding was there in an earlier state of the code.
type Baseline uint8

// Baselines.
const (
	NotCompared Baseline = iota // as good as new
	New
	Unchanged
)

// String is SARIF's word, "new" also for what was not compared.
func (b Baseline) String() string {
	if b == Unchanged {
		return "unchanged"
	}
	return "new"
}

// A Related is another place that matters, with what it has to do with it.
type Related struct {
	At      Place
	Message string
}

// maxRelated is how many places of one kind a finding names.
const maxRelated = 5

// FirstFew names the first places of many; the last one named says how many
// more there are.
func FirstFew[T any](all []T, place func(T) Related) []Related {
	var out []Related
	for i, x := range all {
		r := place(x)
		if i == maxRelated {
			r.Message = fmt.Sprintf("and %d more", len(all)-i)
			return append(out, r)
		}
		out = append(out, r)
	}
	return out
}

// A Safety says whether a fix may be applied unseen.
type Safety uint8

// Safeties.
const (
	Safe   Safety = iota // keeps the program's meaning
	Review               // a proposal
)

func (s Safety) String() string {
	if s == Review {
		return "review"
	}
	return "safe"
}

// A Fix is a proposed change.
type Fix struct {
	Title  string
	Safety Safety
	Edits  []source.Edit
}

// A Suppression is why a finding does not count.
type Suppression struct {
	Reason string
	At     Place // the allow
}
