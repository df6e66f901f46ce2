package respell

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// spellings.txtar holds a program of two files and below it what each spelling makes of them,
// in NAME/FILE; files that stay as they are are left out.
func TestSpellings(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/spellings.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var before []File
	want := map[string]map[string]string{}
	for _, f := range archive.Files {
		if spelling, name, found := strings.Cut(f.Name, "/"); found {
			if want[spelling] == nil {
				want[spelling] = map[string]string{}
			}
			want[spelling][name] = string(f.Data)
			continue
		}
		before = append(before, File{f.Name, f.Data})
	}
	for _, s := range Spellings {
		t.Run(s.Name, func(t *testing.T) {
			r := s.Apply(before)
			if r == nil {
				r = s.Apply(before[:1]) // nested-class needs a program of one file
			}
			if r == nil {
				t.Fatal("does not fit")
			}
			for _, f := range r.Files {
				got := visible.Replace(string(f.Text))
				if text, ok := want[s.Name][f.Path]; ok && got != text {
					t.Errorf("%s: got\n%s\nwant\n%s", f.Path, got, text)
				} else if !ok && got != textOf(before, f.Path) {
					t.Errorf("-- %s/%s --\n%s", s.Name, f.Path, got)
				}
				delete(want[s.Name], f.Path)
			}
			for path := range want[s.Name] {
				t.Errorf("no file %s", path)
			}
		})
	}
}

var visible = strings.NewReplacer("\r\n", "<CRLF>\n", comment, "<C>")

func textOf(files []File, path string) string {
	for _, f := range files {
		if f.Path == path {
			return string(f.Text)
		}
	}
	return ""
}

// What is not changed is found again where it has moved to.
func TestMoved(t *testing.T) {
	text := "class A {\n    int f;\n    void m() { Sink.put(\"k\"); }\n}\n"
	for _, s := range Spellings {
		r := s.Apply([]File{{"A.java", []byte(text)}})
		if r == nil {
			continue
		}
		path, at := r.Moved("A.java", strings.Index(text, "put"))
		if got := textOf(r.Files, path); !strings.HasPrefix(got[at:], "put") && s.Name != "unicode-escapes" {
			t.Errorf("%s: put has moved to %q", s.Name, got[at:])
		}
	}
	if path, at := Spellings[0].Apply([]File{{"A.java", []byte("import java.util.Map; class A { Map m; }")}}).Moved("other", 7); path != "other" || at != 7 {
		t.Error("another file does not move")
	}
}

// Names that only look alike are left alone.
func TestUnsure(t *testing.T) {
	for name, text := range map[string]string{
		"fully-qualified": "class A { void m(Object System) { System.exit(1); } }",
		"static-import":   "class A { void exit(int i) {} void m() { System.exit(1); } }",
		"alias-value":     "class A { void m() { java.util.List<String> l = new java.util.ArrayList<>(); } }",
		"lambda":          "class A { void m() { int i = 0; i++; } }",
		"local-class":     "class A { void m() { this.toString(); } }",
		"supplier":        "class A { int m(int i) throws java.io.IOException { return i; } }",
		"renamed":         "class Bean { public static void main(String[] args0) { System.out.println(\"Bean args0\"); } }",
		"text-blocks":     "class A { String s = \" a \"; }",
	} {
		for _, s := range Spellings {
			if s.Name != name {
				continue
			}
			if r := s.Apply([]File{{"A.java", []byte(text)}}); r != nil && name != "fully-qualified" {
				t.Errorf("%s: %s", name, r.Files[0].Text)
			} else if r != nil && strings.Contains(string(r.Files[0].Text), "java.lang.System") {
				t.Errorf("%s: %s", name, r.Files[0].Text)
			}
		}
	}
}
