package springconf

import (
	"slices"
	"strconv"
	"strings"

	"arklint/scanner/source"
	"arklint/scanner/source/properties"
)

// properties reads a .properties file, document by document.
func (r *reader) properties() {
	entries, errs := properties.Parse(r.file)
	for _, e := range errs {
		start, _ := e.At.Range()
		r.problem(start.Line, e.Message)
	}
	var breaks []int
	if r.where.Biz == "" { // config/<bizName>/ is read by java.util.Properties, which knows no documents
		breaks = documentBreaks(r.file)
	}
	for _, e := range entries {
		for len(breaks) > 0 && breaks[0] < e.KeyAt.Start {
			r.closeDocument()
			breaks = breaks[1:]
		}
		if e.Key == "" {
			continue
		}
		// name[]=a,b stands for name[0]=a and name[1]=b (expandLists).
		if list, ok := strings.CutSuffix(e.Key, "[]"); ok && r.where.Biz == "" {
			r.list(list, e)
			continue
		}
		valueAt := e.ValueAt
		if e.Value == "" {
			valueAt = source.Span{}
		}
		r.add(e.Key, e.Value, e.KeyAt, valueAt)
	}
	r.closeDocument()
}

func (r *reader) list(key string, e properties.Entry) {
	at := 0
	for i, item := range strings.Split(e.Value, ",") {
		r.add(key+"["+strconv.Itoa(i)+"]", strings.TrimSpace(item), e.KeyAt, e.Part(at, at+len(item)))
		at += len(item) + 1
	}
}

// documentBreaks returns the offsets of the lines "#---" and "!---" that part
// documents: alone on their line, from its first column, and with no comment
// line of the same sign right before or after them
// (OriginTrackedPropertiesLoader.isNewDocument; the reference manual on
// multi-document files).
func documentBreaks(f *source.File) []int {
	comments := properties.Comments(f)
	lineOf := func(c properties.Comment) int { return f.Position(c.At.Start).Line }
	var breaks []int
	for i, c := range comments {
		sign := c.At.Text()[:1]
		if strings.TrimRight(c.Text, " \t\r\f") != "---" || f.Position(c.At.Start).Col != 1 {
			continue
		}
		near := func(j, distance int) bool {
			return j >= 0 && j < len(comments) && comments[j].At.Text()[:1] == sign && lineOf(comments[j]) == lineOf(c)+distance
		}
		if !near(i-1, -1) && !near(i+1, 1) {
			breaks = append(breaks, c.At.Start)
		}
	}
	slices.Sort(breaks)
	return breaks
}
