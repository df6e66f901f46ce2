package rules

// A Rule is one hazard that arklint looks for.
type Rule struct {
	// Name is kebab-case, names the hazard and never changes; a renamed rule
	// keeps its old name among Aliases.
	Name    string
	Aliases []string
	Doc     *Doc
	// Level is the level under static deployment, Dynamic the level under
	// dynamic deployment where it differs; DefaultLevel: the same.
	Level   Level
	Dynamic Level
	Stage   Stage
	Needs   Needs

	// Calls and Fields list what Check and Collect will ask Pass.App for:
	// "java.lang.System#setProperty", "java.io.ObjectInputStream#<init>",
	// "java.lang.System#out".
	Calls  []string
	Fields []string
	// Types are further library classes that the rule knows by name, so that an
	// on-demand import resolves them: "java.util.concurrent.ConcurrentHashMap" needs
	// none of this (the JDK is known), "com.google.common.cache.Cache" does.
	Types []string

	// Supersedes names rules that this one is more particular than: where both
	// speak of one place of an app, only this rule's finding stays (one cause, one
	// finding).
	Supersedes []string

	// Check looks at one application.
	Check func(*Pass) error
	// Collect exports what Join needs to know of one application.
	Collect func(*Pass) error
	// Join looks at the facts of a base and all its modules.
	Join func(*JoinPass) error
}

// LevelFor is the rule's level under d.
func (r *Rule) LevelFor(d Deployment) Level {
	if d == Dynamic && r.Dynamic != DefaultLevel {
		return r.Dynamic
	}
	return r.Level
}
