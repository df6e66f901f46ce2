package scanner

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/bmatcuk/doublestar/v4"

	"arklint/scanner/internal/libconf"
	"arklint/scanner/model"
)

// skippedDirs never hold sources of an application.
var skippedDirs = map[string]bool{
	".git": true, ".hg": true, ".svn": true, ".idea": true, ".vscode": true, ".gradle": true, ".mvn": true, ".settings": true, "node_modules": true,
}

// A tree is what the walk found: slash paths below the root, sorted.
type tree struct {
	files    []string
	packed   []string // files of source folders that nobody reads: resources of the class path
	problems []model.Problem
}

// walk lists the files that matter, several folders at a time. It does not
// follow symbolic links to folders: they lead to what is scanned anyway, out
// of the tree, or round in circles.
func walk(ctx context.Context, fsys fs.FS, paths, exclude []string, jobs int) tree {
	var (
		mu      sync.Mutex
		out     tree
		pending sync.WaitGroup
		slots   = make(chan struct{}, max(jobs, 1)) // folders being read by goroutines of their own
	)
	var visit func(dir string)
	visit = func(dir string) {
		defer pending.Done()
		if ctx.Err() != nil {
			return
		}
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil {
			mu.Lock()
			out.problems = append(out.problems, model.Problem{Path: dir, Message: "this folder could not be read: " + reason(err)})
			mu.Unlock()
		}
		var files, dirs, packed []string
		main := strings.Contains("/"+dir+"/", "/src/main/")
		build := false
		for _, e := range entries {
			switch e.Name() {
			case "pom.xml", "build.gradle", "build.gradle.kts":
				build = true
			}
		}
		for _, e := range entries {
			name := e.Name()
			full := name
			if dir != "." {
				full = dir + "/" + name
			}
			switch {
			case excluded(exclude, full):
			case e.IsDir():
				if !skippedDirs[name] && !outputDir(dir, name, build) && !testSources(dir, name) {
					dirs = append(dirs, full)
				}
			case wanted(name) || strings.HasSuffix(dir, "conf/ark") || libconf.Extensions(dir):
				if e.Type()&fs.ModeSymlink != 0 {
					if info, err := fs.Stat(fsys, full); err != nil || !info.Mode().IsRegular() {
						continue
					}
				}
				files = append(files, full)
			case main:
				packed = append(packed, full)
			}
		}
		mu.Lock()
		out.files = append(out.files, files...)
		out.packed = append(out.packed, packed...)
		mu.Unlock()
		pending.Add(len(dirs))
		for _, d := range dirs {
			select {
			case slots <- struct{}{}:
				go func() {
					visit(d)
					<-slots
				}()
			default:
				visit(d)
			}
		}
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for _, p := range paths {
		if info, err := fs.Stat(fsys, p); err == nil && !info.IsDir() {
			mu.Lock()
			out.files = append(out.files, p)
			mu.Unlock()
			continue
		}
		pending.Add(1)
		visit(p)
	}
	pending.Wait()
	slices.Sort(out.files)
	out.files = slices.Compact(out.files) // two paths may hold the same file
	return out
}

// excluded reports whether one of the user's globs names a path. doublestar is
// the maintained library for ** (design/dependencies.md).
func excluded(globs []string, path string) bool {
	for _, g := range globs {
		if ok, err := doublestar.Match(strings.TrimSuffix(g, "/"), path); err == nil && ok {
			return true
		}
		if ok, err := doublestar.Match(strings.TrimSuffix(g, "/**"), path); err == nil && ok {
			return true
		}
	}
	return false
}

// outputDir tells a build's output: Maven's target, Gradle's build, the IDEs'
// out and bin, beside a build file. A package of that name lies below src.
func outputDir(dir, name string, build bool) bool {
	switch name {
	case "target":
		return build || !slices.Contains(strings.Split(dir, "/"), "src")
	case "build", "out", "bin":
		return build
	}
	return false
}

// testSources tells src/test and its like, which are half of most trees.
func testSources(dir, name string) bool {
	return (dir == "src" || strings.HasSuffix(dir, "/src")) && isTest([]string{"src", name})
}

// wanted tells by its name whether a file can matter at all.
func wanted(name string) bool {
	switch path.Ext(name) {
	case ".java":
		return true
	case ".xml":
		return name == "pom.xml" || strings.HasPrefix(name, "logback") || strings.HasPrefix(name, "log4j") || libconf.Wanted(name)
	case ".properties", ".yml", ".yaml", ".json", ".txt", ".factories", ".imports", ".gradle", ".kts":
		return configName(name) || libconf.Wanted(name)
	}
	return false
}

func configName(name string) bool {
	for _, p := range []string{"application", "bootstrap", "log4j", "logback", "logging.properties", "spring.factories", "rules.txt", "build.gradle", "hazelcast."} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return strings.HasSuffix(name, "AutoConfiguration.imports")
}

// reason is an error's cause without the path in front of it.
func reason(err error) string {
	if p, ok := err.(*fs.PathError); ok {
		return p.Err.Error()
	}
	return err.Error()
}
