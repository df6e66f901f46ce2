package model

import "strings"

// ParseAllow reads what follows `arklint:allow` in a comment: rule names,
// comma-separated, a colon and the reason. The caller fills in the places.
// Chinese punctuation serves as well.
func ParseAllow(rest string) *Allow {
	rest = strings.NewReplacer("：", ":", "，", ",").Replace(rest)
	names, reason, _ := strings.Cut(rest, ":")
	a := &Allow{Reason: strings.TrimSpace(reason)}
	a.Rules = strings.FieldsFunc(names, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	return a
}
