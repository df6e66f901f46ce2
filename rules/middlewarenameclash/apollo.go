package middlewarenameclash

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Who says an application's app.id. Apollo copies that of Spring's configuration
// into a System property, unless another application has done so before
// (ApolloApplicationContextInitializer.fillSystemPropertyFromEnvironment, 1.9.2); the System property
// goes before META-INF/app.properties (DefaultApplicationProvider.initAppId).
const (
	idInFile     = "META-INF/app.properties"
	idInSettings = "app.id"
	idNowhere    = ""
)

// apollo exports who says the app.id of an application that uses Apollo: declares
// the client itself, or configures it.
func (c *collector) apollo() {
	d := known.Apollo.In(c.App)
	if d == nil {
		return
	}
	profiles := c.App.Settings.ActiveProfiles()
	id, inSettings := c.App.Settings.Effective("app.id", profiles...)
	var who string
	var at source.Span
	switch {
	case len(c.names("apollo")) > 0:
		n := c.names("apollo")[0]
		who, at = idInFile, n.At
	case inSettings:
		who, at = idInSettings, id.Setting.At
	case d.Depth == 1 || len(c.App.Settings.Under("apollo")) > 0:
		who, at = idNowhere, d.At
	default:
		return // a library brings the client, and may say the id
	}
	c.Export(rules.Fact{Kind: factApollo, Value: who, At: rules.At(at), More: map[string]string{
		"settings": strconv.FormatBool(inSettings), "adapter": strconv.FormatBool(apolloAdapter(c.App)),
	}})
}

// apolloAdapter reports whether a base has upstream's adapter, which gives each module
// the app.id of its own configuration (ApolloPropertiesClearInitializer): by itself, or
// because the build puts it in.
func apolloAdapter(base *model.App) bool {
	return base.Build != nil && !base.Build.BasePlugin.IsZero() || slices.ContainsFunc(base.Dependencies, func(d *model.Dependency) bool {
		return strings.HasPrefix(d.ArtifactID, "koupleless-adapter-apollo")
	})
}

// joinApollo reports modules that get the base's Apollo configuration: that do not
// say an app.id, or say it in Spring's configuration only, where the base's comes first.
func joinApollo(p *rules.JoinPass) {
	if p.Group.Base == nil || !p.Group.Isolation.IsZero() {
		return
	}
	base, ok := p.Group.Base.First(factApollo)
	if !ok || base.Value == idNowhere || base.More["adapter"] == "true" {
		return
	}
	for _, m := range p.Group.Modules {
		f, ok := m.First(factApollo)
		if !ok {
			continue
		}
		var message string
		switch {
		case f.Value == idNowhere:
			message = "%s does not say its Apollo app.id, and gets the configuration of %s"
		case f.Value == idInSettings && base.More["settings"] == "true":
			message = "Apollo keeps app.id in a System property of the JVM, so %s gets the configuration of %s, which starts first"
		default:
			continue
		}
		p.Report(m, rules.Finding{
			At: f.At, Level: rules.Warning, Confidence: rules.Medium, Symbol: strings.TrimSuffix("apollo:"+f.Value, ":"),
			Message: fmt.Sprintf(message, m.Name, p.Group.Base.Name),
			Hint:    "add META-INF/app.properties with app.id to each application, call MultiBizProperties.initSystem() first in the base's main, and add koupleless-adapter-apollo to the base",
			Related: []rules.Related{{At: base.At, Message: "the base's own app.id"}},
		})
	}
}
