package jarfile

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Tags of constants (JVMS 4.4).
const (
	tagUTF8          = 1
	tagInteger       = 3
	tagFloat         = 4
	tagLong          = 5
	tagDouble        = 6
	tagClass         = 7
	tagString        = 8
	tagField         = 9
	tagMethod        = 10
	tagInterface     = 11
	tagNameAndType   = 12
	tagMethodHandle  = 15
	tagMethodType    = 16
	tagDynamic       = 17
	tagInvokeDynamic = 18
	tagModule        = 19
	tagPackage       = 20
)

// Access flags (JVMS 4.1, 4.5, 4.6).
const (
	accPrivate   = 0x0002
	accStatic    = 0x0008
	accSynthetic = 0x1000
)

var (
	errMagic = errors.New("is no class file")
	errShort = errors.New("ends too early")
)

// A cursor reads big-endian numbers. Behind the end there are zeros, and short is set.
type cursor struct {
	data  []byte
	at    int
	short bool
}

func (c *cursor) bytes(n int) []byte {
	if n < 0 || n > len(c.data)-c.at {
		c.at, c.short = len(c.data), true
		return nil
	}
	b := c.data[c.at : c.at+n]
	c.at += n
	return b
}

func (c *cursor) u1() int {
	if b := c.bytes(1); b != nil {
		return int(b[0])
	}
	return 0
}

func (c *cursor) u2() int {
	if b := c.bytes(2); b != nil {
		return int(binary.BigEndian.Uint16(b))
	}
	return 0
}

func (c *cursor) u4() int {
	if b := c.bytes(4); b != nil {
		return int(binary.BigEndian.Uint32(b))
	}
	return 0
}

// A class is a class file taken apart. Its byte slices point into the file's
// content, and its own slices serve one class after the other.
type class struct {
	data []byte
	pool []int32 // where the constants begin; 0 where there is none
	// err is the first use of a constant as something that it is not.
	err error

	name, super     []byte // internal names: com/acme/Order$Item
	interfaces      [][]byte
	fields, methods []member
	annotations     []byte // RuntimeVisibleAnnotations
	bootstraps      []byte // BootstrapMethods
	traits          []trait
}

// A member is a field or a method.
type member struct {
	access      int
	name, desc  []byte
	signature   []byte // the generic type, nil without type arguments
	code        []byte // the Code attribute, nil without code
	annotations []byte
}

// parse takes data apart, but for the code.
func (c *class) parse(data []byte) error {
	c.data, c.err = data, nil
	c.annotations, c.bootstraps = nil, nil
	r := cursor{data: data}
	if r.u4() != 0xCAFEBABE {
		return errMagic
	}
	r.at += 4 // version
	if err := c.constants(&r); err != nil {
		return err
	}
	r.at += 2 // access
	c.name = c.className(r.u2())
	c.super = nil
	if super := r.u2(); super != 0 {
		c.super = c.className(super)
	}
	c.interfaces = c.interfaces[:0]
	for n := r.u2(); n > 0 && !r.short; n-- {
		c.interfaces = append(c.interfaces, c.className(r.u2()))
	}
	c.fields = c.members(&r, c.fields[:0])
	c.methods = c.members(&r, c.methods[:0])
	c.attributes(&r, func(name string, body []byte) {
		switch name {
		case "RuntimeVisibleAnnotations":
			c.annotations = body
		case "BootstrapMethods":
			c.bootstraps = body
		}
	})
	if r.short {
		return errShort
	}
	return c.err
}

func (c *class) constants(r *cursor) error {
	n := r.u2()
	c.pool = append(c.pool[:0], 0)
	for len(c.pool) < n {
		c.pool = append(c.pool, int32(r.at))
		switch tag := r.u1(); tag {
		case tagUTF8:
			r.bytes(r.u2())
		case tagInteger, tagFloat, tagField, tagMethod, tagInterface, tagNameAndType, tagDynamic, tagInvokeDynamic:
			r.bytes(4)
		case tagLong, tagDouble:
			r.bytes(8)
			c.pool = append(c.pool, 0) // they take two places
		case tagClass, tagString, tagMethodType, tagModule, tagPackage:
			r.bytes(2)
		case tagMethodHandle:
			r.bytes(3)
		default:
			if !r.short {
				return fmt.Errorf("has a constant of the unknown kind %d", tag)
			}
		}
		if r.short {
			return errShort
		}
	}
	c.traits = append(c.traits[:0], make([]trait, len(c.pool))...)
	return nil
}

