package known

import (
	"maps"
	"slices"
	"strings"

	"arklint/scanner/model"
)

// contexts are the types of what a Spring application has one of: whoever
// stores one in a static stores that application's, however it came by it.
var contexts = qualified(
	// Spring Framework 5.3-6.2.
	"org.springframework.context: ApplicationContext ConfigurableApplicationContext ApplicationEventPublisher MessageSource",
	"org.springframework.context.support: AbstractApplicationContext GenericApplicationContext ClassPathXmlApplicationContext FileSystemXmlApplicationContext",
	"org.springframework.context.annotation: AnnotationConfigApplicationContext",
	"org.springframework.web.context: WebApplicationContext ConfigurableWebApplicationContext",
	"org.springframework.web.context.support: AnnotationConfigWebApplicationContext GenericWebApplicationContext XmlWebApplicationContext",
	"org.springframework.beans.factory: BeanFactory ListableBeanFactory HierarchicalBeanFactory",
	"org.springframework.beans.factory.config: AutowireCapableBeanFactory ConfigurableBeanFactory ConfigurableListableBeanFactory",
	"org.springframework.beans.factory.support: DefaultListableBeanFactory BeanDefinitionRegistry",
	"org.springframework.core.env: Environment ConfigurableEnvironment StandardEnvironment PropertyResolver",
	// Spring Boot 2.7-3.5.
	"org.springframework.boot.web.context: WebServerApplicationContext",
	"org.springframework.boot.web.servlet.context: ServletWebServerApplicationContext AnnotationConfigServletWebServerApplicationContext",
	"org.springframework.boot.web.reactive.context: ReactiveWebServerApplicationContext",
)

// clients are types of beans that applications configure: a static that takes
// one which it did not make itself takes it from a context.
var clients = qualified(
	"javax.sql: DataSource", // Java SE 25
	// Spring Framework 5.3-6.2, Spring Data 2.7-3.5.
	"org.springframework.jdbc.core: JdbcTemplate JdbcOperations",
	"org.springframework.jdbc.core.namedparam: NamedParameterJdbcTemplate NamedParameterJdbcOperations",
	"org.springframework.jdbc.core.simple: JdbcClient",
	"org.springframework.web.client: RestTemplate RestOperations RestClient",
	"org.springframework.web.reactive.function.client: WebClient",
	"org.springframework.transaction: PlatformTransactionManager",
	"org.springframework.transaction.support: TransactionTemplate",
	"org.springframework.cache: CacheManager",
	"org.springframework.data.redis.core: RedisTemplate StringRedisTemplate RedisOperations",
	"org.springframework.data.redis.connection: RedisConnectionFactory",
	"org.springframework.data.mongodb.core: MongoTemplate MongoOperations",
	"org.springframework.kafka.core: KafkaTemplate",
	"org.springframework.amqp.rabbit.core: RabbitTemplate",
	"org.springframework.jms.core: JmsTemplate",
	"org.springframework.mail.javamail: JavaMailSender",
	"org.apache.ibatis.session: SqlSessionFactory SqlSession", // MyBatis 3.5
	"org.mybatis.spring: SqlSessionTemplate",                  // mybatis-spring 2.1, 3.0
	"jakarta.persistence: EntityManager EntityManagerFactory", // Jakarta Persistence 3.1
	"javax.persistence: EntityManager EntityManagerFactory",   // JPA 2.2
	"org.redisson.api: RedissonClient",                        // Redisson 3
	"org.apache.rocketmq.spring.core: RocketMQTemplate",       // rocketmq-spring 2
)

func qualified(lists ...string) map[string]bool {
	m := map[string]bool{}
	for _, list := range lists {
		pkg, names, _ := strings.Cut(list, ": ")
		for name := range strings.FieldsSeq(names) {
			m[pkg+"."+name] = true
		}
	}
	return m
}

// ContextTypes are the library classes of the tables that on-demand imports
// must resolve (rules.Rule.Types).
func ContextTypes() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for _, table := range []map[string]bool{contexts, clients} {
			for name := range maps.Keys(table) {
				if !yield(name) {
					return
				}
			}
		}
	})
}

// beanAnnotations make a class a Spring bean, injections have Spring fill a
// field or call a method (Spring Framework 5.3-6.2, Spring Boot, JSR 250 and 330).
var (
	beanAnnotations = []string{
		"org.springframework.stereotype.Component", "org.springframework.stereotype.Service", "org.springframework.stereotype.Repository",
		"org.springframework.stereotype.Controller", "org.springframework.web.bind.annotation.RestController",
		"org.springframework.context.annotation.Configuration", "org.springframework.boot.autoconfigure.SpringBootApplication",
		"org.springframework.boot.context.properties.ConfigurationProperties",
	}
	injections = []string{
		"org.springframework.beans.factory.annotation.Autowired", "jakarta.annotation.Resource", "javax.annotation.Resource",
		"jakarta.inject.Inject", "javax.inject.Inject",
	}
)

// Beans are the classes of a project of which Spring makes the objects.
type Beans struct {
	Project
	classes map[string]bool
}

