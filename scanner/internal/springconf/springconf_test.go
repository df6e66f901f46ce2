package springconf_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"arklint/scanner/internal/springconf"
	"arklint/scanner/model"
	"arklint/scanner/source"

	"golang.org/x/tools/txtar"
)

// TestScripts runs testdata/*.txtar: every file but these is configuration.
//
//	ask        lines "key" or "key | profile,profile", answered by Effective;
//	           "key | *" asks for the profiles that are active by themselves
//	want       what is read: path:line:column key = "value" {profile}, then
//	           problems, active profiles and answers
//
// The archive's comment may hold lines "biz: name" and "maven: name=value".
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
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func run(archive *txtar.Archive) (got, want string) {
	var out strings.Builder
	var all []model.Setting
	ask := ""
	opts := optionsOf(string(archive.Comment))
	for _, file := range archive.Files {
		switch file.Name {
		case "ask":
			ask = string(file.Data)
			continue
		case "want":
			want = string(file.Data)
			continue
		}
		f := source.New(file.Name, file.Data)
		if _, ok := springconf.Locate(file.Name, ""); !ok {
			fmt.Fprintf(&out, "%s is not read\n", file.Name)
			continue
		}
		settings, problems := springconf.Parse(f, springconf.Options{})
		all = append(all, settings...)
		for _, s := range settings {
			fmt.Fprintf(&out, "%s %s = %q%s\n", s.At, s.RawKey, s.Value, braces(s.Profile))
		}
		for _, p := range problems {
			fmt.Fprintf(&out, "%s:%d: %s\n", p.Path, p.Line, p.Message)
		}
	}
	settings := model.NewSettings(all, opts)
	if active := settings.ActiveProfiles(); len(active) > 0 {
		fmt.Fprintf(&out, "active %s\n", strings.Join(active, ","))
	}
	for _, line := range strings.Split(strings.TrimSpace(ask), "\n") {
		key, profiles, _ := strings.Cut(line, "|")
		key, profiles = strings.TrimSpace(key), strings.TrimSpace(profiles)
		if key == "" {
			continue
		}
		if profiles == "*" {
			profiles = strings.Join(settings.ActiveProfiles(), ",")
		}
		v, ok := settings.Effective(key, profiles)
		if !ok {
			fmt.Fprintf(&out, "%s%s is not set\n", key, braces(profiles))
			continue
		}
		fmt.Fprintf(&out, "%s%s -> %q", key, braces(profiles), v.Text)
		for _, from := range v.From {
			fmt.Fprintf(&out, " from %s", from)
		}
		for _, p := range v.Unknown {
			fmt.Fprintf(&out, " unknown %s", p.Name)
		}
		fmt.Fprintln(&out)
	}
	return out.String(), want
}

func braces(s string) string {
	if s == "" {
		return ""
	}
	return " {" + s + "}"
}

func optionsOf(comment string) model.SettingsOptions {
	var opts model.SettingsOptions
	maven := map[string]string{}
	for _, line := range strings.Split(comment, "\n") {
		if biz, ok := strings.CutPrefix(line, "biz: "); ok {
			opts.BizName = biz
		}
		if rest, ok := strings.CutPrefix(line, "maven: "); ok {
			name, value, _ := strings.Cut(rest, "=")
			maven[name] = value
		}
	}
	opts.Maven = func(name string) (string, bool) { v, ok := maven[name]; return v, ok }
	return opts
}
