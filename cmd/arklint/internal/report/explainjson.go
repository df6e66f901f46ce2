package report

import (
	"bufio"
	"fmt"
	"io"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/model"
)

// ExplainJSON prints what ExplainText does as one object, with the words of JSON for findings.
func ExplainJSON(w io.Writer, e *engine.Explanation) error {
	out := bufio.NewWriter(w)
	j := jsonLines{w: out}
	fmt.Fprint(out, `{"schema":1,"path":`)
	j.value(e.Path)
	fmt.Fprintf(out, ",\"line\":%d,\n \"app\":", e.Line)
	j.value(jsonApp{Name: e.App.Name, Role: e.App.Role.String(), Evidence: e.App.Evidence, Path: e.App.Dir})
	out.WriteString(",\n" + ` "loaded":`)
	array(&j, e.Loaded, func(l engine.Loaded) any {
		at := rules.At(l.At)
		loaded := jsonLoaded{By: l.By.String(), Why: l.Why, Path: at.Path, Line: at.Line, Silent: namesOf(l.Silent)}
		if l.Group.Base != nil {
			loaded.Base = &l.Group.Base.Name
		}
		return loaded
	})
	out.WriteString(",\n" + ` "findings":`)
	array(&j, e.Findings, func(f rules.Finding) any { return newJSONFinding(&f) })
	out.WriteString(",\n" + ` "namedBy":`)
	array(&j, e.Named, func(f rules.Finding) any { return newJSONFinding(&f) })
	out.WriteString(",\n" + ` "cleared":`)
	array(&j, e.Cleared, func(c engine.Cleared) any {
		at := rules.At(c.At)
		return jsonCleared{Rule: c.Rule.Name, Line: at.Line, Column: at.Col, Reason: c.Why}
	})
	out.WriteString(",\n" + ` "fields":`)
	array(&j, e.Fields, func(f *model.Field) any {
		writes := []jsonPlace{}
		for _, a := range f.Accesses {
			if !a.Init {
				at := rules.At(a.At)
				writes = append(writes, jsonPlace{Path: at.Path, Line: at.Line, Message: accessKinds[a.Kind]})
			}
		}
		return jsonField{Symbol: f.Symbol(), Later: writes}
	})
	out.WriteString(",\n" + ` "names":`)
	array(&j, e.Names, func(n engine.Name) any {
		at := rules.At(n.At)
		return jsonName{Member: member(n.Use), Line: at.Line, Column: at.Col, Resolved: n.Class.Known(), How: resolution(n.Use), Rules: namesOf(n.Rules)}
	})
	out.WriteString("}\n")
	if j.err != nil {
		return j.err
	}
	return out.Flush()
}

var accessKinds = map[model.AccessKind]string{model.Assign: "assigned", model.Mutate: "changed", model.Escape: "handed on"}

func namesOf(list []*rules.Rule) []string {
	out := []string{}
	for _, r := range list {
		out = append(out, r.Name)
	}
	return out
}

type (
	jsonLoaded struct {
		Base   *string  `json:"base"`
		By     string   `json:"by"`
		Why    string   `json:"why"`
		Path   string   `json:"path"`
		Line   int      `json:"line"`
		Silent []string `json:"silent"`
	}
	jsonCleared struct {
		Rule   string `json:"rule"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
		Reason string `json:"reason"`
	}
	jsonField struct {
		Symbol string      `json:"symbol"`
		Later  []jsonPlace `json:"later"`
	}
	jsonName struct {
		Member   string   `json:"member"`
		Line     int      `json:"line"`
		Column   int      `json:"column"`
		Resolved bool     `json:"resolved"`
		How      string   `json:"how"`
		Rules    []string `json:"rules"`
	}
)
