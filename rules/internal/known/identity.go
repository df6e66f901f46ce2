package known

import "strings"

// identityVariables are environment variables that say which application this
// is and are not the upper-case form of such a System property.
var identityVariables = map[string]string{
	"SW_AGENT_NAME":            "SkyWalking", // agent.config: ${SW_AGENT_NAME:Your_ApplicationName}
	"OTEL_SERVICE_NAME":        "OpenTelemetry",
	"DD_SERVICE":               "Datadog",
	"ELASTIC_APM_SERVICE_NAME": "Elastic APM",
	"SPRING_APPLICATION_NAME":  "Spring Boot",
}

// IdentityVariable returns who reads an environment variable that says which
// application this is: APP_ID is app.id, as Spring and Apollo spell it.
func IdentityVariable(name string) (reader string, ok bool) {
	if r, ok := identityVariables[name]; ok {
		return r, true
	}
	p := SystemProperty(strings.ToLower(strings.ReplaceAll(name, "_", ".")))
	return p.Reader, p.Kind == IdentityProperty
}
