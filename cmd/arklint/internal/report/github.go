package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/engine"
)

// maxAnnotations is how many annotations of one level GitHub keeps of a step; the
// runner drops the rest without a word (actions/runner:
// src/Runner.Worker/ExecutionContext.cs, _maxIssueCount).
const maxAnnotations = 10

// GitHub prints workflow commands, which the runner turns into annotations of the
// pull request:
//
//	::error file=order/src/main/java/A.java,line=12,endLine=12,col=9,title=sysprop-write::System.setProperty(...) ...
//
// Of each level the surest come first, because GitHub keeps ten of a step. What is
// left over are plain lines of the log, and the last line says how many. SARIF has no
// such limit.
//
// The text below audit is not trusted: the runner takes commands from any line that
// begins with :: and, in their old form, from anywhere behind ##[, so plain lines have
// neither.
func GitHub(w io.Writer, r *engine.Report, opts CIOptions) error {
	out := bufio.NewWriter(w)
	var findings []*rules.Finding
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Counts() {
			findings = append(findings, f)
		}
	}
	slices.SortStableFunc(findings, func(a, b *rules.Finding) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), cmp.Compare(a.Rule.Stage, b.Rule.Stage), cmp.Compare(b.Confidence, a.Confidence))
	})
	shown := map[rules.Level]int{}
	plainLines := 0
	for _, f := range findings {
		if shown[f.Level]++; shown[f.Level] <= maxAnnotations {
			fmt.Fprintln(out, annotation(f, opts))
			continue
		}
		plainLines++
		fmt.Fprintln(out, logLine(fmt.Sprintf("%s: %s: %s [%s]", opts.where(f.App, f.At), f.Level, headline(f), f.Rule.Name)))
	}
	for _, b := range r.Bugs {
		fmt.Fprintln(out, command("error", nil, fmt.Sprintf("a bug in arklint, please report it: rule %s on %s: %s", b.Rule, b.App, b.Message)))
	}
	for _, p := range r.Problems {
		fmt.Fprintln(out, logLine(fmt.Sprintf("%s: not read or not known: %s", opts.where("", rules.Place{Path: p.Path, Line: p.Line}), p.Message)))
	}
	c := r.Count()
	fmt.Fprintf(out, "arklint: %s", cmp.Or(countWords(c.Errors, c.Warnings, c.Notes), "nothing found"))
	if plainLines > 0 {
		fmt.Fprintf(out, "; GitHub shows %d annotations of a level, so %d are only in this log (--format sarif has them all)", maxAnnotations, plainLines)
	}
	out.WriteByte('\n')
	return out.Flush()
}

// annotation is a finding as a command. GitHub refuses columns over several lines.
func annotation(f *rules.Finding, opts CIOptions) string {
	var properties []string
	add := func(key string, value any) {
		properties = append(properties, key+"="+escapeProperty(fmt.Sprint(value)))
	}
	if !f.At.IsZero() {
		add("file", opts.rel(f.At.Path))
		add("line", max(f.At.Line, 1))
		if f.At.EndLine > 0 {
			add("endLine", f.At.EndLine)
		}
		if f.At.Col > 0 && f.At.EndLine == f.At.Line {
			add("col", f.At.Col)
		}
	}
	add("title", f.Rule.Name)
	level := map[rules.Level]string{rules.Error: "error", rules.Warning: "warning"}[f.Level]
	return command(cmp.Or(level, "notice"), properties, strings.Join(append([]string{headline(f)}, opts.details(f)...), "\n"))
}

// maxMessage is the size of an annotation's message that GitHub takes (REST API, check
// runs: 64 KB); the places of a Join finding could make it longer.
const maxMessage = 60000

func command(name string, properties []string, message string) string {
	if len(message) > maxMessage {
		message = strings.ToValidUTF8(message[:maxMessage], "") + ellipsis
	}
	head := name
	if len(properties) > 0 {
		head += " " + strings.Join(properties, ",")
	}
	return "::" + head + "::" + escapeData(message)
}

// The escapes of a command's message and of its properties are the runner's
// (actions/runner: src/Runner.Common/ActionCommand.cs).
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func escapeData(s string) string     { return dataEscapes.Replace(s) }
func escapeProperty(s string) string { return propertyEscapes.Replace(s) }

// logLine is a line in which the runner sees no command.
func logLine(s string) string {
	s = strings.ReplaceAll(neutral(s), "##[", "## [")
	if strings.HasPrefix(strings.TrimSpace(s), "::") {
		s = "| " + s
	}
	return s
}
