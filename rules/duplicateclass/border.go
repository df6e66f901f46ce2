package duplicateclass

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// beanFinder hands out beans of the base as they are; SpringServiceFinder makes
// proxies, which serialise what crosses (SpringServiceInvoker of koupleless-common 1.4).
const beanFinder = "com.alipay.sofa.koupleless.common.api.SpringBeanFinder"

// A border is where a module meets its base: the classes that both have, and those
// of the base's that the module uses.
type border struct {
	base  []*model.App // the base, and the project's libraries in it
	own   []*model.App // the module, and the libraries in its jar
	mine  map[string]bool
	twins []*twin          // classes of sources
	names map[string]*twin // the same by name
	// packages are those of libraries that both have (known.Packages).
	packages map[string]*twin
}

func newBorder(module, base *model.App) *border {
	b := &border{base: []*model.App{base}, own: []*model.App{module}, mine: map[string]bool{}, names: map[string]*twin{}, packages: map[string]*twin{}}
	from := map[*model.App]*model.Dependency{}
	for _, d := range base.Dependencies {
		if d.App != nil && d.Loader == model.FromBase {
			b.base = append(b.base, d.App)
		}
	}
	for _, d := range module.Dependencies {
		switch library := d.GroupID + ":" + d.ArtifactID; {
		case d.Loader != model.Packed:
		case d.App != nil:
			b.own = append(b.own, d.App)
			from[d.App] = d
		case known.Packages[library] != "" && theirs(base, d) != nil:
			b.packages[known.Packages[library]] = &twin{name: library, from: d}
		}
	}
	for _, app := range b.own {
		for _, t := range app.Types() {
			if t.Outer != nil || t.Local || b.mine[t.Name] {
				continue
			}
			b.mine[t.Name] = true
			if there := b.inBase(t.Name); there != nil && !t.Unit.Generated {
				twin := &twin{name: t.Name, own: t, base: there, from: from[app]}
				b.twins = append(b.twins, twin)
				b.names[t.Name] = twin
			}
		}
	}
	return b
}

func (b *border) inBase(name string) *model.Type {
	for _, app := range b.base {
		if t := app.Type(name); t != nil {
			return t
		}
	}
	return nil
}

// shared is the class that the module takes from the base, nil where it has its own.
func (b *border) shared(name string) *model.Type {
	t := b.inBase(name)
	if t == nil || b.mine[t.Top().Name] {
		return nil
	}
	return t
}

// twinOf is the twin that the class of that name is, or belongs to.
func (b *border) twinOf(name string) *twin {
	for name != "" {
		if t := b.names[name]; t != nil {
			return t
		}
		if t := b.packages[name]; t != nil {
			return t
		}
		name = name[:max(strings.LastIndexByte(name, '.'), 0)]
	}
	return nil
}

// A bond is how a method of the base needs a twin to be its own.
type bond uint8

const (
	holds bond = iota + 1 // as a type argument
	casts                 // a cast of a parameter
	names                 // in its signature
	finds                 // looks a bean up by it
)

// A crossing is where objects of a twin cross between the module and the base.
type crossing struct {
	tie
	twin     *twin
	method   *model.Method // of the base, nil for finds
	at       source.Span   // in the module
	inherits *model.Type   // the module's class that overrides the method, nil for a call
	lambda   bool          // a lambda of the module's implements the method
}

// describe says what happens: "com.acme.Desk#put, which order calls, names it: LinkageError",
// where it is what the sentence calls the class.
func (c *crossing) describe(module, it string) string {
	if c.bond == finds {
		return fmt.Sprintf("no bean of the base is of the copy in %s: org.springframework.beans.factory.NoSuchBeanDefinitionException", module)
	}
	who := fmt.Sprintf("%s, which %s calls,", c.method.Symbol(), module)
	switch {
	case c.inherits != nil:
		who = fmt.Sprintf("%s, which %s overrides,", c.method.Symbol(), c.inherits.Name)
	case c.lambda:
		who = fmt.Sprintf("%s, which a lambda of %s implements,", c.method.Symbol(), module)
	}
	switch c.bond {
	case names:
		return fmt.Sprintf("%s names %s: java.lang.LinkageError: loader constraint violation", who, it)
	case casts:
		return fmt.Sprintf("%s casts to %s: java.lang.ClassCastException: class %s cannot be cast to class %[3]s", who, it, c.class)
	}
	return fmt.Sprintf("%s hands %s over in a container: java.lang.ClassCastException: class %s cannot be cast to class %[3]s", who, it, c.class)
}

// confidence is high where the JVM itself compares the two classes.
func (c *crossing) confidence() rules.Confidence {
	if c.bond == names || c.bond == finds {
		return rules.High
	}
	return rules.Medium // a cast behind a test, or a container that nobody looks into, does no harm
}

func (c *crossing) related() []rules.Related {
	out := []rules.Related{{At: rules.At(c.at), Message: "the call"}}
	switch {
	case c.inherits != nil:
		out[0].Message = "overrides the base's method"
	case c.lambda:
		out[0].Message = "takes the lambda"
	}
	if c.method != nil {
		out = append(out, rules.Related{At: rules.At(c.method.At), Message: "the base's method"})
	}
	return out
}

