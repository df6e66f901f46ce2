package callers

import (
	"slices"

	"arklint/scanner/model"
)

// ByHand knows what of an app runs only when somebody starts one of its classes by
// hand: the main methods other than the one that starts the application, and what
// those alone call. A base runs none of it.
type ByHand struct {
	app   *model.App
	group *model.Group
	found map[*model.Method]bool
}

// NewByHand looks at app, one of group g.
func NewByHand(app *model.App, g *model.Group) *ByHand {
	return &ByHand{app: app, group: g, found: map[*model.Method]bool{}}
}

// Has reports whether u runs only by hand.
func (b *ByHand) Has(u *model.Use) bool { return u.In != nil && b.has(u.In, 0) }

// maxCalls is how many methods may stand between a main method and the code that it reaches.
const maxCalls = 3

func (b *ByHand) has(m *model.Method, depth int) bool {
	if m.IsMain() {
		return !b.starts(m)
	}
	// Only tools are followed: few classes have a main method, and every method
	// that is followed costs the reading of the files around it.
	if depth > maxCalls || !slices.ContainsFunc(m.Owner.Top().Methods, (*model.Method).IsMain) {
		return false
	}
	if found, ok := b.found[m]; ok {
		return found
	}
	b.found[m] = false // a circle of calls starts nowhere
	b.found[m] = b.onlyByHand(m, depth)
	return b.found[m]
}

// onlyByHand reports whether everybody who calls m runs by hand, and somebody calls it.
func (b *ByHand) onlyByHand(m *model.Method, depth int) bool {
	if m.Owner.Super != nil || len(m.Owner.Interfaces) > 0 || len(m.Annotations) > 0 {
		return false // called by its supertype's name, or by a framework
	}
	called := false
	for _, app := range b.group.Apps() {
		for _, unit := range Units(app, m.Owner) {
			code := app.Code(unit)
			if code == nil {
				return false
			}
			for _, u := range code.Uses {
				switch {
				case u.Name != m.Name || u.In == m:
				case u.Kind == model.ExprMethodRef:
					return false // whoever gets it calls it
				case u.Kind != model.ExprCall || u.Decl != nil && u.Decl != m || u.Decl == nil && u.Class.Known() && u.Class.Qualified != m.Owner.Name:
				case u.In == nil || !b.has(u.In, depth+1):
					return false
				default:
					called = true
				}
			}
		}
	}
	return called
}

// starts reports whether m is the main method that starts the application, as far as
// that is known: a module without a known one may have any.
func (b *ByHand) starts(m *model.Method) bool {
	if b.app.Main == nil {
		return b.app.Role == model.Module
	}
	return b.app.Main == m.Owner.Top()
}
