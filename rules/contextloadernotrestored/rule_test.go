package contextloadernotrestored

import (
	"testing"

	"arklint/rules/ruletest"
)

func TestRule(t *testing.T) { ruletest.Run(t, Rule) }
