package jvmdefaultchanged

import (
	"testing"

	"arklint/rules/internal/known"
	"arklint/rules/ruletest"
)

func TestRule(t *testing.T) { ruletest.Run(t, Rule) }

// TestTable holds the table to its form: a hint for each row, no row twice.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range known.JVMDefaults {
		if d.Changes == "" || d.Instead == "" {
			t.Errorf("%s: incomplete", d.Name())
		}
		if seen[d.Class+"#"+d.Method] {
			t.Errorf("%s: twice", d.Name())
		}
		seen[d.Class+"#"+d.Method] = true
	}
}
