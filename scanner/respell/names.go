package respell

import (
	"bytes"
	"path"
	"strings"

	"arklint/scanner/internal/javasrc"
)

// fullyQualified writes class names in full and drops the imports.
func fullyQualified(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		kept := map[string]bool{} // imports that something still needs
		c.all(func(n javasrc.NodeID) {
			simple := c.text(n)
			full := p.qualified(c, simple)
			if full == "" || c.within(n, javasrc.NImport, javasrc.NPackage) {
				return
			}
			parent := c.Parent(n)
			switch c.Role(n) {
			case javasrc.RoleName:
				if k := c.Kind(parent); k != javasrc.NAnnotation {
					return
				}
			case javasrc.RoleOn:
				if k := c.Kind(parent); k == javasrc.NNew {
					return
				}
			default:
				if c.Kind(n) == javasrc.NName && c.Kind(parent) != javasrc.NClassLit {
					return
				}
			}
			if c.Kind(parent) == javasrc.NAnnotatedType {
				kept[simple] = true // the annotation would have to move
				return
			}
			d.replace(c, int(c.Start(n)), int(c.End(n)), words(full))
		}, javasrc.NTypeName, javasrc.NName)
		if len(d.edits[c]) == 0 {
			continue
		}
		c.all(func(n javasrc.NodeID) {
			full := c.dotted(c.ChildByRole(n, javasrc.RoleName))
			simple := full[strings.LastIndexByte(full, '.')+1:]
			if c.imports[simple] == full && !kept[simple] && p.qualified(c, simple) == full {
				d.replace(c, int(c.Start(n)), int(c.End(n)))
			}
		}, javasrc.NImport)
	}
	return d
}

// staticImport imports static members and uses them by their simple names.
func staticImport(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		if c.contains(c.Root(), func(n javasrc.NodeID) bool {
			return c.Kind(n) == javasrc.NExtends && c.Kind(c.Parent(n)) == javasrc.NClass
		}) {
			continue // a member of the superclass may have the name
		}
		imports, taken, owner := []string{}, outermost{}, map[string]string{}
		c.all(func(n javasrc.NodeID) {
			on, name := c.ChildByRole(n, javasrc.RoleOn), c.ChildByRole(n, javasrc.RoleName)
			if on == javasrc.None || !p.isType(c, on) || c.ChildByRole(n, javasrc.RoleTypeArgs) != javasrc.None || c.within(n, javasrc.NImport, javasrc.NPackage, javasrc.NAnnotation) {
				return
			}
			full, member := p.qualified(c, c.text(on)), c.text(name)
			if full == "" || strings.Count(full, ".") == 0 || !p.importable(c, n, full, member) || owner[member] != "" && owner[member] != full || !taken.add(c.span(on)) {
				return
			}
			owner[member] = full // overloads of two classes would mix
			d.replace(c, int(c.Start(n)), int(c.Start(name)))
			if line := "import static " + full + "." + member + "; "; !strings.Contains(strings.Join(imports, ""), line) {
				imports = append(imports, line)
			}
		}, javasrc.NCall, javasrc.NFieldAccess)
		if len(imports) > 0 {
			d.insert(c, c.importPlace(), strings.Join(imports, ""))
		}
	}
	return d
}

// importable reports whether the simple name of a static member means that
// member everywhere in c.
func (p *program) importable(c *code, n javasrc.NodeID, class, member string) bool {
	own := p.types[class[strings.LastIndexByte(class, '.')+1:]] == class
	if c.Kind(n) == javasrc.NCall {
		return !p.methods[member] && !objectMethods[member] && member != "valueOf" && member != "values"
	}
	if own {
		return p.vars[member] == 1 && p.fields[member] && !p.hidden[member]
	}
	first := member[0]
	return p.vars[member] == 0 && (first >= 'a' && first <= 'z' && member != "class" && member != "this" && member != "super" || member == strings.ToUpper(member))
}

// importPlace is where an import may be inserted.
func (c *code) importPlace() int {
	at := -1
	c.all(func(n javasrc.NodeID) { at = max(at, int(c.End(n))) }, javasrc.NPackage, javasrc.NImport)
	if at >= 0 {
		return at
	}
	return int(c.Start(c.First(c.Root())))
}

