// Package gate decides what is new: it compares a run with an earlier state of the
// code, which a baseline file or a git revision tells.
package gate

import (
	"strings"

	"arklint/rules"
	"arklint/rules/engine"
)

// A Known is a finding of the earlier state.
type Known struct {
	Rule   string // by its present name
	App    string
	Symbol string
	Path   string
	Line   int
	Level  rules.Level
	// Print is the finding's fingerprint without its count, Code the hash of its code.
	Print, Code string
}

// Of returns the findings of an earlier run that nobody had suppressed.
func Of(r *engine.Report) []Known { return knownOf(r.Findings, false) }

// knownOf are the findings that are suppressed, or those that are not.
func knownOf(findings []rules.Finding, suppressed bool) []Known {
	var out []Known
	prints, codes := engine.Fingerprints(findings), engine.Codes(findings)
	for i := range findings {
		f := &findings[i]
		if (f.Suppressed != nil) == suppressed {
			out = append(out, Known{f.Rule.Name, f.App, f.Symbol, f.At.Path, f.At.Line, f.Level, uncounted(prints[i]), codes[i]})
		}
	}
	return out
}

// uncounted is a fingerprint without the number that tells equal ones apart: which of
// three equal findings is the new one, order does not say.
func uncounted(print string) string {
	print, _, _ = strings.Cut(print, ":")
	return print
}

// likeness are the ways in which a finding is an earlier one, the surest first. "" is
// like nothing. Each earlier finding stands for one: of three equal ones where there
// were two, one is new.
var likeness = []func(Known) string{
	func(k Known) string { return k.Print + "\x00" + k.Code },
	func(k Known) string { return k.Print },
	// in an app of another name
	func(k Known) string { return join(k.Rule, k.Symbol) },
	// in a package of another name: of its own app first, because the apps of a tree
	// often have classes of one name
	func(k Known) string { return join(k.Rule, k.App, simple(k.Symbol), k.Code) },
	func(k Known) string { return join(k.Rule, simple(k.Symbol), k.Code) },
	// in a class or method of another name
	func(k Known) string { return join(k.Rule, k.App, k.Code) },
}

// join is "" when one of its parts is.
func join(parts ...string) string {
	for _, p := range parts {
		if p == "" {
			return ""
		}
	}
	return strings.Join(parts, "\x00")
}

// simple is a symbol without its package: Prices#cache for com.acme.Prices#cache.
func simple(symbol string) string {
	class, member, ok := strings.Cut(symbol, "#")
	if !ok {
		return symbol
	}
	return class[strings.LastIndexByte(class, '.')+1:] + "#" + member
}

// Compare marks the findings of r as new or unchanged, and puts into r.Fixed what is
// gone of the earlier state: of the rules that ran, and of the files that looked says
// were looked at.
//
// A finding that has become worse is new: a POM line that hands a library to the base
// makes errors of what were doubts. A finding that is suppressed now was not fixed; one whose suppression went away is
// new, which is why known holds none that were suppressed.
func Compare(r *engine.Report, known []Known, looked func(path string) bool) {
	var open []int // findings that count
	for i := range r.Findings {
		r.Findings[i].Baseline = rules.New
		if r.Findings[i].Suppressed == nil {
			open = append(open, i)
		}
	}
	left := pair(knownOf(r.Findings, false), known, func(i int, was Known) {
		if f := &r.Findings[open[i]]; f.Level <= was.Level {
			f.Baseline = rules.Unchanged
		}
	})
	left = pair(knownOf(r.Findings, true), left, func(int, Known) {})
	ran := map[string]*rules.Rule{}
	for _, rule := range r.Rules {
		ran[rule.Name] = rule
	}
	for _, k := range left {
		if rule := ran[k.Rule]; rule != nil && looked(k.Path) {
			r.Fixed = append(r.Fixed, rules.Finding{Rule: rule, App: k.App, Symbol: k.Symbol, At: rules.Place{Path: k.Path, Line: k.Line}})
		}
	}
}

// pair finds an earlier finding for each of now, and returns the earlier ones left over.
func pair(now, known []Known, found func(i int, was Known)) (left []Known) {
	paired := make([]bool, len(now))
	for _, like := range likeness {
		waiting := map[string][]Known{}
		var order []string
		for _, k := range known {
			key := like(k)
			if waiting[key] == nil {
				order = append(order, key)
			}
			waiting[key] = append(waiting[key], k)
		}
		for i, k := range now {
			if key := like(k); !paired[i] && key != "" && len(waiting[key]) > 0 {
				found(i, waiting[key][0])
				waiting[key] = waiting[key][1:]
				paired[i] = true
			}
		}
		known = known[:0:0]
		for _, key := range order {
			known = append(known, waiting[key]...)
		}
	}
	return known
}
