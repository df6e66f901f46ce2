package jvmdefaultchanged

import (
	"fmt"

	"arklint/rules"
	"arklint/scanner/ark"
	"arklint/scanner/model"
)

// nativeLibraries judges System.loadLibrary: the JVM loads a native library for
// one class loader, so of two copies of a class only one gets it
// (java.lang.ClassLoader, JNI specification "Library and Version Management").
func nativeLibraries(p *rules.Pass) {
	uses := append(p.App.Calls("java.lang.System", "loadLibrary"), p.App.Calls("java.lang.Runtime", "loadLibrary")...)
	for _, u := range uses {
		f := rules.Finding{
			At: rules.At(u.At), Level: rules.Warning, Symbol: u.Symbol() + ":loadLibrary",
			Hint: "put the class that loads it into the base, which loads it once for all",
		}
		const one = "the JVM loads a native library for one class loader only"
		const fails = "java.lang.UnsatisfiedLinkError: already loaded in another classloader"
		switch users := p.Loading.Users; {
		case p.Loading.By == ark.ByBase:
			p.Clear(u.At, "the base loads this class, so the library is loaded once for all")
			continue
		case p.Loading.By == ark.ByModule && len(users) > 1:
			f.Level = p.Rule.LevelFor(p.Deploy)
			f.Message = fmt.Sprintf("%s, and %s each pack a copy of this class, so the second one gets %s", one, list(users), fails)
		case p.Loading.By == ark.ByModule && p.Deploy == rules.Dynamic:
			f.Message = fmt.Sprintf("%s, so this module, installed again, gets %s until its former class loader is collected", one, fails)
		case p.Loading.By == ark.ByModule:
			continue
		default:
			f.Confidence = rules.Medium
			f.Message = fmt.Sprintf("%s, so the second module that packs this class gets %s", one, fails)
		}
		p.Report(f)
	}
}

// list joins the first two apps in words and counts the rest.
func list(apps []*model.App) string {
	if n := len(apps); n > 2 {
		return fmt.Sprintf("%s, %s and %d more modules", apps[0].Name, apps[1].Name, n-2)
	}
	return apps[0].Name + " and " + apps[1].Name
}