// renamed gives the program's own classes, methods and variables other names, where
// every place that means them is certain.
func renamed(p *program) *draft {
	names, fixed := map[string]string{}, map[string]bool{}
	for _, c := range p.java {
		c.candidates(names, fixed)
	}
	for name := range fixed {
		delete(names, name)
	}
	for _, c := range p.java {
		c.all(func(n javasrc.NodeID) {
			if name := c.text(n); names[name] != "" && p.foreign(c, n) {
				delete(names, name)
			}
		}, javasrc.NName, javasrc.NTypeName)
		c.all(func(n javasrc.NodeID) { dropNamed(names, c.Bytes(n)) }, javasrc.NLit)
	}
	for _, f := range p.files {
		if p.byPath[f.Path] == nil {
			dropNamed(names, f.Text)
		}
	}
	d := newDraft()
	for _, c := range p.java {
		c.all(func(n javasrc.NodeID) {
			if other := names[c.text(n)]; other != "" {
				d.replace(c, int(c.Start(n)), int(c.End(n)), words(other))
			}
		}, javasrc.NName, javasrc.NTypeName)
		base := strings.TrimSuffix(path.Base(c.path), ".java")
		if other := names[base]; other != "" && p.types[base] != "" {
			d.paths[c] = path.Join(path.Dir(c.path), other+".java")
		}
	}
	return d
}

// dropNamed forgets the names that a text contains: they mean something outside of the code.
func dropNamed(names map[string]string, text []byte) {
	for name := range names {
		if bytes.Contains(text, []byte(name)) {
			delete(names, name)
		}
	}
}

// candidates collects the names that c declares, with the names they might get,
// and those that somebody outside of the program knows.
func (c *code) candidates(names map[string]string, fixed map[string]bool) {
	for i := range c.Nodes {
		n := javasrc.NodeID(i)
		name := c.ChildByRole(n, javasrc.RoleName)
		if name == javasrc.None {
			continue
		}
		text := c.text(name)
		may := true
		switch k := c.Kind(n); {
		case k == javasrc.NVarDecl, k == javasrc.NEnumConst:
			names[text] = "other" + text
		case k == javasrc.NParam:
			names[text] = "other" + text
			may = c.Kind(c.Parent(c.Parent(n))) != javasrc.NRecord // a component names its accessor
		case isTypeDecl(k):
			names[text] = "Other" + text
			may = !c.annotated(n) // Spring names beans after classes
		case k == javasrc.NMethod:
			names[text] = "other" + text
			may = !c.annotated(n) && c.ownMethod(n)
		}
		if !may {
			fixed[text] = true
		}
	}
}

// ownMethod reports whether a method overrides nothing and nobody knows it by its name.
func (c *code) ownMethod(n javasrc.NodeID) bool {
	switch c.text(c.ChildByRole(n, javasrc.RoleName)) {
	case "main", "readObject", "writeObject", "readResolve", "writeReplace":
		return false
	}
	decl := c.Parent(c.Parent(n))
	return decl != javasrc.None && isTypeDecl(c.Kind(decl)) && c.ChildByRole(decl, javasrc.RoleExtends) == javasrc.None &&
		c.ChildByRole(decl, javasrc.RoleImplements) == javasrc.None && !objectMethods[c.text(c.ChildByRole(n, javasrc.RoleName))]
}

// foreign reports whether the name n may mean something that the program does not declare.
func (p *program) foreign(c *code, n javasrc.NodeID) bool {
	if c.Role(n) != javasrc.RoleName {
		return c.within(n, javasrc.NPackage) || c.within(n, javasrc.NImport)
	}
	parent := c.Parent(n)
	switch c.Kind(parent) {
	case javasrc.NImport, javasrc.NPackage, javasrc.NAnnotationArg:
		return true
	case javasrc.NAnnotation:
		return p.types[c.text(n)] == ""
	case javasrc.NFieldAccess, javasrc.NMethodRef, javasrc.NQualType:
		if c.within(parent, javasrc.NImport, javasrc.NPackage) || c.Kind(c.Parent(parent)) == javasrc.NImport {
			full := c.dotted(parent)
			return p.types[c.text(n)] != full
		}
		return !p.own(c, c.ChildByRole(parent, javasrc.RoleOn))
	case javasrc.NCall:
		on := c.ChildByRole(parent, javasrc.RoleOn)
		return on != javasrc.None && !p.own(c, on) || on == javasrc.None && !p.methods[c.text(n)]
	}
	return false
}

// own reports whether what stands in front of a dot is this object or a class of the program.
func (p *program) own(c *code, on javasrc.NodeID) bool {
	if on == javasrc.None {
		return false
	}
	switch c.Kind(on) {
	case javasrc.NThis:
		return true
	case javasrc.NName, javasrc.NTypeName:
		name := c.text(on)
		return p.vars[name] == 0 && (p.types[name] != "" || p.shadows[name])
	}
	return false
}
