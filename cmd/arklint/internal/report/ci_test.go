package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"arklint/rules"
	"arklint/rules/engine"
)

type ciFormat func(io.Writer, *engine.Report, CIOptions) error

var inShop = CIOptions{FailOn: rules.Error, Rel: func(p string) string { return "shop/" + p }}

func ci(t *testing.T, print ciFormat, r *engine.Report, opts CIOptions) string {
	t.Helper()
	return string(printed(t, func(w *bytes.Buffer) error { return print(w, r, opts) }))
}

// compared is the sample after a comparison: one finding was there before, one is gone.
func compared(t *testing.T) *engine.Report {
	r := sample(t)
	for i := range r.Findings {
		r.Findings[i].Baseline = rules.New
	}
	r.Findings[1].Baseline = rules.Unchanged
	r.Fixed = []rules.Finding{{Rule: r.Rules[2], App: "order", At: rules.Place{Path: "order/src/Gone.java"}, Symbol: "Gone#f"}}
	return r
}

func TestCIGolden(t *testing.T) {
	for name, print := range map[string]ciFormat{"github": GitHub, "gitlab": GitLab, "junit": JUnit, "markdown": Markdown} {
		opts := inShop
		if name == "markdown" {
			opts.Link = func(path string, line int) string { return fmt.Sprintf("https://host/%s#L%d", path, line) }
		}
		golden(t, name+".golden", []byte(ci(t, print, compared(t), opts)))
	}
}

// What is suppressed or of the baseline is in none of the formats.
func TestCIShowsWhatCounts(t *testing.T) {
	for name, print := range map[string]ciFormat{"github": GitHub, "gitlab": GitLab, "junit": JUnit, "markdown": Markdown, "text": func(w io.Writer, r *engine.Report, _ CIOptions) error {
		return Text(w, r, TextOptions{})
	}} {
		r := sample(t)
		if got := ci(t, print, r, inShop); !strings.Contains(got, "the whole file is meant") || strings.Contains(got, "cache is shared by order and user") {
			t.Errorf("%s shows what is suppressed, or not what counts:\n%s", name, got)
		}
		if got := ci(t, print, compared(t), inShop); strings.Contains(got, "the whole file is meant") {
			t.Errorf("%s shows what is of the baseline:\n%s", name, got)
		}
	}
}

// hostile is a report whose texts try to be something else.
func hostile(t *testing.T) *engine.Report {
	r := sample(t)
	f := &r.Findings[2]
	f.At.Path = "a,b:c%2C\n::error::x.java"
	f.Message = "100%0A ::warning::no\r\n##[error]bad <b>@admin</b> | [x](http://evil) `code` #12 ]]> \x00\x1b[31m \xff"
	r.Findings = append(r.Findings[:0:0], r.Findings[2])
	for range 30 {
		r.Findings = append(r.Findings, r.Findings[0])
	}
	return r
}

// runner reads a line as actions/runner does (src/Runner.Common/ActionCommand.cs).
func runner(line string) (name string, properties map[string]string, data string, ok bool) {
	line = strings.TrimLeft(line, " \t")
	if !strings.HasPrefix(line, "::") {
		return "", nil, "", strings.Contains(line, "##[")
	}
	info, data, ok := strings.Cut(line[2:], "::")
	if !ok {
		return "", nil, "", false
	}
	name, list, _ := strings.Cut(info, " ")
	properties = map[string]string{}
	for _, p := range strings.Split(list, ",") {
		if k, v, ok := strings.Cut(p, "="); ok {
			properties[k] = unescaped(v, "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
		}
	}
	return name, properties, unescaped(data, "%0D", "\r", "%0A", "\n", "%25", "%"), true
}

// unescaped replaces one after the other, % last, as the runner does.
func unescaped(s string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, pairs[i], pairs[i+1])
	}
	return s
}

