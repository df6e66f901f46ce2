package jarfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// A Reader reads jars, for a JVM of one Java release. Goroutines may share it.
type Reader struct {
	release int
	limits  limits
	scans   sync.Pool
}

// limits bound what a jar may cost.
type limits struct {
	directory int64 // bytes of the list of entries
	entries   int
	entry     int64 // uncompressed bytes of one class or text
	total     int64 // uncompressed bytes of all that is read, those of nested jars included
	nested    int64 // uncompressed bytes of a nested jar
	ratio     int64 // of uncompressed to compressed bytes, from smallEntry on
	problems  int
}

// smallEntry is the size up to which any ratio is believed.
const smallEntry = 1 << 20

// The largest jars on Maven Central have some 100,000 entries; a class file of 2 MB is a rarity.
var defaults = limits{
	directory: 64 << 20, entries: 1 << 18, entry: 16 << 20, total: 1 << 30, nested: 256 << 20, ratio: 100, problems: 100,
}

// NewReader returns a Reader that takes the classes of multi-release jars that a
// JVM of release takes; 8 and less know none.
func NewReader(release int) *Reader {
	return &Reader{release: release, limits: defaults}
}

// Read reads a jar. An error means that nothing could be read; what is wrong with
// parts of it is in Jar.Problems.
func (r *Reader) Read(path string) (*Jar, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return nil, err
	}
	jar := &Jar{Path: path, Size: stat.Size()}
	left := r.limits.total
	if err := r.read(jar, f, &left, false); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return jar, nil
}

func (r *Reader) read(jar *Jar, from io.ReaderAt, left *int64, nested bool) error {
	directory := &bounded{from, r.limits.directory}
	z, err := zip.NewReader(directory, jar.Size)
	if err != nil {
		return err
	}
	if len(z.File) > r.limits.entries {
		return fmt.Errorf("%d entries are too many", len(z.File))
	}
	directory.left = 1<<63 - 1
	s, ok := r.scans.Get().(*scan)
	if !ok {
		s = new(scan)
	}
	defer r.scans.Put(s)
	s.reset(jar)
	o := opened{Reader: r, scan: s, left: left}
	o.entries(z.File, nested, from)
	return nil
}

// bounded fails once more than left bytes were asked for: archive/zip reads a
// list of entries however long it is.
type bounded struct {
	io.ReaderAt
	left int64
}

func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errors.New("the list of entries is too long")
	}
	return b.ReaderAt.ReadAt(p, off)
}

// An opened is a jar while it is read.
type opened struct {
	*Reader
	*scan
	left    *int64
	classes []entry
	extra   bool // there were more problems than are kept
}

// An entry is a class file of a jar.
type entry struct {
	class   string // internal name
	release int    // the META-INF/versions folder, 0 outside of them
	file    *zip.File
}

func (o *opened) problem(name, format string, args ...any) {
	if len(o.jar.Problems) < o.limits.problems {
		o.jar.Problems = append(o.jar.Problems, Problem{name, fmt.Sprintf(format, args...)})
	} else if !o.extra {
		o.extra = true
		o.jar.Problems = append(o.jar.Problems, Problem{"", "more problems are left out"})
	}
}

func (o *opened) entries(files []*zip.File, nested bool, from io.ReaderAt) {
	multi := false
	for _, f := range files {
		name := f.Name
		if leadsOut(name) {
			o.problem(name, "the name leads out of the jar")
			continue
		}
		switch {
		case strings.HasSuffix(name, "/"):
		case strings.HasSuffix(name, ".class"):
			o.class(f)
		case strings.HasSuffix(name, ".jar"):
			o.nested(f, nested, from)
		case name == manifestFile:
			multi = multiRelease(o.text(f))
		case isSignature(name):
			o.jar.Signed = true
		case name == factoriesFile:
			o.register(f, factories(o.text(f)))
		case name == importsFile:
			o.register(f, listed(o.text(f)))
		case strings.HasPrefix(name, servicesDir):
			if service := name[len(servicesDir):]; !strings.Contains(service, "/") {
				o.jar.Services = append(o.jar.Services, Service{service, listed(o.text(f))})
			}
		}
	}
	slices.SortFunc(o.jar.Services, func(a, b Service) int { return strings.Compare(a.Name, b.Name) })
	o.choose(multi)
	o.scanClasses()
}

