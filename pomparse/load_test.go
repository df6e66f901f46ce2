package pomparse

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"arklint/scanner/source"
)

// load reads an archive: files below repo/ make the local repository, the
// rest are POMs of the tree.
func load(t testing.TB, archive string, change ...func(*Options)) *Reactor {
	t.Helper()
	var options Options
	var files []*source.File
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name, inRepo := strings.CutPrefix(f.Name, "repo/")
		if !inRepo {
			files = append(files, source.New(f.Name, f.Data))
			continue
		}
		if options.LocalRepository == "" {
			options.LocalRepository = t.TempDir()
		}
		to := filepath.Join(options.LocalRepository, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range change {
		c(&options)
	}
	return Load(files, options)
}

func project(t testing.TB, r *Reactor, path string) *Project {
	t.Helper()
	p := r.At(path)
	if p == nil {
		t.Fatalf("no project at %s", path)
	}
	return p
}

// said prints a value as "text path:line:column", with the property's place
// behind an arrow where one decided.
func said(v Value) string {
	s := v.Text
	if len(v.Unresolved) > 0 {
		s += fmt.Sprint("?", v.Unresolved)
	}
	if v.At.IsZero() {
		return s + " default"
	}
	s += " " + v.At.String()
	if v.From != v.At {
		s += " <- " + v.From.String()
	}
	return s
}

func problems(r *Reactor) string {
	var lines []string
	for _, p := range r.Problems() {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

const family = `
-- pom.xml --
<project>
  <parent>
    <groupId>com.corp</groupId><artifactId>corp</artifactId><version>7</version><relativePath/>
  </parent>
  <groupId>com.acme</groupId>
  <artifactId>shop</artifactId>
  <version>${revision}</version>
  <packaging>pom</packaging>
  <modules><module>order</module></modules>
  <properties>
    <revision>1.2</revision>
    <guava.version>33.0</guava.version>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>com.google.guava</groupId><artifactId>guava</artifactId><version>${guava.version}</version>
        <exclusions><exclusion><groupId>*</groupId><artifactId>jsr305</artifactId></exclusion></exclusions>
      </dependency>
      <dependency>
        <groupId>com.acme</groupId><artifactId>bom</artifactId><version>3</version>
        <type>pom</type><scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
</project>
-- order/pom.xml --
<project>
  <parent><groupId>com.acme</groupId><artifactId>shop</artifactId><version>${revision}</version></parent>
  <artifactId>order</artifactId>
  <dependencies>
    <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId></dependency>
    <dependency><groupId>${project.groupId}</groupId><artifactId>own</artifactId><version>${project.version}</version><scope>provided</scope></dependency>
  </dependencies>
</project>
-- repo/com/corp/corp/7/corp-7.pom --
<project>
  <groupId>com.corp</groupId><artifactId>corp</artifactId><version>7</version><packaging>pom</packaging>
  <properties><junit.version>4.13</junit.version></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>${junit.version}</version><scope>test</scope></dependency>
  </dependencies></dependencyManagement>
</project>
-- repo/com/acme/bom/3/bom-3.pom --
<project>
  <groupId>com.acme</groupId><artifactId>bom</artifactId><version>3</version><packaging>pom</packaging>
  <properties><slf4j>2.0.9</slf4j></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId><version>${slf4j}</version></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>3.8</version></dependency>
  </dependencies></dependencyManagement>
</project>
`

func TestWhoSaidIt(t *testing.T) {
	r := load(t, family)
	if p := problems(r); p != "" {
		t.Errorf("problems:\n%s", p)
	}
	order := project(t, r, "order/pom.xml")
	if order.Parent.Project != r.At("pom.xml") || order.Parent.External {
		t.Errorf("parent %+v", order.Parent)
	}
	for _, c := range []struct{ what, got, want string }{
		{"version", said(order.Version), "1.2 order/pom.xml:2:76 <- pom.xml:11:15"},
		{"group", said(order.GroupID), "com.acme order/pom.xml:2:20"},
		{"guava", said(order.Dependencies[0].Version), "33.0 pom.xml:17:83 <- pom.xml:12:20"},
		{"guava scope", said(order.Dependencies[0].Scope), "compile default"},
		{"slf4j", said(order.Dependencies[1].Version), "2.0.9 maven:com/acme/bom/3/bom-3.pom:5:88 <- maven:com/acme/bom/3/bom-3.pom:3:22"},
		{"junit", said(order.Dependencies[2].Version), "4.13 maven:com/corp/corp/7/corp-7.pom:5:80 <- maven:com/corp/corp/7/corp-7.pom:3:30"},
		{"junit scope", said(order.Dependencies[2].Scope), "test maven:com/corp/corp/7/corp-7.pom:5:113"},
		{"own", said(order.Dependencies[3].Version), "1.2 order/pom.xml:8:91 <- pom.xml:11:15"},
		{"own group", order.Dependencies[3].GroupID.Text, "com.acme"},
		{"guava exclusion", order.Dependencies[0].Exclusions[0].At.String(), "pom.xml:18:21"},
		{"guava element", order.Dependencies[0].At.String(), "order/pom.xml:5:5"},
		{"module", r.At("pom.xml").Modules[0].Path, "order/pom.xml"},
		{"bom way", fmt.Sprint(order.Dependencies[1].Managed.BOM), "[pom.xml:20:7]"},
		{"managed", said(order.ManagedFor("junit", "junit", "jar", "").Version), "4.13 maven:com/corp/corp/7/corp-7.pom:5:80 <- maven:com/corp/corp/7/corp-7.pom:3:30"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
	if order.Dependencies[1].Managed == nil || len(order.Managed()) != 3 {
		t.Errorf("%d managed", len(order.Managed()))
	}
}

func TestChildRedefinesAPropertyOfItsParent(t *testing.T) {
	archive := strings.Replace(family, "<artifactId>order</artifactId>", "<artifactId>order</artifactId><properties><guava.version>34</guava.version></properties>", 1)
	r := load(t, archive)
	if got := said(project(t, r, "order/pom.xml").Dependencies[0].Version); got != "34 pom.xml:17:83 <- order/pom.xml:3:60" {
		t.Error(got)
	}
	r = load(t, archive, func(o *Options) { o.UserProperties = map[string]string{"guava.version": "35"} })
	if got := project(t, r, "order/pom.xml").Dependencies[0].Version.Text; got != "35" {
		t.Errorf("-D: %s", got)
	}
}

func TestWhatCannotBeKnownIsSaidOnce(t *testing.T) {
	for _, c := range []struct{ name, archive, want string }{
		{"missing parent and BOM", `
-- a/pom.xml --
<project>
  <parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent>
  <artifactId>a</artifactId>
  <dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId></dependency></dependencies>
</project>
-- b/pom.xml --
<project>
  <parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent>
  <artifactId>b</artifactId>
  <dependencyManagement><dependencies>
    <dependency><groupId>g</groupId><artifactId>bom</artifactId><version>2</version><type>pom</type><scope>import</scope></dependency>
  </dependencies></dependencyManagement>
</project>
`, `a/pom.xml:2: parent g:p:1 is not in this tree nor in the local repository; versions and plugins it manages are unknown (and 1 more place)
b/pom.xml:5: imported BOM g:bom:2 is not in this tree nor in the local repository; versions it manages are unknown`},
		{"other version of the parent", `
-- pom.xml --
<project><groupId>g</groupId><artifactId>p</artifactId><version>2</version></project>
-- a/pom.xml --
<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>a</artifactId></project>
`, "a/pom.xml:1: parent g:p:1 is not in this tree nor in the local repository; versions and plugins it manages are unknown (pom.xml has version 2)"},
		{"placeholder", `
-- pom.xml --
<project><groupId>g</groupId><artifactId>p</artifactId><version>2</version>
<dependencies>
<dependency><groupId>x</groupId><artifactId>y</artifactId><version>${y.version}</version></dependency>
<dependency><groupId>x</groupId><artifactId>z</artifactId><version>${y.version}</version></dependency>
<dependency><groupId>x</groupId><artifactId>w</artifactId><version>${loop}</version></dependency>
<dependency><groupId>x</groupId><artifactId>v</artifactId></dependency>
</dependencies><properties><loop>${pool}</loop><pool>${loop}</pool></properties>
</project>
`, `pom.xml:3: ${y.version} is defined nowhere, so dependency x:y is not fully known (and 1 more place)
pom.xml:5: ${loop} is defined nowhere, so dependency x:w is not fully known
pom.xml:6: dependency x:v has no version, and nothing manages it`},
		{"cycles", `
-- a/pom.xml --
<project><parent><groupId>g</groupId><artifactId>b</artifactId><version>1</version><relativePath>../b</relativePath></parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>
-- b/pom.xml --
<project><parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version><relativePath>../a</relativePath></parent><groupId>g</groupId><artifactId>b</artifactId><version>1</version></project>
-- c/pom.xml --
<project><groupId>g</groupId><artifactId>c</artifactId><version>1</version>
<dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>c</artifactId><version>1</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>
</project>
-- d/pom.xml --
<project><parent><groupId>g</groupId><artifactId>d</artifactId><version>1</version><relativePath>pom.xml</relativePath></parent><artifactId>d</artifactId></project>
`, `a/pom.xml:1: parent cycle: b is its own ancestor; its parents are left out
b/pom.xml:1: parent cycle: a is its own ancestor; its parents are left out
c/pom.xml:2: imported BOM g:c:1 imports itself in the end; this import is left out
d/pom.xml:1: parent g:d:1 is not in this tree nor in the local repository; versions and plugins it manages are unknown`},
		{"broken", `
-- pom.xml --
<project><groupId>g</groupId><artifactId>p</artifactId>
<modules><module>gone</module><module>../out</module></modules>
<version>2</version>
<name>x</project>
`, `pom.xml:2: module gone has no POM in this tree
pom.xml:2: module ../out has no POM in this tree
pom.xml:4: </project> does not close <name> of line 4`},
		{"not a POM", "-- pom.xml --\nPK\x01\x02\n-- b/pom.xml --\n<html/>\n", "b/pom.xml:1: not a POM: the root element is <html>, not <project>\npom.xml:1: not well-formed XML: illegal character code U+0001"},
	} {
		r := load(t, c.archive)
		if got := problems(r); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		for _, p := range r.Projects {
			r.Resolve(p)
			p.Ark()
			p.Managed()
		}
	}
}

func TestProfiles(t *testing.T) {
	archive := `
-- pom.xml --
<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version><packaging>pom</packaging>
<properties><x>base</x></properties>
<profiles>
<profile><id>default</id><activation><activeByDefault>true</activeByDefault></activation><properties><x>default</x></properties></profile>
<profile><id>jdk</id><activation><jdk>[99,)</jdk></activation><properties><x>jdk</x></properties></profile>
<profile><id>src</id><activation><file><exists>${basedir}/marker</exists></file></activation><properties><x>marked</x></properties>
  <dependencies><dependency><groupId>g</groupId><artifactId>extra</artifactId><version>1</version></dependency></dependencies></profile>
<profile><id>prop</id><activation><property><name>!skipIt</name></property><os><family>windows</family></os></activation><properties><x>windows</x></properties></profile>
<profile><id>asked</id><properties><x>asked</x></properties><modules><module>more</module></modules></profile>
</profiles></project>
-- a/pom.xml --
<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>a</artifactId>
<profiles><profile><id>plain</id><activation><file><missing>abc</missing></file></activation></profile></profiles></project>
`
	x := func(p *Project) string { v, _ := p.Property("x"); return v.Text }
	r := load(t, archive, func(o *Options) { o.Exists = func(name string) bool { return name == "a/marker" } })
	if got := x(r.At("pom.xml")) + " " + x(r.At("a/pom.xml")); got != "default marked" {
		t.Error(got)
	}
	if f := r.At("a/pom.xml").Profiles[0]; !f.Active || f.Why != "missing file abc" {
		t.Errorf("%+v", f)
	}
	r = load(t, archive, func(o *Options) { o.Exists = func(name string) bool { return name == "a/marker" || name == "a/abc" } })
	if r.At("a/pom.xml").Profiles[0].Active {
		t.Error("a path without ${basedir} is below the project")
	}
	if len(r.At("a/pom.xml").Dependencies) != 1 || len(r.At("pom.xml").Dependencies) != 0 {
		t.Error("a profile's dependency comes with the child whose folder has the file")
	}
	r = load(t, archive, func(o *Options) { o.ActiveProfiles = []string{"asked"} })
	p := r.At("pom.xml")
	if x(p) != "asked" || len(p.Modules) != 1 {
		t.Errorf("%s, %d modules", x(p), len(p.Modules))
	}
	for i, want := range []string{
		"false activeByDefault, but another profile is active", "false not jdk [99,)",
		"false not file ${basedir}/marker", "false not os", "true asked for",
	} {
		if got := fmt.Sprint(p.Profiles[i].Active, " ", p.Profiles[i].Why); got != want {
			t.Errorf("%s: %s, want %s", p.Profiles[i].ID, got, want)
		}
	}
	r = load(t, archive, func(o *Options) { o.ActiveProfiles = []string{"!default"}; o.JDK = "99.1" })
	if x(r.At("pom.xml")) != "jdk" {
		t.Error(x(r.At("pom.xml")))
	}
}

func TestJDKConditions(t *testing.T) {
	for _, c := range []struct {
		have, want string
		ok         bool
	}{
		{"17", "17", true}, {"17.0.2", "17", true}, {"1.8.0_292", "1.8", true}, {"17", "1.8", false}, {"17", "!1.8", true},
		{"17", "[9,)", true}, {"17", "[15,", true}, {"17", "[1.8,17)", false}, {"17", "[1.8,17]", true}, {"17", "(17,)", false},
		{"17", "(,11]", false}, {"1.8", "(,11]", true}, {"17.0.2", "[17,18)", true},
	} {
		if got := jdkMatches(c.have, c.want); got != c.ok {
			t.Errorf("JDK %s, %s: %v", c.have, c.want, got)
		}
	}
}

func TestFolders(t *testing.T) {
	r := load(t, `
-- m/pom.xml --
<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version>
<properties><src>${basedir}/java</src></properties>
<build><sourceDirectory>${src}</sourceDirectory><testSourceDirectory>${project.basedir}/t</testSourceDirectory>
<resources><resource><directory>conf</directory><filtering>true</filtering></resource></resources>
<plugins><plugin><groupId>org.codehaus.mojo</groupId><artifactId>build-helper-maven-plugin</artifactId>
<executions><execution><goals><goal>add-source</goal></goals><configuration><sources><source>gen</source></sources></configuration></execution></executions></plugin></plugins>
</build></project>
-- n/pom.xml --
<project><groupId>g</groupId><artifactId>n</artifactId><version>1</version></project>
`)
	show := func(list []Value) (s string) {
		for _, v := range list {
			s += v.Text + " "
		}
		return s
	}
	m, n := r.At("m/pom.xml"), r.At("n/pom.xml")
	got := show(m.SourceDirs) + "| " + show(m.TestSourceDirs) + "| " + m.Resources[0].Directory.Text + " " + m.Resources[0].Filtering.Text +
		" | " + show(n.SourceDirs) + "| " + n.Resources[0].Directory.Text
	if want := "java gen | t | conf true | src/main/java | src/main/resources"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
