package scanner

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"arklint/pomparse"
	"arklint/scanner/ark"
	"arklint/scanner/internal/javaindex"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Options say what to scan for and how.
type Options struct {
	// Vocabulary is what the rules that will run want to hear of.
	Vocabulary model.Vocabulary
	// Name is what a project in the root folder is called that has no POM to say
	// so: the folder's name.
	Name string
	// Paths narrows the scan to these files and folders, slash paths below the
	// root; none means all.
	Paths []string
	// Exclude are globs of files and folders that are not scanned.
	Exclude []string
	// Jobs is the number of workers; 0 is one for each processor.
	Jobs int
	// Roles overrides what discovery decides.
	Roles RoleOptions
	// MavenRepository is the folder of the local Maven repository, "" for none.
	// It is outside of the scanned tree and only read.
	MavenRepository string
	// Omissions asks for App.Omissions too, and for a problem for each app of which
	// not all dependencies are known.
	Omissions bool
}

// RoleOptions are the user's word on roles, from flags and arklint.yaml.
// Folders are slash paths below the root.
type RoleOptions struct {
	Bases   []string
	Modules []string
	// Default is the role of every app whose own files do not decide it.
	Default model.Role
}

// Scan reads the tree fsys and returns what it found. The error is the
// context's when the scan was cut short, or says that the root could not be
// read; everything else that goes wrong is a problem in the workspace.
func Scan(ctx context.Context, fsys fs.FS, opts Options) (*model.Workspace, error) {
	if _, err := fs.ReadDir(fsys, "."); err != nil {
		return nil, fmt.Errorf("cannot read the folder: %s", reason(err))
	}
	s := &scan{ctx: ctx, fsys: fsys, opts: opts, ws: &model.Workspace{}, comments: map[*model.App][]*model.Allow{}}
	if s.opts.Jobs <= 0 {
		s.opts.Jobs = runtime.GOMAXPROCS(0)
	}
	s.tree = walk(ctx, fsys, opts.Paths, opts.Exclude, s.opts.Jobs)
	s.ws.Problems = append(s.ws.Problems, s.tree.problems...)
	s.layOut()
	// POMs and configuration are read by one goroutine beside the Java workers;
	// the two meet where names are resolved across projects.
	var both sync.WaitGroup
	both.Go(func() {
		s.openConfigs()
		s.poms()
		s.configuration()
	})
	files, problems := s.extract()
	both.Wait()
	s.ws.Problems = append(s.ws.Problems, problems...)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.link(files)
	s.finish()
	return s.ws, nil
}

// A scan is one run of Scan.
type scan struct {
	ctx  context.Context
	fsys fs.FS
	opts Options
	tree tree
	ws   *model.Workspace

	apps       map[string]*model.App // by folder
	sources    []sourceFile
	vocabulary *javaindex.Vocabulary
	configs    []sourceFile
	opened     map[string]*source.File // the configs that could be read, by path
	reactor    *pomparse.Reactor
	projects   map[*model.App]*pomparse.Project
	bytes      atomic.Int64
	comments   map[*model.App][]*model.Allow // suppressions in POMs and configuration
	uses       map[*model.App][]*model.Use
	allows     map[*model.App][]*model.Allow
}

type sourceFile struct {
	path string
	rel  string // below the app's folder
	app  *model.App
	kind fileKind
}

// layOut finds the apps and gives each file to the nearest one above it. A
// tree without a build file is one app, but for the folders that the user names.
func (s *scan) layOut() {
	s.apps = map[string]*model.App{}
	open := func(dir string) {
		if s.apps[dir] != nil {
			return
		}
		name := path.Base(dir)
		if dir == "." {
			name = s.rootName()
		}
		s.apps[dir] = &model.App{Dir: dir, Name: name}
	}
	for _, f := range s.tree.files {
		if opensApp(f) {
			open(path.Dir(f))
		}
	}
	for _, dir := range append(slices.Clone(s.opts.Roles.Bases), s.opts.Roles.Modules...) {
		open(dir) // the user says that it is a project, so it needs no build file
	}
	var (
		dir   string // of the file before: files come by folder
		app   *model.App
		where folder
	)
	for i, f := range s.tree.files {
		d, name := path.Split(f)
		if i == 0 || d != dir {
			dir, app = d, s.appOf(path.Dir(f))
			where = folderOf(below(app, d))
		}
		switch kind := where.kindOf(name); kind {
		case mainJava:
			s.sources = append(s.sources, sourceFile{f, below(app, f), app, kind})
		case mainResource, arkFile:
			s.configs = append(s.configs, sourceFile{f, below(app, f), app, kind})
			app.AddResource(onClassPath(below(app, f)))
		}
	}
	for _, f := range s.tree.packed {
		app := s.appOf(path.Dir(f))
		app.AddResource(onClassPath(below(app, f)))
	}
	for _, app := range s.apps {
		s.ws.Apps = append(s.ws.Apps, app)
	}
	slices.SortFunc(s.ws.Apps, func(a, b *model.App) int { return cmp.Compare(a.Dir, b.Dir) })
}

