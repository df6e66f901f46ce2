package jarfile

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A scan is the reading of one jar. Its buffers serve many jars.
type scan struct {
	jar   *Jar
	class class
	flow  flow
	names map[string]string // strings made once
	infos map[string]info   // by internal name
	known []staticField     // those of all infos
	hits  []hit
	queue []string // of ancestors

	buffer []byte // the content of an entry

	m    *member // the method being read
	body body
}

// An info is what the jar's other classes need to know of a class.
type info struct {
	supers      []string // the superclass, unless it is Object, and the interfaces
	first, last int      // its static fields in scan.known
}

// A staticField is one that a class of the jar declares and whose content or value can change.
type staticField struct {
	name, signature string
	synthetic       bool // made by the compiler for its own purposes
}

// A hit is a hazard found in a method. A static field is named as the code names it.
type hit struct {
	kind       hitKind
	hazard     Kind
	class      string // internal name
	method     string
	desc       string
	hidden     bool // the method can only be called from its own source file
	line       int
	fieldOwner string
	field      string
	fieldDesc  string
	tested     bool
	callOwner  string // the hazard, or the method that changes the content if it is one of a container (sure: it does)
	call       string
	sure       bool
	arg        string
}

type hitKind uint8

const (
	hitHazard hitKind = iota
	hitWrite
	hitContent
)

func (s *scan) reset(jar *Jar) {
	s.jar = jar
	if s.names == nil || len(s.names) > maxNames {
		s.names = map[string]string{}
	}
	if s.infos == nil {
		s.infos = map[string]info{}
	}
	clear(s.infos)
	s.known, s.hits = s.known[:0], s.hits[:0]
}

// maxNames is how many strings are kept from one jar to the next.
const maxNames = 1 << 16

// intern makes a string of a constant's bytes. Class files write UTF-8 in a
// form of their own beyond the basic plane; that is not worth decoding here.
func (s *scan) intern(b []byte) string {
	if v, ok := s.names[string(b)]; ok {
		return v
	}
	v := string(b)
	if !utf8.ValidString(v) {
		v = strings.ToValidUTF8(v, "\ufffd")
	}
	s.names[v] = v
	return v
}

// dotted is the binary name of a class.
func dotted(internal string) string { return strings.ReplaceAll(internal, "/", ".") }

// read scans the code of the class that s.class holds.
func (s *scan) read() error {
	c := &s.class
	s.note()
	for i := range c.methods {
		m := &c.methods[i]
		if m.code == nil {
			continue
		}
		body, err := c.body(m)
		if err != nil {
			return err
		}
		if s.worthwhile(m, body.code) {
			s.m, s.body = m, body
			s.flow.run(c, body, s)
		}
	}
	return c.err
}

// note keeps what other classes need to know of this one.
func (s *scan) note() {
	c := &s.class
	in := info{first: len(s.known)}
	if string(c.super) != "java/lang/Object" {
		in.supers = append(in.supers, s.intern(c.super))
	}
	for _, i := range c.interfaces {
		in.supers = append(in.supers, s.intern(i))
	}
	for _, f := range c.fields {
		if f.access&accStatic == 0 {
			continue
		}
		signature := f.signature
		if signature == nil {
			signature = f.desc
		}
		s.known = append(s.known, staticField{s.intern(f.name), s.intern(signature), f.access&accSynthetic != 0})
	}
	in.last = len(s.known)
	s.infos[s.intern(c.name)] = in
}

// worthwhile reports whether a look at the single instructions of a method leaves
// something to be found by following its values.
func (s *scan) worthwhile(m *member, code []byte) bool {
	c := &s.class
	initialiser := string(m.name) == "<clinit>"
	var reads, changes, writes bool
	for pc := 0; pc < len(code); {
		in, ok := fetch(code, pc)
		if !ok {
			return false
		}
		switch op := in.op; {
		case op == opGetstatic:
			t := c.trait(in.index())
			if t&stream != 0 {
				return true
			}
			reads = reads || t&refField != 0
		case op == opPutstatic:
			writes = true
		case op >= opInvokevirtual && op < opInvokedynamic:
			t := c.trait(in.index())
			if t&hazard != 0 {
				return true
			}
			changes = changes || t&changer != 0
		case op >= opIastore && op <= opSastore:
			changes = true
		}
		pc = in.next
	}
	return !initialiser && (writes || reads && changes)
}

// hit begins a hit at pc.
func (s *scan) hit(pc int) *hit {
	s.hits = append(s.hits, hit{
		class: s.intern(s.class.name), method: s.intern(s.m.name), desc: s.intern(s.m.desc), hidden: isHidden(s.m), line: s.body.line(pc),
	})
	return &s.hits[len(s.hits)-1]
}

func (s *scan) hitField(pc, field int, kind hitKind) *hit {
	f := s.class.member(field)
	h := s.hit(pc)
	h.kind, h.fieldOwner, h.field, h.fieldDesc = kind, s.intern(f.owner), s.intern(f.name), s.intern(f.desc)
	return h
}

func (s *scan) initialising() bool { return string(s.m.name) == "<clinit>" }

// write implements watcher.
func (s *scan) write(pc, field int, v value, tested bool) {
	if !s.initialising() {
		s.hitField(pc, field, hitWrite).tested = tested && v != emptyValue
	}
}

// element implements watcher.
func (s *scan) element(pc int, array value) {
	if s.changeable(array) {
		h := s.hitField(pc, array.index(), hitContent)
		h.call, h.sure = "[]", true
	}
}

