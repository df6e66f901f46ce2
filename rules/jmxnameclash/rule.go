// Package jmxnameclash is the rule jmx-name-clash: two applications that
// register an MBean under one name (observed.md 8 to 10).
package jmxnameclash

import (
	_ "embed"
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/clash"
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

func join(p *rules.JoinPass) error {
	for _, ends := range clash.Ends(p.Group, factMBean) {
		clash.Report(p, ends, func(e clash.End, by string) rules.Finding {
			how := e.Fact.Value
			f := rules.Finding{
				Message: fmt.Sprintf("the MBean %q is registered %s, and %s", e.Fact.More["spelled"], by, outcomes[how]),
				Hint:    hints[how],
			}
			if mild[how] {
				f.Level = rules.Warning
			}
			return f
		})
	}
	return nil
}
