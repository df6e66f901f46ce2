package model

import "arklint/scanner/source"

// A LibraryName is a name that a library's own configuration file gives to
// something, as the cache manager of ehcache.xml.
type LibraryName struct {
	Library string // "ehcache", "hazelcast", "quartz", "dubbo", "apollo"
	// Of is what has the name: the interface of a Dubbo extension, "" where the
	// library names one kind of thing only.
	Of    string
	Name  string
	Value string // the class of a Dubbo extension
	At    source.Span
}
