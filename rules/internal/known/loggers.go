package known

import (
	"maps"
	"slices"
	"strings"
)

// A Logger is a class of loggers and how an exception is logged with it.
type Logger struct {
	// JVMWide: what it logs goes to java.util.logging, which the JVM has once,
	// whoever loads the class (System.Logger: JEP 264; Flogger's default backend).
	JVMWide bool
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
	"org.slf4j.Logger":                       {statement: "LOG.error(TEXT, EX)"}, // error(String, Throwable)
	"ch.qos.logback.classic.Logger":          {statement: "LOG.error(TEXT, EX)"}, // is an org.slf4j.Logger
	"org.slf4j.ext.XLogger":                  {statement: "LOG.error(TEXT, EX)"}, // is an org.slf4j.Logger
	"org.apache.logging.log4j.Logger":        {statement: "LOG.error(TEXT, EX)"}, // error(String, Throwable)
	"org.apache.log4j.Logger":                {statement: "LOG.error(TEXT, EX)"}, // error(Object, Throwable)
	"org.apache.commons.logging.Log":         {statement: "LOG.error(TEXT, EX)"}, // error(Object, Throwable)
	"org.jboss.logging.Logger":               {statement: "LOG.error(TEXT, EX)"}, // error(Object, Throwable)
	"java.util.logging.Logger":               {JVMWide: true, statement: "LOG.log(java.util.logging.Level.SEVERE, TEXT, EX)"},
	"java.lang.System.Logger":                {JVMWide: true, statement: "LOG.log(java.lang.System.Logger.Level.ERROR, TEXT, EX)"},
	"com.google.common.flogger.FluentLogger": {JVMWide: true, statement: "LOG.atSevere().withCause(EX).log(TEXT)"},
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
