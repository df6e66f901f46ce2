package javaindex

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"arklint/scanner/model"
)

// libraryTable holds what classes of the JDK and of common libraries declare;
// its head describes its form. Written by gen.go.
//
//go:embed library.txt
var libraryTable string

// A libraryClass is one class of libraryTable.
type libraryClass struct {
	params  []string // type parameters
	supers  []*model.TypeRef
	methods map[string][]*signature
	fields  map[string]*model.TypeRef // static ones
}

// A signature is a method as a caller sees it.
type signature struct {
	arity   int
	varargs bool
	// abstract: the method that a lambda implements.
	abstract   bool
	typeParams []string
	params     []*model.TypeRef // nil when they do not matter
	returns    *model.TypeRef
}

func (s *signature) takes(argc int) bool {
	return s.arity == argc || s.varargs && argc >= s.arity-1
}

// libraryIndex finds the lines of a class in libraryTable.
var libraryIndex = sync.OnceValue(func() map[string]string {
	index := map[string]string{}
	rest := libraryTable
	for rest != "" {
		end := strings.IndexByte(rest, '\n')
		line := rest[:end]
		rest = rest[end+1:]
		if line == "" || line[0] == '\t' || line[0] == '#' || line[0] == '=' {
			continue
		}
		name := line
		if i := strings.IndexAny(line, "< "); i >= 0 {
			name = line[:i]
		}
		body := 0
		for strings.HasPrefix(rest[body:], "\t") {
			body += strings.IndexByte(rest[body:], '\n') + 1
		}
		index[qualify(name)] = line + "\n" + rest[:body]
		rest = rest[body:]
	}
	return index
})

// qualify puts back the java.lang. that libraryTable leaves out.
func qualify(name string) string {
	if c := name[0]; c >= 'A' && c <= 'Z' {
		return "java.lang." + name
	}
	return name
}

// library returns what is known of a library class, nil when it is not in the table.
func (l *Linker) library(qualified string) *libraryClass {
	c, seen := l.libraries[qualified]
	if !seen {
		if text, ok := libraryIndex()[qualified]; ok {
			c = parseLibraryClass(text)
		}
		l.libraries[qualified] = c
	}
	return c
}

func parseLibraryClass(text string) *libraryClass {
	c := &libraryClass{methods: map[string][]*signature{}, fields: map[string]*model.TypeRef{}}
	head, body, _ := strings.Cut(text, "\n")
	p := typeParser{text: head}
	p.name()
	c.params = p.typeParams()
	p.text = strings.TrimPrefix(p.text, " : ")
	for p.text != "" {
		c.supers = append(c.supers, p.typeRef())
		p.text = strings.TrimPrefix(p.text, " ")
	}
	classScope := p.scope
	for line := range strings.Lines(body) {
		what, names, _ := strings.Cut(strings.TrimSpace(line), "\t")
		p := typeParser{scope: classScope}
		p.text = strings.TrimPrefix(what, "static ")
		sig := signature{abstract: strings.HasPrefix(p.text, "abstract ")}
		p.text = strings.TrimPrefix(p.text, "abstract ")
		sig.typeParams = p.typeParams()
		sig.returns = p.typeRef()
		for name := range strings.SplitSeq(names, " ") {
			c.add(name, sig, p.scope)
		}
	}
	return c
}

// add reads one member: FIELD, method/2, method(int,String)+.
func (c *libraryClass) add(text string, sig signature, scope []typeVariable) {
	text, sig.varargs = strings.CutSuffix(text, "+")
	i := strings.IndexAny(text, "/(")
	if i < 0 {
		c.fields[text] = sig.returns
		return
	}
	name := text[:i]
	if text[i] == '/' {
		sig.arity, _ = strconv.Atoi(text[i+1:])
	} else {
		p := typeParser{text: strings.TrimSuffix(text[i+1:], ")"), scope: scope}
		for p.text != "" {
			sig.params = append(sig.params, p.typeRef())
			p.text = strings.TrimPrefix(p.text, ",")
		}
		sig.arity = len(sig.params)
	}
	c.methods[name] = append(c.methods[name], &sig)
}

// A typeParser reads the types of libraryTable.
type typeParser struct {
	text  string
	scope []typeVariable
}

type typeVariable struct {
	name  string
	bound *model.TypeRef // nil: java.lang.Object
}

func (p *typeParser) name() string {
	end := strings.IndexAny(p.text, "<>,[ ")
	if end < 0 {
		end = len(p.text)
	}
	name := p.text[:end]
	p.text = p.text[end:]
	return name
}

// typeParams reads <K,V extends Bound> and brings the variables into scope.
func (p *typeParser) typeParams() []string {
	if !strings.HasPrefix(p.text, "<") {
		return nil
	}
	var names []string
	for p.text[0] != '>' {
		p.text = p.text[1:]
		v := typeVariable{name: p.name()}
		if bound, ok := strings.CutPrefix(p.text, " extends "); ok {
			p.text = bound
			v.bound = p.typeRef()
		}
		names = append(names, v.name)
		p.scope = append(p.scope[:len(p.scope):len(p.scope)], v)
	}
	p.text = p.text[1:]
	return names
}

func (p *typeParser) typeRef() *model.TypeRef {
	name := p.name()
	ref := p.named(name)
	if strings.HasPrefix(p.text, "<") {
		for p.text[0] != '>' {
			p.text = p.text[1:]
			ref.Args = append(ref.Args, p.typeRef())
		}
		p.text = p.text[1:]
	}
	for strings.HasPrefix(p.text, "[]") {
		ref.Dims++
		p.text = p.text[2:]
	}
	return ref
}

func (p *typeParser) named(name string) *model.TypeRef {
	for i := len(p.scope) - 1; i >= 0; i-- {
		if v := p.scope[i]; v.name == name {
			if v.bound == nil {
				return &model.TypeRef{Name: model.Name{Text: name, Qualified: "java.lang.Object", By: model.TypeVariable}}
			}
			return &model.TypeRef{Name: model.Name{Text: name, Qualified: v.bound.Qualified, By: model.TypeVariable}}
		}
	}
	if ref := primitiveNamed[name]; ref != nil {
		copied := *ref
		return &copied
	}
	return class(qualify(name))
}

func class(qualified string) *model.TypeRef {
	_, simple := splitLast(qualified)
	return &model.TypeRef{Name: model.Name{Text: simple, Qualified: qualified, By: model.Inferred}}
}

// primitiveNamed are the primitive types by name.
var primitiveNamed = func() map[string]*model.TypeRef {
	byName := map[string]*model.TypeRef{}
	for _, ref := range primitives {
		byName[ref.Text] = ref
	}
	return byName
}()
