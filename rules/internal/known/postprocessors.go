package known

import (
	"slices"

	"arklint/scanner/model"
)

// EnvironmentPostProcessors are the keys of META-INF/spring.factories for Spring
// Boot's EnvironmentPostProcessor: up to Boot 3, and from Boot 4 on.
var EnvironmentPostProcessors = []string{"org.springframework.boot.env.EnvironmentPostProcessor", "org.springframework.boot.EnvironmentPostProcessor"}

// A PostProcessor is an EnvironmentPostProcessor that libraries bring.
type PostProcessor struct {
	Class string
	// Misses is what comes of it when it does not run; "" when nothing does, because all it
	// does is to complain.
	Misses string
	// Mark is a text in the values of an application that makes use of it; "": every
	// application does.
	Mark string
	// Artifacts bring it: group:artifact of the jar itself and of starters that depend on it.
	Artifacts []string
	// Patched: the artifacts do not bring it themselves, but the patch does that
	// koupleless-base-build-plugin adds to a base with one of them.
	Patched bool
}

// BroughtBy reports whether d is one of the artifacts.
func (r PostProcessor) BroughtBy(d *model.Dependency) bool {
	return slices.Contains(r.Artifacts, d.GroupID+":"+d.ArtifactID)
}

// PostProcessors is the table of them, read from META-INF/spring.factories of the jars named, and
// from the POMs of the starters.
var PostProcessors = []PostProcessor{
	{ // mybatis-plus-spring-boot-autoconfigure 3.5.7
		Class: "com.baomidou.mybatisplus.autoconfigure.SafetyEncryptProcessor", Misses: "values that begin with mpw: stay encrypted", Mark: "mpw:",
		Artifacts: []string{"com.baomidou:mybatis-plus-boot-starter", "com.baomidou:mybatis-plus-spring-boot3-starter", "com.baomidou:mybatis-plus-spring-boot-autoconfigure"},
	},
	{ // apollo-client 2.2.0
		Class: "com.ctrip.framework.apollo.spring.boot.ApolloApplicationContextInitializer", Misses: "apollo.bootstrap.eagerLoad has no effect",
		Artifacts: []string{"com.ctrip.framework.apollo:apollo-client"},
	},
	{ // koupleless-adapter-apollo-1.6 1.2.2, koupleless/koupleless#367
		Class:     "com.alipay.sofa.koupleless.adapter.ApolloPropertiesClearInitializer",
		Artifacts: []string{"com.ctrip.framework.apollo:apollo-client"}, Patched: true,
	},
	{ // nacos-config-spring-boot-autoconfigure 0.2.12
		Class: "com.alibaba.boot.nacos.config.autoconfigure.NacosConfigEnvironmentProcessor", Misses: "nacos.config.bootstrap has no effect",
		Artifacts: []string{"com.alibaba.boot:nacos-config-spring-boot-autoconfigure", "com.alibaba.boot:nacos-config-spring-boot-starter"},
	},
	{ // spring-cloud-starter-alibaba-nacos-config 2021.0.5.0
		Class:     "com.alibaba.cloud.nacos.configdata.NacosConfigDataMissingEnvironmentPostProcessor",
		Artifacts: []string{"com.alibaba.cloud:spring-cloud-starter-alibaba-nacos-config"},
	},
	{ // spring-cloud-commons and starters 3.1.8, spring-cloud-alibaba 2021.0.5.0
		Class: "org.springframework.cloud.client.HostInfoEnvironmentPostProcessor", Misses: "spring.cloud.client.hostname and spring.cloud.client.ip-address are not set", Mark: "spring.cloud.client.",
		Artifacts: []string{
			"org.springframework.cloud:spring-cloud-commons", "org.springframework.cloud:spring-cloud-starter", "org.springframework.cloud:spring-cloud-starter-bootstrap",
			"org.springframework.cloud:spring-cloud-starter-openfeign", "org.springframework.cloud:spring-cloud-starter-loadbalancer",
			"com.alibaba.cloud:spring-cloud-starter-alibaba-nacos-discovery",
		},
	},
	{ // spring-cloud-commons 3.1.8, IdUtils.getDefaultInstanceId
		Class: "org.springframework.cloud.client.HostInfoEnvironmentPostProcessor", Misses: "the instance id in Eureka has no host name",
		Artifacts: []string{"org.springframework.cloud:spring-cloud-starter-netflix-eureka-client", "org.springframework.cloud:spring-cloud-netflix-eureka-client"},
	},
	{ // spring-cloud-context 3.1.8
		Class: "org.springframework.cloud.bootstrap.encrypt.DecryptEnvironmentPostProcessor", Misses: "values that begin with {cipher} stay encrypted", Mark: "{cipher}",
		Artifacts: []string{"org.springframework.cloud:spring-cloud-context"},
	},
	{ // spring-cloud-config-client 3.1.8
		Class:     "org.springframework.cloud.config.client.ConfigServerConfigDataMissingEnvironmentPostProcessor",
		Artifacts: []string{"org.springframework.cloud:spring-cloud-config-client"},
	},
	{ // spring-cloud-gateway-server 3.1.8
		Class: "org.springframework.cloud.gateway.config.GatewayEnvironmentPostProcessor", Misses: "spring.webflux.hiddenmethod.filter.enabled is not set to false",
		Artifacts: []string{"org.springframework.cloud:spring-cloud-gateway-server", "org.springframework.cloud:spring-cloud-starter-gateway"},
	},
	{ // spring-cloud-sleuth-autoconfigure 3.1.9
		Class: "org.springframework.cloud.sleuth.autoconfig.TraceEnvironmentPostProcessor", Misses: "log lines carry no trace ids",
		Artifacts: []string{"org.springframework.cloud:spring-cloud-sleuth-autoconfigure", "org.springframework.cloud:spring-cloud-starter-sleuth"},
	},
	{ // dubbo-spring-boot-autoconfigure-compatible 2.7.23, 3.2.10
		Class: "org.apache.dubbo.spring.boot.env.DubboDefaultPropertiesEnvironmentPostProcessor", Misses: "dubbo.application.name is not taken from spring.application.name",
		Artifacts: []string{"org.apache.dubbo:dubbo-spring-boot-autoconfigure-compatible", "org.apache.dubbo:dubbo-spring-boot-autoconfigure", "org.apache.dubbo:dubbo-spring-boot-starter"},
	},
	{ // seata-spring-autoconfigure-core 1.7.1
		Class: "io.seata.spring.boot.autoconfigure.SeataCoreEnvironmentPostProcessor", Misses: "Seata does not find its seata.* settings",
		Artifacts: []string{"io.seata:seata-spring-autoconfigure-core", "io.seata:seata-spring-boot-starter"},
	},
	{ // knife4j-openapi2-spring-boot-starter 4.3.0
		Class: "com.github.xiaoymin.knife4j.spring.common.bean.SpringFoxEnvironmentPostProcessor", Misses: "spring.mvc.pathmatch.matching-strategy is not set for Springfox",
		Artifacts: []string{"com.github.xiaoymin:knife4j-openapi2-spring-boot-starter"},
	},
}
