package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"arklint/scanner"
)

// sum is a hash over every path and text of a tree.
func sum(t *testing.T, seed uint64, modules, files int) string {
	t.Helper()
	h := sha256.New()
	sources := 0
	err := tree(seed, modules, files, func(path, text string) error {
		if strings.Contains(path, "/src/main/java/") {
			sources++
		}
		_, err := fmt.Fprintf(h, "%s\x00%s\x00", path, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if sources != files {
		t.Errorf("seed %d, %d modules: %d main sources, asked for %d", seed, modules, sources, files)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func TestSameFlagsSameBytes(t *testing.T) {
	one := sum(t, 1, 3, 400)
	for range 3 {
		if again := sum(t, 1, 3, 400); again != one {
			t.Fatalf("the same flags gave %s, then %s", one, again)
		}
	}
	for _, other := range []string{sum(t, 2, 3, 400), sum(t, 1, 4, 400), sum(t, 1, 3, 401)} {
		if other == one {
			t.Error("other flags gave the same tree")
		}
	}
}

func TestSmallAndManyModuled(t *testing.T) {
	for _, files := range []int{1, 2, 7, 50} {
		for _, modules := range []int{1, 2, 40} {
			sum(t, 5, modules, files)
		}
	}
}

func TestNoPathTwice(t *testing.T) {
	seen := map[string]bool{}
	err := tree(1, 2, 6000, func(path, _ string) error {
		if low := strings.ToLower(path); seen[low] {
			t.Errorf("written twice: %s", path)
		} else {
			seen[low] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoWordLeftOpen(t *testing.T) {
	err := tree(1, 3, 600, func(path, text string) error {
		for _, word := range []string{"{E}", "{e}", "{F}", "{f}", "{T}", "{G}", "{m}", "{K}", "{s}", "{n}", "{N}", "{en}", "{zh}", "{who}", "{mod}",
			"{app}", "{library}", "{scope}", "{modules}", "{members}", "{fields}", "{accessors}"} {
			if strings.Contains(text, word) {
				t.Errorf("%s: %s was not filled in", path, word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The tree is what arklint is measured on, so it must be able to read all of
// it. So many files in one module use every noun there is.
func TestArklintReadsAll(t *testing.T) {
	dir := t.TempDir()
	const files = 6000
	if err := create(dir, 3, 1, files); err != nil {
		t.Fatal(err)
	}
	ws, err := scanner.Scan(t.Context(), os.DirFS(dir), scanner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ws.Problems {
		t.Errorf("%s:%d: %s", p.Path, p.Line, p.Message)
	}
	if ws.Stats.JavaFiles != files {
		t.Errorf("%d Java files read, %d written", ws.Stats.JavaFiles, files)
	}
}

func TestCreateKeepsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := create(dir, 1, 1, 1); err == nil {
		t.Error("a folder with something in it was written to")
	}
}
