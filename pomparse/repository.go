package pomparse

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"arklint/scanner/source"
	"arklint/scanner/source/xmltree"
)

// Sources returns the texts of all POMs of the local repository that were
// read, for those who show places in them. Their paths begin with "maven:".
func (r *Reactor) Sources() []*source.File {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []*source.File
	for _, p := range r.outside {
		if p != nil {
			list = append(list, p.file)
		}
	}
	slices.SortFunc(list, func(a, b *source.File) int { return cmp.Compare(a.Path, b.Path) })
	return list
}

// fromRepository reads a POM of the local repository, once; nil if it is not there.
func (r *Reactor) fromRepository(groupID, artifactID, version string) *pom {
	name, ok := r.repositoryName(groupID, artifactID, version)
	if !ok {
		return nil
	}
	p, seen := r.outside[name]
	if !seen {
		p = r.keep(name, r.readOutside(name))
	}
	if p != nil && !r.frozen {
		r.unreadable(p.file, p.broken)
	}
	return p
}

func (r *Reactor) keep(name string, p *pom) *pom {
	r.outside[name] = p
	return p
}

// repositoryName is the POM's slash path in the repository.
func (r *Reactor) repositoryName(groupID, artifactID, version string) (string, bool) {
	if r.options.LocalRepository == "" || !plain(groupID) || !plain(artifactID) || !plain(version) {
		return "", false
	}
	return strings.ReplaceAll(groupID, ".", "/") + "/" + artifactID + "/" + version + "/" + artifactID + "-" + version + ".pom", true
}

// plain refuses what would leave the repository's folder or names nothing.
func plain(s string) bool {
	return s != "" && !strings.ContainsAny(s, "/\\:${}[](),\x00") && !strings.Contains(s, "..")
}

func (r *Reactor) readOutside(name string) *pom {
	raw, err := os.ReadFile(filepath.Join(r.options.LocalRepository, filepath.FromSlash(name)))
	if err != nil {
		return nil
	}
	text, encoding := source.Decode(raw)
	f := source.New("maven:"+name, text)
	f.Encoding = encoding
	doc, err := xmltree.Parse(f)
	p := read(doc, "", true)
	p.broken = err
	return p
}

// readAhead reads parents and BOMs of the local repository on all cores, wave
// by wave: one after the other, they take longer than everything else in Load.
// It reads what is likely to be asked for; being wrong costs time only.
func (r *Reactor) readAhead(poms []*pom) {
	for len(poms) > 0 {
		var names []string
		wanted := map[string]bool{}
		want := func(p *pom, groupID, artifactID, version text) {
			if len(r.byName[artifactID.raw]) > 0 {
				return
			}
			name, ok := r.repositoryName(ownProperty(p, groupID), ownProperty(p, artifactID), ownProperty(p, version))
			if _, seen := r.outside[name]; ok && !seen && !wanted[name] {
				wanted[name] = true
				names = append(names, name)
			}
		}
		for _, p := range poms {
			if p.parent != nil {
				want(p, p.parent.groupID, p.parent.artifactID, p.parent.version)
			}
			for _, d := range p.managed {
				if d.scope.raw == "import" {
					want(p, d.groupID, d.artifactID, d.version)
				}
			}
		}
		found := make([]*pom, len(names))
		inParallel(len(names), func(i int) { found[i] = r.readOutside(names[i]) })
		poms = poms[:0:0]
		for i, p := range found {
			if r.keep(names[i], p) != nil {
				poms = append(poms, p)
			}
		}
	}
}

// ownProperty resolves a text that is one placeholder by the POM's own properties.
func ownProperty(p *pom, t text) string {
	if onePlaceholder(t.raw) {
		return p.properties[t.raw[2:len(t.raw)-1]].raw
	}
	return t.raw
}
