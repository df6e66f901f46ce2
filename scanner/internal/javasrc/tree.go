package javasrc

// A Tree is a parsed Java file. It belongs to the Parser that made it and holds
// until that parser's next Parse; keep names and offsets, not the tree.
type Tree struct {
	// Text is the text that all offsets index: the source as given, or, if it
	// has Unicode escapes that matter, a translated copy. See Original.
	Text []byte
	// Tokens are in source order; the last is EOF.
	Tokens []Token
	// Nodes are in post-order; the last is the root, an NUnit.
	Nodes []Node
	// Comments are in source order.
	Comments []Comment
	// Errors are in source order; no more than the first 20 are kept.
	Errors []SyntaxError

	links       []links
	translation *translation // nil unless Text is a translated copy
}

// A SyntaxError is one thing wrong with a file.
type SyntaxError struct {
	// Offset is a byte offset into Tree.Text.
	Offset uint32
	// Message has no full stop, e.g. "expected ';'".
	Message string
}

// A NodeID is the index of a node in Tree.Nodes, or None.
type NodeID int32

// None is the NodeID of a node that is not there.
const None NodeID = -1

// links are the ways from a node that its post-order place does not give.
type links struct {
	parent, first, next NodeID
}

// link fills t.links from the sizes of the nodes, in one pass.
func (t *Tree) link() {
	n := len(t.Nodes)
	if cap(t.links) < n {
		t.links = make([]links, n+n/4)
	}
	t.links = t.links[:n]
	for i := range t.Nodes {
		next := None
		below := i - int(t.Nodes[i].Size)
		for child := i - 1; child > below; child -= int(t.Nodes[child].Size) {
			l := &t.links[child]
			l.parent, l.next = NodeID(i), next
			next = NodeID(child)
		}
		t.links[i].first = next
	}
	t.links[n-1].parent, t.links[n-1].next = None, None
}

// Root returns the NUnit.
func (t *Tree) Root() NodeID { return NodeID(len(t.Nodes) - 1) }

// First returns the first child of n, or None.
func (t *Tree) First(n NodeID) NodeID { return t.links[n].first }

// Next returns the sibling after n, or None.
func (t *Tree) Next(n NodeID) NodeID { return t.links[n].next }

// Parent returns the node that n is a child of; None for the root.
func (t *Tree) Parent(n NodeID) NodeID { return t.links[n].parent }

// Kind says what n is.
func (t *Tree) Kind(n NodeID) Kind { return t.Nodes[n].Kind }

// Role says what n is to its parent.
func (t *Tree) Role(n NodeID) Role { return t.Nodes[n].Role }

// Op returns the operator, literal kind or keyword of n; EOF if it has none.
func (t *Tree) Op(n NodeID) TokenKind { return t.Nodes[n].Op }

// Start returns the byte offset in Text where n starts.
func (t *Tree) Start(n NodeID) uint32 { return t.Nodes[n].Start }

// End returns the byte offset in Text after the end of n.
func (t *Tree) End(n NodeID) uint32 { return t.Nodes[n].End }

// Bytes returns the text of n, which is part of Text; not to be changed.
func (t *Tree) Bytes(n NodeID) []byte {
	node := &t.Nodes[n]
	return t.Text[node.Start:node.End:node.End]
}

// ChildByRole returns the first child of n with role r, or None.
func (t *Tree) ChildByRole(n NodeID, r Role) NodeID {
	for c := t.links[n].first; c != None; c = t.links[c].next {
		if t.Nodes[c].Role == r {
			return c
		}
	}
	return None
}

// Original maps an offset of Text to one of the text given to Parse. An offset
// after the translation of an escape becomes one after that escape.
func (t *Tree) Original(off uint32) uint32 {
	if t.translation == nil {
		return off
	}
	return t.translation.original(off)
}

// AppendDotted appends the names below n joined with dots, leaving out spaces,
// comments, annotations and type arguments that stand between them:
// "java.util.Map.Entry" for a type java.util.Map<K, V>.@A Entry. It is meant
// for NName, NFieldAccess and the types; of an array type it gives the element.
func (t *Tree) AppendDotted(dst []byte, n NodeID) []byte {
	from := len(dst)
	first := n - NodeID(t.Nodes[n].Size) + 1
	for i := first; i <= n; i++ {
		switch t.Nodes[i].Kind {
		case NName, NTypeName, NThis, NSuper, NPrimType:
			if t.aside(i, n) {
				continue
			}
			if len(dst) > from {
				dst = append(dst, '.')
			}
			dst = append(dst, t.Bytes(i)...)
		}
	}
	return dst
}

// aside tells whether an annotation or type arguments stand between i and its
// ancestor n.
func (t *Tree) aside(i, n NodeID) bool {
	for ; i != n; i = t.Parent(i) {
		if k := t.Nodes[i].Kind; k == NAnnotation || k == NTypeArgs {
			return true
		}
	}
	return false
}
