// Package shutdownhook is the rule shutdown-hook: clean-up that waits for the
// end of a JVM which outlives the application (observed.md 12).
package shutdownhook

import (
	_ "embed"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is shutdown-hook.
var Rule = &rules.Rule{
	Name:       "shutdown-hook",
	Doc:        rules.MustDoc(page, chinese),
	Level:      rules.Warning,
	Needs:      rules.Java,
	Calls:      calls(),
	Check:      check,
	Supersedes: []string{"jvm-registration-left"},
}

const remove = "removeShutdownHook"

func calls() []string {
	out := []string{"java.lang.Runtime#" + remove}
	for _, h := range known.HookCalls {
		out = append(out, h.Class+"#"+h.Method)
	}
	return out
}

func check(p *rules.Pass) error {
	if p.App.Role == model.Base {
		return nil // the JVM's end is the base's end
	}
	removed := map[*model.Type]bool{}
	for _, u := range p.App.Calls("java.lang.Runtime", remove) {
		removed[u.Type.Top()] = true
	}
	for _, h := range known.HookCalls {
		for _, u := range p.App.Calls(h.Class, h.Method) {
			switch {
			case removed[u.Type.Top()]:
				p.Clear(u.At, "the class removes its hook again")
			case p.Loading.By == ark.ByBase && u.Init:
				p.Clear(u.At, "the base loads this class once, and the hook with it")
			default:
				report(p, u)
			}
		}
	}
	return nil
}

func report(p *rules.Pass, u *model.Use) {
	f := rules.Finding{
		At: rules.At(u.At), Symbol: u.Symbol() + ":" + u.Name,
		Message: "this hook runs once, when the whole JVM ends, not when this application is closed",
		Hint:    "close it in a @PreDestroy method or a DisposableBean, which run when the application's context is closed, alone or in a base",
	}
	if p.Loading.By == ark.ByBase {
		f.Message = "this hook runs once, when the whole JVM ends, not when the module that has caused it is closed"
	}
	if p.Deploy == rules.Dynamic {
		f.Message += "; it does not run when a module is uninstalled, and keeps the module's class loader alive"
	}
	if p.Loading.By == ark.ByUnknown {
		f.Confidence = rules.Medium
	}
	p.Report(f)
}
