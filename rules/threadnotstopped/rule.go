// Package threadnotstopped is the rule thread-not-stopped: threads of a module
// that run on when it is uninstalled (observed.md 12).
//
// It starts from what makes threads (known.Workers, new Thread), follows the
// object through the file and, where a field keeps it, to the files that see the field,
// and speaks when nothing on the way stops it. Where it loses sight of the object it is silent.
package threadnotstopped

import (
	_ "embed"
	"fmt"
	"slices"

	"arklint/rules"
	"arklint/rules/internal/callers"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is thread-not-stopped.
var Rule = &rules.Rule{
	Name:  "thread-not-stopped",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Stage: rules.Preview,
	Needs: rules.Java,
	Calls: calls(),
	Types: types(),
	Check: check,
}

func calls() []string {
	out := []string{known.ThreadClass + "#<init>", known.ThreadClass + "#start"}
	for key := range known.Workers {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

func types() []string {
	var out []string
	for _, table := range []map[string]bool{known.WorkerWrappers, known.WorkerBorrowers} {
		for key := range table {
			out = append(out, classOf(key))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func check(p *rules.Pass) error {
	if p.Deploy != rules.Dynamic || p.Loading.By == ark.ByBase {
		return nil // never uninstalled
	}
	f := &finder{Pass: p, project: state.Of(p.App, p.Group), told: map[*model.Field]bool{}}
	for _, u := range f.units() {
		f.code = p.App.Code(u)
		if f.code == nil {
			continue
		}
		for _, use := range f.code.Uses {
			f.judge(use)
		}
	}
	return nil
}

// A finder looks for workers in one app.
type finder struct {
	*rules.Pass
	project *state.Project
	code    *model.Code // of the file at hand
	told    map[*model.Field]bool
}

// units are the files that may make workers, by path.
func (f *finder) units() []*model.Unit {
	seen := map[*model.Unit]bool{}
	for _, key := range calls() {
		class, method := classOf(key), key[len(classOf(key))+1:]
		uses := f.App.News(class)
		if method != "<init>" {
			uses = f.App.Calls(class, method)
		}
		for _, u := range uses {
			seen[u.Unit] = true
		}
	}
	for _, t := range f.App.Types() {
		if t.Super != nil && !t.Anonymous && f.made(t.Super.Qualified) != "" {
			for _, u := range callers.Units(f.App, t) {
				seen[u] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(f.App.Units), func(u *model.Unit) bool { return !seen[u] || u.Generated })
}

// judge looks at one use: does it make threads, and does anything stop them?
func (f *finder) judge(u *model.Use) {
	if u.Kind != model.ExprCall && u.Kind != model.ExprNew || f.inOtherMain(u) {
		return
	}
	class := f.made(u.Class.Qualified)
	w, ok := known.Workers[class+"#"+u.Name]
	switch {
	case u.Kind == model.ExprNew && class == known.ThreadClass:
		w = known.Worker{Class: class, Noun: "thread", Stop: "interrupt"}
		if !f.endless(u.Expr) {
			return
		}
	case u.Kind == model.ExprNew:
		w, ok = known.Workers[class+"#<init>"]
		if !ok || noCore(u.Expr) {
			return
		}
	case !ok:
		return
	}
	way := &way{finder: f, worker: w, code: f.code}
	if way.follow(u.At, 0); way.spared == "" {
		for _, field := range way.fields {
			way.kept(field)
		}
	}
	switch {
	case way.spared != "":
		f.Clear(u.At, way.spared)
	case w.Class == known.ThreadClass && !way.started && !f.startsItself(u.Expr):
	case w.Class == "java.util.Timer" && len(way.fields) == 0 && way.bean == nil && !way.periodic:
		f.Clear(u.At, "the timer ends after its only task")
	case len(way.fields) > 0 && f.told[way.fields[0]]:
	case len(way.fields) > 0 || way.used:
		f.report(u, w, way)
	}
}

// inOtherMain reports whether u stands in a main method that does not start the
// application: a demo, a tool, whose JVM ends with it.
func (f *finder) inOtherMain(u *model.Use) bool {
	for m, body := range f.code.Bodies {
		if m.IsMain() && m.Owner != f.App.Main && within(u.At, body) {
			return true
		}
	}
	return false
}

func (f *finder) report(u *model.Use, w known.Worker, way *way) {
	name, what := "it", "this "+w.Noun
	if len(way.fields) > 0 {
		f.told[way.fields[0]] = true
		name = state.FieldName(way.fields[0])
		what = fmt.Sprintf("%s %s", w.Noun, name)
	}
	out := rules.Finding{
		At: rules.At(u.At), Symbol: u.Symbol() + ":" + w.Noun,
		Message: fmt.Sprintf("nothing in this application stops %s: its threads run on after the module is uninstalled and keep the module's class loader alive", what),
		Hint:    fmt.Sprintf("call %s.%s() in a @PreDestroy method", name, w.Stop),
	}
	switch {
	case w.Class == known.ThreadClass:
		out.Message = fmt.Sprintf("%s loops for ever and nothing in this application stops it: it runs on after the module is uninstalled and keeps the module's class loader alive", what)
		out.Hint = "let the loop end when the thread is interrupted, keep the thread in a field and interrupt it in a @PreDestroy method"
	case len(way.fields) == 0:
		out.Hint = fmt.Sprintf("keep it in a field and call %s() in a @PreDestroy method", w.Stop)
	}
	if w.Inferred {
		out.Hint += ", or make it a @Bean, which Spring shuts down with the application's context"
	}
	if p := way.bean; p != nil {
		out.Message = fmt.Sprintf("Spring finds no method that stops the %s of bean %s: its threads run on after the module is uninstalled and keep the module's class loader alive", w.Noun, p.Name)
		out.Hint = fmt.Sprintf("write @Bean(destroyMethod = %q)", w.Stop)
	}
	if f.Loading.By == ark.ByUnknown {
		out.Confidence = rules.Medium
		out.Message += ", if a module packs this class"
	}
	f.Report(out)
}
