package logconf

import (
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// parseTemplate splits a text into literals and lookups.
//
// The two backends end a lookup differently. Logback's Tokenizer pairs plain
// braces, so ${A:-%d{yyyy}} is one lookup; log4j2's StrSubstitutor stops at the
// first } that does not close a nested ${. Only log4j2 knows prefixes and $${;
// log4j 1 knows no default (OptionConverter.substVars).
func parseTemplate(raw string, at source.Span, backend model.Backend, seen int) model.Template {
	p := templateParser{backend: backend, seen: seen, at: at}
	// Entities and folded lines make value and text differ: then every lookup
	// stands at the whole value.
	p.exact = at.File != nil && at.End-at.Start == len(raw) && at.Text() == raw
	return p.parse(raw, 0, 0)
}

type templateParser struct {
	backend model.Backend
	seen    int
	at      source.Span
	exact   bool
	lookups int
}

// Nothing a person writes has more.
const (
	maxTemplateDepth = 40
	maxLookups       = 500
)

func (p *templateParser) span(start, end int) source.Span {
	if !p.exact {
		return p.at
	}
	return source.Span{File: p.at.File, Start: p.at.Start + start, End: p.at.Start + end}
}

// parse reads raw, which begins at offset base of the whole text.
func (p *templateParser) parse(raw string, base, depth int) model.Template {
	t := model.Template{Raw: raw, At: p.span(base, base+len(raw)), Seen: p.seen}
	literal := 0
	flush := func(end int) {
		if end > literal {
			t.Parts = append(t.Parts, model.Part{Text: raw[literal:end]})
		}
	}
	for i := 0; i < len(raw); {
		runtime := false
		open := i
		switch {
		case p.backend == model.Log4j2 && strings.HasPrefix(raw[i:], "$${"):
			runtime = true
			open = i + 1
		case strings.HasPrefix(raw[i:], "${"):
		default:
			i++
			continue
		}
		end := -1
		if p.lookups++; depth <= maxTemplateDepth && p.lookups <= maxLookups {
			end = p.close(raw, open+2)
		}
		if end < 0 {
			i = open + 2
			continue
		}
		flush(i)
		l := p.lookup(raw[open+2:end], base+open+2, depth)
		l.Runtime = runtime
		l.Text = raw[i : end+1]
		l.At = p.span(base+i, base+end+1)
		t.Parts = append(t.Parts, model.Part{Lookup: &l})
		i = end + 1
		literal = i
	}
	flush(len(raw))
	return t
}

// close returns the index of the brace that ends the lookup whose content
// begins at i, -1 without one.
func (p *templateParser) close(raw string, i int) int {
	depth := 0
	for ; i < len(raw); i++ {
		switch {
		case strings.HasPrefix(raw[i:], "${"):
			depth++
			i++
		case raw[i] == '{' && p.backend == model.Logback:
			depth++
		case raw[i] == '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// lookup reads what stands between the braces: [prefix:]name[:-default].
func (p *templateParser) lookup(inner string, base, depth int) model.Lookup {
	l := model.Lookup{Kind: model.PropertyLookup}
	name := inner
	if p.backend != model.Log4j1 {
		if i := p.defaultSign(inner); i >= 0 {
			name = inner[:i]
			def := p.parse(inner[i+2:], base+i+2, depth+1)
			l.Default = &def
		}
	}
	nameBase := base
	if p.backend == model.Log4j2 {
		if prefix, rest, ok := strings.Cut(name, ":"); ok && prefix != "" && !strings.Contains(prefix, "${") {
			l.Kind = model.LookupKind(strings.ToLower(prefix))
			nameBase += len(prefix) + 1
			name = rest
		}
	}
	if strings.Contains(name, "${") {
		nested := p.parse(name, nameBase, depth+1)
		l.Nested = &nested
	}
	l.Name = strings.TrimSpace(name)
	return l
}

// defaultSign finds the ":-" that is not inside a nested lookup.
func (p *templateParser) defaultSign(inner string) int {
	depth := 0
	for i := 0; i < len(inner); i++ {
		switch {
		case strings.HasPrefix(inner[i:], "${"):
			depth++
			i++
		case inner[i] == '}' && depth > 0:
			depth--
		case depth == 0 && strings.HasPrefix(inner[i:], ":-"):
			return i
		}
	}
	return -1
}
