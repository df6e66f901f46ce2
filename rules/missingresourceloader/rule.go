// Package missingresourceloader is the rule missing-resource-loader: a module that
// starts without a resource loader of its own, so that Spring Boot looks for
// EnvironmentPostProcessors in the base's class loader (observed.md 29).
//
// Without a resource loader Spring Boot reads their names in the class loader of
// Spring itself, which is the base's, and loads the classes in the context class loader,
// which is the module's. What only the module has is not run; what only the base has is not
// found where declaredMode hides it from the module.
package missingresourceloader

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

const (
	application = "org.springframework.boot.SpringApplication"
	builder     = "org.springframework.boot.builder.SpringApplicationBuilder"
)

// Rule is missing-resource-loader.
var Rule = &rules.Rule{
	Name:  "missing-resource-loader",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Java,
	Calls: []string{
		application + "#run", application + "#<init>", application + "#setResourceLoader",
		builder + "#<init>", builder + "#resourceLoader",
	},
	Check: check,
}

func check(p *rules.Pass) error {
	if p.App.Role != model.Module {
		return nil
	}
	start := bareStart(p.App)
	if start == nil {
		return nil
	}
	f := rules.Finding{At: rules.At(start.At), Symbol: start.Symbol() + ":resourceLoader"}
	if p.Group.Base == nil {
		f.Confidence = rules.Medium // the base may bring the library as well
	}
	bare := fmt.Sprintf("%s is started without a resource loader, so ", start.Type.Top().Simple)
	old := known.BootOlderThan(p.App, 2, 5)
	var all []processor
	if !old {
		all = hidden(p)
	}
	own := unseen(p)
	switch {
	case len(all) > 0:
		f.Message = bare + fmt.Sprintf("Spring Boot looks in this module for %s, which only the base has and declaredMode hides: Unable to instantiate %s", simple(all[0].class), all[0].class)
		f.Hint = hint(start)
	case len(own) > 0:
		f.Message = bare + fmt.Sprintf("the EnvironmentPostProcessor %s, which only the module has, is not run, without an exception", simple(own[0].class))
		if p.Group.Base == nil {
			f.Message = bare + fmt.Sprintf("the EnvironmentPostProcessor %s is not run, without an exception, unless the base has it too", simple(own[0].class))
		}
		if own[0].misses != "" {
			f.Message += ": " + own[0].misses
		}
		if own[0].idle {
			f.Level = rules.Note
		}
		f.Hint = hint(start)
		if old {
			f.Hint = "let the base bring it as well: Spring Boot before 2.5 asks the base's class loader whatever the resource loader is"
		}
	default:
		p.Clear(start.At, "nothing in the module or in the base is known to bring an EnvironmentPostProcessor that this start would miss")
		return nil
	}
	f.Related = rules.FirstFew(append(all, own...), func(r processor) rules.Related {
		return rules.Related{At: r.at, Message: "brings " + simple(r.class)}
	})
	p.Report(f)
	return nil
}

// bareStart is where the app starts Spring Boot, in its main class where that is known; nil
// when it hands over a resource loader anywhere.
func bareStart(app *model.App) *model.Use {
	for _, class := range []string{application, builder, "?"} {
		if len(app.Calls(class, "resourceLoader", "setResourceLoader")) > 0 {
			return nil
		}
	}
	made := app.News(application)
	if slices.ContainsFunc(made, givesLoader) {
		return nil
	}
	starts := slices.Concat(app.Calls(application, "run"), made, app.News(builder))
	model.SortUses(starts)
	for _, u := range starts {
		if u.Type != nil && (app.Main == nil || u.Type.Top() == app.Main) {
			return u
		}
	}
	return nil
}

// givesLoader: new SpringApplication(resourceLoader, sources...).
func givesLoader(u *model.Use) bool {
	if len(u.Args) == 0 {
		return false
	}
	first := u.Args[0].Origin()
	return first.Kind == model.ExprNew || first.Type != nil && strings.HasPrefix(first.Type.Qualified, "org.springframework.core.io.")
}

func hint(start *model.Use) string {
	name := start.Type.Top().Simple
	return fmt.Sprintf("start it with new SpringApplicationBuilder(%s.class).resourceLoader(new DefaultResourceLoader(%s.class.getClassLoader())).run(args)", name, name)
}

