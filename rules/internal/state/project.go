package state

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// A Project judges the classes and fields of one app. It is for one rule's Check,
// not for concurrent use.
type Project struct {
	App *model.App

	apps    []*model.App           // of its merge group
	beans   map[string]bool        // classes that Spring makes objects of; nil until asked for
	objects map[*model.Type]*Trait // what State found, nil for stateless classes
	own     map[*model.Type]*Trait // what ownState found
	holding map[*model.Type]*Trait // what byFieldsAlone found
	plain   map[*model.Type]*Trait // what plainState found
	effects map[*model.Method]bool // what mutates found
	subs    map[string]int         // how many classes of the app extend a class; nil until asked for
}

// Of returns the judge of an app's fields.
func Of(app *model.App, group *model.Group) *Project {
	p := &Project{App: app, objects: map[*model.Type]*Trait{}, own: map[*model.Type]*Trait{}, holding: map[*model.Type]*Trait{}, plain: map[*model.Type]*Trait{}, effects: map[*model.Method]bool{}}
	if group != nil {
		p.apps = group.Apps()
	}
	return p
}

// Type finds the class of that canonical name among those that the app sees, its
// own first; nil when the project has none.
func (p *Project) Type(qualified string) *model.Type {
	if t := p.App.Type(qualified); t != nil || strings.HasPrefix(qualified, "java.") {
		return t
	}
	for _, app := range p.apps {
		if t := app.Type(qualified); t != nil {
			return t
		}
	}
	return nil
}

// maxSupers bounds walks up a class's ancestors, which broken code may close to a ring.
const maxSupers = 16

func supers(t *model.Type) []*model.TypeRef {
	if t.Super == nil {
		return t.Interfaces
	}
	return append([]*model.TypeRef{t.Super}, t.Interfaces...)
}

// lineage is the project's class of that name and its superclasses in the project.
func (p *Project) lineage(qualified string) []*model.Type { return p.ancestors(p.Type(qualified)) }

func (p *Project) ancestors(t *model.Type) []*model.Type {
	var out []*model.Type
	for t != nil && !slices.Contains(out, t) {
		out = append(out, t)
		if t.Super == nil || !t.Super.Known() {
			break
		}
		t = p.Type(t.Super.Qualified)
	}
	return out
}
