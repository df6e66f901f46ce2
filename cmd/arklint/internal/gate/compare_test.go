package gate

import (
	"strings"
	"testing"

	"arklint/rules"
	"arklint/rules/engine"
)

var exit = &rules.Rule{Name: "jvm-exit"}

// finding reads "app symbol level", in parentheses when it is suppressed.
func finding(word string) rules.Finding {
	bare := strings.Trim(word, "()")
	parts := strings.Fields(bare)
	level, err := rules.ParseLevel(parts[2])
	if err != nil {
		panic(err)
	}
	f := rules.Finding{Rule: exit, App: parts[0], Symbol: parts[1], Level: level, At: rules.Place{Path: parts[0] + "/A.java"}}
	if bare != word {
		f.Suppressed = &rules.Suppression{}
	}
	return f
}

func report(words ...string) *engine.Report {
	r := &engine.Report{Rules: []*rules.Rule{exit}}
	for _, w := range words {
		r.Findings = append(r.Findings, finding(w))
	}
	return r
}

func TestCompare(t *testing.T) {
	tests := []struct {
		name        string
		before, now []string
		want        string // a letter for each finding of now, n or u, then the fixed ones
	}{
		{"the same", []string{"a p.A#f error"}, []string{"a p.A#f error"}, "u"},
		{"one more of the same", []string{"a p.A#f error"}, []string{"a p.A#f error", "a p.A#f error"}, "un"},
		{"one less", []string{"a p.A#f error", "a p.A#f error"}, []string{"a p.A#f error"}, "u p.A#f"},
		{"another app's", []string{"a p.A#f error"}, []string{"b p.A#f error"}, "u"},
		{"both apps, one of them new", []string{"a p.A#f error"}, []string{"a p.A#f error", "b p.A#f error"}, "un"},
		{"worse", []string{"a p.A#f warning"}, []string{"a p.A#f error"}, "n"},
		{"better", []string{"a p.A#f error"}, []string{"a p.A#f note"}, "u"},
		{"allowed now", []string{"a p.A#f error"}, []string{"(a p.A#f error)"}, "n"},
		{"no longer allowed", []string{"(a p.A#f error)"}, []string{"a p.A#f error"}, "n"},
		{"another symbol", []string{"a p.A#f error"}, []string{"a p.A#g error"}, "n p.A#f"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := report(tt.now...)
			Compare(r, Of(report(tt.before...)), func(string) bool { return true })
			got := ""
			for _, f := range r.Findings {
				got += f.Baseline.String()[:1]
			}
			for _, f := range r.Fixed {
				got += " " + f.Symbol
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Renamed packages: classes of one name in several apps find their own earlier selves,
// which may have had other levels.
func TestRenamedPackages(t *testing.T) {
	known := func(app, symbol string, level rules.Level) Known {
		return Known{Rule: "jvm-exit", App: app, Symbol: symbol, Level: level, Print: app + symbol, Code: "c"}
	}
	before := []Known{known("a", "p.A#f", rules.Note), known("b", "p.A#f", rules.Error)}
	now := []Known{known("b", "q.A#f", rules.Error), known("a", "q.A#f", rules.Note)}
	left := pair(now, before, func(i int, was Known) {
		if was.App != now[i].App {
			t.Errorf("the finding of app %s is taken for that of app %s", now[i].App, was.App)
		}
	})
	if len(left) > 0 {
		t.Errorf("%v are left over", left)
	}
}