// leadsOut reports whether a name would be written outside of a folder that the
// jar is unpacked in. Nothing is unpacked here, but others do it with the names we list.
func leadsOut(name string) bool {
	return strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\\\x00:") || name == ".." || strings.HasPrefix(name, "../") ||
		strings.HasSuffix(name, "/..") || strings.Contains(name, "/../")
}

func (o *opened) register(f *zip.File, classes []string) {
	for _, class := range classes {
		o.jar.AutoConfigurations = append(o.jar.AutoConfigurations, AutoConfiguration{Class: class, File: f.Name})
	}
}

// class notes a class file. An application's own stand below BOOT-INF/classes or
// WEB-INF/classes in a jar or war of Spring Boot.
func (o *opened) class(f *zip.File) {
	e := entry{class: strings.TrimSuffix(f.Name, ".class"), file: f}
	if rest, ok := strings.CutPrefix(e.class, versionsDir); ok {
		number, class, _ := strings.Cut(rest, "/")
		n, err := strconv.Atoi(number)
		if err != nil || n < 9 || class == "" {
			return
		}
		e.class, e.release = class, n
	} else if rest, ok := strings.CutPrefix(e.class, "BOOT-INF/classes/"); ok {
		e.class = rest
	} else if rest, ok := strings.CutPrefix(e.class, "WEB-INF/classes/"); ok {
		e.class = rest
	} else if strings.HasPrefix(e.class, "META-INF/") {
		return // no class can be called so
	}
	if simple := e.class[strings.LastIndexByte(e.class, '/')+1:]; simple == "module-info" || simple == "package-info" {
		return
	}
	o.classes = append(o.classes, e)
}

// choose leaves of the class files those that the JVM takes: of several versions the
// newest that it knows, of two with one name the first.
func (o *opened) choose(multi bool) {
	if multi {
		for _, e := range o.classes {
			if e.release > 0 && !slices.Contains(o.jar.Releases, e.release) {
				o.jar.Releases = append(o.jar.Releases, e.release)
			}
		}
		slices.Sort(o.jar.Releases)
	}
	o.classes = slices.DeleteFunc(o.classes, func(e entry) bool { return e.release > 0 && (!multi || e.release > o.release) })
	slices.SortStableFunc(o.classes, func(a, b entry) int {
		if a.class != b.class {
			return strings.Compare(a.class, b.class)
		}
		return b.release - a.release
	})
	o.classes = slices.CompactFunc(o.classes, func(a, b entry) bool { return a.class == b.class })
}

func (o *opened) scanClasses() {
	at := map[string][]int{} // auto-configurations by their internal names
	for i, a := range o.jar.AutoConfigurations {
		internal := strings.ReplaceAll(a.Class, ".", "/")
		at[internal] = append(at[internal], i)
	}
	o.jar.Classes = make([]string, 0, len(o.classes))
	for i := range o.classes {
		e := &o.classes[i]
		o.jar.Classes = append(o.jar.Classes, dotted(e.class))
		o.jar.ClassBytes += int64(e.file.UncompressedSize64)
		if !o.load(e) {
			continue
		}
		if err := o.scan.read(); err != nil {
			o.problem(e.file.Name, "%v", err)
		}
		if registered := at[e.class]; len(registered) > 0 {
			conditions := o.conditions()
			for _, i := range registered {
				o.jar.AutoConfigurations[i].Conditions = conditions
			}
		}
	}
	early := initOnly{o: o}
	o.settle(early.hit)
}