// make implements watcher.
func (s *scan) make(int, int) {}

func (s *scan) changeable(v value) bool {
	return (v.kind() == staticValue || v.kind() == staticContent) && !s.initialising()
}

// call implements watcher.
func (s *scan) call(pc int, to ref, on value, args []value) {
	if kind, ok := hazardOf(to); ok {
		if kind == ClassForName && bytes.HasPrefix(s.m.name, []byte("class$")) {
			return // a class literal, as compiled before Java 5
		}
		s.hitHazard(pc, kind, to, args)
		return
	}
	switch {
	case on == systemProperties && writesProperties(to):
		s.hitHazard(pc, SystemProperty, to, args)
	case on.kind() == staticValue && prints(to) && isStream(s.class.member(on.index())):
		s.hitHazard(pc, Print, to, nil)
	case s.changeable(on) && changingNames[string(to.name)]:
		h := s.hitField(pc, on.index(), hitContent)
		h.callOwner, h.call = s.intern(to.owner), s.intern(to.name)
	default:
		if i := changedArgument(to); i >= 0 && i < len(args) && s.changeable(args[i]) {
			h := s.hitField(pc, args[i].index(), hitContent)
			h.callOwner, h.call, h.sure = s.intern(to.owner), s.intern(to.name), true
		}
	}
}

func (s *scan) hitHazard(pc int, kind Kind, to ref, args []value) {
	h := s.hit(pc)
	h.hazard, h.callOwner, h.call = kind, s.intern(to.owner), s.intern(to.name)
	if len(args) > 0 && args[0].kind() == stringValue {
		h.arg = s.intern(s.class.stringConstant(args[0].index()))
	}
}

// settle makes results of the hits. early says of a hit in a hidden method
// whether it only happens while a class is initialised.
func (s *scan) settle(early func(*hit) bool) {
	statics := map[[2]string]*Static{}
	for i := range s.hits {
		h := &s.hits[i]
		place := Place{dotted(h.class), h.method, h.line}
		if h.kind == hitHazard {
			found := Hazard{h.hazard, place, dotted(h.callOwner) + "#" + h.call, h.arg}
			s.jar.Hazards = appendNew(s.jar.Hazards, found, Hazard.inMethod)
			continue
		}
		owner, f, declared := s.declared(h.fieldOwner, h.field)
		if f.synthetic || h.kind == hitContent && !h.sure && !s.changes(h.callOwner, h.call) || early(h) {
			continue
		}
		if !declared {
			owner, f.signature = h.fieldOwner, h.fieldDesc
		}
		if keyedByLoader(f.signature) {
			continue
		}
		key := [2]string{owner, h.field}
		st := statics[key]
		if st == nil {
			st = &Static{Class: dotted(owner), Name: h.field, Type: javaType(f.signature), Foreign: !declared && !s.has(owner)}
			statics[key] = st
		}
		change := Change{Place: place, OnDemand: h.tested}
		if h.kind == hitWrite {
			st.Writes = appendNew(st.Writes, change, Change.inMethod)
			continue
		}
		change.By = h.call
		if h.callOwner != "" {
			change.By = dotted(h.callOwner) + "#" + h.call
		}
		st.Changes = appendNew(st.Changes, change, Change.inMethod)
	}
	for _, st := range statics {
		s.jar.Statics = append(s.jar.Statics, *st)
	}
	slices.SortFunc(s.jar.Statics, func(a, b Static) int {
		return cmp.Or(strings.Compare(a.Class, b.Class), strings.Compare(a.Name, b.Name))
	})
}

// appendNew appends v unless its method has it already, on the same line:
// compilers copy the code of a finally block to every way out.
func appendNew[T comparable](to []T, v T, method func(T) Place) []T {
	for i := len(to) - 1; i >= 0 && method(to[i]) == method(v); i-- {
		if to[i] == v {
			return to
		}
	}
	return append(to, v)
}

func (c Change) inMethod() Place { return Place{c.Class, c.Method, 0} }
func (h Hazard) inMethod() Place { return Place{h.Class, h.Method, 0} }

func (s *scan) has(class string) bool { _, ok := s.infos[class]; return ok }

// maxSupers bounds how many superclasses and interfaces are looked through.
const maxSupers = 256

// ancestors calls visit for class and all that it extends and implements, those
// in other jars included, until visit returns true.
func (s *scan) ancestors(class string, visit func(class string) bool) {
	queue := append(s.queue[:0], class)
	for i := 0; i < len(queue) && i < maxSupers; i++ {
		if visit(queue[i]) {
			break
		}
		in := s.infos[queue[i]]
		for _, up := range in.supers {
			if !slices.Contains(queue, up) {
				queue = append(queue, up)
			}
		}
	}
	s.queue = queue
}

// declared finds the class that declares a static field that code looks up in owner.
func (s *scan) declared(owner, name string) (class string, field staticField, ok bool) {
	s.ancestors(owner, func(c string) bool {
		in := s.infos[c]
		for _, f := range s.known[in.first:in.last] {
			if f.name == name {
				class, field, ok = c, f, true
			}
		}
		return ok
	})
	return class, field, ok
}

// changes reports whether a method changes the object that it is called on.
// Classes of the jar count as what they extend and implement.
func (s *scan) changes(owner, method string) (changes bool) {
	s.ancestors(owner, func(c string) bool {
		changes = changing[c][method]
		return changes
	})
	return changes
}
