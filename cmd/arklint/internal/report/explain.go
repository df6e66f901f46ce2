package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

// ExplainText prints what arklint knows of one line, for a person:
//
//	common/src/main/java/com/acme/Plugins.java:12:         return Class.forName(name);
//
//	who loads it: the base (base/pom.xml:28:9: order leaves common to the base, which depends on it here)
//	  rules about shared state and class loading speak at their own level
//
//	found:
//	  error: Class.forName asks the base's class loader here [caller-class-loader]
//	cleared: nothing
//
//	names on this line:
//	  java.lang.Class.forName (java.lang, imported by every file): caller-class-loader looks at it
func ExplainText(w io.Writer, e *engine.Explanation, text string, opts TextOptions) error {
	p := explainer{textPrinter{w: bufio.NewWriter(w), colors: palette(opts.Color), opts: opts}}
	fmt.Fprintf(p.w, "%s: %s\n\n", p.colors.paint(bold, p.place(rules.Place{Path: e.Path, Line: e.Line})), neutral(text))
	for _, l := range e.Loaded {
		p.loaded(e.App, l, len(e.Loaded) > 1)
	}
	p.w.WriteString("\n")
	p.head("found", len(e.Findings))
	for i := range e.Findings {
		p.found(&e.Findings[i], false)
	}
	if len(e.Named) > 0 {
		p.head("named by findings elsewhere", len(e.Named))
		for i := range e.Named {
			p.found(&e.Named[i], true)
		}
	}
	p.head("looked at and harmless", len(e.Cleared))
	for _, c := range e.Cleared {
		fmt.Fprintf(p.w, "  nothing to report: %s %s\n", neutral(c.Why), p.rule(c.Rule.Name))
	}
	if len(e.Fields) > 0 {
		p.head("static fields of this line", len(e.Fields))
		for _, f := range e.Fields {
			p.field(f)
		}
	}
	if strings.HasSuffix(e.Path, ".java") {
		p.head("called on this line", len(e.Names))
	}
	for _, n := range e.Names {
		p.name(n, e.Loaded)
	}
	return p.w.Flush()
}

// An explainer prints an Explanation with the words of findings.
type explainer struct{ textPrinter }

func (p explainer) head(what string, n int) {
	what = p.colors.paint(bold, what+":")
	if n == 0 {
		what += " nothing"
	}
	fmt.Fprintln(p.w, what)
}

func (p explainer) rule(name string) string { return p.colors.paint(dim, "["+name+"]") }

func (p explainer) loaded(app *model.App, l engine.Loaded, several bool) {
	who := map[ark.Loader]string{ark.ByBase: "the base", ark.ByModule: "each application's own class loader", ark.ByUnknown: "nobody knows"}[l.By]
	why := neutral(l.Why)
	if at := p.place(rules.At(l.At)); at != "" {
		why = at + ": " + why
	}
	in := ""
	if several && l.Group.Base != nil {
		in = " on " + neutral(l.Group.Base.Name)
	}
	fmt.Fprintf(p.w, "%s %s (%s)\n", p.colors.paint(bold, "who loads "+neutral(app.Name)+in+":"), who, why)
	fmt.Fprintf(p.w, "  %s\n", consequence(l.By))
	if len(l.Silent) > 0 {
		fmt.Fprintf(p.w, "  silent here for that reason: %s\n", ruleNames(l.Silent))
	}
}

// consequence is what law 1 makes of a loader.
func consequence(by ark.Loader) string {
	switch by {
	case ark.ByBase:
		return "one copy for all: rules about shared state and class loading speak at their own level"
	case ark.ByModule:
		return "a copy of its own: only what belongs to the whole JVM is reported"
	}
	return "rules about shared state and class loading warn at most"
}

