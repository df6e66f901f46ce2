package javaindex

// Names makes strings of the names in sources, one for all that are alike.
type names struct {
	all map[string]string
	// recent is a small direct-mapped cache in front of the map: a file says the same few
	// names over and over, and the map of a large project is far from the processor.
	recent [1 << recentBits]string
}

const recentBits = 10

func (n *names) intern(b []byte) string {
	slot := &n.recent[recentSlot(b)]
	if *slot == string(b) {
		return *slot
	}
	s, ok := n.all[string(b)]
	if !ok {
		s = string(b)
		n.all[s] = s
	}
	*slot = s
	return s
}

// recentSlot mixes the length and a few bytes, the last ones because names of one
// family begin alike.
func recentSlot(b []byte) uint32 {
	h := uint32(len(b))
	if len(b) > 0 {
		h = h*31 + uint32(b[0])
		h = h*31 + uint32(b[len(b)/2])
		h = h*31 + uint32(b[len(b)-1])
		h = h*31 + uint32(b[len(b)*3/4])
	}
	return h * 2654435761 >> (32 - recentBits)
}
