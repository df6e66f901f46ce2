// Package fix chooses which of the fixes that findings offer are made together, and
// proves them: the edited files can be read as before, the findings are gone, and no new
// ones have come.
package fix

import (
	"slices"

	"arklint/cmd/arklint/internal/gate"
	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/model"
	"arklint/scanner/sink"
	"arklint/scanner/source"
)

// A Choice is the fix of one finding.
type Choice struct {
	Finding *rules.Finding
	Fix     rules.Fix
}

// Chosen are fixes that can be made together.
type Chosen struct {
	Made []Choice
	// Unsafe are findings with fixes that only a person may decide on, Overlapping
	// those whose edits meet those of another: they can be had when these are made.
	Unsafe, Overlapping []*rules.Finding
}

// Choose takes each finding's first fix: the safe ones, and those that need a review of
// the rules for which review says so.
func Choose(r *engine.Report, review func(*rules.Rule) bool) *Chosen {
	c := &Chosen{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !f.Counts() || len(f.Fixes) == 0 {
			continue
		}
		at := slices.IndexFunc(f.Fixes, func(x rules.Fix) bool {
			return len(x.Edits) > 0 && (x.Safety == rules.Safe || review(f.Rule))
		})
		switch {
		case at < 0:
			c.Unsafe = append(c.Unsafe, f)
		case c.clash(f.Fixes[at].Edits):
			c.Overlapping = append(c.Overlapping, f)
		default:
			c.Made = append(c.Made, Choice{f, f.Fixes[at]})
		}
	}
	return c
}

// clash reports whether edits touch what a chosen fix edits. The same edit, as of an
// import that two fixes need, is none.
func (c *Chosen) clash(edits []source.Edit) bool {
	for _, made := range c.Made {
		for _, a := range made.Fix.Edits {
			for _, b := range edits {
				if a != b && a.Span.File == b.Span.File && a.Span.Start <= b.Span.End && b.Span.Start <= a.Span.End {
					return true
				}
			}
		}
	}
	return false
}

// Changes are the edits by file, in the order of the findings.
func (c *Chosen) Changes() []sink.Change {
	var out []sink.Change
	at := map[*source.File]int{}
	for _, made := range c.Made {
		for _, e := range made.Fix.Edits {
			i, ok := at[e.Span.File]
			if !ok {
				i = len(out)
				at[e.Span.File] = i
				out = append(out, sink.Change{File: e.Span.File})
			}
			if !slices.Contains(out[i].Edits, e) {
				out[i].Edits = append(out[i].Edits, e)
			}
		}
	}
	return out
}

// Withdraw takes back the fixes that edit one of the files, and returns their findings.
func (c *Chosen) Withdraw(files map[string]bool) []*rules.Finding {
	var out []*rules.Finding
	c.Made = slices.DeleteFunc(c.Made, func(made Choice) bool {
		if !slices.ContainsFunc(made.Fix.Edits, func(e source.Edit) bool { return files[e.Span.File.Path] }) {
			return false
		}
		out = append(out, made.Finding)
		return true
	})
	return out
}

// Failed are the files in which the fixes do not hold, judged by a run over the edited
// tree: something cannot be read that could be, a finding is still there, or a new one.
func (c *Chosen) Failed(before, after *engine.Report) map[string]bool {
	edited := map[string]bool{}
	for _, change := range c.Changes() {
		edited[change.File.Path] = true
	}
	failed := map[string]bool{}
	for _, p := range after.Problems {
		if edited[p.Path] && !slices.ContainsFunc(before.Problems, func(b model.Problem) bool { return b.Path == p.Path && b.Message == p.Message }) {
			failed[p.Path] = true
		}
	}
	gate.Compare(after, gate.Of(before), func(string) bool { return true })
	for i := range after.Findings {
		if f := &after.Findings[i]; f.Counts() && edited[f.At.Path] {
			failed[f.At.Path] = true
		}
	}
	type gone struct{ rule, path string }
	left := map[gone]int{}
	for _, made := range c.Made {
		left[gone{made.Finding.Rule.Name, made.Finding.At.Path}]++
	}
	for i := range after.Fixed {
		left[gone{after.Fixed[i].Rule.Name, after.Fixed[i].At.Path}]--
	}
	for g, n := range left {
		if n > 0 {
			failed[g.path] = true
		}
	}
	return failed
}
