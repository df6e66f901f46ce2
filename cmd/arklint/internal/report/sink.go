package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"arklint/rules"
	"arklint/scanner/model"
	"arklint/scanner/sink"
)

var sinkTitles = map[sink.Kind]string{
	sink.InBase: "already in the base, same version: leave it to the base",
	sink.Share:  "shared by modules: move it into the base",
	sink.Align:  "align the versions first",
	sink.Hold:   "hold",
}

// SinkText prints plans: what to do first, the greatest saving first.
func SinkText(w io.Writer, plans []*sink.Plan, files int, opts TextOptions) error {
	out := bufio.NewWriter(w)
	p := palette(opts.Color)
	for n, plan := range plans {
		if n > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(out, "%s\n", p.paint(bold, neutral(fmt.Sprintf("base %s, modules %s", plan.Group.Base.Name, namesOfApps(plan.Group.Modules)))))
		if len(plan.Items) == 0 {
			out.WriteString("  nothing to move: what the modules pack, the base does not have and no two of them share\n")
		}
		last := sink.Kind(255)
		var total sink.Saving
		for _, i := range plan.Items {
			if i.Kind != last {
				last = i.Kind
				fmt.Fprintf(out, "\n%s\n", p.paint(cyan, sinkTitles[i.Kind]))
			}
			printItem(out, i, p, opts)
			if i.Kind == sink.InBase || i.Kind == sink.Share {
				total.Jars += i.Saved.Jars
				total.Bytes += i.Saved.Bytes
				total.Classes += i.Saved.Classes
				total.Unknown += i.Saved.Unknown
			}
		}
		if total.Jars+total.Unknown > 0 {
			fmt.Fprintf(out, "\n%s\n", p.paint(bold, "in all: "+saving(total)))
		}
	}
	if files > 0 {
		fmt.Fprintf(out, "\nThe edits are in %s: --diff shows them, --write makes them.\n", counted(files, "POM"))
	}
	return out.Flush()
}

func printItem(out *bufio.Writer, i *sink.Item, p palette, opts TextOptions) {
	name := i.Name()
	if i.Version != "" {
		name += ":" + i.Version
	}
	fmt.Fprintf(out, "  %s  %s\n", neutral(name), p.paint(dim, saving(i.Saved)))
	for _, u := range i.Modules {
		at := u.Dependency.At
		fmt.Fprintf(out, "    %s: %s\n", neutral(u.App.Name), neutral(opts.place(at)))
	}
	if len(i.Along) > 0 {
		fmt.Fprintf(out, "    comes along: %s\n", neutral(strings.Join(i.Along, ", ")))
	}
	for _, r := range i.Reasons {
		fmt.Fprintf(out, "    %s\n", neutral(r))
	}
	for _, r := range i.Risks {
		fmt.Fprintf(out, "    %s %s\n", p.paint(yellow, "look at:"), neutral(r))
	}
}

// SinkMarkdown prints plans as tables, for a comment on a merge request or a wiki page.
func SinkMarkdown(w io.Writer, plans []*sink.Plan) error {
	out := bufio.NewWriter(w)
	for n, plan := range plans {
		if n > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(out, "## Base %s, modules %s\n", tableCell(plan.Group.Base.Name), tableCell(namesOfApps(plan.Group.Modules)))
		if len(plan.Items) == 0 {
			out.WriteString("\nNothing to move.\n")
		}
		last := sink.Kind(255)
		for _, i := range plan.Items {
			if i.Kind != last {
				last = i.Kind
				fmt.Fprintf(out, "\n### %s\n\n| dependency | modules | saves | remarks |\n| --- | --- | --- | --- |\n", capital(sinkTitles[i.Kind]))
			}
			name := i.Name()
			if i.Version != "" {
				name += ":" + i.Version
			}
			var modules []string
			for _, u := range i.Modules {
				modules = append(modules, u.App.Name)
			}
			remarks := append(append([]string{}, i.Reasons...), i.Risks...)
			if len(i.Along) > 0 {
				remarks = append([]string{"comes along: " + strings.Join(i.Along, ", ")}, remarks...)
			}
			fmt.Fprintf(out, "| `%s` | %s | %s | %s |\n", tableCell(name), tableCell(strings.Join(modules, ", ")), tableCell(strings.TrimPrefix(saving(i.Saved), "saves ")), tableCell(strings.Join(remarks, "; ")))
		}
	}
	return out.Flush()
}

