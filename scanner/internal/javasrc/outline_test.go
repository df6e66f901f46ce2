package javasrc

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf16"
)

// An outliner lists the nodes of a tree as testdata/javac/Outline.java lists
// those of javac's: one row for each, "kind TAB text TAB start TAB end".
// Where javac's tree is odd the oddity is imitated here, with a comment.
type outliner struct {
	t    *Tree
	rows []string
	// utf16At maps byte offsets of the original source to UTF-16 offsets.
	utf16At func(uint32) int
}

// outline returns the rows of a tree made from src, in no special order.
func outline(t *Tree, src []byte) []string {
	o := &outliner{t: t, utf16At: utf16Offsets(src)}
	for i := range t.Nodes {
		o.node(NodeID(i))
		// javac holds the modifiers and the type once for every variable.
		if k := t.Nodes[i].Kind; k == NField || k == NLocalVar {
			for more := o.count(NodeID(i), NVarDecl) - 1; more > 0; more-- {
				o.again(t.ChildByRole(NodeID(i), RoleMods))
				o.again(t.ChildByRole(NodeID(i), RoleType))
			}
		}
	}
	return o.rows
}

// utf16Offsets prepares the mapping from byte to UTF-16 offsets.
func utf16Offsets(src []byte) func(uint32) int {
	const stride = 64
	ascii := true
	marks := make([]int, 0, len(src)/stride+2)
	units := func(b []byte) (n int) {
		for _, c := range b {
			switch {
			case c >= 0xF0:
				n += 2
			case c&0xC0 != 0x80:
				n++
			}
			ascii = ascii && c < 0x80
		}
		return n
	}
	total := 0
	for i := 0; i < len(src); i += stride {
		marks = append(marks, total)
		total += units(src[i:min(i+stride, len(src))])
	}
	marks = append(marks, total)
	if ascii {
		return func(off uint32) int { return int(off) }
	}
	return func(off uint32) int {
		m := int(off) / stride
		return marks[m] + units(src[m*stride:off])
	}
}

// hashRow is FNV-1a over the bytes of an ASCII row.
func hashRow(row string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(row); i++ {
		h = (h ^ uint64(row[i])) * 0x100000001b3
	}
	return h
}

// digest sums the hashes of rows up, so that their order does not matter.
func digest(rows []string) (sum uint64) {
	for _, row := range rows {
		sum += hashRow(row)
	}
	return sum
}

func (o *outliner) row(kind, text string, start, end uint32) {
	o.rows = append(o.rows, fmt.Sprintf("%s\t%s\t%d\t%d", kind, javaEscape(text),
		o.utf16At(o.t.Original(start)), o.utf16At(o.t.Original(end))))
}

