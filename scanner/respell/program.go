package respell

import (
	"bytes"
	"path"
	"strings"
	"unicode"

	"arklint/scanner/internal/javasrc"
)

// A program is the Java of a workspace as far as a spelling needs to know it.
type program struct {
	files  []File
	java   []*code
	byPath map[string]*code

	vars     map[string]int    // how often a variable of that name is declared: locals, parameters, fields
	fields   map[string]bool   // names of fields
	hidden   map[string]bool   // names of private fields
	methods  map[string]bool   // names of declared methods
	types    map[string]string // own top-level types by simple name: qualified
	shadows  map[string]bool   // names of nested, local types and type parameters
	assigned map[string]bool   // names of variables that are assigned again
}

// A code is one Java file that we can read without guessing.
type code struct {
	*javasrc.Tree
	path    string
	pkg     string
	imports map[string]string // single-type imports by simple name
}

type span struct{ start, end int }

func (c *code) span(n javasrc.NodeID) span { return span{int(c.Start(n)), int(c.End(n))} }

// piece is the text of n as part of a new text.
func (c *code) piece(n javasrc.NodeID) piece {
	return piece{start: int(c.Start(n)), end: int(c.End(n))}
}

func (c *code) text(n javasrc.NodeID) string { return string(c.Bytes(n)) }

func (c *code) dotted(n javasrc.NodeID) string { return string(c.AppendDotted(nil, n)) }

// all calls visit for every node of one of the kinds, parents before children.
func (c *code) all(visit func(javasrc.NodeID), kinds ...javasrc.Kind) {
	for n := c.Root(); n >= 0; n-- {
		k := c.Kind(n)
		for _, want := range kinds {
			if k == want {
				visit(n)
			}
		}
	}
}

// within reports whether n stands below a node of one of the kinds.
func (c *code) within(n javasrc.NodeID, kinds ...javasrc.Kind) bool {
	return c.above(n, kinds...) != javasrc.None
}

// above returns the nearest node of one of the kinds that n stands below.
func (c *code) above(n javasrc.NodeID, kinds ...javasrc.Kind) javasrc.NodeID {
	for p := c.Parent(n); p != javasrc.None; p = c.Parent(p) {
		for _, k := range kinds {
			if c.Kind(p) == k {
				return p
			}
		}
	}
	return javasrc.None
}

// contains reports whether pred holds of n or of a node below it.
func (c *code) contains(n javasrc.NodeID, pred func(javasrc.NodeID) bool) bool {
	for i := n - javasrc.NodeID(c.Nodes[n].Size) + 1; i <= n; i++ {
		if pred(i) {
			return true
		}
	}
	return false
}

func (c *code) children(n javasrc.NodeID) []javasrc.NodeID {
	var out []javasrc.NodeID
	for k := c.First(n); k != javasrc.None; k = c.Next(k) {
		out = append(out, k)
	}
	return out
}

func (c *code) hasModifier(n javasrc.NodeID, op javasrc.TokenKind) bool {
	mods := c.ChildByRole(n, javasrc.RoleMods)
	if mods == javasrc.None {
		return false
	}
	for _, m := range c.children(mods) {
		if c.Kind(m) == javasrc.NModifier && c.Op(m) == op {
			return true
		}
	}
	return false
}

func (c *code) annotated(n javasrc.NodeID) bool {
	mods := c.ChildByRole(n, javasrc.RoleMods)
	if mods == javasrc.None {
		return false
	}
	for _, m := range c.children(mods) {
		if c.Kind(m) == javasrc.NAnnotation {
			return true
		}
	}
	return false
}

func read(files []File) *program {
	p := &program{
		files: files, byPath: map[string]*code{}, vars: map[string]int{}, fields: map[string]bool{}, hidden: map[string]bool{}, methods: map[string]bool{},
		types: map[string]string{}, shadows: map[string]bool{}, assigned: map[string]bool{},
	}
	for _, f := range files {
		if path.Ext(f.Path) != ".java" {
			continue
		}
		tree := new(javasrc.Parser).Parse(f.Text)
		if len(tree.Errors) > 0 || !bytes.Equal(tree.Text, f.Text) {
			continue
		}
		c := &code{Tree: tree, path: f.Path, imports: map[string]string{}}
		p.java = append(p.java, c)
		p.byPath[f.Path] = c
		p.declare(c)
	}
	return p
}

func (p *program) declare(c *code) {
	for i := range c.Nodes {
		n := javasrc.NodeID(i)
		name := c.ChildByRole(n, javasrc.RoleName)
		switch c.Kind(n) {
		case javasrc.NPackage:
			c.pkg = c.dotted(name)
		case javasrc.NImport:
			if c.ChildByRole(n, javasrc.RoleMods) == javasrc.None && c.ChildByRole(n, javasrc.RoleOnDemand) == javasrc.None {
				full := c.dotted(name)
				c.imports[full[strings.LastIndexByte(full, '.')+1:]] = full
			}
		case javasrc.NVarDecl:
			p.vars[c.text(name)]++
			if field := c.Parent(n); c.Kind(field) == javasrc.NField {
				p.fields[c.text(name)] = true
				if c.hasModifier(field, javasrc.KPrivate) {
					p.hidden[c.text(name)] = true
				}
			}
		case javasrc.NEnumConst:
			p.vars[c.text(name)]++
			p.fields[c.text(name)] = true
		case javasrc.NParam, javasrc.NResource, javasrc.NTypePattern:
			if name != javasrc.None {
				p.vars[c.text(name)]++
			}
		case javasrc.NParams:
			if c.First(n) == javasrc.None && c.Kind(c.Parent(n)) == javasrc.NLambda {
				p.vars[strings.Trim(c.text(n), "() ")]++
			}
		case javasrc.NLambda:
			if params := c.ChildByRole(n, javasrc.RoleParams); params != javasrc.None && c.Kind(params) == javasrc.NName {
				p.vars[c.text(params)]++
			}
		case javasrc.NMethod:
			p.methods[c.text(name)] = true
		case javasrc.NTypeParam:
			p.shadows[c.text(name)] = true
		case javasrc.NClass, javasrc.NInterface, javasrc.NEnum, javasrc.NRecord, javasrc.NAnnotationType:
			simple := c.text(name)
			if c.Kind(c.Parent(n)) != javasrc.NUnit {
				p.shadows[simple] = true
			} else {
				p.types[simple] = simple
			}
		case javasrc.NAssign:
			p.assign(c, c.ChildByRole(n, javasrc.RoleLeft))
		case javasrc.NPostfix:
			p.assign(c, c.ChildByRole(n, javasrc.RoleValue))
		case javasrc.NUnary:
			if op := c.Op(n); op == javasrc.PlusPlus || op == javasrc.MinusMinus {
				p.assign(c, c.ChildByRole(n, javasrc.RoleValue))
			}
		}
	}
	if c.pkg != "" {
		for simple, full := range p.types {
			if simple == full && c.declares(simple) {
				p.types[simple] = c.pkg + "." + simple
			}
		}
	}
}