// tableCell makes a text fit for a cell of a Markdown table.
func tableCell(s string) string {
	return strings.NewReplacer("|", "\\|", "`", "'", "<", "&lt;").Replace(neutral(s))
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// saving is "saves 3 jars, 4.2 MB, 1,200 classes (about 7.9 MB of Metaspace)".
func saving(s sink.Saving) string {
	var parts []string
	if s.Jars > 0 {
		parts = append(parts, counted(s.Jars, "jar"))
	}
	if s.Bytes > 0 {
		parts = append(parts, bytesText(s.Bytes))
	}
	if s.Classes > 0 {
		parts = append(parts, fmt.Sprintf("%s (up to %s of Metaspace)", counted(s.Classes, "class"), bytesText(s.Metaspace())))
	}
	if s.Unknown > 0 {
		parts = append(parts, counted(s.Unknown, "jar")+" not on this machine")
	}
	if len(parts) == 0 {
		return ""
	}
	return "saves " + strings.Join(parts, ", ")
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	if strings.HasSuffix(thing, "s") {
		thing += "e"
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func bytesText(n int64) string {
	if n < 1e6 {
		return fmt.Sprintf("%d kB", (n+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

func namesOfApps(apps []*model.App) string {
	var names []string
	for _, a := range apps {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}

type (
	jsonSinkItem struct {
		Kind               string        `json:"kind"` // in-base, share, align, hold
		GroupID            string        `json:"groupId"`
		ArtifactID         string        `json:"artifactId"`
		Type               string        `json:"type"`
		Classifier         string        `json:"classifier"`
		Version            string        `json:"version"`     // "" when the modules disagree
		BaseVersion        string        `json:"baseVersion"` // "" when the base does not have it
		Modules            []jsonSinkUse `json:"modules"`
		Along              []string      `json:"along"`
		Reasons            []string      `json:"reasons"`
		Risks              []string      `json:"risks"`
		Adapters           []string      `json:"adapters"`
		StaticState        []string      `json:"staticState"`
		AutoConfigurations []string      `json:"autoConfigurations"`
		Saved              jsonSaving    `json:"saved"`
	}
	jsonSinkUse struct {
		Name    string    `json:"name"`
		Version string    `json:"version"`
		Scope   string    `json:"scope"`
		At      *jsonLine `json:"at"`
	}
	jsonSaving struct {
		Jars      int   `json:"jars"`
		Bytes     int64 `json:"bytes"`
		Classes   int   `json:"classes"`
		Metaspace int64 `json:"metaspaceBytes"`
		Unknown   int   `json:"unknownJars"` // not on this machine: not counted
	}
	jsonChange struct {
		Path  string     `json:"path"`
		Edits []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		Start int    `json:"start"` // bytes, half-open
		End   int    `json:"end"`
		Line  int    `json:"line"`
		New   string `json:"new"`
	}
)

// SinkJSON prints plans in schema 1: {"schema":1,"groups":[{"base":"b","modules":["m"],
// "items":[…]}],"changes":[{"path":"pom.xml","edits":[…]}],"problems":[…]}.
func SinkJSON(w io.Writer, plans []*sink.Plan, changes []sink.Change, problems []model.Problem) error {
	out := bufio.NewWriter(w)
	j := jsonLines{w: out}
	out.WriteString(`{"schema":1,` + "\n" + ` "groups":[`)
	for n, plan := range plans {
		if n > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n" + `  {"base":`)
		j.value(plan.Group.Base.Name)
		out.WriteString(`,"modules":`)
		names := []string{}
		for _, m := range plan.Group.Modules {
			names = append(names, m.Name)
		}
		j.value(names)
		out.WriteString(`,"items":`)
		array(&j, plan.Items, func(i *sink.Item) any { return newJSONSinkItem(i) })
		out.WriteString("}")
	}
	out.WriteString("],\n" + ` "changes":`)
	array(&j, changes, func(c sink.Change) any {
		edits := []jsonEdit{}
		for _, e := range c.Edits {
			edits = append(edits, jsonEdit{Start: e.Span.Start, End: e.Span.End, Line: rules.At(e.Span).Line, New: e.New})
		}
		return jsonChange{Path: c.File.Path, Edits: edits}
	})
	out.WriteString(",\n" + ` "problems":`)
	array(&j, problems, func(p model.Problem) any { return jsonPlace{Path: p.Path, Line: p.Line, Message: p.Message} })
	out.WriteString("}\n")
	if j.err != nil {
		return j.err
	}
	return out.Flush()
}

func newJSONSinkItem(i *sink.Item) jsonSinkItem {
	uses := []jsonSinkUse{}
	for _, u := range i.Modules {
		uses = append(uses, jsonSinkUse{Name: u.App.Name, Version: u.Dependency.Version, Scope: u.Dependency.Scope, At: lineOf(u.Dependency.At)})
	}
	full := func(list []string) []string { return append([]string{}, list...) }
	return jsonSinkItem{
		Kind: i.Kind.String(), GroupID: i.GroupID, ArtifactID: i.ArtifactID, Type: i.Type, Classifier: i.Classifier, Version: i.Version, BaseVersion: i.BaseVersion,
		Modules: uses, Along: full(i.Along), Reasons: full(i.Reasons), Risks: full(i.Risks), Adapters: full(i.Adapters),
		StaticState: full(i.StaticState), AutoConfigurations: full(i.AutoConfiguration),
		Saved: jsonSaving{Jars: i.Saved.Jars, Bytes: i.Saved.Bytes, Classes: i.Saved.Classes, Metaspace: i.Saved.Metaspace(), Unknown: i.Saved.Unknown},
	}
}
