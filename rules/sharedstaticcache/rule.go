// Package sharedstaticcache is the rule shared-static-cache.
//
// It looks at static fields whose content changes after their class is
// initialised: the field may well be final. Which methods change which
// container is a table in package known; here stands what makes such a
// container harmless, and what to say of the others.
package sharedstaticcache

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is shared-static-cache.
var Rule = &rules.Rule{
	Name:  "shared-static-cache",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java,
	Types: append(known.ContainerTypes(), known.ContextTypes()...),
	Check: check,
}

func check(p *rules.Pass) error {
	shared := p.Shared()
	if shared.Silent {
		return nil
	}
	project := state.Of(p.App, p.Group)
	for _, f := range p.App.StaticFields() {
		if len(f.Accesses) == 0 || f.EnumConst {
			continue
		}
		if c := project.Subject(f).Concern; c != state.Content && c != state.None {
			continue
		}
		s := &static{Project: project, Field: f}
		if s.collect(); len(s.changes) == 0 {
			continue
		}
		if s.onlyMarks() {
			p.Clear(f.At, "it only tells which Spring contexts were met before")
			continue
		}
		s.report(p, shared)
	}
	return nil
}

// A static is a static field being judged.
type static struct {
	*state.Project
	*model.Field
	// Type is the type that tells most of the content: the declared one, or the
	// initialiser's where the declared one says nothing (Object, a raw Map).
	Type    *model.TypeRef
	changes []change
	passed  bool // changed by methods that it is handed to
}

type change struct {
	state.Change
	*model.Access
}

// collect finds the changes of content outside class initialisation.
func (s *static) collect() {
	s.Type, _ = s.ContentType(s.Field)
	immutable := s.immutable()
	for _, a := range s.Accesses {
		if a.Kind != model.Mutate || a.Init {
			continue
		}
		c, ok := s.Change(s.Type, a.Method, len(a.Args))
		if !ok {
			c, ok = s.unknown(a)
		}
		if ok && (c.Inner || !immutable) {
			s.changes = append(s.changes, change{c, a})
		}
	}
	if len(s.changes) == 0 && !immutable {
		calls, changes := s.Escaped(s.Field, s.Type)
		for i, a := range calls {
			s.changes = append(s.changes, change{changes[i], a})
			s.passed = true
		}
	}
}

// immutable reports whether all that is ever stored in the field cannot be
// changed, whatever the code tries.
func (s *static) immutable() bool {
	stored := []*model.Expr{s.Init}
	for _, a := range s.Accesses {
		if a.Kind == model.Assign {
			stored = append(stored, a.Value)
		}
	}
	found := false
	for _, e := range stored {
		if e == nil || e.Kind == model.ExprNull {
			continue
		}
		if !state.Immutable(e) {
			return false
		}
		found = true
	}
	return found
}

// mutators begin the names by which libraries mostly call what changes an
// object. Of a library class that the table does not have it is a guess.
var mutators = []string{"add", "put", "register", "remove", "set"}

// unknown guesses for a library class outside the JDK (whose containers the table
// has all) that is resolved: its name alone says nothing of where it comes from.
func (s *static) unknown(a *model.Access) (state.Change, bool) {
	t := s.Type
	if t.Dims > 0 || !t.Known() || t.By == model.Primitive || t.By == model.TypeVariable || strings.HasPrefix(t.Qualified, "java.") {
		return state.Change{}, false
	}
	if c, _ := s.Container(t); c != nil || s.Project.Type(t.Qualified) != nil {
		return state.Change{}, false
	}
	if _, logger := known.Loggers[t.Qualified]; logger {
		return state.Change{}, false // logger.setLevel: logging-level-shared
	}
	if sameVendor(s.Owner.Unit.Package, t.Qualified) {
		return state.Change{}, false // most likely the project's own, in a part of it that we do not see
	}
	for _, m := range mutators {
		if rest, ok := strings.CutPrefix(a.Method, m); ok && (rest == "" || rest[0] >= 'A' && rest[0] <= 'Z') {
			return state.Change{Noun: "object", Method: a.Method}, true
		}
	}
	return state.Change{}, false
}

// sameVendor reports whether a package and a class share their first two
// elements: com.acme.shop and com.acme.common.Registry.
func sameVendor(pkg, class string) bool {
	a, b := strings.SplitN(pkg, ".", 3), strings.SplitN(class, ".", 3)
	return len(a) > 1 && len(b) > 1 && a[0] == b[0] && a[1] == b[1]
}

// A verdict is what a static whose content changes means for modules.
type verdict struct {
	level   rules.Level      // at most
	sure    rules.Confidence // at most
	message string           // of name, noun, what changes it, where
	hint    string
}

const perLoader = "pack this class in each module, or keep one %s per Thread.currentThread().getContextClassLoader(), or make it an instance field of a Spring bean"

// A judgement is a verdict and which statics it is for.
type judgement struct {
	fits func(*static) bool
	verdict
}

