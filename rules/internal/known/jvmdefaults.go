package known

import "strings"

// A JVMDefault is a method that changes something of which a JVM has one.
type JVMDefault struct {
	Class, Method string
	Args          int    // this number of arguments only; -1: any
	Changes       string // "the default locale"
	Second        string // what a second caller gets, where only one may call: "java.lang.Error: factory already defined"
	Getter        string // the method of the same class that answers what is set, to put it back; "" without
	Instead       string // what to do instead
	// Mild: the other applications go on as before in most cases.
	Mild bool
}

// Name is the method as people write it: Locale.setDefault.
func (d JVMDefault) Name() string { return SimpleName(d.Class) + "." + d.Method }

// factoryDefined is what java.net's and java.rmi's factories throw when they are set twice.
const factoryDefined = "factory already defined"

// JVMDefaults are the process-wide setters of the JDK and of libraries that
// change the JDK's state for their caller. The list began as CodeQL's
// EJBRestrictions.qll (github/codeql, java/ql/lib/semmle/code/java/frameworks/javaee/ejb);
// each row was read in the API documentation of Java SE 25 or, where the method is
// gone since, of the release that is named.
var JVMDefaults = []JVMDefault{
	// java.util.Locale: "Sets the default locale for this instance of the Java Virtual Machine".
	{Class: "java.util.Locale", Method: "setDefault", Args: -1, Changes: "the default locale", Getter: "getDefault",
		Instead: "pass the Locale to String.format, DateTimeFormatter and the like, or set spring.web.locale in this application"},
	// java.util.TimeZone: without a security manager "the default time zone is set" for all callers.
	{Class: "java.util.TimeZone", Method: "setDefault", Args: 1, Changes: "the default time zone", Getter: "getDefault",
		Instead: "pass the zone to the formatters and to ZonedDateTime, or set spring.jackson.time-zone and the JDBC driver's zone in this application"},

	// java.net: one field of the class each, mostly to be set once.
	{Class: "java.net.URL", Method: "setURLStreamHandlerFactory", Args: 1, Changes: "how every URL is opened", Second: "java.lang.Error: " + factoryDefined,
		Instead: "pass a URLStreamHandler to the URL's constructor or to URL.of, or let the base set one factory for all"},
	{Class: "java.net.URLConnection", Method: "setContentHandlerFactory", Args: 1, Changes: "how content of every URL is read", Second: "java.lang.Error: " + factoryDefined,
		Instead: "read the connection's stream yourself"},
	{Class: "java.net.URLConnection", Method: "setFileNameMap", Args: 1, Changes: "the map of file names to content types", Getter: "getFileNameMap",
		Instead: "ask a map of your own, or Files.probeContentType"},
	{Class: "java.net.URLConnection", Method: "setDefaultUseCaches", Args: -1, Changes: "whether URL connections use caches",
		Instead: "call setUseCaches on the connection"},
	{Class: "java.net.URLConnection", Method: "setDefaultAllowUserInteraction", Args: 1, Changes: "whether URL connections may ask the user", Getter: "getDefaultAllowUserInteraction",
		Instead: "call setAllowUserInteraction on the connection"},
	{Class: "java.net.HttpURLConnection", Method: "setFollowRedirects", Args: 1, Changes: "whether HTTP connections follow redirects", Getter: "getFollowRedirects",
		Instead: "call setInstanceFollowRedirects on the connection"},
	{Class: "java.net.Authenticator", Method: "setDefault", Args: 1, Changes: "the authenticator of all HTTP and proxy connections", Getter: "getDefault",
		Instead: "set the authenticator on the connection (HttpURLConnection.setAuthenticator) or on the HttpClient"},
	{Class: "java.net.ProxySelector", Method: "setDefault", Args: 1, Changes: "the proxies of all connections", Getter: "getDefault",
		Instead: "pass a Proxy to URL.openConnection, or a ProxySelector to the HttpClient"},
	{Class: "java.net.CookieHandler", Method: "setDefault", Args: 1, Changes: "the cookie store of all HTTP connections", Getter: "getDefault",
		Instead: "give the HttpClient a cookie handler of its own"},
	{Class: "java.net.ResponseCache", Method: "setDefault", Args: 1, Changes: "the response cache of all HTTP connections", Getter: "getDefault",
		Instead: "cache in this application's own client"},
	{Class: "java.net.Socket", Method: "setSocketImplFactory", Args: 1, Changes: "what every Socket is made of", Second: "java.net.SocketException: " + factoryDefined,
		Instead: "give the client library a SocketFactory"},
	{Class: "java.net.ServerSocket", Method: "setSocketFactory", Args: 1, Changes: "what every ServerSocket is made of", Second: "java.net.SocketException: " + factoryDefined,
		Instead: "give the server library a ServerSocketFactory"},
	{Class: "java.net.DatagramSocket", Method: "setDatagramSocketImplFactory", Args: 1, Changes: "what every DatagramSocket is made of", Second: "java.net.SocketException: " + factoryDefined,
		Instead: "make the sockets through a factory of your own"},
	// java.rmi.server.RMISocketFactory: "The RMI socket factory can only be set once".
	{Class: "java.rmi.server.RMISocketFactory", Method: "setSocketFactory", Args: 1, Changes: "the sockets of RMI", Second: "java.net.SocketException: " + factoryDefined,
		Instead: "pass socket factories to UnicastRemoteObject.exportObject and LocateRegistry"},
	{Class: "java.rmi.server.RMISocketFactory", Method: "setFailureHandler", Args: 1, Changes: "what RMI does when a server socket fails", Getter: "getFailureHandler",
		Instead: "handle the failure where the socket is made"},

	// TLS: "default" is the JVM's.
	{Class: "javax.net.ssl.HttpsURLConnection", Method: "setDefaultHostnameVerifier", Args: 1, Changes: "which host names HTTPS connections accept", Getter: "getDefaultHostnameVerifier",
		Instead: "call setHostnameVerifier on the connection"},
	{Class: "javax.net.ssl.HttpsURLConnection", Method: "setDefaultSSLSocketFactory", Args: 1, Changes: "which certificates HTTPS connections trust", Getter: "getDefaultSSLSocketFactory",
		Instead: "call setSSLSocketFactory on the connection"},
	{Class: "javax.net.ssl.SSLContext", Method: "setDefault", Args: 1, Changes: "which certificates TLS connections trust", Getter: "getDefault",
		Instead: "give the client an SSLContext of its own"},

	// java.security, javax.security.auth.
	{Class: "java.security.Security", Method: "setProperty", Args: 2, Changes: "a security property",
		Instead: "let the base decide it, in its java.security file or its main"},
	{Class: "java.security.Security", Method: "addProvider", Args: 1, Changes: "the list of security providers", Mild: true,
		Instead: "pass the Provider object to getInstance(algorithm, provider), or let the base register it once"},
	{Class: "java.security.Security", Method: "insertProviderAt", Args: 2, Changes: "which security provider answers first", Mild: true,
		Instead: "pass the Provider object to getInstance(algorithm, provider), or let the base register it once"},
	{Class: "java.security.Security", Method: "removeProvider", Args: 1, Changes: "the list of security providers",
		Instead: "pass the Provider object you mean to getInstance(algorithm, provider)"},
	{Class: "java.security.Policy", Method: "setPolicy", Args: 1, Changes: "the security policy", // up to Java SE 23
		Instead: "let the base decide it"},
	{Class: "javax.security.auth.login.Configuration", Method: "setConfiguration", Args: 1, Changes: "the JAAS configuration", Getter: "getConfiguration",
		Instead: "pass the Configuration to the LoginContext's constructor"},
	{Class: "java.io.ObjectInputFilter.Config", Method: "setSerialFilter", Args: 1, Changes: "the filter of all deserialization", Second: "java.lang.IllegalStateException",
		Instead: "call setObjectInputFilter on the stream"},
	{Class: "java.io.ObjectInputFilter.Config", Method: "setSerialFilterFactory", Args: 1, Changes: "the filters of all deserialization", Second: "java.lang.IllegalStateException",
		Instead: "call setObjectInputFilter on the stream"},
	// javax.naming.spi.NamingManager: "the factory builder can only be set once".
	{Class: "javax.naming.spi.NamingManager", Method: "setInitialContextFactoryBuilder", Args: 1, Changes: "how every InitialContext is made", Second: "java.lang.IllegalStateException",
		Instead: "name the factory in the InitialContext's environment"},
	{Class: "javax.naming.spi.NamingManager", Method: "setObjectFactoryBuilder", Args: 1, Changes: "how JNDI makes objects", Second: "java.lang.IllegalStateException",
		Instead: "name the factory in the context's environment"},

	// java.lang. setOut and setErr are the rule stdout-redirect's.
	{Class: "java.lang.System", Method: "setIn", Args: 1, Changes: "the standard input",
		Instead: "hand the stream to the code that reads it"},
	{Class: "java.lang.System", Method: "setSecurityManager", Args: 1, Changes: "the security manager", Getter: "getSecurityManager", // throws since Java 24
		Instead: "drop it: the JVM's security is the base's business, and gone since Java 24"},
	{Class: "java.lang.System", Method: "runFinalizersOnExit", Args: 1, Changes: "whether finalizers run at exit", // up to Java SE 10
		Instead: "drop it"},
	{Class: "java.lang.Runtime", Method: "runFinalizersOnExit", Args: 1, Changes: "whether finalizers run at exit",
		Instead: "drop it"},
	{Class: "java.lang.Thread", Method: "setDefaultUncaughtExceptionHandler", Args: 1, Changes: "who handles uncaught exceptions of all threads", Getter: "getDefaultUncaughtExceptionHandler",
		Instead: "set the handler on this application's own threads, in the ThreadFactory"},
	{Class: "sun.misc.Signal", Method: "handle", Args: 2, Changes: "what the process does on a signal", // jdk.unsupported
		Instead: "let the base handle signals, and close this application's own context in a @PreDestroy method"},

	// java.sql.DriverManager: static fields.
	{Class: "java.sql.DriverManager", Method: "setLoginTimeout", Args: 1, Changes: "the login timeout of all JDBC drivers", Getter: "getLoginTimeout",
		Instead: "set the connection pool's own timeout"},
	{Class: "java.sql.DriverManager", Method: "setLogWriter", Args: 1, Changes: "where all JDBC drivers log", Getter: "getLogWriter",
		Instead: "set the log writer of the DataSource"},
	{Class: "java.sql.DriverManager", Method: "setLogStream", Args: 1, Changes: "where all JDBC drivers log", Getter: "getLogStream",
		Instead: "set the log writer of the DataSource"},

	// java.util.logging: one LogManager for each JVM, whoever loads the class that asks.
	{Class: "java.util.logging.LogManager", Method: "reset", Args: 0, Changes: "the handlers and levels of java.util.logging",
		Instead: "leave java.util.logging to the base, and set levels of this application's own loggers"},
	{Class: "java.util.logging.LogManager", Method: "readConfiguration", Args: -1, Changes: "the configuration of java.util.logging",
		Instead: "leave java.util.logging to the base, and set levels of this application's own loggers"},
	{Class: "java.util.logging.LogManager", Method: "updateConfiguration", Args: -1, Changes: "the configuration of java.util.logging",
		Instead: "leave java.util.logging to the base, and set levels of this application's own loggers"},
	// org.slf4j.bridge.SLF4JBridgeHandler (jul-to-slf4j 1.7, 2.0) works on the root logger of java.util.logging.
	{Class: "org.slf4j.bridge.SLF4JBridgeHandler", Method: "install", Args: 0, Changes: "the root logger of java.util.logging", Mild: true,
		Instead: "let the base bridge java.util.logging: Spring Boot does it there by itself"},
	{Class: "org.slf4j.bridge.SLF4JBridgeHandler", Method: "removeHandlersForRootLogger", Args: 0, Changes: "the root logger of java.util.logging", Mild: true,
		Instead: "let the base bridge java.util.logging: Spring Boot does it there by itself"},

	// java.beans: per thread group, which base and modules share (java.beans.ThreadGroupContext).
	{Class: "java.beans.Introspector", Method: "setBeanInfoSearchPath", Args: 1, Changes: "where BeanInfo classes are looked for", Getter: "getBeanInfoSearchPath",
		Instead: "put the BeanInfo beside its class"},
	{Class: "java.beans.PropertyEditorManager", Method: "registerEditor", Args: 2, Changes: "the property editor of a type",
		Instead: "register the editor with Spring's DataBinder or a CustomEditorConfigurer"},
	{Class: "java.beans.PropertyEditorManager", Method: "setEditorSearchPath", Args: 1, Changes: "where property editors are looked for", Getter: "getEditorSearchPath",
		Instead: "register editors with Spring's DataBinder"},

	// javax.imageio.ImageIO: one cache setting for each AppContext, one registry; both the JVM's on a server.
	{Class: "javax.imageio.ImageIO", Method: "setUseCache", Args: 1, Changes: "whether ImageIO caches on disk", Getter: "getUseCache", Mild: true,
		Instead: "wrap the stream in a MemoryCacheImageInputStream or MemoryCacheImageOutputStream"},
	{Class: "javax.imageio.ImageIO", Method: "setCacheDirectory", Args: 1, Changes: "where ImageIO caches", Getter: "getCacheDirectory", Mild: true,
		Instead: "let the base decide it"},
	{Class: "javax.imageio.ImageIO", Method: "scanForPlugins", Args: 0, Changes: "which image formats ImageIO knows", Mild: true,
		Instead: "let the base bring the plug-ins, or ask the plug-in's reader directly"},

	// AWT and Swing on a server: reports, captchas.
	{Class: "java.awt.KeyboardFocusManager", Method: "setCurrentKeyboardFocusManager", Args: 1, Changes: "the keyboard focus manager",
		Instead: "drop it: a server has no keyboard"},
	{Class: "javax.swing.UIManager", Method: "setLookAndFeel", Args: 1, Changes: "the look and feel of Swing", Getter: "getLookAndFeel", Mild: true,
		Instead: "let the base decide it"},

	// com.sun.management.HotSpotDiagnosticMXBean: flags of the running VM.
	{Class: "com.sun.management.HotSpotDiagnosticMXBean", Method: "setVMOption", Args: 2, Changes: "a flag of the VM",
		Instead: "let the base's start script decide it"},
}

