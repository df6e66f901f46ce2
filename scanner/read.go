package scanner

import (
	"fmt"
	"io"
	"io/fs"
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
