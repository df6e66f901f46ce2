package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

func text(t *testing.T, r *engine.Report, opts TextOptions) string {
	t.Helper()
	return string(printed(t, func(w *bytes.Buffer) error { return Text(w, r, opts) }))
}

func TestText(t *testing.T) {
	golden(t, "text.golden", []byte(text(t, sample(t), TextOptions{Rel: func(p string) string { return "../" + p }})))
}

func TestTextColored(t *testing.T) {
	golden(t, "color.golden", []byte(text(t, sample(t), TextOptions{Color: true, Width: 60})))
}

// Colour adds escape codes and nothing else.
func TestColorIsOnlyPaint(t *testing.T) {
	colored := text(t, sample(t), TextOptions{Color: true})
	for _, code := range []string{bold, dim, red, yellow, cyan, blue, "0"} {
		colored = strings.ReplaceAll(colored, "\x1b["+code+"m", "")
	}
	if plain := text(t, sample(t), TextOptions{}); colored != plain {
		t.Errorf("without its codes the coloured report is\n%s\nthe plain one\n%s", colored, plain)
	}
}

func TestQuiet(t *testing.T) {
	got := text(t, sample(t), TextOptions{Quiet: true})
	if strings.Contains(got, "group:") || strings.Contains(got, "24 files") {
		t.Errorf("quiet output has groups or the summary:\n%s", got)
	}
	for _, want := range []string{"[sysprop-write]", "could not be read or known:", "this is a bug in arklint"} {
		if !strings.Contains(got, want) {
			t.Errorf("quiet output lacks %q", want)
		}
	}
}

func TestSummary(t *testing.T) {
	module := &model.App{Name: "order", Role: model.Module}
	group := []*model.Group{{Modules: []*model.App{module}}}
	muted := []rules.Finding{{Rule: &rules.Rule{Name: "r"}, Level: rules.Error, Suppressed: &rules.Suppression{}}}
	for _, tt := range []struct {
		name string
		r    engine.Report
		opts TextOptions
		want string
	}{
		{"empty tree", engine.Report{}, TextOptions{}, "nothing to look at: no Java sources, POMs or configuration files were found\n"},
		{"clean", engine.Report{Groups: group, Stats: model.Stats{Files: 1}}, TextOptions{},
			"group: no base: order (module)\n\nnothing found in 1 app (1 module); 1 file\n"},
		{"suppressed only", engine.Report{Groups: group, Findings: muted, Stats: model.Stats{Files: 2}}, TextOptions{},
			"group: no base: order (module)\n\nnothing found in 1 app (1 module), 1 suppressed; 2 files\n"},
		{"time on demand", engine.Report{Groups: group}, TextOptions{Elapsed: 12 * time.Millisecond},
			"group: no base: order (module)\n\nnothing found in 1 app (1 module); 0 files in 12 ms\n"},
		{"cut short", engine.Report{Groups: group, Incomplete: true, Deploy: rules.Dynamic}, TextOptions{},
			"group: no base: order (module), deployed dynamically\n\ninterrupted: not everything was looked at, so silence means nothing\nnothing found in 1 app (1 module); 0 files\n"},
	} {
		if got := text(t, &tt.r, tt.opts); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// Whatever stands in sources, paths, names and messages, a terminal sees none
// of its control characters, and no line ends of ours are faked.
func TestHostile(t *testing.T) {
	evil := "\x1b]0;owned\x07\x1b[2J\u009b31m\r\nfake.java:1:1: error: x \u202e\u2066\x00\x7f\xff"
	file := source.New("a"+evil+".java", []byte(strings.ReplaceAll(evil, "\r\n", "")+"HERE"+"\x1b[0m"))
	here := at(file, "HERE", 0)
	app := &model.App{Name: evil, Dir: evil, Evidence: evil}
	r := &engine.Report{
		Groups: []*model.Group{{Base: app, Modules: []*model.App{app}, Others: []*model.App{app}}},
		Findings: []rules.Finding{
			{Rule: &rules.Rule{Name: "r"}, App: evil, Level: rules.Error, At: here, Message: evil, Hint: evil, Symbol: evil,
				Related: []rules.Related{{At: here, Message: evil}}, Fixes: []rules.Fix{{Title: evil}}},
			{Rule: &rules.Rule{Name: "r"}, App: evil, Level: rules.Error, Message: evil},
		},
		Problems: []model.Problem{{Path: evil, Message: evil}},
		Bugs:     []engine.Bug{{Rule: evil, App: evil, Message: evil}},
	}
	got := text(t, r, TextOptions{Rel: func(s string) string { return s }})
	for _, c := range got {
		if c != '\n' && c != '\ufffd' && unsafe(c) {
			t.Fatalf("the output holds %U:\n%q", c, got)
		}
	}
	for _, line := range strings.Split(got, "\n") {
		if strings.HasPrefix(line, "fake.java") {
			t.Errorf("a message made a line of its own: %q", line)
		}
	}
	if !strings.Contains(got, "HERE") {
		t.Error("the frame is missing")
	}
	page := string(printed(t, func(w *bytes.Buffer) error { return Page(w, "# r\n"+evil+"\n```\n"+evil+"\n```\n", TextOptions{}) }))
	if strings.ContainsFunc(strings.NewReplacer("\n", "", "\ufffd", "").Replace(page), unsafe) {
		t.Errorf("the page holds control characters: %q", page)
	}
}

func TestNeutral(t *testing.T) {
	for in, want := range map[string]string{
		"plain 中文 😀":    "plain 中文 😀",
		"a\tb\r\nc":     "a b c",
		"\x1b[31mred":   "␛[31mred",
		"\u009b31m\x7f": "\ufffd31m␡",
		"a\u202eb":      "a\ufffdb",
		"\xc0\x80":      "\ufffd\ufffd",
	} {
		if got := neutral(in); got != want {
			t.Errorf("neutral(%q) = %q, want %q", in, got, want)
		}
	}
}

// A failed write is an error of the report, not a panic and not silence.
func TestFailedWrite(t *testing.T) {
	for name, err := range map[string]error{
		"Text":          Text(broken{}, sample(t), TextOptions{}),
		"JSON":          JSON(broken{}, sample(t), JSONOptions{}),
		"Page":          Page(broken{}, page, TextOptions{}),
		"RulesText":     RulesText(broken{}, sampleRules(t), TextOptions{}),
		"RulesJSON":     RulesJSON(broken{}, sampleRules(t)),
		"RulesMarkdown": RulesMarkdown(broken{}, sampleRules(t), nil),
	} {
		if !errors.Is(err, errBroken) {
			t.Errorf("%s: got error %v, want %v", name, err, errBroken)
		}
	}
}

var errBroken = errors.New("disk full")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }
