package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"arklint/scanner/sink"
	"arklint/scanner/source"
)

// Whatever the edits are: the diff, applied as patch does, gives the edited text.
func TestDiffApplies(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 3000 {
		var b strings.Builder
		for i := range r.IntN(40) {
			fmt.Fprintf(&b, "line %d%s", i, []string{"\n", "\n", "\r\n"}[r.IntN(3)])
		}
		if r.IntN(3) == 0 {
			b.WriteString("no end")
		}
		f := source.New("pom.xml", []byte(b.String()))
		var edits []source.Edit
		for at := 0; at < len(f.Text()); {
			start := at + r.IntN(60)
			end := start + r.IntN(3)*r.IntN(15)
			if end > len(f.Text()) {
				break
			}
			edits = append(edits, source.Edit{Span: source.Span{File: f, Start: start, End: end}, New: []string{"", "x", "\nnew", "new\n", "a\nb\n"}[r.IntN(5)]})
			at = end
		}
		want, err := source.Apply(f, edits)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := Diff(&out, []sink.Change{{File: f, Edits: edits}}, TextOptions{}); err != nil {
			t.Fatal(err)
		}
		got, err := patched(string(f.Text()), out.String())
		if err != nil || got != string(want) {
			t.Fatalf("%d: %v\ntext %q\nedits %v\ndiff\n%s\ngot  %q\nwant %q", n, err, f.Text(), edits, out.String(), got, want)
		}
	}
}

// patched applies a unified diff as patch does, and complains of every line that
// does not stand where the diff says.
func patched(text, diff string) (string, error) {
	old := strings.SplitAfter(text, "\n")
	if old[len(old)-1] == "" {
		old = old[:len(old)-1]
	}
	lines := strings.SplitAfter(diff, "\n")[2:]
	var out strings.Builder
	at, written := 0, 0
	for i := 0; i < len(lines) && lines[i] != ""; {
		var from, n, newFrom, m int
		if _, err := fmt.Sscanf(lines[i], "@@ -%d,%d +%d,%d @@", &from, &n, &newFrom, &m); err != nil {
			return "", fmt.Errorf("%q: %w", lines[i], err)
		}
		i++
		if n > 0 {
			from--
		}
		for ; at < from; at++ {
			out.WriteString(old[at])
			written++
		}
		if m > 0 {
			newFrom--
		}
		if written != newFrom {
			return "", fmt.Errorf("the new text is at line %d, the hunk says %d", written, newFrom)
		}
		for ; i < len(lines) && lines[i] != "" && lines[i][0] != '@'; i++ {
			line := lines[i][1:]
			if i+1 < len(lines) && strings.HasPrefix(lines[i+1], `\`) {
				line = strings.TrimSuffix(line, "\n")
			}
			switch lines[i][0] {
			case ' ', '-':
				if at >= len(old) || old[at] != line {
					return "", fmt.Errorf("line %d is not %q", at+1, line)
				}
				at++
				n--
			}
			switch lines[i][0] {
			case ' ', '+':
				out.WriteString(line)
				written++
				m--
			}
		}
		if n != 0 || m != 0 {
			return "", fmt.Errorf("the hunk's head counts %d old and %d new lines too many", n, m)
		}
	}
	for ; at < len(old); at++ {
		out.WriteString(old[at])
	}
	return out.String(), nil
}
