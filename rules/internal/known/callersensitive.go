package known

// A CallerSensitive is a method that takes the class loader of whoever calls
// it without saying so.
type CallerSensitive struct {
	Class, Method string
	Args          []int  // the numbers of arguments with which it does
	Name          int    // which argument names what is looked for; -1: none does
	Misses        string // what a module's own comes to
	Instead       string // what to do
}

// CallerSensitives is the table of such methods: those of the JDK carry
// @CallerSensitive in OpenJDK 8 to 25. java.beans.Introspector and JNDI's
// InitialContext are not among them: the one asks the loader of the bean's class,
// the other the context class loader.
var CallerSensitives = []CallerSensitive{
	// java.util.ResourceBundle: "using ... the caller module's class loader"
	{"java.util.ResourceBundle", "getBundle", []int{1, 2, 3}, 0, "a module's bundle ends in MissingResourceException", "use getBundle(name, locale, Thread.currentThread().getContextClassLoader())"},
	// java.util.logging.Logger.getLogger(name, resourceBundleName): the bundle is looked for as above
	{"java.util.logging.Logger", "getLogger", []int{2}, 1, "a module's bundle ends in MissingResourceException", "load the bundle yourself and call logger.setResourceBundle"},
	// java.lang.Package: "the caller's class loader"
	{"java.lang.Package", "getPackage", []int{1}, 0, "a module's package is null", "use type.getPackage() of one of its classes"},
	{"java.lang.Package", "getPackages", []int{0}, -1, "a module's packages are left out", "ask the classes themselves: type.getPackage()"},
	// java.sql.DriverManager: isDriverAllowed(driver, Reflection.getCallerClass())
	{"java.sql.DriverManager", "getDriver", []int{1}, -1, "a driver that only a module packs ends in SQLException: No suitable driver", "let the base bring the driver, or take a javax.sql.DataSource"},
	{"java.sql.DriverManager", "getConnection", []int{1, 2, 3}, -1, "a driver that only a module packs ends in SQLException: No suitable driver", "let the base bring the driver, or take a javax.sql.DataSource"},
	{"java.sql.DriverManager", "getDrivers", []int{0}, -1, "a driver that only a module packs is left out", "let the base bring the driver"},
	{"java.sql.DriverManager", "drivers", []int{0}, -1, "a driver that only a module packs is left out", "let the base bring the driver"},
	// Log4j 2.11-2.24, LogManager.getContext(boolean currentContext): false asks for the context of the
	// caller's class loader (ClassLoaderContextSelector.getContext)
	{"org.apache.logging.log4j.LogManager", "getContext", []int{1}, -1, "a module's own LoggerContext is never found, only the base's", "use LogManager.getContext(Thread.currentThread().getContextClassLoader(), false)"},
}
