package rules

// A Fact is one thing about one application that a Join rule needs, as flat as
// a line of a table: it is written to facts files and read by other versions.
// It holds no absolute path, no time and no secret.
type Fact struct {
	Kind  string `json:"kind"`
	Key   string `json:"key"`
	Value string `json:"value,omitempty"`
	At    Place  `json:"at"`
	// More holds further named values.
	More map[string]string `json:"more,omitempty"`
}

// An AppFacts is what Join sees of one application.
type AppFacts struct {
	Name  string `json:"name"`
	Role  string `json:"role"` // base, module, library, unknown
	Path  string `json:"path"`
	Facts []Fact `json:"facts"` // by kind, key, path, line
}

// Of returns the app's facts of one kind.
func (a *AppFacts) Of(kind string) []Fact {
	var out []Fact
	for _, f := range a.Facts {
		if f.Kind == kind {
			out = append(out, f)
		}
	}
	return out
}

// First returns the app's first fact of one kind.
func (a *AppFacts) First(kind string) (Fact, bool) {
	for _, f := range a.Facts {
		if f.Kind == kind {
			return f, true
		}
	}
	return Fact{}, false
}

// A GroupFacts is what Join sees of one merge group.
type GroupFacts struct {
	Base      *AppFacts // nil: no base in the tree
	Modules   []*AppFacts
	Others    []*AppFacts
	Isolation Place // MultiBizProperties.initSystem() in the base's start-up code; zero without it
}

// Members returns the apps that run: the base, when there is one, then the modules.
func (g *GroupFacts) Members() []*AppFacts {
	if g.Base == nil {
		return g.Modules
	}
	return append([]*AppFacts{g.Base}, g.Modules...)
}
