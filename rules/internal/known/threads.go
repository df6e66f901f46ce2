package known

import "strings"

// A Worker is what starts threads that run until somebody ends them.
type Worker struct {
	Class, Method string // what makes it: "java.util.concurrent.Executors", "newFixedThreadPool"
	Noun          string // what a message calls it: "thread pool"
	Stop          string // the method that ends its threads, for the hint
	// Inferred: a @Bean method needs no destroyMethod, because the object has a public close or
	// shutdown method without parameters (Spring, AbstractBeanDefinition.INFER_METHOD).
	Inferred bool
}

// workerRows are such makers: class, noun, method that stops, and whether Spring finds that.
//
// Those whose threads end on their own are missing on purpose: newCachedThreadPool, ForkJoinPool and
// newWorkStealingPool (idle threads end after a minute), pools of virtual threads.
var workerRows = []struct {
	class, makers, noun, stop string
	inferred                  bool
}{
	// Java SE 25.
	{"java.util.concurrent.Executors", "newFixedThreadPool newSingleThreadExecutor newScheduledThreadPool newSingleThreadScheduledExecutor", "thread pool", "shutdown", true},
	{"java.util.concurrent.ThreadPoolExecutor", "<init>", "thread pool", "shutdown", true},
	{"java.util.concurrent.ScheduledThreadPoolExecutor", "<init>", "thread pool", "shutdown", true},
	{"java.util.Timer", "<init>", "timer", "cancel", false},
	// Spring Framework 5.3-6.2.
	{"org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor", "<init>", "thread pool", "shutdown", true},
	{"org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler", "<init>", "thread pool", "shutdown", true},
	// Netty 4.1; EventExecutorGroup is a ScheduledExecutorService with a shutdown method.
	{"io.netty.util.HashedWheelTimer", "<init>", "timer", "stop", false},
	{"io.netty.channel.nio.NioEventLoopGroup", "<init>", "event loop group", "shutdownGracefully", true},
	{"io.netty.channel.epoll.EpollEventLoopGroup", "<init>", "event loop group", "shutdownGracefully", true},
	{"io.netty.channel.kqueue.KQueueEventLoopGroup", "<init>", "event loop group", "shutdownGracefully", true},
	{"io.netty.channel.DefaultEventLoopGroup", "<init>", "event loop group", "shutdownGracefully", true},
	{"io.netty.util.concurrent.DefaultEventExecutorGroup", "<init>", "event loop group", "shutdownGracefully", true},
	{"io.netty.util.concurrent.DefaultEventExecutor", "<init>", "event loop group", "shutdownGracefully", true},
	{"org.apache.dubbo.common.timer.HashedWheelTimer", "<init>", "timer", "stop", false}, // Dubbo 2.7-3.3, a copy of Netty's
	// Hutool 5.8, cn.hutool.core.thread.ThreadUtil: ThreadPoolExecutors.
	{"cn.hutool.core.thread.ThreadUtil", "newExecutor newSingleExecutor newFixedExecutor newExecutorByBlockingCoefficient createScheduledExecutor", "thread pool", "shutdown", true},
	// commons-io 2.16 and lmax disruptor 3.4.
	{"org.apache.commons.io.monitor.FileAlterationMonitor", "<init>", "file monitor", "stop", false},
	{"com.lmax.disruptor.dsl.Disruptor", "<init>", "disruptor", "shutdown", true},
}

// ThreadClass is the class whose objects the rule judges by what they run.
const ThreadClass = "java.lang.Thread"

// Workers is the table by "class#method".
var Workers = func() map[string]Worker {
	m := map[string]Worker{}
	for _, r := range workerRows {
		for _, maker := range strings.Fields(r.makers) {
			m[r.class+"#"+maker] = Worker{r.class, maker, r.noun, r.stop, r.inferred}
		}
	}
	return m
}()

// Stops are the methods that end the threads of workers, or that let idle ones end.
var Stops = set("shutdown shutdownNow shutdownGracefully close cancel stop interrupt destroy halt terminate dispose " +
	"allowCoreThreadTimeOut setAllowCoreThreadTimeOut")

// WorkerWrappers give an object that passes on to the worker they are handed,
// which ends with it.
var WorkerWrappers = set(
	"java.util.concurrent.Executors#unconfigurableExecutorService java.util.concurrent.Executors#unconfigurableScheduledExecutorService " + // Java SE 25
		"com.google.common.util.concurrent.MoreExecutors#listeningDecorator com.google.common.util.concurrent.MoreExecutors#getExitingExecutorService " + // Guava 33
		"com.google.common.util.concurrent.MoreExecutors#getExitingScheduledExecutorService " +
		"com.alibaba.ttl.threadpool.TtlExecutors#getTtlExecutor com.alibaba.ttl.threadpool.TtlExecutors#getTtlExecutorService " + // transmittable-thread-local 2.14
		"com.alibaba.ttl.threadpool.TtlExecutors#getTtlScheduledExecutorService")

// WorkerBorrowers run tasks on the worker they are handed and leave ending it to
// whoever made it.
var WorkerBorrowers = set(
	"java.util.concurrent.ExecutorCompletionService#<init> " + // Java SE 25
		"org.springframework.scheduling.config.ScheduledTaskRegistrar#setScheduler " + // Spring 6.1: destroy() ends the executor it has made itself only
		"org.springframework.scheduling.config.ScheduledTaskRegistrar#setTaskScheduler " +
		"io.netty.bootstrap.ServerBootstrap#group io.netty.bootstrap.Bootstrap#group " + // Netty 4.1
		"com.google.common.util.concurrent.Futures#addCallback com.google.common.util.concurrent.Futures#transform " + // Guava 33
		"com.google.common.util.concurrent.ListenableFuture#addListener")

// AsyncMethods are the classes whose methods named ...Async borrow the executor they are handed.
var AsyncMethods = set("java.util.concurrent.CompletableFuture java.util.concurrent.CompletionStage")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
