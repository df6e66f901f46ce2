package known

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// Backends that arklint knows by their artifacts only.
const (
	Tinylog     model.Backend = "tinylog"
	SLF4JSimple model.Backend = "slf4j-simple"
)

// A LoggingArtifact is a library that decides where log lines go.
type LoggingArtifact struct {
	Group, Artifact string
	Backend         model.Backend
	// Binding: what is logged through slf4j goes to Backend when this is on the
	// class path. Without it the artifact is an engine that other libraries bring
	// along for themselves: it decides nothing alone.
	Binding bool
}

// loggingArtifacts: slf4j 1.7 and 2.0 (manual, "Binding with a logging
// framework"), log4j 2 ("Which log4j jar"), tinylog 2, Spring Boot's starters.
// Bridges in the other direction (log4j-to-slf4j, jul-to-slf4j, log4j-over-slf4j)
// are no backends.
var loggingArtifacts = []LoggingArtifact{
	{"ch.qos.logback", "logback-classic", model.Logback, true},
	{"org.springframework.boot", "spring-boot-starter-logging", model.Logback, true},
	{"org.apache.logging.log4j", "log4j-slf4j-impl", model.Log4j2, true},
	{"org.apache.logging.log4j", "log4j-slf4j18-impl", model.Log4j2, true},
	{"org.apache.logging.log4j", "log4j-slf4j2-impl", model.Log4j2, true},
	{"org.springframework.boot", "spring-boot-starter-log4j2", model.Log4j2, true},
	{"org.apache.logging.log4j", "log4j-core", model.Log4j2, false},
	{"org.slf4j", "slf4j-log4j12", model.Log4j1, true},
	{"org.slf4j", "slf4j-reload4j", model.Log4j1, true},
	{"org.springframework.boot", "spring-boot-starter-log4j", model.Log4j1, true}, // Boot 1.3
	{"log4j", "log4j", model.Log4j1, false},
	{"ch.qos.reload4j", "reload4j", model.Log4j1, false},
	{"org.slf4j", "slf4j-jdk14", model.JUL, true},
	{"org.slf4j", "slf4j-simple", SLF4JSimple, true},
	{"org.tinylog", "slf4j-tinylog", Tinylog, true},
	{"org.tinylog", "tinylog-impl", Tinylog, false},
}

func loggingArtifact(d *model.Dependency) (LoggingArtifact, bool) {
	for _, a := range loggingArtifacts {
		if d.Is(a.Group, a.Artifact) {
			return a, true
		}
	}
	return LoggingArtifact{}, false
}

// withoutLogging are Spring Boot's starters that do not bring
// spring-boot-starter, and with it logback, along.
var withoutLogging = []string{
	"spring-boot-starter-parent", "spring-boot-starter-log4j2", "spring-boot-starter-log4j", "spring-boot-starter-logging",
	"spring-boot-starter-tomcat", "spring-boot-starter-jetty", "spring-boot-starter-undertow", "spring-boot-starter-reactor-netty",
}

// impliesLogback reports whether d is a starter of Spring Boot's whose POM is
// not on this machine: it brings spring-boot-starter-logging unless that is
// excluded where it is declared.
func impliesLogback(d *model.Dependency) bool {
	if !d.Incomplete || d.GroupID != "org.springframework.boot" || !strings.HasPrefix(d.ArtifactID, "spring-boot-starter") ||
		slices.Contains(withoutLogging, d.ArtifactID) {
		return false
	}
	return !Excludes(d, "org.springframework.boot", "spring-boot-starter-logging") &&
		!Excludes(d, "org.springframework.boot", "spring-boot-starter") && !Excludes(d, "ch.qos.logback", "logback-classic")
}

// Excludes reports whether the declaration that brings d keeps group:artifact out.
func Excludes(d *model.Dependency, group, artifact string) bool {
	return slices.ContainsFunc(d.Exclusions, func(x string) bool {
		g, a, _ := strings.Cut(x, ":")
		return (g == "*" || g == group) && (a == "*" || a == artifact)
	})
}

