package jarfile

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func read(t *testing.T, r *Reader, path string) *Jar {
	t.Helper()
	jar, err := r.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return jar
}

// wants reads the "// want" comments of testdata/src: "State.java:12 write State#total".
// Those of "// want8" are only for code compiled for Java 8.
func wants(t *testing.T, release string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(filepath.Join("testdata", "src"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		for n := 1; lines.Scan(); n++ {
			_, want, ok := strings.Cut(lines.Text(), "// want")
			if !ok {
				continue
			}
			if only, text, _ := strings.Cut(want, " "); only == "" || only == release {
				out = append(out, fmt.Sprintf("%s:%d %s", filepath.Base(path), n, text))
			}
		}
		return lines.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// found writes what was found in the form of the wants.
func found(jar *Jar) []string {
	var out []string
	add := func(p Place, format string, args ...any) {
		source, _, _ := strings.Cut(strings.TrimPrefix(p.Class, "com.acme."), "$")
		out = append(out, fmt.Sprintf("%s.java:%d %s", source, p.Line, strings.TrimSpace(fmt.Sprintf(format, args...))))
	}
	for _, s := range jar.Statics {
		symbol := strings.TrimPrefix(s.Symbol(), "com.acme.")
		for _, w := range s.Writes {
			kind := "write"
			if w.OnDemand {
				kind = "ondemand"
			}
			add(w.Place, "%s %s", kind, symbol)
		}
		for _, c := range s.Changes {
			add(c.Place, "content %s %s", symbol, c.By)
		}
	}
	for _, h := range jar.Hazards {
		add(h.Place, "%s %s", h.Kind, h.Arg)
	}
	slices.Sort(out)
	return out
}

func TestCode(t *testing.T) {
	for _, release := range []string{"8", "17"} {
		jar := read(t, NewReader(17), filepath.Join("testdata", "java"+release+".jar"))
		if diff := cmp.Diff(wants(t, release), found(jar)); diff != "" {
			t.Errorf("compiled for Java %s, -want +found:\n%s", release, diff)
		}
		if len(jar.Problems) > 0 {
			t.Error(jar.Problems)
		}
	}
}

func TestStatic(t *testing.T) {
	jar := read(t, NewReader(17), filepath.Join("testdata", "java17.jar"))
	types := map[string]string{}
	onDemand := map[string]bool{}
	for _, s := range jar.Statics {
		types[s.Symbol()], onDemand[s.Symbol()] = s.Type, s.OnDemand()
	}
	for symbol, want := range map[string]string{
		"com.acme.State#MAP":    "java.util.Map<java.lang.String, java.util.List<java.lang.String>>",
		"com.acme.State#TABLE":  "java.lang.String[][]",
		"com.acme.State#total":  "long",
		"com.acme.State#CACHE":  "com.acme.State$Lru",
		"com.acme.Init#CODES":   "java.util.Map<java.lang.String, java.lang.String>",
		"com.acme.State#SLOTS":  "int[]",
		"com.acme.State#name":   "java.lang.String",
		"com.acme.State#COUNTS": "java.util.concurrent.ConcurrentHashMap<java.lang.String, java.util.concurrent.atomic.AtomicInteger>",
	} {
		if types[symbol] != want {
			t.Errorf("%s is of type %q, want %q", symbol, types[symbol], want)
		}
	}
	if !onDemand["com.acme.State#ready"] || onDemand["com.acme.State#instance"] || onDemand["com.acme.State#MAP"] {
		t.Error("made on demand:", onDemand)
	}
}

func TestAutoConfiguration(t *testing.T) {
	jar := read(t, NewReader(17), filepath.Join("testdata", "java8.jar"))
	want := []AutoConfiguration{{
		Class: "com.acme.StockAutoConfiguration",
		File:  "META-INF/spring.factories",
		Conditions: []Condition{
			{"ConditionalOnClass", "", []Argument{{"value", []string{"java.util.Map", "com.acme.StockAutoConfiguration$Inner"}}}},
			{"ConditionalOnProperty", "", []Argument{
				{"prefix", []string{"stock"}}, {"name", []string{"enabled", "on"}}, {"havingValue", []string{"true"}}, {"matchIfMissing", []string{"true"}},
			}},
			{"ConditionalOnWebApplication", "", []Argument{{"type", []string{"SERVLET"}}}},
			{"ConditionalOnMissingBean", "runner", []Argument{{"value", []string{"java.lang.Runnable"}}, {"name", []string{"stockRunner"}}}},
		},
	}}
	if diff := cmp.Diff(want, jar.AutoConfigurations); diff != "" {
		t.Errorf("-want +found:\n%s", diff)
	}
	if got := jar.AutoConfigurations[0].Conditions[1].Arg("name"); !slices.Equal(got, []string{"enabled", "on"}) {
		t.Errorf("Arg: %q", got)
	}
}

func TestListings(t *testing.T) {
	inner := zipped(t, file{"lib/deep.jar", zipped(t)}, file{"com/acme/State$Heir.class", compiled(t, "com/acme/State$Heir.class")})
	state, calls := compiled(t, "com/acme/State.class"), compiled(t, "com/acme/Calls.class")
	path := write(t, zipped(t,
		file{"META-INF/MANIFEST.MF", []byte("Manifest-Version: 1.0\r\nmulti-release: TRUE\r\n\r\nName: x\r\n")},
		file{"META-INF/ACME.SF", nil},
		file{"META-INF/services/java.sql.Driver", []byte("\ufeffcom.acme.A # the old one\n\n# none\ncom.acme.B")},
		file{"META-INF/services/sub/x", []byte("no")},
		file{importsFile, []byte("# ours\ncom.acme.Calls\ncom.acme.Missing\n")},
		file{"META-INF/spring.factories", []byte("a.B=x\norg.springframework.boot.autoconfigure.EnableAutoConfiguration=\\\n  com.acme.C,\\\n  com.acme.D\n")},
		file{"module-info.class", []byte("?")},
		file{"com/acme/package-info.class", []byte("?")},
		file{"META-INF/versions/21/com/acme/Calls.class", []byte("newer than the JVM")},
		file{"META-INF/versions/9/com/acme/Calls.class", calls},
		file{"META-INF/versions/9/module-info.class", []byte("?")},
		file{"META-INF/versions/11/com/acme/Calls.class", calls},
		file{"com/acme/Calls.class", []byte("not for this JVM")},
		file{"BOOT-INF/classes/com/acme/State.class", state},
		file{"BOOT-INF/classes/com/acme/State.class", []byte("hidden by the first")},
		file{"BOOT-INF/lib/inner.jar", inner},
	))
	jar := read(t, NewReader(17), path)
	stat, _ := os.Stat(path)
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"problems", jar.Problems, []Problem(nil)},
		{"size", jar.Size, stat.Size()},
		{"classes", jar.Classes, []string{"com.acme.Calls", "com.acme.State"}},
		{"bytes of classes", jar.ClassBytes, int64(len(state) + len(calls))},
		{"releases", jar.Releases, []int{9, 11, 21}},
		{"signed", jar.Signed, true},
		{"services", jar.Services, []Service{{"java.sql.Driver", []string{"com.acme.A", "com.acme.B"}}}},
		{"auto-configurations", jar.AutoConfigurations, []AutoConfiguration{
			{Class: "com.acme.Calls", File: importsFile}, {Class: "com.acme.Missing", File: importsFile},
			{Class: "com.acme.C", File: factoriesFile}, {Class: "com.acme.D", File: factoriesFile},
		}},
		{"nested", len(jar.Nested), 1},
		{"name of nested", jar.Nested[0].Path, "BOOT-INF/lib/inner.jar"},
		{"size of nested", jar.Nested[0].Size, int64(len(inner))},
		{"classes of nested", jar.Nested[0].Classes, []string{"com.acme.State$Heir"}},
		{"nested in nested", jar.Nested[0].Nested[0], &Jar{Path: "lib/deep.jar", Size: int64(len(zipped(t)))}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s, -want +found:\n%s", c.what, diff)
		}
	}
	if old := read(t, NewReader(8), path); len(old.Problems) != 1 || old.Problems[0].Entry != "com/acme/Calls.class" {
		t.Errorf("Java 8 takes the class outside of META-INF/versions: %v", old.Problems)
	}
}

// Without Multi-Release: true, META-INF/versions is a folder like others.
func TestNoMultiRelease(t *testing.T) {
	jar := read(t, NewReader(17), write(t, zipped(t,
		file{"META-INF/MANIFEST.MF", []byte("Manifest-Version: 1.0\n\nName: x\nMulti-Release: true\n")},
		file{"META-INF/versions/9/com/acme/Calls.class", compiled(t, "com/acme/Calls.class")},
	)))
	if len(jar.Classes) > 0 || len(jar.Releases) > 0 {
		t.Errorf("found %v for %v", jar.Classes, jar.Releases)
	}
}

func TestForeign(t *testing.T) {
	jar := read(t, NewReader(17), write(t, zipped(t, file{"com/acme/Private$Writer.class", compiled(t, "com/acme/Private$Writer.class")})))
	if len(jar.Statics) != 1 || !jar.Statics[0].Foreign || jar.Statics[0].Symbol() != "com.acme.Private#secret" {
		t.Errorf("%+v", jar.Statics)
	}
}

func TestParallel(t *testing.T) {
	r := NewReader(17)
	paths := []string{filepath.Join("testdata", "java8.jar"), filepath.Join("testdata", "java17.jar")}
	want := []*Jar{read(t, r, paths[0]), read(t, r, paths[1])}
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			if jar, err := r.Read(paths[i%2]); err != nil || !cmp.Equal(want[i%2], jar) {
				t.Errorf("%s: another result, %v", paths[i%2], err)
			}
		})
	}
	wg.Wait()
}

func TestJavaType(t *testing.T) {
	for signature, want := range map[string]string{
		"I":                     "int",
		"[[J":                   "long[][]",
		"Ljava/util/Map$Entry;": "java.util.Map$Entry",
		"Ljava/util/Map<+Ljava/lang/Number;-TT;>;":        "java.util.Map<? extends java.lang.Number, ? super T>",
		"Ljava/util/List<*>;":                             "java.util.List<?>",
		"Lcom/acme/Outer<Ljava/lang/String;>.Inner<TV;>;": "com.acme.Outer<java.lang.String>$Inner<V>",
		"[TT;": "T[]",
		"":     "", "L": "", "Lx": "", "Lx<": "x<>",
	} {
		if got := javaType(signature); got != want {
			t.Errorf("%s: %q, want %q", signature, got, want)
		}
	}
}
