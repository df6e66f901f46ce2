package known

// JDBCDrivers are the driver classes that applications load by name so that
// they register themselves with java.sql.DriverManager; each is named in its
// vendor's manual.
var JDBCDrivers = map[string]bool{
	"com.mysql.jdbc.Driver":                                 true, // Connector/J 5.1
	"com.mysql.cj.jdbc.Driver":                              true, // Connector/J 8
	"org.mariadb.jdbc.Driver":                               true, // MariaDB Connector/J
	"org.postgresql.Driver":                                 true, // pgJDBC
	"oracle.jdbc.OracleDriver":                              true, // Oracle JDBC Developer's Guide
	"oracle.jdbc.driver.OracleDriver":                       true, // its older name
	"com.microsoft.sqlserver.jdbc.SQLServerDriver":          true, // Microsoft JDBC Driver
	"net.sourceforge.jtds.jdbc.Driver":                      true, // jTDS
	"com.ibm.db2.jcc.DB2Driver":                             true, // IBM Data Server Driver
	"org.h2.Driver":                                         true, // H2
	"org.hsqldb.jdbcDriver":                                 true, // HSQLDB 1.8
	"org.hsqldb.jdbc.JDBCDriver":                            true, // HSQLDB 2
	"org.apache.derby.jdbc.EmbeddedDriver":                  true, // Derby
	"org.apache.derby.jdbc.ClientDriver":                    true,
	"org.sqlite.JDBC":                                       true, // sqlite-jdbc
	"com.clickhouse.jdbc.ClickHouseDriver":                  true, // ClickHouse
	"ru.yandex.clickhouse.ClickHouseDriver":                 true,
	"org.apache.hive.jdbc.HiveDriver":                       true, // Hive
	"org.apache.phoenix.jdbc.PhoenixDriver":                 true, // Phoenix
	"org.apache.shardingsphere.driver.ShardingSphereDriver": true, // ShardingSphere-JDBC
	"com.oceanbase.jdbc.Driver":                             true, // OceanBase Connector/J
	"com.alipay.oceanbase.jdbc.Driver":                      true,
	"dm.jdbc.driver.DmDriver":                               true, // DM
	"com.kingbase8.Driver":                                  true, // KingbaseES
	"com.taosdata.jdbc.TSDBDriver":                          true, // TDengine
	"com.p6spy.engine.spy.P6SpyDriver":                      true, // P6Spy
}

// A Found is what a look-up finds.
type Found uint8

// What is found.
const (
	Classes   Found = iota // by name: ClassNotFoundException
	Resources              // null, or nothing
	Services               // none
	Proxies                // a proxy is defined there: its interfaces must be visible
	Parents                // nothing itself: the loader becomes somebody's parent, or the thread's
)

// Places of the loader in a LoaderCall besides its arguments.
const (
	Caller   = -1 - iota // no argument: the class that calls lends its own
	Receiver             // the object the method is called on
)

// A LoaderCall is a library method that looks for something in a class loader.
type LoaderCall struct {
	Class, Method string // Method "<init>": a constructor
	Args          int    // the number of arguments; -1: any that reaches both places
	Name          int    // which argument says what is looked for; -1: none does
	Loader        int    // which argument is the loader, or the class that has it; Caller, Receiver
	Finds         Found
}

// LoaderCalls is the table of such methods.
var LoaderCalls = []LoaderCall{
	// Java SE 25 API: java.lang.Class, ClassLoader, MethodHandles.Lookup
	{"java.lang.Class", "forName", 1, 0, Caller, Classes},
	{"java.lang.Class", "forName", 3, 0, 2, Classes},
	{"java.lang.invoke.MethodHandles.Lookup", "findClass", 1, 0, Caller, Classes},
	{"java.lang.ClassLoader", "loadClass", -1, 0, Receiver, Classes},
	{"java.lang.Class", "getResource", 1, 0, Receiver, Resources},
	{"java.lang.Class", "getResourceAsStream", 1, 0, Receiver, Resources},
	{"java.lang.ClassLoader", "getResource", 1, 0, Receiver, Resources},
	{"java.lang.ClassLoader", "getResources", 1, 0, Receiver, Resources},
	{"java.lang.ClassLoader", "getResourceAsStream", 1, 0, Receiver, Resources},
	{"java.lang.ClassLoader", "resources", 1, 0, Receiver, Resources},
	{"java.util.ResourceBundle", "getBundle", -1, 0, 2, Resources}, // (name, locale, loader[, control])
	{"java.util.ServiceLoader", "load", 2, 0, 1, Services},
	{"java.lang.reflect.Proxy", "newProxyInstance", 3, 1, 0, Proxies},
	{"java.net.URLClassLoader", "<init>", -1, -1, 1, Parents},
	{"java.lang.Thread", "setContextClassLoader", 1, -1, 0, Parents},
	// Spring Framework 5.3 and 6: org.springframework.util, core.io
	{"org.springframework.util.ClassUtils", "forName", 2, 0, 1, Classes},
	{"org.springframework.util.ClassUtils", "resolveClassName", 2, 0, 1, Classes},
	{"org.springframework.util.ClassUtils", "isPresent", 2, 0, 1, Classes}, // answers false instead of throwing
	{"org.springframework.core.io.DefaultResourceLoader", "<init>", 1, -1, 0, Resources},
	{"org.springframework.core.io.support.PathMatchingResourcePatternResolver", "<init>", 1, -1, 0, Resources},
	{"org.springframework.core.io.ClassPathResource", "<init>", 2, 0, 1, Resources}, // (path, ClassLoader or Class)
	{"org.springframework.core.io.support.PropertiesLoaderUtils", "loadAllProperties", 2, 0, 1, Resources},
	{"org.springframework.core.io.support.SpringFactoriesLoader", "loadFactories", -1, 0, 1, Services},
	{"org.springframework.core.io.support.SpringFactoriesLoader", "loadFactoryNames", 2, 0, 1, Services},
	{"org.springframework.core.io.support.SpringFactoriesLoader", "forDefaultResourceLocation", 1, -1, 0, Services},
	{"org.springframework.boot.context.annotation.ImportCandidates", "load", 2, 0, 1, Services}, // Spring Boot 2.7 and 3
	// commons-lang 2 and 3: ClassUtils.getClass(ClassLoader, String[, boolean])
	{"org.apache.commons.lang3.ClassUtils", "getClass", -1, 1, 0, Classes},
	{"org.apache.commons.lang.ClassUtils", "getClass", -1, 1, 0, Classes},
	// MyBatis 3: org.apache.ibatis.io.Resources, (loader, name)
	{"org.apache.ibatis.io.Resources", "getResourceAsStream", 2, 1, 0, Resources},
	{"org.apache.ibatis.io.Resources", "getResourceAsReader", 2, 1, 0, Resources},
	{"org.apache.ibatis.io.Resources", "getResourceURL", 2, 1, 0, Resources},
	// Guava: com.google.common.reflect.ClassPath
	{"com.google.common.reflect.ClassPath", "from", 1, -1, 0, Resources},
	// JAXB 2 and 3: JAXBContext.newInstance(contextPath, loader)
	{"javax.xml.bind.JAXBContext", "newInstance", -1, 0, 1, Classes},
	{"jakarta.xml.bind.JAXBContext", "newInstance", -1, 0, 1, Classes},
	{"javax.script.ScriptEngineManager", "<init>", 1, -1, 0, Services}, // Java SE 25 API
}
