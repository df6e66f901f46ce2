package jarfile

// Instructions that are looked at (JVMS 6.5).
const (
	opAconstNull      = 0x01
	opIconst0         = 0x03
	opLdc             = 0x12
	opLdcW            = 0x13
	opIload           = 0x15
	opAload           = 0x19
	opIload0          = 0x1a
	opAload0          = 0x2a
	opIaload          = 0x2e
	opAaload          = 0x32
	opIstore          = 0x36
	opAstore          = 0x3a
	opIstore0         = 0x3b
	opIastore         = 0x4f
	opSastore         = 0x56
	opDup             = 0x59
	opDupX1           = 0x5a
	opDupX2           = 0x5b
	opDup2            = 0x5c
	opDup2X1          = 0x5d
	opDup2X2          = 0x5e
	opSwap            = 0x5f
	opIfeq            = 0x99
	opIfne            = 0x9a
	opGoto            = 0xa7
	opJsr             = 0xa8
	opRet             = 0xa9
	opTableswitch     = 0xaa
	opLookupswitch    = 0xab
	opIreturn         = 0xac
	opReturn          = 0xb1
	opGetstatic       = 0xb2
	opPutstatic       = 0xb3
	opGetfield        = 0xb4
	opPutfield        = 0xb5
	opInvokevirtual   = 0xb6
	opInvokestatic    = 0xb8
	opInvokedynamic   = 0xba
	opAthrow          = 0xbf
	opCheckcast       = 0xc0
	opWide            = 0xc4
	opMultianewarray  = 0xc5
	opIfnull          = 0xc6
	opIfnonnull       = 0xc7
	opGotoW           = 0xc8
	opJsrW            = 0xc9
	opIinc            = 0x84
	opInvokespecial   = 0xb7
	opInvokeinterface = 0xb9
)

// For each instruction, ten a group: the bytes that follow it, the stack slots
// that it takes and those that it leaves (a long or double is two); ? where that depends.
const (
	operandBytes = "0000000000" + "0000001212" + "2111110000" + "0000000000" + "0000000000" + // 0
		"0000111110" + "0000000000" + "0000000000" + "0000000000" + "0000000000" + // 50
		"0000000000" + "0000000000" + "0000000000" + "0020000000" + "0000000000" + // 100
		"0002222222" + "2222222221" + "??00000022" + "2222244212" + "002200?322" + "44" // 150
	slotsTaken = "0000000000" + "0000000000" + "0000000000" + "0000000000" + "0000002222" +
		"2222121211" + "1112222111" + "1222211113" + "434333312?" + "??????2424" +
		"2424242424" + "2424241212" + "2323232424" + "2401112221" + "1122211142" +
		"2441111112" + "2222222000" + "11121210??" + "???????011" + "11?111??11" + "00"
	slotsLeft = "0111111112" + "2111221111" + "2121211111" + "2222111122" + "2211111212" +
		"1111000000" + "0000000000" + "0000000000" + "000000000?" + "??????1212" +
		"1212121212" + "1212121212" + "1212121212" + "1202121121" + "2212111111" +
		"1110000000" + "0000000010" + "00000000??" + "???????111" + "10?100??00" + "01"
)

// An instruction is one of a method's code.
type instruction struct {
	pc   int
	op   byte
	wide bool
	args []byte // what follows the instruction; of a switch, its offsets
	next int
}

// fetch reads the instruction at pc; false when the code ends in it or there is no such one.
func fetch(code []byte, pc int) (in instruction, ok bool) {
	in = instruction{pc: pc, op: code[pc]}
	at := pc + 1
	if in.op == opWide && at < len(code) {
		in.op, in.wide = code[at], true
		at++
	}
	if int(in.op) >= len(operandBytes) || in.op == opWide || in.wide && operandBytes[in.op] != '1' && in.op != opIinc {
		return in, false
	}
	r := cursor{data: code, at: at}
	switch n := operandBytes[in.op]; {
	case in.op == opTableswitch:
		r.bytes((4 - at%4) % 4)
		start := r.at
		r.u4()
		low, high := int32(r.u4()), int32(r.u4())
		if high < low || int(high)-int(low) > maxCode {
			return in, false
		}
		r.bytes(4 * (int(high) - int(low) + 1))
		in.args = code[start:r.at]
	case in.op == opLookupswitch:
		r.bytes((4 - at%4) % 4)
		start := r.at
		r.u4()
		pairs := r.u4()
		if pairs > maxCode {
			return in, false
		}
		r.bytes(8 * pairs)
		in.args = code[start:r.at]
	case in.wide:
		in.args = r.bytes(2 * int(n-'0'))
	default:
		in.args = r.bytes(int(n - '0'))
	}
	in.next = r.at
	return in, !r.short
}

// index is the constant that the instruction names.
func (in *instruction) index() int {
	if in.op == opLdc {
		return int(in.args[0])
	}
	return int(in.args[0])<<8 | int(in.args[1])
}

// local is the local variable that a load, a store or iinc names: in two bytes
// behind wide, in one, or in the instruction itself (first is such a form for variable 0).
func (in *instruction) local(first byte) int {
	switch {
	case in.wide:
		return int(in.args[0])<<8 | int(in.args[1])
	case len(in.args) > 0:
		return int(in.args[0])
	}
	return int(in.op-first) % 4
}

// targets calls f with the places that the instruction may jump to.
func (in *instruction) targets(f func(pc int)) {
	switch {
	case in.op >= opIfeq && in.op <= opJsr, in.op == opIfnull, in.op == opIfnonnull:
		f(in.pc + int(int16(in.index())))
	case in.op == opGotoW, in.op == opJsrW:
		r := cursor{data: in.args}
		f(in.pc + int(int32(r.u4())))
	case in.op == opTableswitch:
		r := cursor{data: in.args}
		f(in.pc + int(int32(r.u4())))
		for r.at = 12; r.at+4 <= len(in.args); {
			f(in.pc + int(int32(r.u4())))
		}
	case in.op == opLookupswitch:
		r := cursor{data: in.args}
		f(in.pc + int(int32(r.u4())))
		for r.at = 12; r.at+4 <= len(in.args); r.at += 4 {
			f(in.pc + int(int32(r.u4())))
		}
	}
}

// ends reports whether the next instruction does not follow.
func (in *instruction) ends() bool {
	return in.op >= opIreturn && in.op <= opReturn || in.op >= opGoto && in.op <= opLookupswitch && in.op != opJsr ||
		in.op == opAthrow || in.op == opGotoW
}
