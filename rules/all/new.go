//go:build ignore

// New makes the folder of a new rule: `make rule NAME=some-hazard`. It starts
// as a preview, with pages that the tests hold to be incomplete until they are
// written.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 || !regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`).MatchString(os.Args[1]) {
		log.Fatal("usage: make rule NAME=kebab-case-name (a name says the hazard, not the cure)")
	}
	name := os.Args[1]
	pkg := strings.ReplaceAll(name, "-", "")
	dir := filepath.Join("rules", pkg)
	if err := os.Mkdir(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	for file, text := range map[string]string{
		"rule.go":      ruleGo,
		"rule_test.go": testGo,
		"rule.md":      "# NAME\n\nOne sentence: what is wrong.\n\n## Why it breaks\n\n## Bad\n\n```java role=base\nclass Example {\n}\n```\n\n## Good\n\n```java role=base\nclass Example {\n}\n```\n\n## How to fix\n\n## When to allow it\n\n## Limits\n\n## See also\n",
		"rule.zh.md":   "# NAME\n\n一句话：哪里错了。\n\n## 为什么会出错\n\n## 错误示例\n\n## 正确示例\n\n## 如何修复\n\n## 何时可以忽略\n\n## 局限\n\n## 参考\n",
	} {
		text = strings.NewReplacer("NAME", name, "PKG", pkg).Replace(text)
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Printf("wrote %s; write the pages and the check, then run make gen\n", dir)
}

const ruleGo = `// Package PKG is the rule NAME.
package PKG

import (
	_ "embed"

	"arklint/rules"
)

//go:embed rule.md
var page string

//go:embed rule.zh.md
var chinese string

// Rule is NAME.
var Rule = &rules.Rule{
	Name:  "NAME",
	Doc:   rules.MustDoc(page, chinese),
	Level: rules.Warning,
	Stage: rules.Preview,
	Needs: rules.Java,
	Check: check,
}

func check(p *rules.Pass) error {
	return nil
}
`

const testGo = `package PKG

import (
	"testing"

	"arklint/rules/ruletest"
)

func TestPage(t *testing.T) { ruletest.Run(t, Rule) }
`
