// Package javaindex turns Java syntax trees into the model: what a file
// declares, which of the calls and fields that rules asked for it uses, and
// every write of a static field.
//
// It works in two steps. An Extractor walks one file's tree once, with the
// file's scopes at hand, and leaves small expression trees in which names of
// locals and of the file's own members are resolved (extract.go, declare.go,
// walk.go, expr.go, access.go). When all files are in, Link resolves what needs the whole
// project: type names, inherited members, return types, constants of other
// files, and hands every write to the field it writes (link.go, resolve.go,
// typeof.go, fold.go). Extractors run in parallel, one for each worker; Link
// runs alone.
package javaindex
