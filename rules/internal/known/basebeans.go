package known

// BaseBeanCalls are the methods of Koupleless (1.2, 2.1; sofa.serverless before its
// renaming) that take a bean from the base: SpringBeanFinder gives the bean itself,
// SpringServiceFinder a proxy for the type that is asked for.
var BaseBeanCalls = []string{
	"com.alipay.sofa.koupleless.common.api.SpringBeanFinder#getBaseBean",
	"com.alipay.sofa.koupleless.common.api.SpringBeanFinder#getBaseBeansOfType",
	"com.alipay.sofa.serverless.common.api.SpringBeanFinder#getBaseBean",
	"com.alipay.sofa.serverless.common.api.SpringBeanFinder#getBaseBeansOfType",
	"com.alipay.sofa.koupleless.common.api.SpringServiceFinder#getBaseService",
	"com.alipay.sofa.koupleless.common.api.SpringServiceFinder#listBaseServices",
	"com.alipay.sofa.serverless.common.api.SpringServiceFinder#getBaseService",
	"com.alipay.sofa.serverless.common.api.SpringServiceFinder#listBaseServices",
}

// AutowiredFromBase are the annotations of fields that Koupleless fills with such a proxy.
var AutowiredFromBase = []string{"com.alipay.sofa.koupleless.common.api.AutowiredFromBase", "com.alipay.sofa.serverless.common.api.AutowiredFromBase"}

// An Ending is what Spring calls on a bean when its context closes.
type Ending struct {
	Method string
	// Inferred: found by its name, so that @Bean(destroyMethod = "") keeps Spring from it.
	Inferred bool
	// Hidden: the type does not declare it, only the classes that implement it do.
	Hidden bool
}

// Endings returns what ends beans of a library type; ok is false where that is not known.
func Endings(class string) (Ending, bool) { e, ok := endings[class]; return e, ok }

var endings = func() map[string]Ending {
	m := map[string]Ending{}
	for ending, lists := range map[Ending][]string{
		{Method: "close()", Inferred: true, Hidden: true}: {
			"javax.sql: DataSource XADataSource ConnectionPoolDataSource", // HikariDataSource 4-6, DruidDataSource 1.2, DBCP 2: Closeable
		},
		{Method: "close()", Inferred: true}: {
			"java.lang: AutoCloseable",
			"java.io: Closeable",
			"com.zaxxer.hikari: HikariDataSource",
			"com.alibaba.druid.pool: DruidDataSource",
			"com.alibaba.druid.spring.boot.autoconfigure: DruidDataSourceWrapper",
			"org.apache.commons.dbcp2: BasicDataSource",
			"org.apache.tomcat.jdbc.pool: DataSource",
			"javax.persistence: EntityManagerFactory", // JPA 2.2
			"jakarta.persistence: EntityManagerFactory",
			"org.hibernate: SessionFactory",   // Hibernate 5, 6
			"com.mongodb.client: MongoClient", // MongoDB driver 4
			"com.mongodb.reactivestreams.client: MongoClient",
			"redis.clients.jedis: JedisPool JedisCluster UnifiedJedis JedisPooled", // Jedis 4
			"org.apache.curator.framework: CuratorFramework",                       // Curator 5
			"org.elasticsearch.client: RestHighLevelClient RestClient",             // Elasticsearch 7
			"org.apache.http.impl.client: CloseableHttpClient",                     // HttpClient 4
			"org.apache.kafka.clients.producer: Producer KafkaProducer",            // kafka-clients 3
			"javax.cache: CacheManager", "org.ehcache: CacheManager",
		},
		{Method: "shutdown()", Inferred: true}: {
			"org.redisson.api: RedissonClient", // Redisson 3
			"java.util.concurrent: ExecutorService ScheduledExecutorService ThreadPoolExecutor ScheduledThreadPoolExecutor ForkJoinPool", // Java SE 25
			"org.apache.rocketmq.client.producer: MQProducer DefaultMQProducer TransactionMQProducer", "io.lettuce.core: RedisClient",    // RocketMQ 4, 5; Lettuce 6
			"net.sf.ehcache: CacheManager", "org.quartz: Scheduler", // Ehcache 2, Quartz 2
		},
		{Method: "shutdown()", Inferred: true, Hidden: true}: {"java.util.concurrent: Executor"},
		// DisposableBean
		{Method: "destroy()", Hidden: true}: {
			"org.springframework.data.redis.connection: RedisConnectionFactory ReactiveRedisConnectionFactory", // LettuceConnectionFactory, JedisConnectionFactory
			"org.springframework.amqp.rabbit.connection: ConnectionFactory",                                    // CachingConnectionFactory
			"org.springframework.kafka.core: ProducerFactory",                                                  // DefaultKafkaProducerFactory
			"org.springframework.core.task: TaskExecutor AsyncTaskExecutor",                                    // ThreadPoolTaskExecutor
			"org.springframework.scheduling: TaskScheduler",                                                    // ThreadPoolTaskScheduler
		},
		{Method: "destroy()"}: {
			"org.springframework.beans.factory: DisposableBean",
			"org.springframework.data.redis.connection.lettuce: LettuceConnectionFactory", // Spring Data Redis 2.7, 3
			"org.springframework.data.redis.connection.jedis: JedisConnectionFactory",
			"org.springframework.amqp.rabbit.connection: CachingConnectionFactory", // Spring AMQP 2.4, 3
			"org.springframework.kafka.core: DefaultKafkaProducerFactory KafkaTemplate",
			"org.springframework.scheduling.concurrent: ThreadPoolTaskExecutor ThreadPoolTaskScheduler", // Spring Framework 5.3, 6
			"org.apache.rocketmq.spring.core: RocketMQTemplate",                                         // rocketmq-spring 2
			"org.springframework.jdbc.datasource: SingleConnectionDataSource",
		},
	} {
		for class := range qualified(lists...) {
			m[class] = ending
		}
	}
	return m
}()

