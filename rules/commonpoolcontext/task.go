package commonpoolcontext

import (
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// A need is what a task asks for that depends on the thread it runs on.
type need struct {
	*model.Use
	text     string
	property bool // a System property
}

// confidence is medium where the task is handed over by an object whose class nobody knows.
func (n *need) confidence(u *model.Use) rules.Confidence {
	if !u.Class.Known() {
		return rules.Medium
	}
	return rules.High
}

// maxCalls is how many methods of the project are followed from the task on.
const maxCalls = 3

// tasks looks into what is handed over.
type tasks struct {
	app      *model.App
	isolated bool // modules have System properties of their own
}

// needs is the first need of the tasks given, nil without one.
func (t tasks) needs(code *model.Code, given []*model.Expr) *need {
	for _, e := range given {
		for _, o := range e.Choices() {
			if n := t.task(code, o); n != nil {
				return n
			}
		}
	}
	return nil
}

func (t tasks) task(code *model.Code, o *model.Expr) *need {
	seen := map[*model.Method]bool{}
	switch o.Kind {
	case model.ExprLambda:
		return t.among(code.Within(o.At), seen, 0)
	case model.ExprCall: // Collectors.toMap(this::key, this::load), Comparator.comparing(..)
		if o.Class.Qualified == "java.util.stream.Collectors" || o.Class.Qualified == "java.util.Comparator" {
			return t.needs(code, o.Args)
		}
	case model.ExprMethodRef:
		if n := t.direct(&model.Use{Expr: o}); n != nil {
			return n
		}
		return t.methods(t.app.Type(o.Class.Qualified), o.Name, seen)
	case model.ExprNew:
		if o.Type != nil && slices.Contains(known.TaskWrappers, simple(o.Type.Qualified)) {
			return nil
		}
		if body := anonymous(code, o); body != nil {
			return t.among(code.Within(body.Whole), seen, 0)
		}
		if o.Type == nil {
			return nil
		}
		for _, name := range []string{"run", "call", "get", "accept", "apply", "test", "compute", "exec"} {
			if n := t.methods(t.app.Type(o.Type.Qualified), name, seen); n != nil {
				return n
			}
		}
	}
	return nil
}

// anonymous is the anonymous class that o makes an object of, nil without one. What stands
// between its parentheses runs on the thread that makes it.
func anonymous(code *model.Code, o *model.Expr) *model.Type {
	for _, u := range code.Uses {
		if u.Kind == model.ExprNew && u.At == o.At {
			return u.Body
		}
	}
	return nil
}

func simple(qualified string) string { return qualified[strings.LastIndexByte(qualified, '.')+1:] }

// methods looks into the methods of that name of a class of the project.
func (t tasks) methods(class *model.Type, name string, seen map[*model.Method]bool) *need {
	if class == nil {
		return nil
	}
	for _, m := range class.Methods {
		if m.Name == name {
			if n := t.method(m, seen, 0); n != nil {
				return n
			}
		}
	}
	return nil
}

func (t tasks) method(m *model.Method, seen map[*model.Method]bool, depth int) *need {
	if seen[m] || depth > maxCalls {
		return nil
	}
	seen[m] = true
	return t.among(m.Owner.Unit.App.Code(m.Owner.Unit).Of(m), seen, depth)
}

// among finds the first need among the uses of one task. A task that sets the context class
// loader itself has seen to it.
func (t tasks) among(uses []*model.Use, seen map[*model.Method]bool, depth int) *need {
	if slices.ContainsFunc(uses, func(u *model.Use) bool { return u.Name == "setContextClassLoader" }) {
		return nil
	}
	for _, u := range uses {
		if n := t.direct(u); n != nil {
			return n
		}
	}
	for _, u := range uses {
		if u.Decl != nil && u.Kind == model.ExprCall {
			if n := t.method(u.Decl, seen, depth+1); n != nil {
				return n
			}
		}
	}
	return nil
}

// direct is the need that u itself is, nil when it is none.
func (t tasks) direct(u *model.Use) *need {
	name := u.Name
	switch u.Kind {
	case model.ExprNew:
		name = "<init>"
	case model.ExprCall, model.ExprMethodRef:
	default:
		return nil
	}
	for _, c := range known.ContextUses {
		if name == c.Method && u.Class.Qualified == c.Class && (c.Args < 0 || len(u.Args) == c.Args || u.Kind == model.ExprMethodRef) && t.asks(u, c) {
			return &need{Use: u, text: c.Text}
		}
	}
	if t.isolated && name == "getProperty" && u.Class.Qualified == "java.lang.System" && len(u.Args) > 0 {
		if key, ok := u.Args[0].Const(); ok && !ofJVM(key) {
			return &need{Use: u, text: key, property: true}
		}
	}
	return nil
}

// asks tells uses of the current thread's context class loader from those of others.
func (t tasks) asks(u *model.Use, c known.ContextUse) bool {
	switch {
	case u.Kind == model.ExprMethodRef:
		return true
	case c.Method == "getContextClassLoader":
		return u.On.IsCall("java.lang.Thread", "currentThread")
	case c.Class == "org.springframework.util.ResourceUtils":
		location, ok := u.Args[0].Const()
		return ok && strings.HasPrefix(location, "classpath:")
	}
	return true
}

// ofJVM reports whether the JVM itself sets a System property: the same for all modules.
func ofJVM(key string) bool {
	return slices.ContainsFunc([]string{"java.", "os.", "user.", "file.", "line.", "path.", "sun.", "jdk.", "native.", "stdout.", "stderr."}, func(prefix string) bool {
		return strings.HasPrefix(key, prefix)
	})
}
