package callerclassloader

import (
	"testing"

	"golang.org/x/tools/txtar"

	"arklint/rules"
	"arklint/rules/ruletest"
	"arklint/scanner/source"
)

func TestRule(t *testing.T) { ruletest.Run(t, Rule) }

func TestFix(t *testing.T) {
	const before = `class A {
    Class<?> a(String n) throws Exception { return Class.forName((n + ")")); }
    Class<?> b(String n) throws Exception { return A.class.getClassLoader().loadClass(n); }
}`
	const after = `class A {
    Class<?> a(String n) throws Exception { return Class.forName((n + ")"), true, Thread.currentThread().getContextClassLoader()); }
    Class<?> b(String n) throws Exception { return A.class.getClassLoader().loadClass(n); }
}`
	report := ruletest.Report(t, []*rules.Rule{Rule}, ruletest.Block{
		Info: "role=base", Files: []txtar.File{{Name: "src/main/java/A.java", Data: []byte(before)}},
	})
	if len(report.Findings) != 2 {
		t.Fatalf("%d findings", len(report.Findings))
	}
	fix := report.Findings[0].Fixes[0]
	if fix.Safety != rules.Review {
		t.Error("it changes which class is found: only a proposal")
	}
	got, err := source.Apply(report.Findings[0].At.Span.File, fix.Edits)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != after {
		t.Errorf("got:\n%s", got)
	}
	if len(report.Findings[1].Fixes) > 0 {
		t.Error("a fix for loadClass")
	}
}
