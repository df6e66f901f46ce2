package springconf_test

import (
	"fmt"
	"strings"
	"testing"

	"arklint/scanner/internal/springconf"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// TestHostile feeds what nobody should write. Nothing may hang or crash; the
// whole test takes well under a second, each case is bounded by limits, not by
// a clock.
func TestHostile(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	var mergeBomb strings.Builder
	mergeBomb.WriteString("a0: &a0 {x: {}}\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&mergeBomb, "a%d: &a%d {<<: [*a%d, *a%d], k%d: {<<: *a%d}}\n", i, i, i-1, i-1, i, i-1)
	}
	cases := map[string]struct {
		path, text string
		problem    string // "" none is expected
	}{
		"alias bomb":       {"application.yml", bomb.String(), "100,000 keys"},
		"merge bomb":       {"application.yml", mergeBomb.String(), "aliases"},
		"alias to itself":  {"application.yml", "a: &a\n  b: *a\n", "deeper than 100"},
		"merge of itself":  {"application.yml", "a: &a\n  <<: *a\n  b: 1\n", "deeper than 100"},
		"deep flow":        {"application.yml", strings.Repeat("[", 20000), "not YAML"},
		"deep mapping":     {"application.yml", deep(300), "deeper than 100"},
		"large":            {"application.yml", "a: " + strings.Repeat("x", 5<<20), "larger than 4 MiB"},
		"large properties": {"application.properties", "a=" + strings.Repeat("x", 5<<20), "larger than 4 MiB"},
		"many documents":   {"application.yml", strings.Repeat("---\na: 1\n", 20000), ""},
		"many broken":      {"application.yml", strings.Repeat("---\na: [1\n", 500), "not YAML"},
		"unknown tag":      {"application.yml", "a: !!java.net.URL [x]\n", ""},
		"directive":        {"application.yml", "%YAML 1.1\n---\na: 1\n", ""},
		"unknown anchor":   {"application.yml", "a: *nowhere\n", "not YAML"},
		"mapping as key":   {"application.yml", "? {a: b}\n: c\n", "list or a mapping"},
		"control":          {"application.yml", "a: \x01\n", "not YAML"},
		"not UTF-8":        {"application.yml", "a: \xff\xfe\n", "not YAML"},
		"lone at signs":    {"application.yml", "a: @\nb: @@\n", "not YAML"},
		"every byte":       {"application.yml", everyByte(), "not YAML"},
		"only a BOM":       {"application.yml", "\ufeff", ""},
		"empty":            {"application.yml", "", ""},
		"only comments":    {"application.yml", "# nothing\n---\n# here\n", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			settings, problems := springconf.Parse(source.New(c.path, []byte(c.text)), springconf.Options{})
			if len(settings) > 100_000 {
				t.Errorf("%d settings", len(settings))
			}
			text := fmt.Sprint(problems)
			if c.problem == "" && len(problems) > 0 || !strings.Contains(text, c.problem) {
				t.Errorf("problems %.300s, want %q", text, c.problem)
			}
			if len(problems) > 600 {
				t.Errorf("%d problems", len(problems))
			}
		})
	}
}

func deep(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String() + strings.Repeat(" ", n) + "b: 1\n"
}

func everyByte() string {
	b := []byte("a: ")
	for c := 1; c < 256; c++ {
		b = append(b, byte(c))
	}
	return string(b)
}

// TestPlaceholderBomb checks that expansion is bounded: 2^60 letters otherwise.
func TestPlaceholderBomb(t *testing.T) {
	var text strings.Builder
	for i := range 60 {
		fmt.Fprintf(&text, "k%d=${k%d}${k%d}\n", i, i+1, i+1)
	}
	text.WriteString("k60=x\ndeep=" + strings.Repeat("${", 5000) + "\n")
	found, _ := springconf.Parse(source.New("application.properties", []byte(text.String())), springconf.Options{})
	settings := model.NewSettings(found, model.SettingsOptions{})
	for _, key := range []string{"k0", "deep"} {
		if v, ok := settings.Effective(key); !ok || len(v.Text) > 10<<20 {
			t.Errorf("%s: %v, %d bytes", key, ok, len(v.Text))
		}
	}
}

// TestLineEnds checks that places do not depend on how lines end, on a BOM, or
// on the encoding.
func TestLineEnds(t *testing.T) {
	for name, text := range map[string]string{
		"lf":   "# 注\nserver:\n  port: 1\n  name: 中\n",
		"crlf": "# 注\r\nserver:\r\n  port: 1\r\n  name: 中\r\n",
		"bom":  "\ufeff# 注\nserver:\n  port: 1\n  name: 中\n",
		"cr":   "# 注\rserver:\r  port: 1\r  name: 中\r",
	} {
		f := source.New("application.yml", []byte(text))
		settings, problems := springconf.Parse(f, springconf.Options{})
		if len(settings) != 2 || len(problems) != 0 {
			t.Errorf("%s: %v, %v", name, settings, problems)
			continue
		}
		for i, want := range []string{"port", "name"} {
			if got := settings[i].At.Text(); got != want {
				t.Errorf("%s: key stands at %q, want %q", name, got, want)
			}
			if got := settings[i].ValueAt.Text(); got != settings[i].Value {
				t.Errorf("%s: value stands at %q, want %q", name, got, settings[i].Value)
			}
		}
	}
	gbk := []byte("server:\n  name: \xd6\xd0\xb9\xfa\n")
	text, encoding := source.Decode(gbk)
	f := source.New("application.yml", text)
	f.Encoding = encoding
	settings, problems := springconf.Parse(f, springconf.Options{})
	if len(settings) != 1 || settings[0].Value != "中国" || len(problems) != 0 {
		t.Errorf("GBK: %v, %v", settings, problems)
	}
}

