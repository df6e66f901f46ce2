package ark

import (
	"fmt"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A Loader is who defines a class at run time (knowledge 1.2).
type Loader uint8

// Loaders.
const (
	ByUnknown Loader = iota // nothing says where the classes end up
	ByModule                // the application's own class loader, a copy for each application that packs it
	ByBase                  // the base's class loader: one copy for everybody
)

func (l Loader) String() string {
	switch l {
	case ByModule:
		return "module"
	case ByBase:
		return "base"
	}
	return "unknown"
}

// A Loading says who loads the classes of one app, and why.
type Loading struct {
	By  Loader
	Why string      // "the base depends on shop-common and loads its classes", also why nobody knows
	At  source.Span // the line that makes it so; zero when none does
	// Users are the apps that share the one copy (ByBase) or have one each.
	Users []*model.App
}

// WhoLoads says who loads the classes that app's sources become, in group g
// (knowledge 1.2: a module's own jar wins, otherwise the base is asked).
func WhoLoads(g *model.Group, app *model.App) Loading {
	switch app.Role {
	case model.Base:
		return Loading{By: ByBase, Why: "this is the base's own code" + flag(app), At: app.EvidenceAt, Users: g.Members()}
	case model.Module:
		return Loading{By: ByModule, Why: "a module loads its own classes" + flag(app), At: app.EvidenceAt, Users: []*model.App{app}}
	}
	var packed, shared *model.Dependency // the first of each
	var packers, sharers []*model.App
	var sharer *model.App
	for _, m := range g.Modules {
		d := dependencyOn(m, app)
		if d == nil {
			continue
		}
		switch d.Loader {
		case model.Packed:
			packers = append(packers, m)
			if packed == nil {
				packed = d
			}
		case model.FromBase:
			sharers = append(sharers, m)
			if shared == nil {
				shared, sharer = d, m
			}
		}
	}
	var inBase *model.Dependency
	if g.Base != nil {
		if inBase = dependencyOn(g.Base, app); inBase != nil && inBase.Loader != model.FromBase {
			inBase = nil
		}
	}
	switch {
	case shared != nil && inBase != nil:
		return Loading{By: ByBase, Why: fmt.Sprintf("%s leaves %s to the base, which depends on it here", sharer.Name, app.Name), At: inBase.At, Users: append([]*model.App{g.Base}, sharers...)}
	case shared != nil:
		return Loading{By: ByBase, Why: fmt.Sprintf("%s leaves %s out of its jar, so the base has to load it", sharer.Name, app.Name), At: shared.At, Users: sharers}
	case inBase != nil && packed == nil:
		return Loading{By: ByBase, Why: fmt.Sprintf("the base depends on %s and loads its classes", app.Name), At: inBase.At, Users: []*model.App{g.Base}}
	case packed != nil:
		return Loading{By: ByModule, Why: fmt.Sprintf("%s packs a copy of %s", packers[0].Name, app.Name), At: packed.At, Users: packers}
	}
	return Loading{Why: fmt.Sprintf("no POM in sight says who loads %s; --role base, module or library states it", app.Name)}
}

// flag names what made an app a base or a module when no line of its files did.
func flag(app *model.App) string {
	if !app.EvidenceAt.IsZero() || app.Evidence == "" {
		return ""
	}
	return " (" + app.Evidence + ")"
}

// dependencyOn is app's dependency on the project lib, nil without one that
// reaches the run time.
func dependencyOn(app, lib *model.App) *model.Dependency {
	for _, d := range app.Dependencies {
		if d.App == lib && d.Scope != "test" {
			return d
		}
	}
	return nil
}
