// Package pomparse reads Maven POMs and keeps the place of everything it says.
//
// Load takes the POMs of one tree and gives a Reactor: for every POM a Project
// with its effective model (parents, active profiles, properties, imported
// BOMs, dependency and plugin management applied), every value with the span
// of the text that says it. Reactor.Resolve adds the transitive dependencies
// by Maven's nearest-wins rule. Nothing is downloaded and nothing is run: what
// is neither in the tree nor in the local repository is a Problem, in words,
// and the values that hang on it stay unknown.
//
// # Why an own model builder
//
// deps.dev/util/maven merges POMs well, but its strings do not know where they
// came from, it skips a missing BOM and drops a dependency with an unknown
// placeholder without a word, and it knows neither file activation nor plugins
// (knowledge/golibs.md §6). Finding the origin of a merged value afterwards is
// harder than merging with origins, so the merge is ours, and deps.dev is the
// second opinion in oracle_test.go, Maven itself the third.
//
// The steps and their order are those of Maven 3.8's DefaultModelBuilder:
// profile injection per POM, inheritance, interpolation of the merged model in
// the child's context, plugin management, BOM import, dependency management.
package pomparse
