package javaindex

import "arklint/scanner/model"

func class(qualified string) *model.TypeRef {
	_, simple := splitLast(qualified)
	return &model.TypeRef{Name: model.Name{Text: simple, Qualified: qualified, By: model.Inferred}}
}

// libraryFields are the types of the static fields of the JDK that rules ask about
// (Java SE 25 API, java.lang.System).
var libraryFields = map[string]*model.TypeRef{
	"java.lang.System#out": class("java.io.PrintStream"),
	"java.lang.System#err": class("java.io.PrintStream"),
	"java.lang.System#in":  class("java.io.InputStream"),
}

func libraryField(owner, name string) *model.TypeRef { return libraryFields[owner+"#"+name] }

// libraryReturns are the return types of library methods that rules see calls
// chained on (Java SE 25 API; slf4j 2.0, log4j 2, commons-logging).
var libraryReturns = map[string]*model.TypeRef{
	"java.lang.System#getProperties":                                 class("java.util.Properties"),
	"java.lang.System#getProperty":                                   stringType,
	"java.lang.System#getenv":                                        stringType,
	"java.lang.System#console":                                       class("java.io.Console"),
	"java.lang.System#getLogger":                                     class("java.lang.System.Logger"),
	"java.lang.Runtime#getRuntime":                                   class("java.lang.Runtime"),
	"java.lang.Thread#currentThread":                                 class("java.lang.Thread"),
	"java.lang.Thread#getContextClassLoader":                         class("java.lang.ClassLoader"),
	"java.lang.Class#getClassLoader":                                 class("java.lang.ClassLoader"),
	"java.lang.Class#forName":                                        class("java.lang.Class"),
	"java.lang.Class#getName":                                        stringType,
	"java.lang.Class#getSimpleName":                                  stringType,
	"java.lang.Class#getSuperclass":                                  class("java.lang.Class"),
	"java.lang.Class#getEnclosingClass":                              class("java.lang.Class"),
	"java.lang.Class#getDeclaringClass":                              class("java.lang.Class"),
	"java.lang.Class#getModule":                                      class("java.lang.Module"),
	"java.lang.Class#getProtectionDomain":                            class("java.security.ProtectionDomain"),
	"java.lang.Class#newInstance":                                    class("java.lang.Object"),
	"java.lang.Class#getMethod":                                      class("java.lang.reflect.Method"),
	"java.lang.Class#getDeclaredMethod":                              class("java.lang.reflect.Method"),
	"java.lang.Class#getDeclaredField":                               class("java.lang.reflect.Field"),
	"java.lang.reflect.Method#getDeclaringClass":                     class("java.lang.Class"),
	"java.lang.ClassLoader#getSystemClassLoader":                     class("java.lang.ClassLoader"),
	"java.lang.ClassLoader#getPlatformClassLoader":                   class("java.lang.ClassLoader"),
	"java.lang.ClassLoader#getParent":                                class("java.lang.ClassLoader"),
	"java.lang.ClassLoader#loadClass":                                class("java.lang.Class"),
	"java.lang.Object#getClass":                                      class("java.lang.Class"),
	"java.lang.Throwable#getCause":                                   class("java.lang.Throwable"),
	"java.lang.Throwable#initCause":                                  class("java.lang.Throwable"),
	"java.lang.Throwable#fillInStackTrace":                           class("java.lang.Throwable"),
	"java.lang.reflect.InvocationTargetException#getTargetException": class("java.lang.Throwable"),
	"java.util.concurrent.ForkJoinPool#commonPool":                   class("java.util.concurrent.ForkJoinPool"),
	"org.slf4j.LoggerFactory#getLogger":                              class("org.slf4j.Logger"),
	"org.apache.logging.log4j.LogManager#getLogger":                  class("org.apache.logging.log4j.Logger"),
	"org.apache.commons.logging.LogFactory#getLog":                   class("org.apache.commons.logging.Log"),
	"java.util.logging.Logger#getLogger":                             class("java.util.logging.Logger"),
	"java.util.logging.LogManager#getLogManager":                     class("java.util.logging.LogManager"),
	"java.lang.management.ManagementFactory#getPlatformMBeanServer":  class("javax.management.MBeanServer"),
	"java.net.URL#openConnection":                                    class("java.net.URLConnection"),
	"javax.management.ObjectName#getInstance":                        class("javax.management.ObjectName"),
	"java.util.ServiceLoader#load":                                   class("java.util.ServiceLoader"),
	"org.springframework.boot.SpringApplication#run":                 class("org.springframework.context.ConfigurableApplicationContext"),
	"java.lang.Boolean#toString":                                     stringType,
	"java.lang.Integer#toString":                                     stringType,
	"java.lang.Long#toString":                                        stringType,
	"java.lang.String#valueOf":                                       stringType,
	"java.lang.String#format":                                        stringType,
	"java.lang.String#concat":                                        stringType,
	"java.lang.String#replace":                                       stringType,
	"java.lang.String#substring":                                     stringType,
	"java.lang.String#trim":                                          stringType,
	"java.util.Collections#emptyMap":                                 class("java.util.Map"),
	"java.util.Collections#synchronizedMap":                          class("java.util.Map"),
	"java.util.Collections#synchronizedList":                         class("java.util.List"),
	"java.util.concurrent.ConcurrentHashMap#newKeySet":               class("java.util.Set"),
	"java.util.concurrent.Executors#newFixedThreadPool":              class("java.util.concurrent.ExecutorService"),
}

// throwableMethods return a Throwable on every kind of exception.
var throwableMethods = map[string]bool{"getCause": true, "initCause": true, "fillInStackTrace": true}

func libraryReturn(owner, method string, e *model.Expr) *model.TypeRef {
	if method == "getClass" && len(e.Args) == 0 {
		return libraryReturns["java.lang.Object#getClass"]
	}
	if throwableMethods[method] {
		return libraryReturns["java.lang.Throwable#getCause"]
	}
	if r := libraryReturns[owner+"#"+method]; r != nil {
		return r
	}
	return nil
}

// anyReceiver are methods whose name and form are Object's own, so that the
// type of the receiver does not matter.
var anyReceiver = map[string]*model.TypeRef{
	"getClass": class("java.lang.Class"),
	"toString": stringType,
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
