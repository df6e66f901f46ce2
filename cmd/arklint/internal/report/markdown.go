package report

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"

	"arklint/rules"
	"arklint/rules/engine"
)

// maxComment is how many characters GitHub takes for a comment; GitLab takes more.
// They are counted as bytes here, which is never too few.
const maxComment = 65536

// Markdown prints a comment for a pull or merge request: the verdict first, then a
// table of what fails the build, then the rest folded away. What does not fit into a
// comment is counted. The first line is a mark by which a script finds the comment of
// the last run to replace it.
func Markdown(w io.Writer, r *engine.Report, opts CIOptions) error {
	var failing, rest []*rules.Finding
	for i := range r.Findings {
		switch f := &r.Findings[i]; {
		case !f.Counts():
		case opts.fails(f):
			failing = append(failing, f)
		default:
			rest = append(rest, f)
		}
	}
	m := markdown{opts: opts}
	m.line("<!-- arklint -->")
	m.line("## " + verdict(r, failing))
	m.line("")
	m.line(aside(r))
	m.table(failing)
	if len(rest) > 0 {
		m.line("")
		m.line("<details><summary>" + foldedWords(rest) + " that the build does not fail for</summary>")
		m.table(rest)
		m.line("")
		m.line("</details>")
	}
	if len(r.Problems) > 0 {
		m.line("")
		m.line("<details><summary>" + plural(len(r.Problems), "problem") + ": not read or not known</summary>")
		m.line("")
		for i, p := range r.Problems {
			if !m.fits("- " + m.place("", rules.Place{Path: p.Path, Line: p.Line}) + ": " + literal(p.Message)) {
				m.line(fmt.Sprintf("- and %d more", len(r.Problems)-i))
				break
			}
		}
		m.line("")
		m.line("</details>")
	}
	_, err := io.WriteString(w, m.String())
	return err
}

func verdict(r *engine.Report, failing []*rules.Finding) string {
	switch {
	case len(r.Bugs) > 0:
		return "arklint could not finish: " + plural(len(r.Bugs), "bug") + " in arklint itself"
	case len(failing) == 0:
		return "arklint: passed"
	}
	return "arklint: failed, " + foldedWords(failing)
}

// aside is the line below the verdict.
func aside(r *engine.Report) string {
	c := r.Count()
	parts := []string{cmp.Or(countWords(c.Errors, c.Warnings, c.Notes), "Nothing found") + " in " + plural(r.Stats.Apps, "app")}
	if c.Unchanged > 0 {
		parts = append(parts, fmt.Sprintf("%d known before", c.Unchanged))
	}
	if n := len(r.Fixed); n > 0 {
		parts = append(parts, fmt.Sprintf("%d fixed", n))
	}
	if c.Suppressed > 0 {
		parts = append(parts, fmt.Sprintf("%d suppressed", c.Suppressed))
	}
	return strings.Join(parts, ", ") + "."
}

func foldedWords(findings []*rules.Finding) string {
	n := map[rules.Level]int{}
	for _, f := range findings {
		n[f.Level]++
	}
	return countWords(n[rules.Error], n[rules.Warning], n[rules.Note])
}

// A markdown is a comment under way.
type markdown struct {
	strings.Builder
	opts CIOptions
}

func (m *markdown) line(s string) { m.WriteString(s + "\n") }

// tail is what has to fit behind the last row: its own remark, and the ends of the
// folded parts.
const tail = 600

// fits writes a line unless the comment would become too long.
func (m *markdown) fits(s string) bool {
	if m.Len()+len(s)+tail > maxComment {
		return false
	}
	m.line(s)
	return true
}

func (m *markdown) table(findings []*rules.Finding) {
	if len(findings) == 0 {
		return
	}
	m.line("")
	m.line("| level | where | what | rule |")
	m.line("| --- | --- | --- | --- |")
	for i, f := range findings {
		what := literal(headline(f))
		if details := m.opts.details(f); len(details) > 0 {
			what += "<br><sub>" + literal(strings.Join(details, "\x00")) + "</sub>"
		}
		if !m.fits(fmt.Sprintf("| %s | %s | %s | `%s` |", f.Level, m.place(f.App, f.At), strings.ReplaceAll(what, "\x00", "<br>"), f.Rule.Name)) {
			m.line("")
			m.line(fmt.Sprintf("And %d more: a comment holds no more than %d characters.", len(findings)-i, maxComment))
			return
		}
	}
}

// place is path:line, a link where the server's address is known.
func (m *markdown) place(app string, at rules.Place) string {
	if at.IsZero() {
		return literal(app)
	}
	at.Col = 0
	text := literal(m.opts.where(app, at))
	if m.opts.Link == nil {
		return text
	}
	return "[" + text + "](" + m.opts.Link(m.opts.rel(at.Path), at.Line) + ")"
}

// literal makes text mean itself in a cell of a Markdown table: code is full of
// marks, @Value would call a user of that name, and #12 link an issue. Servers read
// those in the rendered text, so a character without width has to part them.
func literal(s string) string {
	s = html.EscapeString(strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != 0 {
			return ' '
		}
		return r
	}, s))
	return literalMarks.Replace(s)
}

var literalMarks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`,
	"@", "@&#8203;", "#", "#&#8203;", "!", "!&#8203;", "://", ":&#8203;//",
	// what html.EscapeString wrote stays
	"&#34;", `"`, "&#39;", "'",
)
