package scanner

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"arklint/scanner/model"
)

// TestScripts runs testdata/*.txtar: a tree, and a file "want" that lists
// groups, roles, who loads what, and problems. ARKLINT_UPDATE=1 writes want anew.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, s := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(s), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(s)
			if err != nil {
				t.Fatal(err)
			}
			fsys := fstest.MapFS{}
			want := -1
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			if want < 0 {
				t.Fatal("no file `want`")
			}
			opts := Options{Jobs: 1 + len(s)%4}
			if role, ok := strings.CutPrefix(strings.TrimSpace(string(archive.Comment)), "role="); ok {
				opts.Roles.Default, _ = model.ParseRole(role)
			}
			ws, err := Scan(context.Background(), fsys, opts)
			if err != nil {
				t.Fatal(err)
			}
			got := dump(ws)
			if os.Getenv("ARKLINT_UPDATE") != "" {
				archive.Files[want].Data = []byte(got)
				if err := os.WriteFile(s, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[want].Data), got); diff != "" {
				t.Errorf("want - got +\n%s", diff)
			}
		})
	}
}

func dump(ws *model.Workspace) string {
	var b strings.Builder
	for _, g := range ws.Groups {
		b.WriteString("group")
		if !g.Isolation.IsZero() {
			fmt.Fprintf(&b, ", isolated at %s", g.Isolation)
		}
		b.WriteString("\n")
		for _, app := range g.Apps() {
			fmt.Fprintf(&b, "  %s %s (%s): %s\n", app.Role, app.Name, app.Dir, app.Evidence)
			for _, d := range app.Dependencies {
				loader := [...]string{"unknown", "packed", "from base", "nowhere"}[d.Loader]
				fmt.Fprintf(&b, "    %s:%s:%s %s -> %s %s\n", d.GroupID, d.ArtifactID, d.Version, d.Scope, loader, d.Why)
			}
		}
	}
	for _, p := range ws.Problems {
		fmt.Fprintf(&b, "problem %s:%d: %s\n", p.Path, p.Line, p.Message)
	}
	return b.String()
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Scan(ctx, fstest.MapFS{"A.java": {Data: []byte("class A {}")}}, Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestUnreadableRoot(t *testing.T) {
	_, err := Scan(context.Background(), os.DirFS(filepath.Join(t.TempDir(), "nowhere")), Options{})
	if !errors.Is(err, fs.ErrNotExist) && (err == nil || !strings.Contains(err.Error(), "no such file")) {
		t.Errorf("got %v, want that the folder does not exist", err)
	}
}

// TestHostileTree: links in circles, a folder called A.java, a file that
// cannot be read, and names that are no UTF-8 are problems at most.
func TestHostileTree(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("src/main/java/A.java", "class A { void f() { System.exit(1); } }")
	write("src/main/java/\xff\xfe.java", "class B { }")
	write("src/main/java/Gbk.java", "class Gbk { String s = \"\xd6\xd0\xce\xc4\"; }")
	write("src/main/java/Zip.java", "PK\x03\x04\x00\x00\x00")
	if err := os.Mkdir(filepath.Join(dir, "src/main/java/Folder.java"), 0o755); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		if err := os.Symlink("..", filepath.Join(dir, "src", "loop")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("nowhere", filepath.Join(dir, "src", "Dangling.java")); err != nil {
			t.Fatal(err)
		}
	}
	ws, err := Scan(context.Background(), os.DirFS(dir), Options{Vocabulary: model.Vocabulary{Calls: []string{"java.lang.System#exit"}}})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(ws.Apps[0].Calls("java.lang.System", "exit")); n != 1 {
		t.Errorf("%d calls of System.exit found, want 1", n)
	}
	for _, p := range ws.Problems {
		if !strings.Contains(p.Path, "Zip.java") && !strings.Contains(p.Path, "\xff") {
			t.Errorf("problem %+v", p)
		}
	}
}
