package logconf_test

import (
	"fmt"
	"strings"
	"testing"

	"arklint/scanner/internal/logconf"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// resolveAll does what rules do, so that the limits of both halves are tested.
func resolveAll(c *model.LogConfig, env model.LogEnvironment) {
	for _, a := range c.Appenders {
		c.Active(a.Guard, env)
		for _, p := range a.Paths {
			for _, res := range c.ResolveAll(p.Template, env) {
				res.Path()
			}
		}
	}
}

// TestHostile: nothing hangs or crashes; limits, not clocks, bound the work.
func TestHostile(t *testing.T) {
	wrap := func(body string) string { return "<configuration>" + body + "</configuration>" }
	appender := func(file string) string {
		return `<appender name="F" class="x.FileAppender"><file>` + file + `</file></appender><root><appender-ref ref="F"/></root>`
	}
	double := func(n int, format string) string {
		var b strings.Builder
		for i := 1; i <= n; i++ {
			b.WriteString(strings.ReplaceAll(strings.ReplaceAll(format, "PREV", fmt.Sprint("p", i-1)), "THIS", fmt.Sprint("p", i)))
		}
		return b.String()
	}
	log4j2 := func(properties, appenders string) string {
		return "<Configuration><Properties>" + properties + "</Properties><Appenders>" + appenders + `</Appenders><Loggers><Root><AppenderRef ref="p60"/></Root></Loggers></Configuration>`
	}
	cases := map[string]struct{ path, text string }{
		"doubling properties": {"logback.xml", wrap(`<property name="p0" value="xxxxxxxxxx"/>` + double(60, `<property name="THIS" value="${PREV}${PREV}"/>`) + appender("${p60}"))},
		"doubling log4j2":     {"log4j2.xml", log4j2(double(60, `<Property name="PREV">${THIS}${THIS}</Property>`), `<File name="p60" fileName="${p0}"/>`)},
		"circle of three":     {"log4j2.xml", log4j2(`<Property name="a">${b}</Property><Property name="b">${c}${a}</Property><Property name="c">${a}</Property>`, `<File name="p60" fileName="${a}"/>`)},
		"nested conditions": {"logback.xml", wrap(double(60, `<if condition='property("PREV").equals("x") || property("PREV").contains("y")'><then><property name="THIS" value="1${PREV}"/></then><else><property name="THIS" value="2${PREV}"/></else></if>`) +
			appender("${p60}"))},
		"open braces":      {"logback.xml", wrap(appender(strings.Repeat("${", 100_000)))},
		"nested defaults":  {"logback.xml", wrap(appender(strings.Repeat("${a:-", 5000) + strings.Repeat("}", 5000)))},
		"nested names":     {"log4j2.xml", log4j2("", `<File name="p60" fileName="`+strings.Repeat("${sys:", 5000)+strings.Repeat("}", 5000)+`"/>`)},
		"lattice of async": {"log4j2.xml", log4j2("", double(60, `<Async name="THIS"><AppenderRef ref="PREV"/><AppenderRef ref="PREV"/></Async>`))},
		"async circle":     {"log4j2.xml", log4j2("", `<Async name="p60"><AppenderRef ref="p60"/></Async>`)},
		"deep profiles":    {"logback.xml", wrap(strings.Repeat(`<springProfile name="!a">`, 400) + strings.Repeat(`</springProfile>`, 400))},
		"deep condition":   {"logback.xml", wrap(`<if condition="` + strings.Repeat("(!", 50_000) + `"><then/></if>` + appender("a"))},
		"no attributes":    {"logback.xml", wrap(`<appender/><root/><logger/><property/><springProperty/><include/><if/><springProfile/><define/><timestamp/><condition/><import/>`)},
		"no attributes 2":  {"log4j2.xml", `<Configuration><Appenders><x/><Appender/><Routing><Routes><Route/></Routes></Routing><Select/><SpringProfile/></Appenders><Loggers><Logger/><Root/></Loggers></Configuration>`},
		"empty":            {"logback.xml", ""},
		"other root":       {"logback.xml", "<html/>"},
		"entity":           {"logback.xml", `<!DOCTYPE x [<!ENTITY a "&a;&a;">]>` + wrap(appender("&a;"))},
		"yaml bomb":        {"log4j2.yaml", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e]\n"},
		"yaml circle":      {"log4j2.yaml", "Configuration: &a\n  Appenders: *a\n"},
		"broken yaml":      {"log4j2.yml", "a: [\n"},
		"json":             {"log4j2.json", `{"Configuration":{"Appenders":{"Console":{"name":"C"}}}}`},
		"scalar yaml":      {"log4j2.yaml", "x"},
		"odd properties":   {"log4j2.properties", "appender.a=1\nappender.a.b.c.d=2\nappender..=3\nlogger.=4\nrootLogger.appenderRef=5\nrootLogger.appenderRef.x=6\nproperty.=7\n.=8\n=9\n"},
		"odd log4j 1":      {"log4j.properties", "log4j.appender.a.File=x\nlog4j.appender.=y\nlog4j.rootLogger=\nlog4j.logger.=,,\n"},
		"groovy":           {"logback.groovy", "appender('X')"},
		"large":            {"logback.xml", wrap(strings.Repeat("<a/>", 2<<20))},
		"many elements":    {"logback.xml", wrap(strings.Repeat("<a/>", 300_000))},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			config, problems := logconf.Parse(source.New(c.path, []byte(c.text)), logconf.Options{})
			resolveAll(config, model.AppEnvironment{})
			if len(problems) > 10 {
				t.Errorf("%d problems", len(problems))
			}
		})
	}
}

