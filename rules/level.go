package rules

import "fmt"

// A Level says how bad a finding is, in SARIF's words.
type Level uint8

// Levels, rising. The zero Level in a Finding stands for the rule's own.
const (
	DefaultLevel Level = iota
	Off                // the rule does not speak: by configuration, or under static deployment
	Note
	Warning
	Error
)

func (l Level) String() string {
	switch l {
	case Off:
		return "off"
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "default"
}

// ParseLevel reads note, warning, error and off.
func ParseLevel(s string) (Level, error) {
	for _, l := range []Level{Off, Note, Warning, Error} {
		if s == l.String() {
			return l, nil
		}
	}
	return DefaultLevel, fmt.Errorf("%q is no level: use error, warning, note or off", s)
}

// AtMost lowers l to limit.
func (l Level) AtMost(limit Level) Level { return min(l, limit) }

// A Confidence says how sure we are that a finding is true.
type Confidence uint8

// Confidences. The zero Confidence in a Finding stands for High.
const (
	DefaultConfidence Confidence = iota
	Low
	Medium
	High
)

func (c Confidence) String() string {
	switch c {
	case Low:
		return "low"
	case Medium:
		return "medium"
	}
	return "high"
}

// A Stage says how settled a rule is.
type Stage uint8

// Stages. A finding of a Preview rule never fails a gate.
const (
	Stable Stage = iota
	Preview
)

func (s Stage) String() string {
	if s == Preview {
		return "preview"
	}
	return "stable"
}

// A Deployment is how modules come into the base (knowledge 1.1).
type Deployment uint8

// Deployments.
const (
	Static  Deployment = iota // all modules start with the base
	Dynamic                   // modules are installed and uninstalled while the JVM runs
)

func (d Deployment) String() string {
	if d == Dynamic {
		return "dynamic"
	}
	return "static"
}

// ParseDeployment reads static and dynamic.
func ParseDeployment(s string) (Deployment, error) {
	switch s {
	case "static":
		return Static, nil
	case "dynamic":
		return Dynamic, nil
	}
	return Static, fmt.Errorf("%q is no deployment: use static or dynamic", s)
}

// Needs says what a rule reads, so that a run over less can leave it out.
type Needs uint8

// What rules read.
const (
	Java Needs = 1 << iota
	POM
	Logging
	Config
	Jars
)
