package known

import (
	"slices"
	"strconv"
	"strings"

	"arklint/scanner/model"
)

// A Container is a library class whose objects hold content that changes.
type Container struct {
	Noun string // what a message calls it: "map", "list"
	// PerThread: every thread has its own content (ThreadLocal and its kin).
	PerThread bool
	// Gate: threads wait for it (Semaphore). Pool: it runs tasks until it is shut down.
	Gate, Pool bool
	// Keys and Value are the places of the type arguments that the content is
	// found by and that it consists of; Value is -1 when there is none.
	Keys  []int
	Value int

	changes map[string]bool // "put", or "get/2" for that number of arguments only
}

// Changes reports whether a call of method with argc arguments changes the content.
func (c *Container) Changes(method string, argc int) bool {
	return c.changes[method] || c.changes[method+"/"+strconv.Itoa(argc)]
}

// A family is classes with the same methods, or with methods that mean the
// same where they have them: an interface's row serves for its subtypes.
type family struct {
	noun      string
	perThread bool
	gate      bool
	pool      bool
	keys      []int
	value     int
	changes   []string // space-separated
	types     []string // a package, then simple names: "java.util: Map HashMap"
}

// Methods that change content, by the interface that declares them (Java SE 25 API).
const (
	collectionChanges = "add addAll clear remove removeAll removeIf retainAll"
	sequencedChanges  = "addFirst addLast removeFirst removeLast"
	listChanges       = "set replaceAll sort"
	vectorChanges     = "addElement insertElementAt removeAllElements removeElement removeElementAt setElementAt setSize push pop"
	queueChanges      = "offer poll offerFirst offerLast pollFirst pollLast push pop removeFirstOccurrence removeLastOccurrence"
	blockingChanges   = "put take drainTo transfer tryTransfer putFirst putLast takeFirst takeLast"
	mapChanges        = "put putAll putIfAbsent remove clear compute computeIfAbsent computeIfPresent merge replace replaceAll"
	sortedMapChanges  = "pollFirstEntry pollLastEntry putFirst putLast"
	atomicChanges     = "set lazySet setPlain setOpaque setRelease getAndSet compareAndSet compareAndExchange compareAndExchangeAcquire " +
		"compareAndExchangeRelease weakCompareAndSet weakCompareAndSetPlain weakCompareAndSetAcquire weakCompareAndSetRelease weakCompareAndSetVolatile " +
		"incrementAndGet getAndIncrement decrementAndGet getAndDecrement addAndGet getAndAdd updateAndGet getAndUpdate accumulateAndGet " +
		"getAndAccumulate attemptStamp attemptMark"
	builderChanges = "append appendCodePoint delete deleteCharAt insert replace reverse setCharAt setLength"
	bufferChanges  = "put putChar putDouble putFloat putInt putLong putShort clear flip rewind reset position/1"
	guavaCache     = "put putAll get/2 invalidate invalidateAll cleanUp"
)