// A LoggingChoice is the backend that some evidence speaks for.
type LoggingChoice struct {
	Backend model.Backend     // "": nothing, or contradictory things, speak
	By      *model.Dependency // the dependency that decides; nil when Config does
	Config  *model.LogConfig  // the configuration file that decides
	// Implied: By is a starter whose POM is not on this machine.
	Implied bool
}

// ChooseBackend decides by those dependencies of app that count, surest first: a
// binding, an engine with a configuration of its own, a configuration file
// alone, a starter whose POM is unknown. Two bindings are told apart by the
// configuration file, or not at all.
func ChooseBackend(app *model.App, counts func(*model.Dependency) bool) LoggingChoice {
	configured := configuredBackends(app)
	bindings, engines := map[model.Backend]*model.Dependency{}, map[model.Backend]*model.Dependency{}
	var implied *model.Dependency
	for _, d := range app.Dependencies {
		if d.Scope == "test" || !counts(d) {
			continue
		}
		if a, ok := loggingArtifact(d); ok {
			found := engines
			if a.Binding {
				found = bindings
			}
			if found[a.Backend] == nil {
				found[a.Backend] = d
			}
		} else if implied == nil && impliesLogback(d) {
			implied = d
		}
	}
	switch {
	case len(bindings) == 1:
		for backend, d := range bindings {
			return LoggingChoice{Backend: backend, By: d}
		}
	case len(bindings) > 1:
		if len(configured) == 1 && bindings[configured[0].Backend] != nil {
			return LoggingChoice{Backend: configured[0].Backend, By: bindings[configured[0].Backend]}
		}
		return LoggingChoice{}
	}
	if len(configured) == 1 {
		c := configured[0]
		if d := engines[c.Backend]; d != nil {
			return LoggingChoice{Backend: c.Backend, By: d}
		}
		if implied != nil && c.Backend == model.Logback {
			return LoggingChoice{Backend: c.Backend, By: implied, Implied: true}
		}
		return LoggingChoice{Backend: c.Backend, Config: c}
	}
	if implied != nil {
		return LoggingChoice{Backend: model.Logback, By: implied, Implied: true}
	}
	return LoggingChoice{}
}

// configuredBackends returns one configuration file for each backend that the
// app configures. logging.properties says nothing: Tomcat and the JDK use the
// name as well.
func configuredBackends(app *model.App) []*model.LogConfig {
	var out []*model.LogConfig
	for _, c := range app.Logging {
		if c.File == nil || c.Test || c.Backend == model.JUL {
			continue
		}
		if !slices.ContainsFunc(out, func(o *model.LogConfig) bool { return o.Backend == c.Backend }) {
			out = append(out, c)
		}
	}
	return out
}

// ArkLogbackSelector reports whether a value of logback.ContextSelector gives
// every application a context of its own (koupleless docs,
// contribution-guidelines/tech-impl/runtime/logback.md; the second name is that of
// the adapter for Spring Boot 3, koupleless-adapter-logback-spring-starter-3.x).
func ArkLogbackSelector(value string) bool {
	return value == "com.alipay.sofa.ark.common.adapter.ArkLogbackContextSelector" ||
		value == "com.alipay.sofa.koupleless.adapter.ArkLogbackContextSelector"
}

// A SelectorSupport says whether logback reads logback.ContextSelector by itself.
type SelectorSupport uint8

// What the versions do: logback 1.3 dropped the property (observed.md 80).
const (
	SelectorUnknown SelectorSupport = iota
	SelectorHonoured
	SelectorIgnored
)

// LogbackSelectors says what the logback of app makes of the property, by its
// version or Spring Boot's: Boot 1 and 2 manage logback 1.1 and 1.2, Boot 3 and
// later 1.4 and 1.5.
func LogbackSelectors(app *model.App) SelectorSupport {
	if d := app.Dependency("ch.qos.logback", "logback-classic"); d != nil {
		switch {
		case strings.HasPrefix(d.Version, "1.0.") || strings.HasPrefix(d.Version, "1.1.") || strings.HasPrefix(d.Version, "1.2."):
			return SelectorHonoured
		case strings.HasPrefix(d.Version, "1."):
			return SelectorIgnored
		}
	}
	for _, d := range app.Dependencies {
		if d.GroupID != "org.springframework.boot" || d.Version == "" {
			continue
		}
		switch major, _, _ := strings.Cut(d.Version, "."); major {
		case "1", "2":
			return SelectorHonoured
		case "3", "4":
			return SelectorIgnored
		}
	}
	return SelectorUnknown
}

