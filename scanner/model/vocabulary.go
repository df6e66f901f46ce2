package model

// A Vocabulary lists what rules want to hear of; the scanner keeps nothing
// else of a method's body. Entries are "class#method" (with the class's
// canonical name), "class#<init>" for object creations and "class#FIELD" for
// static fields. "java.lang.Class#==" stands for the comparisons of a class with
// X.class and of x.getClass().getName() with a name, by == or equals.
type Vocabulary struct {
	Calls  []string
	Fields []string
	// Types are further classes that rules know by name, so that an on-demand
	// import of their package resolves them.
	Types []string
}
