package logconf

import (
	"embed"
	"path"
	"slices"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// springBoot holds the files that Spring Boot ships for <include>, copied
// unchanged from spring-boot 4.2.0-SNAPSHOT,
// core/spring-boot/src/main/resources/org/springframework/boot/logging/logback
// (Apache License 2.0). Appender names, classes and ${LOG_FILE} are the same
// from Boot 1.3 on; older versions differ in patterns and rolling policy.
//
//go:embed springboot/*.xml
var springBoot embed.FS

const springBootDir = "org/springframework/boot/logging/logback/"

// springBootFile returns one of those files by its class path name.
func springBootFile(resource string) *source.File {
	name, ok := strings.CutPrefix(resource, springBootDir)
	if !ok || strings.Contains(name, "/") {
		return nil
	}
	text, err := springBoot.ReadFile("springboot/" + name)
	if err != nil {
		return nil
	}
	return source.New(resource, text)
}

// resourceName is the class path name that a template comes to without an
// environment, "" when it does not. The file's own properties count.
func (r *reader) resourceName(t model.Template) string {
	res := r.config.Resolve(t, nil)
	if strings.Contains(res.Text, "${") {
		return ""
	}
	name := strings.TrimPrefix(strings.TrimSpace(res.Text), "classpath:")
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// open finds a resource of the application.
func (r *reader) open(t model.Template) *source.File {
	name := r.resourceName(t)
	if name == "" || r.opts.Open == nil {
		return nil
	}
	return r.opts.Open(name)
}

// include reads logback's <include>: the included elements stand where the
// include does, so order and guards hold for them too.
func (r *reader) include(n *node) {
	inc := model.LogInclude{Optional: strings.EqualFold(n.value("optional"), "true"), At: r.at(n.at), Guard: r.guard}
	for _, kind := range [...]string{"resource", "file", "url"} {
		if a, ok := n.attr(kind); ok {
			inc.Kind, inc.Target = kind, r.template(a.value, a.at)
			break
		}
	}
	if inc.Kind == "" {
		return
	}
	i := len(r.config.Includes)
	r.config.Includes = append(r.config.Includes, inc) // before those inside it
	if inc.Kind == "resource" {
		if f := r.open(inc.Target); f != nil {
			r.config.Includes[i].Origin = f.Path
			r.readIncluded(f, func(root *node) { r.logback(root.children) })
		} else if f := springBootFile(r.resourceName(inc.Target)); f != nil {
			r.config.Includes[i].Origin = f.Path
			r.readSpringBoot(f, n)
		}
	}
}

// readIncluded reads one more file of the application's own.
func (r *reader) readIncluded(f *source.File, read func(root *node)) {
	switch {
	case slices.Contains(r.including, f.Path) || f == r.config.File:
		r.problem(f, 0, "the file includes itself")
		return
	case r.includes >= maxIncludes:
		return
	case len(f.Text()) > maxSize:
		r.problem(f, 0, "the file is larger than 4 MiB and was not read")
		return
	}
	r.includes++
	r.including = append(r.including, f.Path)
	saved := r.file
	r.file = f
	if root := r.readXML(f); root != nil {
		read(root)
	}
	r.file = saved
	r.including = r.including[:len(r.including)-1]
}

// readSpringBoot reads one of Boot's files; everything in it is placed at the
// user's include, which is what the user can change.
func (r *reader) readSpringBoot(f *source.File, n *node) {
	origin, place := r.origin, r.place
	if origin == "" {
		r.place = n.at
	}
	r.origin = f.Path
	r.readIncluded(f, func(root *node) { r.logback(root.children) })
	r.origin, r.place = origin, place
}
