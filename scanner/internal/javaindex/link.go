package javaindex

import (
	"cmp"
	"slices"

	"arklint/scanner/model"
)

// A Linker resolves what needs the whole project. It is not safe for
// concurrent use.
type Linker struct {
	vocab   *vocabulary
	visible func(from, to *model.App) bool

	types     map[string][]*model.Type      // by canonical name; several apps may declare one
	packages  map[string]bool               // packages of the project
	unit      *model.Unit                   // the file at hand, and what simple names
	names     map[string]model.Name         // mean at its top level
	parents   map[*model.Type][]*model.Type // supertypes of the project's own
	folding   map[*model.Field]bool         // being folded, against cycles
	folded    map[*model.Field]bool
	libraries map[string]*libraryClass
	frozen    bool // the model is finished: what was not folded cannot be
}

// Link resolves the files of all apps and returns each app's uses and
// suppressions. The order of files decides which of two classes of one name
// comes first, so it must not depend on the order in which workers finished.
// Visible tells whether the classes of app to can be seen from app from. The
// Reader reads files of the finished model in full.
func Link(files []*File, v *Vocabulary, visible func(from, to *model.App) bool) (uses map[*model.App][]*model.Use, allows map[*model.App][]*model.Allow, full *Reader) {
	l := &Linker{
		vocab: (*vocabulary)(v), visible: visible, types: map[string][]*model.Type{}, packages: map[string]bool{},
		names: map[string]model.Name{}, parents: map[*model.Type][]*model.Type{},
		folding: map[*model.Field]bool{}, folded: map[*model.Field]bool{}, libraries: map[string]*libraryClass{},
	}
	for _, f := range files {
		if len(f.Unit.Types) > 0 {
			l.packages[f.Unit.Package] = true
		}
		for _, t := range f.Unit.Types {
			l.declare(t)
		}
	}
	for _, f := range files {
		for _, t := range f.Unit.Types {
			l.linkType(t)
		}
	}
	for _, f := range files {
		for _, t := range f.Unit.Types {
			l.linkInits(t)
		}
	}
	l.linkAccesses(files)
	uses, allows = map[*model.App][]*model.Use{}, map[*model.App][]*model.Allow{}
	for _, f := range files {
		app := f.Unit.App
		for _, u := range f.Uses {
			l.expr(u.Expr, f.Unit, u.Type)
			uses[app] = append(uses[app], u)
		}
		allows[app] = append(allows[app], f.Allows...)
	}
	l.foldAll(files)
	return uses, allows, newReader(l, v)
}

func (l *Linker) declare(t *model.Type) {
	l.types[t.Name] = append(l.types[t.Name], t)
	for _, n := range t.Nested {
		l.declare(n)
	}
}

// linkType resolves the names in the declarations of t and below.
func (l *Linker) linkType(t *model.Type) {
	l.ref(t.Super, t.Unit, t.Outer)
	for _, i := range t.Interfaces {
		l.ref(i, t.Unit, t.Outer)
	}
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

// linkInits resolves the initialisers of static fields, now that the types of
// all fields and methods are resolved.
func (l *Linker) linkInits(t *model.Type) {
	for _, f := range t.Fields {
		if f.Init != nil {
			l.expr(f.Init, t.Unit, t)
		}
	}
	for _, n := range t.Nested {
		l.linkInits(n)
	}
}

func (l *Linker) annotations(all []model.Annotation, u *model.Unit, t *model.Type) {
	for i := range all {
		all[i].Name = l.typeName(all[i].Name.Text, u, t)
		for _, arg := range all[i].Args {
			l.expr(arg.Value, u, t)
		}
	}
}

// linkAccesses hands every access to the field it is about.
func (l *Linker) linkAccesses(files []*File) {
	touched := map[*model.Field]bool{}
	for _, file := range files {
		for _, a := range file.accesses {
			if a.Field == nil {
				l.expr(a.target, file.Unit, a.Type)
				a.Field = a.target.Field
			}
			f := a.Field
			if f == nil {
				continue
			}
			if !f.Flags.Has(model.Static) {
				f.Changed = true
				continue
			}
			// Only the class's own initialisation is initialisation of the field: a static
			// initialiser of another class runs when that class is first used.
			if a.Init && a.Type.Top() != f.Owner.Top() {
				a.Init = false
			}
			if a.Value != nil {
				l.expr(a.Value, file.Unit, a.Type)
			}
			for _, arg := range a.Args {
				l.expr(arg, file.Unit, a.Type)
			}
			f.Accesses = append(f.Accesses, a.Access)
			touched[f] = true
		}
		file.accesses = nil
	}
	for f := range touched {
		slices.SortStableFunc(f.Accesses, func(x, y *model.Access) int {
			return cmp.Or(cmp.Compare(x.At.File.Path, y.At.File.Path), cmp.Compare(x.At.Start, y.At.Start), cmp.Compare(x.At.End, y.At.End))
		})
	}
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
