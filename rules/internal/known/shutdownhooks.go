package known

// A HookCall is a method that has something run when the JVM ends.
type HookCall struct{ Class, Method string }

// HookCalls are such methods. java.lang.Runtime keeps the hooks of a JVM in one
// table (java.lang.ApplicationShutdownHooks); the others end there.
var HookCalls = []HookCall{
	{"java.lang.Runtime", "addShutdownHook"},
	// Spring Framework 5.3-6.2: AbstractApplicationContext.registerShutdownHook and what inherits it.
	{"org.springframework.context.ConfigurableApplicationContext", "registerShutdownHook"},
	{"org.springframework.context.support.AbstractApplicationContext", "registerShutdownHook"},
	{"org.springframework.context.support.ClassPathXmlApplicationContext", "registerShutdownHook"},
	{"org.springframework.context.support.FileSystemXmlApplicationContext", "registerShutdownHook"},
	{"org.springframework.context.support.GenericApplicationContext", "registerShutdownHook"},
	{"org.springframework.context.annotation.AnnotationConfigApplicationContext", "registerShutdownHook"},
	{"cn.hutool.core.util.RuntimeUtil", "addShutdownHook"}, // Hutool 5.8
}
