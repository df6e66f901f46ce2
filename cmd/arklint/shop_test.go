package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"arklint/cmd/arklint/internal/cli"
	"arklint/rules/all"
)

// The rules that testdata/groups/shop need not show, and why.
var notInShop = map[string]string{}

// The shop of the README has a finding of every rule, and for each rule a near
// miss, listed in near-misses.txt, of which the rule says nothing.
func TestShopShowsEveryRule(t *testing.T) {
	shop, err := filepath.Abs(filepath.Join("..", "..", "testdata", "groups", "shop"))
	if err != nil {
		t.Fatal(err)
	}
	findings := check(t, shop)
	misses := nearMisses(t, shop)

	found, missed := map[string]bool{}, map[string]bool{}
	for _, f := range findings {
		found[f.Rule] = true
	}
	for _, m := range misses {
		missed[m.rule] = true
		for _, f := range findings {
			if f.Rule == m.rule && f.Path == m.path && f.Line <= m.line && m.line <= f.EndLine {
				t.Errorf("%s:%d: a near miss, and %s says: %s", m.path, m.line, m.rule, f.Message)
			}
		}
	}

	known := map[string]bool{}
	for _, r := range all.Rules {
		known[r.Name] = true
		if _, ok := notInShop[r.Name]; ok {
			if found[r.Name] && missed[r.Name] {
				t.Errorf("the shop shows %s, so it can leave notInShop", r.Name)
			}
			continue
		}
		if !found[r.Name] {
			t.Errorf("%s finds nothing in the shop", r.Name)
		}
		if !missed[r.Name] {
			t.Errorf("the shop has no near miss of %s in near-misses.txt", r.Name)
		}
	}
	for rule := range missed {
		if !known[rule] {
			t.Errorf("near-misses.txt: %s is no rule", rule)
		}
	}
}

type shopFinding struct {
	Rule, Path, Message string
	Line, EndLine       int
}

func check(t *testing.T, dir string) []shopFinding {
	var out, errors bytes.Buffer
	command := cli.Command{Stdout: &out, Stderr: &errors, Dir: dir, Environ: []string{"HOME=" + t.TempDir()}}
	if status := command.Main([]string{"check", "--format", "json", "."}); status != 1 {
		t.Fatalf("exit status %d: %s", status, &errors)
	}
	var report struct{ Findings []shopFinding }
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	return report.Findings
}

type nearMiss struct {
	rule, path string
	line       int
}

// nearMisses reads near-misses.txt and finds each text in its file, where it
// must stand on exactly one line.
func nearMisses(t *testing.T, shop string) []nearMiss {
	var out []nearMiss
	for entry := range strings.Lines(read(t, filepath.Join(shop, "near-misses.txt"))) {
		entry = strings.TrimSuffix(entry, "\n")
		if entry == "" || strings.HasPrefix(entry, "#") {
			continue
		}
		place, text, _ := strings.Cut(entry, ": ")
		rule, path, ok := strings.Cut(place, " ")
		if !ok {
			t.Fatalf("near-misses.txt: %q is not RULE FILE: TEXT", entry)
		}
		at, n := 0, 0
		for line := range strings.Lines(read(t, filepath.Join(shop, path))) {
			n++
			if strings.TrimSpace(line) != text {
				continue
			}
			if at > 0 {
				t.Errorf("near-misses.txt: %s has %q twice", path, text)
			}
			at = n
		}
		if at == 0 {
			t.Errorf("near-misses.txt: %s has no line %q", path, text)
		}
		out = append(out, nearMiss{rule, path, at})
	}
	return out
}

func read(t *testing.T, file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
