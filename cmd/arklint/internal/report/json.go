package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"time"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/model"
)

// JSONOptions say how JSON prints.
type JSONOptions struct {
	Version string // arklint's own
	// Stats asks for the numbers that differ from run to run over one tree,
	// stats.cached and stats.millis. They are 0 otherwise, so that two runs give
	// the same bytes.
	Stats   bool
	Elapsed time.Duration
}

// JSON prints r in schema 1, the contract of architecture.md §5
// (testdata/schema.json checks it in the tests):
//
//	{"schema":1,
//	 "tool":{"name":"arklint","version":"0.1.0"},
//	 "groups":[
//	  {"deployment":"static","base":"base","apps":[{"name":"base","role":"base","evidence":"…","path":"base"}]}],
//	 "findings":[
//	  {"rule":"sysprop-write","level":"error",…,"suppressed":null,"baseline":"new"}],
//	 "problems":[],
//	 "bugs":[],
//	 "incomplete":false,
//	 "stats":{"apps":2,"files":31,"javaFiles":20,"bytes":81234,"cached":0,"millis":0}}
//
// A finding is one line, so that diff and grep work; keys come in this order;
// arrays are never null. Line 0 is the whole file, path "" a finding about an
// app that no file stands for. Without a baseline every finding is "new".
func JSON(w io.Writer, r *engine.Report, opts JSONOptions) error {
	out := bufio.NewWriter(w) // keeps the first error for Flush
	j := jsonLines{w: out}
	out.WriteString(`{"schema":1,` + "\n" + ` "tool":`)
	j.value(jsonTool{"arklint", opts.Version})
	out.WriteString(",\n" + ` "groups":`)
	array(&j, r.Groups, func(g *model.Group) any { return newJSONGroup(g, r.Deploy) })
	out.WriteString(",\n" + ` "findings":`)
	array(&j, r.Findings, func(f rules.Finding) any { return newJSONFinding(&f) })
	out.WriteString(",\n" + ` "problems":`)
	array(&j, r.Problems, func(p model.Problem) any { return jsonPlace{Path: p.Path, Line: p.Line, Message: p.Message} })
	out.WriteString(",\n" + ` "bugs":`)
	array(&j, r.Bugs, func(b engine.Bug) any { return jsonBug(b) })
	out.WriteString(",\n" + ` "incomplete":`)
	j.value(r.Incomplete)
	out.WriteString(",\n" + ` "stats":`)
	stats := jsonStats{Apps: r.Stats.Apps, Files: r.Stats.Files, JavaFiles: r.Stats.JavaFiles, Bytes: r.Stats.Bytes}
	if opts.Stats {
		stats.Cached, stats.Millis = r.Stats.Cached, opts.Elapsed.Milliseconds()
	}
	j.value(stats)
	out.WriteString("}\n")
	if j.err != nil {
		return j.err
	}
	return out.Flush()
}

// jsonLines writes values one after the other and keeps the first error.
type jsonLines struct {
	w   *bufio.Writer
	buf bytes.Buffer
	err error
}

func (j *jsonLines) value(v any) {
	j.buf.Reset()
	enc := json.NewEncoder(&j.buf)
	enc.SetEscapeHTML(false) // List<String> is not markup here
	if err := enc.Encode(v); err != nil && j.err == nil {
		j.err = err
	}
	j.w.Write(bytes.TrimSuffix(j.buf.Bytes(), []byte("\n")))
}

// array writes one element a line: no element is held longer than that.
func array[T any](j *jsonLines, list []T, shape func(T) any) {
	j.w.WriteByte('[')
	for i, v := range list {
		if i > 0 {
			j.w.WriteByte(',')
		}
		j.w.WriteString("\n  ")
		j.value(shape(v))
	}
	j.w.WriteByte(']')
}

type (
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonGroup struct {
		Deployment string    `json:"deployment"`
		Base       *string   `json:"base"`
		Apps       []jsonApp `json:"apps"`
	}
	jsonApp struct {
		Name     string `json:"name"`
		Role     string `json:"role"`
		Evidence string `json:"evidence"`
		Path     string `json:"path"`
	}
	jsonFinding struct {
		Rule       string           `json:"rule"`
		Level      string           `json:"level"`
		Confidence string           `json:"confidence"`
		App        string           `json:"app"`
		Path       string           `json:"path"`
		Line       int              `json:"line"`
		Column     int              `json:"column"`
		EndLine    int              `json:"endLine"`
		EndColumn  int              `json:"endColumn"`
		Message    string           `json:"message"`
		Hint       string           `json:"hint"`
		Symbol     string           `json:"symbol"`
		Related    []jsonRelated    `json:"related"`
		Fixes      []jsonFix        `json:"fixes"`
		Suppressed *jsonSuppression `json:"suppressed"`
		Baseline   string           `json:"baseline"`
	}
	jsonRelated struct {
		Path    string `json:"path"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message"`
	}
	jsonFix struct {
		Title  string `json:"title"`
		Safety string `json:"safety"`
	}
	jsonSuppression struct {
		Reason string `json:"reason"`
		Path   string `json:"path"`
		Line   int    `json:"line"`
	}
	jsonPlace struct {
		Path    string `json:"path"`
		Line    int    `json:"line"`
		Message string `json:"message"`
	}
	jsonBug struct {
		Rule    string `json:"rule"`
		App     string `json:"app"`
		Message string `json:"message"`
	}
	jsonStats struct {
		Apps      int   `json:"apps"`
		Files     int   `json:"files"`
		JavaFiles int   `json:"javaFiles"`
		Bytes     int64 `json:"bytes"`
		Cached    int   `json:"cached"`
		Millis    int64 `json:"millis"`
	}
)

func newJSONGroup(g *model.Group, deploy rules.Deployment) jsonGroup {
	j := jsonGroup{Deployment: deploy.String(), Apps: []jsonApp{}}
	if g.Base != nil {
		j.Base = &g.Base.Name
	}
	for _, a := range g.Apps() {
		j.Apps = append(j.Apps, jsonApp{Name: a.Name, Role: a.Role.String(), Evidence: a.Evidence, Path: a.Dir})
	}
	return j
}

func newJSONFinding(f *rules.Finding) jsonFinding {
	j := jsonFinding{
		Rule: f.Rule.Name, Level: f.Level.String(), Confidence: f.Confidence.String(), App: f.App,
		Path: f.At.Path, Line: f.At.Line, Column: f.At.Col, EndLine: f.At.EndLine, EndColumn: f.At.EndCol,
		Message: f.Message, Hint: f.Hint, Symbol: f.Symbol,
		Related: []jsonRelated{}, Fixes: []jsonFix{}, Baseline: f.Baseline.String(),
	}
	for _, r := range f.Related {
		j.Related = append(j.Related, jsonRelated{Path: r.At.Path, Line: r.At.Line, Column: r.At.Col, Message: r.Message})
	}
	for _, x := range f.Fixes {
		j.Fixes = append(j.Fixes, jsonFix{Title: x.Title, Safety: x.Safety.String()})
	}
	if s := f.Suppressed; s != nil {
		j.Suppressed = &jsonSuppression{Reason: s.Reason, Path: s.At.Path, Line: s.At.Line}
	}
	return j
}
