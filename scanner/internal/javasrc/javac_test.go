package javasrc

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// jdk25 is where a JDK 25 is looked for if ARKLINT_JDK25 does not name one.
const jdk25 = "/usr/lib/jvm/temurin-25-jdk-amd64"

// javaCommand returns the path of java of a JDK 25. Without one the test is
// skipped, or fails where ARKLINT_REQUIRE_JAVAC says that it must be there.
func javaCommand(t *testing.T) string {
	t.Helper()
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
	return java
}

// TestJavacAgrees compares our trees with javac's, node for node: all kinds,
// names, operators, literal values and places. ARKLINT_JAVA_TREES names more
// folders to compare, separated by colons.
func TestJavacAgrees(t *testing.T) {
	java := javaCommand(t)
	roots := []string{"testdata/snippets"}
	for _, root := range filepath.SplitList(os.Getenv("ARKLINT_JAVA_TREES")) {
		if root != "" {
			roots = append(roots, root)
		}
	}
	for _, root := range roots {
		t.Run(filepath.Base(root), func(t *testing.T) { compareWithJavac(t, java, root) })
	}
}

// A verdict is what javac says of a file.
type verdict struct {
	refused string // its message, if it refuses the file
	rows    int
	digest  uint64
}

func compareWithJavac(t *testing.T, java, root string) {
	var p Parser
	var files, rows, refused int
	var different []string
	for path, v := range javacVerdicts(t, java, root) {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tree := p.Parse(src)
		if v.refused != "" {
			refused++
			if root == "testdata/snippets" && !expectedRefusals[filepath.Base(path)] {
				t.Errorf("javac refuses %s: %s", path, v.refused)
			}
			continue
		}
		files++
		rows += v.rows
		for _, e := range tree.Errors {
			t.Errorf("%s: javac reads it, we say: %s at byte %d", path, e.Message, tree.Original(e.Offset))
		}
		if !utf8.Valid(src) {
			t.Errorf("%s: javac reads it, but it is not UTF-8", path)
			continue
		}
		if got := outline(tree, src); len(got) != v.rows || digest(got) != v.digest {
			different = append(different, path)
		}
	}
	t.Logf("%d files, %d rows, %d files differ; javac refuses %d more", files, rows, len(different), refused)
	if files == 0 {
		t.Errorf("no file compared")
	}
	for i, path := range different {
		if i == 20 {
			t.Errorf("and %d more files", len(different)-i)
			break
		}
		showDifference(t, java, path)
	}
}

// expectedRefusals are the snippets that javac 25 refuses.
var expectedRefusals = map[string]bool{
	"J08_bom_utf8.java":                true, // javac knows no byte order mark
	"J08_latin1.java":                  true, // not UTF-8
	"J21_string_template_preview.java": true,
}

// javacVerdicts runs Outline.java over root.
func javacVerdicts(t *testing.T, java, root string) map[string]verdict {
	abs, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	verdicts := map[string]verdict{}
	for _, line := range runOutline(t, java, abs) {
		f := strings.SplitN(line, "\t", 3)
		if len(f) != 3 {
			t.Fatalf("Outline.java printed %q", line)
		}
		v := verdict{}
		if f[1] == "error" {
			v.refused = f[2]
		} else {
			v.rows, err = strconv.Atoi(f[1])
			if err == nil {
				v.digest, err = strconv.ParseUint(f[2], 16, 64)
			}
			if err != nil {
				t.Fatalf("Outline.java printed %q: %v", line, err)
			}
		}
		verdicts[f[0]] = v
	}
	return verdicts
}

func runOutline(t *testing.T, java string, args ...string) (lines []string) {
	cmd := exec.Command(java, append([]string{"-Xshare:auto", "testdata/javac/Outline.java"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, stderr.String())
	}
	s := bufio.NewScanner(bytes.NewReader(out))
	s.Buffer(nil, 1<<26)
	for s.Scan() {
		lines = append(lines, s.Text())
	}
	return lines
}

// showDifference reports the rows of one file that only one side has.
func showDifference(t *testing.T, java, path string) {
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var p Parser
	balance := map[string]int{}
	for _, row := range outline(p.Parse(src), src) {
		balance[row]++
	}
	for _, line := range runOutline(t, java, "-rows", path) {
		if _, row, _ := strings.Cut(line, "\t"); strings.Count(row, "\t") == 3 {
			balance[row]--
		}
	}
	var report strings.Builder
	shown := 0
	for row, n := range balance {
		if n != 0 && shown < 12 {
			who := "only here "
			if n < 0 {
				who = "only javac"
			}
			fmt.Fprintf(&report, "\n  %s: %q %.50q", who, row, rowText(row, src))
			shown++
		}
	}
	t.Errorf("%s differs:%s", path, report.String())
}

// rowText returns the source of a row, if it is ASCII.
func rowText(row string, src []byte) []byte {
	f := strings.Split(row, "\t")
	start, _ := strconv.Atoi(f[2])
	end, _ := strconv.Atoi(f[3])
	if start < 0 || end > len(src) || start > end {
		return nil
	}
	return src[start:end]
}
