package javasrc

import (
	"strings"
	"testing"
	"time"
)

// method wraps statements in a class.
func method(statements string) string { return "class A { void m() { " + statements + " } }" }

// times repeats, with something in the middle: "((x))".
func times(n int, open, middle, end string) string {
	return strings.Repeat(open, n) + middle + strings.Repeat(end, n)
}

// TestAbsurdNesting feeds what would exhaust the stack of a careless parser, or
// its time: each look ahead over the rest of the file makes it quadratic.
func TestAbsurdNesting(t *testing.T) {
	const n = 100_000
	for _, test := range []struct{ name, src string }{
		{"parentheses", method("x = " + times(n, "(", "1", ")") + ";")},
		{"open parentheses", method("x = " + times(n, "(", "1", "") + ";")},
		{"closing parentheses", method("x = 1" + times(n, ")", "", "") + ";")},
		{"brackets then parentheses", method(times(n, "[", "", "") + times(n, ")", "", ""))},
		{"one parenthesis, brackets, parentheses", method("(" + times(n, "[", "", "") + times(n, ")", "", ""))},
		{"casts", method("x = " + times(n, "(A) ", "1", "") + ";")},
		{"casts in parentheses", method("x = " + times(n, "((A) ", "1", ")") + ";")},
		{"generics", "class A { " + times(n, "B<", "C", ">") + " x; }"},
		{"open generics", "class A { " + times(n, "B<", "C", "") + " x; }"},
		{"open generics as statements", method(times(n, "b<c;", "", ""))},
		{"comparisons", method("x = " + times(n, "a<", "b", "") + ";")},
		{"comparisons in parentheses", method("x = " + times(n, "(a<", "b", ")") + ";")},
		{"comparisons in calls", method("x = " + times(n, "f(a<", "b", ")") + ";")},
		{"generic calls", method(times(n, "a.<B>c(", "", ")") + ";")},
		{"type parameters", "class A" + times(n, "<B extends C", "", ">") + " {}"},
		{"wildcards", "class A { " + times(n, "B<? extends ", "C", ">") + " x; }"},
		{"blocks", method(times(n, "{", "", "}"))},
		{"open blocks", method(times(n, "{", "", ""))},
		{"closing braces", method(times(n, "}", "", ""))},
		{"classes", times(n, "class A {", "", "}")},
		{"anonymous classes", method("x = " + times(n, "new A() { Object x = ", "1", "; }") + ";")},
		{"anonymous classes with errors", method("x = " + times(n, "new A() { Object x = ", "1", " 2 } ") + ";")},
		{"lambdas", method("x = " + times(n, "a -> ", "b", "") + ";")},
		{"lambdas with blocks", method("x = " + times(n, "() -> { return ", "b", "; }") + ";")},
		{"lambdas in calls", method(times(n, "f(() -> ", "b", ")") + ";")},
		{"array initialisers", "class A { int[] x = " + times(n, "{", "1", "}") + "; }"},
		{"array dimensions", "class A { int" + times(n, "[]", "", "") + " x; }"},
		{"annotated dimensions", "class A { int" + times(n, "@A []", "", "") + " x; }"},
		{"indices", method("x = " + times(n, "a[", "1", "]") + ";")},
		{"indexed names", method("x = a" + times(n, ".b[0]", "", "") + ";")},
		{"long name with indices", method("x = a" + times(n, ".b", "", "") + times(n, ".c[0]", "", "") + ";")},
		{"long name with comparisons", method("x = " + times(n, "a.b<", "c", "") + ";")},
		{"unary", method("x = " + times(n, "!", "a", "") + ";")},
		{"minus", method("x = " + times(n, "- ", "a", "") + ";")},
		{"annotations", times(n, "@A(", "1", ")") + " class A {}"},
		{"annotations in braces", "@A(" + times(n, "{", "1", "}") + ") class A {}"},
		{"annotations in a row", times(n, "@A ", "", "") + " class A {}"},
		{"annotations in a row in a block", method(times(n, "@A ", "", ""))},
		{"annotations in a row after open blocks", method(times(2*maxNesting, "{", "", "") + times(n, "@A ", "", ""))},
		{"annotated blocks", method(times(n, "@A {", "", "}"))},
		{"assignments", method(times(n, "a = ", "b", "") + ";")},
		{"switches", method("x = " + times(n, "switch (a) { default -> ", "b", "; }") + ";")},
		{"stray cases", method(times(n, "case a: ", "", ""))},
		{"record patterns", method("x = a instanceof " + times(n, "B(", "C c", ")") + ";")},
		{"ifs", method(times(n, "if (a) ", ";", ""))},
		{"labels", method(times(n, "a: ", ";", ""))},
		{"trys", method(times(n, "try { ", "", " } finally { }"))},
		{"yields", method(times(n, "yield (", "1", ")"))},
		{"yields in lambdas", method(times(n, "yield(() -> {", "", "});"))},
		{"new", method("x = " + times(n, "new A(", "", ")") + ";")},
		{"inner new", method("x = a" + times(n, ".new A()", "", "") + ";")},
		{"method references", method("x = a" + times(n, "::b", "", "") + ";")},
		{"errors", method(times(n, "a b c ) ; ] ", "", ""))},
		{"errors in members", "class A {" + times(n, "int ) ", "", "") + "}"},
		{"errors in enums", "enum A {" + times(n, "A, 1 ", "", "") + "}"},
		{"errors in enum constants", "enum A {" + times(n, "A(", "", "") + "}"},
		{"errors in modules", "module a {" + times(n, "requires ; ", "", "") + "}"},
		{"imports", times(n, "import ", "", "")},
		{"quotes", times(n, "\"", "", "")},
		{"apostrophes", times(n, "'", "", "")},
		{"text blocks", times(n, "\"\"\"", "", "")},
		{"open comments", times(n, "/*", "", "")},
		{"backslashes", times(n, "\\", "", "")},
		{"backslashes in a string", method("x = \"" + times(n, "\\\\", "", "") + "\";")},
		{"escapes", times(n, "\\u0041", "", "")},
		{"long escape", "\\" + times(n, "u", "", "") + "0041"},
		{"broken escapes", times(n, "\\u", "", "")},
		{"zeros", times(n, "\x00", "", "")},
		{"non-sealed", times(n, "non-sealed ", "", "")},
		{"sealed", times(n, "sealed ", "", "")},
		{"sealed in a block", method(times(n, "sealed ", "", ""))},
	} {
		t.Run(test.name, func(t *testing.T) {
			var p Parser
			start := time.Now()
			tree := p.Parse([]byte(test.src))
			took := time.Since(start)
			checkTree(t, tree)
			// Linear work on these few hundred kilobytes takes some 10 ms, quadratic
			// work seconds.
			if took > 2*time.Second {
				t.Errorf("took %v for %d bytes", took, len(test.src))
			}
			if testing.Verbose() {
				t.Logf("%v, %d errors, %d nodes", took, len(tree.Errors), len(tree.Nodes))
			}
		})
	}
}

