package known

import "strings"

// A PropertyKind says whose business a System property is.
type PropertyKind uint8

// Kinds of System properties.
const (
	// OwnProperty: no library is known to read it; it is the application's own.
	OwnProperty PropertyKind = iota
	// LibraryProperty: the JDK or a library reads it, for whoever runs in the JVM.
	LibraryProperty
	// IdentityProperty: it says which application this is.
	IdentityProperty
	// BaseProperty: it configures the container or the JVM, which is the base's task.
	BaseProperty
	// SelectorProperty: logback.ContextSelector, which Koupleless wants the base to set.
	SelectorProperty
)

// A Property is what is known of a System property.
type Property struct {
	Kind   PropertyKind
	Reader string // who reads it: "the JDK", "Dubbo"; "" for the application's own
}

// A propertyRow is one row of the table: a whole key, or the beginning of keys
// when it ends in a dot.
type propertyRow struct {
	key    string
	kind   PropertyKind
	reader string
}

var propertyRows = []propertyRow{
	{"logback.ContextSelector", SelectorProperty, "logback"}, // ch.qos.logback.classic.ClassicConstants.LOGBACK_CONTEXT_SELECTOR

	// com.alipay.sofa.ark.spi.constant.Constants (sofa-ark 2.x, 3.1); koupleless docs, runtime-config.md
	{"sofa.ark.", BaseProperty, "SOFAArk"},
	{"com.alipay.sofa.ark.", BaseProperty, "SOFAArk"},
	{"com.alipay.koupleless.", BaseProperty, "Koupleless"},
	{"koupleless.", BaseProperty, "Koupleless"},
	{"ark.", BaseProperty, "SOFAArk"},
	// "Networking Properties", java.base/java/net/doc-files/net-properties.html
	{"java.net.preferIPv4Stack", BaseProperty, "the JDK"},
	{"java.net.preferIPv6Addresses", BaseProperty, "the JDK"},
	{"java.awt.headless", BaseProperty, "the JDK"}, // java.awt.GraphicsEnvironment; SpringApplication sets it as well

	// Spring: spring.application.name, used by LoggingSystem, registries and the like
	{"spring.application.name", IdentityProperty, "Spring Boot"},
	// Apollo: com.ctrip.framework.foundation.internals.provider.DefaultApplicationProvider, DefaultServerProvider
	{"app.id", IdentityProperty, "Apollo"},
	{"env", IdentityProperty, "Apollo"},
	{"idc", IdentityProperty, "Apollo"},
	{"apollo.", IdentityProperty, "Apollo"}, // com.ctrip.framework.apollo.core.ApolloClientSystemConsts
	// SkyWalking samples, koupleless/samples tracing/skywalking and web/tomcat
	{"app.name", IdentityProperty, "tracing and logging agents"},
	{"skywalking.agent.service_name", IdentityProperty, "SkyWalking"}, // agent.config
	// Nacos: com.alibaba.nacos.client.utils.AppNameUtils, ParamUtil
	{"project.name", IdentityProperty, "Nacos and Sentinel"},
	{"nacos.", LibraryProperty, "Nacos"},           // com.alibaba.nacos.api.SystemPropertyKeyConst
	{"nacos.namespace", IdentityProperty, "Nacos"}, // com.alibaba.nacos.api.PropertyKeyConst and the names that configurations give its keys
	{"nacos.server-addr", IdentityProperty, "Nacos"},
	{"nacos.serverAddr", IdentityProperty, "Nacos"},
	{"nacos.group", IdentityProperty, "Nacos"},
	{"nacos.config.", IdentityProperty, "Nacos"},
	{"nacos.discovery.", IdentityProperty, "Nacos"},
	{"nacos.app.", IdentityProperty, "Nacos"},        // com.alibaba.nacos.api.common.Constants: app.conn.labels
	{"tenant.id", IdentityProperty, "Nacos"},         // com.alibaba.nacos.api.SystemPropertyKeyConst
	{"com.alibaba.nacos.", LibraryProperty, "Nacos"}, // com.alibaba.nacos.client.naming.utils.UtilAndComs
	// Dubbo: org.apache.dubbo.common.constants.CommonConstants, ConfigUtils, SystemConfiguration
	{"dubbo.application.name", IdentityProperty, "Dubbo"},
	{"dubbo.", LibraryProperty, "Dubbo"},
	{"csp.sentinel.", LibraryProperty, "Sentinel"}, // com.alibaba.csp.sentinel.config.SentinelConfig
	// RocketMQ: org.apache.rocketmq.client.ClientConfig, MixAll, UtilAll
	{"rocketmq.", LibraryProperty, "RocketMQ"},
	{"com.rocketmq.", LibraryProperty, "RocketMQ"},
	// Spring Boot, Common Application Properties: an Environment reads System properties before files
	{"spring.", LibraryProperty, "Spring"},
	{"server.", LibraryProperty, "Spring Boot"},
	{"management.", LibraryProperty, "Spring Boot"},
	{"logging.", LibraryProperty, "Spring Boot"},
	{"org.springframework.", LibraryProperty, "Spring"},
	{"eureka.", LibraryProperty, "Eureka"}, // Spring Cloud Netflix reference
	// org.springframework.boot.logging.LoggingSystemProperties
	{"LOG_PATH", LibraryProperty, "Spring Boot"},
	{"LOG_FILE", LibraryProperty, "Spring Boot"},
	{"PID", LibraryProperty, "Spring Boot"},
	{"CONSOLE_LOG_PATTERN", LibraryProperty, "Spring Boot"},
	{"FILE_LOG_PATTERN", LibraryProperty, "Spring Boot"},

	// java.lang.System.getProperties, java.base package and module docs; java.net net-properties
	{"java.", LibraryProperty, "the JDK"},
	{"javax.", LibraryProperty, "the JDK"},
	{"jakarta.", LibraryProperty, "Jakarta libraries"}, // jakarta.xml.bind.JAXBContext, jakarta.mail
	{"sun.", LibraryProperty, "the JDK"},
	{"com.sun.", LibraryProperty, "the JDK"}, // JMX, LDAP and XML of the JDK
	{"jdk.", LibraryProperty, "the JDK"},
	{"org.graalvm.nativeimage.", LibraryProperty, "the JDK"}, // org.graalvm.nativeimage.ImageInfo: set by the native image itself
	{"user.", LibraryProperty, "the JDK"},
	{"os.", LibraryProperty, "the JDK"},
	{"file.encoding", LibraryProperty, "the JDK"},
	{"file.separator", LibraryProperty, "the JDK"},
	{"path.separator", LibraryProperty, "the JDK"},
	{"line.separator", LibraryProperty, "the JDK"},
	{"native.encoding", LibraryProperty, "the JDK"},
	{"stdout.encoding", LibraryProperty, "the JDK"},
	{"stderr.encoding", LibraryProperty, "the JDK"},
	{"http.", LibraryProperty, "the JDK"}, // http.proxyHost, http.keepAlive, http.agent
	{"https.", LibraryProperty, "the JDK"},
	{"ftp.", LibraryProperty, "the JDK"},
	{"socksProxyHost", LibraryProperty, "the JDK"},
	{"socksProxyPort", LibraryProperty, "the JDK"},
	{"socksProxyVersion", LibraryProperty, "the JDK"},
	{"networkaddress.", LibraryProperty, "the JDK"}, // java.net.InetAddress

	// Logging: logback manual ch. 3; Log4j 2 "System Properties"; commons-logging LogFactory; slf4j LoggerFactory, SimpleLogger
	{"logback.", LibraryProperty, "logback"},
	{"log4j.", LibraryProperty, "Log4j"},
	{"log4j1.", LibraryProperty, "Log4j"},
	{"log4j2.", LibraryProperty, "Log4j"},
	{"Log4jContextSelector", LibraryProperty, "Log4j"}, // AsyncLoggerContextSelector in the Log4j manual
	{"slf4j.", LibraryProperty, "SLF4J"},
	{"org.slf4j.", LibraryProperty, "SLF4J"},

	// Libraries that configure themselves from System properties
	{"io.netty.", LibraryProperty, "Netty"},             // io.netty.util.internal.SystemPropertyUtil
	{"io.grpc.", LibraryProperty, "gRPC"},               // io.grpc.internal.GrpcUtil
	{"reactor.", LibraryProperty, "Reactor"},            // reactor.core.scheduler.Schedulers, reactor.netty.ReactorNetty
	{"druid.", LibraryProperty, "Druid"},                // com.alibaba.druid.pool.DruidAbstractDataSource.configFromProperties
	{"fastjson.", LibraryProperty, "fastjson"},          // com.alibaba.fastjson.util.IOUtils, ParserConfig
	{"fastjson2.", LibraryProperty, "fastjson2"},        // com.alibaba.fastjson2.JSONFactory
	{"hibernate.", LibraryProperty, "Hibernate"},        // org.hibernate.cfg.Environment
	{"hikaricp.", LibraryProperty, "HikariCP"},          // com.zaxxer.hikari.HikariConfig
	{"com.zaxxer.hikari.", LibraryProperty, "HikariCP"}, // com.zaxxer.hikari.pool.PoolBase
	{"hazelcast.", LibraryProperty, "Hazelcast"},        // com.hazelcast.spi.properties.ClusterProperty
	{"net.sf.ehcache.", LibraryProperty, "Ehcache"},     // net.sf.ehcache.CacheManager
	{"org.quartz.", LibraryProperty, "Quartz"},          // org.quartz.impl.StdSchedulerFactory overrides from System properties
	{"zookeeper.", LibraryProperty, "ZooKeeper"},        // org.apache.zookeeper.client.ZKClientConfig
	{"jute.", LibraryProperty, "ZooKeeper"},             // org.apache.jute.BinaryInputArchive
	{"es.", LibraryProperty, "Elasticsearch"},           // es.set.netty.runtime.available.processors, Netty4Utils
	{"xnio.", LibraryProperty, "Undertow"},              // org.xnio.Xnio
	{"io.undertow.", LibraryProperty, "Undertow"},
	{"org.apache.", LibraryProperty, "Apache libraries"}, // Tomcat system properties, commons-logging, CXF, POI
	{"catalina.", LibraryProperty, "Tomcat"},             // Tomcat 9 configuration reference, System Properties
	{"tomcat.", LibraryProperty, "Tomcat"},
	{"org.eclipse.", LibraryProperty, "Eclipse libraries"}, // Jetty, JGit
	{"org.jboss.", LibraryProperty, "JBoss libraries"},     // org.jboss.logging.provider, RESTEasy
	{"mail.", LibraryProperty, "JavaMail"},                 // JavaMail API, package javax.mail
	{"jna.", LibraryProperty, "JNA"},                       // com.sun.jna.NativeLibrary
	{"jasypt.", LibraryProperty, "Jasypt"},                 // jasypt-spring-boot README
	{"webdriver.", LibraryProperty, "Selenium"},            // Selenium driver properties
	{"groovy.", LibraryProperty, "Groovy"},                 // GroovyScriptEngine, groovy.lang.GroovyClassLoader
	{"kafka.", LibraryProperty, "Kafka"},
	{"cat.", LibraryProperty, "CAT"}, // com.dianping.cat.Cat
}

var propertyIndex = func() map[string]propertyRow {
	m := make(map[string]propertyRow, len(propertyRows))
	for _, r := range propertyRows {
		m[r.key] = r
	}
	return m
}()

// SystemProperty says what is known of a System property: the row with the
// longest matching beginning speaks.
func SystemProperty(key string) Property {
	if r, ok := propertyIndex[key]; ok {
		return Property{r.kind, r.reader}
	}
	for i := len(key) - 1; i > 0; i-- {
		if key[i] != '.' {
			continue
		}
		if r, ok := propertyIndex[key[:i+1]]; ok {
			return Property{r.kind, r.reader}
		}
	}
	return Property{}
}

// SecretProperty reports whether the value of a property is nobody's business:
// it is neither shown nor written to facts.
func SecretProperty(key string) bool {
	lower := strings.ToLower(key)
	for _, word := range []string{"password", "passwd", "pwd", "secret", "token", "credential", "accesskey", "access.key", "access-key", "privatekey", "private.key", "private-key"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}
