package known

// A Registration is a method that puts an object of the caller's into a table
// of the JVM, and the methods that take it out again.
type Registration struct {
	Class, Method string
	Undo          []string
	What          string // "the JDBC driver"
	Keeper        string // who keeps it: "DriverManager"
	Again         string // what the same module gets when it is installed again, "" when nothing fails
	// Platform: only on an object of the JVM's own (java.lang.management).
	Platform bool
	// Cache: a cache fills itself, so the object matters less.
	Cache bool
}

// Registrations are such methods: the catalogue of class loader leaks of
// mjiderhamn/classloader-leak-prevention 2.7 (cleanup and preinit packages) and
// Tomcat's JreMemoryLeakPreventionListener and WebappClassLoaderBase, as far as
// applications call them themselves. APIs are those of Java SE 25.
var Registrations = []Registration{
	{Class: "java.sql.DriverManager", Method: "registerDriver", Undo: []string{"deregisterDriver"}, What: "the JDBC driver", Keeper: "DriverManager"},
	{Class: "javax.management.MBeanServer", Method: "registerMBean", Undo: []string{"unregisterMBean"}, What: "the MBean", Keeper: "the MBean server",
		Again: "javax.management.InstanceAlreadyExistsException"},
	{Class: "javax.management.MBeanServer", Method: "createMBean", Undo: []string{"unregisterMBean"}, What: "the MBean", Keeper: "the MBean server",
		Again: "javax.management.InstanceAlreadyExistsException"},
	{Class: "javax.management.MBeanServer", Method: "addNotificationListener", Undo: []string{"removeNotificationListener"}, What: "the listener", Keeper: "the MBean server"},
	{Class: "javax.management.NotificationEmitter", Method: "addNotificationListener", Undo: []string{"removeNotificationListener"}, What: "the listener",
		Keeper: "the platform's MBean", Platform: true},
	{Class: "javax.management.NotificationBroadcaster", Method: "addNotificationListener", Undo: []string{"removeNotificationListener"}, What: "the listener",
		Keeper: "the platform's MBean", Platform: true},
	{Class: "java.lang.Runtime", Method: "addShutdownHook", Undo: []string{"removeShutdownHook"}, What: "the shutdown hook", Keeper: "the JVM"},
	{Class: "java.security.Security", Method: "addProvider", Undo: []string{"removeProvider"}, What: "the security provider", Keeper: "java.security.Security"},
	{Class: "java.security.Security", Method: "insertProviderAt", Undo: []string{"removeProvider"}, What: "the security provider", Keeper: "java.security.Security"},
	{Class: "java.util.logging.Logger", Method: "addHandler", Undo: []string{"removeHandler"}, What: "the log handler", Keeper: "java.util.logging"},
	{Class: "javax.imageio.spi.IIORegistry", Method: "registerServiceProvider", Undo: []string{"deregisterServiceProvider"}, What: "the image plug-in", Keeper: "ImageIO's registry"},
	{Class: "java.rmi.server.UnicastRemoteObject", Method: "exportObject", Undo: []string{"unexportObject"}, What: "the remote object", Keeper: "RMI's object table"},
	{Class: "java.rmi.registry.LocateRegistry", Method: "createRegistry", Undo: []string{"unexportObject"}, What: "the RMI registry", Keeper: "RMI's object table",
		Again: "java.rmi.server.ExportException"},
	// The cache holds BeanInfo by weak keys whose values lead back to them (java.beans.ThreadGroupContext).
	{Class: "java.beans.Introspector", Method: "getBeanInfo", Undo: []string{"flushFromCaches", "flushCaches"}, What: "the BeanInfo", Keeper: "Introspector's cache", Cache: true},
}
