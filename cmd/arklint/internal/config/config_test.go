package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"arklint/rules"
	"arklint/scanner/model"
)

var names = map[string]string{"stdout-print": "stdout-print", "old-print": "stdout-print", "jvm-exit": "jvm-exit"}

func TestParse(t *testing.T) {
	got, err := Parse("arklint.yaml", []byte(`
base: platform   # one, or a list
modules: [order, user]
role: library
deploy: dynamic
fail-on: never
select: ["*-print"]
levels:
  old-print: off
  jvm-exit: note
exclude:
  - "legacy/**"
`), names)
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Bases: []string{"platform"}, Modules: []string{"order", "user"}, Role: model.Library, Deploy: "dynamic", FailOn: "never",
		Select: []string{"*-print"}, Levels: map[string]rules.Level{"stdout-print": rules.Off, "jvm-exit": rules.Note}, Exclude: []string{"legacy/**"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want - got +\n%s", diff)
	}
}

func TestParseSaysWhichLineIsWrong(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"# nothing\n", ""},
		{"bases: x\n", `arklint.yaml:1: unknown key "bases"; did you mean "base"?`},
		{"base: x\nlevels:\n  jvm-exitt: off\n", `arklint.yaml:3: there is no rule "jvm-exitt"; did you mean "jvm-exit"?`},
		{"levels:\n  jvm-exit: bad\n", `arklint.yaml:2: "bad" is no level: use error, warning, note or off`},
		{"role: boss\n", `arklint.yaml:1: "boss" is no role`},
		{"deploy: hot\n", `arklint.yaml:1: "hot" is no deployment`},
		{"fail-on: maybe\n", `arklint.yaml:1: "maybe": use error, warning, note, never`},
		{"base:\n  a: b\n", "arklint.yaml:2: expected a word or a list of words"},
		{"- x\n", "arklint.yaml:1: expected keys such as base"},
		{"base: [x\n", "arklint.yaml:"},
		{"base: \"\x01\"\n", "arklint.yaml:"},
	}
	for _, tt := range tests {
		_, err := Parse("arklint.yaml", []byte(tt.text), names)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%q: %v", tt.text, err)
		case tt.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.want)):
			t.Errorf("%q: got %v, want %s", tt.text, err, tt.want)
		}
	}
}