func (p explainer) found(f *rules.Finding, elsewhere bool) {
	attribute := map[rules.Level]string{rules.Error: red, rules.Warning: yellow, rules.Note: cyan}[f.Level]
	place := ""
	if elsewhere {
		place = p.place(f.At) + ": "
	}
	fmt.Fprintf(p.w, "  %s%s: %s %s\n", place, p.colors.paint(attribute, f.Level.String()), neutral(f.Message), p.rule(f.Rule.Name))
	for _, rel := range f.Related {
		at := p.place(rel.At)
		if at != "" {
			at += ": "
		}
		fmt.Fprintf(p.w, "    see %s%s\n", at, neutral(rel.Message))
	}
	if s := f.Suppressed; s != nil {
		reason := "without a reason"
		if s.Reason != "" {
			reason = "“" + neutral(s.Reason) + "”"
		}
		fmt.Fprintf(p.w, "    suppressed at %s: %s\n", p.place(s.At), reason)
	}
}

// field says what becomes of a static field.
func (p explainer) field(f *model.Field) {
	count := map[string]int{}
	for _, a := range f.Accesses {
		switch {
		case a.Init:
			count["while its class is initialised"]++
		case a.Kind == model.Assign:
			count["assigned later"]++
		case a.Kind == model.Mutate:
			count["what it holds is changed later"]++
		default:
			count["handed to other code later"]++
		}
	}
	var parts []string
	for _, what := range []string{"while its class is initialised", "assigned later", "what it holds is changed later", "handed to other code later"} {
		if n := count[what]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", what, times(n)))
		}
	}
	if len(parts) == 0 {
		parts = []string{"never written outside of its initialiser"}
	}
	fmt.Fprintf(p.w, "  %s: %s\n", neutral(f.Symbol()), strings.Join(parts, ", "))
	shown := 0
	for _, a := range f.Accesses {
		if !a.Init && shown < maxPlaces {
			fmt.Fprintf(p.w, "    see %s\n", p.place(rules.At(a.At)))
			shown++
		}
	}
}

// maxPlaces is how many writes of one field are shown.
const maxPlaces = 5

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return plural(n, "time")
}

func (p explainer) name(n engine.Name, loaded []engine.Loaded) {
	what, how := member(n.Use), resolution(n.Use)
	switch {
	case len(n.Rules) > 0:
		fmt.Fprintf(p.w, "  %s (%s): %s\n", neutral(what), how, looks(n.Rules, loaded))
	case len(n.Would) > 0:
		fmt.Fprintf(p.w, "  %s (%s): would be looked at by %s if its class were known\n", neutral(what), how, ruleNames(n.Would))
	default:
		fmt.Fprintf(p.w, "  %s (%s): no rule looks at it by name\n", neutral(what), how)
	}
}

// looks says which rules look at a name, and which of them are silent because of who loads the class.
func looks(list []*rules.Rule, loaded []engine.Loaded) string {
	var names []string
	for _, r := range list {
		name := r.Name
		if !slices.ContainsFunc(loaded, func(l engine.Loaded) bool { return !slices.Contains(l.Silent, r) }) {
			name += " (silent here)"
		}
		names = append(names, name)
	}
	if len(names) == 1 {
		return names[0] + " looks at it"
	}
	return strings.Join(names, ", ") + " look at it"
}

func ruleNames(list []*rules.Rule) string {
	var names []string
	for _, r := range list {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

// member writes what a use means: java.lang.Class.forName, new com.acme.A, com.acme.A::run.
func member(u *model.Use) string {
	class := u.Class.Qualified
	if class == "" {
		class = "?"
	}
	switch u.Kind {
	case model.ExprNew:
		if class == "?" && u.Class.Text != "" {
			class = u.Class.Text
		}
		return "new " + class
	case model.ExprMethodRef:
		return class + "::" + u.Name
	}
	return class + "." + u.Name
}

// resolution says by what the class of a use was known.
func resolution(u *model.Use) string {
	switch u.Class.By {
	case model.Written:
		return "written in full"
	case model.Imported:
		return "imported"
	case model.Nested:
		return "a class in this class"
	case model.Inherited:
		return "a class in a superclass"
	case model.SamePackage:
		return "a class of this package"
	case model.Wildcard:
		return "imported on demand"
	case model.JavaLang:
		return "java.lang"
	case model.Inferred:
		return "by the type of what it is called on"
	case model.TypeVariable:
		return "by the bound of a type parameter"
	case model.Primitive:
		return "a primitive type"
	}
	return "nothing in sight declares its class"
}
