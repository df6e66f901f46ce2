package all

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"arklint/rules"
	"arklint/rules/ruletest"
	"arklint/scanner/respell"
)

// respelled calls visit for every block of every page in every spelling that fits it.
func respelled(visit func(rule *rules.Rule, section string, block int, s respell.Spelling, b ruletest.Block)) {
	for _, rule := range Rules {
		for _, section := range []string{"Bad", "Good"} {
			for i, b := range ruletest.Blocks(rule.Doc.Section(section)) {
				for _, s := range respell.Spellings {
					if other, moved := ruletest.Respell(s, b); moved != nil {
						visit(rule, section, i+1, s, other)
					}
				}
			}
		}
	}
}

// A spelling that fits no example judges nobody.
func TestEverySpellingIsUsed(t *testing.T) {
	count := map[string]int{}
	respelled(func(_ *rules.Rule, section string, _ int, s respell.Spelling, _ ruletest.Block) {
		if section == "Bad" {
			count[s.Name]++
		}
	})
	for _, s := range respell.Spellings {
		t.Logf("%-22s %d Bad blocks", s.Name, count[s.Name])
		if count[s.Name] == 0 {
			t.Errorf("the spelling %s fits no Bad block of any rule", s.Name)
		}
	}
}

// jdk25 is where a JDK 25 is looked for if ARKLINT_JDK25 does not name one.
const jdk25 = "/usr/lib/jvm/temurin-25-jdk-amd64"

// What the spellings make is Java: javac reads it.
func TestJavacReadsSpellings(t *testing.T) {
	home := os.Getenv("ARKLINT_JDK25")
	if home == "" {
		home = jdk25
	}
	java := filepath.Join(home, "bin", "java")
	if _, err := os.Stat(java); err != nil {
		t.Skipf("no JDK 25 at %s; set ARKLINT_JDK25", home)
	}
	root := t.TempDir()
	files := 0
	respelled(func(rule *rules.Rule, section string, block int, s respell.Spelling, b ruletest.Block) {
		for _, f := range b.Files {
			if filepath.Ext(f.Name) != ".java" {
				continue
			}
			path := filepath.Join(root, rule.Name, fmt.Sprint(section, block), s.Name, f.Name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			files++
		}
	})
	cmd := exec.Command(java, "-Xshare:auto", "../../scanner/internal/javasrc/testdata/javac/Outline.java", root)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	read := 0
	for line := range strings.Lines(string(out)) {
		row := strings.SplitN(strings.TrimSpace(line), "\t", 3)
		if len(row) == 3 && row[1] == "error" {
			text, _ := os.ReadFile(row[0])
			t.Errorf("javac refuses %s: %s\n%s", strings.TrimPrefix(row[0], root), row[2], text)
			continue
		}
		read++
	}
	if read == 0 || read > files {
		t.Errorf("javac has read %d of %d files", read, files)
	}
	t.Logf("javac has read %d files", read)
}
