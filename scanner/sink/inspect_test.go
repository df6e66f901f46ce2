package sink

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"arklint/scanner/internal/jarfile"
	"arklint/scanner/model"
)

func TestTogether(t *testing.T) {
	write := []jarfile.Change{{Place: jarfile.Place{Class: "a.B", Method: "set"}}}
	lazy := []jarfile.Change{{Place: jarfile.Place{Class: "a.B", Method: "get"}, OnDemand: true}}
	put := []jarfile.Change{{Place: jarfile.Place{Class: "a.B", Method: "add"}, By: "java.util.Map#put"}}
	tests := []struct {
		static jarfile.Static
		want   bool
	}{
		{jarfile.Static{Type: "java.lang.String", Writes: write}, true},
		{jarfile.Static{Type: "java.util.Map<java.lang.String, java.lang.Object>", Changes: put}, true},
		{jarfile.Static{Type: "a.B", Writes: lazy}, false},
		{jarfile.Static{Type: "a.B", Writes: lazy, Changes: put}, true},
		{jarfile.Static{Type: "a.B", Writes: write, Foreign: true}, false},
		{jarfile.Static{Type: "java.util.Map<java.lang.Class<?>, a.B>", Changes: put}, false},
		{jarfile.Static{Type: "java.util.Map<java.lang.ClassName, a.B>", Changes: put}, true},
		{jarfile.Static{Type: "java.lang.ThreadLocal<a.B>", Changes: put}, false},
		{jarfile.Static{Type: "java.util.concurrent.atomic.AtomicInteger", Changes: put}, false},
		{jarfile.Static{Type: "byte[]", Writes: write}, false},
	}
	for _, tt := range tests {
		if got := together(&tt.static); got != tt.want {
			t.Errorf("%s, %d writes, %d changes: %v, want %v", tt.static.Type, len(tt.static.Writes), len(tt.static.Changes), got, tt.want)
		}
	}
}

func TestLocalRepository(t *testing.T) {
	repo := t.TempDir()
	folder := filepath.Join(repo, "com", "lib", "csv", "1.0")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "csv-1.0.jar")
	inspect, csv := LocalRepository(repo), &model.Dependency{GroupID: "com.lib", ArtifactID: "csv", Version: "1.0", Type: "jar"}
	if a, ok := inspect(csv); ok || a.Broken != "" {
		t.Errorf("a jar that is not there: %v, %q", ok, a.Broken)
	}
	if err := os.WriteFile(path, []byte("not a jar"), 0o644); err != nil {
		t.Fatal(err)
	}
	if a, ok := inspect(csv); ok || !strings.Contains(a.Broken, "com/lib/csv/1.0/csv-1.0.jar cannot be read") {
		t.Errorf("a broken jar: %v, %q", ok, a.Broken)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	jar := zip.NewWriter(f)
	for name, text := range map[string]string{
		"META-INF/spring.factories": "org.springframework.boot.autoconfigure.EnableAutoConfiguration=com.lib.CsvConfiguration\n",
		"META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports": "com.lib.CsvConfiguration\n",
	} {
		w, err := jar.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := jar.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	a, ok := inspect(csv)
	if !ok || len(a.AutoConfigurations) != 1 || a.AutoConfigurations[0] != "com.lib.CsvConfiguration" {
		t.Errorf("a jar with an auto-configuration in both files: %v, %q", ok, a.AutoConfigurations)
	}
}
