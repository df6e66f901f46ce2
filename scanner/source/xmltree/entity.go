package xmltree

import (
	"bytes"
	"encoding/xml"
	"maps"
	"regexp"
	"strings"
)

// Entities of an internal DTD subset are constants that some POMs and logging
// configurations use (<!ENTITY pattern "%d %m%n">). They are expanded when
// they are short text; the rest of DTDs is not looked at.
const (
	maxEntity    = 4 << 10   // bytes of one entity, its own references expanded
	maxEntities  = 1000      // definitions in one file
	maxExpansion = 256 << 10 // bytes that all references together may add to the text
	maxNesting   = 8         // an entity in an entity in an entity...
)

var (
	entityDecl = regexp.MustCompile(`<!ENTITY\s+([^\s%"'<>]+)\s+(?:"([^"]*)"|'([^']*)')\s*>`)
	entityRef  = regexp.MustCompile(`&([^;&\s#]+);`)
)

// directive takes over the entities of a DOCTYPE. An entity that holds markup,
// or stands outside the file (SYSTEM, PUBLIC), stays undefined: its use is an
// error at the place of its use.
func (p *parser) directive(t xml.Directive, end int) *Error {
	text := string(t)
	p.cur.CreateDirective(text)
	if !strings.HasPrefix(text, "DOCTYPE") {
		return nil
	}
	decls := entityDecl.FindAllStringSubmatch(text, maxEntities+1)
	if len(decls) == 0 {
		return nil
	}
	if len(decls) > maxEntities {
		return p.fail(p.at, end, "the DOCTYPE defines more than %d entities", maxEntities)
	}
	dtd := expander{raw: make(map[string]string, len(decls)), done: make(map[string]string, len(decls))}
	for _, m := range decls {
		if _, ok := dtd.raw[m[1]]; !ok { // XML: the first definition counts
			dtd.raw[m[1]] = m[2] + m[3]
		}
	}
	p.entities = maps.Clone(p.entities)
	for _, m := range decls { // in file order: what is reported must not depend on a map
		name := m[1]
		value, ok := dtd.expand(name, 0)
		if !ok {
			return p.fail(p.at, end, "entities of the DOCTYPE expand to more than %d bytes, or nest deeper than %d", maxEntity, maxNesting)
		}
		if !strings.Contains(value, "<") {
			p.entities[name] = value
		}
	}
	// Counted ahead, because the decoder expands a whole run of text before
	// anybody could stop it.
	grown := 0
	for at := end; ; {
		i := bytes.IndexByte(p.text[at:], '&')
		if i < 0 {
			break
		}
		start := at + i
		at = start + 1
		n := bytes.IndexByte(p.text[at:min(len(p.text), at+maxEntity)], ';')
		if n < 0 {
			continue
		}
		grown += len(dtd.done[string(p.text[at:at+n])])
		if grown > maxExpansion {
			return p.fail(start, at+n+1, "entities make the text more than %d bytes longer", maxExpansion)
		}
	}
	return nil
}

type expander struct {
	raw  map[string]string
	done map[string]string // each entity once, so that a million references to nothing are cheap as well
}

// expand resolves references to entities of the same DTD, and to four of the
// predefined ones; others stay as written. It is false for what would explode.
func (x *expander) expand(name string, depth int) (string, bool) {
	if text, ok := x.done[name]; ok {
		return text, true
	}
	value := x.raw[name]
	if depth > maxNesting || len(value) > maxEntity {
		return "", false
	}
	var out strings.Builder
	at := 0
	for _, m := range entityRef.FindAllStringSubmatchIndex(value, -1) {
		out.WriteString(value[at:m[0]])
		at = m[1]
		name := value[m[2]:m[3]]
		if c, ok := predefined[name]; ok {
			out.WriteString(c)
		} else if _, ok := x.raw[name]; ok {
			text, ok := x.expand(name, depth+1)
			if !ok {
				return "", false
			}
			out.WriteString(text)
		} else {
			out.WriteString(value[m[0]:m[1]])
		}
		if out.Len() > maxEntity {
			return "", false
		}
	}
	out.WriteString(value[at:])
	if out.Len() > maxEntity {
		return "", false
	}
	x.done[name] = out.String()
	return out.String(), true
}

// &lt; is not among them: in an entity it begins markup.
var predefined = map[string]string{"amp": "&", "gt": ">", "quot": `"`, "apos": "'"}
