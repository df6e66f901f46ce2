package ruletest_test

import (
	"context"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"arklint/rules/all"
	"arklint/rules/engine"
	"arklint/rules/ruletest"
	"arklint/scanner"
	"arklint/scanner/model"
)

// Code in which names mean other things than usual: the blocks of the rules' pages, with
// names exchanged at random, so that variables stand for themselves, classes extend each
// other in a circle and methods call each other. What the rules say of it is of no
// matter; they have to come to an end. ARKLINT_CONFUSED sets the number of variants of each block.
func TestConfusedNames(t *testing.T) {
	variants := 6
	if n, err := strconv.Atoi(os.Getenv("ARKLINT_CONFUSED")); err == nil {
		variants = n
	}
	vocabulary := engine.Vocabulary(all.Rules)
	for _, rule := range all.Rules {
		for n, text := range javaBlocks(rule.Doc.Section("Bad") + rule.Doc.Section("Good")) {
			for seed := range variants {
				confused := confuse(text, rand.New(rand.NewPCG(uint64(n), uint64(seed))))
				role := []model.Role{model.Base, model.Module, model.Unknown}[seed%3]
				ws, err := scanner.Scan(context.Background(), fstest.MapFS{"src/main/java/A.java": {Data: []byte(confused)}}, scanner.Options{
					Vocabulary: vocabulary, Roles: scanner.RoleOptions{Default: role}, Jobs: 1,
				})
				if err != nil {
					t.Fatal(err)
				}
				report, err := engine.Run(context.Background(), ws, engine.Options{Rules: all.Rules, KnownNames: all.Names(), Jobs: 1})
				if err != nil {
					t.Fatal(err)
				}
				for _, bug := range report.Bugs {
					t.Errorf("%s: %s (block %d of %s, variant %d)\n%s", bug.Rule, bug.Message, n+1, rule.Name, seed, confused)
				}
			}
		}
	}
}

func javaBlocks(section string) []string {
	var out []string
	for _, b := range ruletest.Blocks(section) {
		for _, f := range b.Files {
			if strings.HasSuffix(f.Name, ".java") {
				out = append(out, string(f.Data))
			}
		}
	}
	return out
}

var word = regexp.MustCompile(`[A-Za-z_]\w*`)

// confuse exchanges every third name for another one of the text that begins as it does,
// with a capital or not.
func confuse(text string, r *rand.Rand) string {
	var upper, lower []string
	for _, w := range word.FindAllString(text, -1) {
		switch {
		case keywords[w]:
		case w[0] >= 'A' && w[0] <= 'Z':
			upper = append(upper, w)
		default:
			lower = append(lower, w)
		}
	}
	return word.ReplaceAllStringFunc(text, func(w string) string {
		switch {
		case keywords[w] || r.IntN(3) > 0:
			return w
		case slices.Contains(upper, w):
			return upper[r.IntN(len(upper))]
		}
		return lower[r.IntN(len(lower))]
	})
}

var keywords = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`package import class interface enum record extends implements static final private public protected abstract void int long
		boolean byte char short float double new return if else for while do switch case default try catch finally throw throws this super null true false
		synchronized volatile transient instanceof var yield`) {
		out[w] = true
	}
	return out
}()
