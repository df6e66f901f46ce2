package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"arklint/rules"
	"arklint/scanner/source"
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

// Codes are short hashes of the code that findings stand on, without its white space:
// the same before and after it was moved, renamed around or reformatted. "" where a
// finding has no piece of a file.
func Codes(findings []rules.Finding) []string {
	out := make([]string, len(findings))
	var open *source.File
	for i := range findings {
		at := findings[i].At.Span
		if at.File != open { // findings come by path: the text of one file is held at a time
			if open != nil {
				open.Release()
			}
			open = at.File
		}
		if code := strings.Join(strings.Fields(at.Text()), ""); code != "" {
			sum := sha256.Sum256([]byte(code))
			out[i] = hex.EncodeToString(sum[:8])
		}
	}
	if open != nil {
		open.Release()
	}
	return out
}
