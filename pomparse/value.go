package pomparse

import (
	"slices"
	"strings"

	"arklint/scanner/source"
)

type resolved struct {
	text       string
	from       source.Span
	unresolved []string
	cyclic     bool // depends on a name that was being resolved: not remembered
}

// value interpolates t in the context of p.
func (p *Project) value(t text) Value {
	v := Value{Text: t.raw, Raw: t.raw, At: t.at, From: t.at}
	if !strings.Contains(t.raw, "${") {
		return v
	}
	r := p.expand(t.raw, nil)
	v.Text, v.Unresolved = r.text, r.unresolved
	if len(r.unresolved) > 0 {
		v.Text = ""
	}
	if r.from.File != nil && onePlaceholder(t.raw) {
		v.From = r.from
	}
	return v
}

// orDefault is value with Maven's default for what nobody wrote.
func (p *Project) orDefault(t text, def string) Value {
	if t.raw == "" {
		return Value{Text: def, At: t.at, From: t.at}
	}
	return p.value(t)
}

func onePlaceholder(raw string) bool {
	return strings.HasPrefix(raw, "${") && strings.Index(raw, "}") == len(raw)-1
}

func (p *Project) expand(raw string, stack []string) resolved {
	var out strings.Builder
	var r resolved
	for {
		i := strings.Index(raw, "${")
		if i < 0 {
			break
		}
		n := strings.IndexByte(raw[i:], '}')
		if n < 0 {
			break
		}
		out.WriteString(raw[:i])
		name := raw[i+2 : i+n]
		raw = raw[i+n+1:]
		one := p.placeholder(name, stack)
		out.WriteString(one.text)
		r.from = one.from
		r.cyclic = r.cyclic || one.cyclic
		for _, u := range one.unresolved {
			if !slices.Contains(r.unresolved, u) {
				r.unresolved = append(r.unresolved, u)
			}
		}
		if out.Len() > maxValue { // properties that double each other would fill the memory
			return resolved{unresolved: []string{name}}
		}
	}
	out.WriteString(raw)
	r.text = out.String()
	return r
}

const maxValue = 64 << 10

// placeholder resolves one name in Maven's order: project.*, user properties,
// properties, then the model's fields without a prefix.
func (p *Project) placeholder(name string, stack []string) resolved {
	if got, ok := p.memo.Load(name); ok {
		return got.(resolved)
	}
	if slices.Contains(stack, name) || len(stack) > 50 {
		return resolved{unresolved: []string{name}, cyclic: true}
	}
	r := p.lookUp(name, append(stack, name))
	if !r.cyclic {
		p.memo.Store(name, r)
	}
	return r
}

func (p *Project) lookUp(name string, stack []string) resolved {
	field, prefixed := strings.CutPrefix(name, "project.")
	if !prefixed {
		field, prefixed = strings.CutPrefix(name, "pom.")
	}
	if prefixed {
		if r, ok := p.field(field, stack); ok {
			return r
		}
	}
	if v, ok := p.reactor.options.UserProperties[name]; ok {
		return resolved{text: v}
	}
	if t, ok := p.property(name); ok {
		return p.through(t, stack)
	}
	if !prefixed {
		if r, ok := p.field(name, stack); ok {
			return r
		}
	}
	return resolved{unresolved: []string{name}}
}

// through resolves a definition; the deepest definition that is plain text is
// the place that decides.
func (p *Project) through(t text, stack []string) resolved {
	if !strings.Contains(t.raw, "${") {
		return resolved{text: t.raw, from: t.at}
	}
	r := p.expand(t.raw, stack)
	if r.from.File == nil || !onePlaceholder(t.raw) {
		r.from = t.at
	}
	return r
}

// field resolves what Maven finds by reflection on the model: ${project.x}.
func (p *Project) field(name string, stack []string) (resolved, bool) {
	switch name {
	case "groupId":
		return p.through(p.groupText(), stack), true
	case "artifactId":
		return p.through(p.pom.artifactID, stack), true
	case "version":
		return p.through(p.versionText(), stack), true
	case "packaging":
		return p.through(p.pom.packaging.or(text{raw: "jar"}).orRaw("jar"), stack), true
	case "name":
		return p.through(p.pom.name.orRaw(p.pom.artifactID.raw), stack), true
	case "basedir":
		return resolved{text: p.pom.dir}, true
	case "parent.groupId", "parent.artifactId", "parent.version", "parent.relativePath":
		parent := p.pom.parent
		if parent == nil {
			return resolved{}, false
		}
		switch name {
		case "parent.groupId":
			return p.through(parent.groupID, stack), true
		case "parent.artifactId":
			return p.through(parent.artifactID, stack), true
		case "parent.version":
			return p.through(parent.version, stack), true
		}
		return p.through(parent.relativePath.orRaw("../pom.xml"), stack), true
	}
	if field, ok := strings.CutPrefix(name, "build."); ok {
		if t, ok := p.buildText(field); ok {
			return p.through(t, stack), true
		}
		if t, ok := superBuild[field]; ok {
			return p.through(text{raw: t}, stack), true
		}
	}
	return resolved{}, false
}

// superBuild is the <build> of Maven's super POM.
var superBuild = map[string]string{
	"directory":             "${project.basedir}/target",
	"outputDirectory":       "${project.build.directory}/classes",
	"testOutputDirectory":   "${project.build.directory}/test-classes",
	"finalName":             "${project.artifactId}-${project.version}",
	"sourceDirectory":       "${project.basedir}/src/main/java",
	"testSourceDirectory":   "${project.basedir}/src/test/java",
	"scriptSourceDirectory": "${project.basedir}/src/main/scripts",
}

func (t text) orRaw(def string) text {
	if t.raw == "" {
		t.raw = def
	}
	return t
}

func (p *Project) groupText() text {
	t := p.pom.groupID
	if t.raw == "" && p.pom.parent != nil {
		t = p.pom.parent.groupID
	}
	return t
}

func (p *Project) versionText() text {
	t := p.pom.version
	if t.raw == "" && p.pom.parent != nil {
		t = p.pom.parent.version
	}
	return t
}

func (p *Project) buildText(field string) (text, bool) {
	for i := range p.layers {
		if t, ok := p.layers[i].build[field]; ok {
			return t, true
		}
	}
	return text{}, false
}

// path interpolates a directory and makes it relative to the project: nearly
// all that are written out begin with ${basedir}.
func (p *Project) path(t text, def string) Value {
	raw := t.raw
	if raw == "" {
		raw = def
	}
	short := raw
	for _, prefix := range []string{"${project.basedir}/", "${basedir}/", "${pom.basedir}/"} {
		short = strings.TrimPrefix(short, prefix)
	}
	v := p.value(text{raw: short, at: t.at})
	if strings.HasPrefix(short, "${") && p.pom.dir != "." {
		v.Text = strings.TrimPrefix(v.Text, p.pom.dir+"/") // a property that began with ${basedir}
	}
	v.Text = strings.TrimPrefix(v.Text, "./")
	v.Raw = t.raw
	return v
}
