package ark

import "arklint/pomparse"

// adapters are the libraries that Koupleless patches when they are in a base: group,
// artifact, versions, and the artifact with the patched classes. From adapter-mapping.yaml of
// koupleless/adapter (adapters.json of the project's knowledge; a version such as [2.3.*] is
// written as a range here).
var adapters = []struct{ group, artifact, versions, adapter string }{
	{"com.ctrip.framework.apollo", "apollo-client", "(,)", "koupleless-adapter-apollo-1.6"},
	{"com.alibaba", "dubbo-dependencies-bom", "[2.6.1,2.7.0)", "koupleless-adapter-dubbo-2.6"},
	{"com.alibaba", "dubbo", "[2.6.0,2.7.0)", "koupleless-adapter-dubbo-2.6"},
	{"org.apache.dubbo", "dubbo-spring-boot-starter", "[2.7.0,2.8.0)", "koupleless-adapter-dubbo-2.7"},
	{"org.apache.dubbo", "dubbo", "[2.7.0,2.8.0)", "koupleless-adapter-dubbo-2.7"},
	{"org.apache.dubbo", "dubbo-common", "[3.1.0,3.2.0)", "koupleless-adapter-dubbo-3.1"},
	{"org.apache.dubbo", "dubbo-common", "[3.2.0,3.3.0)", "koupleless-adapter-dubbo-3.2"},
	{"org.apache.logging.log4j", "log4j-slf4j-impl", "[2.11.0,2.13.1)", "koupleless-adapter-log4j-slf4j-impl-2.11"},
	{"org.apache.logging.log4j", "log4j-slf4j-impl", "(2.13.1,2.19.0)", "koupleless-adapter-log4j-slf4j-impl-2.17"},
	{"org.springframework.boot", "spring-boot-starter-log4j2", "[2.1.0,2.4.0)", "koupleless-adapter-log4j2-spring-starter-2.1"},
	{"org.springframework.boot", "spring-boot-starter-log4j2", "[2.4.0,2.7.0)", "koupleless-adapter-log4j2-spring-starter-2.4"},
	{"org.springframework.boot", "spring-boot-starter-log4j2", "[2.7.0,3.0.0)", "koupleless-adapter-log4j2-spring-starter-2.7"},
	{"org.springframework.boot", "spring-boot-starter-log4j2", "[3.0.0,3.2.0)", "koupleless-adapter-log4j2-spring-starter-3.0"},
	{"org.springframework.boot", "spring-boot-starter-log4j2", "[3.2.0,)", "koupleless-adapter-log4j2-spring-starter-3.2"},
	{"ch.qos.logback", "logback-core", "(,1.4.12)", "koupleless-adapter-logback-core-1.1.6"},
	{"ch.qos.logback", "logback-core", "[1.4.12,)", "koupleless-adapter-logback-core-1.4.12"},
	{"org.springframework.boot", "spring-boot-starter-logging", "[3.0.0,3.2.0)", "koupleless-adapter-logback-spring-starter-3.0"},
	{"org.springframework.boot", "spring-boot-starter-logging", "[3.2.0,)", "koupleless-adapter-logback-spring-starter-3.2"},
	{"ch.qos.logback", "logback-classic", "[1.1.7,1.2.13]", "koupleless-adapter-logback"},
	{"org.mybatis", "mybatis", "[3.5.15,)", "koupleless-adapter-mybatis-3.5.15"},
	{"org.apache.rocketmq", "rocketmq-client", "[4.4.0,4.4.0]", "koupleless-adapter-rocketmq-4.4"},
	{"org.springframework", "spring-aop", "[5.3.27,5.3.27]", "koupleless-adapter-spring-aop-5.3.27"},
	{"org.springframework", "spring-aop", "[6.0.8,6.0.9]", "koupleless-adapter-spring-aop-6.0.8"},
	{"org.springframework.boot", "spring-boot", "[2.5.1,2.7.14]", "koupleless-adapter-spring-boot-logback-2.7.14"},
	{"org.springframework.boot", "spring-boot", "[2.3,2.4)", "koupleless-adapter-springboot-2.3"},
	{"org.springframework.boot", "spring-boot", "[2.1.0,2.7.14]", "koupleless-adaptor-module-resource-load-spring-boot-2.7.14"},
}

// Adapter is the artifact that Koupleless patches a library with when a base loads it, ""
// when it needs none, or when none covers that version.
func Adapter(group, artifact, version string) string {
	for _, a := range adapters {
		if a.group == group && a.artifact == artifact && pomparse.InRange(a.versions, version) {
			return a.adapter
		}
	}
	return ""
}
