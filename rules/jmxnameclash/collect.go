package jmxnameclash

import (
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

const (
	server            = "javax.management.MBeanServer"
	exporter          = "org.springframework.jmx.export.MBeanExporter"
	objectName        = "javax.management.ObjectName"
	objectNameManager = "org.springframework.jmx.support.ObjectNameManager"
	managedResource   = "org.springframework.jmx.export.annotation.ManagedResource"
)

// collect exports the MBeans of an application that runs: its own, and those of
// the project's libraries in it.
func collect(p *rules.Pass) error {
	if p.App.Role != model.Base && p.App.Role != model.Module {
		return nil
	}
	c := &collector{Pass: p, profiles: p.App.Settings.ActiveProfiles()}
	c.byCode(p.App)
	managed := c.jmxEnabled() && !c.is("spring.jmx.unique-names", "true")
	if managed {
		c.byAnnotation(p.App)
	}
	for _, d := range p.App.Dependencies {
		if d.App == nil || d.App.Role == model.Base || d.App.Role == model.Module || d.Scope == "test" {
			continue
		}
		if d.Loader == model.Packed {
			c.byCode(d.App)
		}
		if managed {
			c.byAnnotation(d.App)
		}
	}
	c.bySettings()
	for _, l := range p.App.Logging {
		if l.Backend == model.Logback && len(l.JMX) > 0 {
			c.byLogback(l)
		}
	}
	return nil
}

// A collector finds the MBeans of one application.
type collector struct {
	*rules.Pass
	profiles []string
}

func (c *collector) export(name, by string, at source.Span, symbol string) {
	key, ok := canonical(name)
	if !ok {
		return
	}
	c.Export(rules.Fact{Kind: factMBean, Key: key, Value: by, At: rules.At(at), More: map[string]string{"symbol": symbol, "spelled": name}})
}

// byLogback finds <jmxConfigurator/>, whose MBean goes by the context's name
// (ch.qos.logback.classic.jmx.MBeanUtil, logback 1.2).
func (c *collector) byLogback(l *model.LogConfig) {
	context := l.Resolve(l.ContextName, known.MergedLogEnvironment(c.App, c.profiles)).Text
	if context == "" {
		context = "default"
	}
	if !strings.Contains(context, "${") {
		c.export("ch.qos.logback.classic:Name="+context+",Type=ch.qos.logback.classic.jmx.JMXConfigurator", byLogback, l.JMX[0], "jmxConfigurator")
	}
}

// byCode finds registerMBean and its kin in the code of from, the application's
// own or a library in it.
func (c *collector) byCode(from *model.App) {
	uses := append(from.Calls(server, "registerMBean", "createMBean"), from.Calls(exporter, "registerManagedResource")...)
	if len(uses) == 0 {
		return
	}
	cautious := map[*model.Method]bool{}
	for _, u := range from.Calls(server, "isRegistered", "unregisterMBean") {
		cautious[u.In] = true
	}
	for _, u := range uses {
		if len(u.Args) < 2 {
			continue
		}
		by := byCode
		if u.In != nil && cautious[u.In] {
			by = byCaution
		}
		for _, name := range namesOf(u.Args[1]) {
			c.export(name, by, u.At, u.Symbol())
		}
	}
}

// namesOf are the constant names that e makes an ObjectName of.
func namesOf(e *model.Expr) []string {
	var out []string
	for _, e := range e.Choices() {
		switch {
		case e.Kind == model.ExprField && e.Field != nil && e.Field.Flags.Has(model.Static|model.Final) && e.Field.Init != nil && e.Field.Init.Kind != model.ExprField:
			out = append(out, namesOf(e.Field.Init)...)
		case e.Kind == model.ExprNew && e.Class.Qualified == objectName,
			e.Kind == model.ExprCall && e.Name == "getInstance" && (e.Class.Qualified == objectName || e.Class.Qualified == objectNameManager):
			out = append(out, spelled(e.Args)...)
		}
	}
	return out
}

// spelled are the names that the arguments of ObjectName's constructor spell.
func spelled(args []*model.Expr) []string {
	var parts [][]string
	for _, a := range args {
		var texts []string
		for _, c := range a.Choices() {
			if text, ok := c.Const(); ok && !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
		if len(texts) == 0 {
			return nil
		}
		parts = append(parts, texts)
	}
	switch {
	case len(parts) == 1:
		return parts[0]
	case len(parts) == 3: // domain, key, value
		return []string{parts[0][0] + ":" + parts[1][0] + "=" + parts[2][0]}
	}
	return nil
}

// canonical is an ObjectName with its properties in order, as ObjectName.getCanonicalName.
func canonical(name string) (string, bool) {
	domain, rest, ok := strings.Cut(name, ":")
	if !ok || rest == "" || strings.ContainsAny(name, "*?\"") { // patterns are registered by nobody
		return "", false
	}
	properties := strings.Split(rest, ",")
	slices.Sort(properties)
	return domain + ":" + strings.Join(properties, ","), true
}

// jmxEnabled reports whether Spring Boot exports the application's MBeans:
// spring.jmx.enabled, which is off by default since Boot 2.2 (observed.md 9).
func (c *collector) jmxEnabled() bool {
	if v, ok := c.App.Settings.Effective("spring.jmx.enabled", c.profiles...); ok {
		return strings.EqualFold(strings.TrimSpace(v.Text), "true")
	}
	return known.BootOlderThan(c.App, 2, 2)
}

func (c *collector) is(key, value string) bool {
	v, ok := c.App.Settings.Effective(key, c.profiles...)
	return ok && strings.EqualFold(strings.TrimSpace(v.Text), value)
}

// byAnnotation finds the beans of from with @ManagedResource, named as
// MetadataNamingStrategy and Boot's ParentAwareNamingStrategy name them.
func (c *collector) byAnnotation(from *model.App) {
	for _, t := range from.Types() {
		a, ok := t.Annotation(managedResource)
		if !ok || t.Unit.Generated {
			continue
		}
		if given := a.Arg("objectName"); given != nil || a.Arg("value") != nil {
			if given == nil {
				given = a.Arg("value")
			}
			text, known := given.Const()
			v := c.App.Settings.Expand(text, a.At, c.profiles...)
			if known && v.Known() && strings.Contains(v.Text, ":") {
				c.export(v.Text, bySpring, a.At, t.Name)
			}
			if !known || v.Text != "" {
				continue
			}
		}
		domain := t.Unit.Package
		if v, ok := c.App.Settings.Effective("spring.jmx.default-domain", c.profiles...); ok {
			if !v.Known() {
				continue
			}
			domain = v.Text
		}
		short := strings.TrimPrefix(t.Name, t.Unit.Package+".")
		for _, bean := range beanNames(from, t) {
			c.export(domain+":name="+bean+",type="+short, bySpring, a.At, t.Name)
		}
	}
}

// stereotypes make a class a bean that goes by the annotation's value or the
// class's name.
var stereotypes = []string{
	"org.springframework.stereotype.Component", "org.springframework.stereotype.Service", "org.springframework.stereotype.Repository",
	"org.springframework.stereotype.Controller", "org.springframework.web.bind.annotation.RestController", "org.springframework.context.annotation.Configuration",
}

// beanNames are the names of the beans of class t that app defines.
func beanNames(app *model.App, t *model.Type) []string {
	var out []string
	for _, s := range stereotypes {
		if a, ok := t.Annotation(s); ok {
			name, known := a.Arg("value").Const()
			if !known || name == "" {
				name = decapitalize(t.Simple)
			}
			return []string{name}
		}
	}
	for _, owner := range app.Types() {
		for _, m := range owner.Methods {
			a, ok := m.Annotation("org.springframework.context.annotation.Bean")
			if !ok || m.Return == nil || m.Return.Qualified != t.Name {
				continue
			}
			name := m.Name
			for _, arg := range []string{"value", "name"} {
				if text, known := a.Arg(arg).Const(); known && text != "" {
					name = text
				}
			}
			out = append(out, name)
		}
	}
	return out
}

// decapitalize is java.beans.Introspector.decapitalize: URLFilter stays.
func decapitalize(name string) string {
	if len(name) > 1 && strings.ToUpper(name[:2]) == name[:2] || name == "" {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// bySettings finds MBeans that configuration asks for.
func (c *collector) bySettings() {
	s := c.App.Settings
	if v, ok := s.Effective("spring.application.admin.enabled", c.profiles...); ok && strings.EqualFold(v.Text, "true") {
		name := "org.springframework.boot:type=Admin,name=SpringApplication"
		if own, ok := s.Effective("spring.application.admin.jmx-name", c.profiles...); ok {
			name = own.Text
		}
		c.export(name, byBoot, v.Setting.At, "spring.application.admin.enabled")
	}
	if v, ok := s.Effective("spring.datasource.hikari.register-mbeans", c.profiles...); ok && strings.EqualFold(v.Text, "true") {
		if pool, ok := s.Effective("spring.datasource.hikari.pool-name", c.profiles...); ok && pool.Known() { // HikariPool.handleMBeans
			c.export("com.zaxxer.hikari:type=Pool ("+pool.Text+")", byHikari, v.Setting.At, "spring.datasource.hikari.register-mbeans")
		}
	}
}
