package known

import "strings"

// A ConfigSource is a method that answers with configuration of the
// application it runs in.
type ConfigSource struct {
	Class, Method string
	Key           int // the argument that names the setting; -1: none
	From          string
}

// ConfigSources are such methods, but for those that read System properties and
// the environment (package sysprops).
var ConfigSources = sources(
	// Spring Framework 5.3-6.2.
	"the Spring Environment", 0, "org.springframework.core.env.Environment org.springframework.core.env.PropertyResolver org.springframework.core.env.ConfigurableEnvironment "+
		"org.springframework.core.env.StandardEnvironment org.springframework.core.env.AbstractEnvironment", "getProperty getRequiredProperty",
	"a file that the context class loader finds", 0, "org.springframework.core.io.support.PropertiesLoaderUtils", "loadAllProperties",
	// apollo-client 1.x and 2.x.
	"Apollo", 0, "com.ctrip.framework.apollo.Config", "getProperty getIntProperty getLongProperty getShortProperty getFloatProperty getDoubleProperty getBooleanProperty "+
		"getArrayProperty getDateProperty getEnumProperty getDurationProperty",
	"Apollo", -1, "com.ctrip.framework.apollo.ConfigService", "getConfig getAppConfig getConfigFile",
	// nacos-client 1.x to 3.x.
	"Nacos", 0, "com.alibaba.nacos.api.config.ConfigService", "getConfig getConfigAndSignListener",
	"Nacos", -1, "com.alibaba.nacos.api.NacosFactory", "createConfigService createNamingService",
	// Hutool 5.8: found by the context class loader (ResourceUtil, ClassLoaderUtil).
	"a file that the context class loader finds", 0, "cn.hutool.setting.dialect.Props cn.hutool.setting.Setting", "<init>",
	"a file that the context class loader finds", 0, "cn.hutool.setting.dialect.PropsUtil cn.hutool.setting.SettingUtil", "get",
)

// sources expands groups of four: From, Key, classes, methods.
func sources(groups ...any) []ConfigSource {
	var out []ConfigSource
	for ; len(groups) > 0; groups = groups[4:] {
		for class := range strings.FieldsSeq(groups[2].(string)) {
			for method := range strings.FieldsSeq(groups[3].(string)) {
				out = append(out, ConfigSource{class, method, groups[1].(int), groups[0].(string)})
			}
		}
	}
	return out
}

// fileReaders open a file by its path, their first argument (Java SE 25, java.io and java.nio.file).
var fileReaders = map[string]string{
	"java.io.FileInputStream": "<init>", "java.io.FileReader": "<init>", "java.io.RandomAccessFile": "<init>",
	"java.nio.file.Files": "newInputStream newBufferedReader readAllLines readAllBytes readString lines",
}

// ReadsFile reports whether a method opens a file by its path.
func ReadsFile(class, method string) bool {
	for m := range strings.FieldsSeq(fileReaders[class]) {
		if m == method {
			return true
		}
	}
	return false
}

// processVariables are environment variables that say where a process runs, not
// what an application wants (POSIX, Docker, Kubernetes).
var processVariables = map[string]bool{
	"HOME": true, "PATH": true, "USER": true, "LOGNAME": true, "SHELL": true, "PWD": true, "LANG": true, "TZ": true, "TMPDIR": true, "TEMP": true, "TMP": true,
	"HOSTNAME": true, "HOST": true, "COMPUTERNAME": true, "USERNAME": true, "USERPROFILE": true, "OS": true, "TERM": true,
	"JAVA_HOME": true, "JAVA_OPTS": true, "JAVA_TOOL_OPTIONS": true, "CLASSPATH": true,
	"POD_IP": true, "POD_NAME": true, "POD_NAMESPACE": true, "NODE_NAME": true, "NODE_IP": true, "HOST_IP": true,
}

// ProcessFact reports whether a System property or environment variable is a
// fact about the process, the same for every application in it.
func ProcessFact(key string, env bool) bool {
	if env {
		return processVariables[key] || strings.HasPrefix(key, "KUBERNETES_") || strings.HasPrefix(key, "LC_") || strings.HasPrefix(key, "XDG_")
	}
	p := SystemProperty(key)
	return p.Kind == BaseProperty || p.Kind == LibraryProperty && p.Reader == "the JDK" || key == "PID"
}
