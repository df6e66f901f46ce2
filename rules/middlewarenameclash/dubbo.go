package middlewarenameclash

import (
	"fmt"

	"arklint/rules"
	"arklint/rules/internal/clash"
	"arklint/rules/internal/known"
)

// oldDubbo: ExtensionLoader of Dubbo 2 is one for all applications, so that modules
// clash with each other too. Since 3.0 a module has extensions of its own beside those of the base.
const oldDubbo = "old"

func (c *collector) dubbo() {
	generation := ""
	if known.OlderThan(c.version(known.Dubbo), 3, 0) {
		generation = oldDubbo
	}
	for _, n := range c.names("dubbo") {
		c.claim(known.Dubbo, rules.Fact{Kind: factExtension, Key: n.Of + ":" + n.Name, Value: n.Value,
			More: map[string]string{"symbol": n.Of, "interface": n.Of, "name": n.Name, "generation": generation}}, n.At)
	}
}

// joinExtensions reports extensions of Dubbo that two applications define under
// one name with different classes (koupleless issue 214, module-use-dubbo.md).
func joinExtensions(p *rules.JoinPass) {
	for _, ends := range clash.Ends(p.Group, factExtension) {
		classes, old, withBase := map[string]bool{}, false, false
		for _, e := range ends {
			classes[e.Fact.Value] = true
			old = old || e.Fact.More["generation"] == oldDubbo
			withBase = withBase || e.App == p.Group.Base
		}
		if len(classes) < 2 || !withBase && !old {
			continue
		}
		then := "the class of whichever comes first serves both"
		if withBase {
			then = "the base's class may serve the module too"
		}
		clash.Report(p, ends, func(e clash.End, by string) rules.Finding {
			return cautious(p, rules.Finding{
				Message: fmt.Sprintf("the Dubbo extension %q of %s is defined %s, with another class, and %s", e.Fact.More["name"], e.Fact.More["interface"], by, then),
				Hint:    "give the extension a name of its own in each application, and use that name where the old one was configured",
			}, ends)
		})
	}
}