// A RootLoggerChange is a method that changes a java.util.logging.Logger, which
// matters to all when that is the root logger (java.util.logging.Logger, Java SE 25).
var RootLoggerChange = map[string]bool{"setLevel": true, "addHandler": true, "removeHandler": true, "setFilter": true}

// inheritedStatics are classes through which a static method of the first one
// is called as well.
var inheritedStatics = map[string][]string{
	"java.net.URLConnection":     {"java.net.HttpURLConnection", "javax.net.ssl.HttpsURLConnection", "java.net.JarURLConnection"},
	"java.net.HttpURLConnection": {"javax.net.ssl.HttpsURLConnection"},
	"java.util.TimeZone":         {"java.util.SimpleTimeZone"},
	"java.net.DatagramSocket":    {"java.net.MulticastSocket"},
	"java.net.Socket":            {"javax.net.ssl.SSLSocket"},
	"java.net.ServerSocket":      {"javax.net.ssl.SSLServerSocket"},
	"java.net.CookieHandler":     {"java.net.CookieManager"},
}

// Receivers are the classes under which a call of d counts.
func (d JVMDefault) Receivers() []string {
	return append([]string{d.Class}, inheritedStatics[d.Class]...)
}

// A JVMField is a static field of the JDK that code changes by reflection
// because there is no setter, or none that may be called twice.
type JVMField struct{ Class, Field, Changes string }

