package javaindex

import (
	"sync"

	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A Reader reads files again, in full, for model.App.Code. It is safe for
// concurrent use: it resolves names against the finished model, which it never changes.
type Reader struct {
	mu     sync.Mutex
	linker *Linker
	full   *Extractor
	codes  map[*model.Unit]*model.Code
}

func newReader(l *Linker, v *Vocabulary) *Reader {
	l.frozen = true
	x := New(v)
	x.full = true
	return &Reader{linker: l, full: x, codes: map[*model.Unit]*model.Code{}}
}

// Code reads one of the files that were linked. It is nil when the file can no
// longer be read, or is not what it was when it was linked.
func (r *Reader) Code(u *model.Unit) *model.Code {
	r.mu.Lock()
	defer r.mu.Unlock()
	code, known := r.codes[u]
	if !known {
		code = r.read(u)
		r.codes[u] = code
	}
	return code
}

func (r *Reader) read(u *model.Unit) *model.Code {
	text := u.File.Text()
	if text == nil {
		return nil
	}
	file := r.full.Extract(u.File, text)
	u.File.Release()
	same := twins{fields: map[*model.Field]*model.Field{}, methods: map[*model.Method]*model.Method{}, types: map[*model.Type]*model.Type{}}
	if !same.unit(file.Unit, u) {
		return nil
	}
	code := &model.Code{Unit: u, Bodies: map[*model.Method]source.Span{}, Params: map[*model.Method][]model.Param{}}
	for again, m := range same.methods {
		for _, p := range again.Params {
			r.linker.ref(p.Type, u, m.Owner)
		}
		code.Params[m] = again.Params
	}
	for m, body := range file.bodies {
		code.Bodies[same.methods[m]] = body
	}
	for _, use := range file.Uses {
		use.Unit, use.Type, use.In = u, same.types[use.Type], same.methods[use.In]
		r.expr(use.Expr, use.Type, same)
		if use.Kind == model.ExprBinary {
			code.Comparisons = append(code.Comparisons, use)
			continue
		}
		code.Uses = append(code.Uses, use)
	}
	for _, a := range file.accesses {
		a.Type, a.In = same.types[a.Type], same.methods[a.In]
		r.expr(a.target, a.Type, same)
		r.expr(a.Value, a.Type, same)
		for _, arg := range a.Args {
			r.expr(arg, a.Type, same)
		}
		if a.Field = a.target.Field; a.Field != nil {
			code.Accesses = append(code.Accesses, a.Access)
		}
	}
	for _, ret := range file.returns {
		r.expr(ret.Value, same.types[ret.in], same)
		ret.In = same.methods[ret.In]
		code.Returns = append(code.Returns, ret.Return)
	}
	for _, loop := range file.loops {
		r.expr(loop.Cond, same.types[loop.in], same)
		code.Loops = append(code.Loops, loop.Loop)
	}
	model.SortUses(code.Uses)
	return code
}

func (r *Reader) expr(e *model.Expr, t *model.Type, same twins) {
	if e == nil {
		return
	}
	same.expr(e)
	r.linker.expr(e, t.Unit, t)
	r.linker.fold(e, 0)
}

// twins pair what a second reading of a file found with what the model has of it.
type twins struct {
	types   map[*model.Type]*model.Type
	fields  map[*model.Field]*model.Field
	methods map[*model.Method]*model.Method
}

func (s twins) unit(again, u *model.Unit) bool {
	if len(again.Types) != len(u.Types) {
		return false
	}
	for i, t := range again.Types {
		if !s.typ(t, u.Types[i]) {
			return false
		}
	}
	return true
}

func (s twins) typ(again, t *model.Type) bool {
	if again.At.Start != t.At.Start || len(again.Fields) != len(t.Fields) || len(again.Methods) != len(t.Methods) || len(again.Nested) != len(t.Nested) {
		return false
	}
	s.types[again] = t
	for i, f := range again.Fields {
		s.fields[f] = t.Fields[i]
	}
	for i, m := range again.Methods {
		s.methods[m] = t.Methods[i]
	}
	for i, n := range again.Nested {
		if !s.typ(n, t.Nested[i]) {
			return false
		}
	}
	return true
}

// expr puts the model's own fields and classes into an expression.
func (s twins) expr(e *model.Expr) {
	if f := s.fields[e.Field]; f != nil {
		setField(e, f)
	}
	if t := s.types[e.Body]; t != nil {
		e.Body = t
	}
	for _, sub := range append([]*model.Expr{e.On, e.Init}, e.Args...) {
		if sub != nil {
			s.expr(sub)
		}
	}
}

// returned keeps the value that a return statement or the body of a lambda gives.
func (x *Extractor) returned(value javasrc.NodeID) {
	s := x.top()
	if value == javasrc.None || s == nil {
		return
	}
	x.out.returns = append(x.out.returns, pendingReturn{Return: model.Return{In: x.ctx.method, Value: x.expr(value, 0), Lambda: x.ctx.lambda}, in: s.Type})
}

// A pendingReturn is a return and the class whose code it stands in.
type pendingReturn struct {
	model.Return
	in *model.Type
}
