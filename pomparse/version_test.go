package pomparse

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestCompareVersions(t *testing.T) {
	ascending := []string{
		"1-alpha-1", "1-alpha2", "1-beta", "1-m1", "1-rc1", "1-SNAPSHOT", "1", "1-sp", "1-x", "1-1", "1.0.1", "1.1-SNAPSHOT", "1.1", "1.2", "1.10", "2.0.0.RELEASE", "2.0.1", "33.0-android", "33.0.1",
	}
	for i, a := range ascending {
		for k, b := range ascending {
			want := 0
			if i < k {
				want = -1
			} else if i > k {
				want = 1
			}
			if got := CompareVersions(a, b); got != want {
				t.Errorf("%s, %s: %d", a, b, got)
			}
		}
	}
	for _, same := range [][2]string{{"1", "1.0.0"}, {"1.0.0.RELEASE", "1"}, {"1-ga", "1.Final"}, {"1a1", "1-alpha-1"}, {"1-cr2", "1rc2"}, {"01", "1"}} {
		if CompareVersions(same[0], same[1]) != 0 {
			t.Errorf("%v differ", same)
		}
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct {
		spec, version string
		in            bool
	}{
		{"[1,2)", "1", true}, {"[1,2)", "2", false}, {"[1,2)", "2-SNAPSHOT", true}, {"(1,2]", "1.0", false}, {"(1,2]", "2", true},
		{"[1.5]", "1.5.0", true}, {"[1.5]", "1.6", false}, {"[1,)", "99", true}, {"(,1]", "0.1", true},
		{"[1,2),[3,4)", "2.5", false}, {"[1,2), [3,4)", "3.5", true}, {"1.0", "7", true}, {"[1", "1", false}, {"[1,2)x", "3", false},
	} {
		if got := InRange(c.spec, c.version); got != c.in {
			t.Errorf("%s in %s: %v", c.version, c.spec, got)
		}
	}
}

// Maven's own ComparableVersion is the judge where Debian's Maven is installed.
func TestAgainstMaven(t *testing.T) {
	jars, _ := filepath.Glob("/usr/share/maven/lib/maven-artifact-3*.jar")
	java, err := exec.LookPath("java")
	if err != nil || len(jars) == 0 {
		t.Skip("no java or no maven-artifact jar")
	}
	parts := []string{"", "0", "1", "01", "10", "1.0", "1.1", "1.0.1", "2", "20230101", "99999999999999999999"}
	tails := []string{"", "-SNAPSHOT", ".Final", "-alpha", "-alpha-1", "a1", "b2", "m3", "-rc1", ".RC2", "-cr1", ".RELEASE", "-sp1", ".x", "-jre", "-1", "--1", "..1", ".r.55", "-0", "x0", "-ga-1", "A", ".1-2.3"}
	var versions []string
	for _, p := range parts {
		for _, s := range tails {
			if p+s != "" {
				versions = append(versions, p+s)
			}
		}
	}
	dir := t.TempDir()
	program := `import org.apache.maven.artifact.versioning.ComparableVersion; import java.nio.file.*; import java.util.*;
public class V { public static void main(String[] a) throws Exception { List<String> l = Files.readAllLines(Paths.get(a[0])); StringBuilder b = new StringBuilder();
 List<ComparableVersion> v = new ArrayList<>(); for (String s : l) v.add(new ComparableVersion(s));
 for (ComparableVersion x : v) { for (ComparableVersion y : v) b.append((char) ('1' + Integer.signum(x.compareTo(y)))); b.append('\n'); } System.out.print(b); } }`
	for name, text := range map[string]string{"V.java": program, "versions": strings.Join(versions, "\n")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lib, _ := filepath.Glob("/usr/share/maven/lib/*.jar")
	out, err := exec.Command(java, "-cp", strings.Join(append(jars, lib...), ":"), filepath.Join(dir, "V.java"), filepath.Join(dir, "versions")).Output()
	if err != nil {
		t.Skipf("the oracle does not run: %v", err)
	}
	rows := strings.Split(strings.TrimSpace(string(out)), "\n")
	wrong := 0
	for i, a := range versions {
		for k, b := range versions {
			want := int(rows[i][k]) - '1'
			if got := CompareVersions(a, b); got != want {
				if wrong++; wrong <= 15 {
					t.Errorf("%q, %q: %d, Maven %d", a, b, got, want)
				}
			}
		}
	}
	t.Logf("%d pairs, %d wrong", len(versions)*len(versions), wrong)
}
