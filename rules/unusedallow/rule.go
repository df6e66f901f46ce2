// Package unusedallow is the rule unused-allow.
package unusedallow

import (
	_ "embed"

	"arklint/rules"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is unused-allow. The engine finds it while settling, when it knows which
// suppressions spoke; so there is no Check.
var Rule = &rules.Rule{
	Name:  "unused-allow",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
}
