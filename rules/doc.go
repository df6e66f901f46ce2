// Package rules is the contract between arklint and its rules: what a rule is,
// what it may see and what it may say.
//
// # A rule
//
// A Rule is a variable in a folder of its own, rules/<name>/rule.go, beside its
// page rule.md (and rule.zh.md), which is what `arklint explain` prints and what
// its tests run: every Bad block must be found where it is marked, every Good
// block must stay silent. The list of rules in package all is generated from
// the folders; nothing registers itself.
//
// # What it sees
//
// Check sees one application (Pass.App, package model) and who loads its
// classes (Pass.Loading, package ark). It never sees syntax trees, the disk, the
// environment or stdout. It asks indexes: App.Calls, App.StaticFields,
// App.Settings. What it wants to hear of calls and fields of libraries it lists
// in Calls and Fields beforehand; the scanner keeps nothing else.
//
// Collect sees the same and exports Facts: flat records with a kind, a key, a
// value and a place. Join sees the facts of a base and of all its modules
// together, and only them, so that facts written by other repositories' builds
// are judged by the same code.
//
// # What it says
//
// A Finding is one sentence about this place, a hint that says what to do,
// how sure we are (Confidence, apart from how bad it is: Level), the other places
// that matter (Related), and a Symbol: an identity without line numbers.
//
// # Three laws
//
// Where the class ends up decides: a rule about shared state or class loading
// asks Pass.Shared first. Unresolved is not a hit: a name that nothing in sight
// declares gives silence or low confidence. Same code in another spelling gets
// the same verdict: no rule looks at text, and no verdict rests on a name.
package rules
