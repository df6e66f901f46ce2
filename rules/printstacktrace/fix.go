package printstacktrace

import (
	"slices"
	"strings"

	"arklint/rules"
	"arklint/rules/internal/known"
	"arklint/rules/internal/throwables"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// fixes logs the exception instead, where the class has a logger:
// e.printStackTrace() becomes log.error("Exception in load", e). Both are void, so
// that it makes no difference where the call stands.
func fixes(print throwables.Print) []rules.Fix {
	on := print.On
	if print.Kind != model.ExprCall || print.Confidence < rules.High || print.At.File.Encoding != "" ||
		on == nil || on.Kind == model.ExprSuper || print.Decl != nil {
		return nil
	}
	exception := on.At.Text()
	if strings.ContainsRune(exception, '\n') { // there may be comments in it
		return nil
	}
	log, logger, ok := loggerOf(print.Use)
	if !ok {
		return nil
	}
	return []rules.Fix{{
		Title: "Log the exception with " + log, Safety: rules.Safe,
		Edits: []source.Edit{{Span: print.At, New: logger.Statement(log, "Exception in "+where(print.Use), exception)}},
	}}
}

// where names the method for people: the class for constructors and initialisers.
func where(u *model.Use) string {
	if u.In != nil && u.In.Name != "<init>" {
		return u.In.Name
	}
	t := u.Type
	for t.Simple == "" && t.Outer != nil {
		t = t.Outer
	}
	return t.Simple
}

// loggerOf finds a logger that the code of u can name: of its class, or a static
// one of a class around it, the innermost first. A name that means something else
// in between hides what is further out.
func loggerOf(u *model.Use) (string, known.Logger, bool) {
	var hidden []string
	if u.In != nil {
		for _, p := range u.In.Params {
			hidden = append(hidden, p.Name)
		}
	}
	for t := u.Type; t != nil; t = t.Outer {
		for _, f := range t.Fields {
			if f.Type == nil {
				continue
			}
			if u.In == nil && f.At.Start > u.At.Start {
				continue // an initialiser may not name a field declared below it (JLS 8.3.3)
			}
			logger, ok := known.Loggers[f.Type.Qualified]
			if ok && f.Type.Dims == 0 && (f.Flags.Has(model.Static) || set(f, u)) && !slices.Contains(hidden, f.Name) {
				return f.Name, logger, true
			}
		}
		for _, f := range t.Fields {
			hidden = append(hidden, f.Name)
		}
		for _, a := range t.Annotations {
			if logger, ok := known.LombokLoggers[a.Name.Qualified]; ok && !slices.Contains(hidden, "log") {
				return "log", logger, true
			}
		}
	}
	return "", known.Logger{}, false
}

// set reports whether the instance field f has its value by the time u runs:
// a final one, in a method.
func set(f *model.Field, u *model.Use) bool {
	return f.Owner == u.Type && f.Flags.Has(model.Final) && !u.Static && u.In != nil && u.In.Name != "<init>"
}
