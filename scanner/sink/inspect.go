package sink

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"

	"arklint/scanner/model"
)

// LocalRepository inspects the jars of a local Maven repository, and the sources of the
// workspace's own projects.
func LocalRepository(folder string) func(*model.Dependency) (Artifact, bool) {
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
		info, err := os.Stat(path)
		if err != nil {
			return Artifact{}, false
		}
		jar, err := zip.OpenReader(path)
		if err != nil {
			return Artifact{}, false
		}
		defer jar.Close()
		a := Artifact{Bytes: info.Size()}
		for _, f := range jar.File {
			if strings.HasSuffix(f.Name, ".class") && !strings.HasPrefix(f.Name, "META-INF/") {
				a.Classes++
			}
		}
		return a, true
	}
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