// declares reports whether a top-level type of that name stands in c.
func (c *code) declares(simple string) bool {
	for _, n := range c.children(c.Root()) {
		if name := c.ChildByRole(n, javasrc.RoleName); isTypeDecl(c.Kind(n)) && c.text(name) == simple {
			return true
		}
	}
	return false
}

func isTypeDecl(k javasrc.Kind) bool {
	switch k {
	case javasrc.NClass, javasrc.NInterface, javasrc.NEnum, javasrc.NRecord, javasrc.NAnnotationType:
		return true
	}
	return false
}

func (p *program) assign(c *code, target javasrc.NodeID) {
	for target != javasrc.None && c.Kind(target) == javasrc.NParen {
		target = c.ChildByRole(target, javasrc.RoleValue)
	}
	if target != javasrc.None && c.Kind(target) == javasrc.NName {
		p.assigned[c.text(target)] = true
	}
}

// changesLocal reports whether code below n assigns a variable that is not a field,
// or uses a variable that is assigned more than once: a lambda may do neither.
func (p *program) changesLocal(c *code, n javasrc.NodeID) bool {
	return c.contains(n, func(i javasrc.NodeID) bool {
		name := c.text(i)
		return c.Kind(i) == javasrc.NName && p.assigned[name] && (!p.fields[name] || p.vars[name] > 1)
	})
}

// javaLang are the classes of java.lang that examples use.
var javaLang = func() map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(`Boolean Byte Character Class ClassLoader ClassNotFoundException Deprecated Double Enum
		Exception Float FunctionalInterface IllegalArgumentException IllegalStateException InheritableThreadLocal Integer
		InterruptedException Iterable Long Math Number Object Override Package Process ProcessBuilder Record Runnable Runtime
		RuntimeException Short StackTraceElement String StringBuffer StringBuilder SuppressWarnings System Thread ThreadGroup ThreadLocal
		Throwable Void`) {
		set[name] = true
	}
	return set
}()

// qualified returns the class that a simple name in c means, "" when it is not sure.
func (p *program) qualified(c *code, simple string) string {
	if p.vars[simple] > 0 || p.shadows[simple] {
		return ""
	}
	if full, ok := c.imports[simple]; ok {
		return full
	}
	if full, ok := p.types[simple]; ok {
		if full == c.pkg+"."+simple {
			return full
		}
		return ""
	}
	if javaLang[simple] {
		return "java.lang." + simple
	}
	return ""
}

// isType reports whether n, an expression in front of a dot, names a class.
func (p *program) isType(c *code, n javasrc.NodeID) bool {
	if c.Kind(n) != javasrc.NName {
		return false
	}
	name := c.text(n)
	return p.vars[name] == 0 && (p.shadows[name] || p.types[name] != "" || p.qualified(c, name) != "")
}

// isValue reports whether n is an expression with a value, not a class or a package.
func (p *program) isValue(c *code, n javasrc.NodeID) bool {
	if n == javasrc.None {
		return false
	}
	switch c.Kind(n) {
	case javasrc.NCall, javasrc.NNew, javasrc.NNewArray, javasrc.NIndex, javasrc.NParen, javasrc.NThis, javasrc.NLit, javasrc.NTernary, javasrc.NBinary,
		javasrc.NUnary, javasrc.NPostfix, javasrc.NInstanceof, javasrc.NAssign, javasrc.NCast, javasrc.NClassLit, javasrc.NLambda, javasrc.NMethodRef:
		return true
	case javasrc.NName:
		return p.vars[c.text(n)] > 0 && p.types[c.text(n)] == ""
	case javasrc.NFieldAccess:
		on, name := c.ChildByRole(n, javasrc.RoleOn), c.ChildByRole(n, javasrc.RoleName)
		if c.Kind(name) == javasrc.NThis || p.isValue(c, on) {
			return true
		}
		text := c.text(name)
		return p.isType(c, on) && !p.shadows[text] && (unicode.IsLower(rune(text[0])) || text == strings.ToUpper(text))
	}
	return false
}

// isTarget reports whether n is what an assignment writes to.
func (c *code) isTarget(n javasrc.NodeID) bool {
	switch p := c.Parent(n); c.Kind(p) {
	case javasrc.NAssign:
		return c.Role(n) == javasrc.RoleLeft
	case javasrc.NPostfix:
		return true
	case javasrc.NUnary:
		return c.Op(p) == javasrc.PlusPlus || c.Op(p) == javasrc.MinusMinus
	}
	return false
}
