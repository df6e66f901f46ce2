package unusedallow_test

import (
	"testing"

	"arklint/rules/unusedallow"
	"arklint/rules/ruletest"
)

// An external test: the engine, which ruletest runs, imports this rule.
func TestPage(t *testing.T) { ruletest.Run(t, unusedallow.Rule) }
