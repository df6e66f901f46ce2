package known

// CommonPoolTasks are the methods whose task runs on ForkJoinPool.commonPool() when it
// is called with that many arguments: with one more it gets an executor. Java SE 21 API,
// java.util.concurrent.CompletableFuture ("All async methods without an explicit Executor argument
// are performed using the ForkJoinPool.commonPool()"), CompletionStage, java.util.Arrays.
var CommonPoolTasks = map[string]int{
	"supplyAsync": 1, "runAsync": 1, "completeAsync": 1,
	"thenApplyAsync": 1, "thenAcceptAsync": 1, "thenRunAsync": 1, "thenComposeAsync": 1,
	"handleAsync": 1, "whenCompleteAsync": 1, "exceptionallyAsync": 1, "exceptionallyComposeAsync": 1,
	"thenCombineAsync": 2, "thenAcceptBothAsync": 2, "runAfterBothAsync": 2,
	"applyToEitherAsync": 2, "acceptEitherAsync": 2, "runAfterEitherAsync": 2,
}

// ParallelArrays are the methods of java.util.Arrays that call the function they are
// given on the common pool (Java SE 8 API).
var ParallelArrays = []string{"parallelSetAll", "parallelPrefix", "parallelSort"}

// A ContextUse is a call that looks for classes or resources by the context class
// loader of the thread that it runs on.
type ContextUse struct {
	Class, Method string // "<init>" for a constructor
	Args          int    // -1: however many
	Text          string // how a message names it
}

// ContextUses are the common ones. Those that find what they look for by another
// way when the context class loader does not have it (the JDK's XML factories, ResourceBundle) are
// not among them.
var ContextUses = []ContextUse{
	{"java.lang.Thread", "getContextClassLoader", 0, "Thread.getContextClassLoader()"},
	{"java.util.ServiceLoader", "load", 1, "ServiceLoader.load"},                                                                        // Java SE API: "using the current thread's context class loader"
	{"javax.naming.InitialContext", "<init>", -1, "new InitialContext"},                                                                 // JNDI: javax.naming.spi.NamingManager loads factories by it
	{"javax.script.ScriptEngineManager", "<init>", 0, "new ScriptEngineManager"},                                                        // Java SE API: "Thread.currentThread().getContextClassLoader()"
	{"javax.management.remote.JMXConnectorFactory", "connect", -1, "JMXConnectorFactory.connect"},                                       // Java SE API: default class loader
	{"org.springframework.util.ClassUtils", "getDefaultClassLoader", 0, "ClassUtils.getDefaultClassLoader"},                             // Spring Framework 5 and 6: the context class loader first
	{"org.springframework.core.io.ClassPathResource", "<init>", 1, "new ClassPathResource"},                                             // "using the default class loader"
	{"org.springframework.core.io.DefaultResourceLoader", "<init>", 0, "new DefaultResourceLoader"},                                     // the same
	{"org.springframework.core.io.support.PathMatchingResourcePatternResolver", "<init>", 0, "new PathMatchingResourcePatternResolver"}, // the same
	{"org.springframework.util.ResourceUtils", "getFile", 1, "ResourceUtils.getFile"},                                                   // "classpath:": ClassUtils.getDefaultClassLoader
	{"org.springframework.util.ResourceUtils", "getURL", 1, "ResourceUtils.getURL"},                                                     // the same
}

// TaskWrappers are the classes that give a task the class loader of who submits it:
// Koupleless 1.2, docs/tutorials/module-development/use-thread-pool.md; koupleless-adapter-utils 0.0.1.
var TaskWrappers = []string{
	"KouplelessRunnable", "KouplelessCallable", "BizRunnable", "BizCallable", "KouplelessThreadPoolExecutor", "KouplelessExecutorService",
}
