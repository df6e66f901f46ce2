package report

import (
	"bufio"
	"strings"
	"testing"

	"arklint/scanner/source"
)

// A case shows a file with the span between « and », and the frame below it.
func TestFrame(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
		width            int
	}{
		{"plain", "int a = «b»;\n", "  |\n1 | int a = b;\n  |         ^\n", 0},
		{"second line, CRLF", "x\r\nint «a»;\r\n", "  |\n2 | int a;\n  |     ^\n", 0},
		{"Chinese before", `/* 中文 */ «static» Map m;`, "  |\n1 | /* 中文 */ static Map m;\n  |            ^^^^^^\n", 0},
		{"Chinese inside", `f("«订单»");`, "  |\n1 | f(\"订单\");\n  |    ^^^^\n", 0},
		{"emoji before and inside", `/*😀*/ «"👍x"»`, "  |\n1 | /*😀*/ \"👍x\"\n  |        ^^^^^\n", 0},
		{"joined emoji is two cells", `/*👨‍👩‍👧*/ «x»`, "  |\n1 | /*👨‍👩‍👧*/ x\n  |        ^\n", 0},
		{"combining accent has no width", "e\u0301 «x»", "  |\n1 | e\u0301 x\n  |   ^\n", 0},
		{"tabs", "\t\tint\t«a»;", "  |\n1 |         int a;\n  |             ^\n", 0},
		{"tab in the span", "«a\tb»;", "  |\n1 | a   b;\n  | ^^^^^\n", 0},
		{"several lines: the first", "  «if (x) {  \n  }\n»}", "  |\n1 |   if (x) {\n  |   ^^^^^^^^\n", 0},
		{"at the line's end", "int a«»\nint b;", "  |\n1 | int a\n  |      ^\n", 0},
		{"at the file's end", "int a;\n«»", "  |\n2 |\n  | ^\n", 0},
		{"byte order mark", "\ufeff«int» a;", "  |\n1 | int a;\n  | ^^^\n", 0},
		{"wide number", strings.Repeat("\n", 99) + "«a»", "    |\n100 | a\n    | ^\n", 0},
		{"fits exactly", "0123456789abcdef«ghij»", "  |\n1 | 0123456789abcdefghij\n  |                 ^^^^\n", 24},
		{"one too long: cut behind", "0123«45»6789abcdefghijk", "  |\n1 | 0123456789abcdefgh…\n  |     ^^\n", 24},
		{"cut in front", strings.Repeat("-", 40) + "«ab»", "  |\n1 | …----------------ab\n  |                  ^^\n", 24},
		{"cut on both sides", strings.Repeat("-", 40) + "«ab»" + strings.Repeat("+", 40), "  |\n1 | …------------ab++++…\n  |              ^^\n", 24},
		{"wide characters are not halved", strings.Repeat("中", 40) + "«ab»" + strings.Repeat("文", 40), "  |\n1 | …中中中中中中ab文文…\n  |              ^^\n", 24},
		{"a span longer than the line shown", "x«" + strings.Repeat("y", 90) + "»z", "  |\n1 | xyyyyyyyyyyyyyyyyy…\n  |  ^^^^^^^^^^^^^^^^^\n", 24},
		{"escape codes", "a\x1b[31m\u009b2J«b»\x07\x7f", "  |\n1 | a␛[31m\ufffd2Jb␇␡\n  |          ^\n", 0},
		{"bidirectional controls", "a\u202e«b»", "  |\n1 | a\ufffdb\n  |   ^\n", 0},
		{"not UTF-8", "a\xff«b»", "  |\n1 | a\ufffdb\n  |   ^\n", 0},
		{"carriage return inside a line", "a\r«b»", "  |\n1 | a␍b\n  |   ^\n", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			width := tt.width
			if width == 0 {
				width = 100
			}
			f, ok := newFrame(spanIn(t, tt.text), width)
			if !ok {
				t.Fatal("no frame")
			}
			got := drawn(f)
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// spanIn makes a file of text without « and », and the span they hold.
func spanIn(t *testing.T, text string) source.Span {
	t.Helper()
	start := strings.Index(text, "«")
	end := strings.Index(text, "»") - len("«")
	if start < 0 || end < start {
		t.Fatalf("no «span» in %q", text)
	}
	plain := strings.NewReplacer("«", "", "»", "").Replace(text)
	return source.Span{File: source.New("A.java", []byte(plain)), Start: start, End: end}
}

func drawn(f frame) string {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	f.write(w, false, "")
	w.Flush()
	return b.String()
}

func TestNoFrameWithoutText(t *testing.T) {
	for name, span := range map[string]source.Span{
		"no place":   {},
		"empty file": {File: source.New("A.java", nil)},
		"vanished":   {File: source.New("A.java", nil), Start: 100, End: 120},
	} {
		if f, ok := newFrame(span, 80); ok {
			t.Errorf("%s: got a frame\n%s", name, drawn(f))
		}
	}
}

// A span of a file that shrank since the scan is clamped, wherever it points.
func TestFrameOfChangedFile(t *testing.T) {
	file := source.New("A.java", []byte("int a;\nint b;\n"))
	for start := 0; start < 20; start++ {
		for end := start; end < 24; end++ {
			f, ok := newFrame(source.Span{File: file, Start: start, End: end}, 30)
			if !ok || f.carets < 1 {
				t.Errorf("span %d-%d: frame %+v, %v", start, end, f, ok)
			}
		}
	}
}

// However long the line and wherever the span, the frame fits and the carets
// stand below the span's text.
func TestLongLineFits(t *testing.T) {
	const width = 60
	filler := strings.Repeat("中文 abc\t😀", 3000) // well beyond neighbours
	for _, at := range []int{0, 1, 10, 100, 999, 5000, len(filler) / 2, len(filler)} {
		for at < len(filler) && filler[at]&0xc0 == 0x80 {
			at++
		}
		text := filler[:at] + "«TARGET»" + filler[at:]
		f, ok := newFrame(spanIn(t, text), width)
		if !ok {
			t.Fatal("no frame")
		}
		lines := strings.Split(drawn(f), "\n")
		if w := cells(lines[1]); w > width {
			t.Errorf("at %d: %d cells wide, want at most %d: %s", at, w, width, lines[1])
		}
		front, _, found := strings.Cut(lines[1], "TARGET")
		if !found {
			t.Errorf("at %d: the span is not shown: %s", at, lines[1])
		}
		if carets := strings.Index(lines[2], "^"); carets != cells(front) || strings.Count(lines[2], "^") != len("TARGET") {
			t.Errorf("at %d: carets in column %d, want %d:\n%s\n%s", at, carets, cells(front), lines[1], lines[2])
		}
	}
}

// cells measures in another way than frame.go: CJK and emoji are two cells.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2e80 && r != '…' {
			n++
		}
	}
	return n
}

func FuzzFrame(f *testing.F) {
	f.Add([]byte("a\t中\x1b[0m😀"), 1, 4, 20)
	f.Add([]byte("\r\n\xff\u202e"), 0, 9, 0)
	f.Fuzz(func(t *testing.T, text []byte, start, end, width int) {
		fr, ok := newFrame(source.Span{File: source.New("f", text), Start: start, End: max(start, end)}, width)
		if !ok {
			return
		}
		if strings.ContainsFunc(strings.ReplaceAll(fr.code, "\ufffd", ""), unsafe) {
			t.Errorf("%q shows a control character", fr.code)
		}
		if fr.carets < 1 || fr.pad < 0 {
			t.Errorf("frame %+v", fr)
		}
	})
}