// JVMFields are such fields; the sources of JDK 8 to 25 have them unless a
// release is named.
var JVMFields = []JVMField{
	{"java.nio.charset.Charset", "defaultCharset", "the default charset"},                     // the hack around -Dfile.encoding, JDK 8 to 17
	{"java.lang.ClassLoader", "usr_paths", "where native libraries are looked for"},           // JDK 8 to 14
	{"java.lang.ClassLoader", "sys_paths", "where native libraries are looked for"},           // JDK 8 to 14
	{"java.net.URL", "factory", "how every URL is opened"},                                    // the hack around "factory already defined"
	{"java.net.URL", "handlers", "how every URL is opened"},                                   // its cache
	{"java.util.TimeZone", "defaultTimeZone", "the default time zone"},                        // JDK 8 to 25
	{"java.util.Locale", "defaultLocale", "the default locale"},                               // JDK 8 to 25
	{"java.lang.System", "props", "the System properties"},                                    // JDK 8 to 25
	{"java.lang.System", "out", "the standard output"},                                        // final since ever, changed through its modifiers
	{"java.lang.System", "err", "the standard error output"},                                  // same
	{"java.net.InetAddress", "addressCache", "the cache of host names"},                       // JDK 8
	{"java.net.InetAddress", "cache", "the cache of host names"},                              // JDK 9 to 25
	{"javax.crypto.JceSecurity", "isRestricted", "which key lengths are allowed"},             // the JCE hack, JDK 8
	{"java.lang.ApplicationShutdownHooks", "hooks", "the shutdown hooks of all applications"}, // JDK 8 to 25
}

// JVMFieldNamed returns the row of a field; nested classes are written with a dot.
func JVMFieldNamed(class, field string) (JVMField, bool) {
	class = strings.ReplaceAll(class, "$", ".")
	for _, f := range JVMFields {
		if f.Class == class && f.Field == field {
			return f, true
		}
	}
	return JVMField{}, false
}
