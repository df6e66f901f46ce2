package javaindex

import (
	"fmt"
	"testing"
	"unsafe"
)

// TestNamesAreOne: one string for equal names, whatever was looked up between.
func TestNamesAreOne(t *testing.T) {
	n := newNames()
	first := map[string]*byte{}
	for round := range 2 {
		for i := range 20_000 {
			text := fmt.Sprintf("name%d", i)
			s := n.intern([]byte(text))
			if s != text {
				t.Fatalf("%q became %q", text, s)
			}
			if round == 0 {
				first[text] = unsafe.StringData(s)
			} else if first[text] != unsafe.StringData(s) {
				t.Fatalf("%q is stored twice", text)
			}
		}
	}
	if n.intern(nil) != "" {
		t.Error("no name is not the empty one")
	}
}
