package pomparse

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
)

// CompareVersions orders versions as Maven 3's ComparableVersion does: -1, 0, 1.
func CompareVersions(a, b string) int {
	if a == b {
		return 0
	}
	return compareList(parseVersion(a), parseVersion(b))
}

// A version item is a number, a word, or a list of items behind a hyphen or a
// change between digits and letters. nil compares as the missing item.
type versionItem struct {
	number *big.Int
	word   string
	list   []*versionItem
	kind   itemKind
}

type itemKind int8

const (
	numberItem itemKind = iota
	wordItem
	listItem
)

func parseVersion(version string) []*versionItem {
	version = strings.ToLower(version)
	root := &versionItem{kind: listItem}
	stack := []*versionItem{root}
	list := root
	digits := false
	start := 0
	push := func() {
		inner := &versionItem{kind: listItem}
		list.list = append(list.list, inner)
		list = inner
		stack = append(stack, inner)
	}
	for i := 0; i < len(version); i++ {
		switch c := version[i]; {
		case c == '.':
			if i == start {
				list.list = append(list.list, numberOf("0"))
			} else {
				list.list = append(list.list, itemOf(digits, version[start:i], false))
			}
			start = i + 1
		case c == '-':
			if i == start {
				list.list = append(list.list, numberOf("0"))
			} else {
				list.list = append(list.list, itemOf(digits, version[start:i], false))
			}
			start = i + 1
			push()
		case '0' <= c && c <= '9':
			if !digits && i > start {
				if len(list.list) > 0 { // 1.x1 is 1-x1 (MNG-7644, Maven 3.8.7)
					push()
				}
				list.list = append(list.list, itemOf(false, version[start:i], true))
				start = i
				push()
			}
			digits = true
		default:
			if digits && i > start {
				list.list = append(list.list, itemOf(true, version[start:i], false))
				start = i
				push()
			}
			digits = false
		}
	}
	if len(version) > start {
		if !digits && len(list.list) > 0 {
			push()
		}
		list.list = append(list.list, itemOf(digits, version[start:], false))
	}
	for i := len(stack) - 1; i >= 0; i-- {
		stack[i].normalize()
	}
	return root.list
}

func numberOf(s string) *versionItem {
	n, _ := new(big.Int).SetString(s, 10)
	return &versionItem{number: n}
}

func itemOf(digits bool, s string, beforeDigit bool) *versionItem {
	if digits {
		return numberOf(s)
	}
	if beforeDigit && len(s) == 1 {
		switch s {
		case "a":
			s = "alpha"
		case "b":
			s = "beta"
		case "m":
			s = "milestone"
		}
	}
	switch s {
	case "ga", "final", "release":
		s = ""
	case "cr":
		s = "rc"
	}
	return &versionItem{word: s, kind: wordItem}
}

// normalize drops what means nothing at the end: 1.0.0 is 1, 1-ga is 1.
func (v *versionItem) normalize() {
	for i := len(v.list) - 1; i >= 0; i-- {
		last := v.list[i]
		if last.null() {
			v.list = append(v.list[:i], v.list[i+1:]...)
		} else if last.kind != listItem {
			break
		}
	}
}

func (v *versionItem) null() bool {
	switch v.kind {
	case numberItem:
		return v.number.Sign() == 0
	case wordItem:
		return v.word == ""
	}
	return len(v.list) == 0
}

func compareList(a, b []*versionItem) int {
	for i := range max(len(a), len(b)) {
		var c int
		switch {
		case i >= len(a):
			c = -compareItem(b[i], nil)
		case i >= len(b):
			c = compareItem(a[i], nil)
		default:
			c = compareItem(a[i], b[i])
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

func compareItem(a, b *versionItem) int {
	switch a.kind {
	case numberItem:
		switch {
		case b == nil:
			return a.number.Sign()
		case b.kind == numberItem:
			return a.number.Cmp(b.number)
		}
		return 1 // 1.1 > 1-sp, 1.1 > 1-1
	case wordItem:
		switch {
		case b == nil:
			return compareWords(a.word, "")
		case b.kind == wordItem:
			return compareWords(a.word, b.word)
		}
		return -1 // 1.any < 1.1, 1-1
	}
	if b == nil {
		for _, i := range a.list { // the first item that is not like nothing decides
			if c := compareItem(i, nil); c != 0 {
				return c
			}
		}
		return 0
	}
	switch b.kind {
	case numberItem:
		return -1 // 1-1 < 1.0.x
	case wordItem:
		return 1 // 1-1 > 1-sp
	}
	return compareList(a.list, b.list)
}

// qualifiers in Maven's order; unknown words come after them, by text.
var qualifiers = []string{"alpha", "beta", "milestone", "rc", "snapshot", "", "sp"}

func compareWords(a, b string) int {
	x, y := rank(a), rank(b)
	if x != y {
		if x < y {
			return -1
		}
		return 1
	}
	if x == len(qualifiers) {
		return strings.Compare(a, b)
	}
	return 0
}

func rank(word string) int {
	for i, q := range qualifiers {
		if q == word {
			return i
		}
	}
	return len(qualifiers)
}

func isRange(s string) bool { return strings.HasPrefix(s, "[") || strings.HasPrefix(s, "(") }

// InRange reports whether a version lies in a range like "[1,2),[3,)". A text
// that is no range is a wish, which every version grants.
func InRange(spec, version string) bool {
	if !isRange(spec) {
		return true
	}
	for rest := spec; rest != ""; {
		n := strings.IndexAny(rest, "])")
		if n < 0 || !isRange(rest) {
			return false
		}
		if inInterval(rest[:n+1], version) {
			return true
		}
		rest = strings.TrimLeft(rest[n+1:], ", ")
	}
	return false
}

func inInterval(s, version string) bool {
	open, end := s[0], s[len(s)-1]
	low, high, two := strings.Cut(s[1:len(s)-1], ",")
	low, high = strings.TrimSpace(low), strings.TrimSpace(high)
	if !two {
		high = low
	}
	if low != "" {
		if c := CompareVersions(version, low); c < 0 || c == 0 && open == '(' {
			return false
		}
	}
	if high != "" {
		if c := CompareVersions(version, high); c > 0 || c == 0 && end == ')' {
			return false
		}
	}
	return true
}

// newest returns the highest version of an artifact in the local repository
// that lies in a range, "" if there is none. Maven would ask the remote
// repositories too.
func (r *Reactor) newest(groupID, artifactID, spec string) string {
	if r.options.LocalRepository == "" || !plain(groupID) || !plain(artifactID) {
		return ""
	}
	name := strings.ReplaceAll(groupID, ".", "/") + "/" + artifactID
	list, ok := r.versions[name]
	if !ok {
		entries, _ := os.ReadDir(filepath.Join(r.options.LocalRepository, filepath.FromSlash(name)))
		for _, e := range entries {
			if e.IsDir() {
				list = append(list, e.Name())
			}
		}
		r.versions[name] = list
	}
	best := ""
	for _, v := range list {
		if InRange(spec, v) && (best == "" || CompareVersions(v, best) > 0) {
			best = v
		}
	}
	return best
}
