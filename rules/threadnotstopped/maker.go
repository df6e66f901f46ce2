package threadnotstopped

import (
	"slices"
	"strings"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// classOf is the class of "class#method".
func classOf(key string) string {
	class, _, _ := strings.Cut(key, "#")
	return class
}

// maxSupers bounds walks up a class's ancestors, which broken code may close to a ring.
const maxSupers = 16

// made is the library class that an object of class comes down to when objects of
// that are workers, as ThreadPoolExecutor for a subclass of the project's; "" for others.
func (f *finder) made(class string) string {
	for range maxSupers {
		t := f.project.Type(class)
		if t == nil {
			if _, ok := known.Workers[class+"#<init>"]; ok || class == known.ThreadClass || class == "java.util.concurrent.Executors" || workerFactories[class] {
				return class
			}
			return ""
		}
		if t.Super == nil {
			return ""
		}
		class = t.Super.Qualified
	}
	return ""
}

// workerFactories are the classes whose methods make workers.
var workerFactories = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range known.Workers {
		if w.Method != "<init>" {
			m[w.Class] = true
		}
	}
	return m
}()

// noCore: new ThreadPoolExecutor(0, ..), whose idle threads end.
func noCore(e *model.Expr) bool {
	if len(e.Args) < 4 {
		return false
	}
	core, ok := e.Args[0].Const()
	return ok && core == "0"
}

// startsItself reports whether the constructor of the project's thread class starts it.
func (f *finder) startsItself(e *model.Expr) bool {
	t := f.project.Type(e.Class.Qualified)
	if t == nil {
		return false
	}
	code := f.App.Code(t.Unit)
	return code != nil && slices.ContainsFunc(code.Uses, func(u *model.Use) bool {
		return u.Name == "start" && u.Type == t && (u.In == nil || u.In.Name == "<init>") && own(u.On)
	})
}

// own: f(), this.f(), super.f().
func own(on *model.Expr) bool {
	return on == nil || on.Kind == model.ExprThis || on.Kind == model.ExprSuper
}
