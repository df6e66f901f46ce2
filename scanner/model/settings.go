package model

import (
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"arklint/scanner/source"
)

// A ConfigFile says what a file of Spring configuration is, by its name and
// its directory alone. Shapes, under a resource directory such as
// src/main/resources:
//
//	application.yml                          {Name: application}
//	config/application-dev.properties        {Name: application, Dir: config, Profile: dev, Properties: true}
//	config/order/application-dev.properties  {Name: application, Dir: config/order, Biz: order, ...}
//	bootstrap.yml                            {Name: bootstrap}
//
// The last directory level is Koupleless' own: a module reads
// config/<bizName>/application[-profile].properties and nothing else there
// (koupleless/runtime, ServerlessEnvironmentPostProcessor).
type ConfigFile struct {
	Path       string // slash path from the workspace's root
	Name       string // "application" or "bootstrap"
	Dir        string // below the resource directory: "", "config" or "config/<bizName>"
	Biz        string // the bizName of Dir, "" elsewhere
	Profile    string // of the file's name: "dev" of application-dev.yml
	Properties bool   // .properties; false is YAML
	Extension  string // "properties", "yml" or "yaml"
}

// A Setting is one key of Spring configuration at one place.
type Setting struct {
	Key    string // canonical, see CanonicalKey: server.servlet.contextpath
	RawKey string // joined as written: server.servlet.context-path
	Value  string // as Spring reads it (YAML 1.1: a bare `on` is true, 010 is 8); placeholders still in it

	// Profile is the expression under which the setting holds, "" always:
	// the profile of the file's name, that of its document
	// (spring.config.activate.on-profile, or the older spring.profiles), both
	// joined by & where both are given. ProfilesMatch reads it.
	Profile string

	// CloudPlatform is the document's spring.config.activate.on-cloud-platform.
	CloudPlatform string

	At      source.Span // the key; for a nested YAML key, its last part
	ValueAt source.Span // the value; zero for an empty one
	File    ConfigFile
	Order   int // place within the file: later beats earlier
}

// AutoConfigurationKind tells where a class is registered.
type AutoConfigurationKind string

const (
	// SpringFactories is EnableAutoConfiguration= in META-INF/spring.factories
	// (Spring Boot up to 2.7).
	SpringFactories AutoConfigurationKind = "spring.factories"
	// AutoConfigurationImports is META-INF/spring/…AutoConfiguration.imports
	// (Spring Boot from 2.7).
	AutoConfigurationImports AutoConfigurationKind = "AutoConfiguration.imports"
)

// An AutoConfiguration is one class that a project registers with Spring Boot.
type AutoConfiguration struct {
	Class string // com.acme.OrderAutoConfiguration, an inner class with $
	At    source.Span
	Kind  AutoConfigurationKind

	// Factory is the key of spring.factories: EnableAutoConfiguration's name,
	// or another one (EnvironmentPostProcessor, ApplicationListener, ...) for a
	// class that is no auto-configuration but is registered the same way.
	Factory string
}

// EnableAutoConfiguration is the key of spring.factories that registers
// auto-configurations.
const EnableAutoConfiguration = "org.springframework.boot.autoconfigure.EnableAutoConfiguration"

