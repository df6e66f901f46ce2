package sarif

import "bytes"

// compact takes the members out of JSON text that say no more than their
// absence does: empty arrays and objects, and -1, which is the schema's default
// for every number in it that may be -1 (index, ruleIndex, id, rank, byteOffset,
// charOffset, parentIndex). Two empty arrays stay: suppressions, which means "not
// suppressed" where its absence means "nobody knows" (§3.27.23), and rules, which
// GitHub demands (multitool GH1018).
//
// The text is what encoding/json wrote: valid, without blanks between tokens.
func compact(text []byte) []byte {
	c := compactor{in: text, out: make([]byte, 0, len(text))}
	c.value()
	return c.out
}

type compactor struct {
	in, out []byte
	at      int // in in
}

// value copies one value and reports whether its absence would say the same.
func (c *compactor) value() (idle bool) {
	switch start := len(c.out); c.in[c.at] {
	case '{':
		c.members()
		return len(c.out) == start+len("{}")
	case '[':
		c.elements()
		return len(c.out) == start+len("[]")
	case '"':
		c.text()
		return false
	default: // a number, true, false, null
		end := c.at
		for end < len(c.in) && bytes.IndexByte([]byte(",]}"), c.in[end]) < 0 {
			end++
		}
		token := c.in[c.at:end]
		c.out = append(c.out, token...)
		c.at = end
		return string(token) == "-1"
	}
}

// next copies the byte that opens, or closes, an object or an array.
func (c *compactor) next() {
	c.out = append(c.out, c.in[c.at])
	c.at++
}

func (c *compactor) members() {
	c.next()
	first := true
	for c.in[c.at] != '}' {
		if c.in[c.at] == ',' {
			c.at++
		}
		before := len(c.out)
		if !first {
			c.out = append(c.out, ',')
		}
		key := c.text()
		c.next() // the colon
		if c.value() && string(key) != `"suppressions"` && string(key) != `"rules"` {
			c.out = c.out[:before]
			continue
		}
		first = false
	}
	c.next()
}

// elements copies an array: an element is never left out, its index counts.
func (c *compactor) elements() {
	c.next()
	for c.in[c.at] != ']' {
		if c.in[c.at] == ',' {
			c.next()
		}
		c.value()
	}
	c.next()
}

// text copies a string and returns it with its quotes.
func (c *compactor) text() []byte {
	end := c.at + 1
	for c.in[end] != '"' {
		if c.in[end] == '\\' {
			end++
		}
		end++
	}
	end++
	s := c.in[c.at:end]
	c.out = append(c.out, s...)
	c.at = end
	return s
}
