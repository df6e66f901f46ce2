package jarfile

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type file struct {
	name    string
	content []byte
}

// zipped makes a jar. Jars in it are stored as they are.
func zipped(t testing.TB, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		method := zip.Deflate
		if strings.HasSuffix(f.name, "inner.jar") {
			method = zip.Store
		}
		e, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		e.Write(f.content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func write(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.jar")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// compiled returns a class of testdata/java17.jar.
func compiled(t testing.TB, name string) []byte {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join("testdata", "java17.jar"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// Every beginning of a class file gives a problem and leaves the rest of the jar alone.
func TestTruncatedClass(t *testing.T) {
	whole := compiled(t, "com/acme/Calls.class")
	for n := 0; n < len(whole); n += 7 {
		jar := read(t, NewReader(17), write(t, zipped(t,
			file{"com/acme/Calls.class", whole[:n]},
			file{"com/acme/Private.class", compiled(t, "com/acme/Private.class")},
		)))
		if len(jar.Problems) != 1 || jar.Problems[0].Entry != "com/acme/Calls.class" || len(jar.Classes) != 2 {
			t.Fatalf("%d of %d bytes: %v", n, len(whole), jar.Problems)
		}
	}
}

// A byte changed anywhere: whatever comes of it, no panic.
func TestBrokenClass(t *testing.T) {
	for _, name := range []string{"com/acme/State.class", "com/acme/Init.class", "com/acme/StockAutoConfiguration.class"} {
		whole := compiled(t, name)
		for i := range whole {
			for _, b := range []byte{0xff, whole[i] + 1} {
				broken := bytes.Clone(whole)
				broken[i] = b
				scanClass(broken)
			}
		}
	}
}

// scanClass does all that is done with one class file.
func scanClass(content []byte) {
	s := &scan{}
	s.reset(&Jar{})
	if s.class.parse(content) == nil {
		s.read()
		s.conditions()
		x := initOnly{o: &opened{scan: s}, hidden: map[string]bool{}, calls: map[string][]string{}, late: map[string]bool{}, made: map[int]int{}}
		x.read()
	}
	s.settle(func(*hit) bool { return false })
}

func TestBrokenJar(t *testing.T) {
	calls := compiled(t, "com/acme/Calls.class")
	for _, c := range []struct {
		name   string
		files  []file
		change func(*limits)
		want   string // the problem
	}{
		{"another class", []file{{"com/acme/Other.class", calls}}, nil, `com/acme/Other.class: holds the class "com.acme.Calls"`},
		{"no class", []file{{"a/B.class", []byte("hello")}}, nil, "a/B.class: is no class file"},
		{"traversal", []file{{"../a/B.class", calls}}, nil, "../a/B.class: the name leads out of the jar"},
		{"absolute", []file{{"/a/B.class", calls}}, nil, "/a/B.class: the name leads out of the jar"},
		{"Windows", []file{{`a\..\B.class`, calls}}, nil, `a\..\B.class: the name leads out of the jar`},
		{"dots within a name", []file{{"a..b/x.txt", nil}}, nil, ""},
		{"large class", []file{{"com/acme/Calls.class", calls}}, func(l *limits) { l.entry = 100 }, "com/acme/Calls.class: 1989 bytes are too many"},
		{"bomb", []file{{"a/B.class", make([]byte, smallEntry+1)}}, nil, "a/B.class: 1048577 bytes were made of 1"},
		{"too much", []file{{"com/acme/Calls.class", calls}}, func(l *limits) { l.total = 1000 }, "com/acme/Calls.class: the jar holds too much to read all of it"},
		{"nested", []file{{"lib/a.jar", []byte("no jar")}}, nil, "lib/a.jar: zip: not a valid zip file"},
		{"large nested", []file{{"lib/a.jar", zipped(t)}}, func(l *limits) { l.nested = 10 }, "lib/a.jar: 22 bytes are too many"},
		{"many problems", []file{{"a/A.class", nil}, {"a/B.class", nil}, {"a/C.class", nil}}, func(l *limits) { l.problems = 1 }, "a/A.class: is no class file; : more problems are left out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := NewReader(17)
			if c.change != nil {
				c.change(&r.limits)
			}
			var got []string
			for _, p := range read(t, r, write(t, zipped(t, c.files...))).Problems {
				got = append(got, p.Entry+": "+p.Reason)
			}
			if g := strings.Join(got, "; "); !strings.HasPrefix(g, c.want) || c.want == "" && g != "" {
				t.Errorf("problems %q, want %q", g, c.want)
			}
		})
	}
}

func TestNoJar(t *testing.T) {
	r := NewReader(17)
	if _, err := r.Read(filepath.Join(t.TempDir(), "none.jar")); err == nil {
		t.Error("a missing file is read")
	}
	if _, err := r.Read(write(t, []byte("<html>502 Bad Gateway</html>"))); err == nil || !strings.Contains(err.Error(), "a.jar: zip: ") {
		t.Errorf("an error page is a jar: %v", err)
	}
	whole := zipped(t, file{"a/A.class", nil}, file{"a/B.class", nil})
	r.limits.entries = 1
	if _, err := r.Read(write(t, whole)); err == nil || !strings.Contains(err.Error(), "2 entries are too many") {
		t.Error(err)
	}
	r.limits = defaults
	r.limits.directory = 10
	if _, err := r.Read(write(t, whole)); err == nil || !strings.Contains(err.Error(), "the list of entries is too long") {
		t.Error(err)
	}
}

// An entry whose content is another than its header says.
func TestChecksum(t *testing.T) {
	whole := zipped(t, file{"com/acme/Calls.class", compiled(t, "com/acme/Calls.class")})
	i := bytes.Index(whole, []byte("PK\x01\x02")) // the directory: checksum at 16, length at 24
	for at, want := range map[int]string{16: "checksum", 24: "not a valid zip file"} {
		broken := bytes.Clone(whole)
		broken[i+at]--
		jar := read(t, NewReader(17), write(t, broken))
		if len(jar.Problems) != 1 || !strings.Contains(jar.Problems[0].Reason, want) {
			t.Errorf("%v, want %q", jar.Problems, want)
		}
	}
}

// Classes that extend each other.
func TestCircle(t *testing.T) {
	s := &scan{infos: map[string]info{"a": {supers: []string{"b"}}, "b": {supers: []string{"a", "b"}}}}
	if _, _, ok := s.declared("a", "x"); ok || s.changes("a", "put") {
		t.Error("found in nothing")
	}
}

func FuzzClass(f *testing.F) {
	for _, name := range []string{"com/acme/Calls.class", "com/acme/Init.class", "com/acme/StockAutoConfiguration.class"} {
		f.Add(compiled(f, name))
	}
	f.Fuzz(func(_ *testing.T, content []byte) { scanClass(content) })
}

func FuzzJar(f *testing.F) {
	f.Add(zipped(f))
	f.Add(zipped(f, file{"META-INF/MANIFEST.MF", []byte("Multi-Release: true\n")}, file{"META-INF/versions/9/com/acme/Private.class", compiled(f, "com/acme/Private.class")}))
	f.Add(zipped(f, file{"BOOT-INF/lib/inner.jar", zipped(f, file{"a/B.class", nil})}, file{factoriesFile, []byte("a=b\\u00")}))
	r := NewReader(17)
	r.limits.total, r.limits.entry = 1<<20, 1<<18
	f.Fuzz(func(_ *testing.T, content []byte) {
		left := r.limits.total
		r.read(&Jar{Size: int64(len(content))}, bytes.NewReader(content), &left, false)
	})
}
