// Package consoleappender is the rule console-appender: a logging configuration,
// or code in its place, that writes to the standard output, which is the base's.
package consoleappender

import (
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is console-appender.
var Rule = &rules.Rule{
	Name:  "console-appender",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Needs: rules.Logging | rules.Config | rules.Java,
	Calls: calls(),
	Check: check,
}

func check(p *rules.Pass) error {
	c := checker{Pass: p, said: map[source.Span]bool{}}
	active, others := known.ProfilesToTry(p.App)
	c.under(active, "")
	for _, profile := range others {
		c.under([]string{profile}, profile)
	}
	code(p)
	return nil
}

// checker says each appender once, at the first profiles it writes under.
type checker struct {
	*rules.Pass
	said map[source.Span]bool
}

// under looks at what the application starts with when these profiles are
// active; only is the one that its own files do not make active, "" for those
// that they do.
func (c *checker) under(profiles []string, only string) {
	for _, config := range known.LogConfigs(c.App, profiles) {
		if !slices.Contains(c.App.Logging, config) { // a library's, and reported there
			continue
		}
		env := known.MergedLogEnvironment(c.App, profiles)
		for i := range config.Appenders {
			a := &config.Appenders[i]
			if !a.Console || a.At.IsZero() || c.said[a.At] || a.Origin != "" && c.switchedOff(profiles) {
				continue
			}
			if uses, open := writers(config, a, env); len(uses) > 0 {
				c.said[a.At] = true
				c.report(config, a, uses, open, only)
			}
		}
	}
}

// switchedOff: the console that Spring Boot sets up itself has a threshold, and
// an empty pattern silences it.
func (c *checker) switchedOff(profiles []string) bool {
	if v, ok := c.App.Settings.Effective("logging.threshold.console", profiles...); ok && strings.EqualFold(v.Text, "OFF") {
		return true
	}
	v, ok := c.App.Settings.Effective("logging.pattern.console", profiles...)
	return ok && v.Text == ""
}

// writers returns the loggers whose lines reach the appender in a merged
// JVM, and the conditions that stay open.
func writers(config *model.LogConfig, a *model.Appender, env model.LogEnvironment) (uses []model.LoggerRef, open []model.Condition) {
	for _, use := range a.ReachableFrom {
		guard := model.Guard{
			Profiles:   slices.Concat(a.Profiles, use.Profiles),
			Conditions: slices.Concat(a.Conditions, use.Conditions),
		}
		active, sure := config.Active(guard, env)
		if !active || off(config, use, env) {
			continue
		}
		uses = append(uses, use)
		if !sure {
			open = append(open, guard.Conditions...)
		}
	}
	return uses, open
}

// off reports whether the logger of a reference logs nothing at all.
func off(config *model.LogConfig, use model.LoggerRef, env model.LogEnvironment) bool {
	for _, l := range config.Loggers {
		if l.Name == use.Logger && slices.ContainsFunc(l.Refs, func(r model.AppenderRef) bool { return r.At == use.At }) {
			return strings.EqualFold(config.Resolve(l.Level, env).Text, "OFF")
		}
	}
	return false
}

func (c *checker) report(config *model.LogConfig, a *model.Appender, uses []model.LoggerRef, open []model.Condition, only string) {
	f := rules.Finding{At: rules.At(a.At), Level: c.Rule.LevelFor(c.Deploy)}
	from, loggers := "what root logs", []string{}
	for _, use := range uses {
		if !slices.Contains(loggers, use.Logger) {
			loggers = append(loggers, use.Logger)
		}
		if use.At != a.At && !use.At.IsZero() {
			f.Related = append(f.Related, rules.Related{At: rules.At(use.At), Message: use.Logger + " writes to it here" + via(use)})
		}
	}
	if !slices.Contains(loggers, "root") {
		from = "what " + list(loggers) + " logs"
	}
	what := fmt.Sprintf("the console appender %q", a.Name)
	f.Hint = "refer to a file appender of the application's own instead, or keep the console for a profile that only runs alone, such as <springProfile name=\"local\">"
	switch {
	case config.File == nil:
		what, f.Symbol = "logging.pattern.console keeps Spring Boot's console, which", "logging.pattern.console"
		f.Hint = "give the application a logging configuration that writes to a file of its own"
	case a.Origin != "":
		what = fmt.Sprintf("the console appender of Spring Boot's %s", path.Base(a.Origin))
		f.Hint = "include defaults.xml alone and write to a file appender of the application's own"
		f.Symbol = path.Base(config.File.Path) + "#" + a.Name
	default:
		f.Symbol = path.Base(config.File.Path) + "#" + a.Name
		if config.Backend != model.Logback {
			f.Hint = "refer to a file appender of the application's own instead"
		}
	}
	where := "to the base's console, where nobody can tell the applications apart"
	if c.App.Role == model.Base {
		where = "to the console that the modules' lines go to as well"
		f.Level = rules.Note
	}
	f.Message = fmt.Sprintf("%s writes %s %s", what, from, where)
	if len(open) > 0 {
		f.Message += fmt.Sprintf(", when %s", condition(open[0]))
		f.Confidence = rules.Medium
	}
	if only != "" {
		f.Message += fmt.Sprintf(", when profile %q is active", only)
		f.Level, f.Confidence = f.Level.AtMost(rules.Note), rules.Medium
	}
	c.Report(f)
}

func via(use model.LoggerRef) string {
	if len(use.Via) == 0 {
		return ""
	}
	return " through " + list(use.Via)
}

func condition(c model.Condition) string {
	text := strings.Join(strings.Fields(c.Text), " ")
	if c.Branch == "else" {
		return "not " + text
	}
	return text
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
