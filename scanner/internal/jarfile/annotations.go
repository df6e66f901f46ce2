package jarfile

import "strings"

const conditionPrefix = "Lorg/springframework/boot/autoconfigure/condition/Conditional"

// conditions returns the @Conditional... annotations of Spring Boot at the class
// in s.class and at its methods.
func (s *scan) conditions() []Condition {
	c := &s.class
	out := s.conditionsOf(nil, c.annotations, "")
	for i := range c.methods {
		if m := &c.methods[i]; m.annotations != nil {
			out = s.conditionsOf(out, m.annotations, s.intern(m.name))
		}
	}
	return out
}

func (s *scan) conditionsOf(to []Condition, annotations []byte, method string) []Condition {
	r := cursor{data: annotations}
	for n := r.u2(); n > 0 && !r.short; n-- {
		name, args := s.annotation(&r, 0)
		if simple, ok := strings.CutPrefix(name, conditionPrefix); ok {
			to = append(to, Condition{"Conditional" + strings.TrimSuffix(simple, ";"), method, args})
		}
	}
	return to
}

// annotation reads one annotation (JVMS 4.7.16): its descriptor and its elements.
func (s *scan) annotation(r *cursor, depth int) (desc string, args []Argument) {
	desc = s.intern(s.class.utf8(r.u2()))
	for n := r.u2(); n > 0 && !r.short; n-- {
		a := Argument{Name: s.intern(s.class.utf8(r.u2()))}
		s.values(r, depth, &a.Values)
		args = append(args, a)
	}
	return desc, args
}

// values reads the value of an element, of an array all of them. Numbers and
// nested annotations do not occur in conditions' arguments and are passed over.
func (s *scan) values(r *cursor, depth int, to *[]string) {
	if depth > maxDepth {
		r.short = true
	}
	if r.short {
		return
	}
	c := &s.class
	switch tag := r.u1(); tag {
	case 's':
		*to = append(*to, s.intern(c.utf8(r.u2())))
	case 'c':
		*to = append(*to, javaType(s.intern(c.utf8(r.u2()))))
	case 'e':
		r.u2()
		*to = append(*to, s.intern(c.utf8(r.u2())))
	case 'Z':
		v := c.constant(r.u2(), tagInteger)
		*to = append(*to, map[bool]string{true: "true", false: "false"}[v.u4() != 0])
	case '[':
		for n := r.u2(); n > 0 && !r.short; n-- {
			s.values(r, depth+1, to)
		}
	case '@':
		s.annotation(r, depth+1)
	default:
		r.u2()
	}
}
