// Package sarif writes a finished run as SARIF 2.1.0 (OASIS, errata 01), for
// GitHub code scanning, the viewers in VS Code and IntelliJ, and whatever else
// reads the format.
//
// What the readers really do with it, and what follows for us:
//
//   - GitHub shows message.text, with Markdown links kept and other Markdown
//     stripped; message.markdown is ignored, leading blanks are lost. So the
//     text alone says everything: message, hint, then the related places.
//   - GitHub and the VS Code viewer hide relatedLocations unless the message
//     links to them by id: [the base depends on shop-common](1). GitHub then
//     shows the line, not that location's message, so the message is the link's text.
//   - GitHub reads precision and problem.severity from the rule, never from the
//     result. A finding's own confidence goes to result.properties, where our
//     own report reads it back.
//   - GitHub takes shortDescription for the alert's title and help.markdown for
//     its body, breaking lines where the page breaks them. VS Code shows
//     fullDescription and no help. So fullDescription is one paragraph, "Why it
//     breaks", and help is the page.
//   - GitHub matches alerts between runs by partialFingerprints'
//     primaryLocationLineHash only, which its upload action computes from the
//     source when it is absent. We leave that one to it; ours, arklint/v1 and
//     arklint/code/v1, have no line in them and are for everybody else.
//   - GitHub takes the part of automationDetails.id up to the last slash as the
//     category: two uploads for one commit need two categories, or the second
//     replaces the first (Options.Category).
//   - GitHub ignores suppressions and shows suppressed results as open alerts
//     (dominikh/go-tools: lintcmd/sarif.go); the VS Code viewer honours them.
//     SARIF wants them all or none (§3.27.23), so every result carries the array.
//   - A finding about a whole file has no region (§3.29.4). GitHub puts it on the
//     first line; multitool warns (SARIF2017) because it wants a last line, which
//     we do not know for a file nobody read.
//   - GitHub resolves relative URIs against the repository's root whatever
//     uriBaseId says. An absolute one it shows only when it lies in the checkout.
//   - name and id of a rule must differ (§3.49.7); VS Code prints a dash for a
//     missing name. So sysprop-write is named SyspropWrite.
//   - A rule page's help is the biggest part of a small file; GitHub's limit is
//     10 MB gzipped, 25,000 results a run, of which it shows the first 5,000.
//
// Positions are UTF-16 columns and columnKind says so: the schema's other
// choice, code points, is not what editors count.
//
// The model is github.com/owenrumney/go-sarif/v3. It writes every default out
// (eight empty arrays, rank -1, byteOffset -1 in each result), which is valid
// and half of the file; compact takes them out again. Results are encoded one at
// a time, so memory does not grow with their number.
package sarif

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	sarif "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"arklint/rules"
	"arklint/rules/engine"
)

// Options say what a Report does not know.
type Options struct {
	Version        string // arklint's own
	InformationURI string // where arklint lives; "" leaves it out
	// HelpURI gives the address of a rule's page on the web; nil leaves it out.
	HelpURI func(*rules.Rule) string
	// Root is the file: URI of the scanned root. "" leaves it out: a report then
	// holds no absolute path, and whoever reads it says where the sources are.
	Root string
	// Category tells the runs for one commit apart, as the name of the app or of
	// the base does: automationDetails.id is "arklint/<category>/".
	Category string
	// Brief leaves the rules' pages out: a baseline is read by arklint alone, and lies
	// in a repository.
	Brief bool
	// ExitCode is what the process will exit with; nil leaves it out.
	ExitCode *int
}

// srcroot is the name of the scanned root; originalUriBaseIds explains it.
const srcroot = "SRCROOT"

// Write writes r as one SARIF log with one run. The same report gives the same
// bytes.
func Write(w io.Writer, r *engine.Report, opts Options) error {
	b := builder{opts: opts, report: r, index: map[string]int{}, prints: engine.Fingerprints(r.Findings), codes: engine.Codes(r.Findings)}
	shell, err := encode(b.run())
	if err != nil {
		return fmt.Errorf("SARIF: %w", err)
	}
	out := bufio.NewWriter(w) // keeps the first error for Flush
	fmt.Fprintf(out, `{"$schema":%q,"version":"2.1.0","runs":[`+"\n", schemaURI)
	out.Write(bytes.TrimSuffix(shell, []byte("}")))
	out.WriteString(`,"results":[`)
	for i := range r.Findings {
		result, err := encode(b.result(i))
		if err != nil {
			return fmt.Errorf("SARIF: %w", err)
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		out.Write(result)
	}
	out.WriteString("]}]}\n")
	return out.Flush()
}

// schemaURI is the address of the schema as OASIS published it with errata 01.
const schemaURI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// encode is v as JSON without what is a default anyway.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return compact(bytes.TrimSuffix(buf.Bytes(), []byte("\n"))), nil
}

