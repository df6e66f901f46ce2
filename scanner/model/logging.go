package model

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"arklint/scanner/source"
)

// A Backend is what writes the log.
type Backend string

// Backends, spelled as people call them.
const (
	Logback Backend = "logback"
	Log4j2  Backend = "log4j2"
	Log4j1  Backend = "log4j"
	JUL     Backend = "java.util.logging"
)

// A LogConfig is one logging configuration file with what it includes.
type LogConfig struct {
	File    *source.File // nil for what Spring Boot does without a file (ImplicitLogConfig)
	Backend Backend
	Format  string // "xml", "properties", "yaml" or "json"

	// SpringAware: the name ends in -spring, so Spring Boot reads it and not
	// the backend. Only such a file (and one named by logging.config) sees
	// springProperty, springProfile and ${spring:}.
	SpringAware bool
	Test        bool // logback-test.xml, log4j2-test.xml: wins over the others where it is on the class path
	// Standard: the backend or Spring Boot finds the file by its name; others
	// count only where something names them. See LogConfigInForce.
	Standard bool

	Appenders  []Appender
	Loggers    []Logger
	Properties []LogProperty // in order of definition; log4j2 uses them in any order
	Includes   []LogInclude
	Conditions []Condition   // every logback <if>, one entry each, Branch ""
	Classes    []LogClass    // classes that the file names and the backend loads
	JMX        []source.Span // logback <jmxConfigurator/>: an MBean named after the context

	// ContextName is logback's <contextName> or log4j2's name attribute.
	ContextName Template
	// Scan: the file is read again while the application runs (logback scan,
	// log4j2 monitorInterval).
	Scan source.Span
}

// LogConfigInForce returns the configuration that an application under these
// profiles starts with, nil for none: the one that logging.config names, else by
// Spring Boot's order (AbstractLoggingSystem) -test, plain, -spring. Whether the
// file is looked at at all in a merged JVM (observed.md 55 to 60, 66 to 69) is
// the rules' business.
func LogConfigInForce(configs []*LogConfig, backend Backend, settings *Settings, profiles ...string) *LogConfig {
	if v, ok := settings.Effective("logging.config", profiles...); ok && v.Text != "" {
		name := strings.TrimPrefix(v.Text, "classpath:")
		for _, c := range configs {
			if c.File != nil && strings.HasSuffix("/"+c.File.Path, path.Clean("/"+name)) {
				return c
			}
		}
		return nil // a file outside of the sources; its name decides nothing
	}
	rank := func(c *LogConfig) int {
		switch {
		case c.Test:
			return 3
		case !c.SpringAware:
			return 2
		}
		return 1
	}
	var best *LogConfig
	for _, c := range configs {
		if c.File == nil || !c.Standard || c.Backend != backend {
			continue
		}
		deeper := best != nil && strings.Count(c.File.Path, "/") > strings.Count(best.File.Path, "/")
		if best == nil || rank(c) > rank(best) && !deeper {
			best = c
		}
	}
	return best
}

// An Appender is one place that log lines go to, declared once.
type Appender struct {
	Name    string // as written; a name made of lookups keeps them
	Class   string // logback and log4j 1: the class; log4j2: the element's or type's name, RollingFile
	Backend Backend
	Console bool // writes to System.out or System.err by its class or element name
	Async   bool // hands on to other appenders: Async, Failover, Rewrite, Routing, sift
	Prudent bool // logback <prudent>: made for several writers of one file
	Paths   []LogPath
	At      source.Span // the start tag; for what Spring Boot includes, the user's <include>

	// Origin is "" for an appender of the user's own, else where the real text
	// stands: "org/springframework/boot/logging/logback/base.xml".
	Origin string

	Guard
	Refs          []AppenderRef // the appenders this one hands on to
	ReachableFrom []LoggerRef   // empty: nobody uses it, it is never written to (nor, in logback ≥ 1.3, opened)
}

// A Guard is what must hold for an element to count.
type Guard struct {
	// Profiles are expressions that must all hold: logback's springProfile and
	// log4j2's SpringProfile arbiter around the element. See ProfilesMatch.
	Profiles []string
	// Conditions are the logback <if> and log4j2 arbiters around it, each
	// with the branch the element stands in.
	Conditions []Condition
}

