package ruletest

// A trouble is a rule whose verdict a spelling changes.
type trouble struct{ rule, spelling string }

// knownTrouble says why. The tests skip these with the reason, and fail when
// the reason is gone.
var knownTrouble = map[trouble]string{
	{"shared-singleton", "supplier"}:              "a supplier kept in a local variable is not followed to what it gives",
	{"shared-static-cache", "static-import"}:      "a view of a statically imported container (keySet, get) is not seen as that container",
	{"shared-static-cache", "supplier"}:           "a supplier kept in a local variable is not followed to what it gives",
	{"shared-static-field", "alias-value"}:        "made on first use is not seen when the new object passes through a local variable that var declares",
	{"shared-static-field", "ternary-value"}:      "made on first use is not seen when what is stored is a conditional expression",
	{"static-context-holder", "anonymous-class"}:  "a parameter of the method around a class is not known for what Spring passes to that method",
	{"static-context-holder", "local-class"}:      "as an anonymous class",
	{"sysprop-clash", "method-reference"}:         "the key is what the reference is called with later",
	{"middleware-name-clash", "method-reference"}: "the name is what the reference is called with later",

	{"thread-local-not-removed", "anonymous-class"}: "what restores the earlier value in a class of its own is not seen as that",
	{"thread-local-not-removed", "fully-qualified"}: "callers of a setter that do not import its class are not looked at for null",
	{"thread-local-not-removed", "local-class"}:     "as anonymous-class",
	{"thread-not-stopped", "supplier"}:              "what a supplier kept in a local variable gives is lost sight of, or not seen to be stopped",
}
