package model

// CallsNamed returns the calls and method references of every method of that
// name, whatever class it is looked up in, by path and offset: for methods that
// subclasses of the project and of libraries inherit, as printStackTrace.
func (a *App) CallsNamed(method string) []*Use {
	var out []*Use
	for key, uses := range a.calls {
		if key.name == method {
			out = append(out, uses...)
		}
	}
	SortUses(out)
	return out
}