// A Condition is a choice that the file leaves to run time.
type Condition struct {
	Text   string // property("sofa.ark.embed.enable").contains("true"); log4j2: SystemPropertyArbiter sofa.ark.embed.enable=true
	Branch string // "then" or "else"; log4j2's DefaultArbiter is the else of its neighbours
	At     source.Span
}

// A PathRole is what an appender does with a path.
type PathRole string

const (
	// ActiveFile is the file that lines are written to.
	ActiveFile PathRole = "file"
	// RollingPattern is the name that a full file gets: %d and %i stay in it.
	// Without an ActiveFile logback writes to the pattern of the day.
	RollingPattern PathRole = "rollingPattern"
)

// A LogPath is one path of an appender.
type LogPath struct {
	Template Template
	Role     PathRole
	At       source.Span // the element or attribute
}

// An AppenderRef is one use of an appender by name.
type AppenderRef struct {
	Name string
	At   source.Span
	Guard
}

// A LoggerRef says which logger an appender gets lines from.
type LoggerRef struct {
	Logger string      // "root" or the logger's name
	At     source.Span // the reference in the logger
	Via    []string    // appenders between, outermost first
	Guard              // of the logger and of every reference on the way
}

// A Logger is one configured logger.
type Logger struct {
	Name     string // "root" or com.acme
	Level    Template
	Additive bool
	Refs     []AppenderRef
	At       source.Span
	Origin   string // as Appender.Origin
	Guard
}

// A PropertyKind is where a property's value comes from.
type PropertyKind string

// Kinds of properties.
const (
	LiteralProperty PropertyKind = "literal"  // written in the file; the value may hold lookups
	SpringProperty  PropertyKind = "spring"   // <springProperty source=>
	ComputedValue   PropertyKind = "computed" // <define>, <timestamp>, insertFromJNDI: code decides
)

// A LogProperty is a name that paths may use.
type LogProperty struct {
	Name    string
	Kind    PropertyKind
	Value   Template // of a literal; of a SpringProperty its defaultValue
	Source  string   // of a SpringProperty: the key
	Default bool     // a SpringProperty has a defaultValue
	// System: logback scope="system", the value becomes a System property of
	// the JVM and so every application's.
	System bool
	At     source.Span
	Origin string // as Appender.Origin
	Guard
}

// A LogInclude is another file that a configuration pulls in.
type LogInclude struct {
	Kind     string // "resource", "file" or "url"
	Target   Template
	Optional bool
	At       source.Span
	// Origin is the file that was read for it, or its name in Spring Boot's
	// jar; "" when it is not known.
	Origin string
	Guard
}

// A LogClass is a class that the file names: appender, filter, encoder,
// layout, rolling policy, converter, listener.
type LogClass struct {
	Name    string
	Element string // appender, filter, conversionRule, ...
	At      source.Span
	Guard
}

// A LookupKind is where a ${...} looks.
type LookupKind string

// Kinds of lookups. Log4j2 writes the kind as a prefix; a bare name is a
// PropertyLookup in both backends. Any other prefix of log4j2 (main, map, sd,
// k8s, docker, jndi, ...) is its own kind, spelled as written.
const (
	PropertyLookup LookupKind = "property" // the file's own; logback goes on to System properties and the environment
	SysLookup      LookupKind = "sys"
	EnvLookup      LookupKind = "env"
	CtxLookup      LookupKind = "ctx" // thread context map: only an adapter fills it with settings
	SpringLookup   LookupKind = "spring"
	BundleLookup   LookupKind = "bundle" // application:spring.application.name, read by the loader of log4j2
	DateLookup     LookupKind = "date"
)

// A Lookup is one ${...}.
type Lookup struct {
	Kind LookupKind
	Name string // of ${sys:LOG_HOME:-/var/log} "LOG_HOME"
	// Nested is the name where it is made of lookups itself, ${sys:${name}}.
	Nested  *Template
	Default *Template // behind ":-", nil without one
	Runtime bool      // $${...}: evaluated per event, not when the file is read
	Text    string    // as written
	At      source.Span
}

