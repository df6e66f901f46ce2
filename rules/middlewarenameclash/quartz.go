package middlewarenameclash

import (
	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

// Names of Quartz 2.3 (StdSchedulerFactory.getScheduler returns what SchedulerRepository
// has under the name) and spring-context-support 5.3 (SchedulerFactoryBean takes its
// scheduler out of the repository again, unless told to expose it).
const (
	schedulerFactory = "org.quartz.impl.StdSchedulerFactory"
	schedulerBean    = "org.springframework.scheduling.quartz.SchedulerFactoryBean"
	// What quartz.properties says when it does not say the name, and what the one in
	// Quartz's own jar says, which counts where the application has none.
	unsaidScheduler  = "QuartzScheduler"
	defaultScheduler = "DefaultQuartzScheduler"
)

// How an application makes its scheduler.
const (
	byScheduler = "factory"
	byExposed   = "exposed"
)

var quartzCalls = []string{
	schedulerFactory + "#<init>", schedulerFactory + "#getDefaultScheduler",
	schedulerBean + "#setSchedulerName", schedulerBean + "#setExposeSchedulerInRepository",
}

func (c *collector) quartz() {
	for _, u := range c.calls(schedulerBean, "setExposeSchedulerInRepository") {
		if isTrue(u) {
			for _, named := range c.calls(schedulerBean, "setSchedulerName") {
				c.claimUse(known.Quartz, factScheduler, byExposed, named, 0)
			}
			break
		}
	}
	for _, u := range c.calls(schedulerFactory, "<init>", "getDefaultScheduler") {
		if !readsQuartzProperties(u) {
			continue
		}
		if named := c.names("quartz"); len(named) > 0 {
			c.claimFile(known.Quartz, factScheduler, byScheduler, named[0])
			return
		}
		name := defaultScheduler
		for _, app := range c.sources {
			if app.HasResource("quartz.properties") {
				name = unsaidScheduler
			}
		}
		c.claim(known.Quartz, rules.Fact{Kind: factScheduler, Key: name, Value: byScheduler, More: map[string]string{"symbol": u.Symbol()}}, u.At)
		return
	}
}

// readsQuartzProperties reports whether a factory is made from the application's
// quartz.properties: without an argument, or with that name.
func readsQuartzProperties(u *model.Use) bool {
	if len(u.Args) == 0 {
		return u.Kind != model.ExprMethodRef || u.Name == "getDefaultScheduler"
	}
	name, known := u.Args[0].Const()
	return known && name == "quartz.properties"
}
