package known

// A Deserializer is a library method or constructor that reads objects with
// the class loader of its own code, for want of another.
type Deserializer struct {
	Class, Method string
	Args          []int // the numbers of arguments with which it does
	Instead       string
}

// Deserializers is the table of such methods.
var Deserializers = []Deserializer{
	// commons-lang 2.6 and 3: SerializationUtils.deserialize makes a plain ObjectInputStream
	{"org.apache.commons.lang3.SerializationUtils", "deserialize", []int{1}, "read with a stream whose resolveClass asks the context class loader"},
	{"org.apache.commons.lang.SerializationUtils", "deserialize", []int{1}, "read with a stream whose resolveClass asks the context class loader"},
	// Spring 5.3 and 6: SerializationUtils.deserialize makes a plain ObjectInputStream
	{"org.springframework.util.SerializationUtils", "deserialize", []int{1}, "use new DefaultDeserializer(loader) with the context class loader"},
	// Spring 5.3 and 6: without a loader ConfigurableObjectInputStream leaves it to ObjectInputStream
	{"org.springframework.core.serializer.DefaultDeserializer", "<init>", []int{0}, "hand the context class loader to the constructor"},
	{"org.springframework.core.serializer.support.DeserializingConverter", "<init>", []int{0}, "hand the context class loader to the constructor"},
	// Spring Data Redis 2.7 and 3: "using the default class loader" of DeserializingConverter
	{"org.springframework.data.redis.serializer.JdkSerializationRedisSerializer", "<init>", []int{0}, "hand the class loader of the application to the constructor"},
	// Kryo 3-5: `private ClassLoader classLoader = getClass().getClassLoader()`
	{"com.esotericsoftware.kryo.Kryo", "<init>", nil, "call kryo.setClassLoader with the context class loader before each use"},
}

// DeserializerConfigs are types whose objects hold the class loader, or the classes,
// that they read objects with: in a static field those of one application serve all.
var DeserializerConfigs = map[string]string{
	"com.caucho.hessian.io.SerializerFactory":             "Hessian",     // Hessian 4: the constructor takes the context class loader and keeps classes by name
	"com.alibaba.com.caucho.hessian.io.SerializerFactory": "Hessian",     // hessian-lite 3
	"com.alipay.hessian.ClassNameResolver":                "Hessian",     // sofa-hessian 3
	"com.esotericsoftware.kryo.Kryo":                      "Kryo",        // see above
	"com.alibaba.fastjson.parser.ParserConfig":            "fastjson",    // 1.2: deserializers by class and name, setDefaultClassLoader
	"com.alibaba.fastjson2.reader.ObjectReaderProvider":   "fastjson2",   // 2.0: readers by name
	"org.nustaq.serialization.FSTConfiguration":           "FST",         // 2.57: setClassLoader, FSTClazzInfoRegistry
	"com.thoughtworks.xstream.XStream":                    "XStream",     // 1.4: setClassLoader, classes by name
	"io.protostuff.runtime.DefaultIdStrategy":             "Protostuff",  // 1.7: pojo mappings by class name
	"org.jboss.marshalling.MarshallingConfiguration":      "Marshalling", // 2.0: setClassResolver
}
