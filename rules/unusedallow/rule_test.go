package unusedallow_test

import (
	"testing"

	"arklint/rules/ruletest"
	"arklint/rules/unusedallow"
)

// An external test: the engine, which ruletest runs, imports this rule.
func TestPage(t *testing.T) { ruletest.Run(t, unusedallow.Rule) }
