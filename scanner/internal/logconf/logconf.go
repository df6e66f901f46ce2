// Package logconf reads logging configuration: logback's XML, log4j2's XML,
// properties, YAML and JSON, log4j 1's properties and XML. All of them become
// a model.LogConfig; templates stay unresolved, because what they come to
// depends on the application (model.LogConfig.Resolve).
//
// Every format first becomes a tree of nodes (node.go), because log4j2 gives
// one meaning to four spellings. Semantics were read in logback 1.2 to 1.5
// (ch.qos.logback.core.joran), log4j 2.17 to 2.23 (core.config) and Spring
// Boot (org.springframework.boot.logging).
package logconf

import (
	"path"
	"regexp"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Options gives access to the files around a configuration.
type Options struct {
	// Open returns the application's own resource of that class path name
	// ("logback/common.xml"), nil when it has none. A nil Open has none.
	Open func(resource string) *source.File
}

// Limits against files made to explode.
const (
	maxSize     = 4 << 20
	maxDepth    = 100
	maxIncludes = 64
	maxElements = 50_000
)

// Kind is what the name of a file says about it.
type Kind struct {
	Backend     model.Backend
	Format      string // "xml", "properties", "yaml", "json", "groovy"
	SpringAware bool
	Test        bool
	// Standard: the backend or Spring Boot finds the file by this name. Others
	// count only where logging.config, a System property or an include names
	// them.
	Standard bool
}

var configName = regexp.MustCompile(`^(?:[\w.-]*[-_.])?(logback|log4j2|log4j)(-spring|-test)?([-_.\w]*)\.(xml|properties|ya?ml|json|jsn|groovy)$`)

// Identify tells a logging configuration by the base name of its path.
func Identify(filePath string) (Kind, bool) {
	base := path.Base(filePath)
	if base == "logging.properties" {
		return Kind{Backend: model.JUL, Format: "properties", Standard: true}, true
	}
	m := configName.FindStringSubmatch(base)
	if m == nil {
		return Kind{}, false
	}
	k := Kind{SpringAware: m[2] == "-spring", Test: m[2] == "-test", Format: m[4]}
	switch m[1] {
	case "logback":
		k.Backend = model.Logback
		if k.Format != "xml" && k.Format != "groovy" {
			return Kind{}, false
		}
	case "log4j2":
		k.Backend = model.Log4j2
	default:
		k.Backend = model.Log4j1
		if k.Format != "xml" && k.Format != "properties" {
			return Kind{}, false
		}
	}
	switch k.Format {
	case "yml":
		k.Format = "yaml"
	case "jsn":
		k.Format = "json"
	}
	k.Standard = m[3] == "" && strings.HasPrefix(base, m[1]) && !(k.Backend == model.Log4j1 && m[2] != "")
	return k, true
}

// Parse reads one configuration file. The configuration is never nil; with
// problems it holds what could be read. What kind of file it is comes from its
// name, else from its content.
func Parse(f *source.File, opts Options) (*model.LogConfig, []model.Problem) {
	k, ok := Identify(f.Path)
	if !ok {
		k.Format = strings.TrimPrefix(path.Ext(f.Path), ".")
		k.SpringAware = strings.HasSuffix(strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path)), "-spring")
		switch k.Format {
		case "yml":
			k.Format = "yaml"
		case "jsn":
			k.Format = "json"
		}
	}
	r := &reader{
		opts:   opts,
		config: &model.LogConfig{File: f, Backend: k.Backend, Format: k.Format, SpringAware: k.SpringAware, Test: k.Test, Standard: k.Standard},
		file:   f,
	}
	if len(f.Text()) > maxSize {
		r.problem(f, 0, "the file is larger than 4 MiB and was not read")
		return r.config, r.problems
	}
	switch k.Format {
	case "xml":
		r.xml(f)
	case "yaml", "json":
		r.config.Backend = model.Log4j2
		if root := r.readYAML(f); root != nil {
			r.log4j2(root)
		}
	case "properties":
		r.properties(f)
	default:
		r.problem(f, 0, "a logging configuration in "+k.Format+" is not read: its appenders and paths are not known")
	}
	r.reach()
	return r.config, r.problems
}

func (r *reader) xml(f *source.File) {
	root := r.readXML(f)
	if root == nil {
		return
	}
	if r.config.Backend == "" || r.config.Backend == model.Log4j1 || r.config.Backend == model.Logback {
		r.config.Backend = backendOf(root, r.config.Backend)
	}
	switch r.config.Backend {
	case model.Log4j2:
		r.log4j2(root)
	case model.Log4j1:
		r.log4j1XML(root)
	default:
		r.logback(root.children)
		r.rootAttributes(root)
	}
}

// backendOf corrects what the name says where the content is clear: people
// call a log4j2 file log4j.xml.
func backendOf(root *node, named model.Backend) model.Backend {
	switch {
	case root.is("configuration") && (root.child("Appenders") != nil || root.child("Loggers") != nil):
		return model.Log4j2
	case root.space == "log4j":
		return model.Log4j1
	case named != "":
		return named
	}
	return model.Logback
}

// reader collects one configuration.
type reader struct {
	opts     Options
	config   *model.LogConfig
	problems []model.Problem
	file     *source.File // being read: an included one, at times
	guard    model.Guard  // of the elements being read

	// While Spring Boot's own files are read: their name, and the user's
	// <include> as the place of everything in them.
	origin string
	place  source.Span

	including []string // includes under way, against circles
	includes  int
	elements  int
	imports   map[string]string // logback <import>: simple class name -> full
}

func (r *reader) problem(f *source.File, line int, message string) {
	r.problems = append(r.problems, model.Problem{Path: f.Path, Line: line, Message: message})
}

// at returns the place to show for a span: itself, or the <include> for text
// that is not the user's.
func (r *reader) at(s source.Span) source.Span {
	if r.origin != "" {
		return r.place
	}
	return s
}

// guarded runs read with one more guard in force.
func (r *reader) guarded(g model.Guard, read func()) {
	saved := r.guard
	r.guard = joinGuards(saved, g)
	read()
	r.guard = saved
}

// joinGuards copies: guards are kept by many elements.
func joinGuards(a, b model.Guard) model.Guard {
	return model.Guard{
		Profiles:   append(a.Profiles[:len(a.Profiles):len(a.Profiles)], b.Profiles...),
		Conditions: append(a.Conditions[:len(a.Conditions):len(a.Conditions)], b.Conditions...),
	}
}

func (r *reader) template(raw string, at source.Span) model.Template {
	return parseTemplate(raw, r.at(at), r.config.Backend, len(r.config.Properties))
}