// Beans finds p's bean classes: annotated ones, and what @Bean methods return.
func (p Project) Beans() *Beans {
	b := &Beans{Project: p, classes: map[string]bool{}}
	for _, t := range p.App.Types() {
		if isBean(t) {
			b.classes[t.Name] = true
		}
		for _, m := range t.Methods {
			if _, ok := m.Annotation("org.springframework.context.annotation.Bean"); ok && injectable(m.Return) {
				b.classes[m.Return.Qualified] = true
			}
		}
	}
	return b
}

func isBean(t *model.Type) bool {
	return slices.ContainsFunc(beanAnnotations, func(a string) bool { _, ok := t.Annotation(a); return ok })
}

// injectable reports whether Spring would put a bean, not a plain value, into ref.
func injectable(ref *model.TypeRef) bool {
	if ref == nil || !ref.Known() || ref.By == model.Primitive || ref.By == model.TypeVariable {
		return false
	}
	if !strings.HasPrefix(ref.Qualified, "java.") {
		return true
	}
	return slices.ContainsFunc(ref.Args, injectable) // Map<String, Handler>, Optional<Handler>
}

// Held is a write that stores an object of a Spring application in a static field.
type Held struct {
	*model.Access
	What string // "ApplicationContext", "bean OrderService"
}

// Held returns the writes outside class initialisation by which f comes to
// hold a context or a bean.
func (b *Beans) Held(f *model.Field) []Held {
	var out []Held
	for _, a := range f.Accesses {
		value := a.Value
		switch {
		case a.Init:
			continue
		case a.Kind == model.Mutate && References[f.Type.Qualified] && len(a.Args) > 0: // CONTEXT.set(context)
			value = a.Args[len(a.Args)-1]
		case a.Kind != model.Assign || a.Value == nil:
			continue
		}
		for _, v := range choices(Stored(value), 0) {
			if what := b.held(referred(f.Type), a, v); what != "" {
				out = append(out, Held{a, what})
				break
			}
		}
	}
	return out
}

// choices are the values that e may be: the arms of conditional expressions.
func choices(e *model.Expr, depth int) []*model.Expr {
	if e == nil || e.Kind != model.ExprTernary || len(e.Args) != 3 || depth > maxNesting {
		return []*model.Expr{e}
	}
	return append(choices(e.Args[1].Origin(), depth+1), choices(e.Args[2].Origin(), depth+1)...)
}

// referred is T for an AtomicReference<T> and the like.
func referred(ref *model.TypeRef) *model.TypeRef {
	if References[ref.Qualified] && len(ref.Args) == 1 {
		return ref.Args[0]
	}
	return ref
}

// held says what of Spring's a write of value into a field of type ref stores, "" for nothing.
func (b *Beans) held(ref *model.TypeRef, a *model.Access, value *model.Expr) string {
	if value == nil || value.Kind == model.ExprNull {
		return ""
	}
	if ref.Dims == 0 && contexts[ref.Qualified] {
		return simple(ref.Qualified)
	}
	// new WeakReference<>(context)
	made := value.Kind == model.ExprNew
	if made && References[value.Class.Qualified] && len(value.Args) == 1 {
		value, made = Stored(value.Args[0]), false
	}
	if value == nil {
		return ""
	}
	if value.Type != nil && value.Type.Dims == 0 && contexts[value.Type.Qualified] {
		return simple(value.Type.Qualified)
	}
	switch {
	case made, value.Kind == model.ExprConst:
		return ""
	case ref.Dims == 0 && clients[ref.Qualified]:
		return simple(ref.Qualified)
	case ref.Dims == 0 && b.classes[ref.Qualified] && ref.By != model.Primitive && injectable(ref):
		return "bean " + simple(ref.Qualified)
	case injectable(ref) && b.injected(a, value):
		if strings.HasPrefix(ref.Qualified, "java.") {
			return "beans" // Map<String, Handler>
		}
		return "bean " + simple(ref.Qualified)
	}
	return ""
}

// injected reports whether value came from Spring: a parameter of a method
// that Spring calls, a field that it fills, or a bean asked for.
func (b *Beans) injected(a *model.Access, value *model.Expr) bool {
	switch value.Kind {
	case model.ExprLocal:
		return value.Param && a.In != nil && slices.ContainsFunc(a.In.Params, func(p model.Param) bool { return p.Name == value.Name }) && b.springCalls(a.In)
	case model.ExprField:
		f := value.Field
		return f != nil && !f.Flags.Has(model.Static) && slices.ContainsFunc(injections, func(name string) bool { _, ok := f.Annotation(name); return ok })
	case model.ExprThis:
		return b.classes[a.Type.Name]
	case model.ExprCall:
		return value.Name == "getBean" && contexts[value.Class.Qualified]
	}
	return false
}

func (b *Beans) springCalls(m *model.Method) bool {
	if m.Name == "<init>" && b.classes[m.Owner.Name] {
		return true
	}
	return slices.ContainsFunc(injections, func(name string) bool { _, ok := m.Annotation(name); return ok })
}

func simple(qualified string) string { return qualified[strings.LastIndexByte(qualified, '.')+1:] }
