package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner/model"
	"arklint/scanner/source"
)

var update = flag.Bool("update", false, "rewrite testdata/*.golden from what the code prints now")

// golden compares got with testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites it):\n%s", path, diff)
	}
}

// at is the place of the n-th occurrence of text in f, counted from 0.
func at(f *source.File, text string, n int) rules.Place {
	from := 0
	for ; n >= 0; n-- {
		i := strings.Index(string(f.Text())[from:], text)
		if i < 0 {
			panic(text + " is not in " + f.Path)
		}
		from += i + len(text)
	}
	return rules.At(source.Span{File: f, Start: from - len(text), End: from})
}

const page = "# sysprop-write\n\nA System property is **written**: every module sees it, as `app.id` does.\n\n" +
	"<!-- a remark\nfor editors -->\n## Why it breaks\n\nThe table is one for the JVM, see [`System`](https://docs.oracle.com/system).\n\n" +
	"- one writer wins\n\n\n## Bad\n```java\nclass A {\n\n\tvoid f() { System.setProperty(\"a\", \"b\"); } // want \"a\"\n}\n```\n## See also\nhttps://koupleless.io\n"

func doc(t *testing.T, markdown string) *rules.Doc {
	t.Helper()
	d, err := rules.ParseDoc(markdown)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sampleRules are a rule of each kind.
func sampleRules(t *testing.T) []*rules.Rule {
	return []*rules.Rule{
		{Name: "fixed-port", Doc: doc(t, "# fixed-port\nA port | path is fixed.\n"), Level: rules.Note, Dynamic: rules.Warning, Stage: rules.Preview, Needs: rules.Config | rules.Java, Aliases: []string{"port"}},
		{Name: "shared-static-cache", Doc: doc(t, "# shared-static-cache\nA static cache is shared.\n"), Level: rules.Warning, Needs: rules.Java},
		{Name: "sysprop-write", Doc: doc(t, page), Level: rules.Error, Needs: rules.Java | rules.POM},
	}
}

// sample is a report with one of everything.
func sample(t *testing.T) *engine.Report {
	java := source.New("order/src/main/java/com/acme/A.java", []byte(
		"package com.acme;\r\n\r\n/** 订单 😀 */ class A {\r\n\tvoid init(String id) {\r\n"+
			"\t\t/* 设置 */ System.setProperty(\"app.id\", id);\r\n\t\tSystem.setProperty(\n\"b\", \"c\");\r\n\t}\r\n}\r\n"))
	cache := source.New("shop-common/src/Prices.java", []byte("class Prices {\n  static Map<String, Price> cache = new HashMap<>();\n}\n"))
	pom := source.New("base/pom.xml", []byte("<project>\n  <dependency>shop-common</dependency>\n</project>\n"))
	yml := source.New("order/src/main/resources/application 一.yml", []byte("server:\n  port: 8080\n"))

	list := sampleRules(t)
	port, shared, sysprop := list[0], list[1], list[2]
	base := &model.App{Name: "base", Dir: "base", Role: model.Base, Evidence: "koupleless-base-starter, base/pom.xml:31"}
	order := &model.App{Name: "order", Dir: "order", Role: model.Module, Evidence: "sofa-ark-maven-plugin, order/pom.xml:58"}
	user := &model.App{Name: "user", Dir: "user", Role: model.Module}
	common := &model.App{Name: "shop-common", Dir: "shop-common", Role: model.Library}
	lone := &model.App{Name: "tools", Dir: "tools"}

	return &engine.Report{
		Groups: []*model.Group{
			{Base: base, Modules: []*model.App{order, user}, Others: []*model.App{common}},
			{Others: []*model.App{lone}},
		},
		Findings: []rules.Finding{
			{Rule: port, App: "user", AppPath: "user", Level: rules.Note, Confidence: rules.Low, Message: "no port is set, so 8080 is taken"},
			{Rule: sysprop, App: "order", AppPath: "order", At: rules.Place{Path: "order/pom.xml"}, Level: rules.Warning, Confidence: rules.High, Message: "the whole file is meant"},
			{
				Rule: sysprop, App: "order", AppPath: "order", At: at(java, `System.setProperty("app.id", id)`, 0),
				Level: rules.Error, Confidence: rules.High,
				Message: `System.setProperty("app.id") is seen by every module`, Hint: "read it from the module's own Environment",
				Symbol:  "com.acme.A#init:app.id",
				Related: []rules.Related{{At: at(pom, "shop-common", 0), Message: "the base depends on shop-common"}, {Message: "no place at all"}},
			},
			{
				Rule: sysprop, App: "order", AppPath: "order", At: at(java, "System.setProperty(\n\"b\", \"c\")", 0),
				Level: rules.Error, Confidence: rules.High, Message: "over several lines", Symbol: "com.acme.A#init:b",
			},
			{
				Rule: port, App: "order", AppPath: "order", At: at(yml, "8080", 0), Level: rules.Note, Confidence: rules.Medium,
				Message: "the port 8080 is fixed", Symbol: "server.port",
				Fixes: []rules.Fix{
					{Title: "take any port", Safety: rules.Review, Edits: []source.Edit{{Span: at(yml, "8080", 0).Span, New: "0"}}},
					{Title: "leave it out", Safety: rules.Safe},
				},
			},
			{
				Rule: shared, App: "shop-common", AppPath: "shop-common", At: at(cache, "cache", 0), Level: rules.Warning, Confidence: rules.High,
				Message: "cache is shared by order and user", Symbol: "Prices#cache",
				Suppressed: &rules.Suppression{Reason: "keyed by tenant", At: at(cache, "static", 0)},
			},
		},
		Problems: []model.Problem{
			{Path: "user/pom.xml", Line: 12, Message: "the parent com.acme:parent:1.0 was not found, so the versions it sets are not known"},
			{Path: "user/src/Broken.java", Message: "not readable"},
		},
		Bugs:  []engine.Bug{{Rule: "own-class-loader", App: "user", Message: "index out of range [3] with length 3"}},
		Stats: model.Stats{Apps: 5, Files: 24, JavaFiles: 20, Bytes: 81234, Cached: 7},
		Rules: list,
	}
}

// printed runs one of the printers.
func printed(t *testing.T, print func(w *bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := print(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
