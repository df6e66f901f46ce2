package scanner

import (
	"path"
	"testing"
)

func TestKindOf(t *testing.T) {
	tests := map[string]fileKind{
		"src/main/java/a/A.java":                        mainJava,
		"src/main/java/a/test/A.java":                   mainJava, // a package called test
		"src/main/java/a/build/A.java":                  mainJava,
		"java/A.java":                                   mainJava,
		"A.java":                                        mainJava,
		"src/test/java/a/A.java":                        otherFile,
		"src/integrationTest/java/A.java":               otherFile,
		"src/testFixtures/java/A.java":                  otherFile,
		"src/it/simple/pom.xml":                         otherFile,
		"test/A.java":                                   otherFile,
		"src/main/resources/archetype-resources/A.java": otherFile,
		"src/main/resources/application.yml":            mainResource,
		"src/test/resources/application.yml":            otherFile,
		"conf/ark/bootstrap.properties":                 arkFile,
		"pom.xml":                                       otherFile,
	}
	for file, want := range tests {
		dir, name := path.Split(file)
		if got := folderOf(dir).kindOf(name); got != want {
			t.Errorf("%s: kind %d, want %d", file, got, want)
		}
	}
}

func TestOpensApp(t *testing.T) {
	tests := map[string]bool{
		"pom.xml": true, "a/b/pom.xml": true, "a/build.gradle.kts": true,
		"src/base/pom.xml":                                 true, // somebody keeps all projects below src
		"a/src/test/resources/pom.xml":                     false,
		"a/src/main/resources/archetype-resources/pom.xml": false,
		"a/archetype-resources/pom.xml":                    false,
		"a/other.xml":                                      false,
	}
	for file, want := range tests {
		if got := opensApp(file); got != want {
			t.Errorf("%s: %v, want %v", file, got, want)
		}
	}
}

func TestOutputDirs(t *testing.T) {
	tests := []struct {
		dir, name string
		build     bool
		want      bool
	}{
		{".", "target", true, true},
		{".", "target", false, true},
		{"src/main/java/a", "target", false, false},
		{".", "build", true, true},
		{"src/main/java/a", "build", false, false},
		{"a", "out", false, false},
	}
	for _, tt := range tests {
		if got := outputDir(tt.dir, tt.name, tt.build); got != tt.want {
			t.Errorf("%s/%s beside a build file %v: %v, want %v", tt.dir, tt.name, tt.build, got, tt.want)
		}
	}
}
