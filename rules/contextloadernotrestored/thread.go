package contextloadernotrestored

import (
	"strings"

	"arklint/rules/internal/callers"
	"arklint/scanner/model"
)

// ownThread says why the thread that runs c is nobody else's, "" when it may be.
func (f *file) ownThread(c *change, depth int) string {
	const own = "the thread is made for this code"
	for _, b := range f.blocks(c.At, c.in) {
		if f.startsThread(func(e *model.Expr) bool { return b.is(e) }) || b.method != nil && b.method.Name == "run" && f.isThread(b.class) {
			return own
		}
	}
	m := c.in.method
	switch {
	case m == nil || !c.later.IsZero():
		return ""
	case m.IsMain():
		return "main runs on the thread that starts the application, and whoever starts a module in a base puts the loader back"
	case m.Name == "run" && (f.isThread(m.Owner) || f.startsThread(func(e *model.Expr) bool { return isObject(e, m.Owner) })),
		f.startsThread(func(e *model.Expr) bool {
			return e.Kind == model.ExprMethodRef && e.Name == m.Name && e.Class.Qualified == m.Owner.Name
		}):
		return own
	case depth > maxCalls || m.Flags.Has(model.Public):
		return ""
	}
	why := ""
	for _, u := range f.callsOf(m) {
		if u.Unit == f.Unit && c.in.has(u.At) {
			continue
		}
		at := f.of(u.Unit)
		if at == nil {
			return ""
		}
		if why = at.ownThread(at.place(u), depth+1); why == "" {
			return ""
		}
	}
	return why
}

// callsOf are the calls of m, those of other files included when they can call it, and
// the method references that may mean it.
func (f *file) callsOf(m *model.Method) []*model.Use {
	var out []*model.Use
	for _, u := range f.Uses {
		if u.Decl == m || u.Kind == model.ExprMethodRef && u.Name == m.Name {
			out = append(out, u)
		}
	}
	if m.Flags.Has(model.Private) {
		return out
	}
	for _, u := range callers.Of(f.app, m) {
		if u.Unit != f.Unit {
			out = append(out, u)
		}
	}
	return out
}

// of is the file of u, nil when it cannot be read any more.
func (f *file) of(u *model.Unit) *file {
	if u == f.Unit {
		return f
	}
	code := f.app.Code(u)
	if code == nil {
		return nil
	}
	return &file{app: f.app, Code: code}
}

// isObject reports whether e is an object of t.
func isObject(e *model.Expr, t *model.Type) bool {
	return (e.Kind == model.ExprThis || e.Kind == model.ExprNew || e.Kind == model.ExprField || e.Kind == model.ExprLocal) && e.Type != nil && e.Type.Qualified == t.Name
}

// startsThread reports whether a thread is made to run the object that is asked for.
func (f *file) startsThread(is func(*model.Expr) bool) bool {
	for _, uses := range [][]*model.Use{f.Uses, f.app.News("java.lang.Thread")} {
		for _, u := range uses {
			if !f.makesThread(u) {
				continue
			}
			for _, a := range u.Args {
				for _, o := range a.Choices() {
					if is(o) {
						return true
					}
				}
			}
		}
	}
	return false
}

// makesThread reports whether u makes a thread for the task that it is given.
func (f *file) makesThread(u *model.Use) bool {
	if u.Kind == model.ExprNew {
		return u.Type != nil && u.Expr.Type != nil && f.threadClass(u.Expr.Type.Qualified)
	}
	switch u.Name {
	case "startVirtualThread":
		return u.Class.Qualified == "java.lang.Thread"
	case "newThread": // java.util.concurrent.ThreadFactory
		return len(u.Args) == 1
	case "start", "unstarted": // Java 21: Thread.ofVirtual(), Thread.ofPlatform()
		return strings.HasPrefix(u.Class.Qualified, "java.lang.Thread.Builder") || built(u.On, 0)
	}
	return false
}

// built reports whether e is a thread builder that is made here.
func built(e *model.Expr, depth int) bool {
	e = e.Origin()
	if e == nil || depth > 8 {
		return false
	}
	return e.IsCall("java.lang.Thread", "ofVirtual") || e.IsCall("java.lang.Thread", "ofPlatform") || built(e.On, depth+1)
}

// threads are the library's threads that classes of projects extend.
var threads = map[string]bool{
	"java.lang.Thread": true, "java.util.concurrent.ForkJoinWorkerThread": true, // Java SE 25 API
	"io.netty.util.concurrent.FastThreadLocalThread": true, // Netty 4.1
}

func (f *file) isThread(t *model.Type) bool { return f.threadClass(t.Name) }

func (f *file) threadClass(class string) bool {
	for range 16 {
		if threads[class] {
			return true
		}
		t := f.app.Type(class)
		if t == nil || t.Super == nil || !t.Super.Known() {
			return false
		}
		class = t.Super.Qualified
	}
	return false
}
