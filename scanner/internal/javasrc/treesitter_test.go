//go:build treesitter

package javasrc

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"testing"

	sitter "github.com/smacker/go-tree-sitter"
	"github.com/smacker/go-tree-sitter/java"
)

// This judge needs cgo and a large module, so it sits behind a build tag:
//
//	go test -tags treesitter ./scanner/internal/javasrc
//
// javac is the judge of files that are Java; of broken files it says nothing,
// and tree-sitter, made for editors, shows what can still be read.

// grammarGaps are the snippets that the tree-sitter grammar of 2024-08 cannot
// read, with what it stumbles over.
var grammarGaps = map[string]string{
	"J08_ctrlz.java":                     "a trailing Ctrl-Z",
	"J08_literals.java":                  `0_17 and "\uuuu0041"`,
	"J08_nullable_array_varargs.java":    "annotations before the dots of varargs",
	"J08_type_annotations.java":          "annotations before the dots of varargs",
	"J08_unicode_escape_brace.java":      `\u007b as a brace`,
	"J08_unicode_escape_ident.java":      `\u003d as =`,
	"J14_yield_variants.java":            "yield before ++, ( and others",
	"J21_record_pattern_instanceof.java": "modifiers in record patterns",
	"J21_string_template_preview.java":   "we reject it, as javac does",
	"J21_switch_generic_pattern.java":    "case final String s",
	"J22_super_prologue.java":            "statements before super()",
	"J22_unnamed.java":                   "case Integer _, Long _",
	"J23_module_import.java":             "import module",
	"J25_compact_source_main.java":       "import module",
	"module-info2.java":                  "restricted words as names of modules",
}

// sitterCalls counts the calls that tree-sitter sees, by name, and tells
// whether it found errors.
func sitterCalls(t *testing.T, p *sitter.Parser, src []byte) (byName map[string]int, broken bool) {
	t.Helper()
	tree, err := p.ParseCtx(context.Background(), nil, src)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	byName = map[string]int{}
	c := sitter.NewTreeCursor(tree.RootNode())
	defer c.Close()
	for {
		n := c.CurrentNode()
		var name *sitter.Node
		switch n.Type() {
		case "method_invocation":
			name = n.ChildByFieldName("name")
		case "explicit_constructor_invocation":
			name = n.ChildByFieldName("constructor")
		}
		if name != nil {
			byName[name.Content(src)]++
		}
		if c.GoToFirstChild() {
			continue
		}
		for !c.GoToNextSibling() {
			if !c.GoToParent() {
				return byName, tree.RootNode().HasError()
			}
		}
	}
}

func newSitter() *sitter.Parser {
	p := sitter.NewParser()
	p.SetLanguage(java.GetLanguage())
	return p
}

// TestTreeSitterAgrees compares the calls of intact files.
func TestTreeSitterAgrees(t *testing.T) {
	var p Parser
	ts := newSitter()
	files, gaps := 0, map[string]bool{}
	compare := func(path string, src []byte) {
		theirs, broken := sitterCalls(t, ts, src)
		if broken {
			gaps[filepath.Base(path)] = true
			return
		}
		files++
		if ours := calls(p.Parse(src)); !maps.Equal(ours, theirs) {
			t.Errorf("%s:\n  ours %v\ntheirs %v", path, ours, theirs)
		}
	}
	for path, src := range snippets(t) {
		compare(path, src)
	}
	for name := range gaps {
		if grammarGaps[name] == "" {
			t.Errorf("tree-sitter cannot read %s: a gap to be listed", name)
		}
	}
	for name, why := range grammarGaps {
		if !gaps[name] {
			t.Errorf("tree-sitter can read %s now, %s: no gap any more", name, why)
		}
	}
	extraTrees(t, compare)
	t.Logf("%d files agree, tree-sitter cannot read %d", files, len(gaps))
}

// TestTreeSitterRecall compares what is found in broken files: one bracket or
// semicolon is deleted. Ours must find more.
func TestTreeSitterRecall(t *testing.T) {
	var p Parser
	ts := newSitter()
	var ours, theirs recallScore
	one := func(_ string, src []byte) {
		broken := breakOnce(src)
		before := calls(p.Parse(src))
		theirsBefore, gap := sitterCalls(t, ts, src)
		if broken == nil || gap || !maps.Equal(before, theirsBefore) {
			return // a grammar gap is no matter of recovery
		}
		ours.add(before, calls(p.Parse(broken)))
		after, _ := sitterCalls(t, ts, broken)
		theirs.add(before, after)
	}
	if os.Getenv("ARKLINT_JAVA_TREES") == "" {
		for path, src := range snippets(t) {
			one(path, src)
		}
	} else {
		extraTrees(t, one)
	}
	t.Logf("%d broken files, %d calls: we find %.2f%%, tree-sitter %.2f%%", ours.files, ours.before, ours.percent(), theirs.percent())
	if ours.percent() < theirs.percent() {
		t.Errorf("tree-sitter finds more")
	}
}
