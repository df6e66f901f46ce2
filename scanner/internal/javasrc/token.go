package javasrc

// A Token is one lexical element of a Java file; comments and white space are
// not tokens. A token takes 16 bytes and holds no pointer, so that one array
// serves file after file and the garbage collector never looks into it.
type Token struct {
	// Start and End are byte offsets into Tree.Text; End is exclusive.
	Start, End uint32
	// Match is, for an opening bracket, the index of the bracket that closes
	// it, or 0 if none does; and for a ')' that closes nothing, noMatch. The
	// parser also remembers here, for a '<', what it found when it looked
	// whether type arguments start there.
	Match int32
	Kind  TokenKind
}

// noMatch is the Token.Match of a ')' that closes nothing, and of a '<' that
// starts no type arguments.
const noMatch = -1

// A TokenKind says what a token is. As Node.Op it also says which operator,
// literal, modifier or primitive type a node is about.
type TokenKind uint8

// The token kinds. Those of the last group never come from the lexer: they
// only serve as Node.Op.
const (
	EOF   TokenKind = iota
	Bad             // a byte that can start no token
	Ident           // identifiers and all restricted words: record, var, yield, _ ...

	IntLit
	LongLit
	FloatLit
	DoubleLit
	CharLit
	StringLit
	TextBlock

	LParen
	RParen
	LBrace
	RBrace
	LBrack
	RBrack
	Semi
	Comma
	Dot
	Ellipsis
	At
	ColonColon
	Arrow
	Not
	Tilde
	Quest
	Colon
	PlusPlus
	MinusMinus

	OrOr
	AndAnd
	Or
	Caret
	And
	EQ
	NE
	LT
	GT // always a single '>': the expression parser puts shifts together
	LE
	GE
	Shl
	Plus
	Minus
	Star
	Slash
	Percent

	Assign
	PlusAssign
	MinusAssign
	StarAssign
	SlashAssign
	PercentAssign
	AndAssign
	OrAssign
	CaretAssign
	ShlAssign
	ShrAssign  // Op only
	UShrAssign // Op only

	KAbstract
	KAssert
	KBoolean
	KBreak
	KByte
	KCase
	KCatch
	KChar
	KClass
	KConst
	KContinue
	KDefault
	KDo
	KDouble
	KElse
	KEnum
	KExtends
	KFalse
	KFinal
	KFinally
	KFloat
	KFor
	KGoto
	KIf
	KImplements
	KImport
	KInstanceof
	KInt
	KInterface
	KLong
	KNative
	KNew
	KNull
	KPackage
	KPrivate
	KProtected
	KPublic
	KReturn
	KShort
	KStatic
	KStrictfp
	KSuper
	KSwitch
	KSynchronized
	KThis
	KThrow
	KThrows
	KTransient
	KTrue
	KTry
	KVoid
	KVolatile
	KWhile

	Shr         // Op only: '>>'
	UShr        // Op only: '>>>'
	KSealed     // Op only: the modifier sealed
	KNonSealed  // Op only: the modifier non-sealed
	KModule     // Op only: the word module of import module
	KOpen       // Op only: the modifier open of a module
	KTransitive // Op only: the modifier transitive of requires
	KRequires   // Op only: module directives
	KExports
	KOpens
	KUses
	KProvides

	tokenKinds
)

const (
	firstKeyword = KAbstract
	lastKeyword  = KWhile
	firstAssign  = Assign
	lastAssign   = UShrAssign
	firstLiteral = IntLit
	lastLiteral  = TextBlock
)

// spelling holds how each kind is written, or a description in the plural's
// stead where the writing varies. Messages and the keyword table come from it.
var spelling = [tokenKinds]string{
	EOF: "end of file", Bad: "illegal character", Ident: "name",
	IntLit: "int literal", LongLit: "long literal", FloatLit: "float literal", DoubleLit: "double literal",
	CharLit: "character literal", StringLit: "string literal", TextBlock: "text block",

	LParen: "(", RParen: ")", LBrace: "{", RBrace: "}", LBrack: "[", RBrack: "]",
	Semi: ";", Comma: ",", Dot: ".", Ellipsis: "...", At: "@", ColonColon: "::", Arrow: "->",
	Not: "!", Tilde: "~", Quest: "?", Colon: ":", PlusPlus: "++", MinusMinus: "--",

	OrOr: "||", AndAnd: "&&", Or: "|", Caret: "^", And: "&", EQ: "==", NE: "!=",
	LT: "<", GT: ">", LE: "<=", GE: ">=", Shl: "<<", Shr: ">>", UShr: ">>>",
	Plus: "+", Minus: "-", Star: "*", Slash: "/", Percent: "%",

	Assign: "=", PlusAssign: "+=", MinusAssign: "-=", StarAssign: "*=", SlashAssign: "/=", PercentAssign: "%=",
	AndAssign: "&=", OrAssign: "|=", CaretAssign: "^=", ShlAssign: "<<=", ShrAssign: ">>=", UShrAssign: ">>>=",

	KAbstract: "abstract", KAssert: "assert", KBoolean: "boolean", KBreak: "break", KByte: "byte",
	KCase: "case", KCatch: "catch", KChar: "char", KClass: "class", KConst: "const", KContinue: "continue",
	KDefault: "default", KDo: "do", KDouble: "double", KElse: "else", KEnum: "enum", KExtends: "extends",
	KFalse: "false", KFinal: "final", KFinally: "finally", KFloat: "float", KFor: "for", KGoto: "goto",
	KIf: "if", KImplements: "implements", KImport: "import", KInstanceof: "instanceof", KInt: "int",
	KInterface: "interface", KLong: "long", KNative: "native", KNew: "new", KNull: "null",
	KPackage: "package", KPrivate: "private", KProtected: "protected", KPublic: "public", KReturn: "return",
	KShort: "short", KStatic: "static", KStrictfp: "strictfp", KSuper: "super", KSwitch: "switch",
	KSynchronized: "synchronized", KThis: "this", KThrow: "throw", KThrows: "throws", KTransient: "transient",
	KTrue: "true", KTry: "try", KVoid: "void", KVolatile: "volatile", KWhile: "while",

	KSealed: "sealed", KNonSealed: "non-sealed", KModule: "module", KOpen: "open", KTransitive: "transitive",
	KRequires: "requires", KExports: "exports", KOpens: "opens", KUses: "uses", KProvides: "provides",
}

