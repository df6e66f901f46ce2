package springconf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"arklint/scanner/source"

	"go.yaml.in/yaml/v3"
)

// yamlDocument is one document of a YAML file, in a copy of its text that the
// YAML library accepts.
type yamlDocument struct {
	r     *reader
	text  []byte // as long as the original, see maskMaven
	begin int    // offset of text in the file
	lines []int  // offsets in text of the line starts, as YAML counts lines
	mask  byte   // stands for the @ of Maven's @name@, 0 for none
	steps int
	deep  bool // the problem of too deep nesting was reported
}

// yaml reads every document by itself, so that one broken document does not
// take the others along. (Boot refuses the whole file.)
func (r *reader) yaml() {
	text := r.file.Text()
	begin := 0
	if bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		begin = 3
	}
	mask, masked := maskMaven(text)
	for begin < len(text) {
		end := documentEnd(masked, begin)
		d := &yamlDocument{r: r, text: masked[begin:end], begin: begin, mask: mask}
		d.read()
		r.closeDocument()
		begin = end
	}
}

// documentEnd returns where the next "---" line begins. A line of "..." or of
// directives does not matter: what is behind them belongs to the same slice
// until a "---" comes, and the library reads on.
func documentEnd(text []byte, begin int) int {
	for i := nextLine(text, begin); i < len(text); i = nextLine(text, i) {
		if rest, ok := bytes.CutPrefix(text[i:], []byte("---")); ok && (len(rest) == 0 || strings.IndexByte(" \t\r\n", rest[0]) >= 0) {
			return i
		}
	}
	return len(text)
}

func nextLine(text []byte, i int) int {
	j := bytes.IndexByte(text[i:], '\n')
	if j < 0 {
		return len(text)
	}
	return i + j + 1
}

// maskMaven returns the text with the @ of every @name@ replaced by a byte
// that may begin a plain scalar (an @ may not) and does not occur in the text,
// so that values and places come out right and the @ can be put back. The text
// itself is not changed.
func maskMaven(text []byte) (mask byte, masked []byte) {
	masked = bytes.Clone(text)
	for _, c := range []byte("^~;$=/<(+_ZQXJKWVYzqxjkwvy0123456789ABCDEFGHILMNOPRSTU") {
		if bytes.IndexByte(text, c) < 0 {
			mask = c
			break
		}
	}
	if mask == 0 {
		return 0, masked
	}
	for i := 0; i < len(text); i++ {
		if text[i] != '@' {
			continue
		}
		j := i + 1
		for j < len(text) && isMavenName(text[j]) {
			j++
		}
		if j < len(text) && text[j] == '@' && j > i+1 {
			masked[i], masked[j] = mask, mask
			i = j
		}
	}
	return mask, masked
}

func isMavenName(c byte) bool {
	return c == '.' || c == '-' || c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

func (d *yamlDocument) unmask(s string) string {
	if d.mask == 0 {
		return s
	}
	return strings.ReplaceAll(s, string(d.mask), "@")
}

// read parses the document and, when it is broken, what stands before the
// top-level key in which it broke.
func (d *yamlDocument) read() {
	for i := 0; i < len(d.text) && d.text[i] == '%'; i = nextLine(d.text, i) {
		d.text[i] = '#' // %YAML and %TAG without their --- would be an error
	}
	d.index()
	root, line, err := parseYAML(d.text)
	if err != "" {
		line = d.tabbedLine(line)
		d.r.problem(d.fileLine(line), "this is not YAML: "+err+"; Spring Boot does not start with it")
		root = nil
		for cut := d.topLevelBefore(line); cut > 0 && root == nil; cut = d.topLevelBefore(bytes.Count(d.text[:cut], []byte("\n"))) {
			root, _, err = parseYAML(d.text[:cut])
			if err == "" {
				break
			}
		}
	}
	if root == nil {
		return
	}
	if root.Kind != yaml.MappingNode {
		if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
			return
		}
		d.r.problem(d.fileLine(root.Line), "the document is not a mapping of keys, so Spring finds no key in it")
		return
	}
	d.mapping("", root, 0)
}

// tabbedLine corrects the line of an error: for a tab in the indentation, the
// commonest slip, the library names the line before.
func (d *yamlDocument) tabbedLine(line int) int {
	if line < 1 || line >= len(d.lines) {
		return line
	}
	next := d.text[d.lines[line]:]
	if i := bytes.IndexFunc(next, func(c rune) bool { return c != ' ' }); i >= 0 && next[i] == '\t' {
		return line + 1
	}
	return line
}

