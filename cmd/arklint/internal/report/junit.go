package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/model"
)

// JUnit prints the run as test results: a suite for each app, a test for each rule that
// ran. Names have no line in them, so that a server's history of a test means something:
// "sysprop-write in order fails since build 12". A test fails when the build does for
// it; findings below --fail-on and of preview rules are its output.
//
// The shape is that of Jenkins (xunit-plugin: junit-10.xsd), which GitLab, Azure and
// Bitbucket read as well.
func JUnit(w io.Writer, r *engine.Report, opts CIOptions) error {
	byApp := map[string]map[*rules.Rule][]*rules.Finding{}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Counts() {
			if byApp[f.AppPath] == nil {
				byApp[f.AppPath] = map[*rules.Rule][]*rules.Finding{}
			}
			byApp[f.AppPath][f.Rule] = append(byApp[f.AppPath][f.Rule], f)
		}
	}
	doc := junitSuites{Name: "arklint"}
	seen := map[*model.App]bool{}
	for _, g := range r.Groups {
		for _, app := range g.Apps() {
			if !seen[app] {
				seen[app] = true
				doc.add(newJUnitSuite(app, r.Rules, byApp[app.Dir], opts))
			}
		}
	}
	if len(r.Bugs) > 0 {
		s := junitSuite{Name: "arklint itself"}
		for _, b := range r.Bugs {
			s.add(junitCase{Name: b.Rule, Class: b.App, Error: &junitTrouble{Type: "bug", Message: neutral(b.Message), Text: "this is a bug in arklint, please report it"}})
		}
		doc.add(s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Failure *junitTrouble `xml:"failure"`
		Error   *junitTrouble `xml:"error"`
		Output  string        `xml:"system-out,omitempty"`
	}
	junitTrouble struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

func (d *junitSuites) add(s junitSuite) {
	d.Suites = append(d.Suites, s)
	d.Tests += s.Tests
	d.Failures += s.Failures
	d.Errors += s.Errors
}

func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	if c.Error != nil {
		s.Errors++
	}
}

func newJUnitSuite(app *model.App, ran []*rules.Rule, found map[*rules.Rule][]*rules.Finding, opts CIOptions) junitSuite {
	s := junitSuite{Name: neutral(app.Name)}
	for _, rule := range ran {
		c := junitCase{Name: rule.Name, Class: s.Name}
		var failing []*rules.Finding
		for _, f := range found[rule] {
			if opts.fails(f) {
				failing = append(failing, f)
			} else {
				c.Output += junitText(f, opts)
			}
		}
		if len(failing) > 0 {
			first := failing[0]
			message := neutral(opts.where(first.App, first.At)) + ": " + headline(first)
			if more := len(failing) - 1; more > 0 {
				message += fmt.Sprintf(" (and %d more)", more)
			}
			c.Failure = &junitTrouble{Type: first.Level.String(), Message: message}
			for _, f := range failing {
				c.Failure.Text += junitText(f, opts)
			}
		}
		s.add(c)
	}
	return s
}

func junitText(f *rules.Finding, opts CIOptions) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s\n", neutral(opts.where(f.App, f.At)), f.Level, headline(f))
	for _, line := range opts.details(f) {
		b.WriteString("  " + line + "\n")
	}
	return b.String()
}