// TestIncludeBomb: files that include each other twice are read a bounded
// number of times.
func TestIncludeBomb(t *testing.T) {
	opened := 0
	open := func(name string) *source.File {
		opened++
		next := "x" + name
		return source.New(name, []byte(`<included><include resource="`+next+`"/><include resource="`+next+`"/></included>`))
	}
	logconf.Parse(source.New("logback.xml", []byte(`<configuration><include resource="a"/></configuration>`)), logconf.Options{Open: open})
	if opened > 200 {
		t.Errorf("opened %d files", opened)
	}
}

func TestIdentify(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"a/logback.xml", "logback xml spring=false test=false standard=true"},
		{"logback-spring.xml", "logback xml spring=true test=false standard=true"},
		{"logback-test.xml", "logback xml spring=false test=true standard=true"},
		{"nacos-logback.xml", "logback xml spring=false test=false standard=false"},
		{"logback-dev.xml", "logback xml spring=false test=false standard=false"},
		{"logback.groovy", "logback groovy spring=false test=false standard=true"},
		{"log4j2-spring.yml", "log4j2 yaml spring=true test=false standard=true"},
		{"log4j2.jsn", "log4j2 json spring=false test=false standard=true"},
		{"log4j.properties", "log4j properties spring=false test=false standard=true"},
		{"logging.properties", "java.util.logging properties spring=false test=false standard=true"},
		{"logback.properties", ""}, {"mylogbackx.xml", ""}, {"pom.xml", ""}, {"log4j.json", ""},
	} {
		got := ""
		if k, ok := logconf.Identify(c.path); ok {
			got = fmt.Sprintf("%s %s spring=%v test=%v standard=%v", k.Backend, k.Format, k.SpringAware, k.Test, k.Standard)
		}
		if got != c.want {
			t.Errorf("Identify(%q) = %q, want %q", c.path, got, c.want)
		}
	}
}

