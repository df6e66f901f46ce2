// Package ruletest runs a rule's page and its scripts.
//
// Every fenced block below `## Bad` and `## Good` of rule.md is a little
// workspace; the block's info string says how to read it:
//
//	```java role=base                a Java file, in an app of that role (default: base)
//	```java role=module deploy=dynamic
//	```txtar                         several files, as in golang.org/x/tools/txtar: POMs, XML, a whole group
//
// A comment `want "regexp"` marks a line on which the rule must report a
// message that matches; `want+1` means the next line, and so on (properties
// files have no comments behind values). Several regexps in one want are several findings.
// Every finding must be wanted, every want be found. A Bad block
// without a want, and a Good block with one, are faults of the page.
//
// The files testdata/*.txtar beside the rule are run the same way; their
// comment (the text before the first file) may hold `role=` and `deploy=`.
//
// Every block and script is then judged again in other spellings (package respell): same
// findings, same levels, on the lines that the code has moved to.
package ruletest

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner"
	"arklint/scanner/model"
)

// Run runs rule.md and testdata/*.txtar of the folder the test runs in.
func Run(t *testing.T, rule *rules.Rule) {
	t.Helper()
	met := map[trouble]bool{}
	for _, section := range []string{"Bad", "Good"} {
		blocks := Blocks(rule.Doc.Section(section))
		if len(blocks) == 0 {
			t.Errorf("rule.md: no block below ## %s", section)
		}
		for i, b := range blocks {
			t.Run(fmt.Sprintf("%s/%d", section, i+1), func(t *testing.T) {
				wants := Check(t, rule, b)
				if section == "Bad" && wants == 0 {
					t.Error("a Bad block without a want")
				}
				if section == "Good" && wants > 0 {
					t.Error("a Good block with a want")
				}
				if !t.Failed() {
					spellings(t, rule, b, met)
				}
			})
		}
	}
	scripts, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(s), ".txtar"), func(t *testing.T) {
			text, err := os.ReadFile(s)
			if err != nil {
				t.Fatal(err)
			}
			archive := txtar.Parse(text)
			b := Block{Info: string(archive.Comment), Files: archive.Files}
			Check(t, rule, b)
			if !t.Failed() {
				spellings(t, rule, b, met)
			}
		})
	}
	missing(t, rule, met)
}

// A Block is one example: a small workspace and how to look at it.
type Block struct {
	Info  string // options as key=value words
	Files []txtar.File
}

func (b Block) option(key string) string {
	for _, word := range strings.Fields(b.Info) {
		if value, ok := strings.CutPrefix(word, key+"="); ok {
			return value
		}
	}
	return ""
}

// Blocks cuts the fenced blocks out of a section.
func Blocks(section string) []Block {
	var out []Block
	for {
		_, rest, found := strings.Cut(section, "```")
		if !found {
			return out
		}
		info, rest, _ := strings.Cut(rest, "\n")
		body, after, _ := strings.Cut(rest, "\n```")
		section = after
		lang, _, _ := strings.Cut(info, " ")
		switch lang {
		case "java":
			out = append(out, Block{Info: info + " default=base", Files: []txtar.File{{Name: javaName(body), Data: []byte(body + "\n")}}})
		case "txtar":
			out = append(out, Block{Info: info, Files: txtar.Parse([]byte(body + "\n")).Files})
		}
	}
}

var (
	packageLine = regexp.MustCompile(`(?m)^package\s+([\w.]+)\s*;`)
	typeLine    = regexp.MustCompile(`(?m)^(?:@\S+\s+)*(?:(?:public|final|abstract|sealed|non-sealed)\s+)*(?:class|interface|enum|record|@interface)\s+(\w+)`)
)

// javaName is the path a snippet would have in a Maven project.
func javaName(text string) string {
	dir, name := "src/main/java/", "Example"
	if m := packageLine.FindStringSubmatch(text); m != nil {
		dir += strings.ReplaceAll(m[1], ".", "/") + "/"
	}
	if m := typeLine.FindStringSubmatch(text); m != nil {
		name = m[1]
	}
	return dir + name + ".java"
}

