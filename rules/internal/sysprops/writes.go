// Package sysprops finds where code changes and reads System properties, in every
// spelling: what several rules look at.
package sysprops

import (
	"slices"

	"arklint/scanner/model"
)

// A Write is one place that changes System properties.
type Write struct {
	*model.Use
	Key *model.Expr // nil when the call takes no key
	New *model.Expr // what is stored, nil when the call stores nothing or more than one thing
}

// WriteCalls are the calls that Writes asks the app for.
var WriteCalls = append([]string{
	"java.lang.System#setProperty", "java.lang.System#clearProperty", "java.lang.System#setProperties", "java.lang.System#getProperties",
}, calls([]string{"java.util.Properties"}, mutators, viewMutators)...)

// mutators are the methods of java.util.Properties that change its content.
var mutators = []string{
	"setProperty", "put", "putIfAbsent", "putAll", "remove", "clear", "compute", "computeIfAbsent", "computeIfPresent",
	"merge", "replace", "replaceAll", "load", "loadFromXML",
}

// viewMutators change the map behind keySet(), entrySet() and values().
var viewMutators = []string{"remove", "removeIf", "removeAll", "retainAll", "clear"}

// holders are the classes that a variable for System.getProperties() may be
// declared as.
var holders = []string{"java.util.Properties", "java.util.Hashtable", "java.util.Dictionary", "java.util.Map", "java.lang.Object"}

// views are the classes of the views; "?" is what a call whose type nobody knows counts under.
var views = []string{"java.util.Set", "java.util.Collection", "java.lang.Iterable", "?"}

func calls(classes []string, methods ...[]string) []string {
	var out []string
	for _, c := range classes {
		for _, ms := range methods {
			for _, m := range ms {
				out = append(out, c+"#"+m)
			}
		}
	}
	return out
}

// Writes returns the places where app changes System properties, by path and offset.
func Writes(app *model.App) []Write {
	var out []Write
	for _, u := range app.Calls("java.lang.System", "setProperty", "clearProperty", "setProperties") {
		out = append(out, write(u))
	}
	for _, class := range holders {
		for _, u := range app.Calls(class, mutators...) {
			if isProperties(u.On, 0) {
				out = append(out, write(u))
			}
		}
	}
	for _, class := range views {
		for _, u := range app.Calls(class, viewMutators...) {
			if on := u.On.Origin(); on != nil && on.Kind == model.ExprCall && isView(on.Name) && isProperties(on.On, 0) {
				out = append(out, Write{Use: u})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Write) int {
		if a.At.File.Path != b.At.File.Path {
			if a.At.File.Path < b.At.File.Path {
				return -1
			}
			return 1
		}
		return a.At.Start - b.At.Start
	})
	return out
}

func isView(method string) bool {
	return method == "keySet" || method == "entrySet" || method == "values"
}

// write tells what u stores under which key; a method reference does not say.
func write(u *model.Use) Write {
	w := Write{Use: u}
	if u.Kind != model.ExprCall {
		return w
	}
	switch u.Name {
	case "setProperty", "put", "putIfAbsent", "replace":
		if len(u.Args) > 1 {
			w.Key, w.New = u.Args[0], u.Args[len(u.Args)-1]
		}
	case "remove", "clearProperty", "compute", "computeIfAbsent", "computeIfPresent", "merge":
		if len(u.Args) > 0 {
			w.Key = u.Args[0]
		}
	}
	return w
}

// IsProperties reports whether e is System.getProperties(), also through local
// variables, casts, branches and a static final field.
func IsProperties(e *model.Expr) bool { return isProperties(e, 0) }

func isProperties(e *model.Expr, depth int) bool {
	e = e.Origin()
	if e == nil || depth > 8 {
		return false
	}
	switch e.Kind {
	case model.ExprCall:
		return e.Name == "getProperties" && e.Class.Qualified == "java.lang.System"
	case model.ExprTernary:
		return len(e.Args) == 3 && (isProperties(e.Args[1], depth+1) || isProperties(e.Args[2], depth+1))
	case model.ExprSwitch:
		return slices.ContainsFunc(e.Args, func(a *model.Expr) bool { return isProperties(a, depth+1) })
	case model.ExprAssign:
		return e.Op == "=" && len(e.Args) == 2 && isProperties(e.Args[1], depth+1)
	case model.ExprField:
		return e.Field != nil && e.Field.Flags.Has(model.Final) && isProperties(e.Field.Init, depth+1)
	}
	return false
}
