// Package jmxnameclash is the rule jmx-name-clash: two applications that
// register an MBean under one name (observed.md 8 to 10).
package jmxnameclash

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is jmx-name-clash.
var Rule = &rules.Rule{
	Name:  "jmx-name-clash",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java | rules.Config,
	Calls: []string{
		server + "#registerMBean", server + "#createMBean", server + "#isRegistered", server + "#unregisterMBean",
		exporter + "#registerManagedResource",
	},
	Types:   []string{exporter, objectNameManager},
	Collect: collect,
	Join:    join,
}

// factMBean is an MBean that an application registers: the key is its ObjectName
// in one spelling, the value who registers it. More: "symbol", "spelled".
const factMBean = "mbean"

// Who registers an MBean.
const (
	byCode    = "code"    // registerMBean
	byCaution = "caution" // registerMBean beside isRegistered or unregisterMBean
	bySpring  = "spring"  // @ManagedResource
	byBoot    = "boot"    // spring.application.admin.enabled
	byHikari  = "hikari"
	byLogback = "logback"
)

// outcomes are what becomes of the second application, hints what to do.
var outcomes = map[string]string{
	byCode:    "whichever comes second gets javax.management.InstanceAlreadyExistsException",
	byCaution: "JMX shows only one of them",
	bySpring:  "whichever starts second does not start: UnableToRegisterMBeanException, InstanceAlreadyExistsException",
	byBoot:    "whichever starts second does not start: InstanceAlreadyExistsException",
	byHikari:  "only the first one's pool is registered",
	byLogback: "only the first one's logging can be changed by JMX",
}

var hints = map[string]string{
	byCode:    "put the application's name into the ObjectName",
	byCaution: "put the application's name into the ObjectName",
	bySpring:  "set spring.jmx.default-domain to a name of its own in each application; an objectName in the annotation needs ${spring.application.name} in it",
	byBoot:    "set spring.application.admin.jmx-name to a name of its own, or do not set spring.application.admin.enabled in modules",
	byHikari:  "give each application a spring.datasource.hikari.pool-name of its own",
	byLogback: "drop <jmxConfigurator/>, or give each application a <contextName> of its own",
}

// mild: nothing fails.
var mild = map[string]bool{byCaution: true, byHikari: true, byLogback: true}

// An end is one application's MBean.
type end struct {
	app  *rules.AppFacts
	fact rules.Fact
}

func join(p *rules.JoinPass) error {
	byName := map[string][]end{}
	var names []string
	for _, app := range p.Group.Members() {
		for _, f := range app.Of(factMBean) {
			ends := byName[f.Key]
			if ends == nil {
				names = append(names, f.Key)
			}
			if !slices.ContainsFunc(ends, func(e end) bool { return e.app == app }) {
				byName[f.Key] = append(ends, end{app, f})
			}
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if ends := byName[name]; len(ends) > 1 {
			clash(p, ends)
		}
	}
	return nil
}

// clash reports an MBean at the end of each application; where all run the same
// line of a library, once.
func clash(p *rules.JoinPass, ends []end) {
	for i, e := range ends {
		if slices.ContainsFunc(ends[:i], func(o end) bool { return samePlace(o, e) }) {
			continue
		}
		var others []string
		var related []rules.Related
		for _, o := range ends {
			if o.app == e.app {
				continue
			}
			others = append(others, o.app.Name)
			if !samePlace(o, e) {
				related = append(related, rules.Related{At: o.fact.At, Message: "registered by " + o.app.Name})
			}
		}
		f := rules.Finding{
			At: e.fact.At, Symbol: e.fact.More["symbol"] + ":" + e.fact.Key, Related: related, Hint: hints[e.fact.Value],
			Message: fmt.Sprintf("the MBean %q is registered by %s as well, and %s", e.fact.More["spelled"], list(others), outcomes[e.fact.Value]),
		}
		if slices.ContainsFunc(ends, func(o end) bool { return o.app != e.app && samePlace(o, e) }) {
			f.Message = fmt.Sprintf("the MBean %q is registered by each of %s, and %s", e.fact.More["spelled"], list(append([]string{e.app.Name}, others...)), outcomes[e.fact.Value])
			f.Confidence = rules.Medium
		}
		if mild[e.fact.Value] {
			f.Level = rules.Warning
		}
		p.Report(e.app, f)
	}
}

func samePlace(a, b end) bool {
	return a.fact.At.Path == b.fact.At.Path && a.fact.At.Line == b.fact.At.Line && a.fact.At.Col == b.fact.At.Col
}

// list joins up to three names in words and counts the rest.
func list(all []string) string {
	switch n := len(all); {
	case n > 3:
		return strings.Join(all[:3], ", ") + fmt.Sprintf(" and %d more", n-3)
	case n > 1:
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
	return strings.Join(all, "")
}