// String gives the kind as it is written in Java, e.g. "+=" or "synchronized",
// and a description such as "string literal" where that varies.
func (k TokenKind) String() string {
	if k < tokenKinds {
		return spelling[k]
	}
	return "unknown token"
}

// IsLiteral tells whether tokens of this kind are literals other than true,
// false and null, which are keywords.
func (k TokenKind) IsLiteral() bool { return firstLiteral <= k && k <= lastLiteral }

// IsAssign tells whether the kind is '=' or a compound assignment such as '+='.
func (k TokenKind) IsAssign() bool { return firstAssign <= k && k <= lastAssign }

// IsPrimitive tells whether the kind names a primitive type; void is none.
func (k TokenKind) IsPrimitive() bool { return traits[k]&primitive != 0 }

// A trait is a yes-or-no fact about a token kind that the parser asks often.
type trait uint16

const (
	primitive   trait = 1 << iota
	modifier          // a keyword that is always a modifier
	access            // cannot begin a statement, so a block that meets it has ended
	statement         // begins a statement but no class member
	resumes           // a good place to go on after an error
	startsLine        // at the start of a line it is likely a statement or member
	operand           // what follows a ')' if that closes a cast to a reference type
	yieldsValue       // what follows yield if that is the statement
)

var traits = traitsOf(map[trait][]TokenKind{
	primitive: {KBoolean, KByte, KChar, KShort, KInt, KLong, KFloat, KDouble},
	modifier:  {KPublic, KPrivate, KProtected, KStatic, KFinal, KAbstract, KNative, KSynchronized, KTransient, KVolatile, KStrictfp},
	access:    {KPublic, KPrivate, KProtected, KImport, KPackage},
	statement: {KIf, KWhile, KDo, KFor, KReturn, KThrow, KBreak, KContinue, KAssert, KTry, KSwitch, KThis, KSuper, KNew,
		PlusPlus, MinusMinus, LParen, IntLit, LongLit, FloatLit, DoubleLit, CharLit, StringLit, TextBlock, KTrue, KFalse, KNull},
	resumes: {RBrace, LBrace, KPublic, KPrivate, KProtected, KIf, KFor, KWhile, KReturn, KTry, KThrow, KCase, KSwitch, KDo},
	startsLine: {Ident, KVoid, At, KStatic, KFinal, KAbstract, KClass, KInterface, KEnum, KBoolean, KByte, KChar, KShort, KInt, KLong,
		KFloat, KDouble, KBreak, KContinue, KSuper, KThis, KNew, KDefault, KSynchronized, KAssert},
	operand: {Ident, IntLit, LongLit, FloatLit, DoubleLit, CharLit, StringLit, TextBlock, LParen, Not, Tilde, KThis, KSuper, KNew, KSwitch,
		KTrue, KFalse, KNull, KVoid, At, KBoolean, KByte, KChar, KShort, KInt, KLong, KFloat, KDouble},
	yieldsValue: {Ident, IntLit, LongLit, FloatLit, DoubleLit, CharLit, StringLit, TextBlock, KTrue, KFalse, KNull, KNew, KSwitch, KThis, KSuper,
		KVoid, KBoolean, KByte, KChar, KShort, KInt, KLong, KFloat, KDouble, Plus, Minus, Not, Tilde, Semi},
})

func traitsOf(kindsByTrait map[trait][]TokenKind) (table [256]trait) {
	for t, kinds := range kindsByTrait {
		for _, k := range kinds {
			table[k] |= t
		}
	}
	return table
}

// A keywordSlot is a place of the keyword hash table.
type keywordSlot struct {
	word string
	kind TokenKind
}

// keywords is a hash table without collisions; TestKeywords says so. The hash
// needs no more than three bytes of the word, since most identifiers that are
// looked up are no keyword and differ in the first comparison anyway.
var keywords = func() (slots [256]keywordSlot) {
	for k := firstKeyword; k <= lastKeyword; k++ {
		slots[keywordHash([]byte(spelling[k]))] = keywordSlot{spelling[k], k}
	}
	return slots
}()

// keywordHash needs at least two bytes.
func keywordHash(s []byte) uint8 {
	return s[0] + 6*s[1] + 48*s[len(s)-1] + uint8(len(s))
}

// keyword returns the keyword that s spells, or Ident.
func keyword(s []byte) TokenKind {
	slot := &keywords[keywordHash(s)]
	if slot.word == string(s) {
		return slot.kind
	}
	return Ident
}
