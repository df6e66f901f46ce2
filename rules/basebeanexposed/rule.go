// Package basebeanexposed is the rule base-bean-exposed: a @Bean method of a module
// that returns a bean of the base, which the module's context then initialises, and
// closes when the module stops (koupleless/koupleless#315).
package basebeanexposed

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is base-bean-exposed.
var Rule = &rules.Rule{
	Name:  "base-bean-exposed",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Stage: rules.Preview, // no data source on real code yet, only what upstream's samples rightly expose
	Needs: rules.Java,
	Calls: known.BaseBeanCalls,
	Check: check,
}

const bean = "org.springframework.context.annotation.Bean"

func check(p *rules.Pass) error {
	if p.App.Role == model.Base || !takesBeans(p.App) {
		return nil
	}
	for _, t := range p.App.Types() {
		if t.Unit.Generated {
			continue
		}
		for _, m := range t.Methods {
			if a, ok := m.Annotation(bean); ok {
				if b, ok := exposed(m); ok {
					judge(p, m, a, b)
				}
			}
		}
	}
	return nil
}

// takesBeans reports whether the app takes anything from the base.
func takesBeans(app *model.App) bool {
	for _, call := range known.BaseBeanCalls {
		class, method, _ := strings.Cut(call, "#")
		if len(app.Calls(class, method)) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(app.Types(), func(t *model.Type) bool { return slices.ContainsFunc(t.Fields, autowired) })
}

// judge says what Spring does to the base's bean that m returns.
func judge(p *rules.Pass, m *model.Method, a model.Annotation, b baseBean) {
	kept := false // from inferring how to end it
	if e := a.Arg("destroyMethod"); e != nil {
		text, known := e.Const()
		kept = known && text == ""
	}
	h := handling{bean: b, apps: p.Group.Others}
	if p.Group.Base != nil {
		h.apps = append([]*model.App{p.Group.Base}, h.apps...)
	}
	harm := h.of(b.types, kept)
	f := rules.Finding{At: rules.At(m.At), Symbol: m.Symbol()}
	name := fmt.Sprintf("the @Bean %s is the base's own %s", m.Name, b.name())
	switch {
	case harm.ends != "":
		f.Message = fmt.Sprintf("%s: Spring calls its %s when this module stops or fails to start, and the base and all modules lose it", name, harm.ends)
	case harm.fills != nil:
		f.Message = fmt.Sprintf("%s: Spring fills its field %s again, from this module's context, for the base and all modules", name, harm.fills.Name)
		f.Related = []rules.Related{{At: rules.At(harm.fills.At), Message: "the field"}}
	case harm.aware != "":
		f.Message = fmt.Sprintf("%s: being %s it is told of this module's context in place of the base's", name, harm.aware)
	case harm.unknown:
		f.Level, f.Confidence = rules.Note, rules.Medium
		f.Message = fmt.Sprintf("%s: Spring initialises it again in this module, and where it can be closed, closes it when the module stops", name)
	default:
		p.Clear(m.At, "nothing happens to this base bean when the module's context closes")
		return
	}
	f.Hint = "take it from the base inside the methods that use it, and do not make it a bean of the module"
	if harm.inferred {
		f.Hint += `, or declare it @Bean(destroyMethod = "")`
	}
	f.Related = append(f.Related, rules.Related{At: rules.At(b.at), Message: "taken from the base"})
	p.Report(f)
}