// A Part is literal text or a lookup.
type Part struct {
	Text   string
	Lookup *Lookup
}

// A Template is a text with lookups in it. The zero Template is empty text.
//
//	${LOG_HOME:-./logs}/${spring:app}/a.log
//	= lookup(property LOG_HOME, default "./logs") "/" lookup(spring app) "/a.log"
type Template struct {
	Parts []Part
	Raw   string
	At    source.Span

	// Seen is how many of LogConfig.Properties were defined before this text:
	// logback replaces while it reads, so that
	// <property name="A" value="${A:-x}"/> does not refer to itself.
	Seen int
}

// Lookups returns the lookups of the template, those in defaults and names
// included, outer before inner.
func (t Template) Lookups() []Lookup {
	var all []Lookup
	for _, p := range t.Parts {
		if p.Lookup == nil {
			continue
		}
		all = append(all, *p.Lookup)
		if p.Lookup.Nested != nil {
			all = append(all, p.Lookup.Nested.Lookups()...)
		}
		if p.Lookup.Default != nil {
			all = append(all, p.Lookup.Default.Lookups()...)
		}
	}
	return all
}

// A Means is how a lookup got its text.
type Means string

// Means of a lookup.
const (
	ByProperty Means = "property" // the file's own property; its own lookups follow as further steps
	BySetting  Means = "setting"  // the application's Spring configuration
	ByDefault  Means = "default"  // ":-" or defaultValue, because nothing else is known
	ByJVM      Means = "jvm"      // a System property or environment variable that the environment knows
	ByNothing  Means = "unknown"  // stays in the text: ${sys:LOG_HOME}
)

// A Step is one lookup on the way to a text.
type Step struct {
	Lookup Lookup
	Means  Means
	Text   string // what it became
	// JVMWide: the place looked at is one for all applications of the JVM,
	// whether or not it held something: ${sys:}, ${env:}, logback's bare name
	// that the file does not define, LOG_PATH and LOG_FILE even when the
	// application sets them (observed.md 63).
	JVMWide bool
	From    []source.Span // the property or the settings that gave the text
}

// A Resolution is what a template comes to in one environment.
type Resolution struct {
	// Text has unknown lookups in canonical form ${kind:name}, with
	// PropertyLookup of log4j2 as ${name} and of logback as ${sys:name}
	// (where logback looks at last).
	Text  string
	Steps []Step
	// Assumed are conditions that the environment did not decide and the
	// branches taken here.
	Assumed []Condition
}

// Known reports whether no lookup stayed unknown.
func (r Resolution) Known() bool {
	for _, s := range r.Steps {
		if s.Means == ByNothing {
			return false
		}
	}
	return true
}

// Path is the text as a path to compare: "./logs//a.log" is "logs/a.log", a
// backslash is a slash. Lookups and %d{...} stay as they are.
func (r Resolution) Path() string { return CleanLogPath(r.Text) }

// CleanLogPath brings a log path into one spelling. What stands in braces
// (%d{yyyy/MM}, ${date:a//b}) is not touched.
func CleanLogPath(p string) string {
	p = strings.TrimSpace(p)
	p = strings.TrimPrefix(p, "file:")
	if p == "" {
		return ""
	}
	// Slashes in braces are no separators; hide them from path.Clean.
	const hidden = "\x00"
	var b strings.Builder
	depth := 0
	for i := 0; i < len(p); i++ {
		switch c := p[i]; {
		case c == '{':
			depth++
			b.WriteByte(c)
		case c == '}':
			depth = max(0, depth-1)
			b.WriteByte(c)
		case depth > 0 && c == '/':
			b.WriteString(hidden)
		case depth == 0 && c == '\\':
			b.WriteByte('/')
		default:
			b.WriteByte(c)
		}
	}
	return strings.ReplaceAll(path.Clean(b.String()), hidden, "/")
}

// A LogAnswer is what an environment knows for a lookup.
type LogAnswer struct {
	Text    string
	Means   Means
	JVMWide bool
	From    []source.Span
	Unknown []Placeholder // in Text, of a setting that is known only in part
}

