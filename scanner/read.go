package scanner

import (
	"fmt"
	"io"
	"io/fs"

	"arklint/scanner/model"
	"arklint/scanner/source"
)

// maxFile is the largest file that is read. Offsets are 32 bits, and a
// source of this size is a mistake of somebody's; it becomes a problem.
const maxFile = 256 << 20

// read reads a file into buf, which it may grow.
func read(fsys fs.FS, name string, buf []byte) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return buf[:0], err
	}
	defer f.Close()
	buf = buf[:0]
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := f.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
		if len(buf) > maxFile {
			return buf[:0], fmt.Errorf("larger than %d MB", maxFile>>20)
		}
	}
}

// open reads a POM or configuration file, which is kept: its places are asked
// for again and again. Whatever keeps it from being read is the problem.
func (s *scan) open(name string) (*source.File, *model.Problem) {
	raw, err := read(s.fsys, name, nil)
	if err != nil {
		return nil, unreadable(name, err)
	}
	s.bytes.Add(int64(len(raw)))
	text, encoding := source.Decode(raw)
	file := source.New(name, text)
	file.Encoding = encoding
	return file, nil
}

func unreadable(name string, err error) *model.Problem {
	return &model.Problem{Path: name, Message: "this file could not be read: " + reason(err)}
}
