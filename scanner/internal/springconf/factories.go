package springconf

import (
	"path"
	"strings"

	"arklint/scanner/model"
	"arklint/scanner/source"
	"arklint/scanner/source/properties"
)

// Class path names of the two files.
const (
	SpringFactories          = "META-INF/spring.factories"
	AutoConfigurationImports = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"
)

// ParseAutoConfigurations reads META-INF/spring.factories or
// META-INF/spring/….imports, told apart by the file's name. Every class that
// spring.factories registers is returned, with its key as Factory; those of
// model.EnableAutoConfiguration are the auto-configurations.
func ParseAutoConfigurations(f *source.File) ([]model.AutoConfiguration, []model.Problem) {
	if strings.HasSuffix(path.Base(f.Path), ".imports") {
		return parseImports(f), nil
	}
	return parseFactories(f)
}

func parseFactories(f *source.File) ([]model.AutoConfiguration, []model.Problem) {
	var all []model.AutoConfiguration
	var problems []model.Problem
	entries, errs := properties.Parse(f)
	for _, e := range errs {
		start, _ := e.At.Range()
		problems = append(problems, model.Problem{Path: f.Path, Line: start.Line, Message: e.Message})
	}
	for _, e := range entries {
		at := 0
		for _, item := range strings.Split(e.Value, ",") {
			class := strings.TrimSpace(item)
			if class != "" {
				start := at + strings.Index(item, class)
				all = append(all, model.AutoConfiguration{
					Class: class, At: e.Part(start, start+len(class)),
					Kind: model.SpringFactories, Factory: strings.TrimSpace(e.Key),
				})
			}
			at += len(item) + 1
		}
	}
	return all, problems
}

// parseImports reads one class per line; # begins a comment (ImportCandidates).
func parseImports(f *source.File) []model.AutoConfiguration {
	var all []model.AutoConfiguration
	factory := strings.TrimSuffix(path.Base(f.Path), ".imports")
	if factory == "org.springframework.boot.autoconfigure.AutoConfiguration" {
		factory = model.EnableAutoConfiguration
	}
	text := string(f.Text())
	for begin := 0; begin < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[begin:], '\n'); i >= 0 {
			end = begin + i
		}
		line, _, _ := strings.Cut(text[begin:end], "#")
		if class := strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); class != "" {
			start := begin + strings.Index(line, class)
			all = append(all, model.AutoConfiguration{
				Class: class, At: source.Span{File: f, Start: start, End: start + len(class)},
				Kind: model.AutoConfigurationImports, Factory: factory,
			})
		}
		begin = end + 1
	}
	return all
}