// A LogEnvironment is the running application as far as it is known: which
// profiles are active and what a lookup outside of the file gives. AppEnvironment
// is the usual one.
type LogEnvironment interface {
	ActiveProfiles() []string
	// Lookup answers every kind but PropertyLookup, which the file answers.
	// ok is false when nothing is known.
	Lookup(kind LookupKind, name string) (a LogAnswer, ok bool)
}

// An AppEnvironment answers lookups from an application's own settings.
type AppEnvironment struct {
	Settings *Settings
	Profiles []string // active ones; Settings.ActiveProfiles() is the application's own wish

	// System and Env are known System properties and environment variables,
	// the same for every application of the JVM. In a merged deployment
	// {"sofa.ark.embed.enable": "true"} decides the usual logback <if>.
	System, Env map[string]string

	// Bundles are the settings that ${bundle:application:key} reads: those of
	// the base when the base loads log4j2. nil: Settings.
	Bundles *Settings
	// NoSpring: ${spring:} and logback's springProperty get nothing. Boot 2
	// without log4j-spring-boot, a file that is not SpringAware, Boot 3 with
	// upstream's patched Log4J2LoggingSystem (koupleless.md 2.9).
	NoSpring bool
	// Ctx: an adapter copies the settings into log4j2's thread context, so
	// ${ctx:key} is the application's. Without it ${ctx:} stays literal.
	Ctx bool
}

// ActiveProfiles returns Profiles.
func (e AppEnvironment) ActiveProfiles() []string { return e.Profiles }

// Lookup answers from the settings and the JVM's known values.
func (e AppEnvironment) Lookup(kind LookupKind, name string) (LogAnswer, bool) {
	switch kind {
	case SysLookup:
		if text, ok := e.System[name]; ok {
			return LogAnswer{Text: text, Means: ByJVM, JVMWide: true}, true
		}
		return e.bootProperty(name)
	case EnvLookup:
		if text, ok := e.Env[name]; ok {
			return LogAnswer{Text: text, Means: ByJVM, JVMWide: true}, true
		}
	case SpringLookup:
		if !e.NoSpring {
			return e.setting(name)
		}
	case CtxLookup:
		if e.Ctx {
			return e.setting(name)
		}
	case BundleLookup:
		return e.bundle(name)
	}
	return LogAnswer{}, false
}

// Filtered answers ${name} from the POM's properties: whoever defines one there has
// Maven write its value into the file while it copies it.
func (e AppEnvironment) Filtered(name string) (LogAnswer, bool) {
	if e.Settings == nil || e.Settings.opts.Maven == nil {
		return LogAnswer{}, false
	}
	text, ok := e.Settings.opts.Maven(name)
	return LogAnswer{Text: text, Means: BySetting}, ok
}

func (e AppEnvironment) setting(key string) (LogAnswer, bool) {
	v, ok := e.Settings.Effective(key, e.Profiles...)
	if !ok || !answers(&v.Setting, key) {
		if text, ok := e.System[key]; ok { // Spring's Environment holds them too
			return LogAnswer{Text: text, Means: ByJVM, JVMWide: true}, true
		}
		return LogAnswer{}, false
	}
	return LogAnswer{Text: v.Text, Means: BySetting, From: v.From, Unknown: v.Unknown}, true
}

// bootProperty answers the System properties that Spring Boot sets from
// settings before it reads a logging configuration: LogFile.applyTo and
// LoggingSystemProperties. They overwrite each other across applications.
func (e AppEnvironment) bootProperty(name string) (LogAnswer, bool) {
	var a LogAnswer
	var ok bool
	switch name {
	case "LOG_PATH":
		if a, ok = e.setting("logging.file.path"); !ok {
			a, ok = e.setting("logging.path")
		}
	case "LOG_FILE":
		a, ok = e.bootLogFile()
	case "LOGBACK_ROLLINGPOLICY_FILE_NAME_PATTERN", "ROLLING_FILE_NAME_PATTERN":
		if a, ok = e.setting("logging.logback.rollingpolicy.file-name-pattern"); !ok {
			a, ok = e.setting("logging.pattern.rolling-file-name")
		}
	}
	a.JVMWide = true
	return a, ok
}

