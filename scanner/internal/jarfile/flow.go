package jarfile

import "slices"

// A value is what a stack slot or a local variable holds, as far as it
// matters: a kind and the constant that the code named for it. 0 is anything else.
type value uint32

const (
	staticValue   value = (iota + 1) << 16 // of the field that the constant names
	staticContent                          // something got out of such a value
	stringValue
	emptyValue       // null, 0, false
	systemProperties // System.getProperties()
	lambdaValue      // what an invokedynamic made
)

func (v value) kind() value { return v &^ 0xffff }
func (v value) index() int  { return int(v & 0xffff) }

// A watcher hears what a method does, in the order of the code.
type watcher interface {
	// write is a putstatic; tested: the method has looked before whether the field is empty.
	write(pc, field int, v value, tested bool)
	// element is the assignment of an array's element.
	element(pc int, array value)
	// call is an invoke but invokedynamic: on is 0 for static methods, args one per argument.
	call(pc int, to ref, on value, args []value)
	// make is an invokedynamic.
	make(pc, index int)
}

// Bounds that only hostile code reaches. What lies beyond is not followed.
const (
	maxLocals    = 256
	maxStack     = 1024
	maxSnapshots = 1 << 20 // values
	maxLoops     = 1024
)

// A flow follows values through one method: in one pass from its first
// instruction to its last, over the stack and the local variables. Where paths meet, a
// value remains that all of them agree on. At the head of a loop, variables that
// the loop assigns are anything.
type flow struct {
	c     *class
	b     body
	w     watcher
	stack []value
	// locals are the first maxLocals variables.
	locals []value
	tested []int // fields that the method has compared with null, 0 or false
	args   []value

	snapshots []value          // what jumps forward found
	waiting   map[int]snapshot // by their target
	loops     map[int]int      // head of a loop: its last jump back
	handlers  map[int]bool
	stores    []store
}

// A snapshot is a stack and the local variables behind it, in flow.snapshots.
type snapshot struct{ at, depth int }

// A store assigns a local variable.
type store struct{ pc, local int }

func (f *flow) run(c *class, b body, w watcher) {
	f.c, f.b, f.w = c, b, w
	f.stack, f.tested, f.snapshots, f.stores = f.stack[:0], f.tested[:0], f.snapshots[:0], f.stores[:0]
	f.locals = f.locals[:0]
	f.locals = append(f.locals, make([]value, min(b.locals, maxLocals))...)
	if f.waiting == nil {
		f.waiting, f.loops, f.handlers = map[int]snapshot{}, map[int]int{}, map[int]bool{}
	}
	clear(f.waiting)
	clear(f.loops)
	clear(f.handlers)
	if !f.survey() {
		return
	}
	reached := true
	for pc := 0; pc < len(b.code); {
		in, ok := fetch(b.code, pc)
		if !ok {
			return
		}
		f.arrive(pc, reached)
		f.step(&in)
		in.targets(func(to int) {
			if to > pc {
				f.jump(to)
			}
		})
		reached = !in.ends()
		pc = in.next
		if len(f.stack) > maxStack || len(f.snapshots) > maxSnapshots {
			return
		}
	}
}

// survey finds loops, exception handlers and assignments of local variables.
func (f *flow) survey() bool {
	for pc := 0; pc < len(f.b.code); {
		in, ok := fetch(f.b.code, pc)
		if !ok {
			return false
		}
		if local, _, ok := in.stored(); ok {
			f.stores = append(f.stores, store{pc, local})
		}
		in.targets(func(to int) {
			if to <= pc {
				f.loops[to] = pc
			}
		})
		pc = in.next
	}
	for r := (cursor{data: f.b.handlers}); r.at < len(r.data); r.u2() {
		r.u4()
		f.handlers[r.u2()] = true
	}
	return true
}

// stored returns the local variable that the instruction assigns, and how many
// slots of it.
func (in *instruction) stored() (local, slots int, ok bool) {
	switch op := in.op; {
	case op >= opIstore && op <= opAstore, op >= opIstore0 && op < opIastore:
		return in.local(opIstore0), int(slotsTaken[op] - '0'), true
	case op == opIinc:
		return in.local(0), 1, true
	}
	return 0, 0, false
}