// judgements in order of precedence: the first that fits speaks.
var judgements = []judgement{
	{(*static).loaderKeyed, verdict{level: rules.Off}},
	{(*static).scratch, verdict{level: rules.Off}},
	{(*static).cleaned, verdict{level: rules.Off}},
	{(*static).takenBack, verdict{rules.Note, rules.Medium,
		"the value of static thread local %[1]s is set (%[3]s in %[4]s) and removed elsewhere, not in a finally block there: a pooled thread may carry it from one module to the next",
		"call remove() in a finally block around the work that needs the value"}},
	{(*static).perThread, verdict{rules.Error, rules.High,
		"the value of static thread local %[1]s is set and never removed (%[3]s in %[4]s), so a pooled thread carries it from one module to the next",
		"call remove() in a finally block around the work that needs the value"}},
	{(*static).gate, verdict{rules.Warning, rules.High,
		"static %[2]s %[1]s makes all modules wait for each other (%[3]s in %[4]s)",
		"fine for what all of them use up together, as memory; a limit for each needs one %s per module: pack this class in each module"}},
	{(*static).runs, verdict{rules.Warning, rules.Medium,
		"static %[2]s %[1]s runs the tasks of all modules (%[3]s in %[4]s), on threads that keep the context class loader of the module that made the pool start them",
		"hand it tasks wrapped by KouplelessRunnable.wrap, or pack this class in each module"}},
	{(*static).pool, verdict{rules.Error, rules.High,
		"static %[2]s %[1]s is shut down for all modules (%[3]s in %[4]s): the others get RejectedExecutionException",
		perLoader}},
	{(*static).guessed, verdict{rules.Warning, rules.Medium,
		"the object in static field %[1]s is changed after class initialisation (%[3]s in %[4]s), so all modules share its state",
		perLoader}},
	{(*static).metadataByClass, verdict{rules.Note, rules.High,
		"static %[2]s %[1]s is keyed by class and filled after class initialisation (%[3]s in %[4]s), so it keeps the class loader of an uninstalled module alive",
		"use a ClassValue, or clear the entries of a module when it is uninstalled"}},
	{(*static).reflectiveByName, verdict{rules.Error, rules.High,
		"static %[2]s %[1]s keeps classes or members under a name (%[3]s in %[4]s), so one module gets what another module put under that name",
		"key it by Thread.currentThread().getContextClassLoader() and the name, or pack this class in each module"}},
	{(*static).byClassName, verdict{rules.Error, rules.High,
		"static %[2]s %[1]s is keyed by class name (%[3]s in %[4]s), so one module gets what another module's class of that name left there",
		"key it by Thread.currentThread().getContextClassLoader() and the name, or pack this class in each module"}},
	{(*static).numbersThreads, verdict{level: rules.Off}},
	{(*static).sequence, verdict{rules.Warning, rules.Medium,
		"static %[2]s %[1]s counts for all modules together (%[3]s in %[4]s)",
		"fine for numbers that only have to be unique; a count, a limit or a statistic needs one counter per module: pack this class in each module"}},
	{func(*static) bool { return true }, verdict{rules.Error, rules.High,
		"the content of static %[2]s %[1]s changes after class initialisation (%[3]s in %[4]s), so all modules share it",
		perLoader}},
}

func (s *static) report(p *rules.Pass, shared rules.Sharing) {
	if s.passed {
		shared.Confidence = rules.Low
	}
	i := slices.IndexFunc(judgements, func(j judgement) bool { return j.fits(s) })
	v := judgements[i].verdict
	if v.level == rules.Off {
		return
	}
	first := s.first()
	what := first.Change.Method
	if what == "" {
		what = "element"
	}
	hint := v.hint
	if strings.Contains(hint, "%s") {
		hint = fmt.Sprintf(hint, first.Noun)
	}
	p.Report(rules.Finding{
		At: rules.At(s.Field.At), Symbol: s.Symbol(), Level: shared.Level.AtMost(v.level), Confidence: min(shared.Confidence, v.sure),
		Message: fmt.Sprintf(v.message, state.FieldName(s.Field), first.Noun, what, state.Where(first.Access)) + shared.Suffix,
		Hint:    hint,
		Related: append(places(s.changes), shared.Related...),
	})
}

// first is the change to name: rather one that puts something in than one that
// takes it out, but of a thread pool the one that ends it.
func (s *static) first() change {
	if s.pool() {
		i := slices.IndexFunc(s.changes, func(c change) bool { return known.Takes(c.Change.Method) })
		return s.changes[max(i, 0)]
	}
	i := slices.IndexFunc(s.changes, func(c change) bool { return !known.Takes(c.Change.Method) && !clears(c) })
	return s.changes[max(i, 0)]
}

func places(changes []change) []rules.Related {
	return rules.FirstFew(changes, func(c change) rules.Related {
		return rules.Related{At: rules.At(c.Access.At), Message: "changed in " + state.Where(c.Access)}
	})
}