func TestGitHubEscapes(t *testing.T) {
	r := hostile(t)
	commands := 0
	for line := range strings.Lines(ci(t, GitHub, r, CIOptions{})) {
		name, properties, data, ok := runner(strings.TrimSuffix(line, "\n"))
		if !ok {
			continue
		}
		if data == "a bug in arklint, please report it: rule own-class-loader on user: index out of range [3] with length 3" {
			continue
		}
		commands++
		if name != "error" || properties["file"] != r.Findings[0].At.Path || properties["line"] != "5" || properties["title"] != "sysprop-write" ||
			!strings.HasPrefix(data, "100%0A ::warning::no ##[error]bad <b>@admin</b>") {
			t.Errorf("the runner reads %s as %s %q %q", line, name, properties, data)
		}
	}
	if commands != maxAnnotations {
		t.Errorf("%d annotations, want %d and plain lines for the rest", commands, maxAnnotations)
	}
}

func TestGitLabIsValid(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/codequality.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*engine.Report{sample(t), hostile(t), {}} {
		text := ci(t, GitLab, r, inShop)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%v in\n%s", err, text)
		}
		var issues []gitlabIssue
		if err := json.Unmarshal([]byte(text), &issues); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, i := range issues {
			if seen[i.Fingerprint] {
				t.Errorf("fingerprint %s came twice", i.Fingerprint)
			}
			seen[i.Fingerprint] = true
		}
	}
}

func TestJUnit(t *testing.T) {
	for _, tt := range []struct {
		r      *engine.Report
		failOn rules.Level
		failed string
	}{
		{sample(t), rules.Error, "order/sysprop-write"},
		{sample(t), rules.Note, "order/sysprop-write"}, // fixed-port is a preview, and cannot fail a build
		{sample(t), rules.Off, ""},
		{hostile(t), rules.Error, "order/sysprop-write"},
	} {
		text := ci(t, JUnit, tt.r, CIOptions{FailOn: tt.failOn})
		var doc junitSuites
		if err := xml.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		var failed []string
		cases := 0
		for _, s := range doc.Suites {
			for _, c := range s.Cases {
				cases++
				if c.Failure != nil {
					failed = append(failed, s.Name+"/"+c.Name)
				}
			}
		}
		if got := strings.Join(failed, " "); got != tt.failed {
			t.Errorf("--fail-on %v fails %q, want %q", tt.failOn, got, tt.failed)
		}
		if doc.Tests != cases || cases != 5*3+1 || doc.Failures != len(failed) || doc.Errors != 1 {
			t.Errorf("%d tests counted as %d, %d failures as %d, %d errors", cases, doc.Tests, len(failed), doc.Failures, doc.Errors)
		}
	}
}

func TestMarkdownFits(t *testing.T) {
	r := hostile(t)
	for len(r.Findings) < 3000 {
		r.Findings = append(r.Findings, r.Findings...)
	}
	for range 2000 {
		r.Problems = append(r.Problems, r.Problems[0])
	}
	for _, failOn := range []rules.Level{rules.Error, rules.Off} {
		got := ci(t, Markdown, r, CIOptions{FailOn: failOn})
		if len(got) > maxComment {
			t.Errorf("%d bytes, GitHub takes %d", len(got), maxComment)
		}
		if !regexp.MustCompile(`\nAnd \d+ more: `).MatchString(got) || strings.Count(got, "<details>") != strings.Count(got, "</details>") {
			t.Errorf("the comment is not closed:\n%s", got[len(got)-800:])
		}
	}
}

func TestLiteral(t *testing.T) {
	for in, want := range map[string]string{
		"@Value(\"${a|b}\")": "@&#8203;Value(\"${a\\|b}\")",
		"List<String>[]":     `List&lt;String&gt;\[\]`,
		"it's &#39; `x` #12": "it's &amp;#&#8203;39; \\`x\\` #&#8203;12",
		"a\nb":               "a b",
	} {
		if got := literal(in); got != want {
			t.Errorf("literal(%q) = %q, want %q", in, got, want)
		}
	}
}
