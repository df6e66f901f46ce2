//go:build ignore

// Gen writes library.txt: what the classes of the JDK and of libraries below
// declare, as javap tells it. Run it with
//
//	go run gen.go
//
// It needs the javap of JDK 17 (JAVAP names another) and takes jars from the
// local Maven repository, asking mvn for those that are not there.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A source is a place that classes come from: the JDK or a jar, by its
// Maven coordinates. Packages stand in front of the simple names of their classes;
// a nested class is written with its outer one: Map.Entry.
type source struct {
	jar     string
	classes string
}

var sources = []source{
	{"", `
java.lang: AbstractMethodError Appendable AutoCloseable Boolean Byte Character CharSequence Class ClassLoader ClassNotFoundException
	Cloneable Comparable Double Enum Error Exception Float InheritableThreadLocal Integer InterruptedException Iterable Long Math Module ModuleLayer Number
	Object Package Process ProcessBuilder ProcessHandle Record Runnable Runtime RuntimeException SecurityManager Short StackTraceElement StackWalker String
	StringBuffer StringBuilder System System.Logger Thread Thread.State Thread.UncaughtExceptionHandler ThreadGroup ThreadLocal Throwable Void
java.lang.annotation: Annotation
java.lang.invoke: MethodHandle MethodHandles MethodHandles.Lookup
java.lang.management: ClassLoadingMXBean ManagementFactory MemoryMXBean OperatingSystemMXBean PlatformManagedObject RuntimeMXBean ThreadMXBean
java.lang.ref: Reference ReferenceQueue SoftReference WeakReference
java.lang.reflect: AccessibleObject AnnotatedElement Array Constructor Executable Field GenericDeclaration InvocationHandler
	InvocationTargetException Member Method Modifier Parameter ParameterizedType Proxy Type TypeVariable
java.io: BufferedInputStream BufferedReader BufferedWriter ByteArrayInputStream ByteArrayOutputStream Closeable Console DataInputStream DataOutputStream File FileInputStream
	FileOutputStream FileReader FileWriter FilterInputStream FilterOutputStream Flushable IOException InputStream InputStreamReader ObjectInputStream ObjectOutputStream
	OutputStream OutputStreamWriter PrintStream PrintWriter Reader Serializable StringReader StringWriter UncheckedIOException Writer
java.math: BigDecimal BigInteger
java.net: Authenticator HttpURLConnection InetAddress InetSocketAddress JarURLConnection ServerSocket Socket URI URL URLClassLoader URLConnection
java.nio: Buffer ByteBuffer
java.nio.charset: Charset StandardCharsets
java.nio.channels: Channel FileChannel FileLock SelectableChannel SelectionKey Selector ServerSocketChannel SocketChannel
java.nio.file: FileSystem FileSystems Files OpenOption Path Paths StandardOpenOption WatchEvent WatchEvent.Kind WatchKey WatchService
java.nio.file.attribute: BasicFileAttributes FileTime
java.security: AccessController CodeSource KeyStore MessageDigest Permission PrivilegedAction Provider ProtectionDomain SecureClassLoader Security
java.sql: Connection DatabaseMetaData Driver DriverManager PreparedStatement ResultSet Statement
java.text: DateFormat Format MessageFormat NumberFormat SimpleDateFormat
java.time: Duration Instant LocalDate LocalDateTime ZoneId ZonedDateTime
java.util: AbstractCollection AbstractList AbstractMap AbstractQueue AbstractSequentialList AbstractSet ArrayDeque ArrayList Arrays Base64 Base64.Decoder Base64.Encoder BitSet Calendar Collection Collections
	Comparator Currency Date Deque Dictionary EnumMap EnumSet Enumeration EventListener EventObject Formatter GregorianCalendar HashMap HashSet Hashtable IdentityHashMap Iterator LinkedHashMap
	LinkedHashSet LinkedList List ListIterator Locale Map Map.Entry NavigableMap NavigableSet Objects Optional OptionalInt OptionalLong
	PrimitiveIterator.OfInt PriorityQueue Properties PropertyResourceBundle Queue Random RandomAccess ResourceBundle ResourceBundle.Control Scanner ServiceLoader ServiceLoader.Provider Set SimpleTimeZone SortedMap
	SortedSet Spliterator Stack StringJoiner StringTokenizer TimeZone Timer TimerTask TreeMap TreeSet UUID Vector WeakHashMap
java.util.concurrent: AbstractExecutorService ArrayBlockingQueue BlockingDeque BlockingQueue Callable CompletableFuture CompletionService CompletionStage ConcurrentHashMap ConcurrentLinkedDeque
	ConcurrentLinkedQueue ConcurrentMap ConcurrentNavigableMap ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList CopyOnWriteArraySet CountDownLatch DelayQueue Delayed ExecutionException Executor
	ExecutorCompletionService ExecutorService Executors ForkJoinPool ForkJoinTask ForkJoinWorkerThread Future FutureTask LinkedBlockingDeque LinkedBlockingQueue PriorityBlockingQueue
	RecursiveAction RecursiveTask RejectedExecutionHandler RunnableFuture ScheduledExecutorService ScheduledFuture ScheduledThreadPoolExecutor Semaphore SynchronousQueue
	ThreadFactory ThreadLocalRandom ThreadPoolExecutor TimeUnit
java.util.concurrent.atomic: AtomicBoolean AtomicInteger AtomicLong AtomicReference LongAdder
java.util.concurrent.locks: Condition Lock ReadWriteLock ReentrantLock ReentrantReadWriteLock
java.util.function: BiConsumer BiFunction BiPredicate BinaryOperator BooleanSupplier Consumer Function IntConsumer IntFunction IntPredicate IntSupplier
	IntUnaryOperator LongFunction LongSupplier Predicate Supplier ToDoubleFunction ToIntFunction ToLongFunction UnaryOperator
java.util.jar: Attributes JarEntry JarFile JarInputStream Manifest
java.util.logging: ConsoleHandler FileHandler Handler Level LogManager LogRecord Logger StreamHandler
java.util.regex: MatchResult Matcher Pattern
java.util.stream: BaseStream Collector Collectors DoubleStream IntStream LongStream Stream StreamSupport
java.util.zip: ZipEntry ZipFile
java.beans: BeanInfo FeatureDescriptor Introspector MethodDescriptor PropertyDescriptor PropertyEditorManager
javax.management: MBeanServer MBeanServerConnection MBeanServerFactory ObjectInstance ObjectName
javax.naming: Context InitialContext
javax.net.ssl: HttpsURLConnection SSLContext SSLSocketFactory
javax.script: ScriptEngine ScriptEngineManager
javax.sql: DataSource
javax.xml.parsers: DocumentBuilder DocumentBuilderFactory SAXParserFactory
`},
	{"org.slf4j:slf4j-api:2.0.13", `
org.slf4j: ILoggerFactory Logger LoggerFactory MDC Marker
org.slf4j.spi: LoggingEventBuilder
`},
	{"org.apache.logging.log4j:log4j-api:2.20.0", `
org.apache.logging.log4j: Level LogBuilder LogManager Logger Marker ThreadContext
org.apache.logging.log4j.spi: LoggerContext
`},
	{"org.apache.logging.log4j:log4j-core:2.20.0", `
org.apache.logging.log4j.core: LoggerContext
org.apache.logging.log4j.core.config: Configuration Configurator
`},
	{"log4j:log4j:1.2.17", `
org.apache.log4j: Category Level LogManager Logger MDC Priority
`},
	{"commons-logging:commons-logging:1.2", `
org.apache.commons.logging: Log LogFactory
`},
	{"ch.qos.logback:logback-classic:1.2.12", `
ch.qos.logback.classic: Level Logger LoggerContext
ch.qos.logback.classic.joran: JoranConfigurator
`},
	{"org.springframework:spring-core:5.3.31", `
org.springframework.core.env: AbstractEnvironment ConfigurableEnvironment ConfigurablePropertyResolver Environment MutablePropertySources PropertyResolver PropertySource StandardEnvironment
org.springframework.core.io: AbstractResource ClassPathResource DefaultResourceLoader InputStreamSource Resource ResourceLoader UrlResource
org.springframework.core.io.support: PathMatchingResourcePatternResolver ResourcePatternResolver ResourcePatternUtils SpringFactoriesLoader PropertiesLoaderUtils
org.springframework.util: Assert ClassUtils CollectionUtils MultiValueMap ReflectionUtils ResourceUtils StringUtils
`},
	{"org.springframework:spring-beans:5.3.31", `
org.springframework.beans: BeanUtils
org.springframework.beans.factory: BeanFactory HierarchicalBeanFactory ListableBeanFactory ObjectFactory ObjectProvider
org.springframework.beans.factory.config: AutowireCapableBeanFactory BeanDefinition ConfigurableBeanFactory ConfigurableListableBeanFactory SingletonBeanRegistry
org.springframework.beans.factory.support: BeanDefinitionBuilder BeanDefinitionRegistry DefaultListableBeanFactory
`},
	{"org.springframework:spring-context:5.3.31", `
org.springframework.context: ApplicationContext ApplicationEvent ApplicationEventPublisher ConfigurableApplicationContext MessageSource
org.springframework.context.annotation: AnnotationConfigApplicationContext
org.springframework.context.event: ApplicationContextEvent ContextClosedEvent ContextRefreshedEvent
org.springframework.context.support: AbstractApplicationContext ClassPathXmlApplicationContext GenericApplicationContext
org.springframework.scheduling.concurrent: ThreadPoolTaskExecutor ThreadPoolTaskScheduler
`},
	{"org.springframework:spring-web:5.3.31", `
org.springframework.web.context: WebApplicationContext
org.springframework.web.context.support: WebApplicationContextUtils
`},
	{"org.springframework.boot:spring-boot:2.7.18", `
org.springframework.boot: SpringApplication
org.springframework.boot.builder: SpringApplicationBuilder
org.springframework.boot.logging: LoggingSystem
`},
	{"com.google.guava:guava:32.1.3-jre", `
com.google.common.base: Function Joiner Optional Preconditions Predicate Splitter Strings Supplier Suppliers
com.google.common.cache: Cache CacheBuilder CacheLoader LoadingCache
com.google.common.collect: BiMap FluentIterable HashBiMap HashMultimap ImmutableCollection ImmutableList ImmutableMap ImmutableSet Iterables Lists ListMultimap Maps Multimap Multimaps SetMultimap Sets Table
com.google.common.io: Files Resources
com.google.common.util.concurrent: ListenableFuture ListeningExecutorService MoreExecutors
`},
	{"com.alipay.sofa:sofa-ark-spi:2.2.13", `
com.alipay.sofa.ark.spi.model: Biz BizState Plugin
com.alipay.sofa.ark.spi.service.biz: BizManagerService
com.alipay.sofa.ark.spi.service.plugin: PluginManagerService
com.alipay.sofa.ark.spi.service.event: EventAdminService
com.alipay.sofa.ark.spi.service: ArkInject
`},
	{"com.alipay.sofa:sofa-ark-api:2.2.13", `
com.alipay.sofa.ark.api: ArkClient ClientResponse
`},
}

