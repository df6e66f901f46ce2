package javaindex

import (
	"strings"

	"arklint/scanner/model"
)

// A Vocabulary is a model.Vocabulary made ready for looking names up.
type Vocabulary vocabulary

type vocabulary struct {
	calls       map[string]bool // class#method, as rules name them
	methods     map[string]bool // simple names of methods
	fields      map[string]bool // simple names of static fields
	news        map[string]bool // simple names of classes whose creation matters
	classes     map[string]bool // canonical names of all classes mentioned
	annotations map[string]bool // simple names
	// contents are methods that rules ask about on containers of java.util only
	// (Properties, Map, Set): they want System.getProperties() behind a variable,
	// not every map of the program. See Extractor.idle.
	contents map[string]bool
	// identity: some rule asks for "java.lang.Class#==", comparisons with X.class and
	// with names of classes.
	identity bool
	// traits holds, for every method name that a call is looked at for, why: one
	// look-up for each call of the program.
	traits map[string]trait
}

// A trait is why a call of a method name is looked at.
type trait uint8

const (
	asked    trait = 1 << iota // in methods
	content                    // in contents
	loading                    // in loaders
	argument                   // in byArgument, whatever the class
	equality                   // "equals", when identity
)

// Compile prepares v.
func Compile(v model.Vocabulary) *Vocabulary {
	c := &vocabulary{calls: map[string]bool{}, methods: map[string]bool{}, fields: map[string]bool{}, news: map[string]bool{}, classes: map[string]bool{}, annotations: map[string]bool{}, contents: map[string]bool{}, traits: map[string]trait{}}
	others := map[string]bool{}
	for _, call := range v.Calls {
		class, method, _ := strings.Cut(call, "#")
		c.calls[call] = true
		c.classes[class] = true
		if method == "<init>" {
			_, simple := splitLast(class)
			c.news[simple] = true
			continue
		}
		if method == "==" {
			c.identity = true
			continue
		}
		c.methods[method] = true
		if containers[class] {
			c.contents[method] = true
		} else {
			others[method] = true
		}
	}
	for method := range others {
		delete(c.contents, method)
	}
	if c.identity {
		c.traits["equals"] |= equality
	}
	for method := range c.methods {
		c.traits[method] |= asked
	}
	for method := range c.contents {
		c.traits[method] |= content
	}
	for method := range loaders {
		c.traits[method] |= loading
	}
	for key := range byArgument {
		_, method, _ := strings.Cut(key, ".")
		c.traits[method] |= argument
	}
	for _, field := range v.Fields {
		class, name, _ := strings.Cut(field, "#")
		c.classes[class] = true
		c.fields[name] = true
	}
	for _, t := range v.Types {
		c.classes[t] = true
	}
	for _, a := range keptAnnotations {
		c.classes[a] = true
		_, simple := splitLast(a)
		c.annotations[simple] = true
	}
	return (*Vocabulary)(c)
}

// containers are the classes whose methods are in Vocabulary for the sake of
// what a variable of that class may stand for.
var containers = map[string]bool{
	"java.util.Properties": true, "java.util.Hashtable": true, "java.util.Dictionary": true, "java.util.Map": true, "java.util.Set": true,
	"java.util.Collection": true, "java.lang.Iterable": true, "java.lang.Object": true, "?": true,
}

// keptAnnotations are the annotations that survive extraction. They change
// what code means for us: who calls a method, what Lombok or Spring adds.
var keptAnnotations = []string{
	"com.alipay.sofa.koupleless.common.api.AutowiredFromBase", "com.alipay.sofa.serverless.common.api.AutowiredFromBase",
	"jakarta.annotation.PostConstruct", "jakarta.annotation.PreDestroy", "jakarta.annotation.Resource", "jakarta.inject.Inject",
	"javax.annotation.PostConstruct", "javax.annotation.PreDestroy", "javax.annotation.Resource", "javax.inject.Inject",
	"lombok.Data", "lombok.Setter", "lombok.Value",
	"lombok.extern.slf4j.Slf4j", "lombok.extern.slf4j.XSlf4j", "lombok.extern.log4j.Log4j2", "lombok.extern.log4j.Log4j",
	"lombok.extern.java.Log", "lombok.extern.apachecommons.CommonsLog", "lombok.extern.flogger.Flogger", "lombok.extern.jbosslog.JBossLog", "lombok.CustomLog",
	"org.apache.rocketmq.spring.annotation.RocketMQMessageListener",
	"org.springframework.beans.factory.annotation.Autowired", "org.springframework.beans.factory.annotation.Value",
	"org.springframework.boot.SpringBootConfiguration", "org.springframework.boot.autoconfigure.EnableAutoConfiguration",
	"org.springframework.boot.autoconfigure.SpringBootApplication",
	"org.springframework.boot.context.properties.ConfigurationProperties",
	"org.springframework.context.annotation.Bean", "org.springframework.context.annotation.ComponentScan",
	"org.springframework.context.annotation.Configuration", "org.springframework.context.annotation.Profile",
	"org.springframework.jmx.export.annotation.ManagedResource",
	"org.springframework.stereotype.Component", "org.springframework.stereotype.Controller",
	"org.springframework.stereotype.Repository", "org.springframework.stereotype.Service",
	"org.springframework.web.bind.annotation.RestController",
}