// arrive brings together what the ways to pc found.
func (f *flow) arrive(pc int, reached bool) {
	if s, ok := f.waiting[pc]; ok {
		delete(f.waiting, pc)
		stack, locals := f.snapshots[s.at:s.at+s.depth], f.snapshots[s.at+s.depth:][:len(f.locals)]
		if reached {
			agree(f.stack, stack)
			agree(f.locals, locals)
		} else {
			f.stack = append(f.stack[:0], stack...)
			copy(f.locals, locals)
		}
	} else if !reached {
		// The body of a loop whose condition stands at its end, a handler, or dead code.
		f.stack = f.stack[:0]
	}
	if f.handlers[pc] {
		f.stack = append(f.stack[:0], 0)
		clear(f.locals)
	}
	if end, ok := f.loops[pc]; ok {
		if len(f.loops) > maxLoops {
			clear(f.locals)
			return
		}
		first, _ := slices.BinarySearchFunc(f.stores, pc, func(s store, pc int) int { return s.pc - pc })
		for _, s := range f.stores[first:] {
			if s.pc > end {
				break
			}
			f.assign(s.local, 1, 0)
		}
	}
}

// jump keeps what is known for the instruction at pc.
func (f *flow) jump(pc int) {
	if s, ok := f.waiting[pc]; ok {
		depth := min(s.depth, len(f.stack))
		agree(f.snapshots[s.at:s.at+depth], f.stack[:depth])
		agree(f.snapshots[s.at+s.depth:][:len(f.locals)], f.locals)
		return
	}
	f.waiting[pc] = snapshot{len(f.snapshots), len(f.stack)}
	f.snapshots = append(append(f.snapshots, f.stack...), f.locals...)
}

// agree forgets in a what b has otherwise.
func agree(a, b []value) {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			a[i] = 0
		}
	}
}

func (f *flow) push(v value) { f.stack = append(f.stack, v) }
func (f *flow) pushSlots(v value, n int) {
	if n > 0 {
		f.push(v)
	}
	if n > 1 {
		f.push(0)
	}
}

func (f *flow) pop() value {
	if len(f.stack) == 0 {
		return 0
	}
	v := f.stack[len(f.stack)-1]
	f.stack = f.stack[:len(f.stack)-1]
	return v
}

func (f *flow) drop(n int) { f.stack = f.stack[:max(0, len(f.stack)-n)] }

// top is the value n slots below the top.
func (f *flow) top(n int) value {
	if n < 0 || n >= len(f.stack) {
		return 0
	}
	return f.stack[len(f.stack)-1-n]
}

func (f *flow) assign(local, slots int, v value) {
	for i := local; i < local+slots && i < len(f.locals); i++ {
		f.locals[i] = v
		v = 0
	}
}

func (f *flow) test(v value) {
	if v.kind() == staticValue && !slices.Contains(f.tested, v.index()) {
		f.tested = append(f.tested, v.index())
	}
}

func (f *flow) step(in *instruction) {
	switch op := in.op; {
	case op == opLdc, op == opLdcW:
		var v value
		if i := in.index(); f.c.tag(i) == tagString {
			v = stringValue | value(i)
		}
		f.push(v)
	case op == opAload, op == opIload, op >= opAload0 && op < opIaload, op >= opIload0 && op < opIload0+4:
		var v value
		if i := in.local(opIload0); i < len(f.locals) {
			v = f.locals[i]
		}
		f.push(v)
	case op == opAaload:
		f.drop(1)
		f.push(within(f.pop()))
	case op >= opIastore && op <= opSastore:
		taken := int(slotsTaken[op] - '0')
		f.w.element(in.pc, f.top(taken-1))
		f.drop(taken)
	case op >= opDup && op <= opSwap:
		f.shuffle(op)
	case op >= opGetstatic && op <= opPutfield:
		f.access(in)
	case op >= opInvokevirtual && op <= opInvokedynamic:
		f.invoke(in)
	case op == opIfeq, op == opIfne, op == opIfnull, op == opIfnonnull:
		f.test(f.pop())
	case op == opAconstNull, op == opIconst0:
		f.push(emptyValue)
	case op == opCheckcast:
	case op == opMultianewarray:
		f.drop(int(in.args[2]))
		f.push(0)
	default:
		taken := int(slotsTaken[op] - '0')
		if local, slots, ok := in.stored(); ok {
			f.assign(local, slots, f.top(taken-1)) // of iinc: 0
		}
		f.drop(taken)
		for n := slotsLeft[op] - '0'; n > 0; n-- {
			f.push(0)
		}
	}
}