func javaEscape(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		plain = plain && s[i] >= ' ' && s[i] <= '~' && s[i] != '\\'
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		if unit >= ' ' && unit <= '~' && unit != '\\' {
			b.WriteByte(byte(unit))
		} else {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

// plainKinds are the kinds whose row is their place and nothing else.
var plainKinds = map[Kind]string{
	NAnnotation: "ANNOTATION",
	NUnionType:  "UNION_TYPE",
	NIf:         "IF", NWhile: "WHILE_LOOP", NDo: "DO_WHILE_LOOP",
	NFor: "FOR_LOOP", NForEach: "ENHANCED_FOR_LOOP", NReturn: "RETURN", NThrow: "THROW", NYield: "YIELD",
	NAssert: "ASSERT", NSync: "SYNCHRONIZED", NTry: "TRY", NCatch: "CATCH", NCase: "CASE",
	NDefault: "DEFAULT_CASE_LABEL", NEmpty: "EMPTY_STATEMENT", NIndex: "ARRAY_ACCESS", NInstanceof: "INSTANCE_OF",
	NTernary: "CONDITIONAL_EXPRESSION", NCast: "TYPE_CAST", NRecordPattern: "DECONSTRUCTION_PATTERN",
}

// classKinds are the kinds of classes.
var classKinds = map[Kind]string{
	NClass: "CLASS", NInterface: "INTERFACE", NEnum: "ENUM", NRecord: "RECORD", NAnnotationType: "ANNOTATION_TYPE",
}

// literalKinds are javac's names of literals.
var literalKinds = map[TokenKind]string{
	IntLit: "INT_LITERAL", LongLit: "LONG_LITERAL", FloatLit: "FLOAT_LITERAL", DoubleLit: "DOUBLE_LITERAL",
	CharLit: "CHAR_LITERAL", StringLit: "STRING_LITERAL", TextBlock: "STRING_LITERAL",
	KTrue: "BOOLEAN_LITERAL", KFalse: "BOOLEAN_LITERAL", KNull: "NULL_LITERAL",
}

// prefixKinds, postfixKinds and binaryKinds are javac's names of operators.
var (
	prefixKinds = map[TokenKind]string{
		Plus: "UNARY_PLUS", Minus: "UNARY_MINUS", Not: "LOGICAL_COMPLEMENT", Tilde: "BITWISE_COMPLEMENT",
		PlusPlus: "PREFIX_INCREMENT", MinusMinus: "PREFIX_DECREMENT",
	}
	postfixKinds = map[TokenKind]string{PlusPlus: "POSTFIX_INCREMENT", MinusMinus: "POSTFIX_DECREMENT"}
	binaryKinds  = map[TokenKind]string{
		OrOr: "CONDITIONAL_OR", AndAnd: "CONDITIONAL_AND", Or: "OR", Caret: "XOR", And: "AND", EQ: "EQUAL_TO", NE: "NOT_EQUAL_TO",
		LT: "LESS_THAN", GT: "GREATER_THAN", LE: "LESS_THAN_EQUAL", GE: "GREATER_THAN_EQUAL",
		Shl: "LEFT_SHIFT", Shr: "RIGHT_SHIFT", UShr: "UNSIGNED_RIGHT_SHIFT", Plus: "PLUS", Minus: "MINUS",
		Star: "MULTIPLY", Slash: "DIVIDE", Percent: "REMAINDER",
		Assign: "ASSIGNMENT", PlusAssign: "PLUS_ASSIGNMENT", MinusAssign: "MINUS_ASSIGNMENT", StarAssign: "MULTIPLY_ASSIGNMENT",
		SlashAssign: "DIVIDE_ASSIGNMENT", PercentAssign: "REMAINDER_ASSIGNMENT", AndAssign: "AND_ASSIGNMENT",
		OrAssign: "OR_ASSIGNMENT", CaretAssign: "XOR_ASSIGNMENT", ShlAssign: "LEFT_SHIFT_ASSIGNMENT",
		ShrAssign: "RIGHT_SHIFT_ASSIGNMENT", UShrAssign: "UNSIGNED_RIGHT_SHIFT_ASSIGNMENT",
	}
)

// again tells all below n once more.
func (o *outliner) again(n NodeID) {
	if n == None {
		return
	}
	for i := n - NodeID(o.t.Nodes[n].Size) + 1; i <= n; i++ {
		o.node(i)
	}
}

func (o *outliner) node(n NodeID) {
	t := o.t
	kind := t.Kind(n)
	start, end := t.Start(n), t.End(n)
	if name := plainKinds[kind]; name != "" {
		o.row(name, "", start, end)
	}
	if name := classKinds[kind]; name != "" {
		o.row(name, o.text(n, RoleName), start, end)
	}
	if t.Role(n) == RoleUpdate || t.Role(n) == RoleInit && t.Kind(t.Parent(n)) == NFor && kind != NLocalVar {
		o.row("EXPRESSION_STATEMENT", "", start, end)
	}
	switch kind {
	case NPackage:
		o.row("PACKAGE", o.dotted(n, RoleName), start, end)
	case NImport:
		text := ""
		if mods := t.ChildByRole(n, RoleMods); mods != None {
			text = string(t.Bytes(mods)) + " "
		}
		text += o.dotted(n, RoleName)
		if t.ChildByRole(n, RoleOnDemand) != None {
			text += ".*"
		}
		o.row("IMPORT", text, start, end)
	case NDirective:
		o.row(strings.ToUpper(t.Op(n).String()), "", start, end)
	case NModifiers:
		o.modifiers(n)
	case NTypeParam:
		o.row("TYPE_PARAMETER", o.text(n, RoleName), start, end)
	case NBody:
		switch p := t.Parent(n); t.Kind(p) {
		case NNew:
			o.row("CLASS", "", start, end)
		case NEnumConst: // javac: from the name on
			o.row("ENUM", "", t.Start(t.ChildByRole(p, RoleName)), end)
		}
	case NMethod:
		o.row("METHOD", fmt.Sprintf("%s %d", o.text(n, RoleName), o.count(t.ChildByRole(n, RoleParams), NParam)), start, end)
	case NCtor:
		o.row("METHOD", fmt.Sprintf("<init> %d", o.count(t.ChildByRole(n, RoleParams), NParam)), start, end)
	case NCompactCtor:
		record := t.Parent(t.Parent(n))
		o.row("METHOD", fmt.Sprintf("<init> %d", o.count(t.ChildByRole(record, RoleParams), NParam)), start, end)
	case NInit:
		o.row("BLOCK", "", start, end)
	case NBlock:
		if t.Kind(t.Parent(n)) != NInit {
			o.row("BLOCK", "", start, end)
		}
	case NExprStmt:
		// In a switch expression the expression itself is what the case holds.
		if c := t.Parent(n); t.Kind(c) != NCase || t.Op(c) == Colon || o.isStatement(t.Parent(c)) {
			o.row("EXPRESSION_STATEMENT", "", start, end)
		}
	case NInterType: // javac: with the parenthesis
		o.row("INTERSECTION_TYPE", "", t.Tokens[o.tokenFrom(start)-1].Start, end)
	case NReceiver:
		o.row("VARIABLE", "this", start, end)
		name := t.ChildByRole(n, RoleName)
		if on := t.ChildByRole(n, RoleOn); on != None {
			o.row("SELECT", "this", t.Start(on), t.End(name))
		} else {
			o.row("NAME", "this", t.Start(name), t.End(name))
		}
	case NParam, NEnumConst, NTypePattern:
		if typ := t.ChildByRole(n, RoleType); typ != None && t.Kind(t.Parent(t.Parent(n))) == NLambda && string(t.Bytes(typ)) == "var" {
			start = t.Start(typ) // javac: without the modifiers
		}
		o.row("VARIABLE", o.variableName(n), start, end)
	case NResource:
		if t.ChildByRole(n, RoleName) != None {
			o.row("VARIABLE", o.variableName(n), start, o.afterSemicolon(n))
		}
	case NVarDecl:
		o.variable(n)
	case NPrimType:
		o.row("PRIMITIVE", t.Op(n).String(), start, o.withDots(n))
	case NTypeName, NName, NThis, NSuper:
		o.name(n)
	case NQualType, NFieldAccess:
		if o.within(n, NImport) || o.within(n, NPackage) && !o.within(n, NModifiers) {
			return
		}
		o.row("SELECT", o.text(n, RoleName), start, o.withSemicolon(n))
	case NClassLit:
		o.row("SELECT", "class", start, end)
	case NGenericType:
		if p := t.Parent(n); t.Kind(p) == NAnnotatedType {
			start = t.Start(p) // javac: with the annotations
		}
		o.row("PARAMETERIZED_TYPE", "", start, end)
	case NWildcard:
		for c := t.First(n); c != None; c = t.Next(c) {
			if t.Kind(c) == NAnnotation { // javac: without the annotations
				start = t.Tokens[o.tokenFrom(t.End(c))].Start
			}
		}
		name := "UNBOUNDED_WILDCARD"
		if op := t.Op(n); op != EOF {
			name = strings.ToUpper(op.String()) + "_WILDCARD"
		}
		o.row(name, "", start, end)
	case NBreak:
		o.row("BREAK", o.text(n, RoleName), start, end)
	case NContinue:
		o.row("CONTINUE", o.text(n, RoleName), start, end)
	case NLabeled:
		o.row("LABELED", o.text(n, RoleName), start, end)
	case NSwitch:
		name := "SWITCH_EXPRESSION"
		if o.isStatement(n) {
			name = "SWITCH"
		}
		o.row(name, "", start, end)
	case NLit:
		o.literal(n)
	case NCall, NCtorCall:
		o.row("CALL", fmt.Sprintf("%s %d %d", o.text(n, RoleName), o.count(t.ChildByRole(n, RoleTypeArgs), kinds),
			o.count(t.ChildByRole(n, RoleArgs), kinds)), start, end)
		// javac has a node for the name or selection that is called.
		if kind == NCall {
			name := t.ChildByRole(n, RoleName)
			selected := "NAME"
			if t.ChildByRole(n, RoleOn) != None {
				selected = "SELECT"
			}
			o.row(selected, string(t.Bytes(name)), start, t.End(name))
		} else if t.ChildByRole(n, RoleOn) != None {
			name := t.ChildByRole(n, RoleName)
			o.row("SELECT", string(t.Bytes(name)), start, t.End(name))
		} else {
			name := t.ChildByRole(n, RoleName)
			o.row("NAME", string(t.Bytes(name)), start, t.End(name)) // with any type arguments
		}
	case NNew:
		o.row("NEW", fmt.Sprintf("%d %d", o.count(t.ChildByRole(n, RoleTypeArgs), kinds), o.count(t.ChildByRole(n, RoleArgs), kinds)), start, end)
	case NNewArray:
		dims, elements := 0, -1
		for c := t.First(n); c != None; c = t.Next(c) {
			if t.Role(c) == RoleIndex {
				dims++
			}
		}
		if init := t.ChildByRole(n, RoleInit); init != None {
			elements = o.count(init, kinds)
		}
		o.row("NEW_ARRAY", fmt.Sprintf("%d %d", dims, elements), start, end)
	case NArrayInit:
		if t.Kind(t.Parent(n)) != NNewArray {
			o.row("NEW_ARRAY", fmt.Sprintf("0 %d", o.count(n, kinds)), start, end)
		}
	case NUnary:
		if operand := t.First(n); o.negative(operand) {
			o.row(literalKinds[t.Op(operand)], "", start, end)
		} else {
			o.row(prefixKinds[t.Op(n)], "", start, end)
		}
	case NPostfix:
		o.row(postfixKinds[t.Op(n)], "", start, end)
	case NBinary, NAssign:
		o.row(binaryKinds[t.Op(n)], "", start, end)
	case NLambda:
		o.row("LAMBDA", fmt.Sprint(o.count(t.ChildByRole(n, RoleParams), NParam)), start, end)
	case NMethodRef:
		name := o.text(n, RoleName)
		if name == "new" {
			name = "<init>"
		}
		if on := t.ChildByRole(n, RoleOn); t.Kind(on) == NAnnotatedType {
			start = t.Start(t.ChildByRole(on, RoleType)) // javac: without the annotations
		}
		o.row("REFERENCE", name, start, end)
	case NAnnotationArg:
		if t.ChildByRole(n, RoleName) != None {
			o.row("ASSIGNMENT", "", start, end)
		}
	}
}

// isStatement tells whether a node stands where a statement may.
func (o *outliner) isStatement(n NodeID) bool {
	parent := o.t.Kind(o.t.Parent(n))
	switch o.t.Role(n) {
	case RoleNone:
		return parent == NBlock || parent == NCase
	case RoleThen, RoleElse:
		return parent == NIf
	case RoleBody:
		return parent != NLambda
	}
	return false
}

// modifiers tells the keywords; javac gives record components two of its own.
func (o *outliner) modifiers(n NodeID) {
	t := o.t
	parent := t.Parent(n)
	if k := t.Kind(parent); k == NEnumConst || k == NInit || k == NImport || k == NDirective || k == NModule {
		return
	}
	var words []string
	for c := t.First(n); c != None; c = t.Next(c) {
		if t.Kind(c) == NModifier {
			words = append(words, t.Op(c).String())
		}
	}
	if t.Kind(parent) == NParam && t.Kind(t.Parent(t.Parent(parent))) == NRecord {
		words = append(words, "final", "private")
	}
	if len(words) == 0 {
		return
	}
	sort.Strings(words)
	end := t.End(n)
	if t.Kind(parent) == NAnnotationType { // javac: with the @ of @interface
		end = t.Tokens[o.tokenFrom(end)].End
	}
	o.row("MODIFIERS", strings.Join(words, " "), t.Start(n), end)
}

// count tells how many children of kind k node n has; of any kind for kinds.
func (o *outliner) count(n NodeID, k Kind) (count int) {
	if n == None {
		return 0
	}
	for c := o.t.First(n); c != None; c = o.t.Next(c) {
		if k == kinds || o.t.Kind(c) == k {
			count++
		}
	}
	return count
}

// variable tells a declarator; javac says that it starts with its statement and
// ends after the comma.
func (o *outliner) variable(n NodeID) {
	t := o.t
	decl := t.Parent(n)
	end := t.End(decl)
	if t.Next(n) != None {
		end = t.Tokens[o.tokenFrom(t.End(n))].End
	}
	o.row("VARIABLE", o.variableName(n), t.Start(decl), end)
}

// tokenFrom finds the first token that starts at offset off or later.
func (o *outliner) tokenFrom(off uint32) int {
	return sort.Search(len(o.t.Tokens), func(i int) bool { return o.t.Tokens[i].Start >= off })
}

// afterSemicolon gives the end of a resource as javac sees it: with the
// semicolon, if there is one.
func (o *outliner) afterSemicolon(n NodeID) uint32 {
	end := o.t.End(n)
	if next := o.t.Tokens[o.tokenFrom(end)]; next.Kind == Semi {
		return next.End
	}
	return end
}

// variableName is the declared name; javac gives the variable _ none.
func (o *outliner) variableName(n NodeID) string {
	if name := o.text(n, RoleName); name != "_" {
		return name
	}
	return ""
}

// name tells a name that stands for itself: javac has no node for the name in a
// declaration or selection.
func (o *outliner) name(n NodeID) {
	t := o.t
	parent := t.Parent(n)
	if t.Role(n) == RoleName && t.Kind(parent) != NAnnotation && t.Kind(parent) != NAnnotationArg &&
		t.Kind(parent) != NModule && t.Kind(parent) != NDirective {
		return
	}
	if o.within(n, NImport) || o.within(n, NPackage) && !o.within(n, NModifiers) {
		return // their rows have the whole name
	}
	if t.Kind(n) == NTypeName && t.Role(n) == RoleType && string(t.Bytes(n)) == "var" {
		return
	}
	o.row("NAME", string(t.Bytes(n)), t.Start(n), max(o.withDots(n), o.withSemicolon(n)))
}

// withSemicolon gives the end of a name as javac sees it: that of a resource
// includes the semicolon.
func (o *outliner) withSemicolon(n NodeID) uint32 {
	if p := o.t.Parent(n); o.t.Kind(p) == NResource && o.t.Role(n) == RoleValue {
		return o.afterSemicolon(p)
	}
	return o.t.End(n)
}

// withDots gives the end of a type as javac sees it: that of T in T @A ... is
// after the annotations.
func (o *outliner) withDots(n NodeID) uint32 {
	end := o.t.End(n)
	if parent := o.t.Parent(n); o.t.Op(parent) == Ellipsis && o.t.Kind(parent) == NArrayType {
		for c := o.t.First(parent); c != None; c = o.t.Next(c) {
			end = o.t.End(c)
		}
	}
	return end
}

// within tells whether n is below a node of kind k.
func (o *outliner) within(n NodeID, k Kind) bool {
	for n = o.t.Parent(n); n != None; n = o.t.Parent(n) {
		switch o.t.Kind(n) {
		case k:
			return true
		case NBody:
			return false
		}
	}
	return false
}

func (o *outliner) literal(n NodeID) {
	t := o.t
	op := t.Op(n)
	text := ""
	switch op {
	case IntLit, LongLit:
		if o.negative(n) {
			return // told with its sign
		}
	case StringLit, CharLit, TextBlock:
		text, _ = t.StringValue(n)
	case KTrue, KFalse, KNull:
		text = op.String()
	}
	o.row(literalKinds[op], text, t.Start(n), t.End(n))
}

// negative tells whether javac makes one literal of n and the minus before it:
// if it is decimal, and a lone 0 is not.
func (o *outliner) negative(n NodeID) bool {
	t := o.t
	if op := t.Op(n); t.Kind(n) != NLit || op != IntLit && op != LongLit || t.Bytes(n)[0] == '0' {
		return false
	}
	p := t.Parent(n)
	return t.Kind(p) == NUnary && t.Op(p) == Minus
}

func (o *outliner) text(n NodeID, r Role) string {
	c := o.t.ChildByRole(n, r)
	if c == None {
		return ""
	}
	return string(o.t.Bytes(c))
}

func (o *outliner) dotted(n NodeID, r Role) string {
	c := o.t.ChildByRole(n, r)
	if c == None {
		return ""
	}
	return string(o.t.AppendDotted(nil, c))
}
