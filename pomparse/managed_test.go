package pomparse

import "testing"

// What a parent manages is built once and shared, unless it means something
// else in the child.
func TestManagementMeansWhatTheChildMakesOfIt(t *testing.T) {
	r := load(t, `
-- pom.xml --
<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version><packaging>pom</packaging>
<properties><v>5</v></properties>
<dependencyManagement><dependencies>
<dependency><groupId>x</groupId><artifactId>own</artifactId><version>${project.version}</version></dependency>
<dependency><groupId>x</groupId><artifactId>v</artifactId><version>${v}</version></dependency>
<dependency><groupId>g</groupId><artifactId>bom</artifactId><version>1</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement></project>
-- same/pom.xml --
<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>same</artifactId></project>
-- other/pom.xml --
<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>other</artifactId><version>2</version>
<properties><v>5</v></properties>
<dependencyManagement><dependencies>
<dependency><groupId>g</groupId><artifactId>bom</artifactId><version>2</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement></project>
-- third/pom.xml --
<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>third</artifactId>
<dependencyManagement><dependencies>
<dependency><groupId>g</groupId><artifactId>bom</artifactId><version>2</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement></project>
-- fourth/pom.xml --
<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>fourth</artifactId><properties><v>5</v></properties></project>
-- fifth/pom.xml --
<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>fifth</artifactId><version>2</version></project>
-- copy/pom.xml --
<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version><properties><v>copied</v></properties></project>
-- copy/a/pom.xml --
<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>a</artifactId></project>
-- repo/g/bom/1/bom-1.pom --
<project><groupId>g</groupId><artifactId>bom</artifactId><version>1</version><dependencyManagement><dependencies>
<dependency><groupId>x</groupId><artifactId>old</artifactId><version>1</version></dependency>
<dependency><groupId>x</groupId><artifactId>both</artifactId><version>1</version></dependency></dependencies></dependencyManagement></project>
-- repo/g/bom/2/bom-2.pom --
<project><groupId>g</groupId><artifactId>bom</artifactId><version>2</version><dependencyManagement><dependencies>
<dependency><groupId>x</groupId><artifactId>both</artifactId><version>2</version></dependency></dependencies></dependencyManagement></project>
`)
	for _, c := range []struct{ pom, artifact, want string }{
		{"same/pom.xml", "own", "1 pom.xml:4:70 <- pom.xml:1:65"},
		{"same/pom.xml", "v", "5 pom.xml:5:68 <- pom.xml:2:16"},
		{"same/pom.xml", "old", "1 maven:g/bom/1/bom-1.pom:2:70"},
		{"other/pom.xml", "own", "2 pom.xml:4:70 <- other/pom.xml:1:132"},
		{"other/pom.xml", "v", "5 pom.xml:5:68 <- other/pom.xml:2:16"},
		{"other/pom.xml", "both", "2 maven:g/bom/2/bom-2.pom:2:71"},
		{"other/pom.xml", "old", "nothing"},
		{"fourth/pom.xml", "v", "5 pom.xml:5:68 <- fourth/pom.xml:1:139"},
		{"fifth/pom.xml", "own", "2 pom.xml:4:70 <- fifth/pom.xml:1:132"},
		{"third/pom.xml", "v", "5 pom.xml:5:68 <- pom.xml:2:16"},
		{"third/pom.xml", "both", "2 maven:g/bom/2/bom-2.pom:2:71"},
		{"third/pom.xml", "old", "nothing"},
	} {
		got := "nothing"
		if d := project(t, r, c.pom).ManagedFor("x", c.artifact, "jar", ""); d != nil {
			got = said(d.Version)
		}
		if got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.pom, c.artifact, got, c.want)
		}
	}
	if r.At("same/pom.xml").managed != r.At("pom.xml").managed {
		t.Error("the table is not shared")
	}
	if v, _ := r.At("copy/a/pom.xml").Property("v"); v.Text != "copied" {
		t.Errorf("of two POMs of one name, relativePath decides: %s", v.Text)
	}
}
