package report

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"arklint/rules/engine"
)

func asJSON(t *testing.T, r *engine.Report, opts JSONOptions) []byte {
	t.Helper()
	return printed(t, func(w *bytes.Buffer) error { return JSON(w, r, opts) })
}

// valid checks text against testdata/schema.json, schema 1 of architecture.md §5.
func valid(t *testing.T, text []byte) {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile("testdata/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("%v in\n%s", err, text)
	}
}

func TestJSON(t *testing.T) {
	got := asJSON(t, sample(t), JSONOptions{Version: "0.1.0"})
	golden(t, "json.golden", got)
	valid(t, got)
}

func TestJSONOfNothing(t *testing.T) {
	got := asJSON(t, &engine.Report{}, JSONOptions{})
	valid(t, got)
	if bytes.Contains(got, []byte("null")) {
		t.Errorf("an empty report holds null:\n%s", got)
	}
}

// The schema must be able to say no.
func TestSchemaRefuses(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	good := string(asJSON(t, sample(t), JSONOptions{}))
	for _, change := range [][2]string{
		{`"schema":1`, `"schema":2`},
		{`"level":"error"`, `"level":"fatal"`},
		{`"related":[]`, `"related":null`},
		{`"baseline":"new"`, `"baseline":"new","extra":1`},
		{`"groups":[`, `"group":[`},
	} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.ReplaceAll([]byte(good), []byte(change[0]), []byte(change[1]))))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(doc) == nil {
			t.Errorf("%s is accepted", change[1])
		}
	}
}

// Two runs give the same bytes though they took different times; --stats says the numbers.
func TestSameBytes(t *testing.T) {
	a, b := sample(t), sample(t)
	b.Stats.Cached = 0
	one := asJSON(t, a, JSONOptions{Elapsed: time.Millisecond})
	if two := asJSON(t, b, JSONOptions{Elapsed: time.Hour}); !bytes.Equal(one, two) {
		t.Errorf("got\n%s\nand\n%s", one, two)
	}
	if text(t, a, TextOptions{}) != text(t, b, TextOptions{}) {
		t.Error("two texts of one report differ")
	}
	var got struct{ Stats struct{ Cached, Millis int } }
	if err := json.Unmarshal(asJSON(t, a, JSONOptions{Stats: true, Elapsed: 12 * time.Millisecond}), &got); err != nil {
		t.Fatal(err)
	}
	if got.Stats.Cached != 7 || got.Stats.Millis != 12 {
		t.Errorf("stats are %+v", got.Stats)
	}
}
