package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"arklint/rules"
	"arklint/rules/badallow"
	"arklint/rules/unusedallow"
	"arklint/scanner"
	"arklint/scanner/model"
)

// exits reports every System.exit; boom panics on it, fails with an error.
func exits(name string, level rules.Level) *rules.Rule {
	return &rules.Rule{
		Name: name, Level: level, Needs: rules.Java, Calls: []string{"java.lang.System#exit"},
		Check: func(p *rules.Pass) error {
			for _, u := range p.App.Calls("java.lang.System", "exit") {
				p.Report(rules.Finding{At: rules.At(u.At), Message: "exit", Hint: "stay", Symbol: u.Symbol()})
			}
			return nil
		},
	}
}

func run(t *testing.T, java string, opts Options) *Report {
	t.Helper()
	fsys := fstest.MapFS{"src/main/java/A.java": {Data: []byte(java)}}
	ws, err := scanner.Scan(context.Background(), fsys, scanner.Options{Vocabulary: Vocabulary(opts.Rules), Roles: scanner.RoleOptions{Default: model.Module}})
	if err != nil {
		t.Fatal(err)
	}
	opts.KnownNames = map[string]string{"exits": "exits", "old-exits": "exits", "other": "other", "particular": "particular", "bad-allow": "bad-allow", "unused-allow": "unused-allow"}
	r, err := Run(context.Background(), ws, opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSettle(t *testing.T) {
	const call = "class A { void f() {\n%s\nSystem.exit(1);\n} }\n"
	all := []*rules.Rule{exits("exits", rules.Error), badallow.Rule, unusedallow.Rule}
	tests := []struct {
		name, comment string
		opts          Options
		want          string // rule level, suppressed ones with a dash before
	}{
		{"plain", "", Options{Rules: all}, "exits error"},
		{"allowed", "// arklint:allow exits: agreed", Options{Rules: all}, "-exits error"},
		{"by alias", "// arklint:allow old-exits: agreed", Options{Rules: all}, "-exits error"},
		{"full-width colon", "// arklint:allow exits：已确认", Options{Rules: all}, "-exits error"},
		{"no reason", "// arklint:allow exits", Options{Rules: all}, "bad-allow warning, exits error"},
		{"no such rule", "// arklint:allow exit: agreed", Options{Rules: all}, "bad-allow warning, exits error"},
		{"one wrong name voids all", "// arklint:allow exits, exit: agreed", Options{Rules: all}, "bad-allow warning, exits error"},
		{"another rule's", "// arklint:allow other: it did not run", Options{Rules: all}, "exits error"},
		{"two, one dead", "// arklint:allow exits, unused-allow: agreed", Options{Rules: all}, "unused-allow warning, -exits error"},
		{"lowered", "", Options{Rules: all, Levels: map[string]rules.Level{"exits": rules.Note}}, "exits note"},
		{"off", "", Options{Rules: all, Levels: map[string]rules.Level{"exits": rules.Off}}, ""},
		{"nobody judges allows", "// arklint:allow exits", Options{Rules: all[:1]}, "exits error"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := run(t, strings.Replace(call, "%s", tt.comment, 1), tt.opts)
			var got []string
			for _, f := range r.Findings {
				word := f.Rule.Name + " " + f.Level.String()
				if f.Suppressed != nil {
					word = "-" + word
				}
				got = append(got, word)
			}
			if text := strings.Join(got, ", "); text != tt.want {
				t.Errorf("got %q, want %q", text, tt.want)
			}
		})
	}
}

// Of two rules at one place the more particular one speaks, whether the place
// is its own or a related one, and only where it is on and no preview.
func TestSupersede(t *testing.T) {
	particular := func(related bool) *rules.Rule {
		return &rules.Rule{
			Name: "particular", Level: rules.Warning, Needs: rules.Java, Calls: []string{"java.lang.System#exit"}, Supersedes: []string{"exits"},
			Check: func(p *rules.Pass) error {
				for _, u := range p.App.Calls("java.lang.System", "exit")[:1] {
					f := rules.Finding{At: rules.At(u.At), Message: "exit", Hint: "stay", Symbol: u.Symbol()}
					if related {
						f.At, f.Related = rules.At(u.Type.At), []rules.Related{{At: f.At, Message: "here"}}
					}
					p.Report(f)
				}
				return nil
			},
		}
	}
	preview := particular(false)
	preview.Stage = rules.Preview
	const call = "class A { void f() {\n%s\nSystem.exit(1);\nSystem.exit(2);\n} }\n"
	tests := []struct {
		name, comment string
		rule          *rules.Rule
		levels        map[string]rules.Level
		want          string
	}{
		{"same place", "", particular(false), nil, "particular 3, exits 4"},
		{"related place", "", particular(true), nil, "particular 1, exits 4"},
		{"particular off", "", particular(false), map[string]rules.Level{"particular": rules.Off}, "exits 3, exits 4"},
		{"particular allowed", "// arklint:allow particular: agreed", particular(false), nil, "-particular 3, exits 4"},
		{"general allowed", "// arklint:allow exits: agreed", particular(false), nil, "particular 3, exits 4"},
		{"preview", "", preview, nil, "exits 3, particular 3, exits 4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := run(t, strings.Replace(call, "%s", tt.comment, 1), Options{Rules: []*rules.Rule{exits("exits", rules.Error), tt.rule, unusedallow.Rule}, Levels: tt.levels})
			var got []string
			for _, f := range r.Findings {
				word := fmt.Sprintf("%s %d", f.Rule.Name, f.At.Line)
				if f.Suppressed != nil {
					word = "-" + word
				}
				got = append(got, word)
			}
			if text := strings.Join(got, ", "); text != tt.want {
				t.Errorf("got %q, want %q", text, tt.want)
			}
		})
	}
}

