package sysprops

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// A Read is one place that reads a System property or an environment variable.
type Read struct {
	*model.Use
	Key *model.Expr // nil in a method reference
	// Env: it reads the environment of the process.
	Env bool
}

// A reader is a method that reads the property or variable named by its first
// argument. None may be called get: every call of that name would be kept.
type reader struct {
	class, method string
	env           bool
}

var readers = []reader{
	{"java.lang.System", "getProperty", false},
	{"java.lang.Integer", "getInteger", false},
	{"java.lang.Long", "getLong", false},
	{"java.lang.Boolean", "getBoolean", false},
	{"java.lang.System", "getenv", true},
	{"org.springframework.util.SystemPropertyUtils", "resolvePlaceholders", false}, // Spring Framework 5 and 6: "${key}"
}

// lookups are the methods that read System.getProperties() and System.getenv().
var lookups = []string{"getProperty", "get", "getOrDefault", "containsKey"}

// ReadCalls are the calls that Reads asks the app for.
var ReadCalls = func() []string {
	out := calls([]string{"java.util.Properties"}, lookups)
	for _, r := range readers {
		out = append(out, r.class+"#"+r.method)
	}
	return out
}()

// Reads returns the places where app reads System properties and environment
// variables, by reader, path and offset.
func Reads(app *model.App) []Read {
	var out []Read
	for _, r := range readers {
		for _, u := range app.Calls(r.class, r.method) {
			out = append(out, Read{Use: u, Key: first(u), Env: r.env})
		}
	}
	for _, class := range []string{"java.util.Properties", "java.util.Hashtable", "java.util.Map"} {
		for _, u := range app.Calls(class, lookups...) {
			switch {
			case IsProperties(u.On):
				out = append(out, Read{Use: u, Key: first(u)})
			case u.On.IsCall("java.lang.System", "getenv"):
				out = append(out, Read{Use: u, Key: first(u), Env: true})
			}
		}
	}
	// System.getenv() alone names no variable.
	return slices.DeleteFunc(out, func(r Read) bool { return r.Kind == model.ExprCall && r.Key == nil })
}

func first(u *model.Use) *model.Expr {
	if u.Kind == model.ExprCall && len(u.Args) > 0 {
		return u.Args[0]
	}
	return nil
}

// Keys are the constant keys that r reads: one, or those of the placeholders in
// a text.
func (r Read) Keys() []string {
	text, ok := r.Key.Const()
	if !ok {
		return nil
	}
	if r.Name != "resolvePlaceholders" {
		return []string{text}
	}
	var out []string
	for {
		_, rest, found := strings.Cut(text, "${")
		if !found {
			return out
		}
		key, after, _ := strings.Cut(rest, "}")
		key, _, _ = strings.Cut(key, ":")
		out = append(out, key)
		text = after
	}
}
