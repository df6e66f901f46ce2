package ruletest

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"arklint/rules"
	"arklint/scanner/respell"
	"arklint/scanner/source"
)

// spellings holds a block's verdict against the verdicts on the same program
// in other spellings: the third law. It notes the known troubles that it met.
func spellings(t *testing.T, rule *rules.Rule, b Block, met map[trouble]bool) {
	t.Helper()
	before := verdictOn(t, rule, b)
	for _, s := range respell.Spellings {
		other, moved := Respell(s, b)
		if moved == nil {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			var want, got []string
			for _, v := range before {
				want = append(want, v.in(other, moved))
			}
			for _, v := range verdictOn(t, rule, other) {
				got = append(got, v.String())
			}
			slices.Sort(want)
			slices.Sort(got)
			if slices.Equal(want, got) {
				return
			}
			text := fmt.Sprintf("another spelling, another verdict:\nwanted %s\ngot    %s\n%s", list(want), list(got), show(other, b))
			key := trouble{rule.Name, s.Name}
			if why := knownTrouble[key]; why != "" {
				met[key] = true
				t.Skipf("known: %s: %s", why, text)
			}
			t.Error(text)
		})
	}
}

// missing complains of known troubles of rule that no block has any more.
func missing(t *testing.T, rule *rules.Rule, met map[trouble]bool) {
	t.Helper()
	if run := flag.Lookup("test.run"); run != nil && strings.Contains(run.Value.String(), "/") {
		return // not all blocks ran
	}
	for key := range knownTrouble {
		if key.rule == rule.Name && !met[key] {
			t.Errorf("%s gives the same verdict in the spelling %s now: remove it from known.go", key.rule, key.spelling)
		}
	}
}

// Respell writes a block in another spelling. It returns a nil movement when the spelling fits
// no place of it.
func Respell(s respell.Spelling, b Block) (Block, *respell.Rewritten) {
	var files []respell.File
	for _, f := range b.Files {
		files = append(files, respell.File{Path: f.Name, Text: f.Data})
	}
	r := s.Apply(files)
	if r == nil {
		return b, nil
	}
	other := Block{Info: b.Info}
	for _, f := range r.Files {
		other.Files = append(other.Files, txtar.File{Name: f.Path, Data: f.Text})
	}
	return other, r
}

// A verdict is a finding without its words.
type verdict struct {
	level  rules.Level
	path   string
	line   int
	offset int // -1 when the place has no offset
}

func verdictOn(t *testing.T, rule *rules.Rule, b Block) []verdict {
	t.Helper()
	var out []verdict
	for _, f := range Report(t, []*rules.Rule{rule}, b).Findings {
		if f.Suppressed != nil {
			continue
		}
		v := verdict{level: f.Level, path: f.At.Path, line: f.At.Line, offset: -1}
		if !f.At.Span.IsZero() {
			v.offset = f.At.Span.Start
		}
		out = append(out, v)
	}
	return out
}

func (v verdict) String() string { return fmt.Sprintf("%s:%d %s", v.path, v.line, v.level) }

// in says where the finding has to be in a respelled block.
func (v verdict) in(b Block, moved *respell.Rewritten) string {
	if v.offset >= 0 {
		path, offset := moved.Moved(v.path, v.offset)
		v.path, v.line = path, 0
		for _, f := range b.Files {
			if f.Name == path {
				v.line = source.New(path, f.Data).Position(offset).Line
			}
		}
	}
	return v.String()
}

func list(all []string) string {
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

// show prints the files that differ.
func show(other, b Block) string {
	was := map[string]string{}
	for _, f := range b.Files {
		was[f.Name] = string(f.Data)
	}
	var out strings.Builder
	for _, f := range other.Files {
		if was[f.Name] != string(f.Data) {
			fmt.Fprintf(&out, "-- %s --\n%s", f.Name, f.Data)
		}
	}
	return out.String()
}
