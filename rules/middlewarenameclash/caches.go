package middlewarenameclash

import (
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
)

// Names of Ehcache 2 (ehcache-core 2.10: CacheManager; spring-context-support 5.3:
// EhCacheManagerFactoryBean) and Hazelcast (HazelcastInstanceFactory of 3.12 and 4.0;
// Spring Boot's HazelcastServerConfiguration, which takes an instance of that name when there is one).
const (
	cacheManager  = "net.sf.ehcache.CacheManager"
	ehcacheConfig = "net.sf.ehcache.config.Configuration"
	ehcacheBean   = "org.springframework.cache.ehcache.EhCacheManagerFactoryBean"

	hazelcast       = "com.hazelcast.core.Hazelcast"
	hazelcastConfig = "com.hazelcast.config.Config"
)

// How an application makes its cache.
const (
	byNewManager     = "new"       // new CacheManager
	byReusedManager  = "reused"    // CacheManager.newInstance, setAcceptExisting
	bySingleton      = "singleton" // CacheManager.create
	byNewInstance    = "new instance"
	bySharedInstance = "shared instance" // getOrCreateHazelcastInstance, and Spring Boot
)

var ehcacheCalls = []string{
	cacheManager + "#create", cacheManager + "#getInstance", cacheManager + "#newInstance", cacheManager + "#<init>",
	ehcacheConfig + "#setName", ehcacheConfig + "#name",
	ehcacheBean + "#setCacheManagerName", ehcacheBean + "#setShared", ehcacheBean + "#setAcceptExisting",
}

func (c *collector) ehcache() {
	for _, u := range c.calls(cacheManager, "create", "getInstance") {
		if u.Discarded {
			c.Clear(u.At, "nobody uses the cache manager that this returns")
			continue
		}
		c.claim(known.Ehcache, rules.Fact{Kind: factSingleton, Value: bySingleton, More: map[string]string{"symbol": u.Symbol()}}, u.At)
	}
	how := byNewManager
	if len(c.calls(cacheManager, "newInstance")) > 0 && len(c.calls(cacheManager, "<init>")) == 0 {
		how = byReusedManager
	}
	for _, u := range c.calls(ehcacheBean, "setShared", "setAcceptExisting") {
		switch {
		case !isTrue(u):
		case u.Name == "setShared":
			c.claim(known.Ehcache, rules.Fact{Kind: factSingleton, Value: bySingleton, More: map[string]string{"symbol": u.Symbol()}}, u.At)
		default:
			how = byReusedManager
		}
	}
	// A name that code gives, also one that we cannot read, goes before that of the file.
	given := append(c.calls(ehcacheBean, "setCacheManagerName"), c.calls(ehcacheConfig, "setName", "name")...)
	for _, u := range given {
		c.claimUse(known.Ehcache, factCacheManager, how, u, 0)
	}
	if len(given) > 0 {
		return
	}
	for _, n := range c.names("ehcache") {
		if !strings.Contains(n.Name, "${") { // a System property (ConfigurationFactory)
			c.claimFile(known.Ehcache, factCacheManager, how, n)
		}
	}
}

var hazelcastCalls = []string{
	hazelcast + "#newHazelcastInstance", hazelcastConfig + "#<init>", hazelcastConfig + "#setInstanceName",
}

func (c *collector) hazelcast() {
	how := bySharedInstance
	if len(c.calls(hazelcast, "newHazelcastInstance")) > 0 {
		how = byNewInstance
	}
	set := c.calls(hazelcastConfig, "setInstanceName")
	for _, u := range append(set, c.calls(hazelcastConfig, "<init>")...) {
		c.claimUse(known.Hazelcast, factInstance, how, u, 0)
	}
	if len(set) > 0 {
		return
	}
	for _, n := range c.names("hazelcast") {
		if !strings.Contains(n.Name, "${") {
			c.claimFile(known.Hazelcast, factInstance, how, n)
		}
	}
}
