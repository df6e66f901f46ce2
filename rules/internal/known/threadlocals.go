package known

import (
	"slices"
	"strings"

	"arklint/scanner/model"
)

// StrongThreadLocals keep their values by number, not by a weak reference to
// themselves: io.netty.util.internal.InternalThreadLocalMap (Netty 4.1) and Dubbo's
// copy of it (Dubbo 2.7-3.3). The thread local's own class stays with the value.
var StrongThreadLocals = map[string]bool{
	"io.netty.util.concurrent.FastThreadLocal":                            true,
	"org.apache.dubbo.common.threadlocal.InternalThreadLocal":             true,
	"org.apache.dubbo.common.threadlocal.NamedInternalThreadLocal":        true,
	"io.grpc.netty.shaded.io.netty.util.concurrent.FastThreadLocal":       true,
	"org.apache.rocketmq.shaded.io.netty.util.concurrent.FastThreadLocal": true,
}

// PlainValue reports whether an object of type ref leads to no class of an
// application: numbers, texts, dates and tools of the JDK, which its boot loader loads,
// arrays of them, and containers of them. Those that an application hands its own
// objects to (Runnable, Class, Throwable, Object) are not plain, nor is a raw List.
//
// That such a value keeps no class loader alive is Tomcat's criterion too
// (WebappClassLoaderBase.checkThreadLocalMapForLeaks: the value's class counts).
func PlainValue(ref *model.TypeRef) bool {
	switch {
	case ref == nil || !ref.Known() || ref.By == model.TypeVariable:
		return false
	case ref.By == model.Primitive:
		return true
	}
	dot := max(strings.LastIndexByte(ref.Qualified, '.'), 0)
	if plainValues[ref.Qualified] || plainValues[ref.Qualified[:dot]+".*"] {
		return true
	}
	jdk := strings.HasPrefix(ref.Qualified, "java.util.")
	return jdk && ContainerOf(ref.Qualified) != nil && len(ref.Args) > 0 && !slices.ContainsFunc(ref.Args, func(a *model.TypeRef) bool { return !PlainValue(a) })
}

// plainValues are such classes, and packages of them (Java SE 25).
var plainValues = map[string]bool{
	"java.lang.String": true, "java.lang.CharSequence": true, "java.lang.StringBuilder": true, "java.lang.StringBuffer": true, "java.lang.Number": true,
	"java.lang.ref.SoftReference": true, "java.lang.ref.WeakReference": true, // they let go of what they refer to
	"java.lang.Boolean": true, "java.lang.Byte": true, "java.lang.Character": true, "java.lang.Short": true, "java.lang.Integer": true,
	"java.lang.Long": true, "java.lang.Float": true, "java.lang.Double": true, "java.lang.Void": true,
	"java.math.*": true, "java.nio.*": true, "java.nio.charset.*": true, "java.text.*": true, "java.time.*": true, "java.time.format.*": true,
	"java.time.temporal.*": true, "java.util.regex.*": true, "java.util.zip.*": true, "javax.crypto.*": true,
	"java.io.ByteArrayOutputStream": true, "java.io.File": true, "java.net.URI": true,
	"java.security.MessageDigest": true, "java.security.SecureRandom": true,
	"java.util.BitSet": true, "java.util.Calendar": true, "java.util.Currency": true, "java.util.Date": true, "java.util.Formatter": true,
	"java.util.GregorianCalendar": true, "java.util.Locale": true, "java.util.Random": true, "java.util.SplittableRandom": true,
	"java.util.StringJoiner": true, "java.util.TimeZone": true, "java.util.UUID": true,
	"java.util.concurrent.atomic.AtomicBoolean": true, "java.util.concurrent.atomic.AtomicInteger": true, "java.util.concurrent.atomic.AtomicLong": true,
	"java.util.concurrent.atomic.LongAdder": true,
}
