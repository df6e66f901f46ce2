package sarif

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

var update = flag.Bool("update", false, "rewrite testdata/*.sarif from what the code writes now")

func written(t *testing.T, r *engine.Report, opts Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r, opts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// schema is the one OASIS published with errata 01 (draft-04).
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, text []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if err := schema(t).Validate(doc); err != nil {
		t.Errorf("%v in\n%s", err, text)
	}
}

// at is the place of the first text in f.
func at(f *source.File, text string) rules.Place {
	start := strings.Index(string(f.Text()), text)
	if start < 0 {
		panic(text + " is not in " + f.Path)
	}
	return rules.At(source.Span{File: f, Start: start, End: start + len(text)})
}

func sample(t *testing.T) *engine.Report {
	doc := func(markdown string) *rules.Doc {
		d, err := rules.ParseDoc(markdown)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	sysprop := &rules.Rule{Name: "sysprop-write", Level: rules.Error, Needs: rules.Java, Aliases: []string{"system-property"},
		Doc: doc("# sysprop-write\nA System property is written.\n## Why it breaks\nThe table is one\nfor the JVM.\n\nMore.\n## Bad\n```java\nSystem.setProperty(\"a\", \"b\");\n```\n## How to fix\nAsk the `Environment`.\n")}
	port := &rules.Rule{Name: "fixed-port", Level: rules.Note, Dynamic: rules.Warning, Stage: rules.Preview, Needs: rules.Config, Doc: doc("# fixed-port\nA port is fixed.\n")}
	allow := &rules.Rule{Name: "bad-allow", Level: rules.Warning, Doc: doc("# bad-allow\nAn allow gives no reason.\n")} // speaks without having run

	java := source.New("order/src/A.java", []byte("/* 订单 😀 */ class A {\r\n  void f() { System.setProperty(\"a\", m[0](1)); }\r\n  void g() { System.setProperty(\"a\", \"b\"); }\r\n}"))
	pom := source.New("base 一/pom#1.xml", []byte("<project>\n  <dependency>shop-common</dependency>\n</project>\n"))
	call := `System.setProperty("a", m[0](1))`
	return &engine.Report{
		Rules: []*rules.Rule{port, sysprop},
		Findings: []rules.Finding{
			{
				Rule: sysprop, App: "order", AppPath: "order", At: at(java, call), Level: rules.Error, Confidence: rules.High,
				Message: `System.setProperty("a", m[0](1)) with ${x} and {0} is seen by every module`, Hint: "read it from the module's own Environment",
				Symbol: "com.acme.A#f:a",
				Related: []rules.Related{
					{At: at(pom, "shop-common"), Message: "the base depends on shop[common]"},
					{At: rules.Place{Path: "base 一/pom#1.xml"}, Message: "the whole POM"},
					{Message: "nowhere"},
				},
				Fixes: []rules.Fix{
					{Title: "leave it out", Safety: rules.Review, Edits: []source.Edit{
						{Span: at(java, call).Span}, {Span: at(pom, "shop-common").Span, New: "x<y>"}, {Span: source.Span{File: java}, New: "// top\n"},
					}},
					{Title: "only a word", Safety: rules.Safe},
				},
			},
			{Rule: sysprop, App: "order", At: at(java, "class A"), Level: rules.Error, Confidence: rules.High, Message: "one", Symbol: "com.acme.A#f:a"},
			{
				Rule: sysprop, App: "order", At: at(java, `System.setProperty("a", "b")`), Level: rules.Error, Confidence: rules.High, Message: "one", Symbol: "com.acme.A#f:a",
				Suppressed: &rules.Suppression{Reason: "agreed with ops", At: at(java, "void g")},
			},
			{Rule: port, App: "order", At: rules.Place{Path: "a:b/conf.yml"}, Level: rules.Note, Confidence: rules.Low, Message: "the whole file is meant"},
			{Rule: port, App: "order", At: rules.Place{Path: "from/facts.yml", Line: 7, Col: 3, EndLine: 7, EndCol: 3}, Level: rules.Note, Confidence: rules.Medium, Message: "no text at hand."},
			{Rule: port, App: "user", Level: rules.Warning, Confidence: rules.Medium, Message: "no place at all", Symbol: "server.port"},
			{Rule: allow, App: "user", At: rules.Place{Path: "x.java", Line: 3}, Level: rules.Warning, Confidence: rules.High, Message: "this allow gives no reason"},
			{
				Rule: port, App: "user", At: rules.Place{Path: "y.java", Line: 4, Col: 2}, Level: rules.Warning, Confidence: rules.High, Message: "没有端口。",
				Suppressed: &rules.Suppression{},
			},
		},
		Problems: []model.Problem{
			{Path: "user/pom.xml", Line: 12, Message: "the parent was not found, so its versions are not known"},
			{Path: "user/bad.java", Message: "not readable"},
			{Message: "the local repository is missing"},
		},
		Bugs: []engine.Bug{{Rule: "sysprop-write", App: "user", Message: "index out of range"}, {Rule: "gone", App: "user", Message: "nil map"}},
	}
}

var full = Options{
	Version: "0.1.0", InformationURI: "https://arklint.dev", Category: "order", ExitCode: new(int),
	HelpURI: func(r *rules.Rule) string { return "https://arklint.dev/rules/" + r.Name },
	Root:    "file:///repo/shop",
}

// The .sarif files here are also what .ci/sarif-validate checks.
func TestGolden(t *testing.T) {
	for name, got := range map[string][]byte{
		"full.sarif":  written(t, sample(t), full),
		"plain.sarif": written(t, sample(t), Options{Version: "0.2.0-dev", InformationURI: "https://arklint.dev"}),
		"empty.sarif": written(t, &engine.Report{}, Options{Version: "0.1.0", InformationURI: "https://arklint.dev"}),
	} {
		validate(t, got)
		path := "testdata/" + name
		if *update {
			if err := os.WriteFile(path, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("%s (-want +got; -update rewrites it):\n%s", path, diff)
		}
	}
}

// The validation must be able to say no.
func TestSchemaRefuses(t *testing.T) {
	good := written(t, sample(t), full)
	for _, change := range [][2]string{
		{`"level":"error"`, `"level":"fatal"`},
		{`"startLine":2`, `"startLine":0`},
		{`"ruleIndex":`, `"ruleindex":`},
		{`"version":"2.1.0"`, `"version":"2.2.0"`},
		{`"executionSuccessful":false`, `"exitCode":1`},
	} {
		if !bytes.Contains(good, []byte(change[0])) {
			t.Errorf("the sample has no %s", change[0])
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.ReplaceAll(good, []byte(change[0]), []byte(change[1]))))
		if err != nil {
			t.Fatal(err)
		}
		if schema(t).Validate(doc) == nil {
			t.Errorf("%s is accepted", change[1])
		}
	}
}

func TestSameBytes(t *testing.T) {
	first := written(t, sample(t), full)
	for range 20 {
		if !bytes.Equal(first, written(t, sample(t), full)) {
			t.Fatal("two runs give different bytes")
		}
	}
}

// A log is what the tests below ask of one.
type log struct {
	Runs []struct {
		Tool struct {
			Driver struct{ Rules []struct{ ID, Name string } }
		}
		Invocations []struct{ ExecutionSuccessful bool }
		Results     []struct {
			RuleID    string
			RuleIndex *int
			Message   struct{ Text, Markdown string }
			Locations []struct {
				PhysicalLocation *struct {
					ArtifactLocation struct{ URI string }
					Region           *struct{ StartLine, StartColumn, EndLine, EndColumn int }
				}
			}
			RelatedLocations    []struct{ ID int }
			PartialFingerprints map[string]string
			Suppressions        *[]struct{ Kind string }
		}
	}
}

func parsed(t *testing.T, text []byte) log {
	t.Helper()
	var l log
	if err := json.Unmarshal(text, &l); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestEveryResultNamesItsRule(t *testing.T) {
	run := parsed(t, written(t, sample(t), full)).Runs[0]
	for i, r := range run.Results {
		if r.RuleIndex == nil || run.Tool.Driver.Rules[*r.RuleIndex].ID != r.RuleID {
			t.Errorf("result %d of rule %s has index %v", i, r.RuleID, r.RuleIndex)
		}
		if r.Suppressions == nil {
			t.Errorf("result %d has no suppressions array: all have it, or none", i)
		}
		for _, rel := range r.RelatedLocations {
			if link := fmt.Sprintf("](%d)", rel.ID); !strings.Contains(r.Message.Text, link) || !strings.Contains(r.Message.Markdown, link) {
				t.Errorf("result %d: no link to related location %d in %q", i, rel.ID, r.Message.Text)
			}
		}
	}
	for _, r := range run.Tool.Driver.Rules {
		if r.ID == r.Name || r.Name == "" {
			t.Errorf("rule %s is named %q", r.ID, r.Name)
		}
	}
}

func TestPlaces(t *testing.T) {
	results := parsed(t, written(t, sample(t), full)).Runs[0].Results
	type region = struct{ StartLine, StartColumn, EndLine, EndColumn int }
	for i, want := range []struct {
		uri    string
		region *region
	}{
		{"order/src/A.java", &region{2, 14, 2, 46}},
		{"order/src/A.java", &region{1, 13, 1, 20}}, // UTF-16: two Chinese characters are 2, the emoji is 2
		{"order/src/A.java", &region{3, 14, 3, 42}},
		{"./a:b/conf.yml", nil},
		{"from/facts.yml", &region{7, 3, 7, 3}},
		{"", nil},
		{"x.java", &region{StartLine: 3}},
		{"y.java", &region{StartLine: 4, StartColumn: 2}},
	} {
		var uri string
		var got *region
		if locs := results[i].Locations; len(locs) > 0 && locs[0].PhysicalLocation != nil {
			uri, got = locs[0].PhysicalLocation.ArtifactLocation.URI, locs[0].PhysicalLocation.Region
		}
		if uri != want.uri || cmp.Diff(want.region, got) != "" {
			t.Errorf("result %d is at %s %+v, want %s %+v", i, uri, got, want.uri, want.region)
		}
	}
}

func TestURI(t *testing.T) {
	for path, want := range map[string]string{
		"a/b.java":     "a/b.java",
		"a b/一.java":   "a%20b/%E4%B8%80.java",
		"100%/#1?.xml": "100%25/%231%3F.xml",
		"c:x/y":        "./c:x/y",
		`a\b`:          "a%5Cb",
	} {
		if got := *artifact(path).URI; got != want {
			t.Errorf("artifact(%q) = %s, want %s", path, got, want)
		}
	}
}

func TestMessage(t *testing.T) {
	m := message(&sample(t).Findings[0])
	want := `System.setProperty("a", m[0\](1)) with ${x} and {{0}} is seen by every module. Hint: read it from the module's own Environment.` +
		` See: [the base depends on shop\[common\]](1), [the whole POM](2), [nowhere](3).`
	if *m.Text != want {
		t.Errorf("got  %s\nwant %s", *m.Text, want)
	}
	for in, want := range map[string]string{"a": "a.", "a.": "a.", "中。": "中。", "a\n b?": "a b?", "": ""} {
		if got := sentence(in); got != want {
			t.Errorf("sentence(%q) = %q, want %q", in, got, want)
		}
	}
}

// Fingerprints survive moved lines, a moved suppression and a new neighbour in
// another file, and tell equal findings apart.
func TestFingerprints(t *testing.T) {
	prints := func(r *engine.Report) []string {
		var out []string
		for _, res := range parsed(t, written(t, r, full)).Runs[0].Results {
			out = append(out, res.PartialFingerprints[Fingerprint])
		}
		return out
	}
	before := prints(sample(t))
	seen := map[string]bool{}
	for _, p := range before {
		if p == "" || seen[p] {
			t.Errorf("fingerprint %q is missing or came twice", p)
		}
		seen[p] = true
	}
	moved := sample(t)
	for i := range moved.Findings {
		moved.Findings[i].At.Line += 10
		moved.Findings[i].At.EndLine += 10
		moved.Findings[i].Suppressed = nil
	}
	if diff := cmp.Diff(before, prints(moved)); diff != "" {
		t.Errorf("moved by ten lines (-before +after):\n%s", diff)
	}
}

// GitHub takes the id up to its last slash for the category.
func TestCategory(t *testing.T) {
	for category, want := range map[string]string{"": `"id":"arklint/"`, "order": `"id":"arklint/order/"`, "shop/order/": `"id":"arklint/shop/order/"`} {
		got := written(t, &engine.Report{}, Options{Version: "devel", Category: category})
		validate(t, got)
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("category %q: no %s in\n%s", category, want, got)
		}
	}
}

func TestSuccess(t *testing.T) {
	for _, tt := range []struct {
		r    engine.Report
		want bool
	}{
		{engine.Report{}, true},
		{engine.Report{Problems: []model.Problem{{Path: "a"}}}, true},
		{engine.Report{Incomplete: true}, false},
		{engine.Report{Bugs: []engine.Bug{{Rule: "r"}}}, false},
	} {
		if got := parsed(t, written(t, &tt.r, Options{})).Runs[0].Invocations[0].ExecutionSuccessful; got != tt.want {
			t.Errorf("%+v: executionSuccessful %v", tt.r, got)
		}
	}
}

func TestCompact(t *testing.T) {
	for in, want := range map[string]string{
		`{"a":[],"b":{},"c":-1,"d":1}`:                      `{"d":1}`,
		`{"a":{"b":[]},"c":[{},-1,[]]}`:                     `{"c":[{},-1,[]]}`,
		`{"suppressions":[],"x":-1}`:                        `{"suppressions":[]}`,
		`{"a":"[],{}:-1\\","b":"\"","c":-10,"d":-1.5}`:      `{"a":"[],{}:-1\\","b":"\"","c":-10,"d":-1.5}`,
		`[{"a":-1},{"b":null,"c":true,"d":false,"e":[[]]}]`: `[{},{"b":null,"c":true,"d":false,"e":[[]]}]`,
		`{}`: `{}`,
	} {
		if got := string(compact([]byte(in))); got != want {
			t.Errorf("compact(%s) = %s, want %s", in, got, want)
		}
	}
}

func FuzzCompact(f *testing.F) {
	f.Add(`{"a":[{"b":-1,"c":"\\"}],"suppressions":[]}`)
	f.Fuzz(func(t *testing.T, s string) {
		var v any
		if json.Unmarshal([]byte(s), &v) != nil {
			return
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		once := compact(text)
		if !json.Valid(once) {
			t.Errorf("compact(%s) = %s", text, once)
		}
		if twice := compact(once); !bytes.Equal(once, twice) {
			t.Errorf("compact is not settled: %s, then %s", once, twice)
		}
	})
}

func TestFailedWrite(t *testing.T) {
	if err := Write(broken{}, sample(t), full); !errors.Is(err, errBroken) {
		t.Errorf("got error %v, want %v", err, errBroken)
	}
}

var errBroken = errors.New("disk full")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func BenchmarkWrite(b *testing.B) {
	r := sample(&testing.T{})
	for len(r.Findings) < 20000 {
		r.Findings = append(r.Findings, r.Findings...)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(discard{}, r, full); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
