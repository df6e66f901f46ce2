package unusedallow_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"arklint/rules"
	"arklint/rules/badallow"
	"arklint/rules/ruletest"
	"arklint/rules/unusedallow"
)

// An external test: the engine, which ruletest runs, imports this rule.
func TestRule(t *testing.T) { ruletest.Run(t, unusedallow.Rule) }

// everyClass finds every class and so gives allows something to speak for.
var everyClass = &rules.Rule{
	Name: "every-class", Level: rules.Warning, Needs: rules.Java,
	Check: func(p *rules.Pass) error {
		for _, t := range p.App.Types() {
			p.Report(rules.Finding{At: rules.At(t.At), Message: t.Simple, Hint: "-", Symbol: t.Name})
		}
		return nil
	},
}

func TestWhatAnAllowSpeaksFor(t *testing.T) {
	for _, test := range []struct {
		name, java string
		// want are the findings that count, as "rule: message".
		want []string
	}{
		{"speaks", "// arklint:allow every-class: a reason\nclass A {}", nil},
		{"at the end of the line", "class A {} // arklint:allow every-class: a reason", nil},
		{"Chinese punctuation", "// arklint:allow every-class：有理由\nclass A {}", nil},
		{"a class and all in it", "// arklint:allow every-class: a reason\nclass A {\n\n    class B {}\n}", nil},
		{"annotation", "@SuppressWarnings(\"arklint:every-class\")\nclass A {}", nil},
		{"too late", "class A {\n// arklint:allow every-class: a reason\nint i;\n}",
			[]string{"every-class: A", "unused-allow: this arklint:allow matches no finding of every-class"}},
		{"no finding there", "\n// arklint:allow every-class: a reason\npackage a;\nclass A {}",
			[]string{"unused-allow: this arklint:allow matches no finding of every-class", "every-class: A"}},
		{"annotation that matches nothing", "class A { // arklint:allow every-class: a reason\n@SuppressWarnings(\"arklint:every-class\") int i; }",
			[]string{"unused-allow: this arklint:allow matches no finding of every-class"}},
		{"one name of two", "// arklint:allow every-class, unused-allow: a reason\nclass A {}",
			[]string{"unused-allow: this arklint:allow matches no finding of unused-allow"}},
		{"no reason", "// arklint:allow every-class\nclass A {}",
			[]string{"bad-allow: this arklint:allow suppresses nothing: it gives no reason", "every-class: A"}},
		{"no rule", "// arklint:allow every-clazz: a reason\nclass A {}",
			[]string{`bad-allow: this arklint:allow suppresses nothing: "every-clazz" is not the name of a rule`, "every-class: A"}},
		{"one good name, one bad: void", "// arklint:allow every-class, nonsense: a reason\nclass A {}",
			[]string{`bad-allow: this arklint:allow suppresses nothing: "nonsense" is not the name of a rule`, "every-class: A"}},
		{"in a string", "class A { // arklint:allow every-class: a reason\nString s = \"// arklint:allow every-class: no comment\"; }", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := run(t, test.java)
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
		})
	}
}

func run(t *testing.T, java string) []string {
	t.Helper()
	report := ruletest.Report(t, []*rules.Rule{everyClass, badallow.Rule, unusedallow.Rule},
		ruletest.Block{Files: []txtar.File{{Name: "src/main/java/A.java", Data: []byte(java + "\n")}}})
	var out []string
	for _, f := range report.Findings {
		if f.Suppressed == nil {
			out = append(out, f.Rule.Name+": "+f.Message)
		}
	}
	return out
}
