// Package contextpathclash is the rule context-path-clash: two web applications
// of one shared server that answer at one path.
package contextpathclash

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"arklint/rules"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is context-path-clash.
var Rule = &rules.Rule{
	Name:    "context-path-clash",
	Doc:     rules.MustDoc(page, chinese),
	Level:   rules.Error,
	Needs:   rules.Config | rules.POM,
	Collect: collect,
	Join:    join,
}

// factPath is the path an application answers at; the key is the path in one
// spelling, the value the stack it holds for. More: "spelled" (as Tomcat names
// the context), "port" (of the server, "" when nothing tells) and "ark" (the
// version of SOFAArk, when a POM says it), "default" (nobody says a path).
const factPath = "context-path"

// Stacks. An application for which nothing tells exports a fact for each.
const (
	servlet  = "servlet"
	reactive = "reactive"
)

func collect(p *rules.Pass) error {
	app := p.App
	if app.Role != model.Base && app.Role != model.Module {
		return nil
	}
	for _, stack := range stacks(app) {
		path, known := effective(app, stack)
		if !known || path.at.IsZero() && app.Role != model.Base {
			continue
		}
		fact := rules.Fact{
			Kind: factPath, Key: normal(path.spelled), Value: stack, At: path.at,
			More: map[string]string{"spelled": path.spelled, "port": port(app), "ark": arkVersion(app)},
		}
		if path.unset {
			fact.More["default"] = "true"
		}
		p.Export(fact)
	}
	return nil
}

// servletStack and reactiveStack are libraries that make an application a web
// application: com.acme:x as group and artifact.
var (
	servletStack = []string{
		"org.springframework.boot:spring-boot-starter-web", "org.springframework.boot:spring-boot-starter-tomcat",
		"org.springframework.boot:spring-boot-starter-jersey", "org.springframework.boot:spring-boot-starter-data-rest",
		"org.springframework.boot:spring-boot-starter-hateoas", "org.springframework.boot:spring-boot-starter-web-services",
		"org.springframework:spring-webmvc", "org.apache.tomcat.embed:tomcat-embed-core", "com.alipay.sofa:web-ark-plugin",
	}
	reactiveStack = []string{
		"org.springframework.boot:spring-boot-starter-webflux", "org.springframework:spring-webflux",
		"org.springframework.cloud:spring-cloud-starter-gateway", "com.alipay.sofa:netty-ark-plugin",
	}
)

// stacks tells what kind of web server the application starts, none when it
// starts none as far as anything shows. Spring Boot prefers the servlet stack
// (WebApplicationType.deduceFromClasspath).
func stacks(app *model.App) []string {
	switch v, _ := app.Settings.Effective("spring.main.web-application-type", app.Settings.ActiveProfiles()...); strings.ToLower(v.Text) {
	case "none":
		return nil
	case servlet, reactive:
		return []string{strings.ToLower(v.Text)}
	}
	var found string
	for _, d := range app.Dependencies {
		if d.Scope == "test" {
			continue
		}
		switch name := d.GroupID + ":" + d.ArtifactID; {
		case slices.Contains(servletStack, name):
			return []string{servlet}
		case slices.Contains(reactiveStack, name):
			found = reactive
		}
	}
	switch {
	case found != "":
		return []string{found}
	case serves(app):
		return []string{servlet, reactive}
	}
	return nil
}

// serves looks for other signs of a web application.
func serves(app *model.App) bool {
	if len(app.Settings.Under("server")) > 0 || app.Plugin != nil && app.Plugin.WebContextPath.Text != "" || app.Dependency("org.springframework", "spring-web") != nil {
		return true
	}
	return slices.ContainsFunc(app.Types(), func(t *model.Type) bool {
		_, rest := t.Annotation("org.springframework.web.bind.annotation.RestController")
		_, plain := t.Annotation("org.springframework.stereotype.Controller")
		return rest || plain
	})
}

// A contextPath is a path as somebody says it.
type contextPath struct {
	spelled string
	at      rules.Place // the key, the plugin's value, or the plugin where it says nothing
	unset   bool        // nobody says it
}