var wantComment = regexp.MustCompile(`want(\+\d+)?((?:\s+"(?:[^"\\]|\\.)*")+)`)
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

type want struct {
	path string
	line int
	re   *regexp.Regexp
	seen bool
}

// Check runs the rule over one block and compares. It returns the number of
// findings the block wants.
func Check(t *testing.T, rule *rules.Rule, b Block) int {
	t.Helper()
	wants := findWants(t, b)
	report := Report(t, []*rules.Rule{rule}, b)
	for _, f := range report.Findings {
		if f.Suppressed != nil {
			continue
		}
		if !claim(wants, f) {
			t.Errorf("not wanted: %s:%d:%d: %s: %s", f.At.Path, f.At.Line, f.At.Col, f.Level, f.Message)
		}
		complain(t, f)
	}
	for _, w := range wants {
		if !w.seen {
			t.Errorf("%s:%d: wanted a finding that matches %q", w.path, w.line, w.re)
		}
	}
	return len(wants)
}

func claim(wants []*want, f rules.Finding) bool {
	for _, w := range wants {
		text := f.Level.String() + ": " + f.Message
		if !w.seen && w.path == f.At.Path && w.line == f.At.Line && w.re.MatchString(text) {
			w.seen = true
			return true
		}
	}
	return false
}

// complain holds every finding to the form that Finding's comments promise.
func complain(t *testing.T, f rules.Finding) {
	t.Helper()
	if f.Message == "" || strings.HasSuffix(f.Message, ".") || strings.Contains(f.Message, "\n") {
		t.Errorf("a message is one sentence without a full stop: %q", f.Message)
	}
	if f.Hint == "" {
		t.Errorf("a finding without a hint: %q", f.Message)
	}
	if f.Symbol == "" {
		t.Errorf("a finding without a symbol: %q", f.Message)
	}
}

func findWants(t *testing.T, b Block) []*want {
	t.Helper()
	var out []*want
	for _, file := range b.Files {
		for i, line := range strings.Split(string(file.Data), "\n") {
			for _, m := range wantComment.FindAllStringSubmatch(line, -1) {
				at := i + 1
				if m[1] != "" {
					n, _ := strconv.Atoi(m[1][1:])
					at += n
				}
				for _, q := range quoted.FindAllString(m[2], -1) {
					text, err := strconv.Unquote(q)
					if err != nil {
						text = q[1 : len(q)-1] // a regexp with escapes that Go strings do not know
					}
					re, err := regexp.Compile(text)
					if err != nil {
						t.Fatalf("%s:%d: %v", file.Name, i+1, err)
					}
					out = append(out, &want{path: file.Name, line: at, re: re})
				}
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].path < out[j].path })
	return out
}

// Report scans a block and runs rules over it.
func Report(t *testing.T, rs []*rules.Rule, b Block) *engine.Report {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range b.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	role := b.option("role")
	if role == "" {
		role = b.option("default")
	}
	opts := scanner.Options{Vocabulary: engine.Vocabulary(rs), Jobs: 2}
	if role != "" {
		var ok bool
		if opts.Roles.Default, ok = model.ParseRole(role); !ok {
			t.Fatalf("role=%s is no role", role)
		}
	}
	deploy := rules.Static
	if d := b.option("deploy"); d != "" {
		var err error
		if deploy, err = rules.ParseDeployment(d); err != nil {
			t.Fatal(err)
		}
	}
	return scan(t, fsys, opts, engine.Options{Rules: rs, Deploy: deploy})
}

func scan(t *testing.T, fsys fs.FS, so scanner.Options, eo engine.Options) *engine.Report {
	t.Helper()
	ws, err := scanner.Scan(context.Background(), fsys, so)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ws.Problems {
		t.Errorf("problem: %s:%d: %s", p.Path, p.Line, p.Message)
	}
	eo.KnownNames = map[string]string{}
	for _, r := range eo.Rules {
		eo.KnownNames[r.Name] = r.Name
	}
	report, err := engine.Run(context.Background(), ws, eo)
	if err != nil {
		t.Fatal(err)
	}
	for _, bug := range report.Bugs {
		t.Errorf("bug: %s: %s", bug.Rule, bug.Message)
	}
	return report
}
