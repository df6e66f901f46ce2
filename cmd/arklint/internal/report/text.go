package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// TextOptions say how Text prints.
type TextOptions struct {
	Color bool
	Width int  // of the terminal in cells; 0: not known
	Quiet bool // the findings and what went wrong, without groups and summary
	// Rel turns a path of the report, relative to the scanned root, into one that
	// can be opened from where the user stands. nil leaves it.
	Rel func(string) string
	// Elapsed is shown in the summary when it is not 0.
	Elapsed time.Duration
}

// Text prints r for a person:
//
//	group: base (base) ← order, user (modules), shop-common (library)
//
//	order/src/main/java/com/acme/A.java:12:9: error: System.setProperty("app.id") is seen by every module [sysprop-write]
//	   |
//	12 |         System.setProperty("app.id", id);
//	   |         ^^^^^^^^^^^^^^^^^^
//	   = see base/pom.xml:31:5: the base depends on shop-common
//	   = hint: read it from the module's own Environment
//
//	2 errors, 1 warning in 3 apps (1 base, 2 modules), 1 suppressed; 24 files
//
// The first line of a finding is gcc's, so that terminals, editors and CI
// problem matchers find the place: its end is always the rule in brackets, and
// how sure we are stands in front of that.
//
// Findings that are suppressed or of the baseline are only counted. Problems come after the findings, bugs
// after the problems: neither is about the user's code.
func Text(w io.Writer, r *engine.Report, opts TextOptions) error {
	if opts.Width <= 0 {
		opts.Width = defaultWidth
	}
	p := textPrinter{w: bufio.NewWriter(w), colors: palette(opts.Color), opts: opts}
	if !opts.Quiet && len(r.Groups) > 0 {
		for _, g := range r.Groups {
			p.group(g, r.Deploy)
		}
		p.w.WriteString("\n")
	}
	var open *source.File
	for i := range r.Findings {
		f := &r.Findings[i]
		if !f.Counts() {
			continue
		}
		// Findings come by path: the text of one file is held at a time.
		if file := f.At.Span.File; file != open {
			if open != nil {
				open.Release()
			}
			open = file
		}
		p.finding(f)
	}
	if open != nil {
		open.Release()
	}
	if !opts.Quiet {
		p.fixed(r.Fixed)
	}
	p.problems(r.Problems)
	p.bugs(r.Bugs)
	if r.Incomplete {
		fmt.Fprintln(p.w, p.colors.paint(yellow, "interrupted: not everything was looked at, so silence means nothing"))
	}
	if !opts.Quiet {
		fmt.Fprintln(p.w, p.summary(r))
	}
	return p.w.Flush()
}

type textPrinter struct {
	w      *bufio.Writer // keeps the first error for Flush
	colors palette
	opts   TextOptions
}

// group prints one merge group: who was taken for what, because every finding
// rests on it.
func (p *textPrinter) group(g *model.Group, deploy rules.Deployment) {
	head := "no base"
	if g.Base != nil {
		head = p.colors.paint(bold, neutral(g.Base.Name)) + " (base)"
	}
	var parts []string
	if len(g.Modules) > 0 {
		parts = append(parts, names(g.Modules, kindOf(len(g.Modules), "module")))
	}
	for _, role := range []model.Role{model.Library, model.Unknown, model.Module, model.Base} {
		var of []*model.App
		for _, a := range g.Others {
			if a.Role == role {
				of = append(of, a)
			}
		}
		switch {
		case len(of) == 0:
		case role == model.Unknown:
			parts = append(parts, names(of, "unknown role"))
		default:
			parts = append(parts, names(of, kindOf(len(of), role.String())))
		}
	}
	line := p.colors.paint(dim, "group:") + " " + head
	if len(parts) > 0 {
		arrow := " ← "
		if g.Base == nil {
			arrow = ": "
		}
		line += arrow + strings.Join(parts, ", ")
	}
	if deploy == rules.Dynamic {
		line += ", deployed dynamically"
	}
	fmt.Fprintln(p.w, line)
}

// maxNames is how many apps of one kind a group line names.
const maxNames = 12

// names lists apps and says what they are: "order, user (modules)".
func names(apps []*model.App, kind string) string {
	var list []string
	for i, a := range apps {
		if i == maxNames {
			list = append(list, fmt.Sprintf("%d more", len(apps)-maxNames))
			break
		}
		list = append(list, neutral(a.Name))
	}
	return strings.Join(list, ", ") + " (" + kind + ")"
}

// kindOf is plural without the number.
func kindOf(n int, word string) string {
	_, word, _ = strings.Cut(plural(n, word), " ")
	return word
}

func (p *textPrinter) finding(f *rules.Finding) {
	attribute := map[rules.Level]string{rules.Error: red, rules.Warning: yellow, rules.Note: cyan}[f.Level]
	place := p.place(f.At)
	if place == "" { // a finding about a whole app
		place = neutral(f.App)
	}
	fmt.Fprintf(p.w, "%s: %s: %s", p.colors.paint(bold, place), p.colors.paint(attribute, f.Level.String()), neutral(f.Message))
	if doubt := doubts(f); doubt != "" {
		p.w.WriteString(" " + p.colors.paint(dim, "("+doubt+")"))
	}
	fmt.Fprintln(p.w, " "+p.colors.paint(dim, "["+f.Rule.Name+"]"))

	indent := " "
	if f.At.Line > 0 {
		if fr, ok := newFrame(f.At.Span, p.opts.Width); ok {
			fr.write(p.w, p.colors, attribute)
			indent = strings.Repeat(" ", fr.gutter())
		}
	}
	note := func(label, text string) {
		fmt.Fprintf(p.w, "%s %s %s %s\n", indent, p.colors.paint(blue, "="), p.colors.paint(bold, label), text)
	}
	for _, rel := range f.Related {
		text := neutral(rel.Message)
		if at := p.place(rel.At); at != "" {
			text = at + ": " + text
		}
		note("see", text)
	}
	if f.Hint != "" {
		note("hint:", neutral(f.Hint))
	}
	for _, fix := range f.Fixes {
		text := neutral(fix.Title)
		if fix.Safety == rules.Review {
			text += " (to review)"
		}
		note("fix:", text)
	}
	p.w.WriteString("\n")
}

