package springconf_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"arklint/scanner/internal/springconf"
	"arklint/scanner/source"
)

// TestTrees parses every Spring configuration below the directories of
// ARKLINT_CONF_TREES (a path list) and prints what it found; with -v every
// problem. It fails on a place whose text is not what was read.
func TestTrees(t *testing.T) {
	trees := os.Getenv("ARKLINT_CONF_TREES")
	if trees == "" {
		t.Skip("ARKLINT_CONF_TREES is not set")
	}
	for _, tree := range filepath.SplitList(trees) {
		files, settings, problems, classes := 0, 0, 0, 0
		err := filepath.WalkDir(tree, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			rel, _ := filepath.Rel(tree, path)
			rel = filepath.ToSlash(rel)
			if strings.HasSuffix(rel, springconf.SpringFactories) || strings.HasSuffix(rel, springconf.AutoConfigurationImports) {
				found, trouble := springconf.ParseAutoConfigurations(read(t, path, rel))
				classes += len(found)
				problems += len(trouble)
				for _, a := range found {
					if got := a.At.Text(); got != a.Class {
						t.Errorf("%s: place says %q, class is %q", a.At, got, a.Class)
					}
				}
				return nil
			}
			if _, ok := springconf.Locate(rel, ""); !ok {
				return nil
			}
			files++
			found, trouble := springconf.Parse(read(t, path, rel), springconf.Options{})
			settings += len(found)
			problems += len(trouble)
			for _, p := range trouble {
				t.Logf("problem %s:%d: %s", p.Path, p.Line, p.Message)
			}
			for _, s := range found {
				last := s.RawKey[strings.LastIndexByte(s.RawKey, '.')+1:]
				if got := s.At.Text(); !strings.HasSuffix(s.RawKey, got) && !strings.Contains(got, "\\") && !strings.Contains(last, "[") {
					t.Errorf("%s: place says %q, key is %q", s.At, got, s.RawKey)
				}
				if got := s.ValueAt.Text(); got != s.Value && testing.Verbose() {
					t.Logf("value differs %s: place %q, value %q", s.ValueAt, got, s.Value)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d files, %d settings, %d registered classes, %d problems", tree, files, settings, classes, problems)
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
