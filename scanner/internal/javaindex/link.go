package javaindex

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"arklint/scanner/model"
)

// A Linker resolves what needs the whole project, for one worker at a time.
type Linker struct {
	*project
	unit  *model.Unit           // the file at hand, and what simple names
	names map[string]model.Name // mean at its top level

	libraries map[string]*libraryClass // looked up before
}

// A project is what the linkers of one run share. Link fills it phase by phase; within
// a phase that runs in parallel it is only read.
type project struct {
	vocab   *vocabulary
	visible func(from, to *model.App) bool

	types    map[string][]*model.Type      // by canonical name; several apps may declare one
	packages map[string]bool               // packages of the project
	parents  map[*model.Type][]*model.Type // supertypes of the project's own
	closed   bool                          // parents are complete
	folding  map[*model.Field]bool         // being folded, against cycles
	folded   map[*model.Field]bool
	frozen   bool // the model is finished: what was not folded cannot be
}

// Link resolves the files of all apps and returns each app's uses and
// suppressions. The order of files decides which of two classes of one name
// comes first, so it must not depend on the order in which workers finished.
// Visible tells whether the classes of app to can be seen from app from. The
// Reader reads files of the finished model in full.
func Link(files []*File, v *Vocabulary, jobs int, visible func(from, to *model.App) bool) (uses map[*model.App][]*model.Use, allows map[*model.App][]*model.Allow, full *Reader) {
	p := &project{
		vocab: (*vocabulary)(v), visible: visible, types: make(map[string][]*model.Type, 2*len(files)), packages: map[string]bool{},
		parents: map[*model.Type][]*model.Type{}, folding: map[*model.Field]bool{}, folded: map[*model.Field]bool{},
	}
	first := p.linker()
	for _, f := range files {
		if len(f.Unit.Types) > 0 {
			p.packages[f.Unit.Package] = true
		}
		for _, t := range f.Unit.Types {
			p.declare(t)
		}
	}
	// Supertypes first: what a name means may depend on them, in any file.
	for _, f := range files {
		for _, t := range f.Unit.Types {
			first.linkSupers(t)
		}
	}
	p.closed = true
	// Declarations next, each file's own; expressions last, which look at the
	// declarations of all files.
	p.parallel(files, jobs, func(l *Linker, f *File) {
		for _, t := range f.Unit.Types {
			l.linkType(t)
		}
	})
	p.parallel(files, jobs, (*Linker).linkCode)
	first.linkCreations(files, first.linkAccesses(files))
	uses, allows = map[*model.App][]*model.Use{}, map[*model.App][]*model.Allow{}
	for _, f := range files {
		app := f.Unit.App
		uses[app] = append(uses[app], f.Uses...)
		allows[app] = append(allows[app], f.Allows...)
	}
	first.foldAll(files)
	return uses, allows, newReader(first, v)
}

func (p *project) linker() *Linker {
	return &Linker{project: p, names: map[string]model.Name{}, libraries: map[string]*libraryClass{}}
}

// parallel runs work on every file, on jobs workers.
func (p *project) parallel(files []*File, jobs int, work func(*Linker, *File)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(max(jobs, 1), len(files)) {
		wg.Go(func() {
			l := p.linker()
			for i := next.Add(1) - 1; int(i) < len(files); i = next.Add(1) - 1 {
				work(l, files[i])
			}
		})
	}
	wg.Wait()
}

func (p *project) declare(t *model.Type) {
	p.types[t.Name] = append(p.types[t.Name], t)
	for _, n := range t.Nested {
		p.declare(n)
	}
}

func (l *Linker) linkSupers(t *model.Type) {
	l.ref(t.Super, t.Unit, t.Outer)
	for _, i := range t.Interfaces {
		l.ref(i, t.Unit, t.Outer)
	}
	l.supers(t)
	for _, n := range t.Nested {
		l.linkSupers(n)
	}
}

// linkType resolves the names in the declarations of t and below.
func (l *Linker) linkType(t *model.Type) {
	l.typeParams(t.TypeParams, t.Unit, t)
	l.annotations(t.Annotations, t.Unit, t)
	for _, f := range t.Fields {
		l.ref(f.Type, t.Unit, t)
		l.annotations(f.Annotations, t.Unit, t)
	}
	for _, m := range t.Methods {
		l.typeParams(m.TypeParams, t.Unit, t)
		l.ref(m.Return, t.Unit, t)
		for _, p := range m.Params {
			l.ref(p.Type, t.Unit, t)
		}
		l.annotations(m.Annotations, t.Unit, t)
	}
	for _, n := range t.Nested {
		l.linkType(n)
	}
}

func (l *Linker) typeParams(params []model.TypeParam, u *model.Unit, t *model.Type) {
	for _, p := range params {
		l.ref(p.Bound, u, t)
	}
}

func (l *Linker) annotations(all []model.Annotation, u *model.Unit, t *model.Type) {
	for i := range all {
		all[i].Name = l.typeName(all[i].Name.Text, u, t)
	}
}

