// Package contextloadernotrestored is the rule context-loader-not-restored: code
// that changes the context class loader of a thread it was lent, and leaves it changed.
package contextloadernotrestored

import (
	_ "embed"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is context-loader-not-restored.
var Rule = &rules.Rule{
	Name:  "context-loader-not-restored",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: calls(),
	Check: check,
}

func calls() []string {
	out := []string{"java.lang.Thread#setContextClassLoader", "java.lang.Thread#<init>"}
	for _, s := range known.ContextLoaderSetters {
		out = append(out, s.Class+"#"+s.Method)
	}
	return out
}

func check(p *rules.Pass) error {
	uses := p.App.Calls("java.lang.Thread", "setContextClassLoader")
	for _, s := range known.ContextLoaderSetters {
		uses = append(uses, p.App.Calls(s.Class, s.Method)...)
	}
	seen := map[*model.Unit]bool{}
	for _, u := range uses {
		if seen[u.Unit] || !sets(u) {
			continue
		}
		seen[u.Unit] = true
		if code := p.App.Code(u.Unit); code != nil {
			judge(p, code)
		}
	}
	return nil
}

// judge reports, once for each method and each task that it hands on, the first change that stays.
func judge(p *rules.Pass, code *model.Code) {
	f := read(p.App, code)
	type task struct {
		in    body
		later source.Span
	}
	told := map[task]bool{}
	for _, c := range f.changes {
		v := f.verdict(c)
		switch {
		case v.fine != "":
			p.Clear(c.At, v.fine)
		case !told[task{c.in, c.later}]:
			told[task{c.in, c.later}] = true
			report(p, c, v)
		}
	}
}

func report(p *rules.Pass, c *change, v verdict) {
	f := rules.Finding{
		At: rules.At(c.At), Symbol: c.Symbol(),
		Message: "the context class loader that is set here is never put back: a pooled thread goes on with it, and the next request or task on that thread looks for its classes in the wrong application",
		Hint:    "keep Thread.currentThread().getContextClassLoader() in a local variable before, and set it again in a finally block",
	}
	if v.later != nil {
		f.Message = "the context class loader that is set here is put back only when nothing throws: after an exception a pooled thread goes on with it, and the next request or task on that thread looks for its classes in the wrong application"
		f.Hint = "move what puts it back into a finally block"
		f.Related = []rules.Related{{At: rules.At(v.later.At), Message: "put back here"}}
		f.Confidence = rules.Medium
	}
	p.Report(f)
}
