package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path"
	"strings"

	"arklint/rules"
	"arklint/scanner/ark"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// loaded is the word for who will load d, a dependency of an app of group g: packed,
// base, nowhere, or "" when nothing says so.
func loaded(g *model.Group, d *model.Dependency) string {
	switch {
	case d.Loader == model.LoaderUnknown:
		return ""
	case d.Loader == model.Nowhere || ark.NobodyHas(g, d):
		return "nowhere"
	case d.Loader == model.FromBase:
		return "base"
	}
	return "packed"
}

// why is why loaded says so.
func why(g *model.Group, d *model.Dependency) string {
	if ark.NobodyHas(g, d) {
		left, _, _ := strings.Cut(d.Why, ": the base has to")
		return left + ", and the base does not have it"
	}
	return d.Why
}

// groupsOf tells each app's merge group.
func groupsOf(ws *model.Workspace) map[*model.App]*model.Group {
	out := map[*model.App]*model.Group{}
	for _, g := range ws.Groups {
		for _, app := range g.Apps() {
			if out[app] == nil {
				out[app] = g
			}
		}
	}
	return out
}

// DepsText prints the dependencies of each app that has a POM in the shape of
// mvn dependency:tree, with who loads them and who set their versions behind. Paths
// outside of the tree are those of POMs in the local repository.
func DepsText(w io.Writer, ws *model.Workspace, omitted bool, opts TextOptions) error {
	out := bufio.NewWriter(w)
	p := palette(opts.Color)
	groups := groupsOf(ws)
	first := true
	for _, app := range ws.Apps {
		if app.Build == nil {
			continue
		}
		if !first {
			out.WriteString("\n")
		}
		first = false
		b := app.Build
		fmt.Fprintf(out, "%s %s\n", p.paint(bold, neutral(b.GroupID+":"+b.ArtifactID+":"+b.Packaging+":"+b.Version)), p.paint(dim, neutral("("+app.Role.String()+", "+opts.rel(b.POM.Path)+")")))
		limbs := limbs(app.Dependencies)
		for i, d := range app.Dependencies {
			fmt.Fprintf(out, "%s%s  %s\n", limbs[i], neutral(mavenLine(d)), p.paint(dim, neutral(opts.behind(groups[app], d))))
		}
		if !omitted || len(app.Omissions) == 0 {
			continue
		}
		out.WriteString(p.paint(bold, "left out:") + "\n")
		for _, o := range app.Omissions {
			fmt.Fprintf(out, "   %s  %s\n", neutral(strings.Join([]string{o.GroupID, o.ArtifactID, o.Type, cmp.Or(o.Version, "?"), o.Scope}, ":")), p.paint(dim, neutral(opts.reason(o))))
		}
	}
	for i, problem := range ws.Problems {
		if i == 0 {
			out.WriteString("\n")
		}
		at := opts.rel(problem.Path)
		if problem.Line > 0 {
			at = fmt.Sprintf("%s:%d", at, problem.Line)
		}
		fmt.Fprintf(out, "%s: %s: %s\n", neutral(at), p.paint(yellow, "problem"), neutral(problem.Message))
	}
	return out.Flush()
}

func (o TextOptions) rel(p string) string {
	if o.Rel == nil {
		return p
	}
	return o.Rel(p)
}

// behind is what stands behind a dependency: who loads it, and who set its version.
func (o TextOptions) behind(g *model.Group, d *model.Dependency) string {
	var parts []string
	if word := loaded(g, d); word != "" {
		if word != "packed" && g.Base != nil && d.Why != "" && d.Scope != "test" {
			word += " (" + why(g, d) + ")"
		}
		parts = append(parts, word)
	}
	if d.Optional {
		parts = append(parts, "optional")
	}
	if !d.SetBy.IsZero() {
		parts = append(parts, "version: "+o.place(d.SetBy))
	}
	if d.Incomplete {
		parts = append(parts, "its POM is not on this machine")
	}
	return strings.Join(parts, ", ")
}

// place is where a span stands; POMs of the local repository by their name, which
// says all.
func (o TextOptions) place(at source.Span) string {
	place := rules.At(at)
	if isRepository(place.Path) {
		return fmt.Sprintf("%s:%d", path.Base(place.Path), place.Line)
	}
	return fmt.Sprintf("%s:%d", o.rel(place.Path), place.Line)
}

// isRepository reports whether a POM is one of the local repository: those are named
// by full paths, those of the tree from its root.
func isRepository(p string) bool { return path.IsAbs(p) || strings.HasSuffix(p, ".pom") }

func (o TextOptions) reason(x *model.Omission) string {
	from := "declared here"
	if len(x.Via) > 0 {
		from = "of " + strings.Join(x.Via, " > ")
	}
	switch version := x.Kept[strings.LastIndexByte(x.Kept, ':')+1:]; {
	case x.Kept == "":
		return from + ", excluded at " + o.place(x.Excluded)
	case version == cmp.Or(x.Version, "?"):
		return from + ", is there already"
	default:
		way := "declared here"
		if len(x.KeptVia) > 0 {
			way = "of " + strings.Join(x.KeptVia, " > ")
		}
		return fmt.Sprintf("%s, yields to %s %s", from, version, way)
	}
}

