package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"arklint/cmd/arklint/internal/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"arklint": func() {
			command := cli.Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Environ: os.Environ()}
			os.Exit(command.Main(os.Args[1:]))
		},
	})
}

// TestScript runs testdata/script/*.txtar. `ARKLINT_UPDATE=1 go test ./cmd/arklint`
// writes what a script's cmp finds to be different into the script.
func TestScript(t *testing.T) {
	groups, err := filepath.Abs(filepath.Join("..", "..", "testdata", "groups"))
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Dir(filepath.Dir(groups))
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("..", "..", "testdata", "script"),
		UpdateScripts: os.Getenv("ARKLINT_UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("GROUPS", groups)
			env.Setenv("ROOT", root)
			env.Setenv("HOME", env.WorkDir) // no local Maven repository: a test must not depend on one
			env.Setenv("NO_COLOR", "1")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exitcode": exitCode,
			"places":   places,
			"readme":   func(ts *testscript.TestScript, neg bool, args []string) { inReadme(ts, root, args) },
		},
	})
}

// exitCode runs arklint and compares its exit status: exitcode 2 check nowhere.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode STATUS ARGUMENT...")
	}
	command := cli.Command{Stdin: os.Stdin, Stdout: ts.Stdout(), Stderr: ts.Stderr(), Dir: ts.MkAbs("."), Environ: []string{"HOME=" + ts.Getenv("HOME"), "NO_COLOR=1"}}
	got := command.Main(args[1:])
	if want := args[0]; want != string(rune('0'+got)) {
		ts.Fatalf("exit status %d, want %s", got, want)
	}
}

// inReadme checks that README.md shows each of the files: its own text cannot
// drift from what the scripts run.
func inReadme(ts *testscript.TestScript, root string, files []string) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	ts.Check(err)
	for _, f := range files {
		if want := ts.ReadFile(f); !strings.Contains(string(text), want) {
			ts.Fatalf("README.md does not show this text of %s:\n%s", f, want)
		}
	}
}

// places writes the findings of a JSON report, a line each, to the file
// places: path:line level rule.
func places(ts *testscript.TestScript, neg bool, args []string) {
	var report struct {
		Findings []struct {
			Rule, Level, Path string
			Line              int
			Suppressed        any
		}
		Problems, Bugs []any
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &report))
	var b strings.Builder
	for _, f := range report.Findings {
		fmt.Fprintf(&b, "%s:%d %s %s", f.Path, f.Line, f.Level, f.Rule)
		if f.Suppressed != nil {
			b.WriteString(" suppressed")
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%d problems, %d bugs\n", len(report.Problems), len(report.Bugs))
	ts.Check(os.WriteFile(ts.MkAbs("places"), []byte(b.String()), 0o644))
}
