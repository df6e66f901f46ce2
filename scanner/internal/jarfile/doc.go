// Package jarfile reads one jar: which classes it holds, what it registers with
// Spring Boot and with ServiceLoader, and which of the hazards that the rules
// find in sources its bytecode has.
//
// What is in the jar of a dependency matters once the dependency moves into the
// base: then one class loader defines its classes for all modules, and its static
// fields are theirs together.
//
// Nothing is loaded, run or unpacked. A jar comes from somebody else, so every
// number in it is checked before it is believed, and what cannot be read becomes a
// Problem while the rest is still used.
package jarfile
