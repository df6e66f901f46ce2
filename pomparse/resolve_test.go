package pomparse

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"arklint/scanner/source"
)

// A small language for repositories: "a:1 -> b:1 c:1(test) d:1(optional)".
func repository(lines string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		name, deps, _ := strings.Cut(line, "->")
		artifact, version, _ := strings.Cut(strings.TrimSpace(name), ":")
		file := fmt.Sprintf("repo/g/%s/%s/%s-%s.pom", artifact, version, artifact, version)
		if artifact == "root" {
			file = "pom.xml"
		}
		fmt.Fprintf(&b, "-- %s --\n<project><groupId>g</groupId><artifactId>%s</artifactId><version>%s</version>", file, artifact, version)
		deps, managed, _ := strings.Cut(deps, "managed")
		dependencies(&b, deps)
		if managed != "" {
			b.WriteString("<dependencyManagement>")
			dependencies(&b, managed)
			b.WriteString("</dependencyManagement>")
		}
		if _, to, ok := strings.Cut(deps, "=>"); ok {
			fmt.Fprintf(&b, "<distributionManagement><relocation><artifactId>%s</artifactId></relocation></distributionManagement>", strings.TrimSpace(to))
		}
		b.WriteString("</project>\n")
	}
	return b.String()
}

func dependencies(b *strings.Builder, list string) {
	list, _, _ = strings.Cut(list, "=>")
	b.WriteString("<dependencies>")
	for d := range strings.FieldsSeq(list) {
		d, options, _ := strings.Cut(strings.TrimSuffix(d, ")"), "(")
		artifact, version, _ := strings.Cut(d, ":")
		fmt.Fprintf(b, "<dependency><groupId>g</groupId><artifactId>%s</artifactId>", artifact)
		if version != "" {
			fmt.Fprintf(b, "<version>%s</version>", version)
		}
		for o := range strings.SplitSeq(options, ";") {
			if x, ok := strings.CutPrefix(o, "-"); ok {
				fmt.Fprintf(b, "<exclusions><exclusion><groupId>*</groupId><artifactId>%s</artifactId></exclusion></exclusions>", x)
			} else if o == "optional" {
				b.WriteString("<optional>true</optional>")
			} else if o != "" {
				fmt.Fprintf(b, "<scope>%s</scope>", o)
			}
		}
		b.WriteString("</dependency>")
	}
	b.WriteString("</dependencies>")
}

