package javasrc

import (
	"strings"
	"testing"
)

// dump writes a tree as nested lists: (Role:Kind[op] children), leaves with
// their text.
func dump(t *Tree) string {
	var b strings.Builder
	dumpNode(&b, t, t.Root())
	return b.String()
}

func dumpNode(b *strings.Builder, t *Tree, n NodeID) {
	if r := t.Role(n); r != RoleNone {
		b.WriteString(r.String() + ":")
	}
	first := t.First(n)
	if first == None {
		switch t.Kind(n) {
		case NName, NTypeName, NPrimType, NModifier, NThis, NSuper, NLit:
			b.WriteString(string(t.Bytes(n)))
		default:
			b.WriteString(t.Kind(n).String())
		}
		return
	}
	b.WriteString("(" + t.Kind(n).String())
	if op := t.Op(n); op != EOF {
		b.WriteString("[" + op.String() + "]")
	}
	for c := first; c != None; c = t.Next(c) {
		b.WriteString(" ")
		dumpNode(b, t, c)
	}
	b.WriteString(")")
}

// TestShape shows the tree of each construct as node.go describes it. The
// wrapping says where the source stands: in a file, class, method or
// expression.
func TestShape(t *testing.T) {
	wrap := map[string][4]string{
		"unit": {"", "", "(Unit ", ")"},
		"member": {"class A { ", " }",
			"(Unit (Class Name:A Body:(Body ", ")))"},
		"stmt": {"class A { { ", " } }",
			"(Unit (Class Name:A Body:(Body (Init Body:(Block ", ")))))"},
		"expr": {"class A { { x = ", "; } }",
			"(Unit (Class Name:A Body:(Body (Init Body:(Block (ExprStmt Value:(Assign[=] Left:x Right:", ")))))))"},
	}
	for _, test := range []struct{ in, src, want string }{
		{"unit", "@A package a.b;", "(Package Mods:(Modifiers (Annotation Name:A)) Name:(FieldAccess On:a Name:b))"},
		{"unit", "import a.B; import static a.B.*; import module a.b;",
			"(Import Name:(FieldAccess On:a Name:B))" +
				" (Import Mods:(Modifiers static) Name:(FieldAccess On:a Name:B) OnDemand:Star)" +
				" (Import Mods:(Modifiers module) Name:(FieldAccess On:a Name:b))"},
		{"unit", "@A open module a.b { requires static transitive c; exports d to e, f; uses g; }",
			"(Module Mods:(Modifiers (Annotation Name:A) open) Name:(FieldAccess On:a Name:b)" +
				" (Directive[requires] Mods:(Modifiers static transitive) Name:c)" +
				" (Directive[exports] Name:d Target:e Target:f) (Directive[uses] Name:g))"},
		{"unit", "public non-sealed class A<T extends B & C> extends D implements E, F permits G {}",
			"(Class Mods:(Modifiers public non-sealed) Name:A TypeParams:(TypeParams (TypeParam Name:T Type:B Type:C))" +
				" Extends:(Extends Type:D) Implements:(Implements Type:E Type:F) Permits:(Permits Type:G) Body:Body)"},
		{"unit", "record R(@A int a, B... b) {} void main() {}",
			"(Record Name:R Params:(Params (Param Mods:(Modifiers (Annotation Name:A)) Type:int Name:a)" +
				" (Param[...] Type:(ArrayType[...] Type:B) Name:b)) Body:Body) (Method[void] Type:void Name:main Params:Params Body:Block)"},
		{"unit", "enum E { @A B(1), C { int x; }; int y; }",
			"(Enum Name:E Body:(Body (EnumConst Mods:(Modifiers (Annotation Name:A)) Name:B Args:(Args Value:1))" +
				" (EnumConst Name:C Body:(Body (Field Type:int (VarDecl Name:x)))) (Field Type:int (VarDecl Name:y))))"},
		{"unit", `@A(b = "c", d = {1, @E}) @F(2) @interface G { int h() default 3; }`,
			"(AnnotationType Mods:(Modifiers (Annotation Name:A Args:(AnnotationArg Name:b Value:\"c\")" +
				" Args:(AnnotationArg Name:d Value:(ArrayInit Value:1 Value:(Annotation Name:E))))" +
				" (Annotation Name:F Args:(AnnotationArg Value:2)))" +
				" Name:G Body:(Body (Method Type:int Name:h Params:Params Default:3)))"},
		{"member", "static int a = 1, b[];", "(Field Mods:(Modifiers static) Type:int (VarDecl Name:a Init:1) (VarDecl Name:b Dims:Dims))"},
		{"member", "<T> @B T m(A this, final int x) throws C;",
			"(Method TypeParams:(TypeParams (TypeParam Name:T)) Mods:(Modifiers (Annotation Name:B)) Type:T Name:m" +
				" Params:(Params (Receiver Type:A Name:this) (Param Mods:(Modifiers final) Type:int Name:x)) Throws:(Throws Type:C))"},
		{"member", "A() { this(1); } static { }",
			"(Ctor Name:A Params:Params Body:(Block (ExprStmt Value:(CtorCall Name:this Args:(Args Value:1)))))" +
				" (Init[static] Mods:(Modifiers static) Body:Block)"},
		{"member", "record R(int a) { R { } }",
			"(Record Name:R Params:(Params (Param Type:int Name:a)) Body:(Body (CompactCtor Name:R Body:Block)))"},
		{"member", "a.b.C<? extends D, int[]>.@X E<F> g;",
			"(Field Type:(GenericType Type:(QualType On:(GenericType Type:(QualType On:(QualType On:a Name:b) Name:C)" +
				" TypeArgs:(TypeArgs (Wildcard[extends] Type:D) (ArrayType Type:int))) (Annotation Name:X) Name:E) TypeArgs:(TypeArgs F)) (VarDecl Name:g))"},
		{"member", "@A B @C [] d;", "(Field Mods:(Modifiers (Annotation Name:A)) Type:(ArrayType Type:B (Annotation Name:C)) (VarDecl Name:d))"},
		{"stmt", "final var a = 1; b: for (int i = 0, j; i < 1; i++, j++) break b; for (final A a : as) ;",
			"(LocalVar Mods:(Modifiers final) Type:var (VarDecl Name:a Init:1))" +
				" (Labeled Name:b Body:(For Init:(LocalVar Type:int (VarDecl Name:i Init:0) (VarDecl Name:j)) Cond:(Binary[<] Left:i Right:1)" +
				" Update:(Postfix[++] Value:i) Update:(Postfix[++] Value:j) Body:(Break Name:b)))" +
				" (ForEach Params:(Param Mods:(Modifiers final) Type:A Name:a) Value:as Body:Empty)"},
		{"stmt", "if (a) b(); else if (c) {} else return; while (a) continue; do ; while (b); synchronized (this) {} assert a : b; throw c; return d;",
			"(If Cond:a Then:(ExprStmt Value:(Call Name:b Args:Args)) Else:(If Cond:c Then:Block Else:Return))" +
				" (While Cond:a Body:Continue) (Do Body:Empty Cond:b) (Sync Cond:this Body:Block) (Assert Cond:a Value:b) (Throw Value:c) (Return Value:d)"},
		{"stmt", "try (A a = b; c) {} catch (final D | E e) {} finally {}",
			"(Try Resource:(Resource Type:A Name:a Init:b) Resource:(Resource Value:c) Body:Block" +
				" Catch:(Catch Params:(Param Mods:(Modifiers final) Type:(UnionType Type:D Type:E) Name:e) Body:Block) Finally:(Finally Body:Block))"},
		{"stmt", "switch (a) { case 1, B: c(); default: } switch (a) { case C d when e -> f(); case null, default -> throw g; }",
			"(Switch Cond:a (Case[:] Value:1 Value:B (ExprStmt Value:(Call Name:c Args:Args))) (Case[:] Value:Default))" +
				" (Switch Cond:a (Case[->] Pattern:(TypePattern Type:C Name:d) Guard:e Body:(ExprStmt Value:(Call Name:f Args:Args)))" +
				" (Case[->] Value:null Value:Default Body:(Throw Value:g)))"},
		{"stmt", "int yield = 1; yield = 2; yield(a, b); class B {} record C(int d) {} sealed.x(); record = e;",
			"(LocalVar Type:int (VarDecl Name:yield Init:1)) (ExprStmt Value:(Assign[=] Left:yield Right:2))" +
				" (ExprStmt Value:(Call Name:yield Args:(Args Value:a Value:b))) (Class Name:B Body:Body)" +
				" (Record Name:C Params:(Params (Param Type:int Name:d)) Body:Body)" +
				" (ExprStmt Value:(Call On:sealed Name:x Args:Args)) (ExprStmt Value:(Assign[=] Left:record Right:e))"},
		{"expr", "a.b.c(d).e", "(FieldAccess On:(Call On:(FieldAccess On:a Name:b) Name:c Args:(Args Value:d)) Name:e)"},
		{"expr", "this.<A>b()", "(Call On:this TypeArgs:(TypeArgs A) Name:b Args:Args)"},
		{"expr", "A.super.b() + C.this.d",
			"(Binary[+] Left:(Call On:(FieldAccess On:A Name:super) Name:b Args:Args) Right:(FieldAccess On:(FieldAccess On:C Name:this) Name:d))"},
		{"expr", "a.new B<>(1) { }", "(New On:a Type:(GenericType Type:B TypeArgs:TypeArgs) Args:(Args Value:1) Body:Body)"},
		{"expr", "new int[1][]", "(NewArray Type:int Index:1 Dims:Dims)"},
		{"expr", "new a.B[] {1, {2}}",
			"(NewArray Type:(QualType On:a Name:B) Dims:Dims Init:(ArrayInit Value:1 Value:(ArrayInit Value:2)))"},
		{"expr", "a -> (b, c) -> (int d, E... e) -> { }",
			"(Lambda Params:(Params (Param Name:a)) Body:(Lambda Params:(Params (Param Name:b) (Param Name:c))" +
				" Body:(Lambda Params:(Params (Param Type:int Name:d) (Param[...] Type:(ArrayType[...] Type:E) Name:e)) Body:Block)))"},
		{"expr", "f(A::b, C<D>::new, int[]::clone, this::<E>g, String.class, int[].class)",
			"(Call Name:f Args:(Args Value:(MethodRef On:A Name:b) Value:(MethodRef On:(GenericType Type:C TypeArgs:(TypeArgs D)) Name:new)" +
				" Value:(MethodRef On:(ArrayType Type:int) Name:clone) Value:(MethodRef On:this TypeArgs:(TypeArgs E) Name:g)" +
				" Value:(ClassLit Type:String) Value:(ClassLit Type:(ArrayType Type:int))))"},
		{"expr", "a + b * -c >>> 1 << 2 >> 3",
			"(Binary[>>] Left:(Binary[<<] Left:(Binary[>>>] Left:(Binary[+] Left:a Right:(Binary[*] Left:b Right:(Unary[-] Value:c))) Right:1) Right:2) Right:3)"},
		{"expr", "a ? b : c ? d -> e : f", "(Ternary Cond:a Then:b Else:(Ternary Cond:c Then:(Lambda Params:(Params (Param Name:d)) Body:e) Else:f))"},
		{"expr", "y += z >>>= 1L", "(Assign[+=] Left:y Right:(Assign[>>>=] Left:z Right:1L))"},
		{"expr", "(A & B) (c) -> (int) -d", "(Cast Type:(InterType Type:A Type:B) Value:(Lambda Params:(Params (Param Name:c)) Body:(Cast Type:int Value:(Unary[-] Value:d))))"},
		{"expr", "(a) - b", "(Binary[-] Left:(Paren Value:a) Right:b)"},
		{"expr", "f(a < b, c > d)", "(Call Name:f Args:(Args Value:(Binary[<] Left:a Right:b) Value:(Binary[>] Left:c Right:d)))"},
		{"expr", "a[b++] instanceof C<?> && d instanceof E(F(var g), _, final H h)",
			"(Binary[&&] Left:(Instanceof Left:(Index On:a Index:(Postfix[++] Value:b)) Type:(GenericType Type:C TypeArgs:(TypeArgs Wildcard)))" +
				" Right:(Instanceof Left:d Pattern:(RecordPattern Type:E Pattern:(RecordPattern Type:F Pattern:(TypePattern Type:var Name:g))" +
				" Pattern:AnyPattern Pattern:(TypePattern Mods:(Modifiers final) Type:H Name:h))))"},
		{"expr", "switch (a) { case b -> 1; default -> { yield 2; } }",
			"(Switch Cond:a (Case[->] Value:b Body:(ExprStmt Value:1)) (Case[->] Value:Default Body:(Block (Yield Value:2))))"},
	} {
		var p Parser
		w := wrap[test.in]
		tree := p.Parse([]byte(w[0] + test.src + w[1]))
		if len(tree.Errors) > 0 {
			t.Errorf("%s: %v", test.src, tree.Errors)
		}
		checkTree(t, tree)
		if got, want := dump(tree), w[2]+test.want+w[3]; got != want {
			t.Errorf("%s\n got %s\nwant %s", test.src, got, want)
		}
	}
}

