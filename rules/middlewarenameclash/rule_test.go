package middlewarenameclash

import (
	"testing"

	"arklint/rules/ruletest"
)

func TestRule(t *testing.T) { ruletest.Run(t, Rule) }
