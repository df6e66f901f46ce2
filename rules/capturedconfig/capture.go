package capturedconfig

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/sysprops"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A capture is a piece of configuration that a static field keeps.
type capture struct {
	key        string // "" when it is not constant
	env        bool   // of the environment of the process
	from       string // "the Spring Environment"; "" for a System property or the environment
	at         source.Span
	plain      bool // made a number or a truth value on its way into the field
	confidence rules.Confidence
}

// what names the configuration.
func (c capture) what() string {
	switch {
	case c.from != "" && c.key != "":
		return fmt.Sprintf("%q of %s", c.key, c.from)
	case c.from != "":
		return "configuration of " + c.from
	case c.key != "" && c.env:
		return fmt.Sprintf("the environment variable %q", c.key)
	case c.key != "":
		return fmt.Sprintf("the System property %q", c.key)
	case c.env:
		return "an environment variable"
	}
	return "a System property"
}

// identity reports whether c says which application this is.
func (c capture) identity() bool {
	if c.env {
		_, ok := known.IdentityVariable(c.key)
		return ok
	}
	return known.SystemProperty(c.key).Kind == known.IdentityProperty
}

// A finder finds captures in one app.
type finder struct {
	app *model.App
	// The reads of System properties and of the environment, by place, and the
	// first of each method that makes one.
	reads   map[source.Span]sysprops.Read
	methods map[*model.Method]sysprops.Read
}

func (f *finder) index() {
	if f.reads != nil {
		return
	}
	f.reads, f.methods = map[source.Span]sysprops.Read{}, map[*model.Method]sysprops.Read{}
	for _, r := range sysprops.Reads(f.app) {
		f.reads[r.At] = r
		if r.In != nil && !(r.Lambda && later(r.In.Return)) {
			if _, ok := f.methods[r.In]; !ok {
				f.methods[r.In] = r
			}
		}
	}
}

// later reports whether a method that returns ref may hand out the lambda that reads.
func later(ref *model.TypeRef) bool {
	if ref == nil {
		return true
	}
	return strings.HasPrefix(ref.Qualified, "java.util.function.") || ref.Qualified == "java.lang.Runnable" || ref.Qualified == "java.util.concurrent.Callable"
}

// captured looks at what a static field is initialised with: at its
// declaration, or in a static initialiser.
func (f *finder) captured(field *model.Field) (capture, bool) {
	if c, ok := f.find(field.Init, 0); ok {
		return c, true
	}
	for _, a := range field.Accesses {
		if !a.Init {
			continue
		}
		switch {
		case a.Kind == model.Assign:
			if c, ok := f.find(a.Value, 0); ok {
				return c, true
			}
		case a.Kind == model.Mutate && (a.Method == "load" || a.Method == "loadFromXML" || a.Method == "putAll"):
			for _, arg := range a.Args {
				if c, ok := f.find(arg, 0); ok {
					return c, true
				}
			}
		}
	}
	return capture{}, false
}

// maxDepth bounds the walk into an expression.
const maxDepth = 12

// find looks for configuration in what e is made of. A field that e names has
// captured it itself, and a lambda asks later.
func (f *finder) find(e *model.Expr, depth int) (capture, bool) {
	e = e.Unwrap()
	if e == nil || depth > maxDepth {
		return capture{}, false
	}
	if e.Kind == model.ExprLocal && e.Init != nil {
		return f.find(e.Init, depth+1) // not Origin, which skips the condition of x ? y : null
	}
	switch e.Kind {
	case model.ExprField, model.ExprLambda, model.ExprMethodRef, model.ExprLocal, model.ExprConst:
		return capture{}, false
	case model.ExprCall, model.ExprNew:
		if c, ok := f.source(e); ok {
			c.plain = c.plain || plain[e.Class.Qualified] || isPlain(e.Type)
			return c, !known.ProcessFact(c.key, c.env) || c.from != ""
		}
	}
	for _, part := range append([]*model.Expr{e.On}, e.Args...) {
		if c, ok := f.find(part, depth+1); ok {
			c.plain = c.plain || plain[e.Class.Qualified]
			return c, true
		}
	}
	return capture{}, false
}

