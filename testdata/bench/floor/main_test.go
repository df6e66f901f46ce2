package main

import (
	"os"
	"path/filepath"
	"testing"

	"arklint/scanner"
)

// The floor reads the Java files that arklint reads, and no others.
func TestReadsWhatArklintReads(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"pom.xml", "README.md", ".git/A.java", "test/Top.java",
		"a/pom.xml", "a/src/main/java/p/A.java", "a/src/main/java/p/build/B.java", "a/src/main/java/p/target/C.java",
		"a/src/main/resources/application.yml", "a/src/main/resources/other.xml", "a/src/main/resources/logback-spring.xml",
		"a/src/test/java/p/ATest.java", "a/src/it/java/p/IT.java", "a/src/integrationTest/java/p/IT2.java", "a/tests/T.java",
		"a/target/generated-sources/p/G.java", "a/build/p/H.java", "a/bin/I.java", "a/conf/ark/bootstrap.properties",
		"a/src/main/resources/archetype-resources/src/main/java/J.java", "a/src/main/resources/archetype-resources/pom.xml",
		"a/src/test/fixture/pom.xml", "a/src/test/fixture/src/main/java/K.java",
		"g/build.gradle", "g/src/main/java/L.java", "g/b/build.gradle.kts", "g/b/src/jmh/java/M.java",
		"loose/src/N.java", "loose/target/O.java", "loose/out/P.java", "node_modules/x/Q.java",
	} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		text := "class X {}\n"
		switch filepath.Base(name) {
		case "pom.xml":
			text = "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>x</artifactId><version>1</version></project>\n"
		case "application.yml":
			text = "a: b\n"
		case "logback-spring.xml", "other.xml":
			text = "<configuration/>\n"
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, jobs := range []int{1, 4} {
		got, err := measure(dir, false, jobs)
		if err != nil {
			t.Fatal(err)
		}
		ws, err := scanner.Scan(t.Context(), os.DirFS(dir), scanner.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got.java != int64(ws.Stats.JavaFiles) {
			t.Errorf("%d jobs: the floor read %d Java files, arklint %d", jobs, got.java, ws.Stats.JavaFiles)
		}
		if got.lines != got.files {
			t.Errorf("%d jobs: %d lines in %d files of a line each", jobs, got.lines, got.files)
		}
	}
	all, err := measure(dir, true, 2)
	if err != nil {
		t.Fatal(err)
	}
	if all.files != 20-2 { // every *.java but those of .git and node_modules
		t.Errorf("mode all read %d files", all.files)
	}
}

func TestSaysWhatItCannotRead(t *testing.T) {
	if _, err := measure(filepath.Join(t.TempDir(), "none"), false, 2); err == nil {
		t.Error("no error for a tree that is not there")
	}
}
