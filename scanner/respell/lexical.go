package respell

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"arklint/scanner/internal/javasrc"
)

// comment looks like code to whoever reads text.
const comment = `/* System.exit(1); "*/`

// comments puts a comment between any two tokens.
func comments(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		for i := 1; i < len(c.Tokens)-1; i++ {
			before, t := c.Tokens[i-1], c.Tokens[i]
			if before.End == t.Start && glued(c, before, t) {
				continue
			}
			d.insert(c, int(t.Start), comment)
		}
	}
	return d
}

// glued reports whether two tokens that touch are one operator or word: >>, >>=,
// non-sealed.
func glued(c *code, a, b javasrc.Token) bool {
	if a.Kind == javasrc.GT {
		return true
	}
	return a.Kind == javasrc.Minus || b.Kind == javasrc.Minus && string(c.Text[a.Start:a.End]) == "non"
}

// unicodeEscapes writes the first character of identifiers and strings as \uXXXX.
func unicodeEscapes(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		for i, t := range c.Tokens {
			at := int(t.Start)
			switch t.Kind {
			case javasrc.Ident:
			case javasrc.StringLit:
				at++
			default:
				continue
			}
			r, size := utf8.DecodeRune(c.Text[at:])
			if r == '"' || r == '\\' || r == utf8.RuneError || r > 0xffff || at+size > int(t.End) {
				continue
			}
			format := `\u%04x`
			if i%2 == 0 {
				format = `\uu%04X` // JLS 3.3: any number of u
			}
			d.replace(c, at, at+size, words(fmt.Sprintf(format, r)))
		}
	}
	return d
}

// crlf ends lines as Windows does.
func crlf(p *program) *draft {
	d := newDraft()
	for _, c := range p.java {
		for i, b := range c.Text {
			if b == '\n' && (i == 0 || c.Text[i-1] != '\r') {
				d.insert(c, i, "\r")
			}
		}
	}
	return d
}

// tabs indents with tabs.
func tabs(p *program) *draft {
	const indent = "    "
	d := newDraft()
	for _, c := range p.java {
		for at := 0; at < len(c.Text); {
			for bytes.HasPrefix(c.Text[at:], []byte(indent)) && !c.inTextBlock(at) {
				d.replace(c, at, at+len(indent), words("\t"))
				at += len(indent)
			}
			next := bytes.IndexByte(c.Text[at:], '\n')
			if next < 0 {
				break
			}
			at += next + 1
		}
	}
	return d
}

func (c *code) inTextBlock(at int) bool {
	for _, t := range c.Tokens {
		if t.Kind == javasrc.TextBlock && int(t.Start) < at && at < int(t.End) {
			return true
		}
	}
	return false
}

// plainStrings calls visit for the string literals whose value is what stands
// between their quotes, and which may be replaced by another constant expression.
func (p *program) plainStrings(visit func(c *code, lit javasrc.NodeID, value string)) {
	for _, c := range p.java {
		c.all(func(n javasrc.NodeID) {
			value := strings.Trim(c.text(n), `"`)
			if c.Op(n) == javasrc.StringLit && len(value) > 1 && !strings.Contains(value, `\`) {
				visit(c, n, value)
			}
		}, javasrc.NLit)
	}
}

// splitStrings writes "ab" as ("a" + "b").
func splitStrings(p *program) *draft {
	d := newDraft()
	p.plainStrings(func(c *code, lit javasrc.NodeID, value string) {
		_, size := utf8.DecodeRuneInString(value)
		if size == len(value) {
			return
		}
		at := int(c.Start(lit))
		d.insert(c, at, "(")
		d.insert(c, at+1+size, `" + "`)
		d.insert(c, int(c.End(lit)), ")")
	})
	return d
}

// constantsElsewhere moves strings to static final fields of a class in another file.
func constantsElsewhere(p *program) *draft {
	const class = "RespelledTexts"
	d := newDraft()
	fields := map[string][]string{} // by path of the file
	p.plainStrings(func(c *code, lit javasrc.NodeID, value string) {
		file := c.path[:strings.LastIndexByte(c.path, '/')+1] + class + ".java"
		if len(fields[file]) == 0 {
			package_ := ""
			if c.pkg != "" {
				package_ = "package " + c.pkg + "; "
			}
			fields[file] = append(fields[file], package_+"final class "+class+" {")
		}
		name := fmt.Sprintf("TEXT%d", len(fields[file]))
		fields[file] = append(fields[file], fmt.Sprintf("    static final String %s = %q;", name, value))
		d.replace(c, int(c.Start(lit)), int(c.End(lit)), words(class+"."+name))
	})
	for path, lines := range fields {
		d.extras = append(d.extras, File{path, []byte(strings.Join(lines, "\n") + "\n}\n")})
	}
	return d
}

// textBlocks writes strings as text blocks.
func textBlocks(p *program) *draft {
	d := newDraft()
	p.plainStrings(func(c *code, lit javasrc.NodeID, value string) {
		if strings.TrimSpace(value) != value {
			return // a text block would lose the spaces
		}
		d.insert(c, int(c.Start(lit)), `""`)
		d.insert(c, int(c.Start(lit))+1, "\n")
		d.insert(c, int(c.End(lit)), `""`)
	})
	return d
}
