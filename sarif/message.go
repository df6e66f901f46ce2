package sarif

import (
	"fmt"
	"regexp"
	"strings"

	sarif "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"arklint/rules"
)

// message says the finding in one paragraph: what is wrong, what to do, and a
// link to every related place. Viewers that show one line show this one.
//
//	System.setProperty("app.id") is seen by every module. Hint: read it from the module's own Environment. See: [the base depends on shop-common](1).
func message(f *rules.Finding) *sarif.Message {
	plain := escapePlain(sentence(f.Message))
	marked := escapeMarkdown(sentence(f.Message))
	if f.Hint != "" {
		plain += " Hint: " + escapePlain(sentence(f.Hint))
		marked += "\n\n**Hint:** " + escapeMarkdown(sentence(f.Hint))
	}
	var links, items []string
	for i, rel := range f.Related {
		links = append(links, fmt.Sprintf("[%s](%d)", escapeLink(line(rel.Message)), i+1))
		items = append(items, fmt.Sprintf("- [%s](%d)", escapeMarkdown(line(rel.Message)), i+1))
	}
	if links != nil {
		plain += " See: " + strings.Join(links, ", ") + "."
		marked += "\n\n" + strings.Join(items, "\n")
	}
	return sarif.NewMessage().WithText(plain).WithMarkdown(marked)
}

// text is a message of its own words.
func text(s string) *sarif.Message { return sarif.NewMessage().WithText(escapePlain(s)) }

func multiformat(s string) *sarif.MultiformatMessageString {
	return sarif.NewMultiformatMessageString().WithText(s)
}

// sentence ends s with a full stop, as SARIF recommends for messages (§3.11.2);
// our own messages have none because terminals print a rule name behind them.
func sentence(s string) string {
	s = line(s)
	if s == "" || strings.HasSuffix(s, "。") || strings.ContainsAny(s[len(s)-1:], ".!?:") {
		return s
	}
	return s + "."
}

// line makes s one line: GitHub's and VS Code's lists show no more.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

var placeholder = regexp.MustCompile(`\{(\d+)\}`)

// escapePlain keeps user text from being read as a placeholder or as a link
// (§3.11.5, §3.11.6). Other braces stay: no reader unescapes ${log.dir}.
func escapePlain(s string) string {
	s = placeholder.ReplaceAllString(s, "{{$1}}")
	return strings.ReplaceAll(s, "](", `\](`)
}

// escapeLink makes s the text of a link in a plain message (§3.11.6).
func escapeLink(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(placeholder.ReplaceAllString(s, "{{$1}}"))
}

var markdownMarks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`,
)

// escapeMarkdown makes s literal in GitHub-flavoured Markdown: a message quotes
// code, Map<String,*[]> among it.
func escapeMarkdown(s string) string {
	return markdownMarks.Replace(placeholder.ReplaceAllString(s, "{{$1}}"))
}

// The names of partial fingerprints. They carry a version: a change of the recipe is a
// new name, so that nobody compares the two.
const (
	Fingerprint     = "arklint/v1"      // engine.Fingerprints
	CodeFingerprint = "arklint/code/v1" // engine.Codes
)

var semver = regexp.MustCompile(`^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)

func semantic(version string) bool { return semver.MatchString(version) }
