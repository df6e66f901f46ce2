// Package sharedsingleton is the rule shared-singleton.
//
// It looks at objects of the project's own classes that static fields hold: a
// singleton in any idiom, an enum constant, a helper object. Whether such an object
// keeps state is judged from all files (package state); its name never counts.
package sharedsingleton

import (
	_ "embed"
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/state"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is shared-singleton.
var Rule = &rules.Rule{
	Name:  "shared-singleton",
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
	calls := callBook{}
	var last *rules.Finding
	var of *model.Type
	for _, f := range p.App.StaticFields() {
		s := project.Subject(f)
		if s.Concern != state.Object {
			continue
		}
		// The constants of one class are one cause.
		if of == f.Owner && last != nil && constant(s) {
			last.Related = append(last.Related, rules.Related{At: rules.At(f.At), Message: "the same holds of " + state.FieldName(f)})
			continue
		}
		if last != nil {
			p.Report(*last)
		}
		last, of = finding(shared, s), nil
		if calls.onlySettable(p, s) {
			last.Level, last.Confidence = last.Level.AtMost(rules.Note), rules.Medium
			last.Message = fmt.Sprintf("enum constant %s is one object for all modules, and whoever calls the setter of its field %s changes it for all: nothing here does",
				state.FieldName(s.Field), state.FieldName(s.Trait.Field)) + shared.Suffix
			last.Hint = "drop the setters and make the fields final"
		}
		if constant(s) {
			of = f.Owner
		}
	}
	if last != nil {
		p.Report(*last)
	}
	return nil
}

// constant: an object of the class that declares the field, as the constants of an enum are.
func constant(s state.Subject) bool {
	return s.Class == s.Owner || s.Class.Outer == s.Owner && s.EnumConst
}

func finding(shared rules.Sharing, s state.Subject) *rules.Finding {
	what := "static field"
	switch {
	case s.EnumConst:
		what = "enum constant"
	case constant(s):
		what = "singleton"
	}
	trait := s.Trait
	changes := "gets new values after the object is made"
	switch {
	case trait.Method != "" && trait.In != nil:
		changes = fmt.Sprintf("is changed (%s in %s.%s)", trait.Method, state.ClassName(trait.In.Owner), trait.In.Name)
	case trait.Method != "":
		changes = fmt.Sprintf("is changed (%s)", trait.Method)
	}
	message := fmt.Sprintf("%s %s is one object with state for all modules: its field %s %s", what, state.FieldName(s.Field), state.FieldName(trait.Field), changes)
	if len(s.Writes) > 0 {
		message = fmt.Sprintf("%s %s is one object with state for all modules, made on first use (in %s): its field %s %s",
			what, state.FieldName(s.Field), state.Where(s.Writes[0]), state.FieldName(trait.Field), changes)
	}
	related := []rules.Related{{At: rules.At(trait.Field.At), Message: "the state"}}
	related = append(related, rules.FirstFew(s.Writes, func(a *model.Access) rules.Related {
		return rules.Related{At: rules.At(a.At), Message: "made in " + state.Where(a)}
	})...)
	out := &rules.Finding{
		At: rules.At(s.At), Symbol: s.Symbol(), Level: shared.Level, Confidence: shared.Confidence,
		Message: message + shared.Suffix,
		Hint:    "pack this class in each module, or keep one object per Thread.currentThread().getContextClassLoader(), or make it a Spring bean",
		Related: append(related, shared.Related...),
	}
	if trait.Leak {
		out.Level = shared.Level.AtMost(rules.Note)
		out.Message = fmt.Sprintf("%s %s is one object for all modules: its field %s is keyed by class and %s, so it keeps the class loader of an uninstalled module alive",
			what, state.FieldName(s.Field), state.FieldName(trait.Field), changes) + shared.Suffix
		out.Hint = "use a ClassValue, or clear the entries of a module when it is uninstalled"
	}
	return out
}