// linkCode resolves the expressions that are kept of a file.
func (l *Linker) linkCode(f *File) {
	for _, t := range f.Unit.Types {
		l.linkInits(t)
	}
	for _, a := range f.accesses {
		if a.Field == nil {
			l.expr(a.target, f.Unit, a.Type)
			a.Field = held(a)
		}
		if a.Field == nil || !a.Field.Flags.Has(model.Static) {
			continue
		}
		l.expr(a.Value, f.Unit, a.Type)
		if a.Kind == model.Escape && a.Value.Kind == model.ExprNew {
			if t := l.lookup(a.Value.Class.Qualified, f.Unit.App); t != nil {
				a.Value.Decl = constructorOf(t, len(a.Value.Args))
			}
		}
		for _, arg := range a.Args {
			l.expr(arg, f.Unit, a.Type)
		}
	}
	for _, u := range f.Uses {
		l.expr(u.Expr, f.Unit, u.Type)
	}
}

// constructorOf finds the constructor of t for that number of arguments, nil when
// there are several or none.
func constructorOf(t *model.Type, argc int) *model.Method {
	var found *model.Method
	for _, m := range t.Methods {
		if m.Name == "<init>" && int(m.Arity) == argc {
			if found != nil {
				return nil
			}
			found = m
		}
	}
	return found
}

// linkInits resolves the initialisers of static fields and the values in
// annotations, now that the types of all fields and methods are resolved.
func (l *Linker) linkInits(t *model.Type) {
	l.annotationArgs(t.Annotations, t)
	for _, f := range t.Fields {
		if f.Init != nil {
			l.expr(f.Init, t.Unit, t)
		}
		l.annotationArgs(f.Annotations, t)
	}
	for _, m := range t.Methods {
		l.annotationArgs(m.Annotations, t)
	}
	for _, n := range t.Nested {
		l.linkInits(n)
	}
}

func (l *Linker) annotationArgs(all []model.Annotation, t *model.Type) {
	for _, a := range all {
		for _, arg := range a.Args {
			l.expr(arg.Value, t.Unit, t)
		}
	}
}

// linkAccesses hands every access to the field it is about. It returns those that
// stand in a constructor which other files can call.
func (l *Linker) linkAccesses(files []*File) (inCtors []*model.Access) {
	touched := map[*model.Field]bool{}
	for _, file := range files {
		for _, a := range file.accesses {
			f := a.Field
			if f == nil {
				continue
			}
			if !f.Flags.Has(model.Static) {
				l.instance(a)
				continue
			}
			if a.Kind == model.Escape && a.Value.Decl == nil {
				continue // not to a method of the project
			}
			// Only the class's own initialisation is initialisation of the field: a static
			// initialiser of another class runs when that class is first used.
			if a.Init && a.Type.Top() != f.Owner.Top() {
				a.Init = false
			}
			f.Accesses = append(f.Accesses, a.Access)
			touched[f] = true
			if a.making && !a.Init && a.In != nil && a.In.Name == "<init>" && a.Type == a.In.Owner && a.Type.Top() == f.Owner.Top() {
				inCtors = append(inCtors, a.Access)
			}
		}
		file.accesses = nil
	}
	for f := range touched {
		slices.SortStableFunc(f.Accesses, func(x, y *model.Access) int {
			return cmp.Or(cmp.Compare(x.At.File.Path, y.At.File.Path), cmp.Compare(x.At.Start, y.At.Start), cmp.Compare(x.At.End, y.At.End))
		})
	}
	return inCtors
}

// held is the field that an access is about: the target itself, or what the getter
// returns that the target calls.
func held(a *pendingAccess) *model.Field {
	if a.target.Kind != model.ExprCall {
		return a.target.Field
	}
	if m := a.target.Decl; m != nil && m.Gives != nil {
		a.Via = m.Name
		return m.Gives
	}
	return nil
}

// instance notes a change of an instance field, unless the object is only just
// being made: by its own constructor, one of a subclass, or the method at hand.
func (l *Linker) instance(a *pendingAccess) {
	on := a.target.On
	switch {
	case a.Init:
		return
	case on == nil || on.Kind == model.ExprThis || on.Kind == model.ExprSuper:
		if a.making && (a.Type == a.Field.Owner || l.inherits(a.Type, a.Field.Owner, 0)) {
			return
		}
	case on.Kind == model.ExprLocal && freshly(on.Origin()):
		return
	}
	c := laterChange{field: a.Field, in: a.In}
	if a.Kind == model.Mutate {
		c.method, c.argc = a.Method, len(a.Args)
	}
	c.apply()
}

// freshly reports whether e makes an object: new X(), super.clone().
func freshly(e *model.Expr) bool {
	return e.Kind == model.ExprNew || e.Kind == model.ExprCall && e.Name == "clone" && len(e.Args) == 0
}

func (l *Linker) inherits(t, from *model.Type, depth int) bool {
	for _, s := range l.supers(t) {
		if s == from || depth < maxInheritance && l.inherits(s, from, depth+1) {
			return true
		}
	}
	return false
}

// lookup finds the project's class of that canonical name as seen from app.
func (l *Linker) lookup(name string, from *model.App) *model.Type {
	all := l.types[name]
	for _, t := range all {
		if t.Unit.App == from {
			return t
		}
	}
	for _, t := range all {
		if l.visible(from, t.Unit.App) {
			return t
		}
	}
	return nil
}
