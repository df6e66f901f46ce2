package known

// ContextLoaderSetters are the methods that set the context class loader of the
// current thread to their first argument, besides Thread.setContextClassLoader. All
// but the last give back the loader that was set before.
var ContextLoaderSetters = []struct{ Class, Method string }{
	{"org.springframework.util.ClassUtils", "overrideThreadContextClassLoader"},    // Spring Framework 5.3 and 6
	{"com.alipay.sofa.ark.common.util.ClassLoaderUtils", "pushContextClassLoader"}, // SOFAArk 2.2 and 3.1
	{"com.alipay.sofa.ark.common.util.ClassLoaderUtils", "popContextClassLoader"},
}
