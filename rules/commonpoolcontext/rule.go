// Package commonpoolcontext is the rule common-pool-context: tasks that look for
// classes by the context class loader on threads that have none of an application's.
package commonpoolcontext

import (
	_ "embed"
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is common-pool-context.
var Rule = &rules.Rule{
	Name:  "common-pool-context",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: calls(),
	Check: check,
}

func calls() []string {
	// List stands for all collections: parallelStream is looked up by its name (starts).
	out := []string{"java.util.List#parallelStream", "java.util.stream.Stream#parallel", "java.util.stream.StreamSupport#stream", "java.util.concurrent.ForkJoinPool#commonPool"}
	for method := range known.CommonPoolTasks {
		out = append(out, "java.util.concurrent.CompletableFuture#"+method)
	}
	for _, method := range known.ParallelArrays {
		out = append(out, "java.util.Arrays#"+method)
	}
	return out
}

func check(p *rules.Pass) error {
	seen := map[*model.Unit]bool{}
	for _, name := range starters() {
		for _, u := range p.App.CallsNamed(name) {
			if seen[u.Unit] || !starts(u) {
				continue
			}
			seen[u.Unit] = true
			if code := p.App.Code(u.Unit); code != nil {
				judge(p, code)
			}
		}
	}
	return nil
}

// judge reports each hand-over to the common pool once.
func judge(p *rules.Pass, code *model.Code) {
	t := tasks{app: p.App, isolated: !p.Group.Isolation.IsZero()}
	for _, u := range code.Uses {
		if !starts(u) {
			continue
		}
		given := handed(code, u)
		if found := t.needs(code, given); found != nil {
			report(p, u, found)
			continue
		}
		if param := fromCaller(code, u, given); param != nil && p.Loading.By == ark.ByBase {
			reportUnknown(p, u, param)
			continue
		}
		p.Clear(u.At, "its tasks ask for nothing that depends on the thread's context class loader")
	}
}

func report(p *rules.Pass, u *model.Use, need *need) {
	what := fmt.Sprintf("%s on them finds nothing of the module", need.text)
	if need.property {
		what = fmt.Sprintf("System.getProperty(%q) on them is null, because the base gives every module System properties of its own", need.text)
	}
	p.Report(rules.Finding{
		At: rules.At(u.At), Symbol: u.Symbol(), Confidence: need.confidence(u),
		Message: fmt.Sprintf("%s also runs its task on common-pool threads, whose context class loader is the JVM's own: %s, while the calling thread is right, so it fails by chance", describe(u), what),
		Hint:    hint(need),
		Related: []rules.Related{{At: rules.At(need.At), Message: "asked for here"}},
	})
}

func hint(need *need) string {
	if need.property {
		return "read the property before, and use the value in the task; or run the task on an executor of the application's own"
	}
	return "keep Thread.currentThread().getContextClassLoader() in a local variable before and use that in the task, or run the task on an executor of the application's own (on one or two processors CompletableFuture starts a new thread for each task, and it works)"
}

func reportUnknown(p *rules.Pass, u *model.Use, param *model.Expr) {
	p.Shared()
	p.Report(rules.Finding{
		At: rules.At(u.At), Symbol: u.Symbol(), Confidence: rules.Medium,
		Message: fmt.Sprintf("%s also runs %s, a task of whoever calls this, on common-pool threads, whose context class loader is the JVM's own: what a module's task looks up by it is not found", describe(u), param.Name),
		Hint:    "wrap the task so that it runs with the context class loader of its caller, as KouplelessRunnable.wrap does, or take an executor as a parameter",
	})
}

// describe names what hands the task over.
func describe(u *model.Use) string {
	switch u.Name {
	case "parallelStream", "parallel", "stream":
		return "the parallel stream"
	case "commonPool":
		return "ForkJoinPool.commonPool()"
	}
	return u.Name
}
