package model

import "arklint/scanner/source"

// Code is everything that the code of one source file does: every call,
// object creation and method reference, also those that no rule asked for
// beforehand. It is read again from the file when a rule asks, so it is for rules that
// follow a few calls from a place they know, not for looking at every file.
type Code struct {
	Unit *Unit
	// Uses are all calls, creations, method references and lambdas (Kind ExprLambda), by
	// offset; a resource of a try statement is a call of close on it. Their Type, In, Decl and Field are the model's own.
	Uses []*Use
	// Accesses are the writes of all fields, static ones and others, and of what they hold.
	Accesses []*Access
	// Comparisons are all uses of == and !=, and calls of equals with one argument: Kind
	// ExprBinary, Op "==" or "!=", the two operands as Args.
	Comparisons []*Use
	// Returns are the values that methods return, by offset.
	Returns []Return
	// Loops are the loops that their head does not bound: while, do, and for (;;).
	Loops []Loop
	// Bodies are where the bodies of the file's methods and constructors stand.
	Bodies map[*Method]source.Span
	// Params are the parameters of the file's methods and constructors, also of
	// those that have none in the model.
	Params map[*Method][]Param
}

// A Return is one return statement with a value, or the expression body of a lambda.
type Return struct {
	In    *Method
	Value *Expr
	// Lambda: leaves a lambda, not the method.
	Lambda bool
}

// A Loop is a loop whose head does not say how often it runs.
type Loop struct {
	At   source.Span
	Cond *Expr // it runs while this holds, nil: for ever
	// Left: a break or return inside ends it, other than one in a catch block for
	// InterruptedException.
	Left bool
}

// Of returns the uses in the body of m, those in its lambdas and in
// anonymous classes inside it included.
func (c *Code) Of(m *Method) []*Use {
	if c == nil {
		return nil
	}
	body, ok := c.Bodies[m]
	if !ok {
		return nil
	}
	return c.Within(body)
}

// Within returns the uses inside a span of the file, by offset: those of a
// lambda, given its At.
func (c *Code) Within(at source.Span) []*Use {
	if c == nil {
		return nil
	}
	var out []*Use
	for _, u := range c.Uses {
		if u.At.Start >= at.Start && u.At.End <= at.End {
			out = append(out, u)
		}
	}
	return out
}

// Code returns everything that the code of the app's file u does. It is nil when
// the file cannot be read any more.
func (a *App) Code(u *Unit) *Code {
	if a.code == nil {
		return nil
	}
	return a.code(u)
}

// ReadCodeWith says how Code reads a file: called once by the scanner. The
// function must be safe for concurrent use.
func (a *App) ReadCodeWith(read func(*Unit) *Code) { a.code = read }
