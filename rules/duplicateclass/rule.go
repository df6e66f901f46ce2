// Package duplicateclass is the rule duplicate-class: a class that a module brings
// and the base has too, so that there are two classes of one name (observed.md 30 to 32).
package duplicateclass

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is duplicate-class.
var Rule = &rules.Rule{
	Name:  "duplicate-class",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Stage: rules.Preview,
	Needs: rules.Java | rules.POM,
	Calls: []string{beanFinder + "#getBaseBean"},
	Types: known.ExchangeTypes,
	Check: check,
}

// A twin is what a module brings and the base has too: a class of sources, the
// module's own or a library's, or a library from a repository.
type twin struct {
	name      string      // of the class, or group:artifact
	own, base *model.Type // nil for a library; one and the same where both have one project's class
	from      *model.Dependency
}

// A subject is what one finding is about: a twin, or the library of the project that brings many.
type subject struct {
	twin    *twin
	library *model.Dependency
}

func (t *twin) subject() subject {
	if t.own != nil && t.from != nil {
		return subject{library: t.from}
	}
	return subject{twin: t}
}

// identical reports whether both come from the same source text.
func (t *twin) identical() bool {
	return t.own == t.base || bytes.Equal(t.own.Unit.File.Text(), t.base.Unit.File.Text())
}

// check looks at a module beside its base. It is no Join: what crosses between the
// two is told by their code, not by a few facts.
func check(p *rules.Pass) error {
	if p.App.Role != model.Module || p.Group.Base == nil {
		return nil
	}
	b := newBorder(p.App, p.Group.Base)
	crossings := b.crossings()
	said := map[source.Span]bool{} // dependencies that a finding stands at
	for of, c := range crossings {
		if t := of.twin; t != nil && t.own == nil {
			reportArtifact(p, t, c)
			said[t.from.At] = true
		}
	}
	reportVersions(p, said)
	byLibrary := map[*model.Dependency][]*twin{}
	var libraries []*model.Dependency
	for _, t := range b.twins {
		if t.from == nil {
			reportClass(p, t, crossings[t.subject()])
			continue
		}
		if byLibrary[t.from] == nil {
			libraries = append(libraries, t.from)
		}
		byLibrary[t.from] = append(byLibrary[t.from], t)
	}
	for _, d := range libraries {
		reportLibrary(p, d, byLibrary[d], crossings[subject{library: d}])
	}
	return nil
}

const (
	classHint   = "leave the class to one of the two: drop this copy and depend on the base's with scope provided, or give it another name"
	libraryHint = "leave the library to the base: scope provided, on every path that brings it"
)

// reportClass speaks of a class of the module's own sources.
func reportClass(p *rules.Pass, t *twin, c *crossing) {
	f := rules.Finding{At: rules.At(t.own.At), Symbol: t.own.Name, Hint: classHint}
	here := fmt.Sprintf("%s is a class of %s too", t.own.Name, p.Group.Base.Name)
	switch {
	case c != nil:
		f.Message = fmt.Sprintf("%s, and %s", here, c.describe(p.App.Name, "it"))
		f.Confidence, f.Related = c.confidence(), c.related()
	case t.identical():
		p.Clear(t.own.At, "the base has the same class, and nothing of it crosses between the two")
		return
	case startsOnly(t.own) && startsOnly(t.base):
		p.Clear(t.own.At, "the base has a class of that name, and nobody is handed objects of either")
		return
	default:
		f.Level = rules.Note
		f.Message = here + ", with other code, and an object of one is not an object of the other, should it ever cross"
	}
	f.Related = append(f.Related, rules.Related{At: rules.At(t.base.At), Message: "the class of " + p.Group.Base.Name})
	p.Report(f)
}

// entryPoints are annotations of classes that Spring alone makes objects of and calls.
var entryPoints = []string{
	"org.springframework.boot.autoconfigure.SpringBootApplication", "org.springframework.context.annotation.Configuration",
	"org.springframework.stereotype.Controller", "org.springframework.web.bind.annotation.RestController",
}

// startsOnly reports whether a class is for Spring or the JVM to start with, and not
// for others to have objects of.
func startsOnly(t *model.Type) bool {
	return slices.ContainsFunc(entryPoints, func(name string) bool {
		_, ok := t.Annotation(name)
		return ok
	}) || slices.ContainsFunc(t.Methods, (*model.Method).IsMain)
}