// bootLogFile is org.springframework.boot.logging.LogFile: logging.file.name
// (logging.file up to Boot 2.2), else spring.log in logging.file.path
// (logging.path).
func (e AppEnvironment) bootLogFile() (LogAnswer, bool) {
	for _, key := range []string{"logging.file.name", "logging.file"} {
		if a, ok := e.setting(key); ok && a.Text != "" {
			return a, true
		}
	}
	for _, key := range []string{"logging.file.path", "logging.path"} {
		if a, ok := e.setting(key); ok && a.Text != "" {
			a.Text = strings.TrimSuffix(a.Text, "/") + "/spring.log"
			return a, true
		}
	}
	return LogAnswer{}, false
}

// bundle answers ${bundle:application:key}: java.util.ResourceBundle reads
// application.properties at the root of the class path, no YAML, no profile.
func (e AppEnvironment) bundle(name string) (LogAnswer, bool) {
	bundle, key, ok := strings.Cut(name, ":")
	settings := e.Bundles
	if settings == nil {
		settings = e.Settings
	}
	if !ok {
		return LogAnswer{}, false
	}
	for _, set := range settings.Get(key) {
		if f := set.File; f.Properties && f.Dir == "" && f.Name == bundle && f.Profile == "" && set.RawKey == key {
			return LogAnswer{Text: set.Value, Means: BySetting, JVMWide: true, From: []source.Span{set.At}}, true
		}
	}
	return LogAnswer{}, false
}

// jvmFacts are System properties that every JVM has, so a default behind them
// never counts and two applications always read the same.
var jvmFacts = map[string]string{
	"file.separator": "/", "path.separator": ":",
	"user.home": "", "user.dir": "", "user.name": "", "java.io.tmpdir": "", "java.home": "",
	"java.version": "", "os.name": "", "os.arch": "",
	"HOSTNAME": "", // logback's context has it: ContextUtil.addHostNameAsProperty
}

// maxResolutions bounds the branches that undecided conditions open.
const maxResolutions = 8

// Resolve returns what the template of this configuration comes to. Where a
// condition is not decided it takes the branch "then"; ResolveAll takes all.
func (c *LogConfig) Resolve(t Template, env LogEnvironment) Resolution {
	return c.ResolveAll(t, env)[0]
}

// ResolveAll returns one resolution for every combination of undecided
// conditions that the template depends on, at least one.
func (c *LogConfig) ResolveAll(t Template, env LogEnvironment) []Resolution {
	var all []Resolution
	queue := []map[string]bool{{}} // depth first: with many conditions the first leaves come soon
	for len(queue) > 0 && len(all) < maxResolutions {
		assume := queue[0]
		queue = queue[1:]
		r := newLogResolver(c, env, assume)
		text := r.template(t, 0)
		if r.open && len(assume) < maxResolutions {
			then, otherwise := maps.Clone(assume), maps.Clone(assume)
			then[r.undecided], otherwise[r.undecided] = true, false
			queue = append([]map[string]bool{then, otherwise}, queue...)
			continue
		}
		all = append(all, Resolution{Text: text, Steps: r.steps, Assumed: r.assumed})
	}
	return all
}

// Active reports whether a guard holds in the environment. sure is false when
// that hangs on a condition that the environment does not decide.
func (c *LogConfig) Active(g Guard, env LogEnvironment) (active, sure bool) {
	r := newLogResolver(c, env, map[string]bool{})
	active = r.holds(g)
	return active, !r.open
}

// logResolver is one pass over a template with fixed assumptions.
type logResolver struct {
	config    *LogConfig
	env       LogEnvironment
	assume    map[string]bool // condition text -> it holds
	assumed   []Condition
	open      bool   // some condition is decided neither by env nor by assume
	undecided string // the first such
	busy      map[string]bool
	decided   map[string]bool // conditions that the environment did decide
	steps     []Step
	length    int
	work      int // lookups, those in conditions included
}

func newLogResolver(c *LogConfig, env LogEnvironment, assume map[string]bool) *logResolver {
	return &logResolver{config: c, env: env, assume: assume, busy: map[string]bool{}, decided: map[string]bool{}}
}

// maxLogLookups bounds a resolution: conditions over properties that stand under
// conditions would multiply.
const maxLogLookups = 10_000

