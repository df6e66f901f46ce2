package logconf_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"arklint/scanner/internal/logconf"
	"arklint/scanner/internal/springconf"
	"arklint/scanner/model"
	"arklint/scanner/source"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what was read into the scripts' want sections; read the diff")

// TestScripts runs testdata/*.txtar. The first file is the configuration under
// test, application.* are the application's settings, all other files are
// resources that includes may name. want lists appenders, the loggers they are
// reachable from, and what their paths come to. Lines of the archive's comment
// set the environment: "profiles: a,b", "system: k=v", "env: k=v", "ctx",
// "nospring".
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(script), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(script)
			if err != nil {
				t.Fatal(err)
			}
			got, want := run(archive)
			if *update {
				archive.Files[len(archive.Files)-1].Data = []byte(got) // want stands last
				if err := os.WriteFile(script, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func run(archive *txtar.Archive) (got, want string) {
	files := map[string]*source.File{}
	var settings []model.Setting
	var first *source.File
	for _, file := range archive.Files {
		f := source.New(file.Name, file.Data)
		switch {
		case file.Name == "want":
			want = string(file.Data)
		case strings.HasPrefix(file.Name, "application"):
			found, _ := springconf.Parse(f, springconf.Options{})
			settings = append(settings, found...)
		case first == nil:
			first = f
		}
		files[file.Name] = f
	}
	env := environment(string(archive.Comment))
	env.Settings = model.NewSettings(settings, model.SettingsOptions{})
	var out strings.Builder
	if first == nil {
		print(&out, logconf.Implicit(env.Settings, model.Logback), env)
		return out.String(), want
	}
	c, problems := logconf.Parse(first, logconf.Options{Open: func(name string) *source.File { return files[name] }})
	fmt.Fprintf(&out, "%s %s spring=%v\n", c.Backend, c.Format, c.SpringAware)
	print(&out, c, env)
	for _, p := range problems {
		fmt.Fprintf(&out, "%s:%d: %s\n", p.Path, p.Line, p.Message)
	}
	return out.String(), want
}

func print(out *strings.Builder, c *model.LogConfig, env model.LogEnvironment) {
	for _, inc := range c.Includes {
		fmt.Fprintf(out, "include %s %s %s -> %q\n", inc.At, inc.Kind, inc.Target.Raw, inc.Origin)
	}
	for _, a := range c.Appenders {
		fmt.Fprintf(out, "%s %s %s", a.At, a.Class, a.Name)
		if a.Console {
			out.WriteString(" console")
		}
		if a.Prudent {
			out.WriteString(" prudent")
		}
		if a.Origin != "" {
			out.WriteString(" origin " + a.Origin)
		}
		fmt.Fprintf(out, "%s\n", guard(c, a.Guard, env))
		for _, ref := range a.ReachableFrom {
			fmt.Fprintf(out, "  from %s%s\n", strings.Join(append([]string{ref.Logger}, ref.Via...), " > "), guard(c, ref.Guard, env))
		}
		for _, p := range a.Paths {
			for _, res := range c.ResolveAll(p.Template, env) {
				fmt.Fprintf(out, "  %s %s%s\n", p.Role, res.Path(), steps(res))
			}
		}
	}
	for _, class := range c.Classes {
		if !strings.HasPrefix(class.Name, "ch.qos.logback.") && !strings.HasPrefix(class.Name, "org.") {
			fmt.Fprintf(out, "class %s %s %s\n", class.At, class.Element, class.Name)
		}
	}
	for _, at := range c.JMX {
		fmt.Fprintf(out, "jmx %s\n", at)
	}
}

func guard(c *model.LogConfig, g model.Guard, env model.LogEnvironment) string {
	if len(g.Profiles)+len(g.Conditions) == 0 {
		return ""
	}
	s := " when"
	for _, p := range g.Profiles {
		s += " {" + p + "}"
	}
	for _, cond := range g.Conditions {
		s += fmt.Sprintf(" %s(%s)", cond.Branch, cond.Text)
	}
	active, sure := c.Active(g, env)
	return s + fmt.Sprintf(" active=%v sure=%v", active, sure)
}

func steps(res model.Resolution) string {
	var parts []string
	for _, s := range res.Steps {
		one := fmt.Sprintf("%s:%s=%s", s.Lookup.Kind, s.Lookup.Name, s.Means)
		if s.JVMWide {
			one += "!"
		}
		parts = append(parts, one)
	}
	out := ""
	if len(parts) > 0 {
		out = " [" + strings.Join(parts, " ") + "]"
	}
	for _, c := range res.Assumed {
		out += " assumed " + c.Branch + "(" + c.Text + ")"
	}
	return out
}

func environment(comment string) model.AppEnvironment {
	env := model.AppEnvironment{System: map[string]string{}, Env: map[string]string{}}
	for _, line := range strings.Split(comment, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		name, text, _ := strings.Cut(value, "=")
		switch key {
		case "profiles":
			env.Profiles = strings.Split(value, ",")
		case "system":
			env.System[name] = text
		case "env":
			env.Env[name] = text
		case "ctx":
			env.Ctx = true
		case "nospring":
			env.NoSpring = true
		}
	}
	return env
}