const header = `# What classes of the JDK and of libraries declare, as far as it tells types. Written by gen.go from javap; do not edit.
# = where the classes below come from
# class<type parameters> : supertypes
#	[static ][abstract ][<type parameters>]type	method/arity  method(parameters)  FIELD ...
# java.lang. is left out; + behind an arity or ) means that the last parameter takes any number of arguments.
`

func main() {
	log.SetFlags(0)
	out := bytes.NewBufferString(header)
	all := make([][]*class, len(sources))
	names := make([]string, len(sources))
	for i, s := range sources {
		var err error
		if all[i], names[i], err = s.read(); err != nil {
			log.Fatal(err)
		}
		for _, c := range all[i] {
			functional[c.simple] = c.isFunctional()
		}
	}
	for i, classes := range all {
		fmt.Fprintf(out, "= %s\n", names[i])
		for _, c := range classes {
			for _, line := range c.lines {
				c.member(line)
			}
			c.write(out)
		}
	}
	if err := os.WriteFile("library.txt", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// read returns the classes and the name of the source.
func (s source) read() (classes []*class, name string, err error) {
	args := []string{"-protected"}
	name = s.jar
	if s.jar == "" {
		version, err := exec.Command(javap(), "-version").Output()
		if err != nil {
			return nil, "", fmt.Errorf("javap: %w", err)
		}
		if name = "JDK " + strings.TrimSpace(string(version)); !strings.HasPrefix(name, "JDK 17.") {
			return nil, "", fmt.Errorf("%s: the table is made with JDK 17; set JAVAP", name)
		}
		name = "JDK 17"
	} else {
		jar, err := find(s.jar)
		if err != nil {
			return nil, "", err
		}
		args = append(args, "-cp", jar)
	}
	var wanted []string
	pkg := ""
	for _, word := range strings.Fields(s.classes) {
		if p, ok := strings.CutSuffix(word, ":"); ok {
			pkg = p
			continue
		}
		wanted = append(wanted, pkg+"."+strings.ReplaceAll(word, ".", "$"))
	}
	cmd := exec.Command(javap(), append(args, wanted...)...)
	text, err := cmd.Output() // those that only another JDK has are reported on stderr
	if err != nil && len(text) == 0 {
		return nil, "", fmt.Errorf("%v: %w", cmd, err)
	}
	var c *class
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "Compiled from"), line == "", line == "}":
		case strings.HasSuffix(line, "{"):
			c = newClass(line)
			classes = append(classes, c)
		default:
			c.lines = append(c.lines, strings.TrimSuffix(line, ";"))
		}
	}
	return classes, name, nil
}

