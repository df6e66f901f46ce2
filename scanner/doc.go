// Package scanner turns a file tree into a model.Workspace: it finds files,
// reads and parses them in parallel, indexes what they say, and freezes it.
//
// Scan walks the tree once (walk.go). A pom.xml opens an app; a file belongs to
// the nearest one above it (layout.go). Java sources go through javasrc and javaindex, POMs
// through pomparse, configuration through springconf and logconf, each on as
// many workers as asked for; whatever cannot be read becomes a problem with a
// place. Then the whole is linked, package ark decides roles and merge groups,
// and the workspace does not change any more.
package scanner
