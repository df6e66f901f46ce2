package jarfile

import "strings"

// changers lists the methods that change the content of what they are called on, by the
// classes that declare them (Java SE 25 API; Guava 33, Netty 4.1, Dubbo 3.2 and
// transmittable-thread-local 2.14 for the rest).
//
// rules/internal/known has such a table for sources, and a longer one: a jar's own
// containers are looked up by what they extend, and what libraries in other jars offer
// is as good as always declared as one of these.
var changers = []struct{ methods, types string }{
	{"add addAll clear remove removeAll removeIf retainAll addFirst addLast removeFirst removeLast pollFirst pollLast " +
		"set replaceAll sort addElement insertElementAt removeAllElements removeElement removeElementAt setElementAt setSize push pop " +
		"offer poll offerFirst offerLast removeFirstOccurrence removeLastOccurrence put take drainTo transfer tryTransfer " +
		"putFirst putLast takeFirst takeLast addAllAbsent addIfAbsent",
		"java/util: Collection AbstractCollection SequencedCollection Set HashSet LinkedHashSet SequencedSet SortedSet NavigableSet TreeSet EnumSet AbstractSet " +
			"List ArrayList LinkedList Vector Stack AbstractList AbstractSequentialList Queue Deque ArrayDeque PriorityQueue AbstractQueue;" +
			"java/util/concurrent: CopyOnWriteArraySet ConcurrentSkipListSet ConcurrentHashMap$KeySetView CopyOnWriteArrayList BlockingQueue BlockingDeque TransferQueue " +
			"ArrayBlockingQueue LinkedBlockingQueue LinkedBlockingDeque LinkedTransferQueue PriorityBlockingQueue DelayQueue ConcurrentLinkedQueue ConcurrentLinkedDeque"},
	{"put putAll putIfAbsent remove clear compute computeIfAbsent computeIfPresent merge replace replaceAll pollFirstEntry pollLastEntry " +
		"putFirst putLast setProperty load loadFromXML",
		"java/util: Map HashMap LinkedHashMap SequencedMap SortedMap NavigableMap TreeMap WeakHashMap IdentityHashMap Hashtable EnumMap AbstractMap Dictionary Properties;" +
			"java/util/concurrent: ConcurrentMap ConcurrentHashMap ConcurrentNavigableMap ConcurrentSkipListMap"},
	{"setValue remove set add", "java/util: Map$Entry Iterator ListIterator"},
	{"set clear flip and andNot or xor", "java/util: BitSet"},
	{"add clear roll set setTime setTimeInMillis setTimeZone setLenient", "java/util: Calendar GregorianCalendar"},
	{"set lazySet setPlain setOpaque setRelease getAndSet compareAndSet compareAndExchange compareAndExchangeAcquire compareAndExchangeRelease " +
		"weakCompareAndSet weakCompareAndSetPlain weakCompareAndSetAcquire weakCompareAndSetRelease weakCompareAndSetVolatile " +
		"incrementAndGet getAndIncrement decrementAndGet getAndDecrement addAndGet getAndAdd updateAndGet getAndUpdate accumulateAndGet " +
		"getAndAccumulate attemptStamp attemptMark add increment decrement reset sumThenReset accumulate getThenReset",
		"java/util/concurrent/atomic: AtomicInteger AtomicLong AtomicIntegerArray AtomicLongArray AtomicBoolean AtomicReference AtomicReferenceArray " +
			"AtomicStampedReference AtomicMarkableReference LongAdder DoubleAdder LongAccumulator DoubleAccumulator"},
	{"append appendCodePoint delete deleteCharAt insert replace reverse setCharAt setLength", "java/lang: StringBuilder StringBuffer"},
	{"set remove",
		"java/lang: ThreadLocal InheritableThreadLocal;com/alibaba/ttl: TransmittableThreadLocal;io/netty/util/concurrent: FastThreadLocal;" +
			"org/springframework/core: NamedThreadLocal NamedInheritableThreadLocal;org/apache/dubbo/common/threadlocal: InternalThreadLocal NamedInternalThreadLocal"},
	{"put putAll getIfPresent get getUnchecked getAll invalidate invalidateAll cleanUp refresh", "com/google/common/cache: Cache LoadingCache"},
	{"put putAll remove removeAll replaceValues clear",
		"com/google/common/collect: Multimap ListMultimap SetMultimap ArrayListMultimap HashMultimap LinkedHashMultimap Table HashBasedTable"},
	{"put putAll get getAll invalidate invalidateAll cleanUp refresh", "com/github/benmanes/caffeine/cache: Cache LoadingCache"},
}

// changing are the methods by class; changingNames the names of all of them.
var changing, changingNames = func() (map[string]map[string]bool, map[string]bool) {
	byClass, names := map[string]map[string]bool{}, map[string]bool{}
	for _, row := range changers {
		methods := map[string]bool{}
		for m := range strings.FieldsSeq(row.methods) {
			methods[m], names[m] = true, true
		}
		eachType(row.types, func(class string) { byClass[class] = methods })
	}
	return byClass, names
}()