// HarmlessBeans are library types whose objects nothing happens to when a second context
// takes them for its own: they are neither ended nor told of the context. Koupleless's own
// sample for MyBatis exposes the transaction manager and template of its base, and says why not the
// data source (samples/springboot-samples/db/mybatis/biz1-mybatis).
var HarmlessBeans = qualified(
	"org.springframework.transaction: PlatformTransactionManager TransactionManager", // Spring Framework 5.3, 6
	"org.springframework.transaction.support: TransactionTemplate TransactionOperations",
	"org.springframework.jdbc.datasource: DataSourceTransactionManager",
	"org.springframework.jdbc.core: JdbcTemplate JdbcOperations",
	"org.springframework.jdbc.core.namedparam: NamedParameterJdbcTemplate NamedParameterJdbcOperations",
	"org.springframework.web.client: RestTemplate RestOperations RestClient",
	"org.springframework.web.reactive.function.client: WebClient",
	"org.springframework.data.redis.core: RedisTemplate StringRedisTemplate", // Spring Data Redis 2.7, 3: made ready twice, to the same end
	"org.springframework.security.web: SecurityFilterChain",                  // Spring Security 5.7, 6: DefaultSecurityFilterChain
	"org.springframework.security.crypto.password: PasswordEncoder",
	"org.apache.ibatis.session: SqlSessionFactory", // MyBatis 3.5
	"org.mybatis.spring: SqlSessionTemplate",       // mybatis-spring 2, 3: destroy() does nothing
	"com.fasterxml.jackson.databind: ObjectMapper",
	"java.lang: String Integer Long Boolean",
)

// ContextAware are the interfaces by which Spring tells a bean of the context that it is in.
var ContextAware = qualified(
	"org.springframework.context: ApplicationContextAware ApplicationEventPublisherAware EnvironmentAware MessageSourceAware ResourceLoaderAware EmbeddedValueResolverAware",
	"org.springframework.beans.factory: BeanFactoryAware",
	"org.springframework.web.context: ServletContextAware",
)