// TestStringValue checks values of literals; javac_test.go compares many more.
func TestStringValue(t *testing.T) {
	for _, test := range []struct{ lit, want string }{
		{`""`, ""},
		{`"a\tb\n\"\\\'\s"`, "a\tb\n\"\\' "},
		{`"\0\12\377\400"`, "\x00\n\u00ff\u00200"},
		{`"\u00e9\uuu4e2d"`, "é中"},
		{`"\ud83d\ude00"`, "😀"},
		{`"\ud83d"`, "\uFFFD"},
		{`"\\u0041"`, `\u0041`},
		{`"\u0041\u0022`, "A"},
		{`'\u005c''`, "'"},
		{`'x'`, "x"},
		{`'\''`, "'"},
		{`"中😀"`, "中😀"},
		{"\"\"\"\n   a\n     b \\\n   c\\s\n   \"\"\"", "a\n  b c \n"},
		{"\"\"\"\n   a\r\n\r\n    \\\"\"\"  \t\n  \"\"\"", " a\n\n  \"\"\"\n"},
		{"\"\"\"\n  a\"\"\"", "a"},
	} {
		var p Parser
		tree := p.Parse([]byte("class A { Object o = " + test.lit + "; }"))
		for i := range tree.Nodes {
			if tree.Nodes[i].Kind != NLit {
				continue
			}
			if got, ok := tree.StringValue(NodeID(i)); !ok || got != test.want {
				t.Errorf("%s: got %q, %v; want %q", test.lit, got, ok, test.want)
			}
		}
		if len(tree.Errors) > 0 {
			t.Errorf("%s: %v", test.lit, tree.Errors)
		}
	}
	var p Parser
	tree := p.Parse([]byte("class A { int i = 1; }"))
	for i := -1; i < len(tree.Nodes); i++ {
		if _, ok := tree.StringValue(NodeID(i)); ok {
			t.Errorf("node %d is no string", i)
		}
	}
}

