// Package overlay is a file tree in which some files have another text, are gone, or
// are there only in memory: a tree as it was, or as it would be.
package overlay

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"
)

// An FS is a tree with some files exchanged. It is safe for concurrent use.
type FS struct {
	below    fs.FS
	files    map[string][]byte          // by path; nil: there is no such file
	children map[string]map[string]bool // folder to names in it that lead to a file of files; true: a folder
}

// New lays files over a tree. A nil text takes a file away.
func New(below fs.FS, files map[string][]byte) *FS {
	o := &FS{below: below, files: files, children: map[string]map[string]bool{}}
	for name, text := range files {
		folder := false
		for ; text != nil && name != "."; name = path.Dir(name) {
			dir := path.Dir(name)
			if o.children[dir] == nil {
				o.children[dir] = map[string]bool{}
			}
			o.children[dir][path.Base(name)] = folder
			folder = true
		}
	}
	return o
}

// Open implements fs.FS.
func (o *FS) Open(name string) (fs.File, error) {
	text, mine := o.files[name]
	switch {
	case mine && text == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case mine:
		return &file{entry{name, int64(len(text)), 0}, bytes.NewReader(text)}, nil
	case o.children[name] != nil:
		entries, err := o.ReadDir(name)
		if err != nil {
			return nil, err
		}
		info, err := fs.Stat(o.below, name)
		if err != nil {
			info = entry{name, 0, fs.ModeDir | 0o755}
		}
		return &dir{info, entries}, nil
	}
	return o.below.Open(name)
}

// ReadFile implements fs.ReadFileFS.
func (o *FS) ReadFile(name string) ([]byte, error) {
	text, mine := o.files[name]
	if !mine {
		return fs.ReadFile(o.below, name)
	}
	if text == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return bytes.Clone(text), nil
}

// Stat implements fs.StatFS.
func (o *FS) Stat(name string) (fs.FileInfo, error) {
	if _, mine := o.files[name]; !mine && o.children[name] == nil {
		return fs.Stat(o.below, name)
	}
	f, err := o.Open(name)
	if err != nil {
		return nil, err
	}
	return f.Stat()
}

// ReadDir implements fs.ReadDirFS.
func (o *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.below, name)
	if err != nil && (o.children[name] == nil || !errors.Is(err, fs.ErrNotExist)) {
		return entries, err
	}
	byName := map[string]fs.DirEntry{}
	for _, e := range entries {
		if _, mine := o.files[path.Join(name, e.Name())]; !mine {
			byName[e.Name()] = e
		}
	}
	for child, folder := range o.children[name] {
		if byName[child] != nil {
			continue
		}
		e := entry{name: child}
		if folder {
			e.mode = fs.ModeDir | 0o755
		} else {
			e.size = int64(len(o.files[path.Join(name, child)]))
		}
		byName[child] = fs.FileInfoToDirEntry(e)
	}
	out := make([]fs.DirEntry, 0, len(byName))
	for _, child := range slices.Sorted(maps.Keys(byName)) {
		out = append(out, byName[child])
	}
	return out, nil
}

// An entry describes what is in memory only.
type entry struct {
	name string
	size int64
	mode fs.FileMode
}

func (e entry) Name() string       { return path.Base(e.name) }
func (e entry) Size() int64        { return e.size }
func (e entry) Mode() fs.FileMode  { return e.mode | 0o444 }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.mode.IsDir() }
func (e entry) Sys() any           { return nil }

type file struct {
	entry
	*bytes.Reader
}

func (f *file) Size() int64                { return f.entry.size }
func (f *file) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *file) Close() error               { return nil }

type dir struct {
	info    fs.FileInfo
	entries []fs.DirEntry
}

func (d *dir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *dir) Close() error               { return nil }
func (d *dir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.Name(), Err: errors.New("is a folder")}
}

// ReadDir implements fs.ReadDirFile.
func (d *dir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(d.entries)
	} else if len(d.entries) == 0 {
		return nil, io.EOF
	}
	out := d.entries[:min(n, len(d.entries))]
	d.entries = d.entries[len(out):]
	return out, nil
}
