package known

import (
	"maps"
	"slices"
	"strings"
)

// A Logger is a class of loggers and how an exception is logged with it.
type Logger struct {
	Class string
	// statement is Java with LOG, TEXT and EX for the logger, the message and the exception.
	statement string
}

// Statement returns the statement, without its semicolon, that logs the
// exception ex on the logger log. The text must need no escapes.
func (l Logger) Statement(log, text, ex string) string {
	return strings.NewReplacer("LOG", log, "TEXT", `"`+text+`"`, "EX", ex).Replace(l.statement)
}

// Loggers are the loggers that application code keeps in a static field.
var Loggers = map[string]Logger{
	"org.slf4j.Logger":                       {"org.slf4j.Logger", "LOG.error(TEXT, EX)"},                // error(String, Throwable)
	"ch.qos.logback.classic.Logger":          {"ch.qos.logback.classic.Logger", "LOG.error(TEXT, EX)"},   // is an org.slf4j.Logger
	"org.slf4j.ext.XLogger":                  {"org.slf4j.ext.XLogger", "LOG.error(TEXT, EX)"},           // is an org.slf4j.Logger
	"org.apache.logging.log4j.Logger":        {"org.apache.logging.log4j.Logger", "LOG.error(TEXT, EX)"}, // error(String, Throwable)
	"org.apache.log4j.Logger":                {"org.apache.log4j.Logger", "LOG.error(TEXT, EX)"},         // error(Object, Throwable)
	"org.apache.commons.logging.Log":         {"org.apache.commons.logging.Log", "LOG.error(TEXT, EX)"},  // error(Object, Throwable)
	"org.jboss.logging.Logger":               {"org.jboss.logging.Logger", "LOG.error(TEXT, EX)"},        // error(Object, Throwable)
	"java.util.logging.Logger":               {"java.util.logging.Logger", "LOG.log(java.util.logging.Level.SEVERE, TEXT, EX)"},
	"java.lang.System.Logger":                {"java.lang.System.Logger", "LOG.log(java.lang.System.Logger.Level.ERROR, TEXT, EX)"},
	"com.google.common.flogger.FluentLogger": {"com.google.common.flogger.FluentLogger", "LOG.atSevere().withCause(EX).log(TEXT)"},
}

// LombokLoggers are the Lombok annotations that give a class a static field
// `log`, and the class of that field (projectlombok.org/features/log).
var LombokLoggers = map[string]Logger{
	"lombok.extern.slf4j.Slf4j":              Loggers["org.slf4j.Logger"],
	"lombok.extern.slf4j.XSlf4j":             Loggers["org.slf4j.ext.XLogger"],
	"lombok.extern.log4j.Log4j2":             Loggers["org.apache.logging.log4j.Logger"],
	"lombok.extern.log4j.Log4j":              Loggers["org.apache.log4j.Logger"],
	"lombok.extern.apachecommons.CommonsLog": Loggers["org.apache.commons.logging.Log"],
	"lombok.extern.jbosslog.JBossLog":        Loggers["org.jboss.logging.Logger"],
	"lombok.extern.java.Log":                 Loggers["java.util.logging.Logger"],
	"lombok.extern.flogger.Flogger":          Loggers["com.google.common.flogger.FluentLogger"],
}

// LoggerTypes are the classes of Loggers and LombokLoggers, for Rule.Types.
func LoggerTypes() []string {
	return slices.Concat(slices.Sorted(maps.Keys(Loggers)), slices.Sorted(maps.Keys(LombokLoggers)))
}
