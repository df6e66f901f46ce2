package rules

import (
	"fmt"
	"strings"
)

// A Doc is a rule's page, rule.md, and its Chinese twin, rule.zh.md: a heading with
// the rule's name, one sentence, then sections:
//
//	# sysprop-write
//	One sentence: what is wrong.
//	## Why it breaks
//	## Bad
//	## Good
//	## How to fix
//	## When to allow it
//	## Limits
//	## See also
//
// Bad and Good hold fenced blocks that package ruletest runs.
type Doc struct {
	Summary  string // the page's first sentence, without the full stop
	Markdown string // the whole page
	Sections []Section
	Chinese  *Doc // nil in the Chinese page itself
}

// A Section is one part of a page below a `## ` heading.
type Section struct {
	Title string
	Body  string
}

// Section returns the body of the section with that title, "" without one.
func (d *Doc) Section(title string) string {
	for _, s := range d.Sections {
		if s.Title == title {
			return s.Body
		}
	}
	return ""
}

// MustDoc parses a rule's two pages. A page that is not of the form above is a
// fault of arklint's own build, so it panics; the rules' tests see it first.
func MustDoc(english, chinese string) *Doc {
	d, err := ParseDoc(english)
	if err != nil {
		panic(fmt.Sprintf("rule.md: %v", err))
	}
	zh, err := ParseDoc(chinese)
	if err != nil {
		panic(fmt.Sprintf("rule.zh.md: %v", err))
	}
	d.Chinese = zh
	return d
}

// ParseDoc parses one page.
func ParseDoc(markdown string) (*Doc, error) {
	d := &Doc{Markdown: markdown}
	lines := strings.Split(strings.ReplaceAll(markdown, "\r\n", "\n"), "\n")
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "# ") {
		return nil, fmt.Errorf("the first line must be `# rule-name`")
	}
	var body []string
	title, fenced := "", false
	flush := func() {
		text := strings.TrimSpace(strings.Join(body, "\n"))
		body = nil
		if title == "" {
			d.Summary = summary(text)
		} else {
			d.Sections = append(d.Sections, Section{Title: title, Body: text})
		}
	}
	for _, line := range lines[1:] {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if !fenced && strings.HasPrefix(line, "## ") {
			flush()
			title = strings.TrimSpace(line[3:])
			continue
		}
		body = append(body, line)
	}
	flush()
	if d.Summary == "" {
		return nil, fmt.Errorf("no sentence below the heading")
	}
	return d, nil
}

// summary is the first paragraph on one line, without the final full stop.
func summary(text string) string {
	first, _, _ := strings.Cut(text, "\n\n")
	first = strings.Join(strings.Fields(first), " ")
	first = strings.TrimSuffix(first, ".")
	return strings.TrimSuffix(first, "。")
}
