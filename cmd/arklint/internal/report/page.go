package report

import (
	"bufio"
	"io"
	"regexp"
	"strings"
)

// Page prints a rule's page for a terminal (`arklint explain RULE`): headings
// bold, code indented by four columns, links with their address behind them.
//
// It knows the Markdown that rule pages are written in and no more: headings,
// fenced blocks, `code`, **strong**, links, HTML comments. Everything else, as
// lists and tables, already reads well as text. Lines are printed as they were
// written: a Chinese page has no spaces to wrap at.
//
// Without colour the marks of `code` and **strong** stay, so that a page in a
// file loses nothing.
func Page(w io.Writer, markdown string, opts TextOptions) error {
	out := bufio.NewWriter(w)
	colors := palette(opts.Color)
	fence := ""     // the marks that opened the block we are in
	blank := true   // the last line printed was empty: at most one in a row
	hidden := false // in an HTML comment of several lines
	for _, line := range strings.Split(strings.TrimSpace(strings.ReplaceAll(markdown, "\r\n", "\n")), "\n") {
		mark := fenceOf(line)
		switch {
		case fence != "" && mark != "" && strings.HasPrefix(mark, fence) && strings.TrimSpace(line) == mark:
			fence = ""
			continue
		case fence != "":
			line = "    " + colors.paint(dim, neutral(strings.ReplaceAll(line, "\t", "    ")))
			if strings.TrimSpace(line) == "" {
				line = ""
			}
		case mark != "":
			fence = mark
			if !blank { // code stands apart from the text before it
				out.WriteString("\n")
				blank = true
			}
			continue
		case hidden:
			hidden = !strings.Contains(line, "-->")
			continue
		case strings.HasPrefix(line, "<!--"):
			hidden = !strings.Contains(line, "-->")
			continue
		case strings.HasPrefix(line, "#"):
			line = colors.paint(bold, neutral(strings.TrimSpace(strings.TrimLeft(line, "#"))))
			if !blank {
				out.WriteString("\n")
			}
		default:
			line = inline(neutral(line), colors)
		}
		if line == "" && blank && fence == "" {
			continue
		}
		out.WriteString(line + "\n")
		blank = line == ""
	}
	return out.Flush()
}

// fenceOf returns the marks a fenced block starts or ends with: "```", "~~~~".
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " ")
	for _, mark := range []string{"`", "~"} {
		n := len(line) - len(strings.TrimLeft(line, mark))
		if n >= 3 {
			return strings.Repeat(mark, n)
		}
	}
	return ""
}

// A span of inline Markdown, whichever starts first: code, strong text, a link.
var span = regexp.MustCompile("`[^`]+`" + `|\*\*[^*]+\*\*|\[([^\]]+)\]\(([^)\s]+)\)`)

// inline renders one line of text.
func inline(line string, colors palette) string {
	return span.ReplaceAllStringFunc(line, func(s string) string {
		switch {
		case s[0] == '[':
			m := span.FindStringSubmatch(s)
			if text := inline(m[1], colors); text != m[2] {
				return text + " (" + m[2] + ")"
			}
			return m[2]
		case !bool(colors):
			return s
		case s[0] == '`':
			return colors.paint(cyan, s[1:len(s)-1])
		}
		return colors.paint(bold, s[2:len(s)-2])
	})
}
