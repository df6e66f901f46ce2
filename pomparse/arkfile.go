package pomparse

import (
	"bytes"
	"errors"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"arklint/scanner/source"
	"arklint/scanner/source/properties"
)

// ArkConfig is one file of a conf/ark folder: bootstrap.properties,
// bootstrap.yml or a list of rules (rules.txt, or what packExcludesConfig
// names). Values are as written; placeholders are not resolved, since nothing
// upstream resolves them.
type ArkConfig struct {
	File *source.File

	Excludes, ExcludeGroupIDs, ExcludeArtifactIDs []Value // g:a[:v][:classifier]; a trailing * is a prefix
	Includes, IncludeGroupIDs, IncludeArtifactIDs []Value
	Whitelist                                     []Value // declared.libraries.whitelist: g:a

	ExcludeWithIndirectDependencies        Value // default "true"
	BuildFailWhenExcludeDiffBaseDependency Value // default "false"
	ExcludeSameBaseDependency              Value // default "true"; plugins up to 2.3.1 and 3.1.x

	IntegrateBizURLs, IntegrateLocalDirs []Value // of a base

	// Settings are all entries in file order, unknown keys included
	// (integrateBizURL.basicPassword). A YAML list gives one entry per item.
	Settings []ArkSetting
}

// An ArkSetting is one key and one value of it, before lists are cut at commas.
type ArkSetting struct {
	Key   string // YAML keys joined by dots
	KeyAt source.Span
	Value Value
}

// ReadArkConfig reads a file of a conf/ark folder by the form its name tells:
// .properties, .yml or .yaml, anything else one key=value per line. What
// cannot be read is a problem; the rest is there.
func ReadArkConfig(f *source.File) (*ArkConfig, []Problem) {
	c := &ArkConfig{
		File:                                   f,
		ExcludeWithIndirectDependencies:        Value{Text: "true"},
		BuildFailWhenExcludeDiffBaseDependency: Value{Text: "false"},
		ExcludeSameBaseDependency:              Value{Text: "true"},
	}
	var problems []Problem
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".properties":
		problems = c.readProperties()
	case ".yml", ".yaml":
		problems = c.readYAML()
	default:
		c.readRules()
	}
	return c, problems
}

func (c *ArkConfig) readProperties() []Problem {
	entries, errs := properties.Parse(c.File)
	for _, e := range entries {
		value := strings.TrimSpace(e.Value)
		c.set(e.Key, e.KeyAt, Value{Text: value, Raw: value, At: e.ValueAt, From: e.ValueAt}, e.Part, len(e.Value)-len(strings.TrimLeft(e.Value, " \t\r\n\f")))
	}
	var problems []Problem
	for _, e := range errs {
		problems = append(problems, problemAt(e.At, e.Message))
	}
	return problems
}

// readRules reads the form of rules.txt: every line is key=value, keys repeat,
// '#' begins a comment line.
func (c *ArkConfig) readRules() {
	text := c.File.Text()
	for at := 0; at < len(text); {
		end := len(text)
		if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		line := string(text[at:end])
		if at == 0 {
			line = strings.TrimPrefix(line, "\xef\xbb\xbf")
		}
		start := end - len(line)
		at = end + 1
		key, value, ok := strings.Cut(line, "=")
		name := strings.TrimSpace(key)
		if !ok || name == "" || name[0] == '#' {
			continue
		}
		keyAt := c.span(start+strings.Index(key, name), len(name))
		trimmed := strings.TrimSpace(value)
		begin := start + len(key) + 1 + len(value) - len(strings.TrimLeft(value, " \t\r"))
		span := c.span(begin, len(trimmed))
		c.set(name, keyAt, Value{Text: trimmed, Raw: trimmed, At: span, From: span}, partOf(span), 0)
	}
}

func (c *ArkConfig) span(start, length int) source.Span {
	return source.Span{File: c.File, Start: start, End: start + length}
}

// partOf gives places within a value that stands in the file as it is.
func partOf(whole source.Span) func(start, end int) source.Span {
	return func(start, end int) source.Span {
		return source.Span{File: whole.File, Start: whole.Start + start, End: min(whole.Start+end, whole.End)}
	}
}

// set files one entry under its key. part maps byte offsets of the value,
// shifted by lead, to places.
func (c *ArkConfig) set(key string, keyAt source.Span, v Value, part func(start, end int) source.Span, lead int) {
	c.Settings = append(c.Settings, ArkSetting{Key: key, KeyAt: keyAt, Value: v})
	if one := c.single(key); one != nil {
		*one = v
		return
	}
	list := c.list(key)
	if list == nil {
		return
	}
	at := lead
	for item := range strings.SplitSeq(v.Text, ",") {
		if name := strings.TrimSpace(item); name != "" {
			start := at + strings.Index(item, name)
			span := part(start, start+len(name))
			*list = append(*list, Value{Text: name, Raw: name, At: span, From: span})
		}
		at += len(item) + 1
	}
}

