package logconf_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"arklint/scanner/internal/logconf"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// TestTrees parses every logging configuration below the directories of
// ARKLINT_CONF_TREES (a path list) and prints what it found; with -v every
// appender.
func TestTrees(t *testing.T) {
	trees := os.Getenv("ARKLINT_CONF_TREES")
	if trees == "" {
		t.Skip("ARKLINT_CONF_TREES is not set")
	}
	for _, tree := range filepath.SplitList(trees) {
		counts := map[string]int{}
		err := filepath.WalkDir(tree, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			rel, _ := filepath.Rel(tree, path)
			rel = filepath.ToSlash(rel)
			k, ok := logconf.Identify(rel)
			if !ok {
				return nil
			}
			c, problems := logconf.Parse(read(t, path, rel), logconf.Options{})
			counts["files"]++
			counts[string(c.Backend)+" "+c.Format]++
			counts["problems"] += len(problems)
			for _, p := range problems {
				t.Logf("problem %s:%d: %s", p.Path, p.Line, p.Message)
			}
			counts["appenders"] += len(c.Appenders)
			counts["loggers"] += len(c.Loggers)
			counts["properties"] += len(c.Properties)
			for i := range c.Appenders {
				a := &c.Appenders[i]
				if a.Console {
					counts["console"]++
				}
				if len(a.ReachableFrom) == 0 {
					counts["unreachable"]++
				}
				counts["paths"] += len(a.Paths)
				if a.Class == "" {
					t.Errorf("%s: appender %q has no class", a.At, a.Name)
				}
				if testing.Verbose() {
					show(t, c, a)
				}
				for _, p := range a.Paths {
					for _, l := range p.Template.Lookups() {
						if got := l.At.Text(); got != l.Text {
							t.Logf("%s: place says %q, lookup is %q", l.At, got, l.Text)
						}
					}
				}
			}
			_ = k
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %v", tree, counts)
	}
}

func show(t *testing.T, c *model.LogConfig, a *model.Appender) {
	t.Helper()
	var from []string
	for _, ref := range a.ReachableFrom {
		from = append(from, strings.Join(append([]string{ref.Logger}, ref.Via...), ">"))
	}
	t.Logf("%s: %s %s console=%v from %v %v", a.At, a.Class, a.Name, a.Console, from, a.Guard)
	for _, p := range a.Paths {
		for _, res := range c.ResolveAll(p.Template, model.AppEnvironment{}) {
			t.Logf("    %s %s assumed %v", p.Role, res.Path(), res.Assumed)
		}
	}
}

func read(t *testing.T, path, rel string) *source.File {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, encoding := source.Decode(raw)
	f := source.New(rel, text)
	f.Encoding = encoding
	return f
}