func (r *logResolver) template(t Template, depth int) string {
	var b strings.Builder
	for _, p := range t.Parts {
		if p.Lookup == nil {
			b.WriteString(p.Text)
			continue
		}
		if depth > maxPlaceholderDepth || len(r.steps) > maxPlaceholders || r.length > maxExpandedLength {
			b.WriteString(p.Lookup.Text)
			continue
		}
		text := r.lookup(*p.Lookup, t.Seen, depth)
		r.length += len(text)
		b.WriteString(text)
	}
	return b.String()
}

// step appends a step and returns the way to finish it, so that the outer
// lookup stands before those it leads to.
func (r *logResolver) step(s Step) func(text string) string {
	r.steps = append(r.steps, s)
	i := len(r.steps) - 1
	return func(text string) string {
		r.steps[i].Text = text
		return text
	}
}

func (r *logResolver) lookup(l Lookup, seen, depth int) string {
	if r.work++; r.work > maxLogLookups || depth > maxPlaceholderDepth {
		return l.Text
	}
	if l.Nested != nil {
		l.Name = r.template(*l.Nested, depth+1)
	}
	bare := l.Kind == PropertyLookup
	if bare {
		if p := r.property(l.Name, seen); p != nil {
			return r.fromProperty(l, p, false, depth)
		}
	}
	// Logback looks a bare name up in the System properties, then in the
	// environment (OptionHelper.propertyLookup); log4j 1 in the System
	// properties first of all; log4j2 does neither.
	jvmWide := l.Kind == SysLookup || l.Kind == EnvLookup || l.Kind == BundleLookup || bare && r.config.Backend != Log4j2
	if l.Kind == SysLookup || bare && r.config.Backend != Log4j2 {
		if fact, ok := jvmFacts[l.Name]; ok {
			if fact == "" {
				fact = "${sys:" + l.Name + "}"
			}
			return r.step(Step{Lookup: l, Means: ByJVM, JVMWide: true})(fact)
		}
	}
	if l.Kind == DateLookup || bare && (l.Name == "hostName" || l.Name == "contextName") {
		return r.step(Step{Lookup: l, Means: ByJVM, JVMWide: true})(canonicalLookup(l, r.config.Backend))
	}
	if a, ok := r.ask(l); ok {
		return r.answer(l, a)
	}
	if !bare && r.config.Backend == Log4j2 { // Interpolator: the <Properties> are the defaults of every lookup
		if p := r.property(l.Name, seen); p != nil {
			return r.fromProperty(l, p, jvmWide, depth)
		}
	}
	if l.Default != nil {
		done := r.step(Step{Lookup: l, Means: ByDefault, JVMWide: jvmWide})
		return done(r.template(*l.Default, depth+1))
	}
	return r.step(Step{Lookup: l, Means: ByNothing, JVMWide: jvmWide})(canonicalLookup(l, r.config.Backend))
}

func canonicalLookup(l Lookup, b Backend) string {
	switch {
	case l.Kind != PropertyLookup:
		return "${" + string(l.Kind) + ":" + l.Name + "}"
	case b == Log4j2:
		return "${" + l.Name + "}"
	}
	return "${sys:" + l.Name + "}"
}

func (r *logResolver) ask(l Lookup) (LogAnswer, bool) {
	if r.env == nil {
		return LogAnswer{}, false
	}
	if l.Kind != PropertyLookup {
		return r.env.Lookup(l.Kind, l.Name)
	}
	if r.config.Backend != Log4j2 {
		if a, ok := r.env.Lookup(SysLookup, l.Name); ok {
			return a, true
		}
	}
	if r.config.Backend == Logback {
		if a, ok := r.env.Lookup(EnvLookup, l.Name); ok {
			return a, true
		}
	}
	if filter, ok := r.env.(interface {
		Filtered(name string) (LogAnswer, bool)
	}); ok && l.Default == nil {
		return filter.Filtered(l.Name)
	}
	return LogAnswer{}, false
}

