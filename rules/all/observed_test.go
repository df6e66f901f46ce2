package all

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"arklint/rules"
	"arklint/rules/ruletest"
)

// What really happened, as knowledge/observed.md has it, against what the rules say.
//
// testdata/observed/NNN-name.txtar is row NNN of it seen by one rule. Its header says
// which, and what the rule has to say of Code.java when that stands in each of the four places
// that a class can come from: own (a module's classes), packed (a library in the
// modules' jars), sunk (a library that modules leave to the base) and base. A level: found
// with that level on the lines marked `breaks`, and nowhere else; silent; either: nobody
// knows, or nobody has looked. Further files go into the workspace as they are, and a
// level behind their `breaks` is what they have to show.
//
// Rows of rules that do not exist yet are skipped and say so; they count from the day
// that rules/all has the rule.
func TestObserved(t *testing.T) {
	common := fixture(t, "workspace")
	files, err := filepath.Glob("testdata/observed/[0-9]*.txtar")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d rows: %v", len(files), err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txtar")
		t.Run(name, func(t *testing.T) {
			row := readRow(t, name)
			rule := Find(row.rule)
			if rule == nil {
				t.Skipf("missing: no rule is called %s yet", row.rule)
			}
			row.judge(t, rule, common)
		})
	}
}

func fixture(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	text, err := os.ReadFile("testdata/observed/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return txtar.Parse(text)
}

// A row is one observation and what the rule has to say.
type row struct {
	rule   string
	deploy string
	levels map[string]string // by place
	files  []txtar.File
}

// The four places, and the folders and packages that Code.java stands in there.
var observedPlaces = map[string][]string{
	"own": {"mod1/src/main/java/truth/own", "mod2/src/main/java/truth/own"}, "packed": {"packed/src/main/java/truth/packed"},
	"sunk": {"sunk/src/main/java/truth/sunk"}, "base": {"base/src/main/java/truth/base"},
}

func readRow(t *testing.T, name string) row {
	t.Helper()
	archive := fixture(t, name)
	r := row{levels: map[string]string{}, files: archive.Files}
	for line := range strings.Lines(string(archive.Comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch key {
		case "rule":
			r.rule = value
		case "deploy":
			r.deploy = "deploy=" + value
		default:
			if observedPlaces[key] != nil {
				r.levels[key] = value
			}
		}
	}
	if r.rule == "" || len(r.levels) != len(observedPlaces) {
		t.Fatal("the header names a rule and a verdict for each of own, packed, sunk and base")
	}
	return r
}

var breaks = regexp.MustCompile(`\bbreaks(\+1)?(?: (error|warning|note))?\s*$`)

// judge compares what rule says of the row's workspace with what has to be said.
func (r row) judge(t *testing.T, rule *rules.Rule, common *txtar.Archive) {
	block := ruletest.Block{Info: r.deploy}
	var want, open []string
	add := func(file, text, level string) {
		block.Files = slices.DeleteFunc(block.Files, func(f txtar.File) bool { return f.Name == file })
		block.Files = append(block.Files, txtar.File{Name: file, Data: []byte(text)})
		line := 0
		for s := range strings.Lines(text) {
			line++
			m := breaks.FindStringSubmatch(s)
			if m == nil {
				continue
			}
			at := line
			if m[1] != "" {
				at++
			}
			if m[2] != "" {
				level = m[2]
			}
			if level != "silent" && level != "either" {
				want = append(want, fmt.Sprintf("%s:%d %s", file, at, level))
			}
		}
	}
	for _, f := range common.Files {
		add(f.Name, string(f.Data), "")
	}
	for _, f := range r.files {
		if f.Name != "Code.java" {
			add(f.Name, string(f.Data), "")
			continue
		}
		for place, folders := range observedPlaces {
			for _, dir := range folders {
				text := strings.Replace(string(f.Data), "package here;", "package truth."+path.Base(dir)+";", 1)
				add(dir+"/Code.java", text, r.levels[place])
				if r.levels[place] == "either" {
					open = append(open, dir+"/Code.java")
				}
			}
		}
	}
	var got []string
	for _, f := range ruletest.Report(t, []*rules.Rule{rule}, block).Findings {
		if !slices.Contains(open, f.At.Path) {
			got = append(got, fmt.Sprintf("%s:%d %s", f.At.Path, f.At.Line, f.Level))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("broke, and %s does not say so: %s", rule.Name, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("worked, or with another level, and %s says: %s", rule.Name, g)
		}
	}
}
