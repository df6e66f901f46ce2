package javasrc

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// snippets gives the syntax files, path to text.
func snippets(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir("testdata/snippets", func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".java") {
			files[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 40 {
		t.Fatalf("only %d snippets", len(files))
	}
	return files
}

// rejected are the snippets that must have errors, and why.
var rejected = map[string]string{
	"J21_string_template_preview.java": "string templates were withdrawn",
}

func TestSnippets(t *testing.T) {
	var p Parser
	for path, src := range snippets(t) {
		tree := p.Parse(src)
		if why := rejected[filepath.Base(path)]; why != "" {
			if len(tree.Errors) == 0 {
				t.Errorf("%s: no error, but %s", path, why)
			}
			continue
		}
		for _, e := range tree.Errors {
			rest := tree.Text[e.Offset:]
			t.Errorf("%s:%d: %s at %.40q", path, e.Offset, e.Message, rest)
		}
		checkTree(t, tree)
	}
}

// checkTree tells whether a tree keeps its promises: sizes add up, children lie
// in their parents and do not overlap, tokens go forward.
func checkTree(t testing.TB, tree *Tree) {
	t.Helper()
	var at uint32
	for i, tok := range tree.Tokens {
		if tok.Start < at || tok.End < tok.Start || int(tok.End) > len(tree.Text) {
			t.Fatalf("token %d %v at %d..%d after %d", i, tok.Kind, tok.Start, tok.End, at)
		}
		at = tok.End
	}
	if last := tree.Tokens[len(tree.Tokens)-1].Kind; last != EOF {
		t.Fatalf("the last token is %v", last)
	}
	at = 0
	for _, c := range tree.Comments {
		if c.Start < at || c.End < c.Start+2 || int(c.End) > len(tree.Text) {
			t.Fatalf("comment at %d..%d after %d", c.Start, c.End, at)
		}
		at = c.End
	}
	for i := range tree.Nodes {
		n := &tree.Nodes[i]
		if n.Start > n.End || int(n.End) > len(tree.Text) || n.Kind >= kinds || n.Role >= roles || n.Op >= tokenKinds {
			t.Fatalf("node %d is %+v", i, *n)
		}
		if n.Size < 1 || int(n.Size) > i+1 {
			t.Fatalf("node %d %v has size %d", i, n.Kind, n.Size)
		}
		size, end := uint32(1), n.Start
		for c := tree.First(NodeID(i)); c != None; c = tree.Next(c) {
			child := &tree.Nodes[c]
			if child.Start < end || child.End > n.End {
				t.Fatalf("%v %d..%d holds %v %d..%d, which starts before %d or ends too late", n.Kind, n.Start, n.End, child.Kind, child.Start, child.End, end)
			}
			if tree.Parent(c) != NodeID(i) {
				t.Fatalf("the parent of %d is %d, want %d", c, tree.Parent(c), i)
			}
			end = child.End
			size += child.Size
		}
		if size != n.Size {
			t.Fatalf("node %d %v has size %d, its children say %d", i, n.Kind, n.Size, size)
		}
	}
	root := &tree.Nodes[tree.Root()]
	if root.Kind != NUnit || int(root.Size) != len(tree.Nodes) {
		t.Fatalf("the root is %+v of %d nodes", *root, len(tree.Nodes))
	}
	for _, e := range tree.Errors {
		if int(e.Offset) > len(tree.Text) || e.Message == "" {
			t.Fatalf("error %+v", e)
		}
	}
}