// shuffle does the dup family and swap.
func (f *flow) shuffle(op byte) {
	if op == opDup {
		f.push(f.top(0))
		return
	}
	a, b := f.pop(), f.pop()
	switch op {
	case opDupX1:
		f.stack = append(f.stack, a, b, a)
	case opDupX2:
		c := f.pop()
		f.stack = append(f.stack, a, c, b, a)
	case opDup2:
		f.stack = append(f.stack, b, a, b, a)
	case opDup2X1:
		c := f.pop()
		f.stack = append(f.stack, b, a, c, b, a)
	case opDup2X2:
		c, d := f.pop(), f.pop()
		f.stack = append(f.stack, b, a, d, c, b, a)
	case opSwap:
		f.stack = append(f.stack, a, b)
	}
}

// access does getstatic, putstatic, getfield and putfield.
func (f *flow) access(in *instruction) {
	i := in.index()
	slots := slotsOf(f.c.member(i).desc)
	switch in.op {
	case opGetstatic:
		f.pushSlots(staticValue|value(i), slots)
	case opPutstatic:
		v := f.top(slots - 1)
		f.drop(slots)
		f.w.write(in.pc, i, v, slices.Contains(f.tested, i))
	case opGetfield:
		f.drop(1)
		f.pushSlots(0, slots)
	case opPutfield:
		f.drop(slots + 1)
	}
}

func (f *flow) invoke(in *instruction) {
	i := in.index()
	var to ref
	if in.op == opInvokedynamic {
		to.desc = f.c.dynamic(i, nil)
	} else {
		to = f.c.member(i)
	}
	total := 0
	ret := eachArgument(to.desc, func(slots int) { total += slots })
	at := total
	f.args = f.args[:0]
	eachArgument(to.desc, func(slots int) {
		f.args = append(f.args, f.top(at-1))
		at -= slots
	})
	f.drop(total)
	var result value
	if in.op == opInvokedynamic {
		f.w.make(in.pc, i)
		result = lambdaValue | value(i)
	} else {
		var on value
		if in.op != opInvokestatic {
			on = f.pop()
		}
		f.w.call(in.pc, to, on, f.args)
		result = resultOf(to, on)
	}
	f.pushSlots(result, ret)
}

// within is what is got out of a value.
func within(v value) value {
	if k := v.kind(); k == staticValue || k == staticContent {
		return staticContent | v&0xffff
	}
	return 0
}

// resultOf is what a call returns.
func resultOf(to ref, on value) value {
	switch string(to.name) {
	case "getProperties":
		if string(to.owner) == "java/lang/System" {
			return systemProperties
		}
	case "get", "getOrDefault", "values", "keySet", "entrySet", "iterator", "listIterator", "next", "elementAt", "getFirst", "getLast":
		if !perThread[string(to.owner)] {
			return within(on)
		}
	}
	return 0
}

// slotsOf is how many stack slots a value of the type takes.
func slotsOf(desc []byte) int {
	if len(desc) == 0 || desc[0] == 'V' {
		return 0
	}
	if desc[0] == 'J' || desc[0] == 'D' {
		return 2
	}
	return 1
}

// eachArgument calls f with the slots of each argument of a method and returns those of
// its result.
func eachArgument(desc []byte, f func(slots int)) int {
	i := 1
	for i < len(desc) && desc[i] != ')' {
		start := i
		for i < len(desc) && desc[i] == '[' {
			i++
		}
		if i < len(desc) && desc[i] == 'L' {
			for i < len(desc) && desc[i] != ';' {
				i++
			}
		}
		f(slotsOf(desc[start:]))
		i++
	}
	if i+1 > len(desc) {
		return 0
	}
	return slotsOf(desc[i+1:])
}
