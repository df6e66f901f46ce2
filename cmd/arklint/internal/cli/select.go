package cli

import (
	"path"
	"strings"

	"arklint/cmd/arklint/internal/config"
	"arklint/rules"
	"arklint/rules/all"
)

// selectRules applies --select and --ignore. A word that matches no rule is an
// error: a gate that runs nothing because of a typo would always pass.
func selectRules(selects, ignores []string) ([]*rules.Rule, error) {
	chosen, err := matching("--select", selects)
	if err != nil {
		return nil, err
	}
	ignored, err := matching("--ignore", ignores)
	if err != nil {
		return nil, err
	}
	var out []*rules.Rule
	for _, r := range all.Rules {
		if (len(selects) == 0 || chosen[r]) && !ignored[r] {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, usagef("--select and --ignore leave no rule to run")
	}
	return out, nil
}

func matching(flag string, words []string) (map[*rules.Rule]bool, error) {
	found := map[*rules.Rule]bool{}
	for _, w := range words {
		w = strings.TrimSpace(w)
		hit := false
		for _, r := range all.Rules {
			for _, name := range append([]string{r.Name}, r.Aliases...) {
				match, err := path.Match(w, name)
				if err != nil {
					return nil, usagef("%s %s: not a pattern", flag, w)
				}
				if match {
					found[r], hit = true, true
				}
			}
		}
		if !hit {
			return nil, usagef("%s: no rule is called %q%s", flag, w, config.Suggest(w, ruleNames()))
		}
	}
	return found, nil
}
