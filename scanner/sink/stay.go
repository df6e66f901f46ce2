package sink

import "arklint/scanner/model"

// stay are libraries that belong into the module, and why (knowledge 3.6).
var stay = []struct{ group, artifact, why string }{
	// docs/tutorials/module-development/runtime-compatibility-list.md: "xxl-job keep compile in module"
	{"com.xuxueli", "xxl-job-core", "it registers one executor for one application, so each module needs its own"},
	// the same page: "j2cache keep compile in module"
	{"net.oschina.j2cache", "", "its caches and their configuration are static, so each module needs its own"},
}

// mustStay says why a library has to stay in the module, "" when it need not.
func mustStay(d *model.Dependency) string {
	for _, s := range stay {
		if d.GroupID == s.group && (s.artifact == "" || d.ArtifactID == s.artifact) {
			return s.why
		}
	}
	return ""
}
