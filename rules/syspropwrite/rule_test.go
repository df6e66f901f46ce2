package syspropwrite

import (
	"testing"

	"arklint/rules/internal/known"
	"arklint/rules/ruletest"
)

func TestRule(t *testing.T) { ruletest.Run(t, Rule) }

// TestKeys holds the longest beginning of a key to its word.
func TestKeys(t *testing.T) {
	for key, want := range map[string]known.PropertyKind{
		"app.id": known.IdentityProperty, "app.ids": known.OwnProperty, "app.id.x": known.OwnProperty,
		"apollo.meta": known.IdentityProperty, "apollo": known.OwnProperty, "env": known.IdentityProperty, "environment": known.OwnProperty,
		"dubbo.application.name": known.IdentityProperty, "dubbo.application.logger": known.LibraryProperty, "dubbox.a": known.OwnProperty,
		"java.net.preferIPv4Stack": known.BaseProperty, "java.net.useSystemProxies": known.LibraryProperty, "javafx": known.OwnProperty,
		"com.alipay.sofa.ark.master.biz": known.BaseProperty, "com.alipay.sofa.rpc.x": known.OwnProperty,
		"logback.ContextSelector": known.SelectorProperty, "logback.configurationFile": known.LibraryProperty,
		"com.acme.orders": known.OwnProperty, "": known.OwnProperty, ".": known.OwnProperty,
	} {
		if got := known.SystemProperty(key).Kind; got != want {
			t.Errorf("%q: kind %d, want %d", key, got, want)
		}
	}
}
