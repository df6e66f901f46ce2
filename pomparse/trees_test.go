package pomparse

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"arklint/scanner/source"
)

// trees names real trees, one folder each, for tests that need more than a
// page of XML: ARKLINT_POM_TREES=/work/corpus/samples:/work/corpus/nacos.
// ARKLINT_MAVEN_REPO may name a local repository.
func trees(t testing.TB) []string {
	list := filepath.SplitList(os.Getenv("ARKLINT_POM_TREES"))
	if len(list) == 0 {
		t.Skip("ARKLINT_POM_TREES names no trees")
	}
	return list
}

func readTree(t testing.TB, root string) []*source.File {
	t.Helper()
	var files []*source.File
	fsys := os.DirFS(root)
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() != "pom.xml" {
			return err
		}
		raw, err := fs.ReadFile(fsys, name)
		text, enc := source.Decode(raw)
		f := source.New(name, text)
		f.Encoding = enc
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func treeOptions(root string) Options {
	return Options{
		LocalRepository: os.Getenv("ARKLINT_MAVEN_REPO"),
		Exists: func(name string) bool {
			_, err := os.Stat(filepath.Join(root, filepath.FromSlash(name)))
			return err == nil
		},
	}
}

func TestRealTreesLoad(t *testing.T) {
	for _, root := range trees(t) {
		files := readTree(t, root)
		best := time.Hour
		var r *Reactor
		for range 3 {
			start := time.Now()
			r = Load(files, treeOptions(root))
			best = min(best, time.Since(start))
		}
		deps, unknown, plugins := 0, 0, 0
		for _, p := range r.Projects {
			for _, d := range p.Dependencies {
				deps++
				if d.Version.Text == "" {
					unknown++
				}
			}
			plugins += len(p.Plugins)
		}
		t.Logf("%s: %d POMs in %v, %d dependencies (%d without a version), %d plugins, %d problems", root, len(r.Projects), best, deps, unknown, plugins, len(r.Problems()))
		for i, p := range r.Problems() {
			if i < 8 {
				t.Log("   ", p)
			}
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, root := range trees(b) {
		files := readTree(b, root)
		b.Run(filepath.Base(root), func(b *testing.B) {
			n := 0
			for b.Loop() {
				n += len(Load(files, treeOptions(root)).Projects)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "POMs/s")
		})
	}
}

func BenchmarkResolve(b *testing.B) {
	for _, root := range trees(b) {
		r := Load(readTree(b, root), treeOptions(root))
		for _, p := range r.Projects {
			r.Resolve(p) // read the repository before the clock starts
		}
		b.Run(filepath.Base(root), func(b *testing.B) {
			n := 0
			for b.Loop() {
				for _, p := range r.Projects {
					n += len(r.Resolve(p).Dependencies)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "artifacts/s")
		})
	}
}
