package engine

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"arklint/rules"
	"arklint/scanner"
)

const module = `<project><groupId>g</groupId><artifactId>NAME</artifactId><version>1</version><dependencies>
<dependency><groupId>g</groupId><artifactId>lib</artifactId><version>1</version>SCOPE</dependency></dependencies><build><plugins>
<plugin><groupId>com.alipay.sofa</groupId><artifactId>sofa-ark-maven-plugin</artifactId><version>2.2.14</version></plugin></plugins></build></project>`

const baseOf = `<project><groupId>g</groupId><artifactId>NAME</artifactId><version>1</version><dependencies>
<dependency><groupId>com.alipay.sofa.koupleless</groupId><artifactId>koupleless-base-starter</artifactId><version>1.2.2</version></dependency>
</dependencies></project>`

// shares reports every System.exit that the base loads.
var shares = &rules.Rule{
	Name: "shares", Level: rules.Error, Needs: rules.Java, Calls: []string{"java.lang.System#exit"},
	Check: func(p *rules.Pass) error {
		s := p.Shared()
		for _, u := range p.App.Calls("java.lang.System", "exit") {
			if s.Silent {
				p.Clear(u.At, "each has its own")
				continue
			}
			p.Report(rules.Finding{At: rules.At(u.At), Message: "exit" + s.Suffix, Level: s.Level, Hint: "stay", Symbol: u.Symbol()})
		}
		return nil
	},
}

// One library, packed by a module of one base and left to another base: each
// group is judged by itself.
func TestLibraryOfTwoGroups(t *testing.T) {
	fsys := fstest.MapFS{}
	pom := func(dir, text, name, scope string) {
		fsys[dir+"/pom.xml"] = &fstest.MapFile{Data: []byte(strings.NewReplacer("NAME", name, "SCOPE", scope).Replace(text))}
	}
	pom("one/base", baseOf, "base1", "")
	pom("one/biz", module, "biz1", "<scope>provided</scope>")
	pom("two/base", baseOf, "base2", "")
	pom("two/biz", module, "biz2", "")
	fsys["lib/pom.xml"] = &fstest.MapFile{Data: []byte(`<project><groupId>g</groupId><artifactId>lib</artifactId><version>1</version></project>`)}
	fsys["lib/src/main/java/A.java"] = &fstest.MapFile{Data: []byte("class A { void f() {\nSystem.exit(1); } }\n")}
	rs := []*rules.Rule{shares}
	ws, err := scanner.Scan(context.Background(), fsys, scanner.Options{Vocabulary: Vocabulary(rs)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(context.Background(), ws, Options{Rules: rs, Trace: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Findings) != 1 {
		t.Errorf("%d findings, want the one of the first group", len(r.Findings))
	}
	e, err := Explain(ws, r, "lib/src/main/java/A.java", 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Loaded) != 2 || len(e.Loaded[0].Silent)+len(e.Loaded[1].Silent) != 1 || len(e.Cleared) != 1 || len(e.Findings) != 1 || len(e.Names) != 1 {
		t.Errorf("explained as %+v", e)
	}
	if _, err := Explain(ws, r, "lib/src/test/java/A.java", 1); err == nil {
		t.Error("a file that was not read was explained")
	}
}
