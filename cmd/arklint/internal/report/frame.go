package report

import (
	"bufio"
	"strconv"
	"strings"
	"unicode/utf8"

	"arklint/scanner/source"

	// Width by grapheme cluster, Unicode 17: 中 is two cells, 👨‍👩‍👧 two, a
	// combining accent none. golang.org/x/text/width knows runes only and no
	// emoji; mattn/go-runewidth asks LANG and RUNEWIDTH_EASTASIAN in an init, so
	// that the carets would depend on the environment; rivo/uniseg stopped in
	// 2024. This one is a pure function and pulls in one module of tables.
	"github.com/clipperhouse/displaywidth"
)

const (
	tabStop      = 4    // as most Java is written; a terminal's 8 wastes half a line
	defaultWidth = 120  // when nobody knows the terminal
	minCode      = 20   // cells of code a frame shows however narrow the terminal
	neighbours   = 4096 // bytes around the span that are looked at in a very long line
	ellipsis     = "…"
)

// A frame is a span drawn below its line:
//
//	   |
//	12 |     System.setProperty("app.id", id); // 应用
//	   |     ^^^^^^^^^^^^^^^^^^
type frame struct {
	number string // of the line
	code   string // neutral, tabs expanded, cut to fit
	pad    int    // cells in front of the carets
	carets int    // at least one
}

// newFrame draws the first line of span so that the whole frame fits width
// cells. ok is false when there is no text to show: an empty file, or one that
// has vanished since it was scanned.
func newFrame(span source.Span, width int) (f frame, ok bool) {
	if span.IsZero() || len(span.File.Text()) == 0 {
		return frame{}, false
	}
	at := span.File.Position(span.Start)
	line := span.File.Line(at.Line)
	begin := span.File.Offset(source.Position{Line: at.Line, Col: 1})
	start := min(max(span.Start-begin, 0), len(line))
	end := min(max(span.End-begin, start), len(line))
	if end > start { // no carets under the blanks at the end of a line
		end = max(start+len(strings.TrimRight(line[start:end], " \t")), start+1)
	}
	f.number = strconv.Itoa(at.Line)
	room := max(width-len(f.number)-len(" | "), minCode)
	f.code, f.pad, f.carets = clip(line, start, end, room)
	return f, true
}

// A cell is one grapheme cluster as it will be shown.
type cell struct {
	text  string
	width int
}

// clip shows line in at most room cells, cut with … so that the bytes
// [start, end) stay in sight, and says where they stand.
func clip(line string, start, end, room int) (code string, pad, carets int) {
	line, start, end, cutLeft, cutRight := near(line, start, end)
	cells, first, last := layOut(line, start, end)

	total := 0
	for _, c := range cells {
		total += c.width
	}
	from, to := 0, len(cells)
	if cutLeft || cutRight || total > room || total == room && first == len(cells) {
		from, to = window(cells, first, last, room-2)
	}
	cutLeft, cutRight = cutLeft || from > 0, cutRight || to < len(cells)

	var b strings.Builder
	if cutLeft {
		b.WriteString(ellipsis)
		pad++
	}
	for i := from; i < to; i++ {
		b.WriteString(cells[i].text)
		switch {
		case i < first:
			pad += cells[i].width
		case i < last:
			carets += cells[i].width
		}
	}
	code = b.String()
	if cutRight {
		code += ellipsis
	} else {
		code = strings.TrimRight(code, " ")
	}
	return code, pad, max(carets, 1)
}

// near takes the neighbourhood of the span out of a very long line, a minified
// script or a generated file, so that a frame costs the same everywhere.
func near(line string, start, end int) (part string, s, e int, cutLeft, cutRight bool) {
	from, to := 0, len(line)
	if start > neighbours {
		from = start - neighbours
		for from < start && !utf8.RuneStart(line[from]) {
			from++
		}
	}
	if to-start > neighbours {
		to = start + neighbours
		for to > start && !utf8.RuneStart(line[to]) {
			to--
		}
	}
	return line[from:to], start - from, min(end, to) - from, from > 0, to < len(line)
}

// layOut splits line into cells; cells[first:last] hold the bytes [start, end).
func layOut(line string, start, end int) (cells []cell, first, last int) {
	first, last = -1, -1
	column, at := 0, 0
	for g := displaywidth.StringGraphemes(line); g.Next(); {
		c := cell{text: g.Value(), width: g.Width()}
		next := at + len(c.text)
		switch {
		case c.text == "\t":
			c.width = tabStop - column%tabStop
			c.text = strings.Repeat(" ", c.width)
		case strings.ContainsFunc(c.text, unsafe):
			c.text, c.width = pictures(c.text)
		}
		if first < 0 && next > start {
			first = len(cells)
		}
		if last < 0 && at >= end {
			last = len(cells)
		}
		cells = append(cells, c)
		column += c.width
		at = next
	}
	if first < 0 {
		first = len(cells)
	}
	if last < 0 {
		last = len(cells)
	}
	return cells, first, max(first, last)
}

// pictures makes a cluster with an unsafe rune in it visible, one cell a rune.
func pictures(cluster string) (text string, width int) {
	var b strings.Builder
	for _, r := range cluster {
		if unsafe(r) {
			r = picture(r)
		}
		b.WriteRune(r)
		width += displaywidth.Rune(r)
	}
	return b.String(), width
}

// window chooses the cells to show: what fits into room, from the line's start
// if the marked cells are in sight then, otherwise with a little of what stands
// in front of them.
func window(cells []cell, first, last, room int) (from, to int) {
	until := 0 // cells up to the end of the mark
	for _, c := range cells[:last] {
		until += c.width
	}
	if last == len(cells) && first == last {
		until++ // the caret behind the line
	}
	if until > room {
		from = first
		marked := 0
		for _, c := range cells[first:last] {
			marked += c.width
		}
		rest := 0
		for _, c := range cells[last:] {
			rest += c.width
		}
		// A quarter of the room for what follows, the rest for what stands before,
		// a quarter at least: it says what the span is part of.
		lead := max(room/4, room-marked-min(rest, room/4))
		for from > 0 && lead >= cells[from-1].width {
			from--
			lead -= cells[from].width
		}
	}
	to = from
	for used := 0; to < len(cells) && used+cells[to].width <= room; to++ {
		used += cells[to].width
	}
	return from, to
}

// write prints the frame; the lines that follow it are indented by f.gutter().
func (f frame) write(w *bufio.Writer, colors palette, attribute string) {
	blank := strings.Repeat(" ", len(f.number))
	bar := colors.paint(blue, "|")
	w.WriteString(blank + " " + bar + "\n")
	w.WriteString(colors.paint(blue, f.number) + " " + bar)
	if f.code != "" {
		w.WriteString(" " + f.code)
	}
	w.WriteString("\n" + blank + " " + bar + " " + strings.Repeat(" ", f.pad))
	w.WriteString(colors.paint(attribute, strings.Repeat("^", f.carets)) + "\n")
}

// gutter is the width of the line numbers' column.
func (f frame) gutter() int { return len(f.number) }