// CanonicalKey brings a key into the form in which Spring compares keys
// (ConfigurationPropertyName, Form.UNIFORM): per element lower case without
// dashes and underscores; what stands in brackets stays as it is. So
// server.servlet.contextPath, server.servlet.context-path and
// server.servlet.context_path are one key.
func CanonicalKey(key string) string {
	b := make([]byte, 0, len(key))
	depth, start := 0, 0
	for i := 0; i < len(key); i++ {
		c := key[i]
		switch {
		case c == '[':
			depth++
		case c == ']' && depth > 0:
			depth--
		case depth > 0:
		case c == '.':
			start = len(b) + 1
		case c == '-' || c == '_':
			// An element of dashes alone would vanish; it is somebody's map key.
			if len(b) >= start && (i+1 < len(key) && key[i+1] != '.' || len(b) > start) {
				continue
			}
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return string(b)
}

// SettingsOptions says what the files alone do not.
type SettingsOptions struct {
	// BizName is the module's; files of config/<other>/ take no part in
	// Effective. "" reads none of these directories.
	BizName string

	// Maven resolves @name@: Spring Boot's parent POM filters application*.yml
	// and .properties with @ as delimiter. nil resolves nothing.
	Maven func(name string) (value string, ok bool)
}

// Settings is the Spring configuration of one application, all files and
// profiles. It is not changed after NewSettings and safe for concurrent use.
type Settings struct {
	all   []Setting // strongest first
	byKey map[string][]int
	opts  SettingsOptions
}

// NewSettings indexes the settings of one application.
func NewSettings(all []Setting, opts SettingsOptions) *Settings {
	s := &Settings{all: append([]Setting(nil), all...), byKey: map[string][]int{}, opts: opts}
	sort.SliceStable(s.all, func(i, j int) bool { return stronger(&s.all[i], &s.all[j]) })
	for i := range s.all {
		s.byKey[s.all[i].Key] = append(s.byKey[s.all[i].Key], i)
	}
	return s
}

// stronger orders what Spring Boot 2.4 and later read (external-config
// reference; ConfigDataEnvironment, StandardConfigDataLocationResolver):
// config/<bizName>/ before all others (see ConfigFile), application before
// bootstrap (whose file is the parent context's), profile files before plain
// ones, config/ before the root, .properties before .yml before .yaml, and in
// one file the later line before the earlier one.
func stronger(a, b *Setting) bool {
	ra, rb := fileRank(&a.File), fileRank(&b.File)
	if ra != rb {
		return ra > rb
	}
	if a.File.Path != b.File.Path {
		return a.File.Path < b.File.Path
	}
	return a.Order > b.Order
}

func fileRank(f *ConfigFile) int {
	rank := 0
	switch f.Extension {
	case "properties":
		rank = 2
	case "yml":
		rank = 1
	}
	for bit, set := range [...]bool{f.Dir != "", f.Profile != "", f.Name != "bootstrap", f.Biz != ""} {
		if set {
			rank |= 4 << bit
		}
	}
	return rank
}

// All returns every setting, strongest first. The slice is shared: read only.
func (s *Settings) All() []Setting {
	if s == nil {
		return nil
	}
	return s.all
}

// Get returns every place that sets the key, strongest first, whatever its
// profile. Any spelling of the key will do.
func (s *Settings) Get(key string) []Setting {
	if s == nil {
		return nil
	}
	var found []Setting
	for _, i := range s.byKey[CanonicalKey(key)] {
		found = append(found, s.all[i])
	}
	return found
}

// Under returns every setting whose key is prefix or lies below it
// ("logging.level" gives logging.level.root), strongest first.
func (s *Settings) Under(prefix string) []Setting {
	prefix = CanonicalKey(prefix)
	var found []Setting
	for _, set := range s.All() {
		if rest, ok := strings.CutPrefix(set.Key, prefix); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			found = append(found, set)
		}
	}
	return found
}

// applies reports whether the file of a setting is read at all.
func (s *Settings) applies(set *Setting) bool {
	return set.File.Biz == "" || set.File.Biz == s.opts.BizName && set.File.Properties
}

// pick returns the setting of a canonical key that wins under the profiles.
func (s *Settings) pick(key string, profiles []string) *Setting {
	if s == nil {
		return nil
	}
	var best *Setting
	for _, i := range s.byKey[key] {
		set := &s.all[i]
		if set.CloudPlatform != "" || !s.applies(set) || !ProfilesMatch(set.Profile, profiles) {
			continue
		}
		if best == nil || beatsByProfile(&set.File, &best.File, profiles) {
			best = set
		}
	}
	return best
}

// beatsByProfile settles what the sorted order cannot know: of two profile
// files the later active profile wins wherever they lie, only in
// config/<bizName>/ the earlier one does (each is put in front of the
// application's own sources, behind the one before).
func beatsByProfile(f, best *ConfigFile, profiles []string) bool {
	if f.Profile == "" || best.Profile == "" || f.Name != best.Name || f.Biz != best.Biz {
		return false
	}
	i, j := lastIndex(profiles, f.Profile), lastIndex(profiles, best.Profile)
	if f.Biz != "" {
		return i < j
	}
	return i > j
}

func lastIndex(list []string, s string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == s {
			return i
		}
	}
	return -1
}

// A Placeholder is a ${name} or @name@ that nothing in the application's own
// files answers: an environment variable, a command line argument, a
// configuration server, or a mistake.
type Placeholder struct {
	Name string
	At   source.Span // the value it stands in
}

// A Value is what a key comes to.
type Value struct {
	Text    string        // placeholders replaced; an unknown one stays as written
	Unknown []Placeholder // what stayed
	From    []source.Span // the keys that took part, the asked one first
	Setting Setting       // the one that won
}

// Known reports whether the text holds no unknown placeholder.
func (v Value) Known() bool { return len(v.Unknown) == 0 }

