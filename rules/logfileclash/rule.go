// Package logfileclash is the rule log-file-clash: two applications of one JVM
// that write or roll one log file.
package logfileclash

import (
	"cmp"
	_ "embed"
	"fmt"
	"path"
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

// Rule is log-file-clash.
var Rule = &rules.Rule{
	Name:    "log-file-clash",
	Doc:     rules.MustDoc(page, chinese),
	Level:   rules.Error,
	Needs:   rules.Logging | rules.Config,
	Collect: collect,
	Join:    join,
}

// Kinds of facts.
const (
	// factFile is a path that an appender writes to or rolls into; the key is the
	// path in one spelling, the value its role. More: "appender", "backend",
	// "symbol", "profile" (active, besides what the files themselves make
	// active: ""), "rolls" (the appender rolls), "implicit" (no file asks for it),
	// "open" (a lookup that nothing in the files answers) and "perapp" (it might
	// be answered for each application apart).
	factFile = "log-file"
	// factConfigured: the application has a logging configuration file, or a library
	// of its has one.
	factConfigured = "log-configured"
	// factProfile is a profile under which the application was looked at.
	factProfile = "log-profile"
)

func collect(p *rules.Pass) error {
	active, others := known.ProfilesToTry(p.App)
	exportFiles(p, active, "")
	for _, profile := range others {
		p.Export(rules.Fact{Kind: factProfile, Key: profile})
		exportFiles(p, []string{profile}, profile)
	}
	if files := known.LogFiles(p.App); len(files) > 0 {
		p.Export(rules.Fact{Kind: factConfigured, Key: path.Base(files[0].File.Path), At: rules.Place{Path: files[0].File.Path}})
	}
	return nil
}

func exportFiles(p *rules.Pass, profiles []string, profile string) {
	env := known.MergedLogEnvironment(p.App, profiles)
	for _, config := range known.LogConfigs(p.App, profiles) {
		name := "logging.file"
		if config.File != nil {
			name = path.Base(config.File.Path)
		}
		for i := range config.Appenders {
			a := &config.Appenders[i]
			if !written(config, a, env) {
				continue
			}
			rolls := slices.ContainsFunc(a.Paths, func(lp model.LogPath) bool { return lp.Role == model.RollingPattern })
			for _, lp := range a.Paths {
				for _, r := range config.ResolveAll(lp.Template, env) {
					open, perApp, comparable := openLookup(r)
					file := spell(r.Path())
					if !comparable || file == "" {
						continue
					}
					fact := rules.Fact{
						Kind: factFile, Key: file, Value: string(lp.Role), At: rules.At(lp.At),
						More: map[string]string{"appender": a.Name, "backend": string(config.Backend), "symbol": name + "#" + a.Name},
					}
					for key, value := range map[string]string{"profile": profile, "open": open} {
						if value != "" {
							fact.More[key] = value
						}
					}
					for key, holds := range map[string]bool{"rolls": rolls, "implicit": config.File == nil, "perapp": perApp} {
						if holds {
							fact.More[key] = "true"
						}
					}
					p.Export(fact)
				}
			}
		}
	}
}

// written reports whether some logger's lines reach the appender.
func written(config *model.LogConfig, a *model.Appender, env model.LogEnvironment) bool {
	for _, use := range a.ReachableFrom {
		active, _ := config.Active(model.Guard{
			Profiles:   slices.Concat(a.Profiles, use.Profiles),
			Conditions: slices.Concat(a.Conditions, use.Conditions),
		}, env)
		if active {
			return true
		}
	}
	return false
}

// openLookup returns the first lookup that the application's own files do not
// answer. A path that stays open can be compared when the answer is the same for
// all applications of the JVM, or comes from a placeholder of a setting, which
// Spring looks up in the JVM first and then, perhaps, for each application.
func openLookup(r model.Resolution) (open string, perApp, comparable bool) {
	for _, s := range r.Steps {
		if s.Means != model.ByNothing || s.Lookup.Kind == model.DateLookup {
			continue
		}
		placeholder := s.Lookup.Kind == model.SpringLookup && !strings.HasPrefix(s.Text, "${spring:")
		if !s.JVMWide && !placeholder {
			return "", false, false
		}
		if open == "" || placeholder && !perApp {
			open = s.Text
		}
		perApp = perApp || placeholder
	}
	return open, perApp, true
}

// spell brings paths that name one file into one spelling: all applications
// share the working folder, and %d alone is %d{yyyy-MM-dd} to logback.
func spell(file string) string {
	file = strings.TrimPrefix(file, "${sys:user.dir}/")
	if i := strings.Index(file, "%d"); i >= 0 && !strings.HasPrefix(file[i+2:], "{") {
		file = file[:i+2] + "{yyyy-MM-dd}" + file[i+2:]
	}
	return file
}

// An end is one application's use of one file.
type end struct {
	app  *rules.AppFacts
	fact rules.Fact
}

func join(p *rules.JoinPass) error {
	members := p.Group.Members()
	profiles := []string{""}
	for _, app := range members {
		for _, f := range app.Of(factProfile) {
			if !slices.Contains(profiles, f.Key) {
				profiles = append(profiles, f.Key)
			}
		}
	}
	said := map[string]bool{} // appenders and paths of one app, and places
	for _, profile := range profiles {
		judge(p, members, profile, said)
	}
	return nil
}

// judge compares what the applications write when one profile is active in all
// of them.
func judge(p *rules.JoinPass, members []*rules.AppFacts, profile string, said map[string]bool) {
	byFile := map[string][]end{}
	for _, app := range members {
		for _, f := range filesUnder(app, profile) {
			if f.More["implicit"] == "true" && inherits(p.Group, app) {
				continue
			}
			byFile[f.Key] = append(byFile[f.Key], end{app, f})
		}
	}
	for _, app := range members {
		files := filesUnder(app, profile)
		slices.SortStableFunc(files, func(a, b rules.Fact) int { return cmp.Compare(rank(a), rank(b)) })
		for _, f := range files {
			var others []end
			for _, e := range byFile[f.Key] {
				if e.app != app && !slices.ContainsFunc(others, func(o end) bool { return o.app == e.app && o.fact.At == e.fact.At }) {
					others = append(others, e)
				}
			}
			mine := slices.ContainsFunc(byFile[f.Key], func(e end) bool { return e.app == app })
			appender, file := app.Path+"\n"+f.More["symbol"], app.Path+"\n"+f.Key
			place := fmt.Sprintf("%s:%d:%d", f.At.Path, f.At.Line, f.At.Col) // of a file that a library brings to several
			if len(others) == 0 || !mine || said[appender] || said[file] || said[place] {
				continue
			}
			said[appender], said[file], said[place] = true, true, true
			report(p, app, f, others, profile)
		}
	}
}

// rank puts the file that lines are written to in front of those it rolls into.
func rank(f rules.Fact) int {
	if f.Value == string(model.ActiveFile) {
		return 0
	}
	return 1
}

// filesUnder returns what app writes under a profile. One that does not know
// the profile writes what it always writes.
func filesUnder(app *rules.AppFacts, profile string) []rules.Fact {
	if profile != "" && !slices.ContainsFunc(app.Of(factProfile), func(f rules.Fact) bool { return f.Key == profile }) {
		profile = ""
	}
	var out []rules.Fact
	for _, f := range app.Of(factFile) {
		if f.More["profile"] == profile {
			out = append(out, f)
		}
	}
	return out
}

// inherits: a module without a logging configuration of its own reads the
// base's, so Spring Boot's default file is not made.
func inherits(g *rules.GroupFacts, app *rules.AppFacts) bool {
	if g.Base == nil || g.Base == app {
		return false
	}
	_, ok := g.Base.First(factConfigured)
	return ok
}

func report(p *rules.JoinPass, app *rules.AppFacts, f rules.Fact, others []end, profile string) {
	var names []string
	finding := rules.Finding{
		At: f.At, Symbol: f.More["symbol"] + ":" + f.Key,
		Hint: fmt.Sprintf("put the application's name into the path, as in %s", example(f)),
	}
	rolls := f.More["rolls"] == "true"
	implicit := f.More["implicit"] == "true"                // on one side at least: Spring Boot's own file
	oneManager := f.More["backend"] == string(model.Log4j2) // log4j2 keeps one writer for each file name (AbstractManager)
	for _, o := range others {
		if !slices.Contains(names, o.app.Name) {
			names = append(names, o.app.Name)
		}
		verb := "writes it"
		if rank(o.fact) > 0 {
			verb = "rolls into it"
		}
		rolls = rolls || o.fact.More["rolls"] == "true"
		implicit = implicit || o.fact.More["implicit"] == "true"
		oneManager = oneManager && o.fact.More["backend"] == string(model.Log4j2)
		if o.fact.At != f.At {
			finding.Related = append(finding.Related, rules.Related{At: o.fact.At, Message: fmt.Sprintf("%s %s here", o.app.Name, verb)})
		}
	}
	also, verb := "write", "written"
	if len(names) == 1 {
		also = "writes"
	}
	if rank(f) > 0 {
		verb = "rolled into"
	}
	outcome := "so lines are lost whenever one of them rolls it"
	if oneManager || !rolls {
		outcome = "so their lines are mixed in one file"
	}
	finding.Message = fmt.Sprintf("%q is %s here, and %s %s it as well, %s", f.Key, verb, list(names), also, outcome)
	if len(finding.Related) == 0 {
		finding.Message = fmt.Sprintf("%q is %s here by %s, which all read this configuration, %s", f.Key, verb, list(append([]string{app.Name}, names...)), outcome)
	}
	if implicit {
		// Without a context selector a module has no logging of its own.
		finding.Level, finding.Confidence = p.Rule.LevelFor(p.Deploy).AtMost(rules.Warning), rules.Medium
		finding.Message += ", once each application logs for itself"
	}
	if open := f.More["open"]; open != "" {
		finding.Confidence = rules.Medium
		if f.More["perapp"] == "true" || !p.Group.Isolation.IsZero() {
			finding.Message += fmt.Sprintf(", unless %s differs", open)
		} else {
			finding.Message += fmt.Sprintf(", because %s is one value for the whole JVM", open)
		}
	}
	if profile != "" {
		finding.Confidence = rules.Medium
		finding.Message += fmt.Sprintf(", when profile %q is active", profile)
	}
	p.Report(app, finding)
}

// example shows a path with the application's name in it.
func example(f rules.Fact) string {
	dir, base := path.Split(f.Key)
	name := "${APP_NAME}" // of <springProperty name="APP_NAME" source="spring.application.name"/>
	switch {
	case f.More["implicit"] == "true":
		name = "${spring.application.name}"
	case f.More["backend"] == string(model.Log4j2):
		name = "${ctx:spring.application.name}"
		if strings.Contains(f.Key, "${spring:") {
			name = "${spring:spring.application.name}"
		}
	case f.More["backend"] != string(model.Logback):
		name = "<application name>"
	}
	return dir + name + "/" + base
}

// list joins up to three names in words and counts the rest.
func list(all []string) string {
	switch n := len(all); {
	case n > 3:
		return strings.Join(all[:3], ", ") + fmt.Sprintf(" and %d more", n-3)
	case n > 1:
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
	return strings.Join(all, "")
}