// answer enters what the environment knows, with one step more for every
// placeholder of a setting that stayed open.
func (r *logResolver) answer(l Lookup, a LogAnswer) string {
	done := r.step(Step{Lookup: l, Means: a.Means, JVMWide: a.JVMWide, From: a.From})
	text := a.Text
	for _, p := range a.Unknown {
		s := Step{Lookup: Lookup{Kind: SpringLookup, Name: p.Name, Text: "${" + p.Name + "}", At: p.At}, Means: ByNothing, Text: "${" + p.Name + "}"}
		if fact, ok := jvmFacts[p.Name]; ok {
			if fact == "" {
				fact = "${sys:" + p.Name + "}"
			}
			text = strings.ReplaceAll(text, s.Text, fact)
			s.Means, s.Text, s.JVMWide = ByJVM, fact, true
		}
		r.steps = append(r.steps, s)
	}
	return done(text)
}

// property finds the definition of a name that holds at this place.
func (r *logResolver) property(name string, seen int) *LogProperty {
	all := r.config.Properties
	if r.config.Backend == Logback {
		all = all[:min(seen, len(all))]
	}
	for i := len(all) - 1; i >= 0; i-- {
		if p := &all[i]; p.Name == name && !r.busy[name] && r.holds(p.Guard) {
			return p
		}
	}
	return nil
}

func (r *logResolver) fromProperty(l Lookup, p *LogProperty, jvmWide bool, depth int) string {
	done := r.step(Step{Lookup: l, Means: ByProperty, JVMWide: jvmWide, From: []source.Span{p.At}})
	if r.config.Backend != Logback { // there the order of definitions already forbids circles
		r.busy[p.Name] = true
		defer delete(r.busy, p.Name)
	}
	switch p.Kind {
	case LiteralProperty:
		return done(r.template(p.Value, depth+1))
	case SpringProperty:
		spring := Lookup{Kind: SpringLookup, Name: p.Source, Text: "${" + p.Source + "}", At: p.At}
		if p.Default {
			spring.Default = &p.Value
		}
		return done(r.lookup(spring, p.Value.Seen, depth+1))
	}
	computed := Lookup{Kind: "define", Name: p.Name, Text: l.Text, At: p.At}
	return done(r.step(Step{Lookup: computed, Means: ByNothing})(canonicalLookup(computed, r.config.Backend)))
}

// holds reports whether a guard lets its element count.
func (r *logResolver) holds(g Guard) bool {
	var active []string
	if r.env != nil {
		active = r.env.ActiveProfiles()
	}
	for _, expression := range g.Profiles {
		if !ProfilesMatch(expression, active) {
			return false
		}
	}
	for _, c := range g.Conditions {
		if r.decide(c) != (c.Branch != "else") {
			return false
		}
	}
	return true
}

// decide says whether a condition's text is true: computed, assumed, or noted
// as undecided.
func (r *logResolver) decide(c Condition) bool {
	if holds, ok := r.assume[c.Text]; ok {
		if !slices.ContainsFunc(r.assumed, func(a Condition) bool { return a.Text == c.Text }) {
			c.Branch = "else"
			if holds {
				c.Branch = "then"
			}
			r.assumed = append(r.assumed, c)
		}
		return holds
	}
	if holds, ok := r.decided[c.Text]; ok {
		return holds
	}
	if !r.busy["?"+c.Text] { // a condition over a property that the condition itself guards
		r.busy["?"+c.Text] = true
		defer delete(r.busy, "?"+c.Text)
		steps := r.steps
		e := conditionExpr{text: c.Text, value: r.conditionValue}
		truth := e.evaluate()
		r.steps = steps // the path is not made of these
		if truth != unsure {
			r.decided[c.Text] = truth == yes
			return truth == yes
		}
	}
	if !r.open {
		r.open, r.undecided = true, c.Text
	}
	return true
}

// conditionValue is property("name") in a condition: the file's own, System
// properties, the environment; defined is unsure when nobody knows.
func (r *logResolver) conditionValue(kind LookupKind, name string) (text string, defined truth) {
	r.steps = nil
	text = r.lookup(Lookup{Kind: kind, Name: name}, len(r.config.Properties), 1)
	for _, s := range r.steps {
		if s.Means == ByNothing {
			return "", unsure
		}
	}
	return text, yes
}

// truth has three values: what is not known does not become false.
type truth int