// effective is the path that SOFAArk's server factories use
// (ArkTomcatServletWebServerFactory, ArkNettyReactiveWebServerFactory): the
// property on Tomcat, else the plugin's value, else /. known is false where that
// depends on something the files do not tell.
func effective(app *model.App, stack string) (path contextPath, known bool) {
	if stack == servlet {
		key := "server.servlet.context-path"
		if bootOne(app) {
			key = "server.context-path"
		}
		if v, ok := app.Settings.Effective(key, app.Settings.ActiveProfiles()...); ok {
			if !v.Known() {
				return contextPath{}, false
			}
			// Spring Boot cuts a final slash off, so / becomes nothing and the plugin's
			// value counts; without a slash in front no application starts at all.
			switch text := strings.TrimSuffix(strings.TrimSpace(v.Text), "/"); {
			case strings.HasPrefix(text, "/"):
				return contextPath{spelled: text, at: rules.At(v.Setting.At)}, true
			case text != "":
				return contextPath{}, false
			}
		}
	}
	if app.Plugin == nil {
		return contextPath{spelled: "/"}, true
	}
	v := app.Plugin.WebContextPath
	switch {
	case v.At.IsZero():
		return contextPath{"/", rules.At(app.Plugin.At), true}, true
	case !v.Known:
		return contextPath{}, false
	case strings.TrimSpace(v.Text) == "":
		return contextPath{"/", rules.At(v.At), true}, true
	}
	return contextPath{spelled: strings.TrimSpace(v.Text), at: rules.At(v.At)}, true
}

// bootOne: Spring Boot 1, whose key is another one.
func bootOne(app *model.App) bool {
	return slices.ContainsFunc(app.Dependencies, func(d *model.Dependency) bool {
		return d.GroupID == "org.springframework.boot" && strings.HasPrefix(d.Version, "1.")
	})
}

// normal is the path that requests see: "biz1" and "/biz1/" are one.
func normal(path string) string { return "/" + strings.Trim(path, "/") }

// port is the port of the application's server. A module does not inherit the
// base's (observed.md 42).
func port(app *model.App) string {
	v, ok := app.Settings.Effective("server.port", app.Settings.ActiveProfiles()...)
	switch {
	case !ok:
		return "8080"
	case !v.Known():
		return ""
	}
	return strings.TrimSpace(v.Text)
}

func arkVersion(app *model.App) string {
	if d := app.Dependency("com.alipay.sofa", "web-ark-plugin"); d != nil {
		return d.Version
	}
	if app.Plugin != nil && app.Plugin.Version.Known {
		return app.Plugin.Version.Text
	}
	return ""
}

// onePort: SOFAArk before 2.2.14 and 3.1.7 starts one Tomcat, whatever ports the
// modules ask for (koupleless.md fact 11).
func onePort(version string) bool {
	var n [3]int
	for i, part := range strings.SplitN(version, ".", 3) {
		digits := part
		if j := strings.IndexFunc(part, func(r rune) bool { return r < '0' || r > '9' }); j >= 0 {
			digits = part[:j]
		}
		v, err := strconv.Atoi(digits)
		if err != nil {
			return false
		}
		n[i] = v
	}
	switch n[0] {
	case 1, 2:
		return n[0] == 1 || slices.Compare(n[:], []int{2, 2, 14}) < 0
	case 3:
		return slices.Compare(n[:], []int{3, 1, 7}) < 0
	}
	return false
}

// An end is one application at its path.
type end struct {
	app  *rules.AppFacts
	fact rules.Fact
}

func (e end) spelled() string { return e.fact.More["spelled"] }

// together reports whether two applications answer on one server.
func together(g *rules.GroupFacts, a, b end) bool {
	if a.fact.Value == reactive { // Netty's handlers are in one static map, whatever the port
		return true
	}
	version := cmp.Or(a.fact.More["ark"], b.fact.More["ark"])
	if g.Base != nil {
		if f, ok := g.Base.First(factPath); ok {
			version = cmp.Or(f.More["ark"], version)
		}
	}
	p, q := a.fact.More["port"], b.fact.More["port"]
	return p == "" || q == "" || p == q && p != "0" || onePort(version)
}

