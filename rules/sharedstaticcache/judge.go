package sharedstaticcache

import (
	"slices"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// loaderKeyed: every class loader has content of its own. That shows in the
// types, or, where those say Object, in the keys that are put in.
func (s *static) loaderKeyed() bool {
	if s.KeyedByLoader(s.Type) {
		return true
	}
	keyed := false
	for _, c := range s.changes {
		if c.Inner || len(c.Args) < 2 || c.What == nil || len(c.What.Keys) == 0 {
			continue
		}
		if key := c.Args[0]; !s.HoldsLoader(key.Type) && !s.HoldsLoader(key.Origin().Type) {
			return false
		}
		keyed = true
	}
	return keyed
}

func (s *static) guessed() bool { return s.changes[0].Noun == "object" }

func (s *static) metadataByClass() bool { return s.MetadataByClass(s.Type) }

// reflectiveByName: what reflection found is kept under a name (Map<String, Method>).
func (s *static) reflectiveByName() bool {
	c, args := s.Container(s.Type)
	if c == nil || len(c.Keys) == 0 {
		return false
	}
	if c.Value < len(args) && args[c.Keys[0]].Qualified == "java.lang.String" && s.reflective(args[c.Value], 0) {
		return true
	}
	return false
}

// byClassName: the key is made of a class's name.
func (s *static) byClassName() bool {
	return slices.ContainsFunc(s.changes, func(c change) bool { return !c.Inner && len(c.Args) > 1 && classNamed(c.Args[0]) })
}

// increments are what draws the next number; whoever draws them, they differ.
var increments = []string{"getAndIncrement", "incrementAndGet", "getAndAdd", "addAndGet"}

// sequence: an atomic number that is only ever counted up.
func (s *static) sequence() bool {
	return !slices.ContainsFunc(s.changes, func(c change) bool { return c.Inner || !slices.Contains(increments, c.Change.Method) })
}

// numbersThreads: every number that is drawn becomes part of a thread's name, in a
// ThreadFactory or in the call that makes or names the thread.
func (s *static) numbersThreads() bool {
	return s.sequence() && !slices.ContainsFunc(s.changes, func(c change) bool {
		return !isThreadFactory(c.Access.Type) && !namesThread(c.Access)
	})
}

// isThreadFactory reports whether t, or a class around it, implements ThreadFactory.
func isThreadFactory(t *model.Type) bool {
	for ; t != nil; t = t.Outer {
		supers := append(slices.Clone(t.Interfaces), t.Super)
		if slices.ContainsFunc(supers, func(s *model.TypeRef) bool { return s != nil && s.Qualified == "java.util.concurrent.ThreadFactory" }) {
			return true
		}
	}
	return false
}

// namesThread reports whether what a returns is part of the name in new Thread(task, name)
// or thread.setName(name).
func namesThread(a *model.Access) bool {
	if a.Type == nil {
		return false
	}
	unit := a.Type.Unit
	code := unit.App.Code(unit)
	return code != nil && slices.ContainsFunc(code.Uses, func(u *model.Use) bool {
		if u.Class.Qualified != "java.lang.Thread" || u.Kind != model.ExprNew && (u.Kind != model.ExprCall || u.Name != "setName") {
			return false
		}
		return slices.ContainsFunc(u.Args, func(arg *model.Expr) bool {
			name := arg.Origin()
			if name == nil || name.Kind != model.ExprBinary && (name.Type == nil || name.Type.Qualified != "java.lang.String") {
				return false
			}
			return consistsOf(name, a.At, 0)
		})
	})
}

// consistsOf reports whether e, its operands and arguments and what locals among them
// stand for hold the expression at a place.
func consistsOf(e *model.Expr, at source.Span, depth int) bool {
	e = e.Origin()
	if e == nil || depth > 8 {
		return false
	}
	return e.At == at || consistsOf(e.On, at, depth+1) || slices.ContainsFunc(e.Args, func(a *model.Expr) bool { return consistsOf(a, at, depth+1) })
}

// reflective: Method, Class<?>[], List<Method>, Map<String, SoftReference<Class<?>>>.
func (s *static) reflective(ref *model.TypeRef, depth int) bool {
	if ref == nil || depth > 4 {
		return false
	}
	if known.Reflective[ref.Qualified] {
		return true
	}
	if known.References[ref.Qualified] && len(ref.Args) == 1 {
		return s.reflective(ref.Args[0], depth+1)
	}
	c, args := s.Container(ref)
	return c != nil && c.Value >= 0 && c.Value < len(args) && s.reflective(args[c.Value], depth+1)
}

var classNames = []string{"getName", "getCanonicalName", "getTypeName", "getSimpleName"}

// classNamed: clazz.getName(), or a concatenation that holds it.
func classNamed(e *model.Expr) bool {
	e = e.Origin()
	if e == nil {
		return false
	}
	if e.Kind == model.ExprBinary {
		return slices.ContainsFunc(e.Args, classNamed)
	}
	return e.Kind == model.ExprCall && e.Class.Qualified == "java.lang.Class" && slices.Contains(classNames, e.Name)
}

// perThread: the field is a thread local; what matters is what stays behind
// on a pooled thread.
func (s *static) perThread() bool {
	c, _ := s.Container(s.Type)
	return c != nil && c.PerThread
}

// gate: a semaphore or the like; pool: threads.
func (s *static) gate() bool { c, _ := s.Container(s.Type); return c != nil && c.Gate }
func (s *static) pool() bool { c, _ := s.Container(s.Type); return c != nil && c.Pool }

// runs: a thread pool that nobody shuts down.
func (s *static) runs() bool {
	return s.pool() && !slices.ContainsFunc(s.changes, func(c change) bool { return known.Takes(c.Change.Method) })
}

// scratch: nothing is put in but what every use begins anew, as a buffer.
func (s *static) scratch() bool {
	c, args := s.Container(s.Type)
	if c == nil || !c.PerThread {
		return false
	}
	return len(args) == 1 && known.PerThreadTool(args[0]) || !slices.ContainsFunc(s.changes, leaves)
}

// leaves reports whether a change of a thread local leaves content behind.
func leaves(c change) bool {
	if c.Inner {
		return c.What != nil && c.What.Value >= 0 && !clears(c)
	}
	return !clears(c)
}

// clears reports whether a change takes the content away.
func clears(c change) bool {
	switch c.Change.Method {
	case "remove":
		return !c.Inner
	case "clear":
		return true
	case "set":
		return !c.Inner && len(c.Args) == 1 && c.Args[0].Kind == model.ExprNull
	}
	return false
}

// cleaned: each class that puts something in takes it out, or puts back what was
// there before, in a finally block.
func (s *static) cleaned() bool {
	if !s.perThread() {
		return false
	}
	cleaners := map[*model.Type]bool{}
	for _, c := range s.changes {
		if c.InFinally && !c.Inner || c.InFinally && clears(c) {
			cleaners[c.Type.Top()] = true
		}
	}
	return !slices.ContainsFunc(s.changes, func(c change) bool { return leaves(c) && !cleaners[c.Type.Top()] })
}

// takenBack: something takes the content out, but we cannot see that it always runs.
func (s *static) takenBack() bool { return s.perThread() && slices.ContainsFunc(s.changes, clears) }
