package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// A thing is what a group of classes is about.
type thing struct {
	app     app
	name    string // PendingRefund
	feature string // the package it lives in
	fields  []field
}

type field struct{ name, typ string }

// A source is one Java file.
type source struct{ path, text string }

// draw is a thing's or file's own stream of chance, so that none depends on
// how much another used.
func draw(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// newThing is the app's i-th thing. Six things share a feature, so that folders
// grow with the files.
func newThing(seed uint64, a app, i int) thing {
	n := i / 6
	feature := nouns[n%len(nouns)]
	if n >= len(nouns) {
		feature += fmt.Sprint(n / len(nouns))
	}
	t := thing{app: a, feature: strings.ToLower(feature)}
	r := draw(seed, a.name+"/"+feature+fmt.Sprint(i))
	t.name = adjectives[(i%6)*len(adjectives)/6+r.IntN(len(adjectives)/6)] + feature
	for range 4 + int(math.Exp(r.NormFloat64()*0.6+1.6)) {
		f := field{name: lower(fieldStarts[r.IntN(len(fieldStarts))])}
		end := fieldEnds[r.IntN(len(fieldEnds))]
		f.name, f.typ = f.name+end.name, end.typ
		if !slices.ContainsFunc(t.fields, func(o field) bool { return o.name == f.name }) {
			t.fields = append(t.fields, f)
		}
	}
	return t
}

// sources are the classes about a thing.
func (t thing) sources(seed uint64) []source {
	r := draw(seed, t.app.name+"/"+t.name)
	var made []class
	for _, c := range classes {
		if r.Float64() < c.share {
			made = append(made, c)
		}
	}
	var out []source
	for _, c := range made {
		out = append(out, t.source(seed, c))
	}
	return out
}

// A file is a source being written.
type file struct {
	thing
	r       *rand.Rand
	imports map[string]bool
	names   map[string]bool // of methods and constants
	out     strings.Builder
}

func (t thing) source(seed uint64, c class) source {
	pkg := t.pkg(c.dir)
	path := fmt.Sprintf("%s/src/main/java/%s/%s%s.java", t.app.name, strings.ReplaceAll(pkg, ".", "/"), t.name, c.suffix)
	f := &file{thing: t, r: draw(seed, path), imports: map[string]bool{}, names: map[string]bool{}}

	// Sizes are spread like real ones: half below 4 KB, a few ten times that.
	size := int(math.Exp(f.r.NormFloat64()*0.75) * 3400 * c.weight)
	if f.r.IntN(250) == 0 {
		size = 30_000 + f.r.IntN(20_000)
	}
	f.use(c.imports)
	text := f.words().Replace(c.text)
	if strings.Contains(text, "{fields}") {
		text = f.withFields(text, c.kind == "dto")
	}
	head, tail, grows := strings.Cut(text, "{members}")
	f.out.WriteString(head)
	for first := true; grows && (first || f.out.Len()+len(tail) < size); first = false {
		m := f.pick(members[c.kind])
		f.use(m.imports)
		f.out.WriteString(f.words().Replace(m.text))
		f.out.WriteByte('\n')
	}
	f.out.WriteString(tail)
	return source{path, f.finish(pkg)}
}

func (t thing) pkg(dir string) string {
	return "com.acme." + t.app.name + "." + t.feature + "." + dir
}

func (f *file) pick(from []member) member {
	sum := 0.0
	for _, m := range from {
		sum += m.weight
	}
	x := f.r.Float64() * sum
	for _, m := range from {
		if x -= m.weight; x < 0 {
			return m
		}
	}
	return from[0]
}

func (f *file) use(imports []string) {
	for _, name := range imports {
		if kind, ok := strings.CutPrefix(name, "@"); ok {
			i := slices.IndexFunc(classes, func(c class) bool { return c.kind == kind })
			name = f.pkg(classes[i].dir) + "." + f.name + classes[i].suffix
		}
		f.imports[strings.ReplaceAll(name, "{library}", library)] = true
	}
}

// words fills in a section's words:
//
//	{E} {e}          the thing: PendingRefund, pendingRefund
//	{F} {f} {T}      one of its fields: StockCode, stockCode, and its type
//	{G}              another
//	{m} {K}          a name for a method and a constant, new in this file
//	{s}              a word of a name in SQL, a path or a key
//	{n} {N}          a small and a large number
//	{en} {zh} {who}  a sentence in English and in Chinese, a person
//	{mod}            the app
func (f *file) words() *strings.Replacer {
	one, other := f.fields[f.r.IntN(len(f.fields))], f.fields[f.r.IntN(len(f.fields))]
	method := f.fresh(pick(f.r, verbs)+upper(one.name), "")
	constant := f.fresh(strings.ToUpper(pick(f.r, verbs))+"_"+snake(one.name), "_")
	return strings.NewReplacer(
		"{E}", f.name, "{e}", lower(f.name),
		"{F}", upper(one.name), "{f}", one.name, "{T}", one.typ, "{G}", upper(other.name),
		"{m}", method, "{K}", constant, "{s}", strings.ToLower(snake(one.name)),
		"{n}", fmt.Sprint(1+f.r.IntN(9)), "{N}", fmt.Sprint(1000+f.r.IntN(9000)),
		"{en}", pick(f.r, english), "{zh}", pick(f.r, chinese), "{who}", pick(f.r, people), "{mod}", f.app.name)
}

func (f *file) fresh(name, sep string) string {
	made := name
	for i := 2; f.names[made]; i++ {
		made = name + sep + fmt.Sprint(i)
	}
	f.names[made] = true
	return made
}

// withFields writes fields and accessors into an entity or a DTO.
func (f *file) withFields(text string, checked bool) string {
	var fields, accessors strings.Builder
	for _, d := range f.fields {
		switch {
		case checked && d.typ == "String":
			fmt.Fprintf(&fields, "\n    @NotBlank(message = \"%s\")\n    @Size(max = %d)", pick(f.r, chinese), 8<<f.r.IntN(6))
		case checked:
			fmt.Fprintf(&fields, "\n    @NotNull")
		case f.r.IntN(2) == 0:
			fmt.Fprintf(&fields, "\n    /** %s */", pick(f.r, chinese))
		}
		fmt.Fprintf(&fields, "\n    private %s %s;\n", d.typ, d.name)
		fmt.Fprintf(&accessors, `
    public %[1]s get%[2]s() {
        return %[3]s;
    }

    public void set%[2]s(%[1]s %[3]s) {
        this.%[3]s = %[3]s;
    }
`, d.typ, upper(d.name), d.name)
	}
	return strings.NewReplacer("{fields}", fields.String(), "{accessors}", accessors.String()).Replace(text)
}

// typeImports are the imports of the fields' types.
var typeImports = map[string]string{"BigDecimal": "java.math.BigDecimal", "LocalDateTime": "java.time.LocalDateTime", "List<String>": "java.util.List"}

// finish puts the licence, the package and the imports in front. One file in
// thirty has Windows line ends.
func (f *file) finish(pkg string) string {
	body := f.out.String()
	for typ, name := range typeImports {
		if strings.Contains(body, typ) {
			f.imports[name] = true
		}
	}
	var names []string
	for name := range f.imports {
		if strings.Contains(name, "*") || name[:strings.LastIndexByte(name, '.')] != pkg {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var head strings.Builder
	if f.r.IntN(4) == 0 {
		head.WriteString(licence)
	}
	fmt.Fprintf(&head, "package %s;\n\n", pkg)
	for _, name := range names {
		fmt.Fprintf(&head, "import %s;\n", name)
	}
	if len(names) > 0 {
		head.WriteByte('\n')
	}
	text := head.String() + body
	if f.r.IntN(30) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// snake turns stockCode into STOCK_CODE.
func snake(s string) string {
	var b strings.Builder
	for _, c := range s {
		if unicode.IsUpper(c) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(c))
	}
	return b.String()
}
