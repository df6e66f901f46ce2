package javaindex

import (
	"strings"

	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
)

// A pendingLoop is a loop and the class whose code it stands in.
type pendingLoop struct {
	model.Loop
	in *model.Type
}

// loop keeps the loop n of a file that is read in full, unless its head bounds it.
func (x *Extractor) loop(n javasrc.NodeID) {
	s, cond := x.top(), x.role(n, javasrc.RoleCond)
	if s == nil || cond != javasrc.None && x.tree.Kind(n) == javasrc.NFor {
		return
	}
	l := model.Loop{At: x.span(n)}
	if cond != javasrc.None {
		l.Cond = x.expr(cond, 0)
	}
	label := ""
	if p := x.tree.Parent(n); p != javasrc.None && x.tree.Kind(p) == javasrc.NLabeled {
		label = x.text(x.role(p, javasrc.RoleName))
	}
	if body := x.role(n, javasrc.RoleBody); body != javasrc.None {
		l.Left = x.leaves(body, label, true)
	}
	x.out.loops = append(x.out.loops, pendingLoop{l, s.Type})
}

// leaves reports whether a break or return in n ends the loop of that label that n
// is the body of. own: a break without a label is the loop's.
func (x *Extractor) leaves(n javasrc.NodeID, label string, own bool) bool {
	t := x.tree
	switch t.Kind(n) {
	case javasrc.NReturn:
		return true
	case javasrc.NBreak:
		if name := x.role(n, javasrc.RoleName); name != javasrc.None {
			return x.text(name) == label
		}
		return own
	case javasrc.NWhile, javasrc.NDo, javasrc.NFor, javasrc.NForEach, javasrc.NSwitch:
		own = false
	case javasrc.NLambda, javasrc.NClass, javasrc.NNew, javasrc.NInterface, javasrc.NEnum, javasrc.NRecord:
		return false
	case javasrc.NCatch:
		if p := x.role(n, javasrc.RoleParams); p != javasrc.None && x.interrupted(p) {
			return false
		}
	}
	for c := t.First(n); c != javasrc.None; c = t.Next(c) {
		if x.leaves(c, label, own) {
			return true
		}
	}
	return false
}

// interrupted reports whether a catch parameter is for InterruptedException alone.
func (x *Extractor) interrupted(param javasrc.NodeID) bool {
	typ := x.role(param, javasrc.RoleType)
	return typ != javasrc.None && strings.HasSuffix(x.dotted(typ), "InterruptedException")
}

// closing keeps that a try statement closes its resource n, as a call of close: what
// the resource is initialised with, or the variable that stands there alone.
func (x *Extractor) closing(n, init javasrc.NodeID) {
	if init == javasrc.None {
		init = x.role(n, javasrc.RoleValue)
	}
	x.use(&model.Expr{Kind: model.ExprCall, At: x.span(n), Name: "close", On: x.expr(init, 1)}, n)
}
