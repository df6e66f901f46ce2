package known

// ContextLoaders are the methods that give the context class loader, or the one
// of the application whose object they are called on.
var ContextLoaders = []string{
	"java.lang.Thread#getContextClassLoader",
	"org.springframework.util.ClassUtils#getDefaultClassLoader", // Spring 5.2-6.2: the context class loader first
	// Hutool 5.8: the context class loader first
	"cn.hutool.core.util.ClassLoaderUtil#getClassLoader",
	"cn.hutool.core.util.ClassLoaderUtil#getContextClassLoader",
	"cn.hutool.core.util.ClassUtil#getClassLoader",
	"cn.hutool.core.util.ClassUtil#getContextClassLoader",
	"com.alipay.sofa.koupleless.adapter.AdapterUtils#getClassLoader", // koupleless-adapter-utils 0.0.1
}

// ContextArgument stands for the context class loader as it is when a LoaderKeeper is called.
const ContextArgument = -1

// A LoaderKeeper is a library method whose result keeps a class loader and asks it later.
type LoaderKeeper struct {
	Class, Method string // Method "<init>": a constructor
	Args          int    // the number of arguments; -1: any that reaches Loader
	Loader        int    // which argument is the loader, or keeps one; ContextArgument
	Before53      bool   // only before Spring Framework 5.3
	Name          int    // which argument names the one file it is for; -1: it is for any
}

// LoaderKeepers is the table of such methods.
var LoaderKeepers = []LoaderKeeper{
	// Spring Framework 5.2.15, 5.3.31 (read): up to 5.2 DefaultResourceLoader() takes ClassUtils.getDefaultClassLoader()
	// at once, from 5.3 on each time it is asked. ClassPathResource takes it at once in both.
	{"org.springframework.core.io.DefaultResourceLoader", "<init>", 0, ContextArgument, true, -1},
	{"org.springframework.core.io.FileSystemResourceLoader", "<init>", 0, ContextArgument, true, -1},
	{"org.springframework.core.io.support.PathMatchingResourcePatternResolver", "<init>", 0, ContextArgument, true, -1},
	{"org.springframework.core.io.ClassPathResource", "<init>", 1, ContextArgument, false, 0},
	{"org.springframework.core.io.ClassPathResource", "<init>", 2, 1, false, 0},
	{"groovy.lang.GroovyClassLoader", "<init>", 0, ContextArgument, false, -1}, // Groovy 2.5-4.0: this(Thread.currentThread().getContextClassLoader())
	// Java SE 25 API
	{"java.net.URLClassLoader", "newInstance", 2, 1, false, -1},
	{"java.util.ResourceBundle", "getBundle", -1, 2, false, 0},
	// JAXB 2 and 3: JAXBContext.newInstance(contextPath, loader)
	{"javax.xml.bind.JAXBContext", "newInstance", -1, 1, false, -1},
	{"jakarta.xml.bind.JAXBContext", "newInstance", -1, 1, false, -1},
}
