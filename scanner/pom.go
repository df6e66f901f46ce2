package scanner

import "arklint/scanner/model"

// mavenProperty answers @name@ in the app's resources.
func (s *scan) mavenProperty(app *model.App) func(string) (string, bool) { return nil }