// TestOriginal checks that places in a file with escapes are told in the file
// as it is.
func TestOriginal(t *testing.T) {
	const src = `class A \u007b void m() { \u0062\u0061r("\u00e9", 1); } } // \u000a class B {}`
	var p Parser
	tree := p.Parse([]byte(src))
	if len(tree.Errors) > 0 {
		t.Fatal(tree.Errors)
	}
	var names []string
	for i := range tree.Nodes {
		n := NodeID(i)
		if tree.Role(n) == RoleName {
			names = append(names, string(tree.Bytes(n))+" = "+src[tree.Original(tree.Start(n)):tree.Original(tree.End(n))])
		}
		if tree.Kind(n) == NLit && tree.Op(n) == IntLit {
			if at := tree.Original(tree.Start(n)); at != uint32(strings.Index(src, "1);")) {
				t.Errorf("the 1 is said to be at %d", at)
			}
		}
	}
	if got, want := strings.Join(names, ", "), `A = A, m = m, bar = \u0062\u0061r, B = B`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if tree.Original(0) != 0 || tree.Original(uint32(len(tree.Text))) != uint32(len(src)) {
		t.Errorf("the ends map to %d and %d of %d", tree.Original(0), tree.Original(uint32(len(tree.Text))), len(src))
	}

	tree = p.Parse([]byte(`class A { String s = "\u00e9"; }`))
	if tree.Original(20) != 20 {
		t.Errorf("a file with escapes in literals only is translated")
	}
}

