package all

import (
	"bytes"
	"os"
	"testing"

	"arklint/rules"
	"arklint/rules/all/list"
)

func TestListIsCurrent(t *testing.T) {
	want, err := list.Generate("..")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("list.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("rules/all/list.go is not current: run `make gen`")
	}
}

// The sections that every page has, in both languages.
var sections = [][2]string{
	{"Why it breaks", "为什么会出错"}, {"Bad", "错误示例"}, {"Good", "正确示例"}, {"How to fix", "如何修复"},
	{"When to allow it", "何时可以忽略"}, {"Limits", "局限"}, {"See also", "参考"},
}

func TestEveryRuleIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		t.Run(r.Name, func(t *testing.T) {
			for _, name := range append([]string{r.Name}, r.Aliases...) {
				if seen[name] {
					t.Errorf("two rules are called %s", name)
				}
				seen[name] = true
			}
			if r.Level == rules.DefaultLevel || r.Needs == 0 {
				t.Error("Level and Needs must be said")
			}
			if r.Join != nil && r.Collect == nil {
				t.Error("Join sees only what Collect exports, and there is no Collect")
			}
			for _, s := range sections {
				if r.Doc.Section(s[0]) == "" {
					t.Errorf("rule.md has no section %q", s[0])
				}
				if r.Doc.Chinese.Section(s[1]) == "" {
					t.Errorf("rule.zh.md has no section %q", s[1])
				}
			}
			for _, d := range []*rules.Doc{r.Doc, r.Doc.Chinese} {
				if want := "# " + r.Name + "\n"; len(d.Markdown) < len(want) || d.Markdown[:len(want)] != want {
					t.Errorf("a page begins with %q", want)
				}
			}
		})
	}
}