// below is a path relative to the app's folder.
func below(app *model.App, p string) string {
	if app.Dir == "." {
		return p
	}
	return strings.TrimPrefix(p, app.Dir+"/")
}

func (s *scan) rootName() string { return cmp.Or(s.opts.Name, ".") }

func (s *scan) appOf(dir string) *model.App {
	for d := dir; ; d = path.Dir(d) {
		if app := s.apps[d]; app != nil {
			return app
		}
		if d == "." {
			app := &model.App{Dir: ".", Name: s.rootName()}
			s.apps["."] = app
			return app
		}
	}
}

// each runs work on every i below n, on the scan's workers. Each worker makes
// its own state with start.
func each[T any](s *scan, n int, start func() T, work func(T, int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(s.opts.Jobs, max(n, 1)) {
		wg.Go(func() {
			state := start()
			for {
				i := int(next.Add(1)) - 1
				if i >= n || s.ctx.Err() != nil {
					return
				}
				work(state, i)
			}
		})
	}
	wg.Wait()
}

// A javaWorker is one worker's parser and its reusable buffer.
type javaWorker struct {
	extractor *javaindex.Extractor
	buf       []byte
}

// extract reads the Java sources: what each says by itself, in order of path.
func (s *scan) extract() ([]*javaindex.File, []model.Problem) {
	s.vocabulary = javaindex.Compile(s.ownVocabulary())
	files := make([]*javaindex.File, len(s.sources))
	problems := make([][]model.Problem, len(s.sources))
	each(s, len(s.sources), func() *javaWorker { return &javaWorker{extractor: javaindex.New(s.vocabulary)} }, func(w *javaWorker, i int) {
		f := s.sources[i]
		var err error
		if w.buf, err = read(s.fsys, f.path, w.buf); err != nil {
			problems[i] = []model.Problem{*unreadable(f.path, err)}
			return
		}
		s.bytes.Add(int64(len(w.buf)))
		text, encoding := source.Decode(w.buf)
		file := source.NewOnDisk(s.fsys, f.path, nil, encoding)
		files[i] = w.extractor.Extract(file, text)
		files[i].Unit.App = f.app
		files[i].Unit.Generated = files[i].Unit.Generated || isGenerated(f.rel, text)
		problems[i] = files[i].Problems
	})
	return slices.DeleteFunc(files, func(f *javaindex.File) bool { return f == nil }), slices.Concat(problems...)
}

func (s *scan) ownVocabulary() model.Vocabulary {
	own := ark.Vocabulary()
	return model.Vocabulary{Calls: append(own.Calls, s.opts.Vocabulary.Calls...), Fields: s.opts.Vocabulary.Fields, Types: s.opts.Vocabulary.Types}
}

// link gives the files to their apps and resolves what needs all of them.
func (s *scan) link(files []*javaindex.File) {
	for _, f := range files {
		f.Unit.App.Units = append(f.Unit.App.Units, f.Unit)
	}
	s.ws.Stats.JavaFiles = len(files)
	var full *javaindex.Reader
	s.uses, s.allows, full = javaindex.Link(files, s.vocabulary, s.opts.Jobs, visible)
	for _, app := range s.ws.Apps {
		app.ReadCodeWith(full.Code)
	}
}

// visible reports whether code of app from can name the classes of app to: its
// POM depends on it. Without POMs nobody knows, so it can.
func visible(from, to *model.App) bool {
	if from == to || from.Build == nil || to.Build == nil {
		return true
	}
	for _, d := range from.Dependencies {
		if d.App == to {
			return true
		}
	}
	return false
}

func (s *scan) finish() {
	each(s, len(s.ws.Apps), func() *struct{} { return nil }, func(_ *struct{}, i int) {
		app := s.ws.Apps[i]
		app.Index(s.uses[app], append(s.allows[app], s.comments[app]...))
	})
	ark.DecideRoles(s.ws.Apps, ark.Choice{Bases: s.opts.Roles.Bases, Modules: s.opts.Roles.Modules, Default: s.opts.Roles.Default})
	groups, problems := ark.Groups(s.ws.Apps)
	for _, g := range groups {
		ark.DecideLoaders(g)
	}
	s.ws.Groups = groups
	s.ws.Problems = append(s.ws.Problems, problems...)
	s.ws.Stats.Apps = len(s.ws.Apps)
	s.ws.Stats.Files += len(s.sources) + len(s.configs)
	s.ws.Stats.Bytes = s.bytes.Load()
	slices.SortStableFunc(s.ws.Problems, func(a, b model.Problem) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Message, b.Message))
	})
}