func TestAutoConfigurations(t *testing.T) {
	factories := source.New("META-INF/spring.factories", []byte(
		"org.springframework.boot.autoconfigure.EnableAutoConfiguration=\\\n  com.acme.A,\\\n  com.acme.B\norg.springframework.boot.env.EnvironmentPostProcessor = com.acme.C, \n"))
	imports := source.New(springconf.AutoConfigurationImports, []byte("# all\n\ncom.acme.D # the last\r\n com.acme.E$F"))
	var got []string
	for _, f := range []*source.File{factories, imports} {
		found, problems := springconf.ParseAutoConfigurations(f)
		if len(problems) > 0 {
			t.Error(problems)
		}
		for _, a := range found {
			got = append(got, fmt.Sprintf("%s %s %v %v", a.Class, a.At, a.At.Text() == a.Class, a.Factory == model.EnableAutoConfiguration))
		}
	}
	want := []string{
		"com.acme.A META-INF/spring.factories:2:3 true true",
		"com.acme.B META-INF/spring.factories:3:3 true true",
		"com.acme.C META-INF/spring.factories:4:57 true false",
		"com.acme.D " + springconf.AutoConfigurationImports + ":3:1 true true",
		"com.acme.E$F " + springconf.AutoConfigurationImports + ":4:2 true true",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestLocate(t *testing.T) {
	for _, c := range []struct{ path, root, want string }{
		{"order/src/main/resources/application.yml", "", "application [] [] [] yml"},
		{"order/src/main/resources/application-dev-eu.yaml", "", "application [dev-eu] [] [] yaml"},
		{"order/src/main/resources/config/application.properties", "", "application [] [config] [] properties"},
		{"order/src/main/resources/config/stock/bootstrap-x.properties", "", "bootstrap [x] [config/stock] [stock] properties"},
		{"order/src/main/conf/application.yml", "order/src/main/conf", "application [] [] [] yml"},
		{"order/src/main/conf/application.yml", "", ""},
		{"order/src/main/resources/static/application.yml", "", ""},
		{"order/src/main/resources/config/a/b/application.yml", "", ""},
		{"order/src/main/resources/applications.yml", "", ""},
		{"order/src/main/resources/application.json", "", ""},
		{"order/conf/ark/bootstrap.properties", "", ""},
	} {
		got := ""
		if f, ok := springconf.Locate(c.path, c.root); ok {
			got = fmt.Sprintf("%s [%s] [%s] [%s] %s", f.Name, f.Profile, f.Dir, f.Biz, f.Extension)
		}
		if got != c.want {
			t.Errorf("Locate(%q, %q) = %q, want %q", c.path, c.root, got, c.want)
		}
	}
}

func TestCanonicalKey(t *testing.T) {
	for key, want := range map[string]string{
		"server.servlet.context-path": "server.servlet.contextpath",
		"Server.Servlet.contextPath":  "server.servlet.contextpath",
		"a.b_c[0].d-E":                "a.bc[0].de",
		"a[Keep-This.key].x":          "a[Keep-This.key].x",
		"a.-":                         "a.-",
		"":                            "",
	} {
		if got := model.CanonicalKey(key); got != want {
			t.Errorf("CanonicalKey(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestProfilesMatch(t *testing.T) {
	for _, c := range []struct {
		expression, active string
		want               bool
	}{
		{"", "", true}, {"default", "", true}, {"default", "dev", false}, {"!dev", "", true},
		{"dev", "dev", true}, {"dev,test", "test", true}, {"!dev,test", "qa", true},
		{"dev & !eu", "dev,eu", false}, {"(a | b) & c", "b,c", true}, {"(a | b) & c", "b", false},
		{"!(a,b)", "b", false}, {"!!a", "a", true}, {"a &", "a", false}, {")(", "a", false}, {"a | ", "a", true},
	} {
		var active []string
		if c.active != "" {
			active = strings.Split(c.active, ",")
		}
		if got := model.ProfilesMatch(c.expression, active); got != c.want {
			t.Errorf("ProfilesMatch(%q, %q) = %v", c.expression, c.active, got)
		}
	}
	model.ProfilesMatch(strings.Repeat("(", 1<<16)+strings.Repeat("!", 1<<16), nil)
}

// FuzzParse: no crash, every place lies in the file, and keys come in order.
func FuzzParse(f *testing.F) {
	f.Add("application.yml", "a: &x {b: [1, @c@]}\n---\nd: *x\n<<: {e: |\n  f}\n")
	f.Add("application.properties", "a=${b:${c}}\n#---\nspring.config.activate.on-profile=!d\n")
	f.Fuzz(func(t *testing.T, path, text string) {
		file := source.New(path, []byte(text))
		settings, _ := springconf.Parse(file, springconf.Options{})
		for i, s := range settings {
			if s.At.Start < 0 || s.At.End < s.At.Start || s.At.End > len(text) || s.ValueAt.End > len(text) || s.ValueAt.End < s.ValueAt.Start || s.Order != i {
				t.Fatalf("%+v", s)
			}
		}
		index := model.NewSettings(settings, model.SettingsOptions{})
		for _, s := range settings {
			index.Effective(s.Key, s.Profile)
		}
		index.ActiveProfiles()
	})
}