// perThread are the classes whose get returns what only one thread sees.
var perThread = func() map[string]bool {
	m := map[string]bool{}
	for _, row := range changers {
		if row.methods == "set remove" {
			eachType(row.types, func(class string) { m[class] = true })
		}
	}
	return m
}()

// eachType calls f with the classes of "package: A B;package: C".
func eachType(list string, f func(class string)) {
	for part := range strings.SplitSeq(list, ";") {
		pkg, simple, _ := strings.Cut(part, ": ")
		for name := range strings.FieldsSeq(simple) {
			f(pkg + "/" + name)
		}
	}
}

// changedArgument is the argument whose content a static method changes, -1 for none.
func changedArgument(to ref) int {
	switch string(to.owner) {
	case "java/util/Arrays":
		switch string(to.name) {
		case "fill", "sort", "parallelSort", "setAll", "parallelSetAll", "parallelPrefix":
			return 0
		}
	case "java/util/Collections":
		switch string(to.name) {
		case "addAll", "sort", "reverse", "shuffle", "swap", "fill", "replaceAll", "rotate":
			return 0
		}
	case "java/lang/System":
		if string(to.name) == "arraycopy" {
			return 2
		}
	}
	return -1
}

// A trait is why a constant of a class file is looked at; it is found out once for each.
type trait uint8

const (
	judged   trait = 1 << iota // the others are known
	changer                    // a method that may change the content of something
	hazard                     // a method that is a hazard, or leads to one
	stream                     // the field System.out or System.err
	refField                   // a field that holds a reference
)

// trait judges constant i, a field or a method.
func (c *class) trait(i int) trait {
	if i >= len(c.traits) {
		return 0
	}
	if t := c.traits[i]; t != 0 {
		return t
	}
	t := judged
	switch to := c.member(i); {
	case len(to.desc) == 0:
	case to.desc[0] != '(':
		if to.desc[0] == 'L' || to.desc[0] == '[' {
			t |= refField
		}
		if isStream(to) {
			t |= stream
		}
	default:
		if changingNames[string(to.name)] || changedArgument(to) >= 0 {
			t |= changer
		}
		if _, ok := hazardOf(to); ok || string(to.owner) == "java/lang/System" && string(to.name) == "getProperties" {
			t |= hazard
		}
	}
	c.traits[i] = t
	return t
}

func isStream(to ref) bool {
	return string(to.owner) == "java/lang/System" && (string(to.name) == "out" || string(to.name) == "err")
}

// hazardOf tells the methods that are hazards whatever they are called on.
func hazardOf(to ref) (Kind, bool) {
	owner := string(to.owner)
	switch string(to.name) {
	case "setProperty", "clearProperty", "setProperties":
		return SystemProperty, owner == "java/lang/System"
	case "forName":
		return ClassForName, owner == "java/lang/Class" && string(to.desc) == "(Ljava/lang/String;)Ljava/lang/Class;"
	case "printStackTrace": // on the class that the compiler knew
		return StackTrace, string(to.desc) == "()V" &&
			(strings.HasSuffix(owner, "Exception") || strings.HasSuffix(owner, "Error") || owner == "java/lang/Throwable")
	case "exit", "halt":
		return Exit, owner == "java/lang/System" || owner == "java/lang/Runtime"
	case "addShutdownHook":
		return ShutdownHook, owner == "java/lang/Runtime"
	}
	return 0, false
}

// prints are methods of PrintStream that print.
func prints(to ref) bool {
	if string(to.owner) != "java/io/PrintStream" {
		return false
	}
	switch string(to.name) {
	case "print", "println", "printf", "format", "append", "write":
		return true
	}
	return false
}

// writesProperties are methods of Properties that change it.
func writesProperties(to ref) bool {
	switch string(to.owner) {
	case "java/util/Properties", "java/util/Hashtable", "java/util/Map":
		return changing["java/util/Properties"][string(to.name)]
	}
	return false
}

// runsAtOnce reports whether a method runs the functions that it is given before it
// returns, as far as one can tell.
func runsAtOnce(to ref) bool {
	owner := string(to.owner)
	if owner == "java/security/AccessController" || strings.HasPrefix(owner, "java/util/stream/") {
		return true
	}
	if !strings.HasPrefix(owner, "java/util/") && owner != "java/lang/Iterable" {
		return false
	}
	switch string(to.name) {
	case "forEach", "compute", "computeIfAbsent", "computeIfPresent", "merge", "removeIf", "replaceAll", "sort", "setAll",
		"ifPresent", "ifPresentOrElse", "orElseGet", "map", "filter", "flatMap":
		return true
	}
	return false
}
