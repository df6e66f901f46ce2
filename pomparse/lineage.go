package pomparse

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// parentOf finds the parent's POM as Maven does: relativePath, if what lies
// there is the parent; then the POMs of the tree; then the local repository.
func (r *Reactor) parentOf(p *pom) *pom {
	if p.parent == nil || p.upState == searching {
		return nil
	}
	if p.upState == notSearched {
		p.upState = searching
		p.up = r.searchParent(p)
		p.upState = searched
	}
	return p.up
}

func (r *Reactor) searchParent(p *pom) *pom {
	ref := p.parent
	if !p.external {
		if q := r.atRelativePath(p); q != nil && q != p && r.isParent(q, p) {
			return q
		}
		var best *pom
		near := -1
		for _, q := range r.byName[r.simple(ref.artifactID.raw, p)] {
			if q != p && r.isParent(q, p) {
				if n := commonFolders(p.dir, q.dir); n > near {
					best, near = q, n
				}
			}
		}
		if best != nil {
			return best
		}
	}
	group, artifact, version := r.simple(ref.groupID.raw, p), r.simple(ref.artifactID.raw, p), r.simple(ref.version.raw, p)
	if isRange(version) {
		version = r.newest(group, artifact, version)
	}
	return r.fromRepository(group, artifact, version)
}

func (r *Reactor) atRelativePath(p *pom) *pom {
	rel := p.parent.relativePath
	if rel.written() && rel.raw == "" {
		return nil // <relativePath/>: look in the repository
	}
	name := "../pom.xml"
	if rel.raw != "" {
		name = strings.ReplaceAll(rel.raw, "\\", "/")
	}
	name = path.Join(p.dir, name)
	if q := r.poms[path.Join(name, "pom.xml")]; q != nil {
		return q
	}
	return r.poms[name]
}

// isParent compares coordinates. Both may be written with the same placeholder
// (${revision}), whose value only the parent's own chain knows.
func (r *Reactor) isParent(q, p *pom) bool {
	ref := p.parent
	group, version := q.groupID, q.version
	if q.parent != nil {
		group, version = group.or(q.parent.groupID), version.or(q.parent.version)
	}
	same := func(want, have string) bool {
		return want == have || r.simple(r.simple(want, p), q) == r.simple(have, q)
	}
	if !same(ref.artifactID.raw, q.artifactID.raw) || !same(ref.groupID.raw, group.raw) {
		return false
	}
	if same(ref.version.raw, version.raw) {
		return true
	}
	want := r.simple(ref.version.raw, p)
	return isRange(want) && InRange(want, r.simple(version.raw, q))
}

// simple resolves placeholders by the properties of p and its parents alone:
// what can be known of coordinates before there is a model.
func (r *Reactor) simple(raw string, p *pom) string {
	for range 10 {
		i := strings.Index(raw, "${")
		if i < 0 {
			return raw
		}
		n := strings.IndexByte(raw[i:], '}')
		if n < 0 {
			return raw
		}
		value, ok := r.simpleProperty(raw[i+2:i+n], p)
		if !ok || len(value) > maxValue {
			return raw
		}
		raw = raw[:i] + value + raw[i+n+1:]
	}
	return raw
}

func (r *Reactor) simpleProperty(name string, p *pom) (string, bool) {
	if v, ok := r.options.UserProperties[name]; ok {
		return v, true
	}
	var seen []*pom
	for q := p; q != nil && !slices.Contains(seen, q); q = r.parentOf(q) {
		seen = append(seen, q)
		if t, ok := q.properties[name]; ok {
			return t.raw, true
		}
	}
	return "", false
}

// lineageOf lists p and its parents, as far as they are found. What ends the
// list too early is a problem, and the name of what is missing.
func (r *Reactor) lineageOf(p *pom) (list []*pom, missing []string) {
	for q := p; q != nil; {
		list = append(list, q)
		if q.parent == nil {
			break
		}
		up := r.parentOf(q)
		if up == nil {
			missing = append(missing, r.missingParent(q))
			break
		}
		if slices.Contains(list, up) {
			r.report("cycle:"+up.file.Path, q, q.parent.at.Start, fmt.Sprintf("parent cycle: %s is its own ancestor; its parents are left out", up.artifactID.raw))
			break
		}
		q = up
	}
	return list, missing
}

func (r *Reactor) missingParent(p *pom) string {
	ref := p.parent
	gav := known(r.simple(ref.groupID.raw, p)) + ":" + known(r.simple(ref.artifactID.raw, p)) + ":" + known(r.simple(ref.version.raw, p))
	message := fmt.Sprintf("parent %s is not in this tree nor in the local repository; versions and plugins it manages are unknown", gav)
	if !p.external {
		if q := r.atRelativePath(p); q != nil && q != p && q.artifactID.raw == ref.artifactID.raw {
			version := q.version
			if q.parent != nil {
				version = version.or(q.parent.version)
			}
			message += fmt.Sprintf(" (%s has version %s)", q.file.Path, r.simple(version.raw, q))
		}
	}
	r.report("parent:"+gav, p, ref.at.Start, message)
	return gav
}

// report adds a problem at an offset of a POM's file, while the tree is loaded.
// Later, only Resolve reads POMs, and says itself what it misses.
func (r *Reactor) report(key string, p *pom, offset int, message string) {
	if r.frozen {
		return
	}
	at := p.at
	at.File, at.Start, at.End = p.file, offset, offset+1
	r.problems.add(key, at, p.file.Path, message)
}
