package javaindex

import (
	"bytes"

	"arklint/scanner/internal/javasrc"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A File is what one Java file has to say, before Link.
type File struct {
	Unit     *model.Unit
	Uses     []*model.Use
	Allows   []*model.Allow
	Problems []model.Problem

	accesses []*pendingAccess
	created  []string // simple names of classes that other code than static initialisers makes objects of

	// Of a file that is read in full only.
	returns []pendingReturn
	loops   []pendingLoop
	bodies  map[*model.Method]source.Span
}

// A pendingAccess is an access whose target Link still has to find.
type pendingAccess struct {
	*model.Access
	target *model.Expr // the field as an ExprField, or a getter's call; Access.Field when it is known already
	making bool        // stands where the fields of `this` are made (context.making)
}

// An Extractor extracts one file after the other. It is not safe for
// concurrent use; every worker has its own.
type Extractor struct {
	vocab  *vocabulary
	parser javasrc.Parser
	names  *names // shared by all files of this worker
	full   bool   // keep every use, access and return (see Reader)

	// The file at hand.
	tree         *javasrc.Tree
	file         *source.File
	out          *File
	statics      bool // the file imports static members that rules asked for
	wild         bool // the file imports static members on demand
	localClasses bool // the file has local classes
	scratch      []byte

	// The place at hand.
	types  []*scopeType // enclosing classes, outermost first
	locals []local      // variables in sight, outermost first
	ctx    context
	calls  []localCall // calls of the file's own methods, for initOnly
	owned  []ownedUse  // uses and accesses by the method they stand in
	later  []laterChange
	made   []creation
	refs   map[refKey]*model.TypeRef
	// privates are the names of the file's private methods, and of the classes with
	// private constructors: the only ones that initOnly asks about.
	privates map[string]private
	// holders are the names of the file's static fields whose objects may be changed
	// by whom they are handed to.
	holders map[string]bool
}

// A refKey is a type name as used in one class (nil: at the top level).
type refKey struct {
	in   *model.Type
	text string
}

// A scopeType is an enclosing class with quick access to its members.
type scopeType struct {
	*model.Type
	byName map[string]*model.Field // only of a class with many fields
	// Methods and fields of one class come out of one allocation each.
	methodRoom []model.Method
	fieldRoom  []model.Field
	// localsAt is how many locals were in sight where the class began.
	localsAt int
	function bool // an interface with one method: one that lambdas may be written for
	// onSpot is the method of an anonymous or local class that is called where the class
	// is written and nowhere else: new Object() { void go() {..} }.go(). It runs in the
	// code around it.
	onSpot string
	around *context
	anon   int // anonymous and local classes so far, for their names
}

// manyFields is from where a map is worth its making.
const manyFields = 24

// field returns the field that the class itself declares under name.
func (s *scopeType) field(name string) *model.Field {
	if s.byName != nil {
		return s.byName[name]
	}
	return s.Type.Field(name)
}

// A local is a variable in sight.
type local struct {
	name []byte         // in the tree's text
	typ  javasrc.NodeID // None for implicit lambda parameters
	dims javasrc.NodeID // NDims after the name
	init javasrc.NodeID // initialiser; None without one or when it is assigned again
	// source gives the type of a variable declared without one: the initialiser, the
	// for-each, the parameter of a lambda, the pattern.
	source   javasrc.NodeID
	ref      *model.TypeRef   // the type, of one that is not declared at all
	assigned bool             // again, after its declaration
	branches []javasrc.NodeID // the fields that it is one of, when different branches assign different ones
	others   bool             // or something else
	class    *model.Type      // not a variable but a local class
	param    bool
	catch    bool
}

// A context is what surrounds the code at hand.
type context struct {
	method    *model.Method // nil in initialisers
	static    bool
	init      bool // in a static initialiser or a static field's initialiser, outside deferred lambdas
	lambda    bool
	inFinally bool
	inCatch   bool
	making    bool          // where `this` is being made: in a constructor or instance initialiser, outside deferred lambdas
	deferred  bool          // in a lambda that runs later
	runsIn    *model.Method // whose run this is part of: method, or that of the code around a class that is run on the spot
	owner     *model.Type   // the class of that code
	assigned  []assignment  // of simple names; nil outside of code
	node      javasrc.NodeID
	params    []model.TypeParam // type parameters of the enclosing methods
}

// New makes an Extractor over a vocabulary, which workers share.
func New(v *Vocabulary) *Extractor {
	return &Extractor{
		vocab: (*vocabulary)(v), names: newNames(), refs: map[refKey]*model.TypeRef{}, privates: map[string]private{}, holders: map[string]bool{},
	}
}

// Extract reads one file. The text is not kept.
func (x *Extractor) Extract(file *source.File, text []byte) *File {
	x.file = file
	x.tree = x.parser.Parse(text)
	x.out = &File{Unit: &model.Unit{File: file}}
	if x.full {
		x.out.bodies = map[*model.Method]source.Span{}
	}
	x.types, x.locals, x.ctx = x.types[:0], x.locals[:0], context{}
	x.calls, x.owned, x.later, x.made = x.calls[:0], x.owned[:0], x.later[:0], x.made[:0]
	x.statics, x.wild, x.localClasses = false, false, false
	clear(x.refs)
	clear(x.holders)
	for i, e := range x.tree.Errors {
		if i == maxSyntaxErrors {
			break
		}
		x.out.Problems = append(x.out.Problems, model.Problem{
			Path: file.Path, Line: lineAt(text, x.tree.Original(e.Offset)), Message: e.Message + "; what follows may be read incompletely",
		})
	}
	x.findPrivates()
	x.unit(x.tree.Root())
	x.settleInit()
	x.settleCreations()
	x.allows()
	out := x.out
	x.tree, x.out, x.file = nil, nil, nil
	return out
}

// maxSyntaxErrors is how many errors of one file are reported: the first ones
// tell, the later ones are mostly their echo.
const maxSyntaxErrors = 3

func lineAt(text []byte, offset uint32) int {
	return 1 + bytes.Count(text[:min(int(offset), len(text))], []byte{'\n'})
}

// intern returns b as a string that the worker shares between files.
func (x *Extractor) intern(b []byte) string { return x.names.intern(b) }

// text returns the interned text of a leaf.
func (x *Extractor) text(n javasrc.NodeID) string { return x.intern(x.name(n)) }

// name returns the bytes of a name, escapes translated.
func (x *Extractor) name(n javasrc.NodeID) []byte { return x.tree.Bytes(n) }

// dotted returns a.b.C for a name or type, without type arguments.
func (x *Extractor) dotted(n javasrc.NodeID) string {
	switch x.tree.Kind(n) {
	case javasrc.NName, javasrc.NTypeName:
		return x.text(n)
	}
	x.scratch = x.tree.AppendDotted(x.scratch[:0], n)
	return x.intern(x.scratch)
}

func (x *Extractor) span(n javasrc.NodeID) source.Span {
	return source.Span{File: x.file, Start: int(x.tree.Original(x.tree.Start(n))), End: int(x.tree.Original(x.tree.End(n)))}
}

// children calls f for each child of n.
func (x *Extractor) children(n javasrc.NodeID, f func(javasrc.NodeID)) {
	for c := x.tree.First(n); c != javasrc.None; c = x.tree.Next(c) {
		f(c)
	}
}

func (x *Extractor) role(n javasrc.NodeID, r javasrc.Role) javasrc.NodeID {
	return x.tree.ChildByRole(n, r)
}

func (x *Extractor) unit(root javasrc.NodeID) {
	t := x.tree
	unit := x.out.Unit
	var loose *scopeType // the implicit class of a compact source file
	for c := t.First(root); c != javasrc.None; c = t.Next(c) {
		switch t.Kind(c) {
		case javasrc.NPackage:
			if n := x.role(c, javasrc.RoleName); n != javasrc.None {
				unit.Package = x.dotted(n)
			}
		case javasrc.NImport:
			x.importDecl(c)
		case javasrc.NClass, javasrc.NInterface, javasrc.NEnum, javasrc.NRecord, javasrc.NAnnotationType:
			x.typeDecl(c)
		case javasrc.NField, javasrc.NMethod, javasrc.NCtor, javasrc.NInit:
			if loose == nil {
				loose = x.implicitClass(root)
			}
		}
	}
	if loose != nil {
		x.body(loose, root)
	}
}

func (x *Extractor) importDecl(n javasrc.NodeID) {
	t := x.tree
	name := x.role(n, javasrc.RoleName)
	if name == javasrc.None {
		return
	}
	imp := model.Import{Name: x.dotted(name), OnDemand: x.role(n, javasrc.RoleOnDemand) != javasrc.None}
	if mods := x.role(n, javasrc.RoleMods); mods != javasrc.None {
		x.children(mods, func(m javasrc.NodeID) {
			switch t.Op(m) {
			case javasrc.KStatic:
				imp.Static = true
			case javasrc.KModule:
				imp.Module = true
			}
		})
	}
	if imp.Static {
		if imp.OnDemand {
			x.wild = true
			x.statics = x.statics || x.vocab.classes[imp.Name]
		} else {
			class, member := splitLast(imp.Name)
			x.statics = x.statics || x.vocab.fields[member] && x.vocab.classes[class]
		}
	}
	x.out.Unit.Imports = append(x.out.Unit.Imports, imp)
}

// splitLast splits a.b.c into a.b and c.
func splitLast(name string) (before, last string) {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return name[:i], name[i+1:]
		}
	}
	return "", name
}
