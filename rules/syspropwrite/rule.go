// Package syspropwrite is the rule sysprop-write: code that changes System
// properties, which all applications of a JVM share. Who loads the class does
// not matter (observed.md 4).
package syspropwrite

import (
	_ "embed"
	"fmt"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/sysprops"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is sysprop-write.
var Rule = &rules.Rule{
	Name:  "sysprop-write",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java,
	Calls: sysprops.WriteCalls,
	Check: check,
}

func check(p *rules.Pass) error {
	for _, w := range sysprops.Writes(p.App) {
		report(p, w)
	}
	return nil
}

// replacesAll tells the calls that exchange the whole object, which also throws
// away the isolated one that MultiBizProperties has put there.
func replacesAll(w sysprops.Write) bool { return w.Name == "setProperties" }

func report(p *rules.Pass, w sysprops.Write) {
	key, constant := w.Key.Const()
	constant = constant && w.Key != nil
	base := p.App.Role == model.Base
	f := rules.Finding{At: rules.At(w.At), Level: p.Rule.LevelFor(p.Deploy), Symbol: w.Symbol() + ":?"}
	if base {
		f.Level = f.Level.AtMost(rules.Warning)
	}
	var prop known.Property
	if constant {
		f.Symbol = w.Symbol() + ":" + key
		prop = known.SystemProperty(key)
		switch prop.Kind {
		case known.SelectorProperty:
			if base || recommendedSelector(w) {
				return
			}
		case known.BaseProperty:
			if base {
				f.Level = rules.Note
			}
		case known.OwnProperty:
			f.Level = rules.Note
		}
	} else if w.Key != nil || w.Kind == model.ExprMethodRef {
		f.Confidence = rules.Medium
	}
	f.Message = what(w, key, constant, prop) + consequence(base, w)
	f.Hint = hint(base, constant, prop)
	if !p.Group.Isolation.IsZero() && !replacesAll(w) {
		f.Level = rules.Note
		f.Message += ", apart from what MultiBizProperties isolates"
		f.Hint = "initSystem() keeps the value in this application, but its tasks on the common pool and on parallel streams read null: " + f.Hint
		f.Related = append(f.Related, rules.Related{At: rules.At(p.Group.Isolation), Message: "System properties are isolated from here on"})
	}
	p.Report(f)
}

func recommendedSelector(w sysprops.Write) bool {
	v, ok := w.New.Const()
	return ok && w.New != nil && known.ArkLogbackSelector(v)
}

// what says which properties change and how.
func what(w sysprops.Write, key string, constant bool, prop known.Property) string {
	if replacesAll(w) {
		return "System.setProperties exchanges the properties"
	}
	verb := "is set"
	switch w.Name {
	case "clearProperty", "remove":
		verb = "is removed"
	case "compute", "computeIfAbsent", "computeIfPresent", "merge", "replace", "putIfAbsent":
		verb = "is changed"
	case "clear", "putAll", "load", "loadFromXML", "replaceAll", "removeIf", "removeAll", "retainAll":
		return fmt.Sprintf("%s changes the System properties", w.Name)
	}
	switch {
	case constant && prop.Reader != "":
		return fmt.Sprintf("%q, which %s reads, %s", key, readers(prop.Reader), verb)
	case constant:
		return fmt.Sprintf("%q %s", key, verb)
	}
	return "a System property " + verb
}

// readers makes "Nacos and Sentinel reads" agree.
func readers(r string) string { return strings.ReplaceAll(r, " and ", " or ") }

func consequence(base bool, w sysprops.Write) string {
	of := " for"
	if replacesAll(w) || w.Key == nil && w.Kind == model.ExprCall {
		of = " of"
	}
	if base {
		return of + " the whole JVM, every module included"
	}
	return of + " every application in the JVM"
}

func hint(base, constant bool, prop known.Property) string {
	switch {
	case base && prop.Kind == known.BaseProperty:
		return "nothing to do when the base means it for all modules"
	case base:
		return "call MultiBizProperties.initSystem() first in main so that modules can have values of their own, or keep the value in the base's application.properties"
	case constant && prop.Kind == known.LibraryProperty, constant && prop.Kind == known.BaseProperty, constant && prop.Kind == known.SelectorProperty:
		return "let the base decide it once, with -D or in its own main, or pass the setting to the library's own configuration object"
	}
	return "put it into this application's own application.properties and read it from the Environment, or let the base call MultiBizProperties.initSystem() first in its main"
}
