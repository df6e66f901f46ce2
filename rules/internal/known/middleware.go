package known

import (
	"slices"

	"arklint/scanner/model"
)

// A Middleware is a library that keeps names in a static table, one table for
// each class loader that has the library.
type Middleware struct {
	Name      string
	Artifacts []string // group:artifact of the jars that hold the table
}

// Libraries with such a table, and the class that has it.
var (
	// net.sf.ehcache.CacheManager.CACHE_MANAGERS_MAP since 2.5; Ehcache 3 has none.
	Ehcache = Middleware{"Ehcache", []string{"net.sf.ehcache:ehcache", "net.sf.ehcache:ehcache-core"}}
	// org.quartz.impl.SchedulerRepository, 1.8 to 2.5.
	Quartz = Middleware{"Quartz", []string{"org.quartz-scheduler:quartz"}}
	// org.apache.rocketmq.client.impl.MQClientManager, 4.0 to 5.3.
	RocketMQ = Middleware{"RocketMQ", []string{"org.apache.rocketmq:rocketmq-client"}}
	// com.hazelcast.instance.HazelcastInstanceFactory up to 3.12, com.hazelcast.instance.impl.HazelcastInstanceFactory since.
	Hazelcast = Middleware{"Hazelcast", []string{"com.hazelcast:hazelcast", "com.hazelcast:hazelcast-all", "com.hazelcast:hazelcast-enterprise"}}
	// ExtensionLoader.EXTENSION_LOADERS up to 2.7, org.apache.dubbo.rpc.model.ScopeModel.classLoaders since 3.0.
	Dubbo = Middleware{"Dubbo", []string{"org.apache.dubbo:dubbo", "org.apache.dubbo:dubbo-common", "com.alibaba:dubbo"}}
	// com.ctrip.framework.foundation.Foundation and System property app.id, 1.0 to 2.4.
	Apollo = Middleware{"Apollo", []string{"com.ctrip.framework.apollo:apollo-client"}}
)

// In is app's dependency on the library, nil without one that reaches the run time.
func (m Middleware) In(app *model.App) *model.Dependency {
	if app == nil {
		return nil
	}
	for _, d := range app.Dependencies {
		if d.Scope != "test" && slices.Contains(m.Artifacts, d.GroupID+":"+d.ArtifactID) {
			return d
		}
	}
	return nil
}

// Loader says who loads the library's classes for app, a base or a module, and with
// them the table.
func (m Middleware) Loader(app, base *model.App) model.DependencyLoader {
	d := m.In(app)
	switch {
	case d != nil && d.Loader == model.Packed:
		return model.Packed
	case d != nil, m.In(base) != nil:
		return model.FromBase
	}
	return model.LoaderUnknown
}
