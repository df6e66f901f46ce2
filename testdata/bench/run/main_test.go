//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestMedianAndSpread(t *testing.T) {
	ms := func(walls ...int) command {
		var c command
		for _, w := range walls {
			c.runs = append(c.runs, usage{wall: time.Duration(w) * time.Millisecond})
		}
		return c
	}
	if got := ms(9, 1, 5).median(wallMS); got != 5 {
		t.Errorf("median of three: %v", got)
	}
	if got := ms(9, 1, 5, 3).median(wallMS); got != 4 {
		t.Errorf("median of four: %v", got)
	}
	if got := ms(9, 1, 5).spread(); got != "1.0-9.0" {
		t.Errorf("spread: %s", got)
	}
}

func TestReadReport(t *testing.T) {
	for text, want := range map[string]summary{
		`{"schema":1,"groups":[{"apps":[]}],"findings":[{"rule":"a"},{"rule":"b"}],"problems":[{"path":"x"}],"stats":{"files":7,"javaFiles":5}}`: {7, 5, 2, 1},
		`{"findings":null,"problems":[],"stats":{"files":1,"javaFiles":0},"more":[1,{"findings":[1]}]}`:                                          {1, 0, 0, 0},
	} {
		file := filepath.Join(t.TempDir(), "r.json")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := readReport(file); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "no report", `{"findings":[`} {
		file := filepath.Join(t.TempDir(), "r.json")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readReport(file); err == nil {
			t.Errorf("%q was read as a report", text)
		}
	}
}

func TestMeasure(t *testing.T) {
	u, err := measure(t.Context(), []string{"sh", "-c", "exit 1"}, nil)
	if err != nil || u.exit != 1 || u.wall <= 0 || u.rss <= 0 {
		t.Errorf("a program with findings: %+v, %v", u, err)
	}
	for _, script := range []string{"echo unknown flag >&2; exit 2", "echo unknown flag >&2; kill -9 $$"} {
		if _, err := measure(t.Context(), []string{"sh", "-c", script}, nil); err == nil || !strings.Contains(err.Error(), "unknown flag") {
			t.Errorf("%s: %v", script, err)
		}
	}
	if _, err := measure(t.Context(), []string{filepath.Join(t.TempDir(), "none")}, nil); err == nil {
		t.Error("a program that is not there was measured")
	}
}

func TestShell(t *testing.T) {
	if got := shell([]string{"a", "b c", "!**/x", "it's"}); got != `a 'b c' '!**/x' 'it'\''s'` {
		t.Error(got)
	}
}
