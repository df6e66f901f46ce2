package javaindex

import "arklint/scanner/model"

// libraryField is the type of a static field of a library class, nil when the
// table does not tell.
func (l *Linker) libraryField(owner, name string) *model.TypeRef {
	for range maxInheritance {
		c := l.library(owner)
		if c == nil {
			return nil
		}
		if f := c.fields[name]; f != nil {
			return f
		}
		if len(c.supers) == 0 {
			return nil
		}
		owner = c.supers[0].Qualified
	}
	return nil
}

// libraryConstants are constants of libraries that stand for keys and names in
// real code; each value is the source's.
var libraryConstants = map[string]string{
	// ch.qos.logback.classic.ClassicConstants, logback 1.2-1.5
	"ch.qos.logback.classic.ClassicConstants#LOGBACK_CONTEXT_SELECTOR":    "logback.ContextSelector",
	"ch.qos.logback.classic.ClassicConstants#CONFIG_FILE_PROPERTY":        "logback.configurationFile",
	"ch.qos.logback.classic.util.ContextInitializer#CONFIG_FILE_PROPERTY": "logback.configurationFile",
	// org.springframework.boot.logging.LoggingSystem, Spring Boot 2.7 and 3.x
	"org.springframework.boot.logging.LoggingSystem#SYSTEM_PROPERTY":                  "org.springframework.boot.logging.LoggingSystem",
	"org.springframework.core.env.AbstractEnvironment#ACTIVE_PROFILES_PROPERTY_NAME":  "spring.profiles.active",
	"org.springframework.core.env.AbstractEnvironment#DEFAULT_PROFILES_PROPERTY_NAME": "spring.profiles.default",
	// com.alipay.sofa.ark.spi.constant.Constants, sofa-ark 2.x and 3.1
	"com.alipay.sofa.ark.spi.constant.Constants#EMBED_ENABLE":               "sofa.ark.embed.enable",
	"com.alipay.sofa.ark.spi.constant.Constants#MASTER_BIZ":                 "com.alipay.sofa.ark.master.biz",
	"com.alipay.sofa.ark.spi.constant.Constants#PLUGIN_EXPORT_CLASS_ENABLE": "sofa.ark.plugin.export.class.enable",
	"com.alipay.sofa.ark.spi.constant.Constants#TELNET_SERVER_ENABLE":       "sofa.ark.telnet.server.enable",
	// com.ctrip.framework.apollo.core.ConfigConsts, apollo-client 1.x and 2.x
	"com.ctrip.framework.apollo.core.ConfigConsts#APOLLO_META_KEY":    "apollo.meta",
	"com.ctrip.framework.apollo.core.ConfigConsts#APOLLO_CLUSTER_KEY": "apollo.cluster",
}