// Effective returns what a key comes to when exactly the given profiles are
// active (none: Spring's "default" profile). For those that the application
// itself makes active ask Effective(key, s.ActiveProfiles()...).
//
// ${other.key} and ${other.key:default} are replaced, also nested and inside
// one another; a key that leads back to itself stays as an unknown.
func (s *Settings) Effective(key string, profiles ...string) (Value, bool) {
	set := s.pick(CanonicalKey(key), activeOf(profiles))
	if set == nil {
		return Value{}, false
	}
	r := resolver{settings: s, profiles: activeOf(profiles), busy: map[string]bool{set.Key: true}}
	v := Value{Setting: *set}
	r.from = append(r.from, set.At)
	v.Text = r.expand(set.Value, set.ValueAt, 0)
	v.Unknown, v.From = r.unknown, r.from
	return v, true
}

// Expand replaces the placeholders of any text, such as an annotation's
// @Value("${acme.port:8080}"), as Effective does.
func (s *Settings) Expand(text string, at source.Span, profiles ...string) Value {
	r := resolver{settings: s, profiles: activeOf(profiles), busy: map[string]bool{}}
	out := r.expand(text, at, 0)
	return Value{Text: out, Unknown: r.unknown, From: r.from}
}

// activeOf drops empty names and splits comma lists, so that callers can pass
// a setting's value as it is.
func activeOf(profiles []string) []string {
	var out []string
	for _, p := range profiles {
		for _, one := range strings.Split(p, ",") {
			if one = strings.TrimSpace(one); one != "" {
				out = append(out, one)
			}
		}
	}
	return out
}

// resolver expands placeholders as Spring's PropertyPlaceholderHelper does.
type resolver struct {
	settings *Settings
	profiles []string
	busy     map[string]bool // keys being expanded: the cycle guard
	unknown  []Placeholder
	from     []source.Span
	steps    int
}

// Limits against text made to explode: ${a}${a} over ${b}${b} over ...
const (
	maxPlaceholderDepth = 32
	maxPlaceholders     = 2000
	maxExpandedLength   = 1 << 16
)

func (r *resolver) expand(text string, at source.Span, depth int) string {
	if !strings.ContainsAny(text, "$@") {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); {
		if r.steps > maxPlaceholders || depth > maxPlaceholderDepth || out.Len() > maxExpandedLength {
			out.WriteString(text[i:])
			break
		}
		switch {
		case strings.HasPrefix(text[i:], "${"):
			end := closingBrace(text, i+2)
			if end < 0 {
				out.WriteString(text[i:])
				return out.String()
			}
			out.WriteString(r.placeholder(text[i:end+1], at, depth))
			i = end + 1
		case text[i] == '@':
			name := mavenName(text[i:])
			if name == "" {
				out.WriteByte('@')
				i++
				continue
			}
			out.WriteString(r.maven(name, at, depth))
			i += len(name) + 2
		default:
			out.WriteByte(text[i])
			i++
		}
	}
	return out.String()
}

// placeholder resolves "${name}" or "${name:default}".
func (r *resolver) placeholder(whole string, at source.Span, depth int) string {
	r.steps++
	inner := r.expand(whole[2:len(whole)-1], at, depth+1)
	if v, ok := r.lookup(inner, depth); ok { // the whole first: a key may hold a colon
		return v
	}
	name, fallback, hasDefault := strings.Cut(inner, ":")
	if hasDefault {
		if v, ok := r.lookup(name, depth); ok {
			return v
		}
		return fallback
	}
	r.unknown = append(r.unknown, Placeholder{Name: inner, At: at})
	return "${" + inner + "}"
}

func (r *resolver) lookup(name string, depth int) (string, bool) {
	key := CanonicalKey(name)
	set := r.settings.pick(key, r.profiles)
	if set == nil || r.busy[key] || !answers(set, name) {
		return "", false
	}
	r.busy[key] = true
	defer delete(r.busy, key)
	r.from = append(r.from, set.At)
	return r.expand(set.Value, set.ValueAt, depth+1), true
}

// answers reports whether Environment.getProperty(name) finds the setting: a
// name in kebab case finds every spelling, any other name only its own
// (SpringConfigurationPropertySources asks for valid ConfigurationPropertyNames
// only; run against Spring Boot 2.7.18).
func answers(set *Setting, name string) bool {
	return set.RawKey == name || strings.IndexFunc(name, func(c rune) bool { return c == '_' || 'A' <= c && c <= 'Z' }) < 0
}

func (r *resolver) maven(name string, at source.Span, depth int) string {
	if r.settings != nil && r.settings.opts.Maven != nil && !r.busy["@"+name] {
		if v, ok := r.settings.opts.Maven(name); ok {
			r.busy["@"+name] = true
			defer delete(r.busy, "@"+name)
			return r.expand(v, at, depth+1)
		}
	}
	r.unknown = append(r.unknown, Placeholder{Name: "@" + name + "@", At: at})
	return "@" + name + "@"
}