// reportLibrary speaks of the classes that a library of the project brings, once.
func reportLibrary(p *rules.Pass, d *model.Dependency, twins []*twin, c *crossing) {
	f := rules.Finding{At: rules.At(d.At), Symbol: d.GroupID + ":" + d.ArtifactID, Hint: libraryHint}
	if c != nil {
		f.Message = fmt.Sprintf("%s is packed in %s, %s has its %s too, and %s", d.ArtifactID, p.App.Name, p.Group.Base.Name, c.twin.own.Simple, c.describe(p.App.Name, "it"))
		f.Confidence, f.Related = c.confidence(), append(c.related(), rules.Related{At: rules.At(c.twin.base.At), Message: "the class"})
		p.Report(f)
		return
	}
	var differs *twin
	if i := slices.IndexFunc(twins, func(t *twin) bool { return !t.identical() }); i >= 0 {
		differs = twins[i]
	}
	if differs == nil {
		p.Clear(d.At, "the base has the same classes, and nothing of them crosses between the two")
		return
	}
	f.Level = rules.Note
	f.Message = fmt.Sprintf("%s is packed in %s, and %s has its class %s too, with other code: an object of one is not an object of the other, should it ever cross",
		d.ArtifactID, p.App.Name, p.Group.Base.Name, differs.own.Name)
	f.Related = []rules.Related{{At: rules.At(differs.base.At), Message: "the class of " + p.Group.Base.Name}}
	p.Report(f)
}

// reportArtifact speaks of a library from a repository of which objects cross.
func reportArtifact(p *rules.Pass, t *twin, c *crossing) {
	p.Report(rules.Finding{
		At: rules.At(t.from.At), Symbol: t.name, Hint: libraryHint, Confidence: c.confidence(), Related: c.related(),
		Message: fmt.Sprintf("%s is packed in %s, %s has it too, and %s", t.from.ArtifactID, p.App.Name, p.Group.Base.Name, c.describe(p.App.Name, c.class)),
	})
}

// theirs is the base's own dependency on the library that d is, nil where it has none.
func theirs(base *model.App, d *model.Dependency) *model.Dependency {
	b := base.Dependency(d.GroupID, d.ArtifactID)
	if b == nil || b.Loader != model.FromBase || b.Type != d.Type || b.Classifier != d.Classifier {
		return nil
	}
	return b
}

// reportVersions reports libraries that are packed in the module in another version than
// the base has, once for each dependency that brings some and has not been reported. Equal versions are
// equal classes.
func reportVersions(p *rules.Pass, said map[source.Span]bool) {
	type place struct {
		at    source.Span
		first *model.Dependency
		what  []string
	}
	var places []*place
	byAt := map[source.Span]*place{}
	for _, d := range p.App.Dependencies {
		if d.App != nil || d.Loader != model.Packed || d.At.IsZero() || said[d.At] {
			continue
		}
		b := theirs(p.Group.Base, d)
		if b == nil || b.Version == d.Version || !isVersion(b.Version) || !isVersion(d.Version) {
			continue
		}
		at := byAt[d.At]
		if at == nil {
			at = &place{at: d.At, first: d}
			byAt[d.At] = at
			places = append(places, at)
		}
		at.what = append(at.what, fmt.Sprintf("%s %s (there %s)", d.ArtifactID, d.Version, b.Version))
	}
	for _, at := range places {
		what, more := at.what[0], ""
		if n := len(at.what) - 1; n > 0 {
			more = fmt.Sprintf(", and %d more", n)
		}
		p.Report(rules.Finding{
			At: rules.At(at.at), Level: rules.Note, Symbol: at.first.GroupID + ":" + at.first.ArtifactID,
			Message: fmt.Sprintf("%s packs %s%s, which %s has in another version: an object of one is not an object of the other, should it ever cross",
				p.App.Name, what, more, p.Group.Base.Name),
			Hint: "give it scope provided, so that the base's serves both, or keep its classes out of what the base and the module hand each other",
		})
	}
}

// isVersion reports whether a version is one and not a placeholder.
func isVersion(version string) bool { return version != "" && !strings.Contains(version, "${") }