// families is the table of containers. Each row says whose API it was read from.
var families = []family{
	// Java SE 25, java.util and java.util.concurrent.
	{noun: "collection", value: 0, changes: []string{collectionChanges, sequencedChanges},
		types: []string{"java.util: Collection AbstractCollection SequencedCollection"}},
	{noun: "set", value: 0, changes: []string{collectionChanges, sequencedChanges, "pollFirst pollLast"},
		types: []string{
			"java.util: Set HashSet LinkedHashSet SequencedSet SortedSet NavigableSet TreeSet EnumSet AbstractSet",
			"java.util.concurrent: CopyOnWriteArraySet ConcurrentSkipListSet ConcurrentHashMap.KeySetView",
		}},
	{noun: "list", value: 0, changes: []string{collectionChanges, sequencedChanges, listChanges, vectorChanges, queueChanges, "addAllAbsent addIfAbsent"},
		types: []string{
			"java.util: List ArrayList LinkedList Vector Stack AbstractList AbstractSequentialList",
			"java.util.concurrent: CopyOnWriteArrayList",
		}},
	{noun: "queue", value: 0, changes: []string{collectionChanges, sequencedChanges, queueChanges, blockingChanges},
		types: []string{
			"java.util: Queue Deque ArrayDeque PriorityQueue AbstractQueue",
			"java.util.concurrent: BlockingQueue BlockingDeque TransferQueue ArrayBlockingQueue LinkedBlockingQueue LinkedBlockingDeque " +
				"LinkedTransferQueue PriorityBlockingQueue DelayQueue ConcurrentLinkedQueue ConcurrentLinkedDeque SynchronousQueue",
		}},
	{noun: "map", keys: []int{0}, value: 1, changes: []string{mapChanges, sortedMapChanges},
		types: []string{
			"java.util: Map HashMap LinkedHashMap SequencedMap SortedMap NavigableMap TreeMap WeakHashMap IdentityHashMap Hashtable EnumMap AbstractMap Dictionary",
			"java.util.concurrent: ConcurrentMap ConcurrentHashMap ConcurrentNavigableMap ConcurrentSkipListMap",
		}},
	{noun: "properties object", value: -1, changes: []string{mapChanges, "setProperty load loadFromXML"},
		types: []string{"java.util: Properties"}},
	{noun: "map entry", keys: []int{0}, value: 1, changes: []string{"setValue"}, types: []string{"java.util: Map.Entry"}},
	{noun: "iterator", value: 0, changes: []string{"remove set add"}, types: []string{"java.util: Iterator ListIterator"}},
	{noun: "enumeration", value: 0, types: []string{"java.util: Enumeration"}},
	{noun: "bit set", value: -1, changes: []string{"set clear flip and andNot or xor"}, types: []string{"java.util: BitSet"}},
	{noun: "date", value: -1, changes: []string{"setTime setYear setMonth setDate setHours setMinutes setSeconds"},
		types: []string{"java.util: Date", "java.sql: Date Time Timestamp"}},
	{noun: "calendar", value: -1, changes: []string{"add clear roll set setTime setTimeInMillis setTimeZone setLenient setFirstDayOfWeek"},
		types: []string{"java.util: Calendar GregorianCalendar"}},
	{noun: "statistics object", value: -1, changes: []string{"accept combine"},
		types: []string{"java.util: IntSummaryStatistics LongSummaryStatistics DoubleSummaryStatistics"}},
	// Java SE 25, java.util.concurrent.atomic.
	{noun: "atomic number", value: -1, changes: []string{atomicChanges},
		types: []string{"java.util.concurrent.atomic: AtomicInteger AtomicLong AtomicIntegerArray AtomicLongArray"}},
	{noun: "atomic flag", value: -1, changes: []string{atomicChanges}, types: []string{"java.util.concurrent.atomic: AtomicBoolean"}},
	{noun: "atomic reference", value: 0, changes: []string{atomicChanges},
		types: []string{"java.util.concurrent.atomic: AtomicReference AtomicReferenceArray AtomicStampedReference AtomicMarkableReference"}},
	{noun: "counter", value: -1, changes: []string{"add increment decrement reset sumThenReset accumulate getThenReset"},
		types: []string{"java.util.concurrent.atomic: LongAdder DoubleAdder LongAccumulator DoubleAccumulator"}},
	// Java SE 25, java.lang, java.nio, java.io.
	{noun: "string buffer", value: -1, changes: []string{builderChanges}, types: []string{"java.lang: StringBuilder StringBuffer"}},
	{noun: "buffer", value: -1, changes: []string{bufferChanges},
		types: []string{"java.nio: Buffer ByteBuffer CharBuffer ShortBuffer IntBuffer LongBuffer FloatBuffer DoubleBuffer MappedByteBuffer"}},
	{noun: "thread local", perThread: true, value: 0, changes: []string{"set remove"},
		types: []string{
			"java.lang: ThreadLocal InheritableThreadLocal",
			"com.alibaba.ttl: TransmittableThreadLocal",                                         // transmittable-thread-local 2.14
			"org.springframework.core: NamedThreadLocal NamedInheritableThreadLocal",            // Spring 5.3-6.2
			"io.netty.util.concurrent: FastThreadLocal",                                         // Netty 4.1
			"org.apache.dubbo.common.threadlocal: InternalThreadLocal NamedInternalThreadLocal", // Dubbo 2.7-3.3
		}},
	// Java SE 25, java.util.concurrent: what threads wait for.
	{noun: "semaphore", value: -1, gate: true, changes: []string{"acquire acquireUninterruptibly tryAcquire release drainPermits"}, types: []string{"java.util.concurrent: Semaphore"}},
	{noun: "latch", value: -1, gate: true, changes: []string{"countDown"}, types: []string{"java.util.concurrent: CountDownLatch"}},
	{noun: "rate limiter", value: -1, gate: true, changes: []string{"acquire tryAcquire setRate reserve"}, types: []string{"com.google.common.util.concurrent: RateLimiter"}}, // Guava 33
	{noun: "thread pool", value: -1, pool: true, changes: []string{"execute submit schedule scheduleAtFixedRate scheduleWithFixedDelay shutdown shutdownNow close"},
		types: []string{
			"java.util.concurrent: Executor ExecutorService ScheduledExecutorService ThreadPoolExecutor ScheduledThreadPoolExecutor ForkJoinPool AbstractExecutorService",
			"org.springframework.scheduling.concurrent: ThreadPoolTaskExecutor ThreadPoolTaskScheduler", // Spring 5.3-6.2
			"com.google.common.util.concurrent: ListeningExecutorService ListeningScheduledExecutorService",
		}},
	// Java SE 25, java.security and javax.crypto: what was fed in stays until the result is drawn.
	{noun: "digest", value: -1, changes: []string{"update digest reset doFinal"},
		types: []string{"java.security: MessageDigest Signature", "javax.crypto: Mac Cipher"}},
	// Guava 33, com.google.common.cache and collect.
	{noun: "cache", keys: []int{0}, value: 1, changes: []string{guavaCache}, types: []string{"com.google.common.cache: Cache"}},
	{noun: "cache", keys: []int{0}, value: 1, changes: []string{guavaCache, "get getUnchecked getAll apply refresh"},
		types: []string{"com.google.common.cache: LoadingCache"}},
	{noun: "table", keys: []int{0, 1}, value: 2, changes: []string{"put putAll remove clear"},
		types: []string{"com.google.common.collect: Table HashBasedTable TreeBasedTable ArrayTable RowSortedTable StandardTable"}},
	{noun: "multimap", keys: []int{0}, value: 1, changes: []string{"put putAll remove removeAll replaceValues clear"},
		types: []string{
			"com.google.common.collect: Multimap ListMultimap SetMultimap SortedSetMultimap ArrayListMultimap HashMultimap LinkedHashMultimap LinkedListMultimap TreeMultimap",
			"org.apache.commons.collections4: MultiValuedMap ListValuedMap SetValuedMap", // commons-collections 4.4
			"org.apache.commons.collections4.multimap: ArrayListValuedHashMap HashSetValuedHashMap",
		}},
	{noun: "multiset", value: 0, changes: []string{collectionChanges, "setCount pollFirstEntry pollLastEntry"},
		types: []string{
			"com.google.common.collect: Multiset HashMultiset LinkedHashMultiset TreeMultiset ConcurrentHashMultiset EnumMultiset SortedMultiset EvictingQueue MinMaxPriorityQueue",
			"org.apache.commons.collections4: Bag MultiSet", // commons-collections 4.4
			"org.apache.commons.collections4.bag: HashBag TreeBag",
		}},
	{noun: "map", keys: []int{0}, value: 1, changes: []string{mapChanges, "forcePut putInstance"},
		types: []string{
			"com.google.common.collect: BiMap HashBiMap EnumBiMap EnumHashBiMap ClassToInstanceMap MutableClassToInstanceMap",
			"com.google.common.util.concurrent: AtomicLongMap",
			"org.apache.commons.collections4: BidiMap OrderedMap IterableMap MultiKeyMap", // commons-collections 4.4
			"org.apache.commons.collections4.map: LRUMap LinkedMap HashedMap CaseInsensitiveMap PassiveExpiringMap ReferenceMap MultiKeyMap LazyMap",
			"org.apache.commons.collections4.bidimap: DualHashBidiMap DualTreeBidiMap TreeBidiMap",
			"org.apache.commons.collections: BidiMap MultiHashMap FastHashMap", // commons-collections 3.2
			"org.apache.commons.collections.map: LRUMap LinkedMap HashedMap CaseInsensitiveMap MultiValueMap ReferenceMap",
		}},
	{noun: "interner", value: 0, changes: []string{"intern"}, types: []string{"com.google.common.collect: Interner"}},
	// Guava's builders of immutable collections are mutable themselves.
	{noun: "builder", value: -1, changes: []string{"add addAll put putAll orderEntriesByValue"},
		types: []string{"com.google.common.collect: ImmutableMap.Builder ImmutableList.Builder ImmutableSet.Builder ImmutableMultimap.Builder"}},
	// Caffeine 2.9 and 3.1; get(key, mappingFunction) computes and stores.
	{noun: "cache", keys: []int{0}, value: 1, changes: []string{"put putAll get/2 getAll/2 invalidate invalidateAll cleanUp"},
		types: []string{"com.github.benmanes.caffeine.cache: Cache"}},
	{noun: "cache", keys: []int{0}, value: 1, changes: []string{"put putAll get getAll invalidate invalidateAll cleanUp refresh refreshAll"},
		types: []string{"com.github.benmanes.caffeine.cache: LoadingCache AsyncCache AsyncLoadingCache"}},
	// Spring Framework 5.3-6.2, org.springframework.util.
	{noun: "map", keys: []int{0}, value: 1, changes: []string{mapChanges}, types: []string{"org.springframework.util: ConcurrentReferenceHashMap LinkedCaseInsensitiveMap"}},
	{noun: "map", keys: []int{0}, value: 1, changes: []string{mapChanges, "add addAll addIfAbsent set setAll"},
		types: []string{"org.springframework.util: MultiValueMap LinkedMultiValueMap MultiValueMapAdapter", "org.springframework.http: HttpHeaders"}},
	{noun: "cache", value: -1, changes: []string{"put putIfAbsent evict evictIfPresent clear invalidate get/2"}, types: []string{"org.springframework.cache: Cache"}},
	// Netty 4.1, io.netty.util and io.netty.channel.group.
	{noun: "map", keys: []int{}, value: 0, changes: []string{mapChanges},
		types: []string{"io.netty.util.collection: IntObjectMap IntObjectHashMap LongObjectMap LongObjectHashMap CharObjectMap CharObjectHashMap"}},
	{noun: "channel group", value: -1, changes: []string{collectionChanges}, types: []string{"io.netty.channel.group: ChannelGroup DefaultChannelGroup"}},
	// jctools 4 and the copies of it in Netty.
	{noun: "map", keys: []int{0}, value: 1, changes: []string{mapChanges}, types: []string{"org.jctools.maps: NonBlockingHashMap NonBlockingIdentityHashMap"}},
	// Hutool 5.8, cn.hutool.cache and cn.hutool.core.map; common in Chinese code bases.
	{noun: "cache", keys: []int{0}, value: 1, changes: []string{"put get/2 remove clear prune"},
		types: []string{"cn.hutool.cache: Cache", "cn.hutool.cache.impl: TimedCache LRUCache LFUCache FIFOCache WeakCache"}},
	{noun: "map", keys: []int{0}, value: 1, changes: []string{mapChanges},
		types: []string{"cn.hutool.core.map: SafeConcurrentHashMap WeakConcurrentMap", "cn.hutool.core.lang: SimpleCache Dict"}},
	// fastjson 1.2 and 2.0.
	{noun: "map", value: -1, changes: []string{mapChanges, "fluentPut fluentRemove"}, types: []string{"com.alibaba.fastjson: JSONObject", "com.alibaba.fastjson2: JSONObject"}},

	// Classes that never change, or change nothing that is shared, though they
	// have methods named as if: nothing to say.
	{noun: "immutable collection", value: 0, // Guava 33: every mutator throws
		types: []string{"com.google.common.collect: ImmutableCollection ImmutableList ImmutableSet ImmutableSortedSet ImmutableMultiset ImmutableRangeSet"}},
	{noun: "immutable map", keys: []int{0}, value: 1,
		types: []string{"com.google.common.collect: ImmutableMap ImmutableSortedMap ImmutableBiMap ImmutableMultimap ImmutableListMultimap ImmutableSetMultimap ImmutableTable"}},
	{noun: "holder per class loader", value: 0, // koupleless-adapter-utils 0.0.1: the cure itself
		types: []string{"com.alipay.sofa.koupleless.adapter: StaticFieldMapWrapper"}},
}

