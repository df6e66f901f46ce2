// Package staticclassloader is the rule static-class-loader: the class loader of
// one application in a static field, or in an object that a static field keeps, of
// a class that all applications share.
//
// A look-up in the loader of the code itself is own-class-loader's, in the JVM's
// system-class-loader's, and services that are kept are service-loader's.
package staticclassloader

import (
	_ "embed"
	"fmt"
	"slices"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/loaders"
	"arklint/rules/internal/state"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is static-class-loader.
var Rule = &rules.Rule{
	Name:  "static-class-loader",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: calls(),
	Types: append(known.ContainerTypes(), known.ContextTypes()...),
	Check: check,
	// The field that is written later, or whose content is.
	Supersedes: []string{"shared-static-field", "shared-static-cache"},
}

func calls() []string {
	out := slices.Clone(known.ContextLoaders)
	for _, k := range known.LoaderKeepers {
		if call := k.Class + "#" + k.Method; !slices.Contains(out, call) {
			out = append(out, call)
		}
	}
	return out
}

func check(p *rules.Pass) error {
	share := p.Shared()
	if share.Silent {
		return nil
	}
	c := newCapture(p)
	for _, f := range p.App.StaticFields() {
		if f.Type == nil || c.project.KeyedByLoader(f.Type) {
			continue
		}
		if writes := c.storedLater(f); len(writes) > 0 {
			later(p, share, f, writes)
			continue
		}
		if c.atInit(f) {
			report(p, share, f, fmt.Sprintf("static field %s keeps the class loader of the application that initialises this class first", state.FieldName(f)))
		} else if f.Type.Qualified == "java.lang.ClassLoader" && loaders.Of(f.Init) == loaders.Own {
			p.Clear(f.At, "it is the class loader of this class itself, whoever comes first; look-ups in it are own-class-loader's and caller-class-loader's")
		}
	}
	for _, h := range c.singletons() {
		report(p, share, h.field, fmt.Sprintf("%s, which is one object for all (%s), keeps in %s the class loader of the application that makes it first",
			state.ClassName(h.field.Owner), state.FieldName(h.by), h.field.Name), rules.Related{At: rules.At(h.by.At), Message: "the static field that keeps the object"})
	}
	return nil
}

const (
	missed = ": classes and files of the others are not found in it"
	hint   = "ask for Thread.currentThread().getContextClassLoader() when something is looked up, or keep one object per class loader"
)

func report(p *rules.Pass, share rules.Sharing, f *model.Field, message string, related ...rules.Related) {
	p.Report(rules.Finding{
		At: rules.At(f.At), Symbol: f.Symbol(), Level: share.Level, Confidence: share.Confidence,
		Message: message + missed + share.Suffix, Hint: hint,
		Related: append(related, share.Related...),
	})
}

// later reports a loader that is stored after class initialisation. That is as bad
// as any other value that applications overwrite for each other.
func later(p *rules.Pass, share rules.Sharing, f *model.Field, writes []*model.Access) {
	level := share.Level
	if share.Suffix == "" {
		level = rules.Error
	}
	p.Report(rules.Finding{
		At: rules.At(f.At), Symbol: f.Symbol(), Level: level, Confidence: share.Confidence,
		Message: fmt.Sprintf("static field %s keeps the class loader of one application for all (stored in %s)", state.FieldName(f), state.Where(writes[0])) + missed + share.Suffix,
		Hint:    hint,
		Related: append(rules.FirstFew(writes, func(a *model.Access) rules.Related {
			return rules.Related{At: rules.At(a.At), Message: "stored in " + state.Where(a)}
		}), share.Related...),
	})
}
