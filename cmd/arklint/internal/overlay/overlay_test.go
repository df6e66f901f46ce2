package overlay

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFS(t *testing.T) {
	below := fstest.MapFS{
		"pom.xml":       {Data: []byte("old")},
		"src/A.java":    {Data: []byte("a")},
		"src/Gone.java": {Data: []byte("gone")},
	}
	o := New(below, map[string][]byte{"pom.xml": []byte("new"), "src/Gone.java": nil, "lib/src/B.java": []byte("b"), "src/sub/C.java": {}})
	if err := fstest.TestFS(o, "pom.xml", "src/A.java", "lib/src/B.java", "src/sub/C.java"); err != nil {
		t.Error(err)
	}
	var got []string
	err := fs.WalkDir(o, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, readErr := fs.ReadFile(o, path)
			got, err = append(got, path+"="+string(text)), readErr
		}
		return err
	})
	if want := "lib/src/B.java=b pom.xml=new src/A.java=a src/sub/C.java="; err != nil || strings.Join(got, " ") != want {
		t.Errorf("the tree is %q (%v), want %q", got, err, want)
	}
	if _, err := fs.Stat(o, "src/Gone.java"); err == nil {
		t.Error("a file that was taken away is there")
	}
}
