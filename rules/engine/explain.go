package engine

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/scanner/ark"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// An Explanation is what a run knows of one line.
type Explanation struct {
	Path string
	Line int
	App  *model.App // that the file belongs to
	// Loaded is who loads the app's classes, for each merge group that it is in.
	Loaded []Loaded
	// Findings stand on the line, suppressed ones too; Named are those elsewhere
	// that name the line.
	Findings, Named []rules.Finding
	Cleared         []Cleared
	Names           []Name
	Fields          []*model.Field // static fields that the line declares
}

// Loaded is who loads an app's classes in one group.
type Loaded struct {
	Group *model.Group
	ark.Loading
	// Silent are the rules that have nothing to say in this app because of it.
	Silent []*rules.Rule
}

// A Name is a call, an object creation, a method reference or a field on the line.
type Name struct {
	*model.Use
	// Rules look at the method or field.
	Rules []*rules.Rule
	// Would are the rules that look at a method of this name, where nobody knows of which class it is.
	Would []*rules.Rule
}

// Explain says what r, a run over ws with Options.Trace, knows of a line. The error
// says why the file was not looked at.
func Explain(ws *model.Workspace, r *Report, file string, line int) (*Explanation, error) {
	e := &Explanation{Path: file, Line: line}
	var unit *model.Unit
	for _, app := range ws.Apps {
		for _, u := range app.Units {
			if u.File.Path == file {
				e.App, unit = app, u
			}
		}
	}
	switch {
	case unit == nil && path.Ext(file) == ".java":
		return nil, fmt.Errorf("%s was not read: tests, build output and excluded files are not part of a scan", file)
	case unit == nil:
		e.App = nearest(ws.Apps, file)
	case unit.Generated:
		return nil, fmt.Errorf("%s is generated: its classes are known, but nothing is reported in it", file)
	}
	if e.App == nil {
		return nil, fmt.Errorf("%s belongs to no project", file)
	}
	e.loaded(r)
	for _, f := range r.Findings {
		switch {
		case onLine(f.At, file, line):
			e.Findings = append(e.Findings, f)
		case slices.ContainsFunc(f.Related, func(rel rules.Related) bool { return onLine(rel.At, file, line) }):
			e.Named = append(e.Named, f)
		}
	}
	if unit != nil {
		e.names(unit, r.Rules)
		e.fields(unit)
	}
	return e, nil
}

func onLine(at rules.Place, file string, line int) bool { return at.Path == file && at.Line == line }

// nearest is the app in whose folder a file stands.
func nearest(apps []*model.App, file string) *model.App {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		for _, app := range apps {
			if app.Dir == dir {
				return app
			}
		}
		if dir == "." {
			return nil
		}
	}
}

// loaded collects who loads the app, and what the rules looked at on the line.
func (e *Explanation) loaded(r *Report) {
	for _, g := range r.Groups {
		if !slices.Contains(g.Apps(), e.App) {
			continue
		}
		l := Loaded{Group: g, Loading: ark.WhoLoads(g, e.App)}
		for _, look := range r.Looks {
			if look.App != e.App || look.Group != g {
				continue
			}
			if look.Sharing != nil && look.Sharing.Silent {
				l.Silent = append(l.Silent, look.Rule)
			}
			for _, c := range look.Cleared {
				if onLine(rules.At(c.At), e.Path, e.Line) && !slices.Contains(e.Cleared, c) {
					e.Cleared = append(e.Cleared, c)
				}
			}
		}
		e.Loaded = append(e.Loaded, l)
	}
}

// names collects what is called on the line, from the left.
func (e *Explanation) names(unit *model.Unit, all []*rules.Rule) {
	code := e.App.Code(unit)
	if code == nil {
		return
	}
	exact, byName := map[string][]*rules.Rule{}, map[string][]*rules.Rule{}
	for _, rule := range all {
		for _, member := range slices.Concat(rule.Calls, rule.Fields) {
			exact[member] = append(exact[member], rule)
			_, name, _ := strings.Cut(member, "#")
			if !slices.Contains(byName[name], rule) {
				byName[name] = append(byName[name], rule)
			}
		}
	}
	var at []int
	for _, u := range code.Uses {
		where := nameOf(u)
		if u.Kind == model.ExprLambda || unit.File.Position(where).Line != e.Line {
			continue
		}
		n, name := Name{Use: u}, u.Name
		if u.Kind == model.ExprNew {
			name = "<init>"
		}
		if u.Class.Known() {
			n.Rules = exact[u.Class.Qualified+"#"+name]
		} else if u.Kind != model.ExprNew {
			n.Would = byName[name]
		}
		i, _ := slices.BinarySearchFunc(at, where, cmp.Compare[int])
		at, e.Names = slices.Insert(at, i, where), slices.Insert(e.Names, i, n)
	}
}

// nameOf is where the name of what is used stands: in a chain of calls over
// many lines that is not where the expression begins.
func nameOf(u *model.Use) int {
	if u.On == nil || u.On.At.IsZero() || u.On.At.File != u.At.File || u.On.At.End > u.At.End {
		return u.At.Start
	}
	behind := source.Span{File: u.At.File, Start: u.On.At.End, End: u.At.End}
	if i := strings.Index(behind.Text(), u.Name); i >= 0 {
		return behind.Start + i
	}
	return u.At.Start
}

func (e *Explanation) fields(unit *model.Unit) {
	for _, f := range e.App.StaticFields() {
		if f.Owner.Unit == unit && onLine(rules.At(f.At), e.Path, e.Line) {
			e.Fields = append(e.Fields, f)
		}
	}
}
