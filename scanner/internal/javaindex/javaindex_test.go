package javaindex

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// The vocabulary of the tests below.
var testVocabulary = model.Vocabulary{
	Calls: []string{
		"java.lang.System#setProperty", "java.lang.System#exit", "java.lang.Runtime#exit", "java.util.Properties#put",
		"java.lang.Class#forName", "java.lang.ClassLoader#loadClass", "java.lang.Throwable#printStackTrace", "java.io.ObjectInputStream#<init>",
	},
	Fields: []string{"java.lang.System#out", "java.lang.System#err"},
	Types:  []string{"com.google.common.cache.Cache"},
}

// TestScripts runs testdata/*.txtar: Java files, and a file "want" that lists
// what the index holds of them. ARKLINT_UPDATE=1 writes want anew.
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
			want := -1
			var java []txtar.File
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = i
				} else {
					java = append(java, f)
				}
			}
			if want < 0 {
				t.Fatal("no file `want`")
			}
			got := dump(java)
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

// dump indexes files as one app and prints uses, static fields with their
// accesses, changed instance fields and suppressions.
func dump(files []txtar.File) string {
	v := Compile(testVocabulary)
	x := New(v)
	app := &model.App{Name: "app"}
	var all []*File
	for _, f := range files {
		file := x.Extract(source.New(f.Name, f.Data), f.Data)
		file.Unit.App = app
		app.Units = append(app.Units, file.Unit)
		all = append(all, file)
	}
	uses, allows, _ := Link(all, v, 1, func(from, to *model.App) bool { return true })
	app.Index(uses[app], allows[app])
	var b strings.Builder
	for _, f := range all {
		for _, p := range f.Problems {
			fmt.Fprintf(&b, "problem %s:%d %s\n", p.Path, p.Line, p.Message)
		}
	}
	for _, u := range uses[app] {
		fmt.Fprintf(&b, "use %s %s#%s", u.At, orUnknown(u.Class.Qualified), u.Name)
		if u.Kind == model.ExprCall || u.Kind == model.ExprNew {
			b.WriteString("(")
			for i, a := range u.Args {
				if i > 0 {
					b.WriteString(", ")
				}
				b.WriteString(describe(a))
			}
			b.WriteString(")")
		}
		fmt.Fprintf(&b, " in %s%s\n", u.Symbol(), marks(u.Init, "init", u.Lambda, "lambda", u.Discarded, "discarded", u.InCatch, "catch", u.Kind == model.ExprMethodRef, "ref"))
	}
	for _, f := range app.StaticFields() {
		if len(f.Accesses) == 0 {
			continue
		}
		fmt.Fprintf(&b, "static %s %s\n", f.Symbol(), f.Type.Qualified)
		for _, a := range f.Accesses {
			kind := [...]string{"assign", "mutate", "escape"}[a.Kind]
			fmt.Fprintf(&b, "  %s %s %s%s\n", kind, a.At, a.Method, marks(a.Init, "init", a.InFinally, "finally", a.Via != "", "via "+a.Via))
		}
	}
	for _, t := range app.Types() {
		for _, f := range t.Fields {
			if f.Changed {
				fmt.Fprintf(&b, "changed %s\n", f.Symbol())
			}
			for _, m := range f.Changes {
				fmt.Fprintf(&b, "content %s %s/%d\n", f.Symbol(), m.Method, m.Argc)
			}
		}
	}
	for _, a := range app.Allows() {
		start, end := a.Covers.Range()
		fmt.Fprintf(&b, "allow %s %s: %s (lines %d-%d)\n", a.At, strings.Join(a.Rules, ","), a.Reason, start.Line, end.Line)
	}
	return b.String()
}

func orUnknown(s string) string {
	if s == "" {
		return "?"
	}
	return s
}

func describe(e *model.Expr) string {
	if v, ok := e.Const(); ok {
		return fmt.Sprintf("%q", v)
	}
	t := "?"
	if e.Type != nil && e.Type.Qualified != "" {
		t = e.Type.Qualified
	}
	return t
}

func marks(pairs ...any) string {
	var out string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i].(bool) {
			out += " [" + pairs[i+1].(string) + "]"
		}
	}
	return out
}
