// Package state judges what static fields come to hold: whether the field or its
// content changes after class initialisation, whether an object of the project
// keeps state, whether it is one application's own. The rules on shared static state ask it
// the same questions, so that of two of them one speaks of a field.
//
// What library classes do is in package known; here stands what follows from it
// for the project's own.
package state
