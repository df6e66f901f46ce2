package engine

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"arklint/rules"
	"arklint/scanner/ark"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Options say which rules run and how.
type Options struct {
	Rules  []*rules.Rule
	Deploy rules.Deployment
	// Levels are the user's levels, by rule name; Off silences a rule.
	Levels map[string]rules.Level
	// KnownNames are the names and aliases of all rules there are, also of those
	// that do not run: an allow that names none of them is bad.
	KnownNames map[string]string // alias or name -> name
	// Jobs is the number of workers; 0 is one for each processor.
	Jobs int
	// Trace keeps what the rules looked at (Report.Looks), for Explain.
	Trace bool
}

// Vocabulary is what the rules rs want the scanner to keep.
func Vocabulary(rs []*rules.Rule) model.Vocabulary {
	var v model.Vocabulary
	for _, r := range rs {
		v.Calls = append(v.Calls, r.Calls...)
		v.Fields = append(v.Fields, r.Fields...)
		v.Types = append(v.Types, r.Types...)
	}
	return v
}

// A member is an app as one group has it: a library may be in several, and each may
// load it in its own way.
type member struct {
	group int
	app   *model.App
}

// A task is one rule over one app of one group.
type task struct {
	rule  *rules.Rule
	group int
	app   *model.App

	findings []rules.Finding
	facts    []rules.Fact
	look     Look
	bug      *Bug
}

// Run runs the rules over ws. The error is the context's.
func Run(ctx context.Context, ws *model.Workspace, opts Options) (*Report, error) {
	r := &Report{Deploy: opts.Deploy, Groups: ws.Groups, Problems: ws.Problems, Stats: ws.Stats, Rules: slices.Clone(opts.Rules)}
	slices.SortFunc(r.Rules, func(a, b *rules.Rule) int { return cmp.Compare(a.Name, b.Name) })
	var tasks []*task
	for g, group := range ws.Groups {
		for _, app := range group.Apps() {
			for _, rule := range r.Rules {
				tasks = append(tasks, &task{rule: rule, group: g, app: app})
			}
		}
	}
	loadings := map[member]ark.Loading{}
	for g, group := range ws.Groups {
		for _, app := range group.Apps() {
			loadings[member{g, app}] = ark.WhoLoads(group, app)
		}
	}
	parallel(ctx, opts.Jobs, len(tasks), func(i int) {
		t := tasks[i]
		t.check(ws.Groups[t.group], loadings[member{t.group, t.app}], opts)
	})
	joins := make([]*task, 0, len(ws.Groups)*len(r.Rules))
	for g, group := range ws.Groups {
		for _, rule := range r.Rules {
			if rule.Join == nil {
				continue
			}
			t := &task{rule: rule, group: g}
			joins = append(joins, t)
			facts := groupFacts(group, tasks, g, rule)
			t.join(facts, opts.Deploy)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, t := range append(tasks, joins...) {
		r.Findings = append(r.Findings, t.findings...)
		if t.bug != nil {
			r.Bugs = append(r.Bugs, *t.bug)
		}
	}
	if opts.Trace {
		for _, t := range tasks {
			r.Looks = append(r.Looks, t.look)
		}
	}
	settle(r, ws, opts)
	for _, app := range ws.Apps { // the places are known; who prints code frames reads those few files again
		for _, u := range app.Units {
			u.File.Release()
		}
	}
	return r, nil
}

// parallel runs work on every i below n on jobs workers, until ctx ends.
func parallel(ctx context.Context, jobs, n int, work func(int)) {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(jobs, max(n, 1)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				work(i)
			}
		})
	}
	wg.Wait()
}

func (t *task) check(group *model.Group, loading ark.Loading, opts Options) {
	pass := &rules.Pass{
		Rule: t.rule, App: t.app, Group: group, Deploy: opts.Deploy, Loading: loading,
		Emit: func(f rules.Finding) { t.findings = append(t.findings, f) },
		Out:  func(f rules.Fact) { t.facts = append(t.facts, f) },
	}
	if opts.Trace {
		pass.Cleared = func(at source.Span, why string) { t.look.Cleared = append(t.look.Cleared, Cleared{t.rule, at, why}) }
	}
	t.guarded(t.app.Name, func() error {
		if t.rule.Check != nil {
			if err := t.rule.Check(pass); err != nil {
				return err
			}
		}
		if t.rule.Collect != nil {
			return t.rule.Collect(pass)
		}
		return nil
	})
	t.look.Rule, t.look.App, t.look.Group, t.look.Sharing = t.rule, t.app, group, pass.Asked()
	slices.SortStableFunc(t.facts, func(a, b rules.Fact) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key), cmp.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Col, b.At.Col))
	})
}

func (t *task) join(facts *rules.GroupFacts, deploy rules.Deployment) {
	pass := &rules.JoinPass{Rule: t.rule, Group: facts, Deploy: deploy, Emit: func(f rules.Finding) { t.findings = append(t.findings, f) }}
	t.guarded("", func() error { return t.rule.Join(pass) })
}

// guarded turns a rule's error or panic into a bug: it is our promise that
// broke, not the user's run.
func (t *task) guarded(app string, f func() error) {
	defer func() {
		if x := recover(); x != nil {
			t.bug = &Bug{Rule: t.rule.Name, App: app, Message: fmt.Sprintf("%v at %s", x, panicPlace(string(debug.Stack())))}
		}
	}()
	if err := f(); err != nil {
		t.bug = &Bug{Rule: t.rule.Name, App: app, Message: err.Error()}
	}
}

// panicPlace picks the file and line that panicked out of a stack trace.
func panicPlace(stack string) string {
	_, below, found := strings.Cut(stack, "panic(")
	if !found {
		return "an unknown place"
	}
	lines := strings.Split(below, "\n")
	for i := 2; i < len(lines); i += 1 {
		if line := strings.TrimSpace(lines[i]); strings.Contains(line, ".go:") && !strings.Contains(line, "/runtime/") {
			place, _, _ := strings.Cut(line, " +0x")
			if j := strings.LastIndex(place, "/arklint/"); j >= 0 {
				return place[j+1:]
			}
			return place[strings.LastIndexByte(place, '/')+1:]
		}
	}
	return "an unknown place"
}

// groupFacts gathers what the apps of a group exported for one rule.
func groupFacts(group *model.Group, tasks []*task, g int, rule *rules.Rule) *rules.GroupFacts {
	byApp := map[*model.App][]rules.Fact{}
	for _, t := range tasks {
		if t.group == g && t.rule == rule {
			byApp[t.app] = t.facts
		}
	}
	facts := func(app *model.App) *rules.AppFacts {
		return &rules.AppFacts{Name: app.Name, Role: app.Role.String(), Path: app.Dir, Facts: byApp[app]}
	}
	out := &rules.GroupFacts{}
	if group.Base != nil {
		out.Base = facts(group.Base)
	}
	for _, m := range group.Modules {
		out.Modules = append(out.Modules, facts(m))
	}
	for _, o := range group.Others {
		out.Others = append(out.Others, facts(o))
	}
	if !group.Isolation.IsZero() {
		out.Isolation = rules.At(group.Isolation)
	}
	return out
}
