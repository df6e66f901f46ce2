package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"arklint/rules"
)

// RulesText prints the table of rules for a terminal: name, level, summary.
// Where the level differs under dynamic deployment, or the rule is a preview,
// that stands in front of the summary.
func RulesText(w io.Writer, list []*rules.Rule, opts TextOptions) error {
	out := bufio.NewWriter(w)
	colors := palette(opts.Color)
	wide := 0
	for _, r := range list {
		wide = max(wide, len(r.Name))
	}
	for _, r := range list {
		attribute := map[rules.Level]string{rules.Error: red, rules.Warning: yellow, rules.Note: cyan}[r.Level]
		// Padded before it is painted: escape codes have no width.
		fmt.Fprintf(out, "%s  %s  %s\n",
			colors.paint(bold, fmt.Sprintf("%-*s", wide, r.Name)),
			colors.paint(attribute, fmt.Sprintf("%-*s", len("warning"), r.Level)),
			inline(neutral(remark(r)+summary(r)), colors))
	}
	fmt.Fprintf(out, "\n%s; arklint explain RULE prints a rule's page\n", plural(len(list), "rule"))
	return out.Flush()
}

// remark is what a reader of the table must know before the summary.
func remark(r *rules.Rule) string {
	var words []string
	if r.Stage == rules.Preview {
		words = append(words, "preview")
	}
	if dynamic := r.LevelFor(rules.Dynamic); dynamic != r.Level {
		words = append(words, "dynamic: "+dynamic.String())
	}
	if words == nil {
		return ""
	}
	return "(" + strings.Join(words, ", ") + ") "
}

func summary(r *rules.Rule) string {
	if r.Doc == nil {
		return ""
	}
	return r.Doc.Summary
}

type jsonRule struct {
	Name    string   `json:"name"`
	Level   string   `json:"level"`
	Dynamic string   `json:"dynamic"` // the level under dynamic deployment
	Stage   string   `json:"stage"`
	Needs   []string `json:"needs"`
	Aliases []string `json:"aliases"`
	Summary string   `json:"summary"`
}

// RulesJSON prints the table of rules as an array of objects, one a line:
//
//	[
//	  {"name":"sysprop-write","level":"error","dynamic":"error","stage":"stable","needs":["java"],"aliases":[],"summary":"…"}]
func RulesJSON(w io.Writer, list []*rules.Rule) error {
	out := bufio.NewWriter(w)
	j := jsonLines{w: out}
	array(&j, list, func(r *rules.Rule) any {
		return jsonRule{
			Name: r.Name, Level: r.Level.String(), Dynamic: r.LevelFor(rules.Dynamic).String(), Stage: r.Stage.String(),
			Needs: needs(r.Needs), Aliases: append([]string{}, r.Aliases...), Summary: summary(r),
		}
	})
	out.WriteString("\n")
	if j.err != nil {
		return j.err
	}
	return out.Flush()
}

// needs lists what a rule reads.
func needs(n rules.Needs) []string {
	out := []string{}
	for _, k := range []struct {
		bit  rules.Needs
		word string
	}{
		{rules.Java, "java"}, {rules.POM, "pom"}, {rules.Logging, "logging"}, {rules.Config, "config"}, {rules.Jars, "jars"},
	} {
		if n&k.bit != 0 {
			out = append(out, k.word)
		}
	}
	return out
}

// RulesMarkdown prints the table of rules in Markdown: rules/README.md is made
// from it. link gives the address of a rule's page; nil prints names only.
func RulesMarkdown(w io.Writer, list []*rules.Rule, link func(*rules.Rule) string) error {
	out := bufio.NewWriter(w)
	out.WriteString("| rule | level | dynamic | stage | reads | what is wrong |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, r := range list {
		name := "`" + r.Name + "`"
		if link != nil {
			name = "[" + name + "](" + link(r) + ")"
		}
		dynamic := ""
		if d := r.LevelFor(rules.Dynamic); d != r.Level {
			dynamic = d.String()
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s | %s |\n", name, r.Level, dynamic, r.Stage,
			strings.Join(needs(r.Needs), ", "), strings.ReplaceAll(summary(r), "|", `\|`))
	}
	return out.Flush()
}
