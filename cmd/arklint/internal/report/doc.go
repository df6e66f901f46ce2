// Package report prints a finished run: for people (Text), for scripts (JSON),
// and the rules themselves as a table or a page (RulesText, Page). SARIF has a
// package of its own because editors and servers read it; every further format
// gets one file here.
//
// A report decides nothing. What counts, how loud it is and in which order it
// comes was settled by package engine, so that two formats of one run never
// disagree.
//
// Output depends on the Report alone: two runs over one tree give the same
// bytes. Whatever differs from run to run (the time it took, the number of
// files a warm cache saved) is left out, or 0, unless the caller asks for it.
//
// Nothing from a source file, a path or a message reaches a terminal as it
// stands: see neutral.
package report