// plain are the types of numbers and switches, and the classes that make them
// of text.
var plain = map[string]bool{
	"boolean": true, "byte": true, "short": true, "int": true, "long": true, "float": true, "double": true,
	"java.lang.Boolean": true, "java.lang.Integer": true, "java.lang.Long": true, "java.lang.Float": true, "java.lang.Double": true,
}

func isPlain(t *model.TypeRef) bool { return t != nil && t.Dims == 0 && plain[t.Qualified] }

// source tells whether the call or creation e itself reads configuration.
func (f *finder) source(e *model.Expr) (capture, bool) {
	f.index()
	if r, ok := f.reads[e.At]; ok {
		c := capture{env: r.Env, at: e.At, confidence: rules.High}
		if keys := r.Keys(); len(keys) > 0 {
			c.key = keys[0]
		}
		return c, true
	}
	if e.Decl != nil && e.Decl.Return != nil && e.Decl.Return.Text != "void" {
		if r, ok := f.methods[e.Decl]; ok {
			return capture{key: keyThrough(r, e), env: r.Env, at: r.At, plain: plain[r.Class.Qualified], confidence: rules.Medium}, true
		}
	}
	method := e.Name
	if e.Kind == model.ExprNew {
		method = "<init>"
	}
	i := slices.IndexFunc(known.ConfigSources, func(s known.ConfigSource) bool {
		return s.Method == method && s.Class == e.Class.Qualified
	})
	if i >= 0 {
		s := known.ConfigSources[i]
		c := capture{from: s.From, at: e.At, confidence: rules.High}
		if s.Key >= 0 && s.Key < len(e.Args) {
			c.key, _ = e.Args[s.Key].Const()
		}
		return c, true
	}
	if from := file(e, method); from != "" {
		return capture{from: from, at: e.At, confidence: rules.Medium}, true
	}
	return capture{}, false
}

// keyThrough is the key that a method of the app reads when it is called by e:
// its own constant, or the argument that it hands on.
func keyThrough(r sysprops.Read, e *model.Expr) string {
	if keys := r.Keys(); len(keys) > 0 {
		return keys[0]
	}
	key := r.Key.Origin()
	if key == nil || key.Kind != model.ExprLocal || !key.Param {
		return ""
	}
	for i, p := range e.Decl.Params {
		if p.Name == key.Name && i < len(e.Args) {
			text, _ := e.Args[i].Const()
			return text
		}
	}
	return ""
}

// file names the file that e reads where each application would have had one
// of its own: by a path below the working directory, or by the context class loader.
func file(e *model.Expr, method string) string {
	switch {
	case known.ReadsFile(e.Class.Qualified, method) && len(e.Args) > 0:
		if name, ok := pathOf(e.Args[0]); ok && name != "" && !path.IsAbs(name) && name[0] != '\\' && (len(name) < 2 || name[1] != ':') {
			return fmt.Sprintf("the file %q in the working directory", name)
		}
	case (method == "getResourceAsStream" || method == "getResource" || method == "getResources") && e.On.IsCall("java.lang.Thread", "getContextClassLoader"):
		return "a file that the context class loader finds"
	}
	return ""
}

// pathOf is the constant path that e is, names or is made of.
func pathOf(e *model.Expr) (string, bool) {
	e = e.Origin()
	if e == nil {
		return "", false
	}
	if text, ok := e.Const(); ok {
		return text, true
	}
	made := e.Kind == model.ExprNew && e.Class.Qualified == "java.io.File" ||
		e.Kind == model.ExprCall && (e.Class.Qualified == "java.nio.file.Paths" || e.Class.Qualified == "java.nio.file.Path")
	if made && len(e.Args) > 0 {
		return pathOf(e.Args[0])
	}
	return "", false
}
