package source

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestPosition(t *testing.T) {
	tests := []struct {
		name, text string
		at         string // the offset is where this begins
		want       Position
	}{
		{"first", "abc", "a", Position{1, 1}},
		{"second line", "a\nbc", "c", Position{2, 2}},
		{"CRLF", "a\r\nbc", "b", Position{2, 1}},
		{"Chinese is one unit a character", "/* 中文 */ x", "x", Position{1, 10}},
		{"an emoji is two", "/* 😀 */ x", "x", Position{1, 10}},
		{"a byte order mark is no column", "\ufeffx", "x", Position{1, 1}},
		{"a tab is one column", "\tx", "x", Position{1, 2}},
		{"broken UTF-8 is one a byte", "\xff\xfex", "x", Position{1, 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := New("A.java", []byte(tt.text))
			at := strings.Index(tt.text, tt.at)
			if got := f.Position(at); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if got := f.Offset(tt.want); got != at {
				t.Errorf("back to %d, want %d", got, at)
			}
		})
	}
	f := New("A.java", []byte("ab\n"))
	if got, want := f.Position(99), (Position{2, 1}); got != want {
		t.Errorf("beyond the end: %v, want %v", got, want)
	}
	if got := f.Offset(Position{7, 7}); got != 3 {
		t.Errorf("a place beyond the end: %d, want 3", got)
	}
}

func TestDecode(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("// 中文注释")
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("类")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, raw, want, encoding string }{
		{"UTF-8", "类 A", "类 A", ""},
		{"GBK", gbk, "// 中文注释", "GB18030"},
		{"UTF-16", utf16, "类", "UTF-16LE"},
		{"Latin-1", "caf\xe9 \xff", "café ÿ", "ISO-8859-1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, encoding := Decode([]byte(tt.raw))
			if string(got) != tt.want || encoding != tt.encoding {
				t.Errorf("got %q as %q, want %q as %q", got, encoding, tt.want, tt.encoding)
			}
		})
	}
}

func TestReleasedTextComesBack(t *testing.T) {
	fsys := fstest.MapFS{"A.java": {Data: []byte("one\ntwo")}}
	f := NewOnDisk(fsys, "A.java", nil, "")
	if got, want := f.Position(4), (Position{2, 1}); got != want {
		t.Fatalf("got %v, want %v", got, want)
	}
	f.Release()
	if got := (Span{f, 4, 7}).Text(); got != "two" {
		t.Errorf("got %q, want two", got)
	}
	fsys["A.java"] = &fstest.MapFile{Data: []byte("x")}
	f.Release()
	if got := (Span{f, 4, 7}).Text(); got != "" {
		t.Errorf("the file shrank, and its span is %q", got)
	}
}

func TestApply(t *testing.T) {
	f := New("A", []byte("hello world"))
	got, err := Apply(f, []Edit{{Span{f, 6, 11}, "there"}, {Span{f, 0, 0}, "oh, "}})
	if err != nil || string(got) != "oh, hello there" {
		t.Errorf("got %q, %v", got, err)
	}
	for name, edits := range map[string][]Edit{
		"overlap":      {{Span{f, 0, 5}, ""}, {Span{f, 4, 6}, ""}},
		"outside":      {{Span{f, 5, 99}, ""}},
		"another file": {{Span{New("B", nil), 0, 0}, ""}},
	} {
		if _, err := Apply(f, edits); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	g := New("G", []byte("x"))
	g.Encoding = "GB18030"
	if _, err := Apply(g, nil); err == nil || !strings.Contains(err.Error(), "GB18030") {
		t.Errorf("an edit of a GBK file: %v", err)
	}
}
