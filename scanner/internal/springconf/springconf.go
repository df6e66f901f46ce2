// Package springconf reads the Spring configuration of one application:
// application and bootstrap files in .properties and YAML, spring.factories
// and AutoConfiguration.imports. What the keys mean together is model.Settings'
// business; here every key of one file gets its value and its place.
//
// Shapes are those of Spring Boot 2.4 and later (ConfigData), read in
// spring-boot/core/spring-boot/src/main/java: context/config,
// env/OriginTrackedYamlLoader, env/OriginTrackedPropertiesLoader. Where Boot
// refuses a file the keys are still read and a problem says what Boot would do.
package springconf

import (
	"path"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// Options says where a file stands.
type Options struct {
	// Root is the resource directory the file lies in, a slash path from the
	// workspace's root: "order/src/main/resources". "" takes the last
	// directory called resources, else the workspace's own root.
	Root string
}

// Limits. Boot itself has none (OriginTrackedYamlLoader lifts SnakeYAML's), but
// a person's configuration stays far below and a bomb does not.
const (
	maxSize     = 4 << 20
	maxSettings = 100_000
	maxDepth    = 100
)

// Locate says what a file is by its path, ok is false for one that Spring
// does not read by itself. The names are Boot's defaults; spring.config.name
// is not looked at.
func Locate(filePath, root string) (f model.ConfigFile, ok bool) {
	dir, base := path.Split(filePath)
	ext := path.Ext(base)
	switch ext {
	case ".properties", ".yml", ".yaml":
	default:
		return f, false
	}
	name, profile, _ := strings.Cut(strings.TrimSuffix(base, ext), "-")
	if name != "application" && name != "bootstrap" {
		return f, false
	}
	f = model.ConfigFile{Path: filePath, Name: name, Profile: profile, Extension: ext[1:], Properties: ext == ".properties"}
	below, ok := belowRoot(path.Clean("/"+dir)+"/", root)
	if !ok {
		return model.ConfigFile{}, false
	}
	switch parts := strings.Split(below, "/"); {
	case below == "":
	case parts[0] != "config":
		return model.ConfigFile{}, false // a folder of the application's own; nobody reads it
	case len(parts) == 1:
		f.Dir = below
	case len(parts) == 2:
		f.Dir, f.Biz = below, parts[1]
	default:
		return model.ConfigFile{}, false
	}
	return f, true
}

// belowRoot returns the part of dir ("/a/b/") below the resource directory.
// Without a root that is the last directory called resources; conf/ark, where
// SOFAArk keeps a bootstrap.properties that Spring never sees, has none.
func belowRoot(dir, root string) (string, bool) {
	dir = strings.Replace(dir, "//", "/", 1) // of the workspace's root
	if root != "" && root != "." {
		rest, ok := strings.CutPrefix(dir, path.Clean("/"+root)+"/")
		return strings.Trim(rest, "/"), ok
	}
	if i := strings.LastIndex(dir, "/resources/"); i >= 0 {
		return strings.Trim(dir[i+len("/resources/"):], "/"), true
	}
	below := strings.Trim(dir, "/")
	return below, below == "" || below == "config" || strings.HasPrefix(below, "config/")
}

// Parse reads one application or bootstrap file. It returns what it could read
// also when there are problems. A file that Locate does not know is read as
// an application file of its directory.
func Parse(f *source.File, opts Options) ([]model.Setting, []model.Problem) {
	where, ok := Locate(f.Path, opts.Root)
	if !ok {
		where = model.ConfigFile{Path: f.Path, Name: "application", Extension: strings.TrimPrefix(path.Ext(f.Path), ".")}
		where.Properties = where.Extension == "properties"
	}
	r := &reader{file: f, where: where}
	switch {
	case len(f.Text()) > maxSize:
		r.problem(0, "the file is larger than 4 MiB and was not read")
	case where.Properties:
		r.properties()
	default:
		r.yaml()
	}
	return r.settings, r.problems
}

// reader collects what one file gives.
type reader struct {
	file     *source.File
	where    model.ConfigFile
	settings []model.Setting
	problems []model.Problem
	document int // index of the first setting of the document being read
	full     bool
}

func (r *reader) problem(line int, message string) {
	r.problems = append(r.problems, model.Problem{Path: r.file.Path, Line: line, Message: message})
}

func (r *reader) add(key, value string, at, valueAt source.Span) {
	if len(r.settings) >= maxSettings {
		if !r.full {
			r.full = true
			r.problem(at.File.Position(at.Start).Line, "the file has more than 100,000 keys, the rest was not read")
		}
		return
	}
	r.settings = append(r.settings, model.Setting{
		Key: model.CanonicalKey(key), RawKey: key, Value: value,
		At: at, ValueAt: valueAt, File: r.where, Order: len(r.settings),
	})
}

// activation keys of a document. spring.profiles is the one before Boot 2.4; a
// list of it means any of them, as the comma does.
const (
	onProfile       = "spring.config.activate.onprofile"
	onCloudPlatform = "spring.config.activate.oncloudplatform"
	oldProfiles     = "spring.profiles"
)

// closeDocument gives the document's activation to all its settings.
func (r *reader) closeDocument() {
	doc := r.settings[r.document:]
	r.document = len(r.settings)
	var profiles []string
	cloud := ""
	for i := range doc {
		key, _, list := strings.Cut(doc[i].Key, "[")
		switch {
		case key == onProfile, key == oldProfiles:
			if doc[i].Value != "" {
				profiles = append(profiles, doc[i].Value)
			}
		case key == onCloudPlatform && !list:
			cloud = doc[i].Value
		}
	}
	expression := r.where.Profile
	if len(profiles) > 0 {
		own := strings.Join(profiles, ",")
		switch {
		case expression == "":
			expression = own
		case own != expression:
			expression += " & (" + own + ")"
		}
	}
	for i := range doc {
		doc[i].Profile, doc[i].CloudPlatform = expression, cloud
	}
}
