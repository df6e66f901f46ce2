package report

// The few attributes we use, as ECMA-48 "select graphic rendition" numbers
// (ECMA-48 §8.3.117). The eight basic colours follow the user's own theme,
// light or dark, which 24-bit colours would not.
const (
	bold   = "1"
	dim    = "2"
	red    = "1;31"
	yellow = "1;33"
	cyan   = "1;36"
	green  = "32"
	blue   = "34"
)

// A palette paints text, or does not.
type palette bool

// paint wraps s in an attribute. It is given neutral text only: the escape
// codes in the output are ours.
func (p palette) paint(attribute, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + attribute + "m" + s + "\x1b[0m"
}