// TestNestingLimit checks that nesting up to the limit is read, and beyond it
// named.
func TestNestingLimit(t *testing.T) {
	var p Parser
	if tree := p.Parse([]byte(method("x = " + times(400, "(", "1", ")") + ";"))); len(tree.Errors) > 0 {
		t.Errorf("400 parentheses: %v", tree.Errors)
	}
	tree := p.Parse([]byte(method("a(); x = " + times(2000, "(", "1", ")") + ";")))
	if len(tree.Errors) != 1 || !strings.HasPrefix(tree.Errors[0].Message, "nesting deeper than 1000 levels") {
		t.Errorf("2000 parentheses: %v", tree.Errors)
	}
	if calls(tree)["a"] != 1 {
		t.Errorf("what came before is lost")
	}
}

// TestLongChains checks that what is written side by side is not nesting.
func TestLongChains(t *testing.T) {
	const n = 50_000
	for _, test := range []struct{ name, src string }{
		{"concatenation", method("x = \"a\"" + times(n, " + \"b\"", "", "") + ";")},
		{"mixed operators", method("x = a" + times(n, " + b * c || d", "", "") + ";")},
		{"calls", method("x" + times(n, ".a()", "", "") + ";")},
		{"names", method("x = a" + times(n, ".b", "", "") + ";")},
		{"else ifs", method(times(n, "if (a) b(); else ", "c();", ""))},
		{"conditionals", method("x = " + times(n, "a ? b : ", "c", "") + ";")},
		{"array elements", "class A { int[] x = { " + times(n, "1, ", "", "") + " }; }"},
		{"cases", method("switch (a) { " + times(n, "case b: c(); ", "", "") + "}")},
		{"members", "class A { " + times(n, "int x; void m() { }", "", "") + "}"},
		{"arguments", method("f(1" + times(n, ", a", "", "") + ");")},
		{"dimensions", "class A { int" + times(n, "[]", "", "") + " x; }"},
		{"bounds", "class A { Object x = (B" + times(n, " & C", "", "") + ") d; }"},
		{"catches", method("try { } catch (A" + times(n, " | B", "", "") + " e) { }")},
	} {
		t.Run(test.name, func(t *testing.T) {
			var p Parser
			tree := p.Parse([]byte(test.src))
			checkTree(t, tree)
			if len(tree.Errors) > 0 {
				t.Errorf("%v", tree.Errors)
			}
			if len(tree.Nodes) < n {
				t.Errorf("only %d nodes", len(tree.Nodes))
			}
		})
	}
}

