package report

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"

	"arklint/scanner/sink"
	"arklint/scanner/source"
)

// context is how many unchanged lines stand around a change.
const context = 3

// Diff prints edits as a unified diff that patch -p1 and git apply take. Paths are those of
// the scanned root.
func Diff(w io.Writer, changes []sink.Change, opts TextOptions) error {
	out := bufio.NewWriter(w)
	p := palette(opts.Color)
	for _, c := range changes {
		after, err := source.Apply(c.File, c.Edits)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "--- a/%s\n+++ b/%s\n", c.File.Path, c.File.Path)
		for _, h := range hunks(splitLines(c.File.Text()), splitLines(after), c.Edits) {
			h.print(out, p)
		}
	}
	return out.Flush()
}

// splitLines splits a text behind each line feed.
func splitLines(text []byte) [][]byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	if last := len(lines) - 1; len(lines[last]) == 0 {
		lines = lines[:last]
	}
	return lines
}

// starts are the offsets of lines, and that behind the last one.
func starts(lines [][]byte) []int {
	out := make([]int, len(lines)+1)
	for i, l := range lines {
		out[i+1] = out[i] + len(l)
	}
	return out
}

// A region is what one edit, or several on neighbouring lines, replaces: lines
// from up to before to of the old text, and the same of the new one.
type region struct{ oldFrom, oldTo, newFrom, newTo int }

type hunk struct {
	region
	old, new [][]byte
	changed  []region
}

// hunks finds the changed lines from the edits themselves: no lines are compared but
// those that an edit touches.
func hunks(before, after [][]byte, edits []source.Edit) []hunk {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b source.Edit) int { return a.Span.Start - b.Span.Start })
	oldStarts, newStarts := starts(before), starts(after)
	lineAt := func(offset int) int {
		i, found := slices.BinarySearch(oldStarts, offset)
		if !found || i > 0 && i == len(before) && !bytes.HasSuffix(before[i-1], []byte("\n")) {
			i--
		}
		return i
	}
	newLine := func(offset int) int {
		i, _ := slices.BinarySearch(newStarts, offset)
		return i
	}
	var regions []region
	shift := 0 // bytes that the new text is ahead
	for _, e := range edits {
		from, to := lineAt(e.Span.Start), min(lineAt(e.Span.End)+1, len(before))
		r := region{oldFrom: from, oldTo: to, newFrom: newLine(oldStarts[from] + shift)}
		shift += len(e.New) - (e.Span.End - e.Span.Start)
		if n := len(regions); n > 0 && from < regions[n-1].oldTo {
			r.oldFrom, r.newFrom, r.oldTo = regions[n-1].oldFrom, regions[n-1].newFrom, max(to, regions[n-1].oldTo)
			regions = regions[:n-1]
		}
		r.newTo = newLine(oldStarts[r.oldTo] + shift)
		regions = append(regions, r)
	}
	var out []hunk
	for _, r := range regions {
		if r = trim(r, before, after); r.oldFrom == r.oldTo && r.newFrom == r.newTo {
			continue // the edit writes what stands there
		}
		if n := len(out); n > 0 && r.oldFrom-out[n-1].oldTo <= context {
			h := &out[n-1]
			h.oldTo, h.newTo = min(r.oldTo+context, len(before)), min(r.newTo+context, len(after))
			h.changed = append(h.changed, r)
			continue
		}
		lead := min(context, r.oldFrom)
		out = append(out, hunk{
			region: region{r.oldFrom - lead, min(r.oldTo+context, len(before)), r.newFrom - lead, min(r.newTo+context, len(after))},
			old:    before, new: after, changed: []region{r},
		})
	}
	return out
}

// trim takes the lines off a region that are the same before and after.
func trim(r region, before, after [][]byte) region {
	for r.oldFrom < r.oldTo && r.newFrom < r.newTo && bytes.Equal(before[r.oldFrom], after[r.newFrom]) {
		r.oldFrom++
		r.newFrom++
	}
	for r.oldFrom < r.oldTo && r.newFrom < r.newTo && bytes.Equal(before[r.oldTo-1], after[r.newTo-1]) {
		r.oldTo--
		r.newTo--
	}
	return r
}

func (h *hunk) print(out *bufio.Writer, p palette) {
	fmt.Fprintf(out, "%s\n", p.paint(cyan, fmt.Sprintf("@@ -%s +%s @@", lines(h.oldFrom, h.oldTo), lines(h.newFrom, h.newTo))))
	at := h.oldFrom
	for _, r := range h.changed {
		for _, l := range h.old[at:r.oldFrom] {
			printLine(out, " ", l, p, "")
		}
		for _, l := range h.old[r.oldFrom:r.oldTo] {
			printLine(out, "-", l, p, red)
		}
		for _, l := range h.new[r.newFrom:r.newTo] {
			printLine(out, "+", l, p, green)
		}
		at = r.oldTo
	}
	for _, l := range h.old[at:h.oldTo] {
		printLine(out, " ", l, p, "")
	}
}

// lines writes a range as unified diffs do: its first line from 1, and how many.
func lines(from, to int) string {
	if from == to {
		return fmt.Sprintf("%d,0", from)
	}
	return fmt.Sprintf("%d,%d", from+1, to-from)
}

// printLine keeps a line as it is, CR included: patch must find it. Only for a
// terminal it is made harmless.
func printLine(out *bufio.Writer, mark string, line []byte, p palette, color string) {
	text, ended := bytes.CutSuffix(line, []byte("\n"))
	s := mark + string(text)
	if p {
		s = p.paint(color, neutral(s))
	}
	out.WriteString(s + "\n")
	if !ended {
		out.WriteString("\\ No newline at end of file\n")
	}
}