func javap() string {
	if p := os.Getenv("JAVAP"); p != "" {
		return p
	}
	return "javap"
}

// find returns the jar's path in the local Maven repository.
func find(coordinates string) (string, error) {
	c := strings.Split(coordinates, ":")
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	jar := filepath.Join(home, ".m2", "repository", filepath.FromSlash(strings.ReplaceAll(c[0], ".", "/")), c[1], c[2], c[1]+"-"+c[2]+".jar")
	if _, err := os.Stat(jar); err == nil {
		return jar, nil
	}
	get := exec.Command("mvn", "-q", "-B", "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get", "-Dtransitive=false", "-Dartifact="+coordinates)
	get.Stderr = os.Stderr
	if err := get.Run(); err != nil {
		return "", fmt.Errorf("%v: %w", get, err)
	}
	return jar, nil
}

// A class collects the members of one class by what they return.
type class struct {
	head        string
	lines       []string
	isInterface bool
	simple      string // name of its constructors
	members     map[string][]member
	seen        map[string]bool
}

type member struct {
	name   string
	params []string // nil with field: a field
	field  bool
	wild   bool // the last parameter takes any number of arguments
	full   bool // the parameters' types matter
}

var modifiers = regexp.MustCompile(`^(?:(?:public|protected|private|static|final|abstract|volatile|transient|synchronized|native|default|strictfp|sealed|non-sealed|interface|class|enum|record) )*`)

