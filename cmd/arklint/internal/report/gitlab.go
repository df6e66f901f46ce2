package report

import (
	"bufio"
	"io"
	"strings"

	"arklint/rules"
	"arklint/rules/engine"
)

// GitLab prints a Code Quality report: the merge request shows what the fingerprints
// of the target branch's report do not hold, so they are those of SARIF, with no line
// in them. A finding about a whole app goes to the first line of its POM or folder:
// GitLab drops an entry without a path and line.
func GitLab(w io.Writer, r *engine.Report, opts CIOptions) error {
	out := bufio.NewWriter(w)
	j := jsonLines{w: out}
	prints := engine.Fingerprints(r.Findings)
	var issues []gitlabIssue
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Counts() {
			issues = append(issues, newGitLabIssue(f, prints[i], opts))
		}
	}
	array(&j, issues, func(i gitlabIssue) any { return i })
	out.WriteString("\n")
	if j.err != nil {
		return j.err
	}
	return out.Flush()
}

type (
	gitlabIssue struct {
		Type        string         `json:"type"`
		CheckName   string         `json:"check_name"`
		Description string         `json:"description"`
		Content     gitlabContent  `json:"content"`
		Categories  []string       `json:"categories"`
		Severity    string         `json:"severity"`
		Fingerprint string         `json:"fingerprint"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabContent struct {
		Body string `json:"body"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
)

func newGitLabIssue(f *rules.Finding, fingerprint string, opts CIOptions) gitlabIssue {
	path, line := f.At.Path, max(f.At.Line, 1)
	if f.At.IsZero() {
		path = f.AppPath
	}
	return gitlabIssue{
		Type: "issue", CheckName: f.Rule.Name, Description: headline(f) + " [" + f.Rule.Name + "]",
		Content: gitlabContent{strings.Join(opts.details(f), "\n")}, Categories: []string{"Compatibility"},
		Severity: severity(f, opts), Fingerprint: fingerprint,
		Location: gitlabLocation{opts.rel(path), gitlabLines{line, max(f.At.EndLine, line)}},
	}
}

// severity keeps GitLab's critical for what fails the build: a preview rule's error and
// a doubtful one say less.
func severity(f *rules.Finding, opts CIOptions) string {
	switch {
	case f.Level == rules.Error && opts.fails(f):
		return "critical"
	case f.Level == rules.Error:
		return "major"
	case f.Level == rules.Warning:
		return "minor"
	}
	return "info"
}
