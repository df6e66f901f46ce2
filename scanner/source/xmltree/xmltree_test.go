package xmltree

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"

	"arklint/scanner/source"
)

func parse(t *testing.T, text string) *Document {
	t.Helper()
	d, err := Parse(source.New("a.xml", []byte(text)))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return d
}

func TestTextAndItsPlace(t *testing.T) {
	for _, c := range []struct{ name, in, text, span string }{
		{"plain", "<a>1.0</a>", "1.0", "1.0"},
		{"trimmed", "<a>\n  1.0\n</a>", "1.0", "1.0"},
		{"CRLF", "<a>\r\n  x\r\n  y\r\n</a>", "x\n  y", "x\r\n  y"},
		{"BOM and declaration", "\xef\xbb\xbf<?xml version='1.1' encoding='GBK'?>\n<a>中文</a>", "中文", "中文"},
		{"CDATA", "<a> <![CDATA[ b<c ]]> </a>", "b<c", "b<c"},
		{"comment inside", "<a>1.<!-- no -->2</a>", "1.2", "1.<!-- no -->2"},
		{"entities", "<a>x &amp; &#169; &eacute;</a>", "x & © é", "x &amp; &#169; &eacute;"},
		{"DTD entity", "<!DOCTYPE a [<!ENTITY v '1'><!ENTITY w \"&v;.2\">]><a>&w;</a>", "1.2", "&w;"},
		{"empty", "<a></a>", "", ""},
		{"self-closed", "<a />", "", ""},
		{"child", "<a> x <b>y</b> z </a>", "x  z", "x <b>y</b> z"},
	} {
		d := parse(t, c.in)
		text, at := d.Text(d.Root())
		if text != c.text || at.Text() != c.span {
			t.Errorf("%s: text %q at %q, want %q at %q", c.name, text, at.Text(), c.text, c.span)
		}
		s := d.Spans(d.Root())
		if !strings.HasSuffix(c.in, s.Element.Text()) || s.Name.Text() != "a" || s.Text != at {
			t.Errorf("%s: spans %+v", c.name, s)
		}
		if at.Start < s.Content.Start || at.End > s.Content.End {
			t.Errorf("%s: text %v outside content %v", c.name, at, s.Content)
		}
	}
}

func TestAttributePlaces(t *testing.T) {
	d := parse(t, "<l:a  x = '1'\n\ty=\"a&lt;/>b\" l:z=''/>")
	for name, want := range map[string][2]string{"x": {"1", "1"}, "y": {"a</>b", "a&lt;/>b"}, "l:z": {"", ""}} {
		value, at, ok := d.Attr(d.Root(), name)
		if !ok || value != want[0] || at.Text() != want[1] {
			t.Errorf("%s = %q at %q, want %q", name, value, at.Text(), want)
		}
	}
	s := d.Spans(d.Root())
	if got := []string{s.Attrs[0].Name.Text(), s.Attrs[1].Name.Text(), s.Attrs[2].Name.Text()}; fmt.Sprint(got) != "[x y l:z]" {
		t.Errorf("names %q", got)
	}
	if s.Attrs[2].Value.Start != len("<l:a  x = '1'\n\ty=\"a&lt;/>b\" l:z='") {
		t.Errorf("empty value at %d", s.Attrs[2].Value.Start)
	}
	if _, _, ok := d.Attr(d.Root(), "z"); ok {
		t.Error("z found without its prefix")
	}
}

func TestComments(t *testing.T) {
	d := parse(t, "<!-- one --><a><!--two--><b/></a>")
	if len(d.Comments) != 2 || d.Comments[0].Parent != nil || d.Comments[1].Parent != d.Root() ||
		d.Comments[1].Text != "two" || d.Comments[1].At.Text() != "<!--two-->" {
		t.Errorf("%+v", d.Comments)
	}
}

