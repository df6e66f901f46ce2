package source

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

var bom = []byte("\xef\xbb\xbf")

// Decode returns raw as UTF-8 text and, when raw was something else, the name
// of the encoding it was taken for: UTF-16 by its byte order mark, else
// GB18030 (a superset of GBK and GB2312, what Chinese sources that are not
// UTF-8 are written in) when every byte pair is valid there, else ISO-8859-1,
// which can read anything. A UTF-8 byte order mark stays in the text, so that
// offsets are offsets into the file.
//
// golang.org/x/text is the Go project's own and the only maintained decoder of
// GB18030.
func Decode(raw []byte) (text []byte, encodingName string) {
	if utf8.Valid(raw) {
		return raw, ""
	}
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		return decodeAs(raw, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16LE")
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return decodeAs(raw, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16BE")
	}
	if text, name := decodeAs(raw, simplifiedchinese.GB18030, "GB18030"); !bytes.ContainsRune(text, utf8.RuneError) {
		return text, name
	}
	return decodeAs(raw, charmap.ISO8859_1, "ISO-8859-1")
}

func decodeAs(raw []byte, enc encoding.Encoding, name string) ([]byte, string) {
	text, err := enc.NewDecoder().Bytes(raw)
	if err != nil { // these decoders replace what they cannot read; kept for a future one that fails
		return bytes.ToValidUTF8(raw, []byte(string(utf8.RuneError))), name
	}
	return text, name
}
