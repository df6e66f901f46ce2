package respell

import (
	"bytes"
	"cmp"
	"slices"
)

// A piece is a part of a new text: new words, or a span of the old text.
type piece struct {
	new        string
	start, end int
}

func words(s string) piece { return piece{new: s} }

// An edit replaces a span of the old text.
type edit struct {
	start, end int
	with       []piece
}

// A draft is what a spelling does to a program.
type draft struct {
	edits  map[*code][]edit
	paths  map[*code]string // files that get another name
	extras []File
}

func newDraft() *draft { return &draft{edits: map[*code][]edit{}, paths: map[*code]string{}} }

func (d *draft) empty() bool { return len(d.edits) == 0 }

// replace plans an edit. Edits at one place stand in the order they were planned in.
func (d *draft) replace(c *code, start, end int, with ...piece) {
	d.edits[c] = append(d.edits[c], edit{start, end, with})
}

func (d *draft) insert(c *code, at int, text string) { d.replace(c, at, at, words(text)) }

// wrap puts text around a span.
func (d *draft) wrap(c *code, n span, before, after string) {
	d.insert(c, n.start, before)
	d.insert(c, n.end, after)
}

// A Rewritten is a workspace in another spelling.
type Rewritten struct {
	Files []File
	moved map[string]movement // by old path
}

type movement struct {
	path   string
	pieces []piece
}

// Moved returns where the code that stood at an offset of a file stands now.
func (r *Rewritten) Moved(path string, offset int) (newPath string, newOffset int) {
	m, ok := r.moved[path]
	if !ok {
		return path, offset
	}
	at, last := 0, 0
	for _, p := range m.pieces {
		if p.new != "" {
			at += len(p.new)
			continue
		}
		if p.start <= offset && offset < p.end {
			return m.path, at + offset - p.start
		}
		at += p.end - p.start
		if p.end <= offset {
			last = at
		}
	}
	return m.path, last // deleted: what replaced it begins where the text before it ends
}

func (d *draft) finish(p *program) *Rewritten {
	r := &Rewritten{moved: map[string]movement{}}
	for _, f := range p.files {
		c := p.byPath[f.Path]
		if c == nil || len(d.edits[c]) == 0 {
			r.Files = append(r.Files, f)
			continue
		}
		m := movement{path: f.Path, pieces: piecesOf(d.edits[c], len(f.Text))}
		if other, ok := d.paths[c]; ok {
			m.path = other
		}
		r.moved[f.Path] = m
		var text bytes.Buffer
		for _, p := range m.pieces {
			if p.new != "" {
				text.WriteString(p.new)
			} else {
				text.Write(f.Text[p.start:p.end])
			}
		}
		r.Files = append(r.Files, File{m.path, text.Bytes()})
	}
	r.Files = append(r.Files, d.extras...)
	return r
}

func piecesOf(edits []edit, size int) []piece {
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	var out []piece
	at := 0
	for _, e := range edits {
		if e.start < at {
			panic("respell: edits overlap")
		}
		if at < e.start {
			out = append(out, piece{start: at, end: e.start})
		}
		for _, p := range e.with {
			if p.new != "" || p.start < p.end {
				out = append(out, p)
			}
		}
		at = e.end
	}
	return append(out, piece{start: at, end: size})
}
