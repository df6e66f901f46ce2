package javasrc

// A Node is one node of the tree, 16 bytes without a pointer. Nodes are stored
// in post-order: a parent follows its children, so the last child of node i is
// i-1 and the sibling before child j is j-Nodes[j].Size. Left-recursive syntax
// thus costs nothing, and an error never loses a subtree that was finished.
type Node struct {
	// Start and End are byte offsets into Tree.Text, End exclusive.
	Start, End uint32
	// Size counts this node and all below it.
	Size uint32
	Kind Kind
	// Role is what the node is to its parent.
	Role Role
	// Op is the operator, literal kind, modifier or keyword; see the Kinds.
	Op TokenKind
	_  uint8
}

// A Role is what a node is to its parent. Children that are one of a plain
// list, such as the members of a body, have RoleNone.
type Role uint8

// The roles.
const (
	RoleNone       Role = iota
	RoleMods            // NModifiers of a declaration
	RoleName            // declared or selected name
	RoleType            // declared type, target of a cast, created class ...
	RoleTypeParams      // NTypeParams
	RoleTypeArgs        // NTypeArgs
	RoleParams          // NParams, or the one NParam of a catch or for-each
	RoleThrows          // NThrows
	RoleDefault         // default value of an annotation element
	RoleExtends         // NExtends
	RoleImplements      // NImplements
	RolePermits         // NPermits
	RoleBody            // body of a class, method, loop, lambda, case ...
	RoleDims            // NDims: brackets after a name
	RoleInit            // initial value of a variable, init part of a for
	RoleOn              // receiver or qualifier, outer object, indexed array
	RoleArgs            // NArgs; each NAnnotationArg
	RoleIndex           // index, or length of an array dimension
	RoleCond            // condition, selector of a switch, lock of synchronized
	RoleThen            // then branch
	RoleElse            // else branch
	RoleUpdate          // update part of a for
	RoleLeft            // left operand, assigned variable
	RoleRight           // right operand, assigned value
	RoleValue           // any other expression: argument, element, operand, returned value
	RolePattern         // pattern of instanceof, case, or within a record pattern
	RoleGuard           // expression after when
	RoleResource        // NResource of a try
	RoleCatch           // NCatch of a try
	RoleFinally         // NFinally of a try
	RoleOnDemand        // the * of an import
	RoleTarget          // module or class names after to and with
	roles
)

// A Kind says what a node is.
//
// The comments give the children in order: [x] may be absent, x* may be absent
// or many, x+ is one or many. In a broken file any child may be absent.
//
// "expr", "type", "pattern" and "stmt" stand for the kinds of those groups.
// A name that may be a variable, a class or a package is an expr: System.out
// in System.out.println() is NFieldAccess, and so is Map.Entry in
// Map.Entry.class, for only a compiler could tell.
type Kind uint8