// A builder makes the parts of one run.
type builder struct {
	opts   Options
	report *engine.Report
	index  map[string]int // rule name to ruleIndex
	prints []string       // of the findings
	codes  []string       // of the findings
}

// A runShell is a run without its results, which Write streams behind it.
type runShell struct {
	*sarif.Run
	Results *int `json:"results,omitempty"` // hides Run.Results
}

func (b *builder) run() runShell {
	run := sarif.NewRun()
	driver := sarif.NewToolComponent().WithName("arklint")
	if v := b.opts.Version; v != "" {
		driver.WithVersion(v)
		if semantic(v) {
			driver.WithSemanticVersion(strings.TrimPrefix(v, "v"))
		}
	}
	if b.opts.InformationURI != "" {
		driver.WithInformationURI(b.opts.InformationURI)
	}
	for i, rule := range b.rules() {
		b.index[rule.Name] = i
		driver.AddRule(b.rule(rule))
	}
	driver.WithNotifications([]*sarif.ReportingDescriptor{
		descriptor(problemID, "UnreadInput", "A file that could not be read or a fact that could not be known, so that silence about it means nothing."),
		descriptor(bugID, "BrokenPromise", "A rule of arklint failed. This is a bug in arklint, not in the code under analysis."),
	})
	run.WithTool(sarif.NewTool().WithDriver(driver))
	run.WithColumnKind("utf16CodeUnits")
	run.WithAutomationDetails(sarif.NewRunAutomationDetails().WithID(strings.TrimSuffix("arklint/"+b.opts.Category, "/") + "/"))
	run.AddInvocation(b.invocation())

	root := sarif.NewArtifactLocation().WithDescription(text("The root of the scanned tree."))
	if b.opts.Root != "" {
		root.WithURI(strings.TrimSuffix(b.opts.Root, "/") + "/") // §3.14.14: ends in a slash
	}
	run.WithOriginalUriBaseIds(map[string]sarif.ArtifactLocation{srcroot: *root})
	return runShell{Run: run}
}

