// Package stdoutredirect is the rule stdout-redirect: a standard stream, of
// which the JVM has one for all applications, is replaced.
package stdoutredirect

import (
	_ "embed"

	"arklint/rules"
	"arklint/rules/internal/throwables"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is stdout-redirect.
var Rule = &rules.Rule{
	Name:       "stdout-redirect",
	Doc:        rules.MustDoc(page, chinese),
	Level:      rules.Error,
	Needs:      rules.Java,
	Calls:      []string{"java.lang.System#setOut", "java.lang.System#setErr"},
	Fields:     []string{"java.lang.System#out", "java.lang.System#err"},
	Supersedes: []string{"stdout-print"}, // the stream that is kept, or wrapped by the new one
	Check:      check,
}

func check(p *rules.Pass) error {
	var replacing []*model.Use
	kept := map[*model.Type][]source.Span{} // by top-level class: where it keeps the stream that was there
	for _, u := range p.App.Calls("java.lang.System", "setOut", "setErr") {
		at, restores := keeps(p.App, u)
		if !restores {
			replacing = append(replacing, u)
			continue
		}
		kept[u.Type.Top()] = append(kept[u.Type.Top()], at)
		p.Clear(u.At, "it puts back the stream that was there: nothing to report beside the call that replaced it")
	}
	for _, u := range replacing {
		report(p, u, kept[u.Type.Top()])
	}
	return nil
}

// keeps returns where the stream that u sets was read from System itself, before
// something replaced it: into a local variable, or into a field in its
// initialiser or elsewhere in its file.
func keeps(app *model.App, u *model.Use) (source.Span, bool) {
	if len(u.Args) != 1 {
		return source.Span{}, false
	}
	own, e := "System.out", u.Args[0].Origin()
	if u.Name == "setErr" {
		own = "System.err"
	}
	if throwables.Stream(e) == own {
		return e.At, true
	}
	if e.Kind != model.ExprField || e.Field == nil {
		return source.Span{}, false
	}
	for _, read := range app.FieldUses("java.lang.System", "out", "err") {
		if within(read.At, e.Field.Whole) && throwables.Stream(read.Expr) == own {
			return read.At, true
		}
	}
	if code := app.Code(e.Field.Owner.Unit); code != nil {
		for _, a := range code.Accesses {
			if a.Field == e.Field && throwables.Stream(a.Value) == own {
				return a.Value.Origin().At, true
			}
		}
	}
	return source.Span{}, false
}

func within(s, outer source.Span) bool {
	return s.File == outer.File && s.Start >= outer.Start && s.End <= outer.End
}

func report(p *rules.Pass, u *model.Use, kept []source.Span) {
	stream := "standard output"
	if u.Name == "setErr" {
		stream = "standard error"
	}
	f := rules.Finding{
		At: rules.At(u.At), Level: p.Rule.LevelFor(p.Deploy), Symbol: u.Symbol() + ":" + u.Name,
		Message: "System." + u.Name + " replaces the " + stream + " of the whole JVM: what the base and the other modules print goes there as well",
		Hint:    "write to a stream of this application's own, and leave the JVM's streams to the base",
	}
	if p.App.Role == model.Base {
		f.Level = rules.Note
		f.Message = "System." + u.Name + " replaces the " + stream + " of the whole JVM, and so that of all modules"
		f.Hint = "fine where the modules' output may go there as well"
	}
	for _, read := range p.App.FieldUses("java.lang.System", "out", "err") {
		if within(read.At, u.At) {
			f.Related = append(f.Related, rules.Related{At: rules.At(read.At), Message: "built on System." + read.Name})
		}
	}
	for _, at := range kept {
		f.Related = append(f.Related, rules.Related{At: rules.At(at), Message: "the stream that was there is kept here"})
	}
	p.Report(f)
}
