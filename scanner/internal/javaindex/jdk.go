package javaindex

import (
	_ "embed"
	"strings"
	"sync"
)

// jdkClasses lists the public classes of the JDK's packages that on-demand
// imports name, a line each: module, package, simple names. Written by
// testdata/ListJdk.java from JDK 25.
//
//go:embed jdkclasses.txt
var jdkClasses string

type jdkIndex struct {
	packages map[string]map[string]bool
	modules  map[string][]string // packages by module
}

var jdk = sync.OnceValue(func() jdkIndex {
	x := jdkIndex{packages: map[string]map[string]bool{}, modules: map[string][]string{}}
	for line := range strings.Lines(jdkClasses) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 {
			continue
		}
		names := map[string]bool{}
		for name := range strings.SplitSeq(fields[2], " ") {
			names[name] = true
		}
		x.packages[fields[1]] = names
		x.modules[fields[0]] = append(x.modules[fields[0]], fields[1])
	}
	return x
})

// jdkHas reports whether the JDK has that public class in that package.
func jdkHas(pkg, name string) bool { return jdk().packages[pkg][name] }

// jdkModuleHas returns the canonical name of the class that `import module m`
// brings under that simple name, "" when there is none. java.se brings them all.
func jdkModuleHas(module, name string) string {
	x := jdk()
	for m, packages := range x.modules {
		if m != module && module != "java.se" {
			continue
		}
		for _, p := range packages {
			if x.packages[p][name] {
				return p + "." + name
			}
		}
	}
	return ""
}
