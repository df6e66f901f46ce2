package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The layers of architecture.md 2: a package imports only packages of lines
// above its own. Of patterns that match a package the longest counts; `*`
// stands for one element. Packages on one line do not know each other, but for
// the pairs in sameLine.
var layers = [][]string{
	{"scanner/source"},
	{"scanner/source/xmltree", "scanner/source/properties"},
	{"pomparse"},
	{"scanner/model"},
	{"scanner/ark", "scanner/internal/*"},
	{"scanner", "scanner/respell", "scanner/sink"},
	{"rules", "rules/internal/known"},
	{"rules/internal/*"},
	{"rules/*"},
	{"rules/facts", "rules/all/list"},
	{"rules/all"},
	{"rules/engine"},
	{"rules/ruletest", "sarif"},
	{"cmd/arklint/internal/overlay"},
	{"cmd/arklint/internal/config", "cmd/arklint/internal/report", "cmd/arklint/internal/gate", "cmd/arklint/internal/lsp"},
	{"cmd/arklint/internal/fix"},
	{"cmd/arklint/internal/cli"},
	{"cmd/arklint"},
}

// sameLine are imports within one line: the model is filled from the syntax
// tree that a package beside it makes.
var sameLine = map[string]string{
	"scanner/internal/javaindex": "scanner/internal/javasrc",
}

func layerOf(pkg string) int {
	best, at := "", -1
	for i, line := range layers {
		for _, pattern := range line {
			if ok, _ := path.Match(pattern, pkg); ok && (len(pattern) > len(best) || !strings.Contains(pattern, "*")) && !(at >= 0 && !strings.Contains(best, "*")) {
				best, at = pattern, i
			}
		}
	}
	return at
}

func TestLayers(t *testing.T) {
	root := filepath.Join("..", "..")
	packages := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "testdata" || strings.HasPrefix(name, ".") && name != ".." {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(rel))
		syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		if len(syntax.Comments) > 0 && strings.HasPrefix(syntax.Comments[0].List[0].Text, "//go:build ignore") {
			return nil // a generator, not part of the program
		}
		packages++
		own := layerOf(pkg)
		if own < 0 {
			t.Errorf("%s is in no layer; give it a line in layers_test.go and in the architecture", pkg)
			return nil
		}
		for _, imp := range syntax.Imports {
			full, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			to, ours := strings.CutPrefix(full, "arklint/")
			if !ours || to == pkg || strings.HasSuffix(file, "_test.go") && to == "rules/ruletest" {
				continue
			}
			if l := layerOf(to); l == own && strings.HasSuffix(file, "_test.go") {
				continue // a test may fetch its input from a neighbour
			}
			if l := layerOf(to); l >= own && sameLine[pkg] != to {
				t.Error(complaint(rel, pkg, own, to, l))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if packages < 10 {
		t.Fatalf("only %d files were looked at", packages)
	}
}

func complaint(file, pkg string, own int, to string, other int) string {
	return fmt.Sprintf("%s: %s (layer %d) must not import %s (layer %d): only layers above it", file, pkg, own+1, to, other+1)
}