// TestLargeFile parses 20 MB, once as they should be and once without an end.
func TestLargeFile(t *testing.T) {
	const member = "  /** doc */ public static <T> List<T> m(int a, T... b) { return a > 1 ? f(b, \"x\") : new ArrayList<>(); }\n"
	src := "class A {\n" + strings.Repeat(member, 20<<20/len(member)) + "}\n"
	var p Parser
	tree := p.Parse([]byte(src))
	if len(tree.Errors) > 0 {
		t.Errorf("%v", tree.Errors)
	}
	checkTree(t, tree)
	tree = p.Parse([]byte("class A { void m() { f(" + src[:len(src)-10]))
	if len(tree.Errors) == 0 {
		t.Errorf("no error")
	}
	checkTree(t, tree)
}

// FuzzParse feeds damaged files. The tree must keep its promises, and the time
// must stay far below what the size excuses.
func FuzzParse(f *testing.F) {
	for _, src := range snippets(f) {
		f.Add(src)
	}
	f.Add([]byte(method("x = a \\u003c b; \\u0022")))
	f.Fuzz(func(t *testing.T, src []byte) {
		var p Parser
		start := time.Now()
		tree := p.Parse(src)
		if took := time.Since(start); took > time.Second+time.Duration(len(src))*10*time.Microsecond {
			t.Fatalf("took %v for %d bytes", took, len(src))
		}
		checkTree(t, tree)
		for i := range tree.Nodes {
			n := NodeID(i)
			tree.StringValue(n)
			if k := tree.Kind(n); k == NFieldAccess || k == NQualType {
				tree.AppendDotted(nil, n)
			}
		}
		var last uint32
		for _, tok := range tree.Tokens {
			at := tree.Original(tok.Start)
			if at < last || int(at) > len(src) {
				t.Fatalf("offset %d is said to be %d, after %d, of %d", tok.Start, at, last, len(src))
			}
			last = at
		}
		// A used parser reads the same as a new one.
		before := dump(tree)
		if again := dump(p.Parse(src)); again != before {
			t.Fatalf("the second reading differs:\n%s\n%s", before, again)
		}
	})
}
