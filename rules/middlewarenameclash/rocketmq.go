package middlewarenameclash

import (
	"slices"

	"arklint/rules"
	"arklint/rules/internal/known"
)

// Clients of RocketMQ go by instance name into MQClientManager. Without a name they
// were one for each process up to rocketmq-client 4.8, which then holds each group once, and are one
// each since 4.9 (ClientConfig.changeInstanceNameToPID of 4.8.0 and 4.9.0).
const (
	rocketMQ        = "org.apache.rocketmq.client."
	messageListener = "org.apache.rocketmq.spring.annotation.RocketMQMessageListener"
)

var (
	rocketMQProducers = []string{rocketMQ + "producer.DefaultMQProducer", rocketMQ + "producer.TransactionMQProducer"}
	rocketMQConsumers = []string{rocketMQ + "consumer.DefaultMQPushConsumer", rocketMQ + "consumer.DefaultMQPullConsumer", rocketMQ + "consumer.DefaultLitePullConsumer"}
	rocketMQClients   = slices.Concat([]string{rocketMQ + "ClientConfig"}, rocketMQProducers, rocketMQConsumers)
)

func rocketMQCalls() []string {
	var out []string
	for _, class := range rocketMQClients {
		out = append(out, class+"#<init>", class+"#setInstanceName", class+"#setProducerGroup", class+"#setConsumerGroup")
	}
	return out
}

// How an application makes its clients.
const (
	byClient   = "client"
	byProducer = "producer"
	byConsumer = "consumer"
)

func (c *collector) rocketMQ() {
	named := false
	for _, class := range rocketMQClients {
		for _, u := range c.calls(class, "setInstanceName") {
			c.claimUse(known.RocketMQ, factClient, byClient, u, 0)
			named = true
		}
	}
	// Which of several clients has which name is not followed.
	if named || !known.OlderThan(c.version(known.RocketMQ), 4, 9) {
		return
	}
	c.groups(rocketMQProducers, "setProducerGroup", factProducer, byProducer)
	c.groups(rocketMQConsumers, "setConsumerGroup", factConsumer, byConsumer)
	c.springGroups()
}

// groups exports the groups of clients that code makes: the first text that their
// constructor takes, or the second where the first is a namespace.
func (c *collector) groups(classes []string, setter, kind, how string) {
	for _, class := range classes {
		for _, u := range c.calls(class, setter) {
			c.claimUse(known.RocketMQ, kind, how, u, 0)
		}
		for _, u := range c.calls(class, "<init>") {
			at := 0
			if len(u.Args) > 1 && len(constants(u.Args[1])) > 0 {
				at = 1
			}
			c.claimUse(known.RocketMQ, kind, how, u, at)
		}
	}
}

// springGroups exports the groups that rocketmq-spring makes clients of.
func (c *collector) springGroups() {
	profiles := c.App.Settings.ActiveProfiles()
	const key = "rocketmq.producer.group"
	if v, ok := c.App.Settings.Effective(key, profiles...); ok && v.Known() && v.Text != "" {
		c.claim(known.RocketMQ, rules.Fact{Kind: factProducer, Key: v.Text, Value: byProducer, More: map[string]string{"symbol": key}}, v.Setting.At)
	}
	for _, app := range c.sources {
		for _, t := range app.Types() {
			a, ok := t.Annotation(messageListener)
			if !ok {
				continue
			}
			for _, group := range constants(a.Arg("consumerGroup")) {
				if v := c.App.Settings.Expand(group, a.At, profiles...); v.Known() {
					c.claim(known.RocketMQ, rules.Fact{Kind: factConsumer, Key: v.Text, Value: byConsumer, More: map[string]string{"symbol": t.Name}}, a.At)
				}
			}
		}
	}
}
