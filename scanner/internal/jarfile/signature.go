package jarfile

import "strings"

// javaType writes a field's descriptor or generic signature (JVMS 4.3, 4.7.9.1) as in Java,
// with binary names.
func javaType(signature string) string {
	t := typeText{rest: signature}
	t.typ(0)
	return t.out.String()
}

type typeText struct {
	rest string
	out  strings.Builder
}

// maxDepth bounds how deep types and annotations may nest.
const maxDepth = 64

func (t *typeText) typ(depth int) {
	if t.rest == "" || depth > maxDepth {
		t.rest = ""
		return
	}
	kind := t.rest[0]
	t.rest = t.rest[1:]
	switch kind {
	case '[':
		t.typ(depth + 1)
		t.out.WriteString("[]")
	case 'L':
		t.class(depth)
	case 'T':
		name, rest, _ := strings.Cut(t.rest, ";")
		t.out.WriteString(name)
		t.rest = rest
	case '*':
		t.out.WriteByte('?')
	case '+':
		t.out.WriteString("? extends ")
		t.typ(depth + 1)
	case '-':
		t.out.WriteString("? super ")
		t.typ(depth + 1)
	default:
		t.out.WriteString(primitives[kind])
	}
}

func (t *typeText) class(depth int) {
	for t.rest != "" {
		i := strings.IndexAny(t.rest, "<;.")
		if i < 0 {
			t.rest = ""
			return
		}
		t.out.WriteString(dotted(t.rest[:i]))
		c := t.rest[i]
		t.rest = t.rest[i+1:]
		switch c {
		case ';':
			return
		case '.': // a class in a generic one
			t.out.WriteByte('$')
		case '<':
			t.out.WriteByte('<')
			for first := true; t.rest != "" && t.rest[0] != '>'; first = false {
				if !first {
					t.out.WriteString(", ")
				}
				t.typ(depth + 1)
			}
			t.out.WriteByte('>')
			t.rest = strings.TrimPrefix(t.rest, ">")
		}
	}
}

var primitives = map[byte]string{
	'B': "byte", 'C': "char", 'D': "double", 'F': "float", 'I': "int", 'J': "long", 'S': "short", 'Z': "boolean", 'V': "void",
}

// keyedByLoader reports whether a container has class loaders for keys: every
// application has a content of its own there.
func keyedByLoader(signature string) bool {
	_, args, ok := strings.Cut(signature, "<")
	return ok && strings.HasPrefix(args, "Ljava/lang/ClassLoader;")
}
