package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"arklint/rules/all"
)

// The README's table of rules is arklint's own (`arklint rules --format
// markdown`), so it must hold every rule as it is now.
func TestReadmeHasTheRules(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if name, rest, ok := strings.Cut(strings.TrimPrefix(line, "| [`"), "`]"); ok && strings.HasPrefix(line, "| [`") {
			rows[name] = rest
		}
	}
	for _, r := range all.Rules {
		row, ok := rows[r.Name]
		if !ok {
			t.Errorf("README.md does not list %s", r.Name)
			continue
		}
		for _, want := range []string{"(rules/" + strings.ReplaceAll(r.Name, "-", "") + "/rule.md)", r.Level.String(), r.Doc.Summary} {
			if !strings.Contains(row, want) {
				t.Errorf("README.md, %s: no %q in %q", r.Name, want, row)
			}
		}
		delete(rows, r.Name)
	}
	for name := range rows {
		t.Errorf("README.md lists %s, which is no rule", name)
	}
}
