package pomparse

import (
	"strings"
	"testing"

	"arklint/scanner/source"
)

func edited(t *testing.T, text string, edit func(*source.File) ([]source.Edit, error)) string {
	t.Helper()
	f := source.New("pom.xml", []byte(text))
	edits, err := edit(f)
	if err != nil {
		t.Fatal(err)
	}
	out, err := source.Apply(f, edits)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestSetScope(t *testing.T) {
	for _, c := range []struct{ name, before, after string }{
		{"own line", "<dependency>\n\t<groupId>g</groupId>\n\t<!-- why -->\n\t<version>1</version>\n</dependency>",
			"<dependency>\n\t<groupId>g</groupId>\n\t<!-- why -->\n\t<version>1</version>\n\t<scope>provided</scope>\n</dependency>"},
		{"CRLF", "<dependency>\r\n  <groupId>g</groupId>\r\n</dependency>", "<dependency>\r\n  <groupId>g</groupId>\r\n  <scope>provided</scope>\r\n</dependency>"},
		{"one line", "<dependency><groupId>g</groupId></dependency>", "<dependency><groupId>g</groupId><scope>provided</scope></dependency>"},
		{"scope before", "<dependency><scope> runtime </scope><groupId>g</groupId></dependency>", "<dependency><scope> provided </scope><groupId>g</groupId></dependency>"},
		{"empty scope", "<dependency><scope></scope></dependency>", "<dependency><scope>provided</scope></dependency>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wrap := func(s string) string { return "<project><dependencies>\n" + s + "\n</dependencies></project>" }
			got := edited(t, wrap(c.before), func(f *source.File) ([]source.Edit, error) {
				start := strings.Index(string(f.Text()), "<dependency>")
				edit, err := SetScope(source.Span{File: f, Start: start, End: start + len(c.before)}, "provided")
				return []source.Edit{edit}, err
			})
			if want := wrap(c.after); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestAddDependencies(t *testing.T) {
	one := []NewDependency{{GroupID: "g", ArtifactID: "a", Version: "1", Type: "jar"}}
	const entry = "<dependency>\n      <groupId>g</groupId>\n      <artifactId>a</artifactId>\n      <version>1</version>\n    </dependency>"
	for _, c := range []struct {
		name, before, after string
		managed             bool
	}{
		{"behind the last one", "<project>\n  <dependencies>\n    <dependency>\n      <groupId>x</groupId>\n    </dependency>\n  </dependencies>\n</project>\n",
			"<project>\n  <dependencies>\n    <dependency>\n      <groupId>x</groupId>\n    </dependency>\n    " + entry + "\n  </dependencies>\n</project>\n", false},
		{"no section", "<project>\n  <artifactId>x</artifactId>\n  <build>\n  </build>\n</project>\n",
			"<project>\n  <artifactId>x</artifactId>\n  <dependencies>\n    " + entry + "\n  </dependencies>\n  <build>\n  </build>\n</project>\n", false},
		{"empty section", "<project>\n  <dependencies>\n  </dependencies>\n</project>\n", "<project>\n  <dependencies>\n    " + entry + "\n  </dependencies>\n</project>\n", false},
		{"closed section", "<project>\n  <dependencies/>\n</project>\n", "<project>\n  <dependencies>\n    " + entry + "\n  </dependencies>\n</project>\n", false},
		{"management", "<project>\n  <artifactId>x</artifactId>\n</project>\n",
			"<project>\n  <artifactId>x</artifactId>\n  <dependencyManagement>\n    <dependencies>\n      " + strings.ReplaceAll(entry, "\n", "\n  ") +
				"\n    </dependencies>\n  </dependencyManagement>\n</project>\n", true},
		{"tabs and CRLF", "<project>\r\n\t<dependencies>\r\n\t\t<dependency><groupId>x</groupId></dependency>\r\n\t</dependencies>\r\n</project>\r\n",
			"<project>\r\n\t<dependencies>\r\n\t\t<dependency><groupId>x</groupId></dependency>\r\n\t\t" +
				strings.NewReplacer("\n    ", "\r\n\t\t", "\n      ", "\r\n\t\t\t").Replace(strings.ReplaceAll(entry, "\n      ", "\n    \t")) + "\r\n\t</dependencies>\r\n</project>\r\n", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := edited(t, c.before, func(f *source.File) ([]source.Edit, error) { return AddDependencies(f, c.managed, one) })
			if got != c.after {
				t.Errorf("got\n%q\nwant\n%q", got, c.after)
			}
		})
	}
}

// A byte order mark stays, and a file with a mistake in it is not edited.
func TestEditKeepsAndRefuses(t *testing.T) {
	got := edited(t, "\ufeff<project>\n  <dependencies/>\n</project>", func(f *source.File) ([]source.Edit, error) {
		return AddDependencies(f, false, []NewDependency{{GroupID: "g", ArtifactID: "a<b"}})
	})
	if !strings.HasPrefix(got, "\ufeff<project>") || !strings.Contains(got, "<artifactId>a&lt;b</artifactId>") {
		t.Errorf("got %q", got)
	}
	f := source.New("pom.xml", []byte("<project><dependencies></project>"))
	if _, err := AddDependencies(f, false, []NewDependency{{GroupID: "g"}}); err == nil {
		t.Error("a broken POM was edited")
	}
}
