// Package libconf reads the names that applications give to things in the
// configuration files of libraries: a cache manager, a scheduler, an extension.
// Nothing else of these files is kept.
package libconf

import (
	"bytes"
	"path"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
	"arklint/scanner/source/properties"
	"arklint/scanner/source/xmltree"
)

// Wanted reports whether a file of that name is read here.
func Wanted(name string) bool {
	switch name {
	case "quartz.properties", "app.properties", "hazelcast.xml":
		return true
	}
	return strings.HasPrefix(name, "ehcache") && strings.HasSuffix(name, ".xml")
}

// Extensions reports whether the files of a folder list Dubbo extensions
// (org.apache.dubbo.common.extension.LoadingStrategy, Dubbo 2.7-3.3; ExtensionLoader of 2.6).
func Extensions(dir string) bool {
	return strings.HasSuffix(dir, "META-INF/dubbo") || strings.HasSuffix(dir, "META-INF/dubbo/internal")
}

// Parse returns the names in one file. What cannot be read has none: it is the
// library that will complain.
func Parse(f *source.File) []model.LibraryName {
	switch dir, name := path.Split(f.Path); {
	case Extensions(strings.TrimSuffix(dir, "/")):
		return extensions(f, name)
	case strings.HasSuffix(name, ".xml"):
		return inXML(f)
	case name == "quartz.properties":
		return property(f, "quartz", "org.quartz.scheduler.instanceName")
	case strings.HasSuffix(dir, "META-INF/"): // com.ctrip.framework.foundation.internals.provider.DefaultApplicationProvider
		return property(f, "apollo", "app.id")
	}
	return nil
}

// inXML reads <ehcache name="..">, whose form is that of Ehcache 2 (Ehcache 3
// calls its root <config>), and the <instance-name> of <hazelcast>.
func inXML(f *source.File) []model.LibraryName {
	doc, err := xmltree.Parse(f)
	if err != nil || doc.Root() == nil {
		return nil
	}
	switch root := doc.Root(); root.Tag {
	case "ehcache":
		name, at, ok := doc.Attr(root, "name")
		if !ok {
			at = doc.Spans(root).Name
		}
		return []model.LibraryName{{Library: "ehcache", Name: name, At: at}}
	case "hazelcast":
		for _, e := range root.SelectElements("instance-name") {
			if name, at := doc.Text(e); name != "" {
				return []model.LibraryName{{Library: "hazelcast", Name: name, At: at}}
			}
		}
	}
	return nil
}

func property(f *source.File, library, key string) []model.LibraryName {
	entries, _ := properties.Parse(f)
	for i := len(entries) - 1; i >= 0; i-- { // the last one counts
		if e := entries[i]; e.Key == key && e.Value != "" {
			return []model.LibraryName{{Library: library, Name: e.Value, At: e.KeyAt}}
		}
	}
	return nil
}

// extensions reads lines `name=class`; a line without a name takes it from the
// class's annotation, which is out of sight.
func extensions(f *source.File, of string) []model.LibraryName {
	var out []model.LibraryName
	start := 0
	for line := range bytes.Lines(f.Text()) {
		text, _, _ := strings.Cut(string(line), "#")
		name, class, ok := strings.Cut(text, "=")
		if name, class = strings.TrimSpace(name), strings.TrimSpace(class); ok && name != "" && class != "" {
			at := start + strings.Index(text, name)
			out = append(out, model.LibraryName{
				Library: "dubbo", Of: of, Name: name, Value: class, At: source.Span{File: f, Start: at, End: at + len(name)},
			})
		}
		start += len(line)
	}
	return out
}
