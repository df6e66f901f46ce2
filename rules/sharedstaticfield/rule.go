// Package sharedstaticfield is the rule shared-static-field.
//
// It looks at static fields that get another value after their class is
// initialised. What a field's object holds is shared-static-cache's, and
// fields that hold Spring's contexts and beans are static-context-holder's.
package sharedstaticfield

import (
	_ "embed"
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is shared-static-field.
var Rule = &rules.Rule{
	Name:  "shared-static-field",
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
	project := known.Project{App: p.App, Group: p.Group}
	beans := project.Beans()
	for _, f := range p.App.StaticFields() {
		writes := known.Reassigned(f)
		if len(writes) == 0 || project.KeyedByLoader(f.Type) || len(beans.Held(f)) > 0 {
			continue
		}
		report(p, shared, f, writes, sortOut(project, f, writes))
	}
	return nil
}

// A kind is what the writes of a field amount to.
type kind uint8

const (
	rewritten   kind = iota // it gets values that differ
	sameAlways              // every value behaves alike: it does not matter who wrote it
	madeOnce                // only ever `new X()` of a library class nobody changes here
	statefulOne             // only ever `new X()` of a class of the project that has state
)

// sortOut finds out what kind of field the writes make of f. A singleton made on
// first use is harmless as long as one object is as good as another; we need not
// know about the `if (x == null)` around it.
func sortOut(project known.Project, f *model.Field, writes []*model.Access) (k kind) {
	k = sameAlways
	made, class := 0, ""
	for _, a := range writes {
		if v := known.Stored(a.Value); v != nil && v.Kind == model.ExprNew {
			if class != "" && class != v.Class.Qualified {
				return rewritten // one of several classes, whichever the first caller chose
			}
			class = v.Class.Qualified
		}
		switch of := creation(project, a.Value); of {
		case rewritten:
			return rewritten
		case sameAlways:
			if v := known.Stored(a.Value); v.Kind != model.ExprNull {
				made++
			}
		default:
			made++
			k = max(k, of)
		}
	}
	if made == 0 { // `x = null` alone: what was there is gone for everybody
		return rewritten
	}
	for _, a := range f.Accesses {
		if k == madeOnce && a.Kind == model.Mutate && !a.Init {
			return rewritten
		}
	}
	return k
}

// creation judges one stored value.
func creation(project known.Project, value *model.Expr) kind {
	v := known.Stored(value)
	if v == nil {
		return rewritten
	}
	switch v.Kind {
	case model.ExprNull:
		return sameAlways
	case model.ExprTernary:
		if len(v.Args) == 3 {
			a, b := known.Stored(v.Args[1]), known.Stored(v.Args[2])
			if a == nil || b == nil || a.Kind == model.ExprNew && b.Kind == model.ExprNew && a.Class.Qualified != b.Class.Qualified {
				return rewritten
			}
			k, other := creation(project, a), creation(project, b)
			if k == rewritten || other == rewritten {
				return rewritten
			}
			return max(k, other)
		}
	case model.ExprNew:
		for _, arg := range v.Args {
			if _, constant := arg.Const(); !constant {
				return rewritten // made of what the first caller passed
			}
		}
		if project.Type(v.Class.Qualified) == nil {
			if v.Class.Known() && v.Body == nil && value.Unwrap().Kind != model.ExprLocal {
				return madeOnce
			}
			return rewritten // Map m = new HashMap(); m.put(..); x = m
		}
		return stateOf(project, v.Class.Qualified)
	case model.ExprLocal, model.ExprCall:
		// `X local = x; if (local == null) { local = new X(); x = local; }`, `x = create()`:
		// any X will do when no X differs from another.
		if v.Param || v.Type == nil || v.Type.Dims > 0 || v.Kind == model.ExprCall && v.Decl == nil {
			return rewritten
		}
		t := project.Type(v.Type.Qualified)
		if t == nil || t.Kind != model.Class || t.Flags.Has(model.Abstract) || takesArguments(t) {
			return rewritten
		}
		return stateOf(project, t.Name)
	}
	return rewritten
}

func takesArguments(t *model.Type) bool {
	for _, m := range t.Methods {
		if m.Name == "<init>" && len(m.Params) > 0 {
			return true
		}
	}
	return false
}

// stateOf is statefulOne when objects of the project's class change after they are made.
func stateOf(project known.Project, class string) kind {
	if field, library := state(project, class); field != nil {
		return statefulOne
	} else if library {
		return madeOnce
	}
	return sameAlways
}

// state finds an instance field of the class or of its superclasses that
// changes; library tells of a superclass we cannot look into.
func state(project known.Project, class string) (field *model.Field, library bool) {
	for depth := 0; depth < 16; depth++ {
		t := project.Type(class)
		if t == nil {
			return nil, true
		}
		for _, f := range t.Fields {
			if !f.Flags.Has(model.Static) && changes(project, f) {
				return f, false
			}
		}
		if t.Super == nil || t.Super.Qualified == "java.lang.Object" {
			return nil, false
		}
		class = t.Super.Qualified
	}
	return nil, true
}

// changes reports whether instance field f is state. A final field counts when it
// holds a container: that `mapper.insert(row)` changes the mapper itself is more
// than its name says.
func changes(project known.Project, f *model.Field) bool {
	if settable(f) {
		return true
	}
	if f.Changed || len(f.Changes) == 0 || f.Type == nil || f.Type.Dims > 0 {
		return f.Changed || len(f.Changes) > 0
	}
	c, _ := project.Container(f.Type)
	return c != nil && !c.PerThread
}

// settable: Lombok writes a setter.
func settable(f *model.Field) bool {
	if f.Flags.Has(model.Final) {
		return false
	}
	for _, name := range []string{"lombok.Setter", "lombok.Data"} {
		if _, ok := f.Annotation(name); ok {
			return true
		}
		if _, ok := f.Owner.Annotation(name); ok {
			return true
		}
	}
	return false
}

func report(p *rules.Pass, shared rules.Sharing, f *model.Field, writes []*model.Access, k kind) {
	finding := rules.Finding{
		At: rules.At(f.At), Symbol: f.Symbol(), Level: shared.Level, Confidence: shared.Confidence,
		Hint: "pack this class in each module, or keep one value per Thread.currentThread().getContextClassLoader(), or make it an instance field of a Spring bean",
	}
	name, where := known.FieldName(f), known.Where(writes[0])
	switch k {
	case sameAlways:
		return
	case rewritten:
		finding.Message = fmt.Sprintf("static field %s is written after class initialisation (in %s), so all modules share one value", name, where)
	case madeOnce:
		finding.Message = fmt.Sprintf("static field %s is made on first use (in %s) and then shared by all modules", name, where)
		finding.Level, finding.Confidence = shared.Level.AtMost(rules.Warning), rules.Medium
		finding.Hint = "fine when the object keeps no state between calls; otherwise pack this class in each module, or keep one object per Thread.currentThread().getContextClassLoader()"
	case statefulOne:
		finding.Message = fmt.Sprintf("static field %s holds one object with state for all modules, made on first use (in %s)", name, where)
	}
	finding.Message += shared.Suffix
	finding.Related = append(places(writes), shared.Related...)
	p.Report(finding)
}

func places(writes []*model.Access) []rules.Related {
	return rules.FirstFew(writes, func(a *model.Access) rules.Related {
		return rules.Related{At: rules.At(a.At), Message: "written in " + known.Where(a)}
	})
}
