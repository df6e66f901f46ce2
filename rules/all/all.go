// Package all is the list of rules, generated from the folders of rules/.
package all

import (
	"slices"

	"arklint/rules"
)

//go:generate go run gen.go

// Names maps every name and alias of every rule to the rule's present name.
func Names() map[string]string {
	names := map[string]string{}
	for _, r := range Rules {
		names[r.Name] = r.Name
		for _, alias := range r.Aliases {
			names[alias] = r.Name
		}
	}
	return names
}

// Find returns the rule of that name or alias, nil without one.
func Find(name string) *rules.Rule {
	i := slices.IndexFunc(Rules, func(r *rules.Rule) bool { return r.Name == name || slices.Contains(r.Aliases, name) })
	if i < 0 {
		return nil
	}
	return Rules[i]
}