func TestAppendDotted(t *testing.T) {
	var p Parser
	tree := p.Parse([]byte("import java . util./* x */Map; class A { a.b.C<d.E>.@F(g.H.class) I i; J<K>[] j; int k; }"))
	var got []string
	for i := range tree.Nodes {
		n := NodeID(i)
		if r := tree.Role(n); (r == RoleType || r == RoleName) && tree.Parent(n) != None {
			if k := tree.Kind(tree.Parent(n)); k == NField || k == NImport {
				got = append(got, string(tree.AppendDotted(nil, n)))
			}
		}
	}
	if want := "java.util.Map a.b.C.I J int"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestComments(t *testing.T) {
	const src = "/* a *//** b */ class A { // c\r\n /// d\r String s = \"// no\"; } // e"
	var p Parser
	tree := p.Parse([]byte(src))
	var got []string
	for _, c := range tree.Comments {
		got = append(got, src[c.Start:c.End])
	}
	if want := "/* a */|/** b */|// c|/// d|// e"; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}

// TestKeywords proves that the hash table has a slot for every keyword, and
// nothing else in it.
func TestKeywords(t *testing.T) {
	for k := firstKeyword; k <= lastKeyword; k++ {
		if got := keyword([]byte(spelling[k])); got != k {
			t.Errorf("%s is taken for %s: two keywords share a slot", k, got)
		}
	}
	for _, s := range []string{"classs", "clasz", "record", "var", "if2", "sealed", "yield", "xx"} {
		if got := keyword([]byte(s)); got != Ident {
			t.Errorf("%s is taken for %s", s, got)
		}
	}
}

// TestNames proves that every kind of token and node, and every role, has a
// name.
func TestNames(t *testing.T) {
	for k := EOF; k < tokenKinds; k++ {
		if k.String() == "" {
			t.Errorf("token kind %d has no name", k)
		}
	}
	for k := NError; k < kinds; k++ {
		if k.String() == "" {
			t.Errorf("kind %d has no name", k)
		}
	}
	for r := RoleNone + 1; r < roles; r++ {
		if r.String() == "" {
			t.Errorf("role %d has no name", r)
		}
	}
}
