package javaindex

import (
	"strings"

	"arklint/scanner/model"
)

// foldAll gives the expressions that are compile-time constants their values
// (JLS 15.29), across files: static final fields, concatenation, and beyond the
// letter of the JLS String.valueOf and concat of constants.
func (l *Linker) foldAll(files []*File) {
	for _, f := range files {
		for _, u := range f.Uses {
			l.fold(u.Expr, 0)
		}
		for _, t := range f.Unit.Types {
			l.foldType(t)
		}
	}
}

func (l *Linker) foldType(t *model.Type) {
	for _, a := range t.Annotations {
		for _, arg := range a.Args {
			l.fold(arg.Value, 0)
		}
	}
	for _, f := range t.Fields {
		for _, a := range f.Annotations {
			for _, arg := range a.Args {
				l.fold(arg.Value, 0)
			}
		}
		if f.Init != nil {
			l.fold(f.Init, 0)
		}
		for _, a := range f.Accesses {
			l.fold(a.Value, 0)
			for _, arg := range a.Args {
				l.fold(arg, 0)
			}
		}
	}
	for _, m := range t.Methods {
		for _, a := range m.Annotations {
			for _, arg := range a.Args {
				l.fold(arg.Value, 0)
			}
		}
	}
	for _, n := range t.Nested {
		l.foldType(n)
	}
}

func (l *Linker) fold(e *model.Expr, depth int) {
	if e == nil || e.Known || depth > 2*maxDepth {
		return
	}
	l.fold(e.On, depth+1)
	for _, a := range e.Args {
		l.fold(a, depth+1)
	}
	if e.Init != nil {
		l.fold(e.Init, depth+1)
	}
	switch e.Kind {
	case model.ExprLocal:
		if e.Init != nil && e.Init.Known {
			e.Value, e.Known = e.Init.Value, true
		}
	case model.ExprCast:
		if e.On != nil {
			e.Value, e.Known = e.On.Value, e.On.Known
		}
	case model.ExprField:
		if e.Field == nil {
			if v, ok := libraryConstants[e.Class.Qualified+"#"+e.Name]; ok {
				e.Value, e.Known = v, true
			}
			return
		}
		l.foldField(e, depth)
	case model.ExprBinary:
		l.foldConcat(e)
	case model.ExprCall:
		l.foldCall(e)
	case model.ExprTernary:
		if len(e.Args) != 3 {
			return
		}
		switch cond, yes, no := e.Args[0], e.Args[1], e.Args[2]; {
		case cond.Known && cond.Value == "true":
			e.Value, e.Known = yes.Value, yes.Known
		case cond.Known:
			e.Value, e.Known = no.Value, no.Known
		case yes.Known && no.Known && yes.Value == no.Value:
			e.Value, e.Known = yes.Value, true
		}
	}
}

// foldField folds a static final field, or one that is final in effect: never
// written outside its initialiser.
func (l *Linker) foldField(e *model.Expr, depth int) {
	f := e.Field
	if !f.Flags.Has(model.Static) || f.EnumConst || f.Init == nil || l.folding[f] {
		return
	}
	if !f.Flags.Has(model.Final) {
		for _, a := range f.Accesses {
			if a.Kind == model.Assign {
				return
			}
		}
	}
	if !l.folded[f] && !l.frozen {
		l.folding[f] = true
		l.fold(f.Init, depth+1)
		delete(l.folding, f)
		l.folded[f] = true
	}
	e.Value, e.Known = f.Init.Value, f.Init.Known
}

func (l *Linker) foldConcat(e *model.Expr) {
	if e.Op != "+" || len(e.Args) == 0 {
		return
	}
	text := false
	var b strings.Builder
	for _, a := range e.Args {
		if !a.Known {
			return
		}
		text = text || a.Type != nil && a.Type.Qualified == "java.lang.String"
		b.WriteString(a.Value)
	}
	if text {
		e.Value, e.Known, e.Type = b.String(), true, stringType
	}
}

func (l *Linker) foldCall(e *model.Expr) {
	class := e.Class.Qualified
	if class != "java.lang.String" {
		return
	}
	switch {
	case e.Name == "valueOf" && len(e.Args) == 1 && e.Args[0].Known:
		e.Value, e.Known = e.Args[0].Value, true
	case e.On == nil || !e.On.Known:
	case e.Name == "concat" && len(e.Args) == 1 && e.Args[0].Known:
		e.Value, e.Known = e.On.Value+e.Args[0].Value, true
	case (e.Name == "intern" || e.Name == "toString" || e.Name == "strip" || e.Name == "trim") && len(e.Args) == 0:
		e.Value, e.Known = e.On.Value, true
		if e.Name == "strip" || e.Name == "trim" {
			e.Value = strings.TrimSpace(e.Value)
		}
	}
}
