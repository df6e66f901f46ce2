package scanner

import (
	"bytes"
	"path"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

const allowWord = "arklint:allow"

// wholeElements are the XML elements that a suppression in front of them
// covers altogether; in front of others it speaks for the next line.
var wholeElements = map[string]bool{"dependency": true, "plugin": true, "appender": true, "logger": true, "root": true}

// allowsIn collects the suppressions of a configuration file or POM: XML
// comments, and # comments of properties and YAML.
func allowsIn(f *source.File) []*model.Allow {
	text := f.Text()
	if !bytes.Contains(text, []byte(allowWord)) {
		return nil
	}
	if path.Ext(f.Path) == ".xml" {
		return xmlAllows(f, text)
	}
	return hashAllows(f, text)
}

func xmlAllows(f *source.File, text []byte) []*model.Allow {
	var out []*model.Allow
	for at := 0; ; {
		open := bytes.Index(text[at:], []byte("<!--"))
		if open < 0 {
			return out
		}
		open += at
		size := bytes.Index(text[open+4:], []byte("-->"))
		if size < 0 {
			return out
		}
		end := open + 4 + size + 3
		at = end
		rest, ok := strings.CutPrefix(strings.TrimSpace(string(text[open+4:open+4+size])), allowWord)
		if !ok {
			continue
		}
		a := model.ParseAllow(rest)
		a.At = source.Span{File: f, Start: open, End: end}
		a.Covers = xmlCovers(f, text, open, end)
		out = append(out, a)
	}
}

func xmlCovers(f *source.File, text []byte, open, end int) source.Span {
	begin := lineStart(text, open)
	if len(bytes.TrimSpace(text[begin:open])) > 0 {
		return source.Span{File: f, Start: begin, End: lineEnd(text, end)}
	}
	next := end + len(text[end:]) - len(bytes.TrimLeft(text[end:], " \t\r\n"))
	if next < len(text) && text[next] == '<' {
		name := string(text[next+1 : next+1+nameLength(text[next+1:])])
		if wholeElements[name] {
			if i := bytes.Index(text[next:], []byte("</"+name)); i >= 0 {
				return source.Span{File: f, Start: next, End: lineEnd(text, next+i)}
			}
		}
	}
	return source.Span{File: f, Start: begin, End: lineEnd(text, next)}
}

func nameLength(text []byte) int {
	if i := bytes.IndexAny(text, " \t\r\n/>"); i >= 0 {
		return i
	}
	return len(text)
}

func hashAllows(f *source.File, text []byte) []*model.Allow {
	var out []*model.Allow
	for start := 0; start < len(text); {
		end := lineEnd(text, start)
		line := string(text[start:end])
		if i := strings.Index(line, "#"); i >= 0 {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line[i+1:]), allowWord); ok {
				a := model.ParseAllow(rest)
				a.At = source.Span{File: f, Start: start + i, End: end}
				a.Covers = source.Span{File: f, Start: start, End: end}
				if strings.TrimSpace(line[:i]) == "" && end < len(text) {
					a.Covers.End = lineEnd(text, end+1)
				}
				out = append(out, a)
			}
		}
		start = end + 1
	}
	return out
}

func lineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

func lineEnd(text []byte, at int) int {
	at = min(at, len(text))
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}
