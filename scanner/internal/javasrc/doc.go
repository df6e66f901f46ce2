// Package javasrc parses Java source files, all of Java 8 to 25, into flat
// trees with places.
//
// It is a lexer and a recursive-descent parser made for a linter: fast (no
// allocation per node), tolerant (a missing bracket costs a statement, not the
// file) and safe on hostile input (bounded nesting, linear time). It accepts
// more than Java does; whether a file compiles is the compiler's business.
//
//	var p javasrc.Parser
//	t := p.Parse(src)
//	for n := t.First(t.Root()); n != javasrc.None; n = t.Next(n) { ... }
//
// A rule engine mostly wants one pass over Tree.Nodes, which needs no recursion:
//
//	for i := range t.Nodes {
//		if t.Nodes[i].Kind == javasrc.NCall { ... t.ChildByRole(javasrc.NodeID(i), javasrc.RoleName) ... }
//	}
//
// Where to look: node.go lists the kinds of nodes and their children, and the
// files unit, declarations, types, statements, expressions, patterns and
// modules each hold the productions of that part of the grammar, with the
// grammar above the function. parser.go explains how errors are survived.
package javasrc
