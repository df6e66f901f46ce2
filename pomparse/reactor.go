package pomparse

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"arklint/scanner/source"
	"arklint/scanner/source/xmltree"
)

// Options say what Maven would take from the machine and the command line.
// The zero value is a machine with Linux, JDK 17 and an empty local repository.
type Options struct {
	LocalRepository string            // folder of the ~/.m2/repository layout; "" is none
	ActiveProfiles  []string          // -P; "!id" switches one off
	UserProperties  map[string]string // -D
	JDK             string            // "17"
	OS              OS

	// Exists reports whether a file or folder of the tree exists, by slash path
	// from the root. It answers <activation><file>; nil knows the POMs only.
	Exists func(path string) bool

	// Omissions asks Resolve for what it left out, too.
	Omissions bool
}

// OS is what <activation><os> is compared with.
type OS struct{ Name, Family, Arch, Version string }

// A Problem is something that could not be read or known, once per cause.
type Problem struct {
	At      source.Span // zero if only the file is known
	Path    string
	Line    int // from 1; 0 without a place
	Message string
}

// String prints path:line: message.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.Path + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.Message)
}

// A Reactor is all POMs of one tree. It is safe for concurrent use.
type Reactor struct {
	// Projects are in the order of their paths.
	Projects []*Project

	options  Options
	poms     map[string]*pom // by slash path
	byName   map[string][]*pom
	projects map[*pom]*Project

	mu       sync.Mutex // guards what is read on demand: all below, and pom.up
	outside  map[string]*pom
	built    map[*pom]*Project
	building map[*pom]bool
	versions map[string][]string
	problems problemSet
	frozen   bool // Load is over: problems of POMs that only Resolve needs are its own
}

// Load reads POMs of one tree and builds their effective models. Which files
// are POMs is for the caller to say: every file given is one.
func Load(files []*source.File, options Options) *Reactor {
	if options.JDK == "" {
		options.JDK = "17"
	}
	if options.OS == (OS{}) {
		options.OS = OS{Name: "linux", Family: "unix", Arch: "amd64"}
	}
	r := &Reactor{
		options:  options,
		poms:     map[string]*pom{},
		byName:   map[string][]*pom{},
		projects: map[*pom]*Project{},
		outside:  map[string]*pom{},
		built:    map[*pom]*Project{},
		building: map[*pom]bool{},
		versions: map[string][]string{},
	}
	sorted := slices.Clone(files)
	slices.SortFunc(sorted, func(a, b *source.File) int { return cmp.Compare(a.Path, b.Path) })
	sorted = slices.CompactFunc(sorted, func(a, b *source.File) bool { return a.Path == b.Path })
	poms := make([]*pom, len(sorted))
	errs := make([]error, len(sorted))
	inParallel(len(sorted), func(i int) {
		var doc *xmltree.Document
		doc, errs[i] = xmltree.Parse(sorted[i])
		poms[i] = read(doc, path.Dir(sorted[i].Path), false)
	})
	for i, p := range poms {
		r.poms[sorted[i].Path] = p
		r.byName[p.artifactID.raw] = append(r.byName[p.artifactID.raw], p)
		r.unreadable(sorted[i], errs[i])
		if root := p.doc.Root(); errs[i] == nil && root.Tag != "project" {
			r.problems.add("root:"+p.file.Path, p.at, p.file.Path, fmt.Sprintf("not a POM: the root element is <%s>, not <project>", root.FullTag()))
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.readAhead(poms)
	for i, p := range poms {
		project := r.build(p)
		project.Unreadable = errs[i] != nil
		r.projects[p] = project
		r.Projects = append(r.Projects, project)
	}
	for _, p := range r.Projects {
		if p.Parent != nil && p.pom.up != nil {
			p.Parent.Project = r.projects[p.pom.up]
		}
		r.checkModules(p)
	}
	r.frozen = true
	return r
}

// inParallel runs work on two goroutines per core at most; POMs are small.
func inParallel(n int, work func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(n, 4) {
		wg.Go(func() {
			for i := range next {
				work(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

func (r *Reactor) unreadable(f *source.File, err error) {
	if err == nil {
		return
	}
	var bad *xmltree.Error
	if errors.As(err, &bad) {
		r.problems.add("xml:"+f.Path, bad.At, f.Path, bad.Message)
		return
	}
	r.problems.add("xml:"+f.Path, source.Span{}, f.Path, err.Error())
}

// Problems returns what could not be read or known while the tree was loaded,
// by path and line.
func (r *Reactor) Problems() []Problem {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.problems.list()
}

// At returns the project of the POM at a slash path, nil if there is none.
func (r *Reactor) At(pomPath string) *Project {
	return r.projects[r.poms[pomPath]]
}

// Find returns the project of the tree with this group and artifact, nil if
// there is none; of several, the first by path.
func (r *Reactor) Find(groupID, artifactID string) *Project {
	for _, p := range r.byName[artifactID] {
		if q := r.projects[p]; q != nil && q.GroupID.Text == groupID {
			return q
		}
	}
	return nil
}

func (r *Reactor) exists(file string, absolute bool) bool {
	if absolute {
		return false // outside the tree: nothing there is looked at
	}
	if _, ok := r.poms[file]; ok {
		return true
	}
	return r.options.Exists != nil && r.options.Exists(file)
}

// systemProperty knows the few that POMs ask for and that follow from Options.
func (r *Reactor) systemProperty(name string) (string, bool) {
	switch name {
	case "os.name":
		return r.options.OS.Name, true
	case "os.arch":
		return r.options.OS.Arch, true
	case "java.version", "java.specification.version":
		return r.options.JDK, true
	}
	return "", false
}

func (r *Reactor) checkModules(p *Project) {
	for i := range p.Modules {
		m := &p.Modules[i]
		if m.Name.Text == "" {
			continue // an unknown placeholder has been reported
		}
		name := path.Join(p.Dir, strings.ReplaceAll(m.Name.Text, "\\", "/"))
		for _, c := range []string{path.Join(name, "pom.xml"), name} {
			if r.poms[c] != nil {
				m.Path = c
				break
			}
		}
		if m.Path == "" {
			r.problems.add("module:"+name, m.Name.At, p.File.Path, fmt.Sprintf("module %s has no POM in this tree", m.Name.Text))
		}
	}
}

// A problemSet keeps one problem per cause and counts the places.
type problemSet struct {
	order []string
	byKey map[string]*counted
}

type counted struct {
	Problem
	more int
}

func (s *problemSet) add(key string, at source.Span, file, message string) {
	if s.byKey == nil {
		s.byKey = map[string]*counted{}
	}
	if c, ok := s.byKey[key]; ok {
		if c.At != at {
			c.more++
		}
		return
	}
	p := Problem{At: at, Path: file, Message: message}
	if at.File != nil {
		p.Path, p.Line = at.File.Path, at.File.Position(at.Start).Line
	}
	s.byKey[key] = &counted{Problem: p}
	s.order = append(s.order, key)
}

func (s *problemSet) list() []Problem {
	list := make([]Problem, 0, len(s.order))
	for _, key := range s.order {
		c := s.byKey[key]
		p := c.Problem
		switch {
		case c.more == 1:
			p.Message += " (and 1 more place)"
		case c.more > 1:
			p.Message += fmt.Sprintf(" (and %d more places)", c.more)
		}
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line))
	})
	return list
}
