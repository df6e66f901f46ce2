// Package middlewarenameclash is the rule middleware-name-clash.
package middlewarenameclash

import (
	_ "embed"

	"arklint/rules"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is middleware-name-clash.
var Rule = &rules.Rule{
	Name:  "middleware-name-clash",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Stage: rules.Preview,
	Needs: rules.Java,
	Check: check,
}

func check(p *rules.Pass) error {
	return nil
}