func TestWorstLeavesOutPreviewAndSuppressed(t *testing.T) {
	preview := exits("exits", rules.Error)
	preview.Stage = rules.Preview
	if got := run(t, "class A { void f() { System.exit(1); } }", Options{Rules: []*rules.Rule{preview}}).Worst(); got != rules.DefaultLevel {
		t.Errorf("a preview rule fails the gate with %v", got)
	}
	text := "class A { void f() {\n// arklint:allow exits: agreed\nSystem.exit(1); } }"
	if got := run(t, text, Options{Rules: []*rules.Rule{exits("exits", rules.Error)}}).Worst(); got != rules.DefaultLevel {
		t.Errorf("a suppressed finding fails the gate with %v", got)
	}
}

// A rule that breaks is a bug of the report; the others go on.
func TestBrokenRules(t *testing.T) {
	boom := &rules.Rule{Name: "boom", Level: rules.Error, Check: func(*rules.Pass) error { panic("no such thing") }}
	fails := &rules.Rule{Name: "fails", Level: rules.Error, Check: func(*rules.Pass) error { return errors.New("cannot") }}
	join := &rules.Rule{Name: "join", Level: rules.Error, Collect: func(*rules.Pass) error { return nil }, Join: func(*rules.JoinPass) error { panic("joined") }}
	r := run(t, "class A { void f() { System.exit(1); } }", Options{Rules: []*rules.Rule{boom, fails, join, exits("exits", rules.Error)}})
	var got []string
	for _, b := range r.Bugs {
		got = append(got, b.Rule+": "+b.Message)
	}
	if len(got) != 3 || !strings.HasPrefix(got[0], "boom: no such thing at ") || !strings.Contains(got[0], "engine_test.go:") || got[1] != "fails: cannot" || !strings.HasPrefix(got[2], "join: joined") {
		t.Errorf("bugs %q", got)
	}
	if len(r.Findings) != 1 {
		t.Errorf("%d findings, want the one of the rule that works", len(r.Findings))
	}
}

func TestJoinSeesFactsOfEachApp(t *testing.T) {
	var seen []string
	rule := &rules.Rule{
		Name: "names", Level: rules.Error,
		Collect: func(p *rules.Pass) error {
			p.Export(rules.Fact{Kind: "name", Key: "b", At: rules.Place{Path: p.App.Dir}})
			p.Export(rules.Fact{Kind: "name", Key: "a", At: rules.Place{Path: p.App.Dir}})
			return nil
		},
		Join: func(p *rules.JoinPass) error {
			for _, app := range p.Group.Members() {
				for _, f := range app.Of("name") {
					seen = append(seen, app.Role+" "+app.Path+" "+f.Key)
				}
			}
			return nil
		},
	}
	run(t, "class A { }", Options{Rules: []*rules.Rule{rule}})
	if want := []string{"module . a", "module . b"}; !slices.Equal(seen, want) {
		t.Errorf("got %q, want %q: sorted by key", seen, want)
	}
}
