// Package badallow is the rule bad-allow.
package badallow

import (
	_ "embed"

	"arklint/rules"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is bad-allow. The engine finds it while settling, when it knows which
// suppressions spoke; so there is no Check.
var Rule = &rules.Rule{
	Name:  "bad-allow",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
}
