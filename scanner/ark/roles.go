package ark

import "arklint/scanner/model"

// WhoLoads says who loads the classes that app's sources become.
func WhoLoads(g *model.Group, app *model.App) Loading {
	switch app.Role {
	case model.Base:
		return Loading{By: ByBase, Why: "this is the base's own code", At: app.EvidenceAt}
	case model.Module:
		return Loading{By: ByModule, Why: "a module loads its own classes", At: app.EvidenceAt}
	}
	return Loading{}
}
