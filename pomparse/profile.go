package pomparse

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// A layer is one section in the order of dominance: the last active profile of
// a POM first, the POM itself, then its parent's.
type layer struct {
	*section
	pom     *pom
	profile *rawProfile // nil for the POM itself
}

// active returns the active profiles of q when p is built, in file order, and
// the verdict on each. Parents' file conditions look at the child's folder, as
// Maven's do; activeByDefault holds while no other profile of the same POM is active.
func (p *Project) active(q *pom) (list []*rawProfile, verdicts []Profile) {
	verdicts = make([]Profile, len(q.profiles))
	any := false
	for i, f := range q.profiles {
		on, why := p.activation(f)
		verdicts[i] = Profile{ID: f.id.raw, At: f.at, Active: on, Why: why}
		any = any || on
	}
	for i, f := range q.profiles {
		v := &verdicts[i]
		if !v.Active && f.activation != nil && childText(f.activation, "activeByDefault") == "true" && !p.switched(f, "!") {
			if v.Active = !any; v.Active {
				v.Why = "activeByDefault"
			} else {
				v.Why = "activeByDefault, but another profile is active"
			}
		}
	}
	for i, f := range q.profiles {
		if verdicts[i].Active {
			list = append(list, f)
		}
	}
	return list, verdicts
}

func (p *Project) switched(f *rawProfile, prefix string) bool {
	for _, id := range p.reactor.options.ActiveProfiles {
		if id == prefix+f.id.raw || prefix == "!" && id == "-"+f.id.raw {
			return true
		}
	}
	return false
}

// activation evaluates everything but activeByDefault. All conditions written
// must hold (Maven since 3.2.2).
func (p *Project) activation(f *rawProfile) (bool, string) {
	if p.switched(f, "!") {
		return false, "switched off"
	}
	if p.switched(f, "") {
		return true, "asked for"
	}
	if f.activation == nil {
		return false, "not asked for"
	}
	var why []string
	for _, c := range elements(f.activation) {
		var ok bool
		var what string
		switch c.Tag {
		case "jdk":
			what = "jdk " + trimmed(c)
			ok = jdkMatches(p.reactor.options.JDK, trimmed(c))
		case "os":
			what = "os"
			ok = osMatches(p.reactor.options.OS, c)
		case "property":
			name, value := childText(c, "name"), childText(c, "value")
			what = "property " + name
			if value != "" {
				what += "=" + value
			}
			ok = p.propertyMatches(name, value)
		case "file":
			what, ok = p.fileMatches(c)
		default:
			continue
		}
		if !ok {
			return false, "not " + what
		}
		why = append(why, what)
	}
	return len(why) > 0, strings.Join(why, ", ")
}

func (p *Project) propertyMatches(name, value string) bool {
	name, negated := strings.CutPrefix(name, "!")
	have, ok := p.reactor.options.UserProperties[name]
	if !ok {
		have, ok = p.reactor.systemProperty(name)
	}
	if value == "" {
		return (ok && have != "") != negated
	}
	value, not := strings.CutPrefix(value, "!")
	return (have == value) != not
}

func (p *Project) fileMatches(c *etree.Element) (string, bool) {
	file, want := childText(c, "exists"), true
	if file == "" {
		file, want = childText(c, "missing"), false
	}
	what := "file " + file
	if !want {
		what = "missing file " + file
	}
	for _, prefix := range []string{"${project.basedir}", "${basedir}"} {
		file = strings.ReplaceAll(file, prefix, "\x00")
	}
	if file == "" || strings.Contains(file, "${") || p.pom.external {
		return what, false // Maven: a condition it cannot interpolate does not hold; a POM in a repository has no folder
	}
	absolute := path.IsAbs(file)
	if strings.Contains(file, "\x00") {
		file = strings.ReplaceAll(file, "\x00", p.pom.dir)
	} else if !absolute {
		file = path.Join(p.pom.dir, file)
	}
	return what, p.reactor.exists(path.Clean(file), absolute) == want
}

func osMatches(os OS, c *etree.Element) bool {
	for field, have := range map[string]string{"name": os.Name, "family": os.Family, "arch": os.Arch, "version": os.Version} {
		want := strings.ToLower(childText(c, field))
		if want == "" {
			continue
		}
		want, not := strings.CutPrefix(want, "!")
		if (want == strings.ToLower(have)) == not {
			return false
		}
	}
	return true
}

// jdkMatches is JdkVersionProfileActivator: a prefix, a !prefix, or a range of
// up to three numbers. "[15," has no end there, and so here.
func jdkMatches(have, want string) bool {
	if not, ok := strings.CutPrefix(want, "!"); ok {
		return !strings.HasPrefix(have, not)
	}
	if !strings.HasPrefix(want, "[") && !strings.HasPrefix(want, "(") {
		return strings.HasPrefix(have, want)
	}
	low, high, _ := strings.Cut(want, ",")
	if strings.HasSuffix(low, "]") || strings.HasSuffix(low, ")") { // [17]: from 17 on, oddly
		low = strings.TrimRight(low, "])")
	}
	closedLow := strings.HasPrefix(low, "[")
	closedHigh := strings.HasSuffix(high, "]")
	low, high = strings.Trim(low, "[( "), strings.Trim(high, "]) ")
	if low != "" {
		if c := compareJDK(have, low); c < 0 || c == 0 && !closedLow {
			return false
		}
		if compareJDK(have, low) == 0 {
			return true
		}
	}
	if high == "" {
		return true
	}
	c := compareJDK(have, high)
	return c < 0 || c == 0 && closedHigh
}

func compareJDK(a, b string) int {
	x, y := jdkNumbers(a), jdkNumbers(b)
	return slices.Compare(x[:], y[:])
}

func jdkNumbers(s string) (n [3]int) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '-' || r == '_' })
	for i := range min(len(parts), 3) {
		n[i], _ = strconv.Atoi(strings.Trim(parts[i], "+abcdefghijklmnopqrstuvwxyz"))
	}
	return n
}

func childText(e *etree.Element, name string) string {
	if c := first(e, name); c != nil {
		return trimmed(c)
	}
	return ""
}

func trimmed(e *etree.Element) string { return strings.TrimSpace(e.Text()) }
