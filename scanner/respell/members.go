package respell

import (
	"bytes"
	"strings"

	"arklint/scanner/internal/javasrc"
)

// nestedClass makes the one class of a file a member of another class.
func nestedClass(p *program) *draft {
	d := newDraft()
	if len(p.java) != 1 {
		return d // others would have to name it differently
	}
	c := p.java[0]
	decl := javasrc.None
	for _, n := range c.children(c.Root()) {
		if isTypeDecl(c.Kind(n)) {
			if decl != javasrc.None {
				return d
			}
			decl = n
		}
	}
	if decl == javasrc.None || c.Kind(decl) == javasrc.NAnnotationType {
		return d
	}
	simple := c.text(c.ChildByRole(decl, javasrc.RoleName))
	for _, f := range p.files {
		if f.Path != c.path && bytes.Contains(f.Text, []byte(simple)) {
			return d // a configuration file names it
		}
	}
	d.insert(c, int(c.Start(decl)), "class Around { ")
	if c.Kind(decl) == javasrc.NClass && !c.hasModifier(decl, javasrc.KStatic) {
		at := int(c.Start(decl))
		if mods := c.ChildByRole(decl, javasrc.RoleMods); mods != javasrc.None {
			at = int(c.End(mods))
			d.insert(c, at, " static ")
		} else {
			d.insert(c, at, "static ")
		}
	}
	d.insert(c, int(c.End(decl)), " }")
	return d
}

// reorderedMembers puts methods and nested types, last one first, in front
// of fields and initialisers, whose order has a meaning.
func reorderedMembers(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		taken := outermost{}
		c.all(func(body javasrc.NodeID) {
			if c.Kind(c.Parent(body)) == javasrc.NEnum {
				return // constants come first
			}
			members := c.children(body)
			if len(members) < 2 || !taken.add(c.span(body)) {
				return
			}
			var first, last []piece
			at := int(c.Start(body)) + 1
			for _, m := range members {
				end := c.endOfMember(int(c.End(m)), int(c.End(body))-1)
				part := []piece{words("\n"), {start: at, end: end}} // a comment in front must not end up behind other code
				at = end
				switch c.Kind(m) {
				case javasrc.NField, javasrc.NInit:
					last = append(last, part...)
				default:
					first = append(part, first...)
				}
			}
			d.replace(c, int(c.Start(body))+1, at, append(first, last...)...)
		}, javasrc.NBody)
	}
	return d
}

// endOfMember is the end of the member that ends at `at` together with the
// comment behind it on its line, and the line end that closes that.
func (c *code) endOfMember(at, limit int) int {
	for _, cm := range c.Comments {
		start, end := int(cm.Start), int(cm.End)
		if start < at || end > limit {
			continue
		}
		if strings.TrimLeft(string(c.Text[at:start]), " \t;") != "" {
			break
		}
		at = end
		if strings.HasPrefix(string(c.Text[start:]), "//") && at < limit {
			at++
		}
	}
	return at
}
