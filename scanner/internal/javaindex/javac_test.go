package javaindex

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// jdk25 is where a JDK 25 is looked for if ARKLINT_JDK25 does not name one.
const jdk25 = "/usr/lib/jvm/temurin-25-jdk-amd64"

// TestJavacResolves compares the class that each call is resolved to with what
// javac says: for the scripts of testdata every call must be resolved, for the
// folders in ARKLINT_JAVA_TREES, separated by colons, none may be resolved to
// another class. ARKLINT_RESOLVED=FILE writes what was not resolved there, or not rightly.
func TestJavacResolves(t *testing.T) {
	home := os.Getenv("ARKLINT_JDK25")
	if home == "" {
		home = jdk25
	}
	java := filepath.Join(home, "bin", "java")
	if _, err := os.Stat(java); err != nil {
		if os.Getenv("ARKLINT_REQUIRE_JAVAC") != "" {
			t.Fatalf("no JDK 25 at %s; set ARKLINT_JDK25", home)
		}
		t.Skipf("no JDK 25 at %s to compare with; set ARKLINT_JDK25", home)
	}
	scripts, err := filepath.Glob("testdata/types*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) {
			root := unpack(t, script)
			c := compareCalls(t, java, root)
			if c.agree == 0 || c.wrong > 0 || c.unresolved > 0 {
				t.Errorf("%v\n%s", c, c.report.String())
			}
		})
	}
	for _, root := range filepath.SplitList(os.Getenv("ARKLINT_JAVA_TREES")) {
		t.Run(filepath.Base(root), func(t *testing.T) {
			c := compareCalls(t, java, root)
			t.Logf("%v", c)
			if file := os.Getenv("ARKLINT_RESOLVED"); file != "" {
				if err := os.WriteFile(file, c.report.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if c.wrong > 0 {
				t.Errorf("%d calls are resolved to another class than javac's", c.wrong)
			}
		})
	}
}

func unpack(t *testing.T, script string) string {
	archive, err := txtar.ParseFile(script)
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	for _, f := range archive.Files {
		if !strings.HasSuffix(f.Name, ".java") {
			continue
		}
		path := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

type comparison struct {
	agree, unresolved, wrong, missing int
	report                            bytes.Buffer
}

func (c *comparison) String() string {
	return fmt.Sprintf("%d calls as javac says, %d not resolved, %d resolved wrongly, %d not seen", c.agree, c.unresolved, c.wrong, c.missing)
}

// compareCalls indexes the tree as one app and asks javac about it.
func compareCalls(t *testing.T, java, root string) *comparison {
	v := Compile(model.Vocabulary{})
	x := New(v)
	app := &model.App{Name: "app"}
	var all []*File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".java") {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file := x.Extract(source.NewOnDisk(os.DirFS(root), filepath.ToSlash(rel), nil, ""), text)
		file.Unit.App = app
		all = append(all, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _, reader := Link(all, v, 2, func(from, to *model.App) bool { return true })
	ours := map[string]string{}
	for _, f := range all {
		code := reader.Code(f.Unit)
		if code == nil {
			t.Fatalf("%s cannot be read again", f.Unit.File.Path)
		}
		for _, u := range code.Uses {
			if u.Kind == model.ExprCall {
				ours[callKey(f.Unit.File.Path, u.At.Start, u.At.End)] = u.Class.Qualified
			}
		}
	}
	cmd := exec.Command(java, "testdata/javac/Resolved.java", root)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, stderr.String())
	}
	c := &comparison{}
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 5 {
			t.Fatalf("Resolved.java printed %q", line)
		}
		rel, err := filepath.Rel(root, f[0])
		if err != nil {
			t.Fatal(err)
		}
		start, _ := strconv.Atoi(f[1])
		end, _ := strconv.Atoi(f[2])
		got, seen := ours[callKey(filepath.ToSlash(rel), start, end)]
		theirs := strings.Split(f[4], " ")
		verdict := "wrong"
		switch {
		case !seen:
			c.missing++
			verdict = "missing"
		case slices.Contains(theirs, got), theirs[0] == "(local)" && got != "", got == "java.lang.Object" && objectMethods[f[3]]:
			c.agree++
			continue
		case got == "":
			c.unresolved++
			verdict = "unresolved"
		default:
			c.wrong++
		}
		text, err := os.ReadFile(f[0])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&c.report, "%s\t%s:%d\t%s\tours %s\tjavac %s\t%s\n", verdict, rel, 1+bytes.Count(text[:start], []byte("\n")), f[3], got, f[4], strings.Join(strings.Fields(string(text[start:end])), " "))
	}
	return c
}

func callKey(path string, start, end int) string { return fmt.Sprintf("%s:%d-%d", path, start, end) }