func (c *class) members(r *cursor, to []member) []member {
	for n := r.u2(); n > 0 && !r.short; n-- {
		m := member{access: r.u2(), name: c.utf8(r.u2()), desc: c.utf8(r.u2())}
		c.attributes(r, func(name string, body []byte) {
			switch name {
			case "Code":
				m.code = body
			case "Signature":
				b := cursor{data: body}
				m.signature = c.utf8(b.u2())
			case "RuntimeVisibleAnnotations":
				m.annotations = body
			case "Synthetic": // so marked before Java 5
				m.access |= accSynthetic
			}
		})
		to = append(to, m)
	}
	return to
}

func (c *class) attributes(r *cursor, found func(name string, body []byte)) {
	for n := r.u2(); n > 0 && !r.short; n-- {
		name := c.utf8(r.u2())
		switch body := r.bytes(r.u4()); string(name) {
		case "Code":
			found("Code", body)
		case "Signature":
			found("Signature", body)
		case "RuntimeVisibleAnnotations":
			found("RuntimeVisibleAnnotations", body)
		case "BootstrapMethods":
			found("BootstrapMethods", body)
		case "LineNumberTable":
			found("LineNumberTable", body)
		case "Synthetic":
			found("Synthetic", body)
		}
	}
}

// tag is the kind of constant i, 0 when there is none.
func (c *class) tag(i int) byte {
	if i <= 0 || i >= len(c.pool) || c.pool[i] == 0 {
		return 0
	}
	return c.data[c.pool[i]]
}

// constant returns the content of constant i, which must be of one of the kinds.
func (c *class) constant(i int, kinds ...byte) cursor {
	tag := c.tag(i)
	for _, k := range kinds {
		if tag == k {
			return cursor{data: c.data, at: int(c.pool[i]) + 1}
		}
	}
	if c.err == nil {
		c.err = fmt.Errorf("uses constant %d as what it is not", i)
	}
	return cursor{}
}

func (c *class) utf8(i int) []byte {
	r := c.constant(i, tagUTF8)
	return r.bytes(r.u2())
}

func (c *class) className(i int) []byte {
	r := c.constant(i, tagClass)
	return c.utf8(r.u2())
}

func (c *class) stringConstant(i int) []byte {
	r := c.constant(i, tagString)
	return c.utf8(r.u2())
}

// A ref is a field or method that code names: looked up in owner, which may have inherited it.
type ref struct{ owner, name, desc []byte }

func (c *class) member(i int) ref {
	r := c.constant(i, tagField, tagMethod, tagInterface)
	owner := c.className(r.u2())
	name, desc := c.nameAndType(r.u2())
	return ref{owner, name, desc}
}

func (c *class) nameAndType(i int) (name, desc []byte) {
	r := c.constant(i, tagNameAndType)
	return c.utf8(r.u2()), c.utf8(r.u2())
}

// dynamic returns the descriptor of an invokedynamic and the methods that its
// bootstrap method is given: the body of a lambda, the method of a method reference.
func (c *class) dynamic(i int, handed func(ref)) (desc []byte) {
	r := c.constant(i, tagInvokeDynamic)
	bootstrap := r.u2()
	_, desc = c.nameAndType(r.u2())
	if handed == nil {
		return desc
	}
	b := cursor{data: c.bootstraps}
	for n := b.u2(); n > 0 && !b.short; n-- {
		b.u2()
		for args := b.u2(); args > 0 && !b.short; args-- {
			arg := b.u2()
			if bootstrap != 0 || c.tag(arg) != tagMethodHandle {
				continue
			}
			h := c.constant(arg, tagMethodHandle)
			h.u1()
			if target := h.u2(); c.tag(target) == tagMethod || c.tag(target) == tagInterface {
				handed(c.member(target))
			}
		}
		bootstrap--
	}
	return desc
}

// A body is a method's code.
type body struct {
	locals   int
	code     []byte
	handlers []byte // the exception table, 8 bytes each
	lines    []byte // LineNumberTable
}

func (c *class) body(m *member) (b body, err error) {
	r := cursor{data: m.code}
	r.u2()
	b.locals = r.u2()
	b.code = r.bytes(r.u4())
	b.handlers = r.bytes(8 * r.u2())
	if r.short || len(b.code) > maxCode {
		return b, errShort
	}
	lines := r
	c.attributes(&lines, func(name string, body []byte) {
		if name == "LineNumberTable" && b.lines == nil {
			b.lines = body
		}
	})
	return b, nil
}

const maxCode = 1<<16 - 1 // JVMS 4.7.3

// line is the source line of the instruction at pc, 0 when unknown.
func (b *body) line(pc int) int {
	r := cursor{data: b.lines}
	best, line := -1, 0
	for n := r.u2(); n > 0 && !r.short; n-- {
		if start, l := r.u2(), r.u2(); start <= pc && start > best {
			best, line = start, l
		}
	}
	return line
}
