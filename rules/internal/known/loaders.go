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

// A LoaderCall is a library method that finds a class in a loader it is given.
type LoaderCall struct {
	Class, Method string
	Name, Loader  int // which arguments are the class's name and the loader
}

// LoaderCalls are library methods that do for their caller what
// Class.forName(name, init, loader) does.
var LoaderCalls = []LoaderCall{
	{"org.springframework.util.ClassUtils", "forName", 0, 1},          // Spring Framework 5 and 6
	{"org.springframework.util.ClassUtils", "resolveClassName", 0, 1}, // same
	{"org.springframework.util.ClassUtils", "isPresent", 0, 1},        // same; answers false instead of throwing
	{"org.apache.commons.lang3.ClassUtils", "getClass", 1, 0},         // getClass(ClassLoader, String)
	{"org.apache.commons.lang.ClassUtils", "getClass", 1, 0},          // commons-lang 2
}
