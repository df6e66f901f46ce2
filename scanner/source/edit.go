package source

import (
	"fmt"
	"sort"
)

// An Edit replaces the text of Span by New. An empty span inserts.
type Edit struct {
	Span Span
	New  string
}

// Apply returns the text of f with the edits made. The edits may come in any
// order; two that overlap, one that lies outside the text or in another file,
// and any edit of a file that was not UTF-8 are errors, and nothing is done.
func Apply(f *File, edits []Edit) ([]byte, error) {
	if f.Encoding != "" {
		return nil, fmt.Errorf("%s is %s, not UTF-8: arklint does not edit it", f.Path, f.Encoding)
	}
	sorted := append([]Edit(nil), edits...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Span.Start < sorted[j].Span.Start })
	text := f.Text()
	var out []byte
	at := 0
	for _, e := range sorted {
		switch {
		case e.Span.File != f:
			return nil, fmt.Errorf("edit of %s given for %s", e.Span, f.Path)
		case e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(text):
			return nil, fmt.Errorf("%s: edit of bytes %d to %d lies outside the text (%d bytes)", f.Path, e.Span.Start, e.Span.End, len(text))
		case e.Span.Start < at:
			return nil, fmt.Errorf("%s: two edits overlap", e.Span)
		}
		out = append(out, text[at:e.Span.Start]...)
		out = append(out, e.New...)
		at = e.Span.End
	}
	return append(out, text[at:]...), nil
}
