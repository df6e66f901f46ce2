package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"arklint/rules"
)

// Fingerprints are the identities of findings across edits of the files: rule, app
// and symbol, no line. Equal ones are counted in the order of the findings,
// suppressed ones too, so that an allow does not rename its neighbours. A finding
// without a symbol is known by its path and message.
func Fingerprints(findings []rules.Finding) []string {
	out := make([]string, len(findings))
	seen := map[string]int{}
	for i := range findings {
		f := &findings[i]
		what := f.Symbol
		if what == "" {
			what = f.At.Path + "\x00" + f.Message
		}
		sum := sha256.Sum256([]byte(f.Rule.Name + "\x00" + f.App + "\x00" + what))
		id := hex.EncodeToString(sum[:16])
		seen[id]++
		out[i] = fmt.Sprintf("%s:%d", id, seen[id])
	}
	return out
}
