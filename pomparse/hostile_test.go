package pomparse

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"arklint/scanner/source"
)

// Hostile input gives a problem with a place, in a moment.
func TestHostile(t *testing.T) {
	dependency := "<dependency><groupId>g</groupId><artifactId>a%d</artifactId><version>1</version></dependency>"
	var many strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&many, dependency, i)
	}
	doubling := "<p0>xxxxxxxxxx</p0>"
	for i := range 60 {
		doubling += fmt.Sprintf("<p%d>${p%d}${p%d}</p%d>", i+1, i, i, i+1)
	}
	head := "<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version>"
	for _, c := range []struct{ name, pom, want string }{
		{"deep", strings.Repeat("<project>", 100_000), "nest deeper"},
		{"bomb", "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>]><project>&e;</project>", "entities of the DOCTYPE"},
		{"unclosed", "<project><dependencies><dependency>", "<dependency> is not closed"},
		{"binary", "\x00\x01\x02\xff", ""},
		{"empty", "", "no XML element"},
		{"wide", head + "<dependencies>" + many.String() + "</dependencies></project>", "-"},
		{"doubling properties", head + "<properties>" + doubling + "</properties><dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId><version>${p60}</version></dependency></dependencies></project>", "defined nowhere"},
	} {
		start := time.Now()
		r := Load([]*source.File{source.New("pom.xml", []byte(c.pom))}, Options{})
		for _, p := range r.Projects {
			r.Resolve(p)
		}
		list := r.Problems()
		if c.want == "-" {
			if len(list) != 0 {
				t.Errorf("%s: %v", c.name, list)
			}
		} else if len(list) == 0 || list[0].Line == 0 || !strings.Contains(list[0].Message, c.want) {
			t.Errorf("%s: %v, want %q", c.name, list, c.want)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", c.name, took)
		}
	}
}

func TestRepositoryIsNotLeft(t *testing.T) {
	r := load(t, `
-- pom.xml --
<project><parent><groupId>../../etc</groupId><artifactId>passwd</artifactId><version>1</version><relativePath/></parent><artifactId>a</artifactId></project>
-- repo/x --
`)
	if p := problems(r); !strings.Contains(p, "is not in this tree") {
		t.Error(p)
	}
	for _, s := range []string{"", "a/b", `a\b`, "..", "a..b", "${x}", "[1,2)", "C:"} {
		if plain(s) {
			t.Errorf("%q may name a folder", s)
		}
	}
}