// mavenName returns name of a text that begins with @name@, "" of another.
func mavenName(text string) string {
	if text == "" || text[0] != '@' {
		return ""
	}
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '@':
			return text[1:i]
		case c == '.' || c == '-' || c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z':
		default:
			return ""
		}
	}
	return ""
}

// closingBrace returns the index of the } that ends a placeholder whose
// content begins at i, -1 when there is none. Nested ${ are skipped.
func closingBrace(text string, i int) int {
	depth := 0
	for ; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "${"):
			depth++
			i++
		case text[i] == '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// ActiveProfiles returns the profiles that the application's own files make
// active, weakest first: spring.profiles.include, then spring.profiles.active,
// each name followed by its spring.profiles.group.<name>; without any of them
// spring.profiles.default. A name that holds an unknown placeholder is left out;
// Effective("spring.profiles.active") tells of it.
//
// A command line, an environment variable or -Dspring.profiles.active replaces
// all this for the whole JVM.
func (s *Settings) ActiveProfiles() []string {
	names := append(s.profileList("spring.profiles.include"), s.profileList("spring.profiles.active")...)
	if len(names) == 0 {
		names = s.profileList("spring.profiles.default")
	}
	var active []string
	seen := map[string]bool{}
	var add func(name string)
	add = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		active = append(active, name)
		for _, member := range s.profileList("spring.profiles.group." + name) {
			add(member)
		}
	}
	for _, name := range names {
		add(name)
	}
	return active
}

// profileList reads a key that holds a comma list, or a YAML list, without the
// names that are not known.
func (s *Settings) profileList(key string) []string {
	var raw []string
	if v, ok := s.Effective(key); ok {
		raw = append(raw, v.Text)
	}
	for i := 0; i < 64; i++ {
		v, ok := s.Effective(key + "[" + strconv.Itoa(i) + "]")
		if !ok {
			break
		}
		raw = append(raw, v.Text)
	}
	return slices.DeleteFunc(activeOf(raw), func(name string) bool {
		return strings.Contains(name, "${") || mavenName(name) != ""
	})
}

// Profiles returns every profile that some file or document names, sorted:
// what a rule has to try besides ActiveProfiles.
func (s *Settings) Profiles() []string {
	names := map[string]bool{}
	for _, set := range s.All() {
		for _, name := range strings.FieldsFunc(set.Profile, func(r rune) bool { return strings.ContainsRune("!&|(), ", r) }) {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// ProfilesMatch reports whether a profile expression holds when exactly the
// given profiles are active: names, !, &, |, parentheses, and a comma as the
// older spelling of |. The empty expression always holds; without any active
// profile the profile "default" is (org.springframework.core.env.Profiles).
func ProfilesMatch(expression string, active []string) bool {
	if strings.TrimSpace(expression) == "" {
		return true
	}
	if len(active) == 0 {
		active = []string{"default"}
	}
	e := profileExpr{text: expression, active: active}
	return e.or(0)
}

// profileExpr evaluates while it reads: or := and {("|"|",") and},
// and := not {"&" not}, not := "!" not | "(" or ")" | name.
type profileExpr struct {
	text   string
	at     int
	active []string
}

func (e *profileExpr) accept(any string) bool {
	for e.at < len(e.text) && (e.text[e.at] == ' ' || e.text[e.at] == '\t') {
		e.at++
	}
	if e.at < len(e.text) && strings.IndexByte(any, e.text[e.at]) >= 0 {
		e.at++
		return true
	}
	return false
}

func (e *profileExpr) or(depth int) bool {
	ok := e.and(depth)
	for e.accept("|,") {
		ok = e.and(depth) || ok
	}
	return ok
}

func (e *profileExpr) and(depth int) bool {
	ok := e.not(depth)
	for e.accept("&") {
		ok = e.not(depth) && ok
	}
	return ok
}

func (e *profileExpr) not(depth int) bool {
	switch {
	case depth > 200: // nobody writes this by hand
		e.at = len(e.text)
		return false
	case e.accept("!"):
		return !e.not(depth + 1)
	case e.accept("("):
		ok := e.or(depth + 1)
		e.accept(")")
		return ok
	}
	start := e.at
	for e.at < len(e.text) && !strings.ContainsRune("!&|(),", rune(e.text[e.at])) {
		e.at++
	}
	name := strings.TrimSpace(e.text[start:e.at])
	if name == "" && start < len(e.text) {
		e.at++ // a stray sign; go on behind it
	}
	return slices.Contains(e.active, name)
}
