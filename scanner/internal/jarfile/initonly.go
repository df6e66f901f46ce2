package jarfile

import "bytes"

// An initOnly finds the methods that only run while their class is initialised:
// no other source file can call them, something calls them, and all callers are static
// initialisers or such methods. Classes are read a second time for this, but
// only those of source files that have something to ask.
type initOnly struct {
	o     *opened
	known map[string]map[string]bool // such methods, by source file (topLevel)

	// Of the source file being read:
	hidden map[string]bool     // methods that only it can call
	calls  map[string][]string // callers by method, "" for static initialisers
	late   map[string]bool     // methods that run nobody knows when: as a function that is kept
	// Of the method being read:
	caller string
	made   map[int]int // functions that have not run yet, by their invokedynamic
}

// isHidden reports whether only the method's own source file can call it.
// Compilers before Java 11 reach private members of nested classes by access$000.
func isHidden(m *member) bool {
	return m.access&accPrivate != 0 ||
		m.access&accSynthetic != 0 && (bytes.HasPrefix(m.name, []byte("access$")) || bytes.HasPrefix(m.name, []byte("lambda$")))
}

// hit reports whether a hit in a hidden method only happens while a class is initialised.
func (x *initOnly) hit(h *hit) bool {
	if !h.hidden {
		return false
	}
	top := topLevel(h.class)
	early, ok := x.known[top]
	if !ok {
		early = x.find(top)
		if x.known == nil {
			x.known = map[string]map[string]bool{}
		}
		x.known[top] = early
	}
	return early[h.class+"."+h.method+h.desc]
}

func (x *initOnly) find(top string) map[string]bool {
	x.hidden, x.calls, x.late, x.made = map[string]bool{}, map[string][]string{}, map[string]bool{}, map[int]int{}
	for _, e := range x.o.sources(top) {
		if x.o.load(&e) {
			x.read()
		}
	}
	early := map[string]bool{}
	for m := range x.hidden {
		if len(x.calls[m]) > 0 && !x.late[m] {
			early[m] = true
		}
	}
	for changed := true; changed; {
		changed = false
		for m := range early {
			for _, caller := range x.calls[m] {
				if caller != "" && !early[caller] {
					delete(early, m)
					changed = true
					break
				}
			}
		}
	}
	return early
}

// read notes the calls in a class.
func (x *initOnly) read() {
	c := &x.o.scan.class
	for i := range c.methods {
		m := &c.methods[i]
		id := methodID(ref{c.name, m.name, m.desc})
		if isHidden(m) {
			x.hidden[id] = true
		}
		if x.caller = id; string(m.name) == "<clinit>" {
			x.caller = ""
		}
		body, err := c.body(m)
		if m.code == nil || err != nil {
			continue
		}
		clear(x.made)
		x.o.scan.flow.run(c, body, x)
		for index, n := range x.made {
			c.dynamic(index, func(to ref) {
				x.note(to)
				x.late[methodID(to)] = x.late[methodID(to)] || n > 0
			})
		}
	}
}

func methodID(m ref) string {
	return string(m.owner) + "." + string(m.name) + string(m.desc)
}

func (x *initOnly) note(to ref) {
	if topLevel(string(to.owner)) == topLevel(string(x.o.scan.class.name)) {
		id := methodID(to)
		x.calls[id] = append(x.calls[id], x.caller)
	}
}

// call implements watcher.
func (x *initOnly) call(_ int, to ref, _ value, args []value) {
	x.note(to)
	for _, a := range args {
		if a.kind() == lambdaValue && runsAtOnce(to) {
			x.made[a.index()]--
		}
	}
}

// make implements watcher.
func (x *initOnly) make(_, index int) { x.made[index]++ }

// write implements watcher.
func (x *initOnly) write(int, int, value, bool) {}

// element implements watcher.
func (x *initOnly) element(int, value) {}
