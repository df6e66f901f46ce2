package state

import (
	"strings"

	"arklint/scanner/model"
)

// FieldName is what messages call a field: Outer.Inner.field.
func FieldName(f *model.Field) string { return ClassName(f.Owner) + "." + f.Name }

// ClassName is a class's name without its package; an anonymous class goes
// by the class around it, a local one by its own name.
func ClassName(t *model.Type) string {
	for t.Outer != nil && t.Anonymous {
		t = t.Outer
	}
	if t.Local {
		return t.Simple
	}
	if t.Unit.Package == "" {
		return t.Name
	}
	return strings.TrimPrefix(t.Name, t.Unit.Package+".")
}

// Where names the code an access stands in: "Prices.load", "a constructor of Prices".
func Where(a *model.Access) string {
	class := ClassName(a.Type)
	switch {
	case a.Type.Anonymous && a.In != nil:
		return a.In.Name + " of an anonymous class in " + class
	case a.In == nil:
		return "an initialiser of " + class
	case a.In.Name == "<init>":
		return "a constructor of " + class
	}
	return class + "." + a.In.Name
}
