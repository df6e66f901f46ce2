package ark

import (
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A Loader is who defines a class at run time (knowledge 1.2).
type Loader uint8

// Loaders.
const (
	ByUnknown Loader = iota // nothing says where the classes end up
	ByModule                // the application's own class loader, a copy for each application that packs it
	ByBase                  // the base's class loader: one copy for everybody
)

func (l Loader) String() string {
	switch l {
	case ByModule:
		return "module"
	case ByBase:
		return "base"
	}
	return "unknown"
}

// A Loading says who loads the classes of one app, and why.
type Loading struct {
	By  Loader
	Why string      // "the base depends on shop-common, so the base loads its classes"
	At  source.Span // the POM line that makes it so; zero when no line does
	// Users are the apps that share the one copy (ByBase) or have one each.
	Users []*model.App
}
