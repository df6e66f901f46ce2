package logconf

import (
	"arklint/scanner/model"
)

// maxReached bounds the paths from loggers to appenders: a lattice of async
// appenders would have more than anybody wants to read.
const maxReached = 20_000

// reach fills Appender.ReachableFrom: from every logger along its references
// and those of appenders that hand on.
func (r *reader) reach() {
	byName := map[string][]int{}
	for i := range r.config.Appenders {
		name := r.config.Appenders[i].Name
		byName[name] = append(byName[name], i)
	}
	left := maxReached
	for i := range r.config.Loggers {
		l := &r.config.Loggers[i]
		for _, ref := range l.Refs {
			from := model.LoggerRef{Logger: l.Name, At: ref.At, Guard: ref.Guard}
			r.reachFrom(ref.Name, from, byName, map[string]bool{}, &left)
		}
	}
}

func (r *reader) reachFrom(name string, from model.LoggerRef, byName map[string][]int, busy map[string]bool, left *int) {
	if busy[name] {
		return
	}
	busy[name] = true
	defer delete(busy, name)
	for _, i := range byName[name] {
		if *left--; *left < 0 {
			return
		}
		a := &r.config.Appenders[i]
		a.ReachableFrom = append(a.ReachableFrom, from)
		for _, ref := range a.Refs {
			next := from
			next.Via = append(from.Via[:len(from.Via):len(from.Via)], name)
			next.Guard = joinGuards(joinGuards(from.Guard, a.Guard), ref.Guard)
			r.reachFrom(ref.Name, next, byName, busy, left)
		}
	}
}