// mavenLine writes d as dependency:tree does.
func mavenLine(d *model.Dependency) string {
	parts := []string{d.GroupID, d.ArtifactID, d.Type}
	if d.Classifier != "" {
		parts = append(parts, d.Classifier)
	}
	return strings.Join(append(parts, cmp.Or(d.Version, "?"), d.Scope), ":")
}

// limbs draws the tree in front of each dependency.
func limbs(all []*model.Dependency) []string {
	out := make([]string, len(all))
	more := map[int]bool{} // at this depth, something follows below the same parent
	for i := len(all) - 1; i >= 0; i-- {
		depth := all[i].Depth
		var b strings.Builder
		for d := 1; d < depth; d++ {
			if more[d] {
				b.WriteString("|  ")
			} else {
				b.WriteString("   ")
			}
		}
		if more[depth] {
			b.WriteString("+- ")
		} else {
			b.WriteString(`\- `)
		}
		more[depth] = true
		for d := range more {
			if d > depth {
				delete(more, d)
			}
		}
		out[i] = b.String()
	}
	return out
}

// DepsJSON prints the same in schema 1 (architecture.md 5): apps by path, dependencies in
// dependency:tree order. An app's "omitted" is there only when asked for; its entries have
// either "kept" and "keptVia", or "excludedBy".
func DepsJSON(w io.Writer, ws *model.Workspace, omitted bool) error {
	out := bufio.NewWriter(w)
	j := jsonLines{w: out}
	groups := groupsOf(ws)
	out.WriteString(`{"schema":1,` + "\n" + ` "apps":[`)
	separator := "\n"
	for _, app := range ws.Apps {
		if app.Build == nil {
			continue
		}
		b := app.Build
		out.WriteString(separator + `  {"name":`)
		separator = ",\n"
		j.value(app.Name)
		for _, member := range []struct{ name, value string }{
			{"path", app.Dir}, {"role", app.Role.String()}, {"groupId", b.GroupID}, {"artifactId", b.ArtifactID}, {"version", b.Version}, {"packaging", b.Packaging},
		} {
			fmt.Fprintf(out, `,"%s":`, member.name)
			j.value(member.value)
		}
		out.WriteString(`,"dependencies":`)
		array(&j, app.Dependencies, func(d *model.Dependency) any { return newJSONDependency(groups[app], d) })
		if omitted {
			out.WriteString(`,"omitted":`)
			array(&j, app.Omissions, func(o *model.Omission) any { return newJSONOmission(o) })
		}
		out.WriteString("}")
	}
	out.WriteString("],\n" + ` "problems":`)
	array(&j, ws.Problems, func(p model.Problem) any { return jsonPlace{Path: p.Path, Line: p.Line, Message: p.Message} })
	out.WriteString("}\n")
	if j.err != nil {
		return j.err
	}
	return out.Flush()
}

type jsonDependency struct {
	GroupID    string    `json:"groupId"`
	ArtifactID string    `json:"artifactId"`
	Version    string    `json:"version"`
	Type       string    `json:"type"`
	Classifier string    `json:"classifier"`
	Scope      string    `json:"scope"`
	Optional   bool      `json:"optional"`
	Depth      int       `json:"depth"`
	Via        []string  `json:"via"`
	SetBy      *jsonLine `json:"setBy"`
	Loader     string    `json:"loader"`
	Why        string    `json:"why"`
	Incomplete bool      `json:"incomplete"` // its POM is not on this machine
}

type jsonOmission struct {
	GroupID    string    `json:"groupId"`
	ArtifactID string    `json:"artifactId"`
	Version    string    `json:"version"`
	Type       string    `json:"type"`
	Classifier string    `json:"classifier"`
	Scope      string    `json:"scope"`
	Via        []string  `json:"via"`
	Kept       string    `json:"kept,omitempty"`
	KeptVia    []string  `json:"keptVia,omitempty"`
	ExcludedBy *jsonLine `json:"excludedBy,omitempty"`
}

type jsonLine struct {
	Path string `json:"path"`
	Line int    `json:"line"`
}

func lineOf(at source.Span) *jsonLine {
	if at.IsZero() {
		return nil
	}
	place := rules.At(at)
	return &jsonLine{place.Path, place.Line}
}

func newJSONDependency(g *model.Group, d *model.Dependency) jsonDependency {
	return jsonDependency{
		GroupID: d.GroupID, ArtifactID: d.ArtifactID, Version: d.Version, Type: d.Type, Classifier: d.Classifier, Scope: d.Scope, Optional: d.Optional,
		Depth: d.Depth, Via: append([]string{}, d.Via...), SetBy: lineOf(d.SetBy), Loader: loaded(g, d), Why: why(g, d), Incomplete: d.Incomplete,
	}
}

func newJSONOmission(o *model.Omission) jsonOmission {
	return jsonOmission{
		GroupID: o.GroupID, ArtifactID: o.ArtifactID, Version: o.Version, Type: o.Type, Classifier: o.Classifier, Scope: o.Scope,
		Via: append([]string{}, o.Via...), Kept: o.Kept, KeptVia: o.KeptVia, ExcludedBy: lineOf(o.Excluded),
	}
}
