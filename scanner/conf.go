package scanner

import (
	"path"
	"slices"
	"strings"

	"arklint/scanner/internal/libconf"
	"arklint/scanner/internal/logconf"
	"arklint/scanner/internal/springconf"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A parsedConf is what one configuration file says.
type parsedConf struct {
	settings []model.Setting
	autoConf []model.AutoConfiguration
	logging  *model.LogConfig
	names    []model.LibraryName
	problems []model.Problem
}

// openConfigs reads all configuration files, those of conf/ark included.
func (s *scan) openConfigs() {
	files := make([]*source.File, len(s.configs))
	problems := make([]*model.Problem, len(s.configs))
	each(s, len(s.configs), func() *struct{} { return nil }, func(_ *struct{}, i int) {
		files[i], problems[i] = s.open(s.configs[i].path)
	})
	s.opened = map[string]*source.File{}
	for i, c := range s.configs {
		if problems[i] != nil {
			s.ws.Problems = append(s.ws.Problems, *problems[i])
		}
		if f := files[i]; f != nil {
			s.opened[c.path] = f
			s.comments[c.app] = append(s.comments[c.app], allowsIn(f)...)
		}
	}
}

// configuration parses Spring configuration, logging configuration and
// auto-configuration lists, and hangs them on their apps.
func (s *scan) configuration() {
	parsed := make([]parsedConf, len(s.configs))
	each(s, len(s.configs), func() *struct{} { return nil }, func(_ *struct{}, i int) {
		if f := s.opened[s.configs[i].path]; f != nil && s.configs[i].kind == mainResource {
			parsed[i] = s.parseConf(s.configs[i], f)
		}
	})
	settings := map[*model.App][]model.Setting{}
	for i, p := range parsed {
		app := s.configs[i].app
		settings[app] = append(settings[app], p.settings...)
		app.AutoConf = append(app.AutoConf, p.autoConf...)
		app.LibraryNames = append(app.LibraryNames, p.names...)
		if p.logging != nil {
			app.Logging = append(app.Logging, p.logging)
		}
		s.ws.Problems = append(s.ws.Problems, p.problems...)
	}
	for _, app := range s.ws.Apps {
		app.Settings = model.NewSettings(settings[app], model.SettingsOptions{BizName: app.BizName, Maven: s.mavenProperty(app)})
		s.namedLogging(app)
		s.implicitLogging(app)
	}
}

func (s *scan) parseConf(c sourceFile, f *source.File) (p parsedConf) {
	root := resourceRoot(c)
	name := path.Base(c.path)
	switch {
	case libconf.Wanted(name) || libconf.Extensions(path.Dir(c.path)):
		p.names = libconf.Parse(f)
	case name == "hazelcast.yaml" || name == "hazelcast.yml":
		p.names = hazelcastName(f)
	case name == "spring.factories" || strings.HasSuffix(name, ".imports"):
		p.autoConf, p.problems = springconf.ParseAutoConfigurations(f)
	case strings.HasPrefix(name, "application") || strings.HasPrefix(name, "bootstrap"):
		if _, ok := springconf.Locate(f.Path, root); ok {
			p.settings, p.problems = springconf.Parse(f, springconf.Options{Root: root})
		}
	default:
		// The backends and Spring Boot look for these names at the root of the class
		// path only; others count when logging.config names them.
		if kind, ok := logconf.Identify(f.Path); ok && !kind.Test && kind.Standard && path.Dir(f.Path) == root {
			p.logging, p.problems = logconf.Parse(f, s.loggingOptions(root))
		}
	}
	return p
}

// hazelcastName reads hazelcast.instance-name, from YAML as Spring's.
func hazelcastName(f *source.File) []model.LibraryName {
	settings, _ := springconf.Parse(f, springconf.Options{}) // trouble is Hazelcast's to report
	for _, set := range settings {
		if set.RawKey == "hazelcast.instance-name" && set.Value != "" {
			return []model.LibraryName{{Library: "hazelcast", Name: set.Value, At: set.ValueAt}}
		}
	}
	return nil
}

func (s *scan) loggingOptions(root string) logconf.Options {
	return logconf.Options{Open: func(resource string) *source.File { return s.opened[path.Join(root, resource)] }}
}

// namedLogging reads the logging configuration that an app's own logging.config
// names, whatever it is called.
func (s *scan) namedLogging(app *model.App) {
	for _, set := range app.Settings.Get("logging.config") {
		resource, ok := strings.CutPrefix(set.Value, "classpath:")
		if !ok {
			continue
		}
		for _, c := range s.configs {
			root := resourceRoot(c)
			if c.app != app || c.path != path.Join(root, resource) || s.opened[c.path] == nil {
				continue
			}
			if slices.ContainsFunc(app.Logging, func(l *model.LogConfig) bool { return l.File == s.opened[c.path] }) {
				continue
			}
			if _, ok := logconf.Identify(c.path); !ok {
				continue
			}
			conf, problems := logconf.Parse(s.opened[c.path], s.loggingOptions(root))
			app.Logging = append(app.Logging, conf)
			s.ws.Problems = append(s.ws.Problems, problems...)
		}
	}
}

// onClassPath is the name that a resource has on the class path, given its path
// below the app's folder: what follows src/main/resources, or the folder below src/main it lies in.
func onClassPath(rel string) string {
	rest, ok := strings.CutPrefix(rel, "src/main/")
	if !ok {
		_, rest, ok = strings.Cut(rel, "/src/main/")
	}
	if ok {
		_, rest, _ = strings.Cut(rest, "/")
		return rest
	}
	return rel
}

// resourceRoot is the folder that is the root of the class path for a
// resource: src/main/resources, or the folder below src/main it lies in, or the app's own.
func resourceRoot(c sourceFile) string {
	dir := path.Dir(c.rel)
	parts := strings.Split(dir, "/")
	root := ""
	for i := 0; i+2 < len(parts)+1; i++ {
		if parts[i] == "src" && i+2 < len(parts) {
			root = strings.Join(parts[:i+3], "/")
			break
		}
	}
	if c.app.Dir == "." {
		return path.Clean(root)
	}
	return path.Join(c.app.Dir, root)
}

// implicitLogging adds what Spring Boot sets up itself for an app without a
// logging configuration of its own, as far as the app's settings ask for it:
// what no line of the user's says has no place to report.
func (s *scan) implicitLogging(app *model.App) {
	if len(app.Logging) > 0 {
		return
	}
	backend := model.Logback
	if app.Dependency(bootGroup, "spring-boot-starter-log4j2") != nil {
		backend = model.Log4j2
	}
	c := logconf.Implicit(app.Settings, backend)
	if c == nil {
		return
	}
	c.Appenders = slices.DeleteFunc(c.Appenders, func(a model.Appender) bool { return a.At.IsZero() })
	if len(c.Appenders) > 0 {
		app.Logging = append(app.Logging, c)
	}
}