const (
	no truth = iota
	yes
	unsure
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// conditionExpr evaluates what people write into logback's <if condition>, a
// Java expression over property("x") (also p), isDefined("x") and isNull("x")
// with the String methods below, and arklint's own spelling of log4j2's
// arbiters. Anything else is unsure.
type conditionExpr struct {
	text  string
	value func(kind LookupKind, name string) (string, truth)
	depth int
}

var (
	propertyCall = regexp.MustCompile(`^(?:property|p)\s*\(\s*"([^"]*)"\s*\)\s*\.\s*(\w+)\s*\(\s*(?:"([^"]*)")?\s*\)`)
	literalCall  = regexp.MustCompile(`^"([^"]*)"\s*\.\s*(equals|equalsIgnoreCase)\s*\(\s*(?:property|p)\s*\(\s*"([^"]*)"\s*\)\s*\)`)
	definedCall  = regexp.MustCompile(`^(isDefined|isNull)\s*\(\s*"([^"]*)"\s*\)`)
	arbiterText  = regexp.MustCompile(`^(SystemPropertyArbiter|EnvironmentArbiter) ([^=]*)(?:=(.*))?$`)
)

func (e *conditionExpr) evaluate() truth {
	if m := arbiterText.FindStringSubmatch(e.text); m != nil {
		kind := SysLookup
		if m[1] == "EnvironmentArbiter" {
			kind = EnvLookup
		}
		text, defined := e.value(kind, m[2])
		if defined != yes {
			return unsure
		}
		return truthOf(m[3] == "" || text == m[3])
	}
	t := e.or()
	if strings.TrimSpace(e.text) != "" { // something that was not understood
		return unsure
	}
	return t
}

func (e *conditionExpr) accept(sign string) bool {
	e.text = strings.TrimLeft(e.text, " \t\r\n")
	rest, ok := strings.CutPrefix(e.text, sign)
	if ok {
		e.text = rest
	}
	return ok
}

func (e *conditionExpr) or() truth {
	t := e.and()
	for e.accept("||") {
		switch u := e.and(); {
		case t == yes || u == yes:
			t = yes
		case t == unsure || u == unsure:
			t = unsure
		}
	}
	return t
}

func (e *conditionExpr) and() truth {
	t := e.not()
	for e.accept("&&") {
		switch u := e.not(); {
		case t == no || u == no:
			t = no
		case t == unsure || u == unsure:
			t = unsure
		}
	}
	return t
}

func (e *conditionExpr) not() truth {
	if e.depth++; e.depth > 200 {
		return unsure
	}
	defer func() { e.depth-- }()
	switch {
	case e.accept("!"):
		switch e.not() {
		case yes:
			return no
		case no:
			return yes
		}
		return unsure
	case e.accept("("):
		t := e.or()
		e.accept(")")
		return t
	case e.accept("true"):
		return yes
	case e.accept("false"):
		return no
	}
	if m := propertyCall.FindStringSubmatch(e.text); m != nil {
		e.text = e.text[len(m[0]):]
		return e.compare(m[2], m[1], m[3])
	}
	if m := literalCall.FindStringSubmatch(e.text); m != nil {
		e.text = e.text[len(m[0]):]
		return e.compare(m[2], m[3], m[1])
	}
	if m := definedCall.FindStringSubmatch(e.text); m != nil {
		e.text = e.text[len(m[0]):]
		_, defined := e.value(PropertyLookup, m[2])
		if defined == yes && m[1] == "isNull" {
			return no
		}
		return defined
	}
	return unsure
}

func (e *conditionExpr) compare(method, name, operand string) truth {
	text, defined := e.value(PropertyLookup, name)
	if defined != yes || strings.Contains(text, "${") { // user.home is there, but what is it
		return unsure
	}
	switch method {
	case "contains":
		return truthOf(strings.Contains(text, operand))
	case "equals":
		return truthOf(text == operand)
	case "equalsIgnoreCase":
		return truthOf(strings.EqualFold(text, operand))
	case "startsWith":
		return truthOf(strings.HasPrefix(text, operand))
	case "endsWith":
		return truthOf(strings.HasSuffix(text, operand))
	case "isEmpty":
		return truthOf(text == "")
	}
	return unsure
}
