package rules

import (
	"slices"

	"arklint/scanner/ark"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

// A Pass is one rule looking at one application.
type Pass struct {
	Rule   *Rule
	App    *model.App
	Group  *model.Group
	Deploy Deployment
	// Loading says who loads the classes of App, and what in the POMs makes it so.
	Loading ark.Loading

	// Emit receives findings, Out facts. The engine sets both.
	Emit func(Finding)
	Out  func(Fact)
	// Cleared receives the places that the rule looked at and found harmless, for
	// `arklint explain FILE:LINE`; nil when nobody asks.
	Cleared func(at source.Span, why string)

	sharing *Sharing // what Shared has told the rule; nil before it asks
}

// Clear says that the rule looked at a place and has nothing to say, and why: a
// clause that ends "nothing to report: ...", as "the context class loader is asked first".
func (p *Pass) Clear(at source.Span, why string) {
	if p.Cleared != nil {
		p.Cleared(at, why)
	}
}

// Report says f. Rule, App, Level and Confidence are filled in when left out, and
// once the rule has asked who loads the app, so is the POM line that makes it so.
func (p *Pass) Report(f Finding) {
	f.Rule, f.App, f.AppPath = p.Rule, p.App.Name, p.App.Dir
	if p.sharing != nil {
		for _, r := range p.sharing.Related {
			if !slices.Contains(f.Related, r) {
				f.Related = append(slices.Clip(f.Related), r)
			}
		}
	}
	if f.Level == DefaultLevel {
		f.Level = p.Rule.LevelFor(p.Deploy)
	}
	if f.Confidence == DefaultConfidence {
		f.Confidence = High
	}
	p.Emit(f)
}

// Export hands a fact to the rule's Join.
func (p *Pass) Export(f Fact) { p.Out(f) }

// Sharing is what law 1 says of shared state and class loading in an app's
// classes: whether to speak, how loudly, and in which words.
type Sharing struct {
	// Silent: the app's classes are loaded by the application's own class
	// loader; there is nothing to say.
	Silent     bool
	Level      Level // the rule's level, or Warning at most when nobody knows the loader
	Confidence Confidence
	Suffix     string // "" or ", if the base loads this class": ends the message
	Related    []Related
}

// Shared applies law 1 (rules.md) to the classes of p.App.
func (p *Pass) Shared() Sharing {
	s := p.share()
	p.sharing = &s
	return s
}

// Asked is what Shared has told the rule, nil when the rule did not ask who loads the app's classes.
func (p *Pass) Asked() *Sharing { return p.sharing }

func (p *Pass) share() Sharing {
	level := p.Rule.LevelFor(p.Deploy)
	switch p.Loading.By {
	case ark.ByModule:
		return Sharing{Silent: true}
	case ark.ByBase:
		s := Sharing{Level: level, Confidence: High}
		if !p.Loading.At.IsZero() {
			s.Related = []Related{{At: At(p.Loading.At), Message: p.Loading.Why}}
		}
		return s
	}
	return Sharing{Level: level.AtMost(Warning), Confidence: Medium, Suffix: ", if the base loads this class"}
}

// A JoinPass is one rule looking at the facts of one merge group.
type JoinPass struct {
	Rule   *Rule
	Group  *GroupFacts
	Deploy Deployment

	// Emit receives findings. The engine sets it.
	Emit func(Finding)
}

// Report says f about app, at the app's own end.
func (p *JoinPass) Report(app *AppFacts, f Finding) {
	f.Rule, f.App, f.AppPath = p.Rule, app.Name, app.Path
	if f.Level == DefaultLevel {
		f.Level = p.Rule.LevelFor(p.Deploy)
	}
	if f.Confidence == DefaultConfidence {
		f.Confidence = High
	}
	p.Emit(f)
}
