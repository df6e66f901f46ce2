package model

import "testing"

func TestOrigin(t *testing.T) {
	value := &Expr{Kind: ExprCall, Name: "value"}
	null := &Expr{Kind: ExprNull}
	local := func(init *Expr) *Expr { return &Expr{Kind: ExprLocal, Name: "x", Init: init} }
	cond := func(yes, no *Expr) *Expr {
		return &Expr{Kind: ExprTernary, Args: []*Expr{{Kind: ExprOther}, yes, no}}
	}
	both := cond(value, local(nil))
	unassigned := local(nil)
	loop := local(nil)
	loop.Init = loop
	for name, tt := range map[string]struct{ e, want *Expr }{
		"itself":                {value, value},
		"nothing":               {nil, nil},
		"a local":               {local(local(value)), value},
		"a local without value": {unassigned, unassigned},
		"a cast":                {&Expr{Kind: ExprCast, On: local(value)}, value},
		"or null":               {local(cond(value, null)), value},
		"null or":               {cond(null, local(value)), value},
		"one or the other":      {both, both},
		"a circle":              {loop, loop},
	} {
		if got := tt.e.Origin(); got != tt.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
