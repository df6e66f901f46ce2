package logconf

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// fileKeys make Spring Boot add a file appender when an application has no
// logging configuration of its own (LogFile.get); the last two are Boot's
// before 2.3.
var fileKeys = [...]string{"logging.file.name", "logging.file.path", "logging.file", "logging.path"}

// Implicit returns what Spring Boot does for an application without a logging
// configuration file: a console appender, placed at logging.pattern.console
// where that is set and nowhere else, and a file appender when some
// logging.file.* key is set, placed at that key. The file's path is ${LOG_FILE}
// (${sys:LOG_FILE} in log4j2), which model.AppEnvironment answers by
// Boot's own rule.
//
// Sources: DefaultLogbackConfiguration, log4j2-file.xml, LogFile of Spring Boot.
func Implicit(settings *model.Settings, backend model.Backend) *model.LogConfig {
	c := &model.LogConfig{Backend: backend, Format: "implicit", SpringAware: true}
	r := &reader{config: c}
	console := model.Appender{Name: "CONSOLE", Class: "ch.qos.logback.core.ConsoleAppender", Backend: backend, Console: true, Origin: "spring-boot"}
	file := model.Appender{Name: "FILE", Class: "ch.qos.logback.core.rolling.RollingFileAppender", Backend: backend, Origin: "spring-boot"}
	path, pattern := "${LOG_FILE}", "${LOGBACK_ROLLINGPOLICY_FILE_NAME_PATTERN:-${LOG_FILE}.%d{yyyy-MM-dd}.%i.gz}"
	if backend == model.Log4j2 {
		console.Class, file.Class = "Console", "RollingFile"
		path, pattern = "${sys:LOG_FILE}", "${sys:LOG_PATH}/$${date:yyyy-MM}/app-%d{yyyy-MM-dd-HH}-%i.log.gz"
	}
	root := model.Logger{Name: "root", Additive: true, Origin: "spring-boot", Refs: []model.AppenderRef{{Name: "CONSOLE"}}}
	if set := settings.Get("logging.pattern.console"); len(set) > 0 {
		console.At = set[0].At
	}
	c.Appenders = append(c.Appenders, console)
	if keys, profiles := fileSettings(settings); len(keys) > 0 {
		at := keys[0].ValueAt
		file.At = keys[0].At
		file.Paths = []model.LogPath{
			{Template: r.template(path, at), Role: model.ActiveFile, At: keys[0].At},
			{Template: r.template(pattern, at), Role: model.RollingPattern, At: keys[0].At},
		}
		if profiles != "" {
			file.Profiles = []string{profiles}
		}
		c.Appenders = append(c.Appenders, file)
		root.Refs = append(root.Refs, model.AppenderRef{Name: "FILE", At: keys[0].At})
	}
	c.Loggers = []model.Logger{root}
	r.reach()
	return c
}

// fileSettings returns the settings that ask for a file, and the profiles
// under which any of them does: "" when one does always.
func fileSettings(settings *model.Settings) (keys []model.Setting, profiles string) {
	var expressions []string
	always := false
	for _, key := range fileKeys {
		for _, set := range settings.Get(key) {
			if set.Value == "" {
				continue
			}
			keys = append(keys, set)
			always = always || set.Profile == ""
			if e := "(" + set.Profile + ")"; !slices.Contains(expressions, e) {
				expressions = append(expressions, e)
			}
		}
	}
	if always {
		return keys, ""
	}
	return keys, strings.Join(expressions, ",")
}