// The kinds: files and modules.
const (
	// NError covers tokens skipped after a syntax error; a leaf.
	NError Kind = iota

	// NUnit is a file: [NPackage] NImport* and then declarations, or [NModule].
	// Compact source files have NField and NMethod here. Stray semicolons are
	// NEmpty.
	NUnit
	// NPackage: [Mods] Name (NName or NFieldAccess).
	NPackage
	// NImport: [Mods] Name [OnDemand NStar]. Mods holds NModifier leaves with Op
	// KStatic or KModule. For "a.b.*" the name is a.b.
	NImport
	// NStar is the * of an import; a leaf.
	NStar
	// NModule: [Mods] Name NDirective*. Mods may hold an NModifier with Op KOpen.
	NModule
	// NDirective: [Mods] Name Target*. Op is KRequires, KExports, KOpens, KUses
	// or KProvides; the Mods of requires hold KStatic and KTransitive.
	NDirective

	// NModifiers: (NModifier or NAnnotation)+.
	NModifiers
	// NModifier is a leaf; Op is its keyword, such as KStatic or KNonSealed.
	NModifier
	// NAnnotation: Name (NName or NFieldAccess), Args NAnnotationArg*.
	NAnnotation
	// NAnnotationArg: [Name] Value. The value is an expr, NAnnotation or
	// NArrayInit. The form @A("x") has no name.
	NAnnotationArg

	// NClass: [Mods] Name [TypeParams] [Extends] [Implements] [Permits] Body.
	NClass
	// NInterface: as NClass, without Implements.
	NInterface
	// NEnum: [Mods] Name [Implements] Body; the NEnumConst come first in the body.
	NEnum
	// NRecord: [Mods] Name [TypeParams] Params [Implements] Body.
	NRecord
	// NAnnotationType is an @interface: [Mods] Name Body.
	NAnnotationType
	// NTypeParams: NTypeParam+.
	NTypeParams
	// NTypeParam: NAnnotation* Name Type* (the bounds).
	NTypeParam
	// NExtends, NImplements, NPermits and NThrows: Type+.
	NExtends
	NImplements
	NPermits
	NThrows
	// NBody is the body of a class: NEnumConst* and members.
	NBody

	// NEnumConst: [Mods] Name [Args] [Body NBody].
	NEnumConst
	// NField: [Mods] Type NVarDecl+.
	NField
	// NMethod: [Mods] [TypeParams] Type Name Params [Dims] [Throws] [Default] [Body NBlock].
	// Op is KVoid if it returns nothing.
	NMethod
	// NCtor: [Mods] [TypeParams] Name Params [Throws] Body.
	NCtor
	// NCompactCtor is the canonical constructor of a record in its short form:
	// [Mods] Name Body.
	NCompactCtor
	// NInit is an initialiser: [Mods] Body. Op is KStatic if it is static.
	NInit
	// NParams: (NParam or NReceiver)*; also the components of a record.
	NParams
	// NParam: [Mods] [Type] Name [Dims]: the parameter of a method, lambda or
	// catch, a record component, the variable of a for-each. The type is absent in
	// (a, b) -> and is NUnionType in catch (A | B e). Op is Ellipsis for varargs,
	// whose type is the NArrayType that ends with the dots.
	NParam
	// NReceiver is a parameter called this: [Mods] Type [On] Name NThis.
	NReceiver
	// NVarDecl is one variable of a NField or NLocalVar: Name [Dims] [Init].
	NVarDecl
	// NDims stands for [] after a name, or dimensions without length in a new:
	// NAnnotation*. Its text holds one or many pairs of brackets.
	NDims

	// Types.

	// NPrimType is a leaf; Op is its keyword, KVoid included.
	NPrimType
	// NTypeName is the simple name of a type; a leaf. It may be var.
	NTypeName
	// NQualType is a.b.C or A<B>.C: On (type) NAnnotation* Name (NTypeName).
	NQualType
	// NGenericType is C<A>: Type (NTypeName or NQualType) TypeArgs.
	NGenericType
	// NTypeArgs: (type or NWildcard)*; none in the diamond <>.
	NTypeArgs
	// NWildcard: NAnnotation* [Type]. Op is KExtends or KSuper if it has a bound.
	NWildcard
	// NArrayType is one pair of brackets: Type NAnnotation*. Op is Ellipsis for
	// the dots of varargs. int[][] is an NArrayType of the NArrayType int[].
	NArrayType
	// NAnnotatedType: NAnnotation+ Type.
	NAnnotatedType
	// NInterType is A & B in a cast: Type+.
	NInterType
	// NUnionType is A | B in a catch: Type+.
	NUnionType

	// Statements.

	// NBlock: stmt*.
	NBlock
	// NLocalVar: [Mods] Type NVarDecl+.
	NLocalVar
	// NExprStmt: Value.
	NExprStmt
	// NIf: Cond Then [Else]. Conditions come without their parentheses.
	NIf
	// NWhile: Cond Body.
	NWhile
	// NDo: Body Cond.
	NDo
	// NFor: Init* [Cond] Update* Body. Init is one NLocalVar or exprs.
	NFor
	// NForEach: Params (NParam) Value Body.
	NForEach
	// NReturn: [Value].
	NReturn
	// NThrow: Value.
	NThrow
	// NBreak: [Name].
	NBreak
	// NContinue: [Name].
	NContinue
	// NYield: Value.
	NYield
	// NAssert: Cond [Value].
	NAssert
	// NSync: Cond Body.
	NSync
	// NTry: Resource* Body Catch* [Finally].
	NTry
	// NResource: [Mods] Type Name Init, or Value alone.
	NResource
	// NCatch: Params (NParam) Body.
	NCatch
	// NFinally: Body.
	NFinally
	// NLabeled: Name Body.
	NLabeled
	// NSwitch, statement or expression: Cond NCase*.
	NSwitch
	// NCase: (Value or Pattern)+ [Guard] and then, if Op is Arrow, Body (NBlock,
	// NThrow or NExprStmt), or, if Op is Colon, stmt*. default is a Value of kind
	// NDefault.
	NCase
	// NDefault is the word default as a label; a leaf.
	NDefault
	// NEmpty is a lone semicolon as a statement or beside top level classes; a leaf.
	NEmpty

	// Expressions.

	// NName is a simple name; a leaf. As the name of X::new its Op is KNew.
	NName
	// NLit is a leaf; Op is the kind of its token, or KTrue, KFalse, KNull.
	NLit
	// NThis is a leaf. A.this is NFieldAccess with a Name of kind NThis.
	NThis
	// NSuper is a leaf. A.super is NFieldAccess with a Name of kind NSuper.
	NSuper
	// NFieldAccess: On Name.
	NFieldAccess
	// NCall: [On] [TypeArgs] Name Args.
	NCall
	// NCtorCall is this(...) or super(...): [On] [TypeArgs] Name (NThis or NSuper) Args.
	NCtorCall
	// NArgs: Value*.
	NArgs
	// NNew: [On] [TypeArgs] Type Args [Body NBody].
	NNew
	// NNewArray: Type (of the elements) (Index, NAnnotation or NDims)* [Init NArrayInit].
	NNewArray
	// NArrayInit is {a, b}, also as an annotation value: Value*.
	NArrayInit
	// NIndex is a[i]: On Index.
	NIndex
	// NUnary is a prefix operator: Value, Op.
	NUnary
	// NPostfix is x++ or x--: Value, Op.
	NPostfix
	// NBinary: Left Right, Op; Shr and UShr for shifts to the right. A chain
	// such as a + b + c leans left and may be many thousands deep: do not recurse
	// into Left.
	NBinary
	// NInstanceof: Left (Type or Pattern).
	NInstanceof
	// NTernary: Cond Then Else.
	NTernary
	// NAssign: Left Right, Op such as Assign or PlusAssign.
	NAssign
	// NCast: Type Value.
	NCast
	// NLambda: Params Body. Params of x -> are an NParams that is just x; the
	// body is an NBlock or an expr.
	NLambda
	// NMethodRef: On (expr or type) [TypeArgs] Name.
	NMethodRef
	// NClassLit is X.class: Type (a type, or NName or NFieldAccess).
	NClassLit
	// NParen: Value.
	NParen

	// Patterns.

	// NTypePattern: [Mods] Type Name; the name may be _.
	NTypePattern
	// NRecordPattern: [Mods] Type Pattern*.
	NRecordPattern
	// NAnyPattern is a lone _; a leaf.
	NAnyPattern

	kinds
)

