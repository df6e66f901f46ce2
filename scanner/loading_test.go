package scanner_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"arklint/scanner"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

const (
	lib  = `<project><groupId>g</groupId><artifactId>lib</artifactId><version>1</version></project>`
	base = `<project><groupId>g</groupId><artifactId>base</artifactId><version>1</version><dependencies>
<dependency><groupId>com.alipay.sofa.koupleless</groupId><artifactId>koupleless-base-starter</artifactId><version>1.2.2</version></dependency>
DEPENDENCY</dependencies></project>`
	biz = `<project><groupId>g</groupId><artifactId>biz</artifactId><version>1</version><dependencies>
DEPENDENCY</dependencies><build><plugins>
<plugin><groupId>com.alipay.sofa</groupId><artifactId>sofa-ark-maven-plugin</artifactId><version>2.2.14</version></plugin></plugins></build></project>`
	packed = `<dependency><groupId>g</groupId><artifactId>lib</artifactId><version>1</version></dependency>`
	left   = `<dependency><groupId>g</groupId><artifactId>lib</artifactId><version>1</version><scope>provided</scope></dependency>`
)

// Every way of deciding says why, and names the line unless a flag decided or
// nobody knows.
func TestWhoLoads(t *testing.T) {
	with := func(pom, dependency string) string { return strings.Replace(pom, "DEPENDENCY", dependency, 1) }
	tests := []struct {
		name  string
		poms  map[string]string
		roles scanner.RoleOptions
		app   string
		by    ark.Loader
		why   string
		at    string
	}{
		{"the base", map[string]string{"base": with(base, "")}, scanner.RoleOptions{}, "base", ark.ByBase, "this is the base's own code", "base/pom.xml:2"},
		{"a module", map[string]string{"biz": with(biz, "")}, scanner.RoleOptions{}, "biz", ark.ByModule, "a module loads its own classes", "biz/pom.xml:3"},
		{"left to the base", map[string]string{"base": with(base, packed), "biz": with(biz, left), "lib": lib}, scanner.RoleOptions{}, "lib", ark.ByBase, "biz leaves lib to the base, which depends on it here", "base/pom.xml:3"},
		{"left out, and not in the base", map[string]string{"base": with(base, ""), "biz": with(biz, left), "lib": lib}, scanner.RoleOptions{}, "lib", ark.ByBase, "biz leaves lib out of its jar, so the base has to load it", "biz/pom.xml:2"},
		{"only in the base", map[string]string{"base": with(base, packed), "lib": lib}, scanner.RoleOptions{}, "lib", ark.ByBase, "the base depends on lib and loads its classes", "base/pom.xml:3"},
		{"packed", map[string]string{"base": with(base, ""), "biz": with(biz, packed), "lib": lib}, scanner.RoleOptions{}, "lib", ark.ByModule, "biz packs a copy of lib", "biz/pom.xml:2"},
		{"packed, and in the base too", map[string]string{"base": with(base, packed), "biz": with(biz, packed), "lib": lib}, scanner.RoleOptions{}, "lib", ark.ByModule, "biz packs a copy of lib", "biz/pom.xml:2"},
		{"alone", map[string]string{"lib": lib}, scanner.RoleOptions{}, "lib", ark.ByUnknown, "no POM in sight says who loads lib; --role base, module or library states it", ""},
		{"--role base", map[string]string{"lib": lib}, scanner.RoleOptions{Default: model.Base}, "lib", ark.ByBase, "this is the base's own code (--role base)", ""},
		{"--module", map[string]string{"lib": lib}, scanner.RoleOptions{Modules: []string{"lib"}}, "lib", ark.ByModule, "a module loads its own classes (--module)", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for dir, pom := range tt.poms {
				fsys[dir+"/pom.xml"] = &fstest.MapFile{Data: []byte(pom)}
				fsys[dir+"/src/main/java/A"+dir+".java"] = &fstest.MapFile{Data: []byte("class A" + dir + " {}")}
			}
			ws, err := scanner.Scan(context.Background(), fsys, scanner.Options{Roles: tt.roles})
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range ws.Groups {
				for _, app := range g.Apps() {
					if app.Name != tt.app {
						continue
					}
					l := ark.WhoLoads(g, app)
					at := ""
					if !l.At.IsZero() {
						at, _, _ = strings.Cut(l.At.String(), " ")
						at = at[:strings.LastIndexByte(at, ':')]
					}
					if l.By != tt.by || l.Why != tt.why || at != tt.at {
						t.Errorf("by %s: %q at %q, want %s: %q at %q", l.By, l.Why, at, tt.by, tt.why, tt.at)
					}
					return
				}
			}
			t.Fatal("the app is in no group")
		})
	}
}