// doubts says in what way a finding is less than certain, "" when it is not: how
// sure we are, and that its rule is too young to fail a gate.
func doubts(f *rules.Finding) string {
	var words []string
	if f.Rule.Stage == rules.Preview {
		words = append(words, "preview")
	}
	if f.Confidence == rules.Low || f.Confidence == rules.Medium {
		words = append(words, f.Confidence.String()+" confidence")
	}
	return strings.Join(words, ", ")
}

// place prints path:line:column, as much of it as is known.
func (p *textPrinter) place(at rules.Place) string {
	if at.IsZero() {
		return ""
	}
	path := at.Path
	if p.opts.Rel != nil {
		path = p.opts.Rel(path)
	}
	path = neutral(path)
	switch {
	case at.Line <= 0:
		return path
	case at.Col <= 0:
		return fmt.Sprintf("%s:%d", path, at.Line)
	}
	return fmt.Sprintf("%s:%d:%d", path, at.Line, at.Col)
}

// maxFixed is how many fixed findings are named.
const maxFixed = 10

// fixed names what was found before and is gone.
func (p *textPrinter) fixed(findings []rules.Finding) {
	if len(findings) == 0 {
		return
	}
	fmt.Fprintln(p.w, p.colors.paint(green, "fixed:"))
	for i := range findings {
		if i == maxFixed {
			fmt.Fprintf(p.w, "  and %d more\n", len(findings)-maxFixed)
			break
		}
		f := &findings[i]
		fmt.Fprintf(p.w, "  %s: %s %s\n", p.place(rules.Place{Path: f.At.Path}), neutral(f.Symbol), p.colors.paint(dim, "["+f.Rule.Name+"]"))
	}
	p.w.WriteString("\n")
}

func (p *textPrinter) problems(problems []model.Problem) {
	if len(problems) == 0 {
		return
	}
	fmt.Fprintln(p.w, p.colors.paint(bold, "could not be read or known:"))
	for _, b := range problems {
		line := neutral(b.Message)
		if at := p.place(rules.Place{Path: b.Path, Line: b.Line}); at != "" {
			line = at + ": " + line
		}
		fmt.Fprintln(p.w, "  "+line)
	}
	p.w.WriteString("\n")
}

func (p *textPrinter) bugs(bugs []engine.Bug) {
	if len(bugs) == 0 {
		return
	}
	fmt.Fprintln(p.w, p.colors.paint(red, "this is a bug in arklint, please report it:"))
	for _, b := range bugs {
		fmt.Fprintf(p.w, "  rule %s on %s: %s\n", neutral(b.Rule), neutral(b.App), neutral(b.Message))
	}
	p.w.WriteString("\n")
}

// summary is the last line: "2 errors, 1 note in 3 apps (1 base, 2 modules), 1 suppressed; 24 files".
func (p *textPrinter) summary(r *engine.Report) string {
	apps := 0
	roles := map[model.Role]int{}
	for _, g := range r.Groups {
		for _, a := range g.Apps() {
			apps++
			roles[a.Role]++
		}
	}
	if apps == 0 && r.Stats.Files == 0 && len(r.Findings) == 0 {
		return "nothing to look at: no Java sources, POMs or configuration files were found"
	}

	c := r.Count()
	var found []string
	add := func(n int, word, attribute string) {
		if n > 0 {
			found = append(found, p.colors.paint(attribute, plural(n, word)))
		}
	}
	add(c.Errors, "error", red)
	add(c.Warnings, "warning", yellow)
	add(c.Notes, "note", cyan)
	switch {
	case found == nil && c.Unchanged > 0:
		found = []string{"nothing new"}
	case found == nil:
		found = []string{"nothing found"}
	}

	var of []string
	for _, role := range []model.Role{model.Base, model.Module, model.Library, model.Unknown} {
		switch n := roles[role]; {
		case n == 0:
		case role == model.Unknown:
			of = append(of, fmt.Sprintf("%d of unknown role", n))
		default:
			of = append(of, plural(n, role.String()))
		}
	}
	s := strings.Join(found, ", ") + " in " + plural(apps, "app")
	if len(of) > 0 {
		s += " (" + strings.Join(of, ", ") + ")"
	}
	if c.Unchanged > 0 {
		s += fmt.Sprintf(", %d known before", c.Unchanged)
	}
	if n := len(r.Fixed); n > 0 {
		s += fmt.Sprintf(", %d fixed", n)
	}
	if c.Suppressed > 0 {
		s += fmt.Sprintf(", %d suppressed", c.Suppressed)
	}
	if n := len(r.Problems); n > 0 {
		s += ", " + plural(n, "problem")
	}
	s += "; " + plural(r.Stats.Files, "file")
	if p.opts.Elapsed > 0 {
		s += fmt.Sprintf(" in %d ms", p.opts.Elapsed.Milliseconds())
	}
	return s
}

// plural counts things: "1 error", "2 libraries".
func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, word)
}
