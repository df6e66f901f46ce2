// Package middlewarenameclash is the rule middleware-name-clash: two applications
// that use one name in a library which keeps names in a static table.
package middlewarenameclash

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/clash"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is middleware-name-clash.
var Rule = &rules.Rule{
	Name:  "middleware-name-clash",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Stage: rules.Preview,
	Needs: rules.Java | rules.Config | rules.POM,
	Calls: slices.Concat(ehcacheCalls, quartzCalls, rocketMQCalls(), hazelcastCalls),
	Types: slices.Concat(rocketMQClients, []string{messageListener}),

	Collect: collect,
	Join:    join,
}

// Facts are names that applications give, one kind for each table that they go
// into; the value is how (outcomes). More: "symbol", and "loader" where nobody
// knows who loads the library.
const (
	factCacheManager = "ehcache manager"
	factSingleton    = "ehcache singleton" // the key is empty
	factScheduler    = "quartz scheduler"
	factClient       = "rocketmq client"
	factProducer     = "rocketmq producer"
	factConsumer     = "rocketmq consumer"
	factInstance     = "hazelcast instance"
	factExtension    = "dubbo extension" // the key is interface:name, the value the class
	factApollo       = "apollo"          // the key is empty, the value who says app.id
)

// unnamed is the name of an Ehcache cache manager without one.
const unnamed = ""

const (
	ehcacheHint  = `give each application a cache manager name of its own: <ehcache name="..">, or setCacheManagerName on EhCacheManagerFactoryBean`
	rocketMQHint = "give each application groups of its own, or update rocketmq-client to 4.9.0 or later, which keeps clients apart"
)

// An outcome is what becomes of two applications that use one name.
type outcome struct {
	what string // the thing and what is done to it, the name as %q
	then string // the name as {name}
	hint string
	mild bool
}

// outcomes by how an application uses the name.
var outcomes = map[string]outcome{
	byNewManager: {"the Ehcache cache manager %q is created",
		"whichever comes second fails with net.sf.ehcache.CacheException: Another CacheManager with same name '{name}' already exists in the same VM",
		ehcacheHint, false},
	byReusedManager: {"the Ehcache cache manager %q is created",
		"whichever comes second gets the caches of the first, without its own configuration",
		ehcacheHint, false},
	bySingleton: {"Ehcache's shared cache manager is taken",
		"whichever comes second gets the caches of the first, without its own configuration",
		"create a cache manager of the application's own: new CacheManager(..) with a name, or setShared(false) on EhCacheManagerFactoryBean", false},
	byScheduler: {"the Quartz scheduler %q is made",
		"whichever comes second gets the scheduler of the first, and its jobs run there",
		"give each application its own org.quartz.scheduler.instanceName", false},
	byExposed: {"the Quartz scheduler %q is exposed in the repository",
		"whichever starts second does not start: IllegalStateException: Active Scheduler of name '{name}' already registered",
		"give each application its own scheduler name, or do not set exposeSchedulerInRepository", false},
	byClient: {"the RocketMQ instance name %q is used",
		"both share one client: the second one's name server and credentials do not count, and the first one's class loader serves both",
		"put the application's name into the instance name, or leave it out from rocketmq-client 4.9.0 on", true},
	byProducer: {"the RocketMQ producer group %q is used",
		"whichever starts second fails with MQClientException: The producer group[{name}] has been created before", rocketMQHint, false},
	byConsumer: {"the RocketMQ consumer group %q is used",
		"whichever starts second fails with MQClientException: The consumer group[{name}] has been created before", rocketMQHint, false},
	byNewInstance: {"the Hazelcast instance %q is created",
		"whichever comes second fails: HazelcastInstance with name '{name}' already exists!",
		"give each application its own instance name", false},
	bySharedInstance: {"the Hazelcast instance %q is created",
		"whichever comes second gets the instance of the first, without its own configuration",
		"give each application its own instance name", false},
}

func join(p *rules.JoinPass) error {
	for _, kind := range []string{factCacheManager, factSingleton, factScheduler, factClient, factProducer, factConsumer, factInstance} {
		for _, ends := range clash.Ends(p.Group, kind) {
			if kind == factCacheManager && allSingletons(ends) {
				continue
			}
			clash.Report(p, ends, func(e clash.End, by string) rules.Finding {
				how := e.Fact.Value
				f := rules.Finding{Message: describe(how, e.Fact.Key, by), Hint: outcomes[how].hint}
				if outcomes[how].mild {
					f.Level = rules.Warning
				}
				return cautious(p, f, ends)
			})
		}
	}
	joinExtensions(p)
	joinApollo(p)
	return nil
}

func describe(how, name, by string) string {
	o := outcomes[how]
	what, then := o.what, strings.ReplaceAll(o.then, "{name}", name)
	switch {
	case how == bySingleton:
	case name != unnamed:
		what = fmt.Sprintf(what, name)
	default:
		what = "an Ehcache cache manager without a name is created"
		if how == byNewManager {
			then = "whichever comes second fails with net.sf.ehcache.CacheException: Another unnamed CacheManager already exists in the same VM"
		}
	}
	return what + " " + by + ", and " + then
}

// allSingletons: all these applications take the one manager of CacheManager.create,
// whatever its name; that is a finding of its own.
func allSingletons(ends []clash.End) bool {
	return !slices.ContainsFunc(ends, func(e clash.End) bool {
		_, singleton := e.App.First(factSingleton)
		return !singleton
	})
}

// cautious lowers f where nobody knows who loads the library of one of its ends.
func cautious(p *rules.JoinPass, f rules.Finding, ends []clash.End) rules.Finding {
	for _, e := range ends {
		library, unknown := e.Fact.More["loader"]
		if !unknown {
			continue
		}
		if f.Level == rules.DefaultLevel {
			f.Level = p.Rule.LevelFor(p.Deploy)
		}
		f.Level, f.Confidence = f.Level.AtMost(rules.Warning), rules.Medium
		f.Message += ", if the base loads " + library
		return f
	}
	return f
}