// A processor is an EnvironmentPostProcessor and what brings it.
type processor struct {
	class, misses string
	at            rules.Place
	idle          bool // nothing in the module's settings makes use of it
}

func simple(class string) string { return class[strings.LastIndexByte(class, '.')+1:] }

// unseen returns those that the module packs and the base does not have, those that it
// makes use of first.
func unseen(p *rules.Pass) []processor {
	out := registered(p.App)
	for _, d := range p.App.Dependencies {
		if d.Loader != model.Packed && !(d.Loader == model.LoaderUnknown && (d.Scope == "compile" || d.Scope == "runtime")) {
			continue
		}
		if d.App != nil && reaches(p.Group.Base, d.GroupID, d.ArtifactID) == nil {
			out = append(out, registered(d.App)...)
		}
		for _, row := range known.PostProcessors {
			if row.BroughtBy(d) && !row.Patched && row.Misses != "" && !has(p.Group.Base, row) {
				out = add(out, processor{row.Class, row.Misses, rules.At(d.At), !uses(p.App, row.Mark)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b processor) int {
		switch {
		case a.idle == b.idle:
			return 0
		case b.idle:
			return -1
		}
		return 1
	})
	return out
}

// uses reports whether a text is in one of app's settings.
func uses(app *model.App, mark string) bool {
	return mark == "" || slices.ContainsFunc(app.Settings.All(), func(s model.Setting) bool { return strings.Contains(s.Value, mark) })
}

// hidden returns those that the base has and that declaredMode hides from the module.
func hidden(p *rules.Pass) []processor {
	base := p.Group.Base
	if base == nil || p.App.Plugin == nil || !p.App.Plugin.DeclaredMode {
		return nil
	}
	var out []processor
	if base.Build != nil && reaches(p.App, base.Build.GroupID, base.Build.ArtifactID) == nil {
		out = registered(base)
	}
	for _, d := range base.Dependencies {
		if d.Scope == "test" || d.Scope == "provided" {
			continue
		}
		if d.App != nil && reaches(p.App, d.GroupID, d.ArtifactID) == nil {
			out = append(out, registered(d.App)...)
		}
		for _, row := range known.PostProcessors {
			if !row.BroughtBy(d) {
				continue
			}
			if row.Patched && (base.Build == nil || base.Build.BasePlugin.IsZero()) || !row.Patched && mayHave(p.App, row) {
				continue
			}
			out = add(out, processor{class: row.Class, at: rules.At(d.At)})
		}
	}
	return out
}

// registered returns those in the META-INF/spring.factories of a project of the workspace.
func registered(app *model.App) []processor {
	var out []processor
	for _, a := range app.AutoConf {
		if slices.Contains(known.EnvironmentPostProcessors, a.Factory) {
			out = append(out, processor{class: a.Class, at: rules.At(a.At)})
		}
	}
	return out
}

// add keeps one of a starter and the jar that it brings, rather one that is used.
func add(all []processor, r processor) []processor {
	for i, other := range all {
		if other.class == r.class {
			if other.idle && !r.idle {
				all[i] = r
			}
			return all
		}
	}
	return append(all, r)
}

// reaches is app's dependency on an artifact, nil without one that is there at run time.
func reaches(app *model.App, group, artifact string) *model.Dependency {
	if app == nil {
		return nil
	}
	if d := app.Dependency(group, artifact); d != nil && d.Scope != "test" {
		return d
	}
	return nil
}

// has reports whether an artifact of app brings the processor of row.
func has(app *model.App, row known.PostProcessor) bool {
	return app != nil && slices.ContainsFunc(app.Dependencies, func(d *model.Dependency) bool {
		return d.Scope != "test" && row.BroughtBy(d)
	})
}

// mayHave reports whether app brings it, or something of the same group that we do not
// know all of.
func mayHave(app *model.App, row known.PostProcessor) bool {
	return has(app, row) || slices.ContainsFunc(app.Dependencies, func(d *model.Dependency) bool {
		return d.Incomplete && strings.HasPrefix(row.Artifacts[0], d.GroupID+":")
	})
}
