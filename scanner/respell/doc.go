// Package respell writes Java programs in other spellings that mean the same:
// fully qualified names for imports, a lambda around a statement, a local variable in
// between, comments, Unicode escapes.
//
// It serves the tests that hold every rule to the third law (same code in
// another spelling gets the same verdict); nothing in the program imports it. It stands
// below scanner because it needs the parser.
//
// A Spelling applies to every place of a small workspace where it is sure that the
// program stays the same. It is never sure of names that it cannot see declared, so it
// leaves places out rather than break them. What it makes would compile where
// the original does, but for two kinds of cases that no rule looks at: checked exceptions
// that leave a lambda, and local variables of an inferred type that is too narrow.
package respell

// A File is one file of a workspace.
type File struct {
	Path string // slash path
	Text []byte
}

// A Spelling is one way to write a program differently.
type Spelling struct {
	Name    string // kebab-case, as "fully-qualified"
	rewrite func(*program) *draft
}

// Spellings are all spellings there are.
var Spellings = []Spelling{
	{"fully-qualified", fullyQualified},
	{"static-import", staticImport},
	{"method-reference", methodReference},
	{"alias-receiver", aliasReceiver},
	{"alias-argument", aliasArgument},
	{"alias-value", aliasValue},
	{"parentheses", parentheses},
	{"parenthesised-target", parenthesisedTarget},
	{"swapped-operands", swappedOperands},
	{"ternary-argument", ternaryArgument},
	{"ternary-receiver", ternaryReceiver},
	{"ternary-value", ternaryValue},
	{"ternary-or-null", ternaryOrNull},
	{"lambda", lambda},
	{"supplier", supplier},
	{"anonymous-class", anonymousClass},
	{"local-class", localClass},
	{"nested-class", nestedClass},
	{"reordered-members", reorderedMembers},
	{"renamed", renamed},
	{"comments", comments},
	{"unicode-escapes", unicodeEscapes},
	{"crlf", crlf},
	{"tabs", tabs},
	{"split-strings", splitStrings},
	{"constants-elsewhere", constantsElsewhere},
	{"text-blocks", textBlocks},
}

// Apply respells files. It returns nil where the spelling fits no place of them.
func (s Spelling) Apply(files []File) *Rewritten {
	p := read(files)
	d := s.rewrite(p)
	if d.empty() {
		return nil
	}
	return d.finish(p)
}
