// Package model is what a rule may know about applications: typed, indexed and
// frozen after the scan.
//
// A Workspace holds Apps, one for each Maven project, and Groups, each a base
// with the modules that would join it. An App holds Types, and what its code
// does with names: Calls, FieldUses, and the Writes and Mutations of its static
// fields. Expressions around them are small typed trees (Expr) in which names
// are resolved as far as imports, the package, the class's own members and the
// project's own declarations tell; How says by which of these.
//
// Nothing here is a grammar node: rules over this model survive a change of
// the parser. Everything is built by package scanner and read-only afterwards,
// so rules run in parallel without locks.
//
// Not everything in the sources is kept, or 20,000 files would not fit in
// memory: calls, field uses and object creations are kept when a rule asked
// for them beforehand (Vocabulary), static fields always, instance fields as
// name, type and flags.
package model
