package middlewarenameclash

import (
	"fmt"
	"path"
	"slices"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// collect exports the names that an application that runs gives to middleware
// whose classes are not its own.
func collect(p *rules.Pass) error {
	if p.App.Role != model.Base && p.App.Role != model.Module {
		return nil
	}
	c := &collector{Pass: p, sources: []*model.App{p.App}}
	for _, d := range p.App.Dependencies {
		if d.App != nil && d.App.Role != model.Base && d.App.Role != model.Module && ownCopy(p.App, d) {
			c.sources = append(c.sources, d.App)
		}
	}
	c.ehcache()
	c.quartz()
	c.rocketMQ()
	c.hazelcast()
	c.dubbo()
	c.apollo()
	return nil
}

// ownCopy reports whether the code of d runs as app's own: in a module's jar, or
// in the base. What a module leaves to the base counts there, once.
func ownCopy(app *model.App, d *model.Dependency) bool {
	return d.Loader == model.Packed || app.Role == model.Base && d.Loader == model.FromBase
}

// A collector finds the names that one application gives.
type collector struct {
	*rules.Pass
	sources []*model.App // the application, and the project's libraries in it
}

func (c *collector) calls(class string, methods ...string) []*model.Use {
	var out []*model.Use
	for _, app := range c.sources {
		out = append(out, app.Calls(class, methods...)...)
	}
	return out
}

// names are what the application's files name for a library.
func (c *collector) names(library string) []model.LibraryName {
	var out []model.LibraryName
	for _, app := range c.sources {
		for _, n := range app.LibraryNames {
			if n.Library == library {
				out = append(out, n)
			}
		}
	}
	return out
}

// version is that of the library that runs: the base's, where it has one.
func (c *collector) version(library known.Middleware) string {
	for _, app := range []*model.App{c.Group.Base, c.App} {
		if d := library.In(app); d != nil {
			return d.Version
		}
	}
	return ""
}

// claim exports a name, unless the library's table of names is the application's own.
func (c *collector) claim(library known.Middleware, f rules.Fact, at source.Span) {
	switch library.Loader(c.App, c.Group.Base) {
	case model.Packed:
		c.Clear(at, fmt.Sprintf("the module packs %s and so has a table of names to itself", library.Name))
		return
	case model.LoaderUnknown:
		f.More["loader"] = library.Name
	}
	f.At = rules.At(at)
	c.Export(f)
}

// claimFile exports a name that a file of the application gives.
func (c *collector) claimFile(library known.Middleware, kind, how string, n model.LibraryName) {
	c.claim(library, rules.Fact{Kind: kind, Key: n.Name, Value: how, More: map[string]string{"symbol": path.Base(n.At.File.Path)}}, n.At)
}

// claimUse exports the names that argument i of a call says, if it does.
func (c *collector) claimUse(library known.Middleware, kind, how string, u *model.Use, i int) {
	if len(u.Args) <= i {
		return
	}
	for _, name := range constants(u.Args[i]) {
		c.claim(library, rules.Fact{Kind: kind, Key: name, Value: how, More: map[string]string{"symbol": u.Symbol()}}, u.At)
	}
}

// constants are the texts that e may stand for, as far as they are known.
func constants(e *model.Expr) []string {
	var out []string
	for _, choice := range e.Choices() {
		if text, ok := choice.Const(); ok && text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// isTrue reports whether the only argument of u is the constant true.
func isTrue(u *model.Use) bool {
	return len(u.Args) == 1 && slices.Equal(constants(u.Args[0]), []string{"true"})
}
