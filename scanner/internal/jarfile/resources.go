package jarfile

import (
	"bytes"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
	"arklint/scanner/source/properties"
)

const (
	manifestFile  = "META-INF/MANIFEST.MF"
	factoriesFile = "META-INF/spring.factories"
	importsFile   = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"
	servicesDir   = "META-INF/services/"
	versionsDir   = "META-INF/versions/"
)

// isSignature reports whether an entry is the signature of a signed jar.
func isSignature(name string) bool {
	file, ok := strings.CutPrefix(name, "META-INF/")
	return ok && !strings.Contains(file, "/") && strings.EqualFold(file[max(0, len(file)-3):], ".SF")
}

// multiRelease reports whether a manifest says Multi-Release: true in its main section.
func multiRelease(manifest []byte) bool {
	for line := range bytes.Lines(manifest) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			return false // the end of the main section
		}
		name, v, _ := strings.Cut(string(line), ":")
		if strings.EqualFold(name, "Multi-Release") {
			return strings.EqualFold(strings.TrimSpace(v), "true")
		}
	}
	return false
}

// listed returns the names in a file that has one a line, with # before comments.
func listed(text []byte) []string {
	var names []string
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		name, _, _ := strings.Cut(line, "#")
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// factories returns the auto-configurations that a spring.factories lists.
func factories(text []byte) []string {
	var names []string
	entries, _ := properties.Parse(source.New(factoriesFile, text))
	for _, e := range entries {
		if strings.TrimSpace(e.Key) != model.EnableAutoConfiguration {
			continue
		}
		for name := range strings.SplitSeq(e.Value, ",") {
			if name = strings.TrimSpace(name); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}
