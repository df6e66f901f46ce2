package badallow_test

import (
	"testing"

	"arklint/rules/badallow"
	"arklint/rules/ruletest"
)

// An external test: the engine, which ruletest runs, imports this rule.
func TestRule(t *testing.T) { ruletest.Run(t, badallow.Rule) }