var containers = func() map[string]*Container {
	m := map[string]*Container{}
	for _, f := range families {
		c := &Container{Noun: f.noun, PerThread: f.perThread, Gate: f.gate, Pool: f.pool, Keys: f.keys, Value: f.value, changes: map[string]bool{}}
		for _, list := range f.changes {
			for method := range strings.FieldsSeq(list) {
				c.changes[method] = true
			}
		}
		for _, t := range f.types {
			pkg, names, _ := strings.Cut(t, ": ")
			for name := range strings.FieldsSeq(names) {
				m[pkg+"."+name] = c
			}
		}
	}
	return m
}()

// ContainerOf returns the row of a library class, nil when its objects are no containers.
func ContainerOf(class string) *Container { return containers[class] }

// ContainerTypes are the library classes of the table that on-demand imports
// must resolve (rules.Rule.Types); the JDK's are known anyway.
func ContainerTypes() []string {
	var out []string
	for name := range containers {
		if !strings.HasPrefix(name, "java.") {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Takes reports whether method takes content away and adds none.
func Takes(method string) bool {
	return slices.ContainsFunc(takers, func(prefix string) bool { return strings.HasPrefix(method, prefix) })
}

// takers begin the names of such methods in all rows of the table.
var takers = []string{"clear", "delete", "drainTo", "evict", "invalidate", "poll", "pop", "prune", "remove", "reset", "retainAll", "shutdown", "close", "take"}

// PerThreadTool reports whether threads have a ref each because it is not safe to
// share (SimpleDateFormat, byte[]), not to carry a value from one place to another.
func PerThreadTool(ref *model.TypeRef) bool {
	if ref == nil || ref.By == model.Primitive && ref.Dims == 0 {
		return false
	}
	return ref.By == model.Primitive || perThreadTools[ref.Qualified] || perThreadTools[ref.Qualified[:max(strings.LastIndexByte(ref.Qualified, '.'), 0)]+".*"]
}

// perThreadTools are such classes, and packages of them (Java SE 25).
var perThreadTools = map[string]bool{
	"java.text.*": true, "java.nio.*": true, "java.nio.charset.*": true, "java.security.*": true, "javax.crypto.*": true,
	"java.lang.StringBuilder": true, "java.lang.StringBuffer": true, "java.util.Random": true, "java.util.Calendar": true,
	"java.util.Formatter": true, "java.util.zip.*": true, "java.util.regex.Matcher": true, "java.io.ByteArrayOutputStream": true,
	"javax.xml.parsers.*": true,
}

// ImmutableMakers are the calls whose result nobody can change.
var ImmutableMakers = func() map[string]bool {
	m := map[string]bool{}
	for class, methods := range map[string]string{
		// Java SE 25. Arrays.asList is missing on purpose: its elements can be set.
		"java.util.Collections": "unmodifiableCollection unmodifiableSequencedCollection unmodifiableList unmodifiableSet unmodifiableSequencedSet unmodifiableSortedSet " +
			"unmodifiableNavigableSet unmodifiableMap unmodifiableSequencedMap unmodifiableSortedMap unmodifiableNavigableMap " +
			"emptyList emptySet emptySortedSet emptyNavigableSet emptyMap emptySortedMap emptyNavigableMap emptyIterator singleton singletonList singletonMap nCopies",
		"java.util.List": "of copyOf", "java.util.Set": "of copyOf", "java.util.Map": "of ofEntries copyOf entry",
		"java.util.stream.Collectors": "toUnmodifiableList toUnmodifiableSet toUnmodifiableMap",
		// Guava 33.
		"com.google.common.collect.Maps":         "immutableEnumMap unmodifiableBiMap unmodifiableNavigableMap",
		"com.google.common.collect.Sets":         "immutableEnumSet unmodifiableNavigableSet",
		"com.google.common.collect.Multimaps":    "unmodifiableMultimap unmodifiableListMultimap unmodifiableSetMultimap",
		"com.google.common.collect.Multisets":    "unmodifiableMultiset",
		"com.google.common.collect.Tables":       "unmodifiableTable",
		"com.google.common.collect.ImmutableMap": "of copyOf", "com.google.common.collect.ImmutableList": "of copyOf", "com.google.common.collect.ImmutableSet": "of copyOf",
		// commons-collections 4.4.
		"org.apache.commons.collections4.MapUtils":        "unmodifiableMap",
		"org.apache.commons.collections4.ListUtils":       "unmodifiableList",
		"org.apache.commons.collections4.SetUtils":        "unmodifiableSet",
		"org.apache.commons.collections4.CollectionUtils": "unmodifiableCollection",
		// Spring Framework 5.3-6.2.
		"org.springframework.util.CollectionUtils": "unmodifiableMultiValueMap",
	} {
		for method := range strings.FieldsSeq(methods) {
			m[class+"#"+method] = true
		}
	}
	return m
}()

// ClassLoaders are the classes of which an application has one object.
var ClassLoaders = map[string]bool{
	"java.lang.ClassLoader": true, "java.net.URLClassLoader": true, "java.security.SecureClassLoader": true, "java.lang.ModuleLayer": true,
	"jakarta.servlet.ServletContext": true, "javax.servlet.ServletContext": true,
}

// ClassLikes are the classes whose objects belong to one class.
var ClassLikes = map[string]bool{
	"java.lang.Class": true, "java.lang.reflect.Type": true, "java.lang.reflect.AnnotatedElement": true, "java.lang.reflect.Member": true,
	"java.lang.reflect.Executable": true, "java.lang.reflect.Method": true, "java.lang.reflect.Field": true, "java.lang.reflect.Constructor": true,
}

// References are the classes that stand for the one object they refer to.
var References = map[string]bool{
	"java.lang.ref.WeakReference": true, "java.lang.ref.SoftReference": true, "java.lang.ref.Reference": true, "java.util.Optional": true,
	"java.util.concurrent.atomic.AtomicReference": true,
}

// Metadata are classes whose objects describe a class and hold nothing else
// (Java SE 25). Class is missing on purpose: the implementation found for an interface is
// one application's answer.
var Metadata = func() map[string]bool {
	m := map[string]bool{}
	for _, list := range []string{
		"java.lang: String Boolean Byte Short Integer Long Float Double Character CharSequence Enum",
		"java.lang.annotation: Annotation",
		"java.lang.reflect: Field Method Constructor Executable Member Parameter AnnotatedElement AnnotatedType Type ParameterizedType TypeVariable GenericArrayType WildcardType RecordComponent",
		"java.lang.invoke: MethodType VarHandle",
		"java.beans: BeanInfo PropertyDescriptor MethodDescriptor IndexedPropertyDescriptor",
	} {
		pkg, names, _ := strings.Cut(list, ": ")
		for name := range strings.FieldsSeq(names) {
			m[pkg+"."+name] = true
		}
	}
	return m
}()

// Reflective are what reflection finds under a name: right only for the class
// loader that it was asked of.
var Reflective = map[string]bool{
	"java.lang.Class": true, "java.lang.reflect.Method": true, "java.lang.reflect.Field": true, "java.lang.reflect.Constructor": true,
	"java.lang.invoke.MethodHandle": true, "java.lang.invoke.VarHandle": true,
}
