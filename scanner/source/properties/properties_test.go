package properties

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"arklint/scanner/source"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a=1\nb: 2\r\nc 3\rd\n", `"a"="1" "b"="2" "c"="3" "d"=""`},
		{"# no\n ! no\n\n  a = b c  \n", `"a"="b c  "`},
		{"a=1,\\\n   2,\\\r\n\t3\n", `"a"="1,2,3"`},
		{"a=x\\\\\nb=1", `"a"="x\\" "b"="1"`},
		{"a\\=b\\:c\\ d = e", `"a=b:c d"="e"`},
		{"a=\\u4e2d\\t\\q\\ud83d\\ude00", `"a"="中\tq😀"`},
		{"=x\n", `""="x"`},
		{"\xef\xbb\xbfa=中文", `"a"="中文"`},
		{"a=b=c", `"a"="b=c"`},
		{"a = \\\n  \\\n b", `"a"="b"`},
		{"a\\\n b=1", `"ab"="1"`},
		{"a=x\\", `"a"="x"`},
		{"a=1\\\n#2", `"a"="1#2"`},
		{"a=1\na=2", `"a"="1" "a"="2"`},
	} {
		f := source.New("x.properties", []byte(c.in))
		entries, errs := Parse(f)
		var got []string
		for _, e := range entries {
			got = append(got, fmt.Sprintf("%q=%q", e.Key, e.Value))
			if !strings.Contains(e.KeyAt.Text(), "\\") && e.KeyAt.Text() != e.Key || !strings.Contains(e.ValueAt.Text(), "\\") && e.ValueAt.Text() != e.Value {
				t.Errorf("%q: %q at %q, %q at %q", c.in, e.Key, e.KeyAt.Text(), e.Value, e.ValueAt.Text())
			}
			if whole := e.Part(0, len(e.Value)); !strings.Contains(e.ValueAt.Text(), whole.Text()) {
				t.Errorf("%q: part %q of %q", c.in, whole.Text(), e.ValueAt.Text())
			}
		}
		if strings.Join(got, " ") != c.want || len(errs) != 0 {
			t.Errorf("%q: %s %v, want %s", c.in, strings.Join(got, " "), errs, c.want)
		}
	}
}

func TestPartOfAListOverLines(t *testing.T) {
	f := source.New("x.properties", []byte("excludes=org.a,\\\n  org.\\u0062,org.c\n"))
	entries, _ := Parse(f)
	e := entries[0]
	at := 0
	var got []string
	for item := range strings.SplitSeq(e.Value, ",") {
		got = append(got, e.Part(at, at+len(item)).String()+" "+e.Part(at, at+len(item)).Text())
		at += len(item) + 1
	}
	want := `[x.properties:1:10 org.a x.properties:2:3 org.\u0062 x.properties:2:14 org.c]`
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func TestBadEscape(t *testing.T) {
	entries, errs := Parse(source.New("x.properties", []byte("a=1\nb=\\u12x\n")))
	if len(entries) != 2 || len(errs) != 1 || errs[0].At.String() != "x.properties:2:3" {
		t.Errorf("%v %v", entries, errs)
	}
}

func TestComments(t *testing.T) {
	c := Comments(source.New("x", []byte("# one\na=1\\\n#two\n  !three")))
	if len(c) != 2 || c[0].Text != " one" || c[1].At.Text() != "!three" {
		t.Errorf("%+v", c)
	}
}

// Java itself is the judge, where there is one.
func TestAgainstJava(t *testing.T) {
	java, err := exec.LookPath("java")
	if err != nil {
		t.Skip("no java")
	}
	dir := t.TempDir()
	program := `import java.util.*; import java.io.*; import java.nio.file.*; import java.nio.charset.*;
public class P { public static void main(String[] a) throws Exception {
 for (String f : a) { final StringBuilder s = new StringBuilder();
  Properties p = new Properties() { public Object put(Object k, Object v) { s.append(hex(k)).append('=').append(hex(v)).append(' '); return null; } };
  p.load(new InputStreamReader(new FileInputStream(f), StandardCharsets.UTF_8)); System.out.println(s.toString().trim()); } }
 static String hex(Object o) { StringBuilder b = new StringBuilder(); for (byte x : o.toString().getBytes(StandardCharsets.UTF_8)) b.append(String.format("%02x", x)); return b.toString(); } }`
	if err := os.WriteFile(filepath.Join(dir, "P.java"), []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	// every text of up to 5 of these letters
	letters := []string{"a", "=", " ", "\\", "\n", "\r", "#", ":", "\\u0041"}
	var texts []string
	level := []string{""}
	for range 4 {
		var next []string
		for _, s := range level {
			for _, l := range letters {
				next = append(next, s+l)
			}
		}
		texts = append(texts, next...)
		level = next
	}
	args := []string{"-XX:TieredStopAtLevel=1", filepath.Join(dir, "P.java")}
	var asked []string
	for i, text := range texts {
		if i%3 != 0 && len(text) > 3 { // a third is enough, and keeps the command line short
			continue
		}
		name := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		args, asked = append(args, name), append(asked, text)
	}
	out, err := exec.Command(java, args...).Output()
	if err != nil {
		t.Skipf("java cannot run the oracle: %v", err)
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != len(asked) {
		t.Fatalf("%d answers to %d files", len(lines), len(asked))
	}
	for i, text := range asked {
		entries, _ := Parse(source.New("x", []byte(text)))
		var got []string
		for _, e := range entries {
			got = append(got, fmt.Sprintf("%x=%x", e.Key, e.Value))
		}
		if strings.Trim(text, " \r\n") == "\\" && lines[i] == "=" {
			continue // a lone backslash on the last line: Java makes an empty key of it, which serves nobody
		}
		if strings.Join(got, " ") != lines[i] {
			t.Errorf("%q: %s, Java %s", text, strings.Join(got, " "), lines[i])
		}
	}
	t.Logf("%d texts", len(asked))
}
