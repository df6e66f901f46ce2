package javaindex

import "hash/maphash"

// Names makes strings of the names in sources, one for all that are alike. It
// is a hash table of its own because a look-up and, when that fails, an insertion are
// one search here, and because a map's growth cost more memory than the names.
type names struct {
	seed  maphash.Seed
	slots []nameSlot // a power of two, at most three quarters full
	used  int
}

type nameSlot struct {
	hash uint32 // never 0 in a slot that is taken
	text string
}

func newNames() *names { return &names{seed: maphash.MakeSeed(), slots: make([]nameSlot, 1<<12)} }

func (n *names) intern(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	hash := uint32(maphash.Bytes(n.seed, b)) | 1
	for i := hash >> 1; ; i++ {
		slot := &n.slots[i&uint32(len(n.slots)-1)]
		if slot.hash == hash && slot.text == string(b) {
			return slot.text
		}
		if slot.hash == 0 {
			*slot = nameSlot{hash, string(b)}
			text := slot.text
			if n.used++; n.used > len(n.slots)/4*3 {
				n.grow()
			}
			return text
		}
	}
}

func (n *names) grow() {
	old := n.slots
	n.slots = make([]nameSlot, 2*len(old))
	for _, s := range old {
		if s.hash == 0 {
			continue
		}
		i := s.hash >> 1
		for n.slots[i&uint32(len(n.slots)-1)].hash != 0 {
			i++
		}
		n.slots[i&uint32(len(n.slots)-1)] = s
	}
}