func TestCleanLogPath(t *testing.T) {
	for raw, want := range map[string]string{
		"./logs//a.log":                     "logs/a.log",
		"logs/../logs/a.log":                "logs/a.log",
		`C:\logs\a.log`:                     "C:/logs/a.log",
		"${sys:LOG_HOME}/./a.log":           "${sys:LOG_HOME}/a.log",
		"a/%d{yyyy//MM}/../b":               "a/b",
		"a/${date:yyyy//MM}/b":              "a/${date:yyyy//MM}/b",
		" /a/ ":                             "/a",
		"file:/a":                           "/a",
		"":                                  "",
		"${sys:user.home}/logs/x/../a{.log": "${sys:user.home}/logs/a{.log",
	} {
		if got := model.CleanLogPath(raw); got != want {
			t.Errorf("CleanLogPath(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestConditions(t *testing.T) {
	env := model.AppEnvironment{System: map[string]string{"on": "true", "empty": ""}}
	for text, want := range map[string]string{
		`property("on").contains("true")`:                    "true sure",
		`!property("on").contains("true")`:                   "false sure",
		`"TRUE".equalsIgnoreCase(property("on"))`:            "true sure",
		`property("on").equals("x") || p("empty").isEmpty()`: "true sure",
		`isDefined("on") && (isNull("on") || true)`:          "true sure",
		`isDefined("gone")`:                                  "true unsure",
		`isDefined("gone") && false`:                         "false sure",
		`property("on").matches("t.*")`:                      "true unsure",
		`property("on").contains("true") something else`:     "true unsure",
		``:                               "true unsure",
		`SystemPropertyArbiter on=true`:  "true sure",
		`SystemPropertyArbiter on=false`: "false sure",
		`EnvironmentArbiter on`:          "true unsure",
		`ClassArbiter com.acme.X`:        "true unsure",
		`property("user.home").contains("x") && isDefined("on")`:      "true unsure",
		`property("on").startsWith("tr") && p("on").endsWith("true")`: "true sure",
	} {
		c := &model.LogConfig{Backend: model.Logback}
		active, sure := c.Active(model.Guard{Conditions: []model.Condition{{Text: text, Branch: "then"}}}, env)
		got := fmt.Sprintf("%v %s", active, map[bool]string{true: "sure", false: "unsure"}[sure])
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestInForce(t *testing.T) {
	config := func(path string) *model.LogConfig {
		c, _ := logconf.Parse(source.New(path, []byte("<configuration/>")), logconf.Options{})
		return c
	}
	all := []*model.LogConfig{config("r/logback-dev.xml"), config("r/logback-spring.xml"), config("r/logback.xml"), config("r/log4j2.xml"), config("r/sub/logback-test.xml")}
	settings := func(value string) *model.Settings {
		return model.NewSettings([]model.Setting{{Key: "logging.config", Value: value}}, model.SettingsOptions{})
	}
	for _, c := range []struct{ value, want string }{
		{"", "r/logback.xml"},
		{"classpath:logback-dev.xml", "r/logback-dev.xml"},
		{"classpath:/logback-dev.xml", "r/logback-dev.xml"},
		{"/etc/logback.xml", ""},
	} {
		got := ""
		if in := model.LogConfigInForce(all, model.Logback, settings(c.value)); in != nil {
			got = in.File.Path
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.value, got, c.want)
		}
	}
}

// FuzzParse: no crash, and every place lies in the file.
func FuzzParse(f *testing.F) {
	f.Add("logback-spring.xml", `<configuration><property name="A" value="${A:-${B}}"/><springProfile name="!a"><appender name="F" class="ch.qos.logback.core.FileAppender"><file>${A}/%d{x}</file></appender></springProfile><root><appender-ref ref="F"/></root><include resource="org/springframework/boot/logging/logback/base.xml"/></configuration>`)
	f.Add("log4j2.xml", `<Configuration><Properties><Property name="a">$${sys:x:-${a}}</Property></Properties><Appenders><Select><SpringProfile name="a"><File name="F" fileName="${a}"/></SpringProfile></Select></Appenders><Loggers><Root><AppenderRef ref="F"/></Root></Loggers></Configuration>`)
	f.Add("log4j2.properties", "appender.a.type=File\nappender.a.fileName=${sys:a}\nrootLogger=INFO, a\n")
	f.Add("log4j2.yaml", "Configuration:\n  Appenders:\n    File: {name: a, fileName: '${sys:b}'}\n")
	f.Add("log4j.properties", "log4j.rootLogger=INFO, a\nlog4j.appender.a=x.DailyRollingFileAppender\nlog4j.appender.a.File=${b}\n")
	f.Fuzz(func(t *testing.T, path, text string) {
		file := source.New(path, []byte(text))
		c, _ := logconf.Parse(file, logconf.Options{Open: func(string) *source.File { return file }})
		resolveAll(c, model.AppEnvironment{Profiles: []string{"a"}})
		for _, a := range c.Appenders {
			for _, p := range a.Paths {
				for _, l := range p.Template.Lookups() {
					if l.At.File == file && (l.At.Start < 0 || l.At.End < l.At.Start || l.At.End > len(text)) {
						t.Fatalf("%+v", l)
					}
				}
			}
		}
	})
}
