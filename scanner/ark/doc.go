// Package ark is SOFAArk's and Koupleless's semantics as pure functions over the
// model: what role a project plays, which modules join which base, who loads a
// class, what isolates System properties. Facts come from
// knowledge/koupleless.md (sections 1 and 4) and, where it has seen the thing
// happen, knowledge/observed.md.
package ark
