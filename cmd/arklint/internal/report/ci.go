package report

import (
	"fmt"
	"strings"

	"arklint/rules"
)

// CIOptions say how the formats for CI servers print. They show only findings that
// count: what is suppressed or of the baseline is nobody's task in this build.
type CIOptions struct {
	// Rel turns a path of the report into a slash path from the checkout's root, which
	// is what the servers link. nil leaves it.
	Rel func(string) string
	// FailOn is the lowest level that fails the build; Off fails none.
	FailOn rules.Level
	// Link gives the address of a line on the server, nil when it is not known.
	Link func(path string, line int) string
}

func (o CIOptions) rel(path string) string {
	if o.Rel == nil || path == "" {
		return path
	}
	return o.Rel(path)
}

// fails reports whether f makes the exit status 1.
func (o CIOptions) fails(f *rules.Finding) bool {
	return o.FailOn != rules.Off && f.Level >= o.FailOn && f.Rule.Stage == rules.Stable
}

// where is path:line:column, the app for a finding without a place.
func (o CIOptions) where(app string, at rules.Place) string {
	switch {
	case at.IsZero():
		return app
	case at.Line <= 0:
		return o.rel(at.Path)
	case at.Col <= 0:
		return fmt.Sprintf("%s:%d", o.rel(at.Path), at.Line)
	}
	return fmt.Sprintf("%s:%d:%d", o.rel(at.Path), at.Line, at.Col)
}

// details are the lines below a finding's message: the other places, and what to do.
func (o CIOptions) details(f *rules.Finding) []string {
	var lines []string
	for _, r := range f.Related {
		line := "see " + r.Message
		if !r.At.IsZero() {
			line = "see " + o.where("", r.At) + ": " + r.Message
		}
		lines = append(lines, neutral(line))
	}
	if f.Hint != "" {
		lines = append(lines, neutral("hint: "+f.Hint))
	}
	return lines
}

// headline is a finding's message with what makes it less than certain.
func headline(f *rules.Finding) string {
	if doubt := doubts(f); doubt != "" {
		return neutral(f.Message + " (" + doubt + ")")
	}
	return neutral(f.Message)
}

// countWords is "2 errors, 1 note", "" for nothing.
func countWords(errors, warnings, notes int) string {
	var parts []string
	for _, c := range []struct {
		n    int
		word string
	}{{errors, "error"}, {warnings, "warning"}, {notes, "note"}} {
		if c.n > 0 {
			parts = append(parts, plural(c.n, c.word))
		}
	}
	return strings.Join(parts, ", ")
}