func TestTroubleHasAPlace(t *testing.T) {
	bomb := "<!DOCTYPE a [<!ENTITY a0 'ha'>"
	empty := "<!DOCTYPE a [<!ENTITY a0 ''>"
	for i := 1; i < 20; i++ {
		bomb += fmt.Sprintf("<!ENTITY a%d '%s'>", i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
		empty += fmt.Sprintf("<!ENTITY a%d '%s'>", i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 500))
	}
	for _, c := range []struct{ name, in, at, message string }{
		{"nothing", "", "1:1", "no XML element"},
		{"only a comment", "<!-- x -->", "1:1", "no XML element"},
		{"unclosed", "<a>\n <b>\n  <c></c>\n", "2:2", "the element <b> is not closed"},
		{"cut in a tag", "<a>\n <b x='", "1:1", "the element <a> is not closed"},
		{"crossed", "<a>\n<b></a></b>", "2:4", "</a> does not close <b> of line 2"},
		{"stray end", "<a/></a>", "1:5", "</a> closes nothing"},
		{"two roots", "<a/><b/>", "1:5", "second root"},
		{"text outside", "<a/>x", "1:5", "outside the root"},
		{"twice", "<a x='1' x='2'/>", "1:1", "stands twice"},
		{"no quotes", "<a>\n<b x=1/></a>", "2:6", "not well-formed"},
		{"undefined entity", "<a>&nope;</a>", "1:9", "not well-formed"},
		{"external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "1:60", "not well-formed"},
		{"markup entity", "<!DOCTYPE a [<!ENTITY x '<b/>'>]><a>&x;</a>", "1:39", "not well-formed"},
		{"billion laughs", bomb + "]><a>&a19;</a>", "1:1", "entities of the DOCTYPE expand"},
		{"billion silences", empty + "]><a>&a19;&nope;</a>", "", "not well-formed"}, // they are nothing, and cost nothing
		{"nested backwards", "<!DOCTYPE a [<!ENTITY a '&b;'><!ENTITY b '&c;'><!ENTITY c '&d;'><!ENTITY d '&e;'><!ENTITY e '&f;'><!ENTITY f '&g;'><!ENTITY g '&h;'><!ENTITY h '&i;'><!ENTITY i '&j;'><!ENTITY j 'x'>]><a/>", "1:1", "nest deeper"},
		{"self-reference", "<!DOCTYPE a [<!ENTITY x '&x;'>]><a>&x;</a>", "1:1", "entities of the DOCTYPE expand"},
		{"quadratic blow-up", "<!DOCTYPE a [<!ENTITY x '" + strings.Repeat("x", 4000) + "'>]><a>" + strings.Repeat("&x;", 1e6) + "</a>", "", "bytes longer"},
		{"deep", strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000), "1:1501", "deeper than 500"},
		{"binary", "\x7fELF\x00\x01\x02", "1:7", ""},
		{"zip", "PK\x03\x04abc<a/>", "1:7", ""},
		{"control character", "<a>\x01</a>", "1:4", "not well-formed"},
	} {
		start := time.Now()
		d, err := Parse(source.New("a.xml", []byte(c.in)))
		var bad *Error
		if !errors.As(err, &bad) {
			t.Errorf("%s: error %v", c.name, err)
			continue
		}
		if d == nil || !strings.Contains(bad.Message, c.message) {
			t.Errorf("%s: %v, want %q", c.name, bad, c.message)
		}
		if at := strings.TrimPrefix(bad.At.String(), "a.xml:"); c.at != "" && at != c.at {
			t.Errorf("%s: at %s, want %s (%s)", c.name, at, c.at, bad.Message)
		}
		if n := bad.At; n.Start < 0 || n.End < n.Start || n.End > len(c.in) {
			t.Errorf("%s: span %d-%d of %d bytes", c.name, n.Start, n.End, len(c.in))
		}
		if took := time.Since(start); took > 5*time.Second { // generous: an explosion would never end
			t.Errorf("%s: took %v", c.name, took)
		}
	}
}