// newClass reads `public interface java.util.Map<K, V> extends ... {`.
func newClass(line string) *class {
	line = strings.TrimSuffix(line, " {")
	isInterface := strings.Contains(modifiers.FindString(line), "interface")
	rest := shorten(line[len(modifiers.FindString(line)):])
	name, supers := cutType(rest)
	c := &class{isInterface: isInterface, members: map[string][]member{}, seen: map[string]bool{}}
	c.simple, _, _ = strings.Cut(name, "<")
	var all []string
	supers = strings.TrimSpace(supers)
	for supers != "" {
		for _, word := range []string{"extends ", "implements ", ","} {
			supers = strings.TrimSpace(strings.TrimPrefix(supers, word))
		}
		var s string
		s, supers = cutType(supers)
		all = append(all, s)
		supers = strings.TrimSpace(supers)
		if strings.HasPrefix(supers, "permits ") {
			break
		}
	}
	all = slices.DeleteFunc(all, func(s string) bool {
		return s == "Object" || s == "java.io.Serializable" || strings.HasPrefix(s, "java.lang.constant.")
	})
	c.head = name
	if len(all) > 0 || isInterface {
		c.head += " : " + strings.Join(all, " ")
	}
	return c
}

// shorten writes nested classes with dots, drops spaces after commas, wildcards
// and throws clauses, and leaves out java.lang.
func shorten(s string) string {
	s, _, _ = strings.Cut(s, " throws ")
	s = strings.ReplaceAll(s, "$", ".")
	s = strings.ReplaceAll(s, ", ", ",")
	s = regexp.MustCompile(`\?(?: (?:super|extends) )`).ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, "?", "Object")
	s = regexp.MustCompile(`\bjava\.lang\.([A-Z])`).ReplaceAllString(s, "$1")
	s = regexp.MustCompile(` extends Object\b( & [\w.]+(<[^<>]*(<[^<>]*>)?[^<>]*>)?)?`).ReplaceAllString(s, "") // of type parameters
	s = regexp.MustCompile(` & [\w.]+(<[^<>]*(<[^<>]*>)?[^<>]*>)?`).ReplaceAllString(s, "")
	return s
}