// AnyDependency counts every dependency, whoever loads it.
func AnyDependency(*model.Dependency) bool { return true }

// LogFiles returns the logging configuration files on app's class path as far as
// they are sources: its own, or where it has none those of the projects it
// depends on.
func LogFiles(app *model.App) []*model.LogConfig {
	files := filesOf(app)
	if len(files) > 0 {
		return files
	}
	for _, d := range app.Dependencies {
		if d.App != nil && d.App != app && d.Scope != "test" {
			files = append(files, filesOf(d.App)...)
		}
	}
	return files
}

func filesOf(app *model.App) []*model.LogConfig {
	var out []*model.LogConfig
	for _, c := range app.Logging {
		if c.File != nil {
			out = append(out, c)
		}
	}
	return out
}

// LogConfigs returns the logging configurations that app starts with under the
// profiles: usually one. Several remain when it has files for several backends
// and nothing tells which of them it runs on.
func LogConfigs(app *model.App, profiles []string) []*model.LogConfig {
	files := LogFiles(app)
	chosen := ChooseBackend(app, AnyDependency)
	var out []*model.LogConfig
	for _, backend := range []model.Backend{model.Logback, model.Log4j2, model.Log4j1, model.JUL} {
		if backend == model.JUL && chosen.Backend != model.JUL {
			continue
		}
		c := model.LogConfigInForce(files, backend, app.Settings, profiles...)
		if c != nil && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	if len(out) > 1 && slices.ContainsFunc(out, func(c *model.LogConfig) bool { return c.Backend == chosen.Backend }) {
		out = slices.DeleteFunc(out, func(c *model.LogConfig) bool { return c.Backend != chosen.Backend })
	}
	if v, ok := app.Settings.Effective("logging.config", profiles...); len(files) == 0 && (!ok || v.Text == "") {
		for _, c := range app.Logging {
			if c.File == nil { // what Spring Boot does without a file
				out = append(out, c)
			}
		}
	}
	return out
}

// MergedLogEnvironment is what app's logging configuration sees when it runs
// beside others in one JVM: SOFAArk sets sofa.ark.embed.enable, and an adapter
// fills log4j2's thread context.
func MergedLogEnvironment(app *model.App, profiles []string) model.AppEnvironment {
	return model.AppEnvironment{
		Settings: app.Settings, Profiles: profiles, Ctx: true,
		System: map[string]string{"sofa.ark.embed.enable": "true"},
	}
}

// ProfilesToTry returns the profiles that app's own files make active, and each
// further profile that its settings or its logging configurations name: a
// command line may make any of them active.
func ProfilesToTry(app *model.App) (active []string, others []string) {
	active = app.Settings.ActiveProfiles()
	names := app.Settings.Profiles()
	for _, c := range slices.Concat(LogFiles(app), app.Logging) {
		for _, a := range c.Appenders {
			names = append(names, namesIn(a.Profiles)...)
			for _, r := range a.ReachableFrom {
				names = append(names, namesIn(r.Profiles)...)
			}
		}
		for _, p := range c.Properties {
			names = append(names, namesIn(p.Profiles)...)
		}
	}
	slices.Sort(names)
	for _, n := range slices.Compact(names) {
		if n != "default" && !slices.Contains(active, n) {
			others = append(others, n)
		}
	}
	return active, others[:min(len(others), maxProfiles)]
}

// maxProfiles bounds how many profiles are tried one by one.
const maxProfiles = 12

// namesIn returns the names in profile expressions.
func namesIn(expressions []string) []string {
	var out []string
	for _, e := range expressions {
		out = append(out, strings.FieldsFunc(e, func(r rune) bool { return strings.ContainsRune("!&|(), \t", r) })...)
	}
	return out
}