func TestMediation(t *testing.T) {
	for _, c := range []struct{ name, repo, want string }{
		{"nearest wins, then first", "root:1 -> a:1 b:1\na:1 -> c:1 d:1\nb:1 -> c:2\nc:1 -> d:2\nc:2 ->\nd:1 ->\nd:2 ->", "a:1 .c:1 .d:1 b:1"},
		{"near and late beats far and early", "root:1 -> a:1 c:2\na:1 -> c:1\nc:1 -> x:1\nc:2 ->\nx:1 ->", "a:1 c:2"},
		{"scopes", "root:1 -> a:1 b:1(runtime) c:1(provided) d:1(test)\na:1 -> a1:1 a2:1(runtime) a3:1(provided) a4:1(test) a5:1(optional)\nb:1 -> b1:1\nc:1 -> c1:1 c2:1(runtime)\nd:1 -> d1:1\na1:1 ->\na2:1 ->\nb1:1 ->\nc1:1 ->\nc2:1 ->\nd1:1 ->",
			"a:1 .a1:1 .a2:1/runtime b:1/runtime .b1:1/runtime c:1/provided .c1:1/provided .c2:1/provided d:1/test .d1:1/test"},
		{"widest scope of all ways", "root:1 -> a:1(test) b:1\na:1 -> c:1\nb:1 -> x:1\nx:1 -> c:2\nc:1 -> d:1\nc:2 ->\nd:1 ->", "a:1/test .c:1 ..d:1 b:1 .x:1"},
		{"a direct scope stays", "root:1 -> a:1 c:1(test)\na:1 -> c:2\nc:1 ->", "a:1 c:1/test"},
		{"exclusions", "root:1 -> a:1(-c) b:1\na:1 -> c:1 d:1\nd:1 -> c:2\nb:1 -> e:1(-*)\ne:1 -> f:1", "a:1 .d:1 b:1 .e:1"},
		{"management", "root:1 -> a:1 managed c:9 d:1(test) e:1(-f)\na:1 -> c:1 d:1 e:1 managed c:5\nc:9 ->\nd:1 ->\ne:1 -> f:1\n", "a:1 .c:9 .d:1/test .e:1"},
		{"a managed scope is not narrowed", "root:1 -> a:1(provided) managed c:1(compile)\na:1 -> c:1 d:1\nc:1 ->\nd:1 ->", "a:1/provided .c:1 .d:1/provided"},
		{"cycle", "root:1 -> a:1\na:1 -> b:1\nb:1 -> a:1 root:1 c:1\nc:1 -> b:1", "a:1 .b:1 ..c:1"},
		{"unknown", "root:1 -> a:1 gone:1\na:1 -> lost:2", "a:1 .lost:2? gone:1?"},
		{"range", "root:1 -> a:[1,2]\na:1 ->\na:2 -> b:1\na:3 ->\nb:1 ->", "a:2 .b:1"},
		{"relocation", "root:1 -> old:1 b:1\nold:1 -> =>new\nnew:1 -> c:1\nb:1 -> new:2 old:1\nc:1 ->", "new:1 .c:1 b:1"},
		{"an exclusion holds for what a name became", "root:1 -> a:1(-new)\na:1 -> old:1\nold:1 -> =>new\nnew:1 ->", "a:1"},
		{"management holds for what a name became", "root:1 -> a:1 managed new:9\na:1 -> old:1\nold:1 -> =>new\nnew:1 ->\nnew:9 ->", "a:1 .new:9"},
		{"optional", "root:1 -> a:1(optional) b:1\na:1 -> c:1 d:1\nb:1 -> d:1\nc:1 ->\nd:1 ->", "a:1~ .c:1~ .d:1 b:1"},
	} {
		r := load(t, repository(c.repo))
		var got []string
		for _, d := range r.Resolve(r.At("pom.xml")).Dependencies {
			s := strings.Repeat(".", d.Depth-1) + d.ArtifactID + ":" + d.Version
			if d.Scope != "compile" {
				s += "/" + d.Scope
			}
			if d.Optional {
				s += "~"
			}
			if d.Unknown {
				s += "?"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

func TestResolvedSaysWhoAndWhence(t *testing.T) {
	r := load(t, family+`
-- repo/com/google/guava/guava/33.0/guava-33.0.pom --
<project><groupId>com.google.guava</groupId><artifactId>guava</artifactId><version>33.0</version>
<dependencies>
<dependency><groupId>com.google</groupId><artifactId>failureaccess</artifactId><version>1.0</version></dependency>
<dependency><groupId>x</groupId><artifactId>jsr305</artifactId><version>1.0</version></dependency>
<dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>1.0</version></dependency>
</dependencies></project>
-- stock/pom.xml --
<project><parent><groupId>com.acme</groupId><artifactId>shop</artifactId><version>${revision}</version></parent><artifactId>stock</artifactId>
<dependencies><dependency><groupId>com.acme</groupId><artifactId>order</artifactId><version>${project.version}</version></dependency></dependencies></project>
`)
	res := r.Resolve(r.At("stock/pom.xml"))
	var lines []string
	for _, d := range res.Dependencies {
		lines = append(lines, fmt.Sprintf("%d %s:%s %s set by %s, tree %v, unknown %v, via %d", d.Depth, d.ArtifactID, known(d.Version), d.Scope, d.SetBy, d.Project != nil, d.Unknown, len(d.Via)))
	}
	want := `1 order:1.2 compile set by pom.xml:11:15, tree true, unknown false, via 1
2 guava:33.0 compile set by pom.xml:12:20, tree false, unknown false, via 2
3 failureaccess:1.0 compile set by maven:com/google/guava/guava/33.0/guava-33.0.pom:3:89, tree false, unknown true, via 3
3 junit:4.13 test set by maven:com/corp/corp/7/corp-7.pom:3:30, tree false, unknown true, via 3
2 slf4j-api:2.0.9 compile set by maven:com/acme/bom/3/bom-3.pom:3:22, tree false, unknown true, via 2`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
	if res.Dependencies[0].Declared == nil || res.Dependencies[1].Declared != nil || res.Dependencies[1].Managed == nil {
		t.Error("declared and managed")
	}
	p, ok := res.Problem()
	if !ok || !strings.Contains(p.Message, "com.google:failureaccess:1.0, junit:junit:4.13, org.slf4j:slf4j-api:2.0.9") {
		t.Errorf("%v", p)
	}
}

// Folders of samples repeat names and versions.
func TestOfSeveralPOMsOfOneNameTheNearestIsMeant(t *testing.T) {
	one := `<project><groupId>g</groupId><artifactId>lib</artifactId><version>1</version><description>%s</description></project>`
	app := `<project><groupId>g</groupId><artifactId>app</artifactId><version>1</version><dependencies><dependency><groupId>g</groupId><artifactId>lib</artifactId><version>1</version></dependency></dependencies></project>`
	var files []*source.File
	for _, dir := range []string{"a", "b"} {
		files = append(files, source.New(dir+"/x/lib/pom.xml", []byte(one)), source.New(dir+"/x/app/pom.xml", []byte(app)))
	}
	r := Load(files, Options{})
	for _, dir := range []string{"a", "b"} {
		if got := r.Resolve(r.At(dir + "/x/app/pom.xml")).Dependencies[0].Project.Dir; got != dir+"/x/lib" {
			t.Errorf("%s: %s", dir, got)
		}
	}
	for _, c := range []struct {
		a, b string
		n    int
	}{{"a/b", "a/b/c", 2}, {"a/bc", "a/b", 1}, {".", "a", 0}, {"", "", 1}} {
		if n := commonFolders(c.a, c.b); n != c.n {
			t.Errorf("%q and %q share %d", c.a, c.b, n)
		}
	}
}

// Ten thousand artifacts, each depending on the next three, and a chain as long.
func TestBigTree(t *testing.T) {
	var files []*source.File
	const n = 10_000
	for i := range n {
		var deps strings.Builder
		for k := 1; k <= 3; k++ {
			fmt.Fprintf(&deps, "<dependency><groupId>g</groupId><artifactId>a%d</artifactId><version>1</version></dependency>", (i+k*k*k)%n)
		}
		text := fmt.Sprintf("<project><groupId>g</groupId><artifactId>a%d</artifactId><version>1</version><dependencies>%s</dependencies></project>", i, deps.String())
		files = append(files, source.New(fmt.Sprintf("a%d/pom.xml", i), []byte(text)))
	}
	r := Load(files, Options{})
	res := r.Resolve(r.At("a0/pom.xml"))
	if len(res.Dependencies) != n-1 || len(res.Unknown) != 0 {
		t.Errorf("%d dependencies, %d unknown", len(res.Dependencies), len(res.Unknown))
	}
}

// Readers run in parallel without locks of their own; go test -race is the judge.
func TestConcurrentUse(t *testing.T) {
	r := load(t, family+arkless)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, p := range r.Projects {
				r.Resolve(p)
				p.Managed()
				p.Ark()
				p.Property("guava.version")
				for _, g := range p.Plugins {
					g.Config("a")
				}
			}
			r.Problems()
			r.Sources()
		})
	}
	wg.Wait()
}

const arkless = `
-- x/pom.xml --
<project><groupId>g</groupId><artifactId>x</artifactId><version>1</version>
<dependencies><dependency><groupId>com.acme</groupId><artifactId>bom</artifactId><version>3</version><type>pom</type></dependency></dependencies>
<build><plugins><plugin><artifactId>p</artifactId><configuration><a>${project.version}${nope}</a></configuration></plugin></plugins></build></project>
`
