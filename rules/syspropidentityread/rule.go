// Package syspropidentityread is the rule sysprop-identity-read.
package syspropidentityread

import (
	_ "embed"

	"arklint/rules"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is sysprop-identity-read.
var Rule = &rules.Rule{
	Name:  "sysprop-identity-read",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Stage: rules.Preview,
	Needs: rules.Java,
	Check: check,
}

func check(p *rules.Pass) error {
	return nil
}