// load reads and parses a class file.
func (o *opened) load(e *entry) bool {
	data, err := o.content(e.file)
	if err == nil {
		err = o.scan.class.parse(data)
	}
	if err == nil && string(o.scan.class.name) != e.class {
		err = fmt.Errorf("holds the class %q", dotted(string(o.scan.class.name)))
	}
	if err != nil {
		o.problem(e.file.Name, "%v", err)
	}
	return err == nil
}

// nested reads a jar in the jar, or only lists it when it is in a nested jar itself.
func (o *opened) nested(f *zip.File, deep bool, from io.ReaderAt) {
	jar := &Jar{Path: f.Name, Size: int64(f.UncompressedSize64)}
	o.jar.Nested = append(o.jar.Nested, jar)
	if deep {
		return
	}
	err := o.limits.allow(f, o.limits.nested)
	if err == nil {
		var content io.ReaderAt
		if content, err = o.nestedContent(f, from); err == nil {
			err = o.Reader.read(jar, content, o.left, true)
		}
	}
	if err != nil {
		o.problem(f.Name, "%v", err)
	}
}

// nestedContent finds a nested jar's bytes: those that are stored as they are, as Spring
// Boot stores them, need no copy.
func (o *opened) nestedContent(f *zip.File, from io.ReaderAt) (io.ReaderAt, error) {
	if f.Method == zip.Store {
		off, err := f.DataOffset()
		return io.NewSectionReader(from, off, int64(f.UncompressedSize64)), err
	}
	data, err := o.inflate(f, nil)
	return bytes.NewReader(data), err
}

// text is the content of a small file, nil when it cannot be read.
func (o *opened) text(f *zip.File) []byte {
	data, err := o.content(f)
	if err != nil {
		o.problem(f.Name, "%v", err)
		return nil
	}
	return data
}

// content reads an entry into the scan's buffer: the next call overwrites it.
func (o *opened) content(f *zip.File) ([]byte, error) {
	if err := o.limits.allow(f, o.limits.entry); err != nil {
		return nil, err
	}
	data, err := o.inflate(f, o.buffer)
	o.buffer = data[:0]
	return data, err
}

// allow refuses what would cost too much.
func (l limits) allow(f *zip.File, most int64) error {
	size := int64(f.UncompressedSize64)
	switch {
	case size < 0 || size > most:
		return fmt.Errorf("%d bytes are too many", f.UncompressedSize64)
	case size > smallEntry && size/l.ratio > int64(f.CompressedSize64):
		return fmt.Errorf("%d bytes were made of %d", size, f.CompressedSize64)
	}
	return nil
}

// inflate reads an entry into buf, or a larger one, and checks its checksum.
func (o *opened) inflate(f *zip.File, buf []byte) ([]byte, error) {
	size := int(f.UncompressedSize64)
	if *o.left -= int64(size); *o.left < 0 {
		return nil, errors.New("the jar holds too much to read all of it")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if cap(buf) <= size {
		buf = make([]byte, size+size/2+512)
	}
	buf = buf[:size+1] // the end shows that size was true, and that the checksum is
	switch n, err := io.ReadFull(r, buf); {
	case err == nil:
		return nil, zip.ErrFormat // longer than it says
	case err != io.ErrUnexpectedEOF && err != io.EOF:
		return nil, err
	case n < size:
		return nil, errShort
	}
	return buf[:size], nil
}

// sources returns the class files made from one source file, as far as their
// names tell: com/acme/Order and all com/acme/Order$...
func (o *opened) sources(top string) []entry {
	first := sort.Search(len(o.classes), func(i int) bool { return o.classes[i].class >= top })
	last := first
	for last < len(o.classes) && topLevel(o.classes[last].class) == top {
		last++
	}
	return o.classes[first:last]
}

// topLevel is the name of the class around all others in a source file.
func topLevel(class string) string {
	slash := strings.LastIndexByte(class, '/') + 1
	if i := strings.IndexByte(class[min(slash+1, len(class)):], '$'); i >= 0 {
		return class[:slash+1+i]
	}
	return class
}
