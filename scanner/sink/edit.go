package sink

import (
	"cmp"
	"slices"

	"arklint/pomparse"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Changes returns the POM edits that do what the plans' items of kinds InBase and Share
// say, by path: the modules keep their dependencies as provided, and the base gets those that
// it does not have, managed in a parent that base and modules have in common when there is one.
func Changes(plans []*Plan) ([]Change, error) {
	e := editor{byFile: map[*source.File]*pending{}}
	for _, p := range plans {
		for _, i := range p.Items {
			if err := e.item(p.Group.Base, i); err != nil {
				return nil, err
			}
		}
	}
	return e.changes()
}

func (e *editor) item(base *model.App, i *Item) error {
	switch i.Kind {
	case Share:
		e.addToBase(base, i)
	case InBase:
	default:
		return nil
	}
	for _, u := range i.Modules {
		if err := e.leaveToBase(u); err != nil {
			return err
		}
	}
	return nil
}

// editor collects edits file by file, so that new entries of one section come in one.
type editor struct {
	byFile map[*source.File]*pending
}

type pending struct {
	edits         []source.Edit
	plain, manage []pomparse.NewDependency
}

func (e *editor) file(f *source.File) *pending {
	if e.byFile[f] == nil {
		e.byFile[f] = &pending{}
	}
	return e.byFile[f]
}

// leaveToBase makes a module's dependency provided: where its own POM declares it, else in
// an entry of its own, which wins over the parent's.
func (e *editor) leaveToBase(u Use) error {
	d := u.Dependency
	if d.At.File == u.App.Build.POM {
		edit, err := pomparse.SetScope(d.At, "provided")
		if err != nil {
			return err
		}
		f := e.file(d.At.File)
		f.edits = append(f.edits, edit)
		return nil
	}
	f := e.file(u.App.Build.POM)
	f.plain = append(f.plain, pomparse.NewDependency{
		GroupID: d.GroupID, ArtifactID: d.ArtifactID, Version: ownVersion(d), Type: d.Type, Classifier: d.Classifier, Scope: "provided",
	})
	return nil
}

// ownVersion is the version that an entry of its own has to say: the one that the parent's
// entry says, "" when dependency management gives it.
func ownVersion(d *model.Dependency) string {
	if d.SetBy.File == d.At.File && d.At.Start <= d.SetBy.Start && d.SetBy.End <= d.At.End {
		return d.Version
	}
	return ""
}

func (e *editor) addToBase(base *model.App, i *Item) {
	entry := pomparse.NewDependency{GroupID: i.GroupID, ArtifactID: i.ArtifactID, Type: i.Type, Classifier: i.Classifier}
	parent := commonParent(base, i)
	managed := entry
	switch set := i.Modules[0].Dependency.SetBy.File; {
	case set != nil && slices.Contains(base.Build.Parents, set) && ownVersion(i.Modules[0].Dependency) == "":
		// managed for the base already
	case parent != nil:
		managed.Version = i.Version
		f := e.file(parent)
		f.manage = append(f.manage, managed)
	default:
		entry.Version = i.Version
	}
	f := e.file(base.Build.POM)
	f.plain = append(f.plain, entry)
}

// commonParent is the nearest POM of the tree that the base and all modules of the item
// inherit, nil without one.
func commonParent(base *model.App, i *Item) *source.File {
	for _, f := range base.Build.Parents {
		if !slices.ContainsFunc(i.Modules, func(u Use) bool { return !slices.Contains(u.App.Build.Parents, f) }) {
			return f
		}
	}
	return nil
}

func (e *editor) changes() ([]Change, error) {
	var out []Change
	for f, p := range e.byFile {
		edits := p.edits
		for _, list := range []struct {
			managed bool
			entries []pomparse.NewDependency
		}{{true, p.manage}, {false, p.plain}} {
			more, err := pomparse.AddDependencies(f, list.managed, list.entries)
			if err != nil {
				return nil, err
			}
			edits = append(edits, more...)
		}
		out = append(out, Change{f, edits})
	}
	slices.SortFunc(out, func(a, b Change) int { return cmp.Compare(a.File.Path, b.File.Path) })
	return out, nil
}
