package rules

import (
	"testing"

	"arklint/scanner/ark"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Once a rule has asked who loads the app's classes, every finding names the
// line that decides it, once.
func TestReportNamesTheLoader(t *testing.T) {
	pom := source.New("base/pom.xml", []byte("<dependency/>\n"))
	java := source.New("A.java", []byte("class A {}\n"))
	at := func(f *source.File) source.Span { return source.Span{File: f, Start: 0, End: 5} }
	written := Related{At: At(at(java)), Message: "written here"}
	tests := []struct {
		name    string
		loading ark.Loading
		asks    bool
		related func(Sharing) []Related
		want    []string
	}{
		{"left out", ark.Loading{By: ark.ByBase, Why: "why", At: at(pom)}, true, func(Sharing) []Related { return nil }, []string{"why"}},
		{"behind the rule's own", ark.Loading{By: ark.ByBase, Why: "why", At: at(pom)}, true, func(Sharing) []Related { return []Related{written} }, []string{"written here", "why"}},
		{"given", ark.Loading{By: ark.ByBase, Why: "why", At: at(pom)}, true, func(s Sharing) []Related { return append([]Related{written}, s.Related...) }, []string{"written here", "why"}},
		{"never asked", ark.Loading{By: ark.ByBase, Why: "why", At: at(pom)}, false, func(Sharing) []Related { return nil }, nil},
		{"no line", ark.Loading{By: ark.ByBase, Why: "why (--role base)"}, true, func(Sharing) []Related { return nil }, nil},
		{"a module", ark.Loading{By: ark.ByModule, Why: "why", At: at(pom)}, true, func(Sharing) []Related { return nil }, nil},
		{"nobody knows", ark.Loading{Why: "why"}, true, func(Sharing) []Related { return nil }, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got Finding
			p := &Pass{Rule: &Rule{Name: "r", Level: Error}, App: &model.App{}, Loading: tt.loading, Emit: func(f Finding) { got = f }}
			var s Sharing
			if tt.asks {
				s = p.Shared()
			}
			p.Report(Finding{Message: "m", Related: tt.related(s)})
			if len(got.Related) != len(tt.want) {
				t.Fatalf("related %v, want %v", got.Related, tt.want)
			}
			for i, r := range got.Related {
				if r.Message != tt.want[i] {
					t.Errorf("related %d is %q, want %q", i, r.Message, tt.want[i])
				}
			}
		})
	}
}