// cutType cuts the type that s begins with.
func cutType(s string) (typ, rest string) {
	depth := 0
	for i, r := range s {
		switch r {
		case '<':
			depth++
		case '>':
			depth--
		case ' ', ',', '(':
			if depth == 0 {
				return s[:i], s[i:]
			}
		}
	}
	return s, ""
}

func (c *class) member(line string) {
	line = strings.Replace(line, "Class<? super T> getSuperclass", "Class<?> getSuperclass", 1) // elsewhere ? super T takes a T
	mods := modifiers.FindString(line)
	rest := shorten(line[len(mods):])
	key := ""
	if strings.Contains(mods, "static ") {
		key = "static "
	}
	if strings.Contains(mods, "abstract ") && functional[c.simple] {
		key += "abstract "
	}
	params := ""
	if strings.HasPrefix(rest, "<") {
		depth := 0
		for i, r := range rest {
			if r == '<' {
				depth++
			} else if r == '>' {
				depth--
			}
			if depth == 0 {
				params, rest = rest[:i+1], strings.TrimSpace(rest[i+1:])
				break
			}
		}
	}
	typ, rest := cutType(rest)
	rest = strings.TrimSpace(rest)
	if rest == "" || rest[0] == '(' {
		return // a constructor or static {}
	}
	m := member{name: rest}
	name, list, isMethod := strings.Cut(rest, "(")
	if !isMethod {
		m.field = true
		if !strings.Contains(mods, "public ") || !strings.Contains(mods, "static ") || primitive[typ] {
			return
		}
	} else {
		m.name = name
		for list = strings.TrimSuffix(list, ")"); list != ""; {
			var p string
			p, list = cutType(list)
			list = strings.TrimPrefix(list, ",")
			if strings.HasSuffix(p, "...") {
				m.wild = true
				p = strings.TrimSuffix(p, "...") + "[]"
			}
			m.params = append(m.params, p)
			m.full = m.full || takesFunction(p)
		}
		m.full = m.full || params != "" || strings.HasSuffix(key, "abstract ")
		if typ == "void" || primitive[typ] {
			params, typ = "", "void" // their type leads nowhere
		}
		if c.simple != "Object" && (rest == "equals(Object)" || rest == "hashCode()" || rest == "toString()") {
			return
		}
	}
	key += params + typ
	erased := regexp.MustCompile(`<[^()]*>`).ReplaceAllString(rest, "")
	if c.seen[erased] {
		return // the bridge of a method whose return type an override narrows; javac writes it last
	}
	c.seen[erased] = true
	c.members[key] = append(c.members[key], m)
}

var primitive = map[string]bool{"boolean": true, "byte": true, "char": true, "double": true, "float": true, "int": true, "long": true, "short": true}

// functional are the interfaces that lambdas are written for: those with one
// abstract method.
var functional = map[string]bool{}

func (c *class) isFunctional() bool {
	abstract := 0
	for _, line := range c.lines {
		if strings.Contains(line, " abstract ") && !strings.HasSuffix(line, " boolean equals(java.lang.Object)") {
			abstract++
		}
	}
	return c.isInterface && abstract == 1
}

func takesFunction(p string) bool {
	class, _, _ := strings.Cut(p, "<")
	return functional[class]
}

func (m member) spelled() string {
	s := m.name
	switch {
	case m.field:
		return s
	case m.full:
		s += "(" + strings.Join(m.params, ",") + ")"
	default:
		s += fmt.Sprintf("/%d", len(m.params))
	}
	if m.wild {
		s += "+"
	}
	return s
}

// write prints the class. Overloads of one number of parameters that return
// different things are told apart by their parameters.
func (c *class) write(out *bytes.Buffer) {
	returns := map[string]map[string]bool{}
	for key, members := range c.members {
		for _, m := range members {
			if at := fmt.Sprint(m.name, len(m.params)); !m.field {
				if returns[at] == nil {
					returns[at] = map[string]bool{}
				}
				returns[at][key] = true
			}
		}
	}
	fmt.Fprintf(out, "%s\n", c.head)
	keys := make([]string, 0, len(c.members))
	for key := range c.members {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		var names []string
		for _, m := range c.members[key] {
			m.full = m.full || !m.field && len(m.params) > 0 && len(returns[fmt.Sprint(m.name, len(m.params))]) > 1
			if s := m.spelled(); !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
		slices.Sort(names)
		fmt.Fprintf(out, "\t%s\t%s\n", key, strings.Join(names, " "))
	}
}
