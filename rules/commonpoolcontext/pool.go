package commonpoolcontext

import (
	"slices"
	"strings"

	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// starters are the names of the methods that hand tasks to the common pool, or begin to.
func starters() []string {
	out := append([]string{"parallelStream", "parallel", "stream", "commonPool"}, known.ParallelArrays...)
	for method := range known.CommonPoolTasks {
		out = append(out, method)
	}
	slices.Sort(out)
	return out
}

// starts reports whether u is such a call. No class but Collection has a
// parallelStream without arguments; the other names need their class.
func starts(u *model.Use) bool {
	if u.Kind != model.ExprCall {
		return false
	}
	class := u.Class.Qualified
	switch u.Name {
	case "parallelStream":
		return len(u.Args) == 0 && u.Decl == nil
	case "parallel":
		return len(u.Args) == 0 && strings.HasPrefix(class, "java.util.stream.")
	case "stream":
		if class != "java.util.stream.StreamSupport" || len(u.Args) != 2 {
			return false
		}
		parallel, ok := u.Args[1].Const()
		return ok && parallel == "true"
	case "commonPool":
		return class == "java.util.concurrent.ForkJoinPool"
	case "parallelSetAll", "parallelPrefix", "parallelSort":
		return class == "java.util.Arrays" && len(u.Args) > 1
	}
	n, known := known.CommonPoolTasks[u.Name]
	return known && len(u.Args) == n && (class == "java.util.concurrent.CompletableFuture" || class == "java.util.concurrent.CompletionStage")
}

// handed are the tasks that u hands over: its own functions, those of the pipeline that it
// stands in, those that are submitted to the pool that it is.
func handed(code *model.Code, u *model.Use) []*model.Expr {
	switch u.Name {
	case "parallelStream", "parallel", "stream", "commonPool":
	default:
		return u.Args
	}
	var out []*model.Expr
	for _, v := range code.Uses {
		if v.Kind != model.ExprCall || v.Expr == u.Expr || !follows(v.Expr, u.Expr) {
			continue
		}
		if v.Name == "sequential" {
			return nil // the last of the two words holds for the whole pipeline
		}
		out = append(out, v.Args...)
	}
	// What stands in front of parallel() runs in parallel too.
	if u.Name == "parallel" {
		for e := u.On.Origin(); e != nil && e.Kind == model.ExprCall; e = e.On.Origin() {
			out = append(out, e.Args...)
			if !intermediate[e.Name] {
				break
			}
		}
	}
	return out
}

// follows reports whether e is called on what start gives, with nothing but intermediate
// operations of the pipeline between.
func follows(e, start *model.Expr) bool {
	for range 32 {
		if e = e.On.Origin(); e == nil || e.Kind != model.ExprCall {
			return false
		}
		if e.At == start.At && e.Name == start.Name {
			return true
		}
		if !intermediate[e.Name] {
			return false
		}
	}
	return false
}

// intermediate are the intermediate operations of java.util.stream (Java SE 21 API): each
// gives a stream of the same pipeline.
var intermediate = map[string]bool{
	"filter": true, "map": true, "mapToInt": true, "mapToLong": true, "mapToDouble": true, "mapToObj": true, "flatMap": true, "flatMapToInt": true,
	"flatMapToLong": true, "flatMapToDouble": true, "mapMulti": true, "mapMultiToInt": true, "mapMultiToLong": true, "mapMultiToDouble": true,
	"distinct": true, "sorted": true, "peek": true, "limit": true, "skip": true, "takeWhile": true, "dropWhile": true, "boxed": true,
	"asLongStream": true, "asDoubleStream": true, "unordered": true, "onClose": true, "parallel": true,
}

// fromCaller is the task of given that callers hand to the method around u, nil without
// one. Nobody else calls a private method.
func fromCaller(code *model.Code, u *model.Use, given []*model.Expr) *model.Expr {
	for m, body := range code.Bodies {
		if m.Flags.Has(model.Private) || u.At.Start < body.Start || body.End < u.At.End {
			continue
		}
		for _, e := range given {
			o := e.Origin()
			if o != nil && o.Kind == model.ExprLocal && slices.ContainsFunc(code.Params[m], func(p model.Param) bool { return p.Name == o.Name && isFunction(p.Type) }) {
				return o
			}
		}
	}
	return nil
}

// isFunction tells the types of tasks from the other arguments of such calls.
func isFunction(t *model.TypeRef) bool {
	return t != nil && (strings.HasPrefix(t.Qualified, "java.util.function.") || t.Qualified == "java.lang.Runnable" || t.Qualified == "java.util.concurrent.Callable" ||
		strings.HasPrefix(t.Qualified, "java.util.concurrent.ForkJoinTask"))
}
