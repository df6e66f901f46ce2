package model

// A Problem is something arklint could not read or know: a broken file, a POM
// whose parent is missing. It is about the input, never about the user's code
// (a finding) nor about arklint (a bug).
type Problem struct {
	Path    string // slash path from the workspace's root
	Line    int    // from 1; 0 when the whole file is meant
	Message string // one sentence: what was wrong and what is therefore not known
}
