package pomparse

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// Maven's own trees are the judge of Resolve: every folder of ARKLINT_POM_TREES
// that holds an arktree.txt, as written by
//
//	mvn dependency:tree -DoutputFile=arktree.txt -DoutputType=text
//
// with the local repository ARKLINT_MAVEN_REPO.
func TestTreesEqualMavens(t *testing.T) {
	trees, same, lines, wrong := 0, 0, 0, 0
	for _, root := range trees2(t) {
		r := Load(readTree(t, root), treeOptions(root))
		for _, p := range r.Projects {
			raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path.Dir(p.File.Path)), "arktree.txt"))
			if err != nil {
				continue
			}
			trees++
			var want []string
			for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
				if i > 0 {
					want = append(want, line)
				}
			}
			var got []string
			res := r.Resolve(p)
			for i, d := range res.Dependencies {
				got = append(got, treeLine(res, i, d))
			}
			lines += len(want)
			if strings.Join(got, "\n") == strings.Join(want, "\n") {
				same++
				continue
			}
			wrong++
			if wrong <= 8 {
				t.Errorf("%s/%s (%d lines, Maven %d):\n%s", root, p.File.Path, len(got), len(want), firstDifference(got, want))
			}
		}
	}
	t.Logf("%d of %d trees equal Maven's, %d lines", same, trees, lines)
}

func trees2(t testing.TB) []string {
	if os.Getenv("ARKLINT_MAVEN_REPO") == "" {
		t.Skip("ARKLINT_MAVEN_REPO names no local repository")
	}
	return trees(t)
}

func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			return "got\n" + strings.Join(got[min(i, len(got)):min(i+4, len(got))], "\n") + "\nwant\n" + strings.Join(want[min(i, len(want)):min(i+4, len(want))], "\n")
		}
	}
	return ""
}

// treeLine draws one line as dependency:tree does.
func treeLine(r *Resolution, i int, d *ResolvedDependency) string {
	var b strings.Builder
	for depth := 1; depth <= d.Depth; depth++ {
		more := false
		for _, later := range r.Dependencies[i+1:] {
			if later.Depth <= depth {
				more = later.Depth == depth
				break
			}
		}
		switch {
		case depth < d.Depth && more:
			b.WriteString("|  ")
		case depth < d.Depth:
			b.WriteString("   ")
		case more:
			b.WriteString("+- ")
		default:
			b.WriteString(`\- `)
		}
	}
	b.WriteString(d.GroupID + ":" + d.ArtifactID + ":" + d.Type)
	if c := strings.Split(conflictKey("", "", d.Type, d.Classifier), ":")[3]; c != "" {
		b.WriteString(":" + c)
	}
	b.WriteString(":" + d.Version + ":" + d.Scope)
	return b.String()
}