// String gives the name of the kind without its N, e.g. "FieldAccess".
func (k Kind) String() string {
	if k < kinds {
		return kindNames[k]
	}
	return "Unknown"
}

var kindNames = [kinds]string{
	NError: "Error", NUnit: "Unit", NPackage: "Package", NImport: "Import", NStar: "Star", NModule: "Module",
	NDirective: "Directive", NModifiers: "Modifiers", NModifier: "Modifier", NAnnotation: "Annotation",
	NAnnotationArg: "AnnotationArg", NClass: "Class", NInterface: "Interface", NEnum: "Enum", NRecord: "Record",
	NAnnotationType: "AnnotationType", NTypeParams: "TypeParams", NTypeParam: "TypeParam", NExtends: "Extends",
	NImplements: "Implements", NPermits: "Permits", NThrows: "Throws", NBody: "Body", NEnumConst: "EnumConst",
	NField: "Field", NMethod: "Method", NCtor: "Ctor", NCompactCtor: "CompactCtor", NInit: "Init",
	NParams: "Params", NParam: "Param", NReceiver: "Receiver", NVarDecl: "VarDecl", NDims: "Dims",
	NPrimType: "PrimType", NTypeName: "TypeName", NQualType: "QualType", NGenericType: "GenericType",
	NTypeArgs: "TypeArgs", NWildcard: "Wildcard", NArrayType: "ArrayType", NAnnotatedType: "AnnotatedType",
	NInterType: "InterType", NUnionType: "UnionType", NBlock: "Block", NLocalVar: "LocalVar",
	NExprStmt: "ExprStmt", NIf: "If", NWhile: "While", NDo: "Do", NFor: "For", NForEach: "ForEach",
	NReturn: "Return", NThrow: "Throw", NBreak: "Break", NContinue: "Continue", NYield: "Yield",
	NAssert: "Assert", NSync: "Sync", NTry: "Try", NResource: "Resource", NCatch: "Catch", NFinally: "Finally",
	NLabeled: "Labeled", NSwitch: "Switch", NCase: "Case", NDefault: "Default", NEmpty: "Empty", NName: "Name",
	NLit: "Lit", NThis: "This", NSuper: "Super", NFieldAccess: "FieldAccess", NCall: "Call",
	NCtorCall: "CtorCall", NArgs: "Args", NNew: "New", NNewArray: "NewArray", NArrayInit: "ArrayInit",
	NIndex: "Index", NUnary: "Unary", NPostfix: "Postfix", NBinary: "Binary", NInstanceof: "Instanceof",
	NTernary: "Ternary", NAssign: "Assign", NCast: "Cast", NLambda: "Lambda", NMethodRef: "MethodRef",
	NClassLit: "ClassLit", NParen: "Paren", NTypePattern: "TypePattern", NRecordPattern: "RecordPattern",
	NAnyPattern: "AnyPattern",
}

// String gives the name of the role without its Role, e.g. "TypeArgs".
func (r Role) String() string {
	if r < roles {
		return roleNames[r]
	}
	return "Unknown"
}

var roleNames = [roles]string{
	RoleNone: "", RoleMods: "Mods", RoleName: "Name", RoleType: "Type", RoleTypeParams: "TypeParams",
	RoleTypeArgs: "TypeArgs", RoleParams: "Params", RoleThrows: "Throws", RoleDefault: "Default",
	RoleExtends: "Extends", RoleImplements: "Implements", RolePermits: "Permits", RoleBody: "Body",
	RoleDims: "Dims", RoleInit: "Init", RoleOn: "On", RoleArgs: "Args", RoleIndex: "Index", RoleCond: "Cond",
	RoleThen: "Then", RoleElse: "Else", RoleUpdate: "Update", RoleLeft: "Left", RoleRight: "Right",
	RoleValue: "Value", RolePattern: "Pattern", RoleGuard: "Guard", RoleResource: "Resource",
	RoleCatch: "Catch", RoleFinally: "Finally", RoleOnDemand: "OnDemand", RoleTarget: "Target",
}
