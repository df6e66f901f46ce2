package loaders

import (
	"strings"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A Lookup is one place that looks for something in a class loader.
type Lookup struct {
	// Use is the call that chooses the loader: the look-up itself, or the call of a
	// method of the project's own that leads to it.
	*model.Use
	Finds  known.Found
	What   *model.Expr // says what is looked for; nil where nothing does
	Asked  *model.Expr // the loader, or the class that lends it; nil for the caller's
	Loader Loader
	// Via is the method of the project's own that does the look-up with the
	// loader it is given; nil when Use does it itself.
	Via *model.Method
}

// Calls are what a rule that asks for Lookups lists among its own Calls.
func Calls() []string {
	out := []string{
		"java.lang.Class#getClassLoader", "java.lang.Thread#getContextClassLoader",
		"java.lang.ClassLoader#getSystemClassLoader", "java.lang.ClassLoader#getPlatformClassLoader",
	}
	seen := map[string]bool{}
	for _, c := range known.LoaderCalls {
		if key := c.Class + "#" + c.Method; !seen[key] {
			seen[key] = true
			out = append(out, key)
		}
	}
	return out
}

// In returns the look-ups of app.
func In(app *model.App) []Lookup {
	var out []Lookup
	for _, c := range known.LoaderCalls {
		for _, u := range app.Calls(c.Class, c.Method) {
			if l, ok := lookup(u, c); ok {
				out = append(out, l)
			}
		}
	}
	return append(out, handedOn(app, out)...)
}

// lookup is what a call that the table may mean looks for.
func lookup(u *model.Use, c known.LoaderCall) (Lookup, bool) {
	l := Lookup{Use: u, Finds: c.Finds}
	if u.Kind == model.ExprMethodRef {
		// Class::forName, loader::loadClass: what is looked for comes later.
		switch {
		case c.Loader == known.Caller:
			l.Loader = Own
		case c.Loader == known.Receiver && u.On != nil && u.On.Kind != model.ExprType:
			l.Asked = u.On
			l.Loader = whose(l.Asked)
		default:
			return Lookup{}, false
		}
		return l, true
	}
	argc := len(u.Args)
	if argc <= c.Name || argc <= c.Loader || c.Args >= 0 && argc != c.Args {
		return Lookup{}, false
	}
	if c.Name >= 0 {
		l.What = u.Args[c.Name]
	}
	switch c.Loader {
	case known.Caller:
		l.Loader = Own
		return l, true
	case known.Receiver:
		l.Asked = u.On
	default:
		l.Asked = u.Args[c.Loader]
	}
	l.Loader = whose(l.Asked)
	if l.Finds == known.Services && c.Class == "java.util.ServiceLoader" && l.Asked.Origin().Kind == model.ExprNull {
		l.Loader = System // "null if the system class loader is to be used"
	}
	return l, true
}

// whose tells whose loader e is, or has when it is a class.
func whose(e *model.Expr) Loader {
	if isClass(e) {
		return classOf(e, 0)
	}
	return Of(e)
}

func isClass(e *model.Expr) bool {
	o := e.Origin()
	return o != nil && (o.Kind == model.ExprClass || o.Type != nil && o.Type.Qualified == "java.lang.Class" && o.Type.Dims == 0)
}

// handedOn finds the calls that hand a loader to a method of the project's own
// that asks it, some methods deep. Only files that take hold of a loader for
// something else than a look-up of their own are read.
func handedOn(app *model.App, direct []Lookup) []Lookup {
	asked := map[source.Span]bool{}
	for _, l := range direct {
		if o := l.Asked.Origin(); o != nil {
			asked[o.At] = true
		}
	}
	uses := app.Calls("java.lang.Class", "getClassLoader")
	uses = append(uses, app.Calls("java.lang.ClassLoader", "getSystemClassLoader", "getPlatformClassLoader")...)
	read := map[*model.Unit]bool{}
	var out []Lookup
	for _, u := range uses {
		if read[u.Unit] || asked[u.At] || Of(u.Expr) == Elsewhere {
			continue
		}
		read[u.Unit] = true
		code := app.Code(u.Unit)
		if code == nil {
			continue
		}
		for _, c := range code.Uses {
			for i, arg := range c.Args {
				if c.Decl == nil || !isLoader(arg) {
					continue
				}
				whose := Of(arg)
				if whose == Elsewhere {
					continue
				}
				if l, ok := through(c.Decl, i, 0); ok {
					l.What = given(l.What, c)
					l.Use, l.Asked, l.Loader, l.Via = c, arg, whose, c.Decl
					out = append(out, l)
				}
			}
		}
	}
	return out
}

func isLoader(e *model.Expr) bool {
	o := e.Origin()
	return o != nil && o.Type != nil && o.Type.Qualified == "java.lang.ClassLoader" && o.Type.Dims == 0
}

// through finds the look-up that m makes in the loader which is its i-th parameter.
func through(m *model.Method, i, depth int) (Lookup, bool) {
	unit := m.Owner.Unit
	code := unit.App.Code(unit)
	if code == nil || depth > maxDepth || i >= len(code.Params[m]) {
		return Lookup{}, false
	}
	name := code.Params[m][i].Name
	isParam := func(e *model.Expr) bool {
		o := e.Origin()
		return o != nil && o.Kind == model.ExprLocal && o.Param && o.Name == name
	}
	for _, u := range code.Of(m) {
		for _, c := range known.LoaderCalls {
			if c.Method != u.Name && !(c.Method == "<init>" && u.Kind == model.ExprNew) || c.Class != u.Class.Qualified {
				continue
			}
			if l, ok := lookup(u, c); ok && l.Asked != nil && isParam(l.Asked) {
				return l, true
			}
		}
		for j, arg := range u.Args {
			if u.Decl == nil || u.Decl == m || !isParam(arg) {
				continue
			}
			if l, ok := through(u.Decl, j, depth+1); ok {
				l.What = given(l.What, u)
				return l, true
			}
		}
	}
	return Lookup{}, false
}

// given is what stands for a parameter of the method that u calls.
func given(what *model.Expr, u *model.Use) *model.Expr {
	o := what.Origin()
	if o == nil || o.Kind != model.ExprLocal || !o.Param {
		return what
	}
	code := u.Decl.Owner.Unit.App.Code(u.Decl.Owner.Unit)
	for i, p := range code.Params[u.Decl] {
		if p.Name == o.Name && i < len(u.Args) {
			return u.Args[i]
		}
	}
	return what
}

// Quote shows the loader that is asked as it is written.
func (l Lookup) Quote() string {
	if l.Asked == nil {
		return l.Call()
	}
	text := l.Asked.At.Text()
	if len(text) > 60 || strings.ContainsAny(text, "\n\"") {
		return "its own class loader"
	}
	return text
}

// Call names the method that is called: Class.forName.
func (l Lookup) Call() string {
	class := l.Class.Qualified
	return class[strings.LastIndexByte(class, '.')+1:] + "." + l.Name
}