func join(p *rules.JoinPass) error {
	g := p.Group
	only := ""
	if g.Base != nil {
		if facts := g.Base.Of(factPath); len(facts) == 1 {
			only = facts[0].Value // modules for which nothing tells follow the base
		}
	}
	var all []end
	for _, app := range g.Members() {
		if facts := app.Of(factPath); len(facts) > 0 {
			fact := facts[0]
			if i := slices.IndexFunc(facts, func(f rules.Fact) bool { return f.Value == cmp.Or(only, servlet) }); i >= 0 {
				fact = facts[i]
			}
			all = append(all, end{app, fact})
		}
	}
	for _, e := range all {
		if e.app != g.Base {
			judge(p, e, all)
		}
	}
	return nil
}

func judge(p *rules.JoinPass, e end, all []end) {
	var base *end
	var same, behind []end
	for _, o := range all {
		if o.app == e.app || o.fact.Value != e.fact.Value || !together(p.Group, e, o) {
			continue
		}
		switch {
		case o.fact.Key != e.fact.Key:
			// Netty's handlers are chosen by the beginning of the path as text.
			if e.fact.Value == reactive && o.app != p.Group.Base && e.fact.Key != "/" && strings.HasPrefix(o.fact.Key, e.fact.Key) {
				behind = append(behind, o)
			}
		case o.app == p.Group.Base:
			base = &o
		default:
			same = append(same, o)
		}
	}
	f := rules.Finding{At: e.fact.At, Symbol: "context-path:" + e.fact.Key}
	f.Hint = "give this module a webContextPath of its own in sofa-ark-maven-plugin"
	if !strings.HasSuffix(e.fact.At.Path, ".xml") { // a key, not the POM
		f.Hint = "give this module a server.servlet.context-path of its own, or remove the key and say it in sofa-ark-maven-plugin's webContextPath"
	}
	path := fmt.Sprintf("the context path %q", e.fact.Key)
	if e.fact.More["default"] == "true" {
		path += ", the default where none is set,"
	}
	switch {
	case base != nil:
		f.Message = path + " is the base's, so this module does not start"
		switch {
		case e.fact.Value == reactive:
			f.Message = path + " is the base's as well, so this module starts and silently takes over the base's requests"
		case base.spelled() != e.spelled():
			f.Message = fmt.Sprintf("%s is the base's as well, written %q there and %q here, so this module starts and silently takes over the base's requests", path, base.spelled(), e.spelled())
		}
	case len(same) > 0:
		f.Message = fmt.Sprintf("%s is also that of %s, so whichever starts second does not start", path, names(same))
		if other := slices.IndexFunc(same, func(o end) bool { return o.spelled() != e.spelled() }); other >= 0 && e.fact.Value == servlet {
			f.Message = fmt.Sprintf("%s is also that of %s, written %q there and %q here, so both start and the second silently takes over the first one's requests",
				path, same[other].app.Name, same[other].spelled(), e.spelled())
		}
	case len(behind) > 0:
		f.Message = fmt.Sprintf("%s is the beginning of %q, the path of %s, and Netty matches paths by their beginning, so requests for %s end here by chance",
			path, behind[0].fact.Key, behind[0].app.Name, behind[0].app.Name)
		f.Level = rules.Warning
	default:
		return
	}
	if base != nil && !base.fact.At.IsZero() {
		f.Related = append(f.Related, rules.Related{At: base.fact.At, Message: "the base's path"})
	}
	for _, o := range slices.Concat(same, behind) {
		f.Related = append(f.Related, rules.Related{At: o.fact.At, Message: "the path of " + o.app.Name})
	}
	p.Report(e.app, f)
}

// names joins up to three applications in words and counts the rest.
func names(ends []end) string {
	var all []string
	for _, e := range ends {
		all = append(all, e.app.Name)
	}
	switch n := len(all); {
	case n > 3:
		return strings.Join(all[:3], ", ") + fmt.Sprintf(" and %d more", n-3)
	case n > 1:
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
	return strings.Join(all, "")
}
