// Package jvmdefaultchanged is the rule jvm-default-changed: calls that change
// something of which a JVM has one, as the default locale. Who loads the class
// that calls does not matter (observed.md 6).
package jvmdefaultchanged

import (
	_ "embed"
	"fmt"
	"slices"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/scanner/model"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is jvm-default-changed.
var Rule = &rules.Rule{
	Name:  "jvm-default-changed",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Error,
	Needs: rules.Java,
	Calls: calls(),
	Types: []string{"org.slf4j.bridge.SLF4JBridgeHandler", "com.sun.management.HotSpotDiagnosticMXBean", "sun.misc.Signal"},
	Check: check,
	// A provider that is registered for all is also never taken back.
	Supersedes: []string{"jvm-registration-left"},
}

func calls() []string {
	out := []string{"java.lang.Class#getDeclaredField", "java.lang.System#loadLibrary", "java.lang.Runtime#loadLibrary"}
	for _, d := range known.JVMDefaults {
		for _, class := range d.Receivers() {
			out = append(out, class+"#"+d.Method)
		}
	}
	for method := range known.RootLoggerChange {
		out = append(out, "java.util.logging.Logger#"+method)
	}
	return out
}

func check(p *rules.Pass) error {
	for _, d := range known.JVMDefaults {
		for _, class := range d.Receivers() {
			for _, u := range p.App.Calls(class, d.Method) {
				setter(p, d, u)
			}
		}
	}
	for method := range known.RootLoggerChange {
		for _, u := range p.App.Calls("java.util.logging.Logger", method) {
			if rootLogger(u.On) {
				report(p, u, change{how: "Logger." + u.Name, what: "the root logger of java.util.logging", instead: "change this application's own loggers and leave the root logger to the base"})
			}
		}
	}
	for _, u := range p.App.Calls("java.lang.Class", "getDeclaredField") {
		field(p, u)
	}
	nativeLibraries(p)
	return nil
}

// setter judges a call of one of the table's methods.
func setter(p *rules.Pass, d known.JVMDefault, u *model.Use) {
	if u.Kind == model.ExprCall {
		if d.Args >= 0 && len(u.Args) != d.Args {
			return
		}
		if restores(d, u) {
			p.Clear(u.At, "this puts back what was set before")
			return
		}
	}
	changes := d.Changes
	if d.Class == "java.security.Security" && d.Method == "setProperty" && u.Kind == model.ExprCall {
		if key, ok := u.Args[0].Const(); ok {
			changes = fmt.Sprintf("the security property %q", key)
		}
	}
	report(p, u, change{how: d.Name(), what: changes, second: d.Second, instead: d.Instead, mild: d.Mild})
}

// restores reports whether u puts back what its getter has answered before.
func restores(d known.JVMDefault, u *model.Use) bool {
	if d.Getter == "" || len(u.Args) == 0 {
		return false
	}
	for _, before := range u.Args[len(u.Args)-1].Choices() {
		if before.Kind != model.ExprCall || before.Name != d.Getter || !slices.Contains(d.Receivers(), before.Class.Qualified) {
			return false
		}
	}
	return true
}

// rootLogger reports whether e is Logger.getLogger("").
func rootLogger(e *model.Expr) bool {
	return slices.ContainsFunc(e.Choices(), func(e *model.Expr) bool {
		if e.Kind != model.ExprCall || e.Name != "getLogger" || len(e.Args) == 0 || e.Class.Qualified != "java.util.logging.Logger" && e.Class.Qualified != "java.util.logging.LogManager" {
			return false
		}
		return slices.Contains(constants(e.Args[0]), "")
	})
}

// constants are the constant texts that e may be.
func constants(e *model.Expr) []string {
	var out []string
	for _, c := range e.Choices() {
		if text, ok := c.Const(); ok {
			out = append(out, text)
		}
	}
	return out
}

// field judges X.class.getDeclaredField("name"), where the same method goes on to
// set a field.
func field(p *rules.Pass, u *model.Use) {
	if u.Kind != model.ExprCall || len(u.Args) != 1 {
		return
	}
	f, ok := fieldOf(u)
	if !ok {
		return
	}
	for _, set := range p.App.Code(u.Unit).Of(u.In) {
		if set.Name == "set" && set.Class.Qualified == "java.lang.reflect.Field" {
			report(p, set, change{how: "setting " + f.Class + "." + f.Field + " by reflection", what: f.Changes, instead: "leave it to the base, which sets it with a start parameter or by the official method"})
			return
		}
	}
}

// fieldOf is the row of the field that u looks up.
func fieldOf(u *model.Use) (known.JVMField, bool) {
	for _, on := range u.On.Choices() {
		class := ""
		switch {
		case on.Kind == model.ExprClass && on.Type != nil:
			class = on.Type.Qualified
		case on.IsCall("java.lang.Class", "forName") && len(on.Args) > 0:
			class, _ = on.Args[0].Const()
		}
		for _, name := range constants(u.Args[0]) {
			if f, ok := known.JVMFieldNamed(class, name); ok {
				return f, true
			}
		}
	}
	return known.JVMField{}, false
}

// A change is what a place changes, in words.
type change struct {
	how     string // "Locale.setDefault"
	what    string // "the default locale"
	second  string // what the second caller gets, "" when the last one wins
	instead string
	mild    bool
}

func report(p *rules.Pass, u *model.Use, c change) {
	f := rules.Finding{
		At: rules.At(u.At), Level: p.Rule.LevelFor(p.Deploy), Hint: c.instead, Symbol: u.Symbol() + ":" + c.how,
		Message: fmt.Sprintf("%s changes %s for the whole JVM: for the base and all its modules", c.how, c.what),
	}
	if c.mild {
		f.Level = f.Level.AtMost(rules.Warning)
	}
	if p.App.Role == model.Base {
		f.Level = rules.Note
		f.Message = fmt.Sprintf("%s changes %s for the whole JVM, every module included", c.how, c.what)
		f.Hint = "nothing to do when the base means it for all modules; else " + c.instead
	}
	if c.second != "" {
		f.Message += ", and the second application to call it gets " + c.second
	}
	p.Report(f)
}