func (c *ArkConfig) single(key string) *Value {
	switch key {
	case "excludeWithIndirectDependencies":
		return &c.ExcludeWithIndirectDependencies
	case "buildFailWhenExcludeDiffBaseDependency":
		return &c.BuildFailWhenExcludeDiffBaseDependency
	case "excludeSameBaseDependency":
		return &c.ExcludeSameBaseDependency
	}
	return nil
}

func (c *ArkConfig) list(key string) *[]Value {
	switch key {
	case "excludes":
		return &c.Excludes
	case "excludeGroupIds":
		return &c.ExcludeGroupIDs
	case "excludeArtifactIds":
		return &c.ExcludeArtifactIDs
	case "includes":
		return &c.Includes
	case "includeGroupIds":
		return &c.IncludeGroupIDs
	case "includeArtifactIds":
		return &c.IncludeArtifactIDs
	case "declared.libraries.whitelist":
		return &c.Whitelist
	case "integrateBizURLs":
		return &c.IntegrateBizURLs
	case "integrateLocalDirs":
		return &c.IntegrateLocalDirs
	}
	return nil
}

// filtered is a placeholder of Maven's resource filtering, which is no YAML.
var filtered = regexp.MustCompile(`@[\w.\-]+@`)

var yamlLine = regexp.MustCompile(`line (\d+)`)

func (c *ArkConfig) readYAML() []Problem {
	text := c.File.Text()
	masked := filtered.ReplaceAllFunc(text, func(m []byte) []byte { return bytes.Repeat([]byte("x"), len(m)) })
	y := yamlReader{config: c, text: text, masked: masked, budget: 100_000}
	decoder := yaml.NewDecoder(bytes.NewReader(masked))
	for {
		var doc yaml.Node
		err := decoder.Decode(&doc)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			p := Problem{Path: c.File.Path, Message: "not YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
			if m := yamlLine.FindStringSubmatch(err.Error()); m != nil { // the library gives the place in its text only
				p.Line, _ = strconv.Atoi(m[1])
				start := c.File.Offset(source.Position{Line: p.Line, Col: 1})
				p.At = c.span(start, len(c.File.Line(p.Line)))
			}
			return []Problem{p}
		}
		y.walk("", source.Span{}, &doc, 0)
	}
}

type yamlReader struct {
	config       *ArkConfig
	text, masked []byte
	budget       int // nodes, aliases followed: a bomb of anchors runs out of it
}

func (y *yamlReader) walk(key string, keyAt source.Span, n *yaml.Node, depth int) {
	if y.budget--; y.budget < 0 || depth > 100 {
		return
	}
	switch n.Kind {
	case yaml.DocumentNode, yaml.SequenceNode:
		for _, c := range n.Content {
			y.walk(key, keyAt, c, depth+1)
		}
	case yaml.AliasNode:
		y.walk(key, keyAt, n.Alias, depth+1)
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := n.Content[i].Value
			if key != "" {
				name = key + "." + name
			}
			at, _ := y.place(n.Content[i])
			y.walk(name, at, n.Content[i+1], depth+1)
		}
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return
		}
		at, exact := y.place(n)
		v := Value{Text: n.Value, Raw: n.Value, At: at, From: at}
		part := func(int, int) source.Span { return at }
		if exact {
			v.Text = at.Text() // with @...@ as it stands
			v.Raw = v.Text
			part = partOf(at)
		}
		y.config.set(key, keyAt, v, part, 0)
	}
}

// place finds a scalar's text; exact says that the text stands there as it is,
// without escapes or folded lines.
func (y *yamlReader) place(n *yaml.Node) (source.Span, bool) {
	at := y.config.File.Offset(source.Position{Line: n.Line, Col: 1})
	for range n.Column - 1 { // yaml counts characters
		_, size := utf8.DecodeRune(y.masked[min(at, len(y.masked)):])
		at += size
	}
	at = min(at, len(y.masked))
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		at = min(at+1, len(y.masked))
	}
	if bytes.HasPrefix(y.masked[at:], []byte(n.Value)) {
		return y.config.span(at, len(n.Value)), true
	}
	end := bytes.IndexByte(y.masked[at:], '\n')
	if end < 0 {
		end = len(y.masked) - at
	}
	return y.config.span(at, end), false
}

func problemAt(at source.Span, message string) Problem {
	return Problem{At: at, Path: at.File.Path, Line: at.File.Position(at.Start).Line, Message: message}
}
