package commonpoolcontext

import (
	"testing"

	"arklint/rules/ruletest"
)

func TestPage(t *testing.T) { ruletest.Run(t, Rule) }
