// Floor does the least that any linter must: it walks a tree, reads every file
// that arklint would read and counts the lines. What arklint takes is measured
// against it.
//
//	go run ./testdata/bench/floor [-mode main|all] [-jobs N] DIR...
//
// Mode main reads what arklint reads: main sources, POMs and configuration
// (scanner/walk.go, scanner/layout.go; a test compares). Mode all reads every
// *.java. It prints one line for all trees: files, java files, bytes, lines and
// milliseconds.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	mode := flag.String("mode", "main", "main: what arklint reads; all: every *.java")
	jobs := flag.Int("jobs", 0, "workers; 0 is one for each processor")
	flag.Parse()
	if flag.NArg() == 0 || *mode != "main" && *mode != "all" {
		flag.Usage()
		os.Exit(2)
	}
	if *jobs <= 0 {
		*jobs = runtime.GOMAXPROCS(0)
	}
	var sum counts
	start := time.Now()
	for _, dir := range flag.Args() {
		c, err := measure(dir, *mode == "all", *jobs)
		if err != nil {
			fmt.Fprintln(os.Stderr, "floor:", err)
			os.Exit(1)
		}
		sum.files += c.files
		sum.java += c.java
		sum.bytes += c.bytes
		sum.lines += c.lines
	}
	fmt.Printf("files=%d java=%d bytes=%d lines=%d ms=%.1f\n", sum.files, sum.java, sum.bytes, sum.lines, float64(time.Since(start).Microseconds())/1000)
}

type counts struct{ files, java, bytes, lines int64 }

// measure walks first and reads then, both on all workers.
func measure(root string, all bool, jobs int) (counts, error) {
	w := walker{all: all, slots: make(chan struct{}, jobs)}
	w.pending.Add(1)
	w.visit(root, nil)
	w.pending.Wait()
	if w.err != nil {
		return counts{}, w.err
	}
	var (
		next, bytesRead, lines, java atomic.Int64
		wg                           sync.WaitGroup
		once                         sync.Once
		failed                       error
	)
	for range jobs {
		wg.Go(func() {
			buf := make([]byte, 0, 64<<10)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(w.files) {
					return
				}
				var err error
				if buf, err = read(w.files[i], buf[:0]); err != nil {
					once.Do(func() { failed = err })
					return
				}
				bytesRead.Add(int64(len(buf)))
				lines.Add(int64(bytes.Count(buf, []byte{'\n'})))
				if strings.HasSuffix(w.files[i], ".java") {
					java.Add(1)
				}
			}
		})
	}
	wg.Wait()
	return counts{int64(len(w.files)), java.Load(), bytesRead.Load(), lines.Load()}, failed
}

func read(name string, buf []byte) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return buf, err
	}
	defer f.Close()
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := f.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}

type walker struct {
	all     bool
	slots   chan struct{}
	pending sync.WaitGroup
	mu      sync.Mutex
	files   []string
	err     error
}

var skipped = map[string]bool{
	".git": true, ".hg": true, ".svn": true, ".idea": true, ".vscode": true, ".gradle": true, ".mvn": true, ".settings": true, "node_modules": true,
}

// visit lists a folder and those below it; parts is its path below its project.
func (w *walker) visit(dir string, parts []string) {
	defer w.pending.Done()
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.mu.Lock()
		w.err = err
		w.mu.Unlock()
		return
	}
	build := false
	for _, e := range entries {
		build = build || buildFile(e.Name())
	}
	if build && !belowMain(parts) && !unread(parts) {
		parts = nil // a project of its own
	}
	var files []string
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			if skipped[name] || !w.all && output(name, build, parts) {
				continue
			}
			below := append(parts[:len(parts):len(parts)], name)
			w.pending.Add(1)
			select {
			case w.slots <- struct{}{}:
				go func() {
					w.visit(dir+"/"+name, below)
					<-w.slots
				}()
			default:
				w.visit(dir+"/"+name, below)
			}
			continue
		}
		if w.all && strings.HasSuffix(name, ".java") || !w.all && wanted(name) && !unread(parts) {
			if e.Type().IsRegular() {
				files = append(files, dir+"/"+name)
			}
		}
	}
	w.mu.Lock()
	w.files = append(w.files, files...)
	w.mu.Unlock()
}

func buildFile(name string) bool {
	return name == "pom.xml" || name == "build.gradle" || name == "build.gradle.kts"
}

func output(name string, build bool, parts []string) bool {
	switch name {
	case "target":
		return build || !has(parts, "src")
	case "build", "out", "bin":
		return build
	}
	return false
}

func wanted(name string) bool {
	switch path.Ext(name) {
	case ".java":
		return true
	case ".xml":
		return name == "pom.xml" || strings.HasPrefix(name, "logback") || strings.HasPrefix(name, "log4j")
	case ".properties", ".yml", ".yaml", ".json", ".txt", ".factories", ".imports", ".gradle", ".kts":
		for _, p := range []string{"application", "bootstrap", "log4j", "logback", "spring.factories", "rules.txt", "build.gradle"} {
			if strings.HasPrefix(name, p) {
				return true
			}
		}
		return strings.HasSuffix(name, "AutoConfiguration.imports")
	}
	return false
}

// unread tells test sources and archetypes' templates.
func unread(parts []string) bool {
	for i, p := range parts {
		if p == "archetype-resources" {
			return true
		}
		if p == "src" && i+1 < len(parts) {
			set := strings.ToLower(parts[i+1])
			if set == "it" || set == "jmh" || set == "e2e" || strings.Contains(set, "test") {
				return true
			}
		}
	}
	return len(parts) > 0 && (parts[0] == "test" || parts[0] == "tests")
}

func belowMain(parts []string) bool {
	for i, p := range parts {
		if p == "src" && i+1 < len(parts) && parts[i+1] == "main" {
			return true
		}
	}
	return false
}

func has(parts []string, name string) bool {
	for _, p := range parts {
		if p == name {
			return true
		}
	}
	return false
}