// parseYAML returns the root node of a document, nil for an empty one. The
// library gives line and message as one string only, "yaml: line 3: did not
// find expected key"; line is 0 when it names none.
func parseYAML(text []byte) (root *yaml.Node, line int, message string) {
	defer func() {
		if x := recover(); x != nil { // the library's own bug must not end the scan
			root, line, message = nil, 0, fmt.Sprint(x)
		}
	}()
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		message = strings.TrimPrefix(err.Error(), "yaml: ")
		if rest, ok := strings.CutPrefix(message, "line "); ok {
			if number, what, ok := strings.Cut(rest, ": "); ok {
				if n, err := strconv.Atoi(number); err == nil {
					return nil, n, what
				}
			}
		}
		return nil, 0, message
	}
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0], 0, ""
	}
	return nil, 0, ""
}

// topLevelBefore returns the offset of the last line, at or before the given
// one, that begins with a key; 0 when there is none.
func (d *yamlDocument) topLevelBefore(line int) int {
	line = min(line, len(d.lines))
	if line <= 0 {
		return 0
	}
	for i := line - 1; i > 0; i-- {
		at := d.lines[i]
		if at < len(d.text) && strings.IndexByte(" \t\r\n#-", d.text[at]) < 0 {
			return at
		}
	}
	return 0
}

// index finds the line starts: YAML 1.1 breaks lines at more than \n.
func (d *yamlDocument) index() {
	d.lines = []int{0}
	for i := 0; i < len(d.text); {
		c, size := utf8.DecodeRune(d.text[i:])
		i += size
		switch c {
		case '\r':
			if i < len(d.text) && d.text[i] == '\n' {
				i++
			}
			d.lines = append(d.lines, i)
		case '\n', 0x85, 0x2028, 0x2029:
			d.lines = append(d.lines, i)
		}
	}
}

// offset turns the library's line and column (in characters) into an offset in text.
func (d *yamlDocument) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(d.lines) {
		return len(d.text)
	}
	at := d.lines[n.Line-1]
	for col := 1; col < n.Column && at < len(d.text) && d.text[at] != '\n'; col++ {
		_, size := utf8.DecodeRune(d.text[at:])
		at += size
	}
	return at
}

func (d *yamlDocument) fileLine(line int) int {
	if line < 1 {
		return 0
	}
	at := d.begin
	if line <= len(d.lines) {
		at += d.lines[line-1]
	} else {
		at += len(d.text)
	}
	return d.r.file.Position(at).Line
}

// span is where a scalar stands, without quotes; of a block scalar its lines.
func (d *yamlDocument) span(n *yaml.Node) source.Span {
	start := d.offset(n)
	for start < len(d.text) && (d.text[start] == '&' || d.text[start] == '!') { // &anchor and !tag come first
		for start < len(d.text) && strings.IndexByte(" \t\r\n", d.text[start]) < 0 {
			start++
		}
		for start < len(d.text) && strings.IndexByte(" \t", d.text[start]) >= 0 {
			start++
		}
	}
	rest := d.text[start:]
	end := start
	switch {
	case len(rest) == 0:
	case n.Style&yaml.DoubleQuotedStyle != 0 && rest[0] == '"', n.Style&yaml.SingleQuotedStyle != 0 && rest[0] == '\'':
		start++
		end = start
		for end < len(d.text) && d.text[end] != rest[0] {
			if d.text[end] == '\\' && rest[0] == '"' || d.text[end] == '\'' && bytes.HasPrefix(d.text[end:], []byte("''")) {
				end++
			}
			end++
		}
		end = min(end, len(d.text))
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		end = d.blockEnd(start)
	case bytes.HasPrefix(rest, []byte(n.Value)):
		end = start + len(n.Value)
	default: // plain over several lines: the first of them
		line := rest
		if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
			line = rest[:i]
		}
		end = start + len(bytes.TrimRight(line, " \t"))
	}
	return source.Span{File: d.r.file, Start: d.begin + start, End: d.begin + end}
}

// blockEnd returns the end of the last line that is indented deeper than the
// line on which the block scalar begins.
func (d *yamlDocument) blockEnd(start int) int {
	lineStart := bytes.LastIndexByte(d.text[:start], '\n') + 1
	indent := countSpaces(d.text[lineStart:])
	end := nextLine(d.text, start)
	for i := end; i < len(d.text); i = nextLine(d.text, i) {
		line := d.text[i:nextLine(d.text, i)]
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if countSpaces(line) <= indent {
			break
		}
		end = i + len(line)
	}
	return start + len(bytes.TrimRight(d.text[start:end], " \t\r\n"))
}

func countSpaces(line []byte) int {
	n := 0
	for n < len(line) && line[n] == ' ' {
		n++
	}
	return n
}
