package sink

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"arklint/scanner/internal/jarfile"
	"arklint/scanner/model"
)

// javaRelease is the Java release whose classes count in multi-release jars: that of
// Spring Boot 3's baseline.
const javaRelease = 17

// LocalRepository inspects the jars of a local Maven repository, and the sources of the
// workspace's own projects. What it returns may be called by several goroutines at once.
func LocalRepository(folder string) func(*model.Dependency) (Artifact, bool) {
	reader := jarfile.NewReader(javaRelease)
	return func(d *model.Dependency) (Artifact, bool) {
		if d.App != nil {
			return own(d.App), true
		}
		if folder == "" || d.Version == "" || d.Type != "jar" {
			return Artifact{}, false
		}
		name := d.ArtifactID + "-" + d.Version
		if d.Classifier != "" {
			name += "-" + d.Classifier
		}
		path := filepath.Join(append(append([]string{folder}, strings.Split(d.GroupID, ".")...), d.ArtifactID, d.Version, name+".jar")...)
		jar, err := reader.Read(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return Artifact{}, false
		case err != nil:
			return Artifact{Broken: fmt.Sprintf("%s cannot be read: %s", filepath.ToSlash(path), strings.TrimPrefix(err.Error(), path+": "))}, false
		}
		a := Artifact{Bytes: jar.Size, Classes: len(jar.Classes), Names: jar.Classes}
		for i := range jar.Statics {
			if s := &jar.Statics[i]; together(s) {
				a.LibraryState = append(a.LibraryState, s.Class+"."+s.Name)
			}
		}
		for _, c := range jar.AutoConfigurations {
			if !slices.Contains(a.AutoConfigurations, c.Class) { // both files may name it, for Boot 2 and 3
				a.AutoConfigurations = append(a.AutoConfigurations, c.Class)
				if on := waitsFor(c.Conditions); len(on) > 0 {
					a.Waiting = append(a.Waiting, Waiting{c.Class, on})
				}
			}
		}
		if n := len(jar.Problems); n > 0 {
			a.Broken = fmt.Sprintf("%s could be read in part only: %s: %s", filepath.ToSlash(path), jar.Problems[0].Entry, jar.Problems[0].Reason)
		}
		return a, true
	}
}

// waitsFor are the classes that an auto-configuration waits for, nil when it waits for
// more: a property, or a bean that the application has to have.
func waitsFor(conditions []jarfile.Condition) []string {
	var out []string
	for _, c := range conditions {
		switch {
		case c.Method != "":
		case c.Name == "ConditionalOnClass":
			out = append(append(out, c.Arg("value")...), c.Arg("name")...)
		case c.Name == "ConditionalOnMissingBean", c.Name == "ConditionalOnProperty" && slices.Contains(c.Arg("matchIfMissing"), "true"):
		default:
			return nil
		}
	}
	return out
}

// aboutClasses are the types of caches that hold the same for whoever asks: by thread, or
// by class, method, locale or the like.
var aboutClasses = regexp.MustCompile(`^java\.lang\.(ThreadLocal|Class|reflect\.\w+)\b|<java\.(lang\.(Class|reflect\.\w+)|util\.Locale)\b|^java\.util\.concurrent\.atomic\.|^\w+\[\]$`)

// together reports whether a static field of a jar may carry something of one application's to
// another: not what is made on first use, scratch space, counters and caches of what classes are like.
func together(s *jarfile.Static) bool {
	if s.Foreign || s.OnDemand() || aboutClasses.MatchString(s.Type) {
		return false
	}
	for _, w := range s.Writes {
		if !w.OnDemand && w.Method != "<clinit>" {
			return true
		}
	}
	return len(s.Changes) > 0
}

// own is what the sources of a project say; how big its jar will be they do not.
func own(app *model.App) Artifact {
	a := Artifact{Classes: len(app.Types())}
	for _, f := range app.StaticFields() {
		for _, access := range f.Accesses {
			if access.Kind != model.Escape && !access.Init {
				a.StaticState = append(a.StaticState, f.Owner.Name+"."+f.Name)
				break
			}
		}
	}
	for _, c := range app.AutoConf {
		if c.Kind == model.AutoConfigurationImports || strings.HasSuffix(c.Factory, ".EnableAutoConfiguration") {
			a.AutoConfigurations = append(a.AutoConfigurations, c.Class)
		}
	}
	return a
}