func TestTooBig(t *testing.T) {
	_, err := Parse(source.New("a.xml", make([]byte, MaxSize+1)))
	if err == nil || !strings.Contains(err.Error(), "is not read") {
		t.Errorf("got %v", err)
	}
}

func TestWhatStoodBeforeTheTroubleIsKept(t *testing.T) {
	d, err := Parse(source.New("a.xml", []byte("<a><b>1</b><c>2")))
	if err == nil {
		t.Fatal("no error")
	}
	b := d.Root().SelectElement("b")
	c := d.Root().SelectElement("c")
	if text, _ := d.Text(b); text != "1" {
		t.Errorf("b is %q", text)
	}
	if s := d.Spans(c); s.Element.Text() != "<c>2" {
		t.Errorf("c spans %q", s.Element.Text())
	}
}

// The places of all elements of real files agree with their text.
func TestRealFiles(t *testing.T) {
	trees := filepath.SplitList(os.Getenv("ARKLINT_POM_TREES"))
	if len(trees) == 0 {
		t.Skip("ARKLINT_POM_TREES names no trees")
	}
	files, elements := 0, 0
	for _, tree := range trees {
		err := filepath.WalkDir(tree, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(path) != ".xml" {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			text, enc := source.Decode(raw)
			ref := etree.NewDocument()
			refErr := ref.ReadFromBytes(text)
			d, err := Parse(source.New(path, text))
			if err != nil {
				if refErr == nil && ref.Root() != nil {
					t.Logf("%v", err)
				}
				return nil
			}
			files++
			if enc == "" && refErr == nil && !same(d.Root(), ref.Root()) {
				t.Errorf("%s: not the tree etree reads", path)
			}
			for e := range d.places {
				elements++
				s := d.Spans(e)
				if s.Name.Text() != e.FullTag() || !strings.HasPrefix(s.Element.Text(), "<"+e.FullTag()) ||
					!strings.HasSuffix(s.StartTag.Text(), ">") || !strings.HasSuffix(s.Element.Text(), ">") || len(s.Attrs) != len(e.Attr) {
					t.Fatalf("%s: spans of %s: %+v", path, e.FullTag(), s)
				}
				for i, a := range s.Attrs {
					if a.Name.Text() != e.Attr[i].FullKey() || !strings.ContainsAny(a.Value.Text(), "&\n\r") && a.Value.Text() != e.Attr[i].Value {
						t.Fatalf("%s: attribute %s at %q=%q", path, e.Attr[i].FullKey(), a.Name.Text(), a.Value.Text())
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d files, %d elements", files, elements)
}

func same(a, b *etree.Element) bool {
	if a == nil || b == nil || a.FullTag() != b.FullTag() || len(a.Attr) != len(b.Attr) {
		return a == b
	}
	x, y := a.ChildElements(), b.ChildElements()
	if len(x) != len(y) || len(x) == 0 && directText(a) != directText(b) {
		return false
	}
	for i := range x {
		if !same(x[i], y[i]) {
			return false
		}
	}
	return true
}

func FuzzParse(f *testing.F) {
	f.Add("<a x='1'><!-- c --><b><![CDATA[x]]></b>&amp;</a>")
	f.Add("<!DOCTYPE a [<!ENTITY v '1'>]><a>&v;</a>")
	f.Fuzz(func(t *testing.T, text string) {
		d, _ := Parse(source.New("a.xml", []byte(text)))
		for e := range d.places {
			if s := d.Spans(e); s.Element.End > len(text) || s.Name.Text() != e.FullTag() || len(s.Attrs) != len(e.Attr) {
				t.Errorf("%q: %+v", text, s)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text := []byte("<project>" + strings.Repeat("\n    <dependency>\n      <groupId>com.acme</groupId>\n      <artifactId>a</artifactId>\n    </dependency>", 500) + "</project>")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Parse(source.New("pom.xml", text)); err != nil {
			b.Fatal(err)
		}
	}
}