// crossings are the subjects of which objects cross, each with where it hurts most. The
// base's files are read in growing portions, and none for a subject that has its answer:
// a library with thousands of classes needs one.
func (b *border) crossings() map[subject]*crossing {
	out := map[subject]*crossing{}
	add := func(t *twin, c crossing) {
		c.twin = t
		if old := out[t.subject()]; old == nil || old.bond < c.bond {
			out[t.subject()] = &c
		}
	}
	for _, app := range b.own {
		for _, u := range app.Calls(beanFinder, "getBaseBean") {
			if len(u.Args) != 1 {
				continue
			}
			if class := u.Args[0].Origin(); class.Kind == model.ExprClass && class.Type != nil {
				if t := b.twinOf(class.Type.Qualified); t != nil {
					add(t, crossing{tie: tie{finds, class.Type.Qualified}, at: u.At})
				}
			}
		}
	}
	if len(b.twins)+len(b.packages) == 0 {
		return out
	}
	contact := b.contact()
	if len(contact.units) == 0 {
		return out
	}
	open := func(t *twin) bool { return out[t.subject()] == nil || out[t.subject()].bond < names }
	for units, portion := b.offering(), firstPortion; len(units) > 0; portion *= 8 {
		var some []offer
		some, units = b.mentioning(units, b.simpleNames(open), portion)
		api := b.api(some)
		if len(api.bonds) > 0 {
			b.cross(contact, api, open, add)
		}
	}
	return out
}

// A contact is the part of a module's code that may have to do with classes that the
// base loads and the module has no copy of: what is not named cannot be handed anything.
type contact struct {
	units map[*model.Unit]bool // name such a class
	types map[string]bool      // simple names of the types in these files: by their members others get at one
}

// near reports whether code of u may have an object of the base's in hand.
func (c *contact) near(u *model.Unit) bool { return c.units[u] || mentions(u, c.types) }

func (b *border) contact() *contact {
	there, packages := map[string]bool{}, map[string]bool{} // top-level classes, and their packages
	for _, o := range b.offering() {
		packages[o.unit.Package] = true
		for _, t := range o.unit.Types {
			there[t.Name] = true
		}
	}
	c := &contact{units: map[*model.Unit]bool{}, types: map[string]bool{}}
	for _, app := range b.own {
		for _, u := range app.Units {
			if packages[u.Package] || slices.ContainsFunc(u.Imports, func(i model.Import) bool {
				return i.Module || i.OnDemand && packages[i.Name] || within(i.Name, there)
			}) || writesOut(u, there) {
				c.units[u] = true
			}
		}
		for _, t := range app.Types() {
			if c.units[t.Unit] {
				c.types[t.Simple] = true
			}
		}
	}
	return c
}

// within reports whether name is one of classes or belongs to one.
func within(name string, classes map[string]bool) bool {
	for name != "" {
		if classes[name] {
			return true
		}
		name = name[:max(strings.LastIndexByte(name, '.'), 0)]
	}
	return false
}

// firstPortion is how many of the base's files are read before the module's are asked.
const firstPortion = 32

// cross looks in the module's files for uses of api.
func (b *border) cross(c *contact, api *api, open func(*twin) bool, add func(*twin, crossing)) {
	left := func() bool {
		return slices.ContainsFunc(api.twins, open)
	}
	for _, app := range b.own {
		for _, t := range app.Types() {
			for _, m := range b.inherited(t, api) {
				for _, tied := range api.bonds[m] {
					if tied.bond == names {
						add(tied.twin, crossing{tie: tied.tie, method: m, at: t.At, inherits: t})
					}
				}
			}
		}
		for _, u := range app.Units {
			if !left() {
				return
			}
			if !mentions(u, api.words) || !c.near(u) {
				continue
			}
			code := app.Code(u)
			if code == nil {
				continue
			}
			for _, use := range code.Uses {
				targets := b.targets(use)
				for _, tied := range api.bonds[api.called(targets)] {
					add(tied.twin, crossing{tie: tied.tie, method: api.called(targets), at: use.At})
				}
				for _, m := range api.implemented(use, targets) {
					for _, tied := range api.bonds[m] {
						add(tied.twin, crossing{tie: tied.tie, method: m, at: use.At, lambda: true})
					}
				}
			}
		}
	}
}

// mentions reports whether a file may use one of words as an identifier: it has it
// in its text, or escapes that might spell it.
func mentions(u *model.Unit, words map[string]bool) bool {
	return anyName(u, false, func(name []byte) bool { return words[string(name)] })
}

// writesOut reports whether a file may name one of classes in full.
func writesOut(u *model.Unit, classes map[string]bool) bool {
	return anyName(u, true, func(name []byte) bool { return within(string(name), classes) })
}

// anyName reports whether is holds for a name in the text of a file, or for what its
// escapes might spell: identifiers, or such as are joined by dots.
func anyName(u *model.Unit, dotted bool, is func(name []byte) bool) bool {
	text := u.File.Text()
	defer u.File.Release() // many files are looked at, few are read
	start, dots := -1, 0
	for i, c := range text {
		switch {
		case c == '_' || c == '$' || c >= 0x80 || 'a' <= c|0x20 && c|0x20 <= 'z' || start >= 0 && '0' <= c && c <= '9':
			if start < 0 {
				start, dots = i, 0
			}
			continue
		case c == '.' && dotted && start >= 0:
			dots++
			continue
		case c == '\\' && hides(text, i):
			return true
		}
		if start >= 0 && (!dotted || dots > 1) && is(text[start:i]) {
			return true
		}
		start = -1
	}
	return false
}

// hidden is an escape of a letter, a digit or a dot beside others, which nobody writes
// but to hide a name. Those of other characters, and such as stand alone, are everyday in texts.
var hidden = regexp.MustCompile(`^([\w$.]\\u+00[0-7][0-9a-fA-F]|.\\u+00[0-7][0-9a-fA-F][\w$.\\])`)

func hides(text []byte, at int) bool {
	return at > 0 && hidden.Match(text[at-1:min(len(text), at+16)])
}