// rules are the rules that ran and those that speak without having run, as the
// ones about allow-comments do, by name.
func (b *builder) rules() []*rules.Rule {
	list := slices.Clone(b.report.Rules)
	known := map[string]bool{}
	for _, r := range list {
		known[r.Name] = true
	}
	for i := range b.report.Findings {
		if r := b.report.Findings[i].Rule; !known[r.Name] {
			known[r.Name] = true
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *rules.Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func (b *builder) rule(r *rules.Rule) *sarif.ReportingDescriptor {
	level := r.LevelFor(b.report.Deploy)
	d := sarif.NewReportingDescriptor().WithID(r.Name).WithName(pascal(r.Name)).WithDeprecatedIds(r.Aliases)
	if r.Doc != nil && !b.opts.Brief {
		why := r.Doc.Section("Why it breaks")
		if first, _, _ := strings.Cut(why, "\n\n"); first != "" && !strings.Contains(first, "```") {
			why = strings.Join(strings.Fields(first), " ")
		} else {
			why = sentence(r.Doc.Summary)
		}
		help := sentence(r.Doc.Summary)
		if fix := r.Doc.Section("How to fix"); fix != "" {
			help += "\n\n" + fix
		}
		d.WithShortDescription(multiformat(sentence(r.Doc.Summary)))
		d.WithFullDescription(multiformat(why))
		d.WithHelp(multiformat(help).WithMarkdown(r.Doc.Markdown))
	}
	if b.opts.HelpURI != nil {
		d.WithHelpURI(b.opts.HelpURI(r))
	}
	config := sarif.NewReportingConfiguration().WithLevel(levelWord(level))
	if level == rules.Off {
		config.WithEnabled(false)
	}
	d.WithDefaultConfiguration(config)

	props := sarif.NewPropertyBag()
	props.WithTags(tags(r))
	props.Add("stage", r.Stage.String())
	// GitHub's own words; a preview rule is one we are not sure of yet.
	props.Add("precision", map[rules.Stage]string{rules.Stable: "high", rules.Preview: "medium"}[r.Stage])
	props.Add("problem.severity", map[rules.Level]string{rules.Error: "error", rules.Warning: "warning"}[level])
	if level < rules.Warning {
		props.Add("problem.severity", "recommendation")
	}
	d.WithProperties(props)
	return d
}

// tags are what viewers filter by: the subject, and what the rule reads.
func tags(r *rules.Rule) []string {
	out := []string{"koupleless", "sofaark"}
	for _, n := range []struct {
		bit  rules.Needs
		word string
	}{
		{rules.Java, "java"}, {rules.POM, "maven"}, {rules.Logging, "logging"}, {rules.Config, "spring"}, {rules.Jars, "jars"},
	} {
		if r.Needs&n.bit != 0 {
			out = append(out, n.word)
		}
	}
	return out
}

// A result is a go-sarif Result with its suppressions never left out: they must
// be given for all results of a run or for none, and go-sarif drops an empty array.
type result struct {
	*sarif.Result
	Suppressions []*sarif.Suppression `json:"suppressions"`
}

func (b *builder) result(n int) result {
	f := &b.report.Findings[n]
	r := sarif.NewResult().WithRuleID(f.Rule.Name).WithRuleIndex(b.index[f.Rule.Name]).WithLevel(levelWord(f.Level))
	r.WithMessage(message(f))
	if !f.At.IsZero() {
		at := place(f.At)
		if f.Symbol != "" {
			at.WithLogicalLocations([]*sarif.LogicalLocation{logical(f.Symbol)})
		}
		r.WithLocations([]*sarif.Location{at})
	} else if f.Symbol != "" {
		r.WithLocations([]*sarif.Location{
			sarif.NewLocation().WithLogicalLocations([]*sarif.LogicalLocation{logical(f.Symbol)}),
		})
	}
	for i, rel := range f.Related {
		at := sarif.NewLocation()
		if !rel.At.IsZero() {
			at = place(rel.At)
		}
		r.AddRelatedLocation(at.WithID(i + 1).WithMessage(text(sentence(rel.Message))))
	}
	// AddPartialFingerprint panics on a new result: its map is nil (v3.3.1).
	prints := map[string]string{Fingerprint: b.prints[n]}
	if code := b.codes[n]; code != "" {
		prints[CodeFingerprint] = code
	}
	r.WithPartialFingerprints(prints)
	if f.Baseline != rules.NotCompared {
		r.WithBaselineState(f.Baseline.String())
	}
	for _, x := range f.Fixes {
		if fix := newFix(x); fix != nil {
			r.Fixes = append(r.Fixes, fix)
		}
	}
	props := sarif.NewPropertyBag()
	props.Add("confidence", f.Confidence.String())
	props.Add("app", f.App)
	if f.Hint != "" {
		props.Add("hint", f.Hint)
	}
	r.WithProperties(props)

	out := result{Result: r, Suppressions: []*sarif.Suppression{}}
	if s := f.Suppressed; s != nil {
		sup := sarif.NewSuppression().WithKind("inSource").WithStatus("accepted")
		if s.Reason != "" {
			sup.WithJustification(s.Reason)
		}
		if !s.At.IsZero() {
			sup.WithLocation(place(s.At))
		}
		out.Suppressions = append(out.Suppressions, sup)
	}
	return out
}

// newFix is a fix as replacements, nil for one that only says what to do:
// SARIF has no fix without a change.
func newFix(x rules.Fix) *sarif.Fix {
	var changes []*sarif.ArtifactChange
	byPath := map[string]*sarif.ArtifactChange{}
	for _, e := range x.Edits {
		at := rules.At(e.Span)
		if at.IsZero() {
			continue
		}
		change := byPath[at.Path]
		if change == nil {
			change = sarif.NewArtifactChange().WithArtifactLocation(artifact(at.Path))
			byPath[at.Path] = change
			changes = append(changes, change)
		}
		change.AddReplacement(sarif.NewReplacement().
			WithDeletedRegion(region(at)).
			WithInsertedContent(sarif.NewArtifactContent().WithText(e.New)))
	}
	if changes == nil {
		return nil
	}
	props := sarif.NewPropertyBag()
	props.Add("safety", x.Safety.String())
	return sarif.NewFix().WithDescription(text(sentence(x.Title))).WithArtifactChanges(changes).WithProperties(props)
}

const (
	problemID = "unread-input"
	bugID     = "arklint-bug"
)

func (b *builder) invocation() *sarif.Invocation {
	inv := sarif.NewInvocation().WithExecutionSuccessful(!b.report.Incomplete && len(b.report.Bugs) == 0)
	if b.opts.ExitCode != nil {
		inv.WithExitCode(*b.opts.ExitCode)
	}
	for _, p := range b.report.Problems {
		n := sarif.NewNotification().WithLevel("warning").WithMessage(text(sentence(p.Message)))
		n.WithDescriptor(sarif.NewReportingDescriptorReference().WithID(problemID).WithIndex(0))
		if p.Path != "" {
			n.WithLocations([]*sarif.Location{place(rules.Place{Path: p.Path, Line: p.Line})})
		}
		inv.AddToolExecutionNotification(n)
	}
	for _, g := range b.report.Bugs {
		n := sarif.NewNotification().WithLevel("error").
			WithMessage(text(sentence(fmt.Sprintf("rule %s failed on %s: %s", g.Rule, g.App, g.Message))))
		n.WithDescriptor(sarif.NewReportingDescriptorReference().WithID(bugID).WithIndex(1))
		if i, ok := b.index[g.Rule]; ok {
			n.WithAssociatedRule(sarif.NewReportingDescriptorReference().WithID(g.Rule).WithIndex(i))
		}
		inv.AddToolExecutionNotification(n)
	}
	return inv
}

func descriptor(id, name, what string) *sarif.ReportingDescriptor {
	return sarif.NewReportingDescriptor().WithID(id).WithName(name).
		WithShortDescription(multiformat(what)).WithFullDescription(multiformat(what)).WithHelp(multiformat(what)) // GH2012 wants help
}

// place is where something stands. A place without a line is the whole file: a
// physical location without a region (§3.29.4).
func place(at rules.Place) *sarif.Location {
	physical := sarif.NewPhysicalLocation().WithArtifactLocation(artifact(at.Path))
	if at.Line > 0 {
		physical.WithRegion(region(at))
	}
	return sarif.NewLocation().WithPhysicalLocation(physical)
}

func region(at rules.Place) *sarif.Region {
	r := sarif.NewRegion().WithStartLine(at.Line)
	if at.Col <= 0 {
		return r
	}
	r.WithStartColumn(at.Col)
	if at.EndLine > at.Line || at.EndLine == at.Line && at.EndCol >= at.Col {
		r.WithEndLine(at.EndLine).WithEndColumn(at.EndCol)
	}
	return r
}

// artifact is a file of the scanned tree. Its URI is relative and
// percent-encoded (§3.4.4: RFC 3986): blanks and Chinese names exist.
func artifact(path string) *sarif.ArtifactLocation {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s) // escapes '?', '#' and '%' too
	}
	uri := strings.Join(segments, "/")
	if strings.Contains(segments[0], ":") { // "a:b" would be read as scheme a (RFC 3986 §4.2)
		uri = "./" + uri
	}
	return sarif.NewArtifactLocation().WithURI(uri).WithURIBaseID(srcroot)
}

// logical names the thing a finding is about: com.acme.Prices#cache.
func logical(symbol string) *sarif.LogicalLocation {
	l := sarif.NewLogicalLocation().WithFullyQualifiedName(symbol)
	if _, member, ok := strings.Cut(symbol, "#"); ok {
		l.WithName(member).WithKind("member")
	}
	return l
}

func levelWord(l rules.Level) string {
	if l < rules.Note {
		return "none"
	}
	return l.String()
}

// pascal makes a rule's second name: "sysprop-write" is SyspropWrite.
func pascal(name string) string {
	var b strings.Builder
	for _, part := range strings.Split(name, "-") {
		if part != "" {
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return b.String()
}
