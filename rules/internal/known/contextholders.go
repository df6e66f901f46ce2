package known

import (
	"maps"
	"slices"
	"strings"
)

// Contexts are the types of what a Spring application has one of: whoever
// stores one in a static stores that application's, however it came by it.
var Contexts = qualified(
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

// Clients are types of beans that applications configure: a static that takes
// one which it did not make itself takes it from a context.
var Clients = qualified(
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
		for _, table := range []map[string]bool{Contexts, Clients} {
			for name := range maps.Keys(table) {
				if !yield(name) {
					return
				}
			}
		}
	})
}

// BeanAnnotations make a class a Spring bean, Injections have Spring fill a
// field or call a method (Spring Framework 5.3-6.2, Spring Boot, JSR 250 and 330).
var (
	BeanAnnotations = []string{
		"org.springframework.stereotype.Component", "org.springframework.stereotype.Service", "org.springframework.stereotype.Repository",
		"org.springframework.stereotype.Controller", "org.springframework.web.bind.annotation.RestController",
		"org.springframework.context.annotation.Configuration", "org.springframework.boot.autoconfigure.SpringBootApplication",
		"org.springframework.boot.context.properties.ConfigurationProperties",
	}
	Injections = []string{
		"org.springframework.beans.factory.annotation.Autowired", "jakarta.annotation.Resource", "javax.annotation.Resource",
		"jakarta.inject.Inject", "javax.inject.Inject",
	}
)

// SimpleName is a class's name without its package.
func SimpleName(qualified string) string {
	return qualified[strings.LastIndexByte(qualified, '.')+1:]
}
