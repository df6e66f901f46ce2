// Package callers finds who uses a class of the project, for rules that follow
// one field or method into the files around it.
package callers

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// Units are the app's files whose code can name class t by its simple name. One
// that writes the full name in its code, and imports nothing, is not among them.
func Units(app *model.App, t *model.Type) []*model.Unit {
	top := t.Top()
	var out []*model.Unit
	for _, u := range app.Units {
		if u.Package == t.Unit.Package || slices.ContainsFunc(u.Imports, func(i model.Import) bool {
			return i.Name == top.Name || strings.HasPrefix(i.Name, top.Name+".") || i.OnDemand && !i.Static && i.Name == t.Unit.Package
		}) {
			out = append(out, u)
		}
	}
	return out
}

// Of are the calls of m in those files.
func Of(app *model.App, m *model.Method) []*model.Use {
	var out []*model.Use
	for _, u := range Units(app, m.Owner) {
		if code := app.Code(u); code != nil {
			for _, use := range code.Uses {
				if use.Kind == model.ExprCall && use.Decl == m {
					out = append(out, use)
				}
			}
		}
	}
	return out
}
