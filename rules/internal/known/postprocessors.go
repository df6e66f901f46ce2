package known

// EnvironmentPostProcessors are the keys of META-INF/spring.factories for Spring
// Boot's EnvironmentPostProcessor: up to Boot 3, and from Boot 4 on.
var EnvironmentPostProcessors = []string{"org.springframework.boot.env.EnvironmentPostProcessor", "org.springframework.boot.EnvironmentPostProcessor"}

// A PostProcessor is an EnvironmentPostProcessor that an artifact brings.
type PostProcessor struct {
	Group, Artifact string
	Class           string
	// Misses is what comes of it when it does not run; "" when nothing does, because all it
	// does is to complain.
	Misses string
	// Patched: it comes with the patch that koupleless-base-build-plugin adds to a base
	// with this artifact.
	Patched bool
}

const (
	safetyEncrypt = "com.baomidou.mybatisplus.autoconfigure.SafetyEncryptProcessor"
	nacosConfig   = "com.alibaba.boot.nacos.config.autoconfigure.NacosConfigEnvironmentProcessor"
	dubboDefaults = "org.apache.dubbo.spring.boot.env.DubboDefaultPropertiesEnvironmentPostProcessor"
	seataCore     = "io.seata.spring.boot.autoconfigure.SeataCoreEnvironmentPostProcessor"
	gateway       = "org.springframework.cloud.gateway.config.GatewayEnvironmentPostProcessor"
)

// PostProcessors is the table of artifacts that bring one, read from META-INF/spring.factories of
// the jars named. A starter stands beside the jar that it brings.
var PostProcessors = []PostProcessor{
	// mybatis-plus-spring-boot-autoconfigure 3.5.7
	{"com.baomidou", "mybatis-plus-boot-starter", safetyEncrypt, "values that begin with mpw: stay encrypted", false},
	{"com.baomidou", "mybatis-plus-spring-boot3-starter", safetyEncrypt, "values that begin with mpw: stay encrypted", false},
	{"com.baomidou", "mybatis-plus-spring-boot-autoconfigure", safetyEncrypt, "values that begin with mpw: stay encrypted", false},
	// apollo-client 2.2.0; the patch: koupleless-adapter-apollo-1.6 1.2.2 (koupleless/koupleless#367)
	{"com.ctrip.framework.apollo", "apollo-client", "com.ctrip.framework.apollo.spring.boot.ApolloApplicationContextInitializer", "apollo.bootstrap.eagerLoad has no effect", false},
	{"com.ctrip.framework.apollo", "apollo-client", "com.alipay.sofa.koupleless.adapter.ApolloPropertiesClearInitializer", "", true},
	// nacos-config-spring-boot-autoconfigure 0.2.12
	{"com.alibaba.boot", "nacos-config-spring-boot-autoconfigure", nacosConfig, "nacos.config.bootstrap has no effect", false},
	{"com.alibaba.boot", "nacos-config-spring-boot-starter", nacosConfig, "nacos.config.bootstrap has no effect", false},
	// spring-cloud-starter-alibaba-nacos-config 2021.0.5.0
	{"com.alibaba.cloud", "spring-cloud-starter-alibaba-nacos-config", "com.alibaba.cloud.nacos.configdata.NacosConfigDataMissingEnvironmentPostProcessor", "", false},
	// spring-cloud-commons, -context, -config-client, -gateway-server 3.1.8; spring-cloud-sleuth 3.1.9
	{"org.springframework.cloud", "spring-cloud-commons", "org.springframework.cloud.client.HostInfoEnvironmentPostProcessor", "spring.cloud.client.hostname and spring.cloud.client.ip-address are not set", false},
	{"org.springframework.cloud", "spring-cloud-context", "org.springframework.cloud.bootstrap.encrypt.DecryptEnvironmentPostProcessor", "values that begin with {cipher} stay encrypted", false},
	{"org.springframework.cloud", "spring-cloud-config-client", "org.springframework.cloud.config.client.ConfigServerConfigDataMissingEnvironmentPostProcessor", "", false},
	{"org.springframework.cloud", "spring-cloud-gateway-server", gateway, "spring.webflux.hiddenmethod.filter.enabled is not set to false", false},
	{"org.springframework.cloud", "spring-cloud-starter-gateway", gateway, "spring.webflux.hiddenmethod.filter.enabled is not set to false", false},
	{"org.springframework.cloud", "spring-cloud-sleuth-autoconfigure", "org.springframework.cloud.sleuth.autoconfig.TraceEnvironmentPostProcessor", "log lines carry no trace ids", false},
	{"org.springframework.cloud", "spring-cloud-starter-sleuth", "org.springframework.cloud.sleuth.autoconfig.TraceEnvironmentPostProcessor", "log lines carry no trace ids", false},
	// dubbo-spring-boot-autoconfigure-compatible 2.7.23, 3.2.10
	{"org.apache.dubbo", "dubbo-spring-boot-autoconfigure-compatible", dubboDefaults, "dubbo.application.name is not taken from spring.application.name", false},
	{"org.apache.dubbo", "dubbo-spring-boot-starter", dubboDefaults, "dubbo.application.name is not taken from spring.application.name", false},
	// seata-spring-autoconfigure-core 1.7.1
	{"io.seata", "seata-spring-autoconfigure-core", seataCore, "Seata does not find its seata.* settings", false},
	{"io.seata", "seata-spring-boot-starter", seataCore, "Seata does not find its seata.* settings", false},
	// knife4j-openapi2-spring-boot-starter 4.3.0
	{"com.github.xiaoymin", "knife4j-openapi2-spring-boot-starter", "com.github.xiaoymin.knife4j.spring.common.bean.SpringFoxEnvironmentPostProcessor", "spring.mvc.pathmatch.matching-strategy is not set for Springfox", false},
}
