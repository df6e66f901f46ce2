package javasrc

import (
	"bytes"
	"sort"
	"testing"
)

// benchmarkText is 1 MB: all snippets again and again, or, if
// ARKLINT_JAVA_TREES is set, the first real files.
func benchmarkText(b *testing.B) (files [][]byte, size int) {
	const enough = 1 << 20
	extraTrees(b, func(_ string, src []byte) {
		if size < 16*enough {
			files = append(files, src)
			size += len(src)
		}
	})
	if size > 0 {
		return files, size
	}
	var paths []string
	all := snippets(b)
	for path := range all {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		repeated := bytes.Repeat(all[path], enough/len(paths)/len(all[path])+1)
		files = append(files, repeated)
		size += len(repeated)
	}
	return files, size
}

func BenchmarkLex(b *testing.B) {
	files, size := benchmarkText(b)
	var l lexer
	var errs errorList
	run := func() {
		for _, src := range files {
			errs.list = errs.list[:0]
			l.lex(src, &errs)
		}
	}
	run() // the arrays grow once
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		run()
	}
}

func BenchmarkParse(b *testing.B) {
	files, size := benchmarkText(b)
	var p Parser
	run := func() {
		for _, src := range files {
			p.Parse(src)
		}
	}
	run()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		run()
	}
}

// TestNoGarbage proves that a used parser allocates nothing.
func TestNoGarbage(t *testing.T) {
	var p Parser
	for path, src := range snippets(t) {
		p.Parse(src)
		if allocs := testing.AllocsPerRun(3, func() { p.Parse(src) }); allocs > 0 {
			t.Errorf("%s: %v allocations", path, allocs)
		}
	}
}
