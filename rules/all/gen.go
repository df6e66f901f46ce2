//go:build ignore

// Gen writes list.go from the folders of rules/: every folder with a rule.md
// is a rule. Run by `make gen`; TestListIsCurrent fails when it was forgotten.
package main

import (
	"log"
	"os"

	"arklint/rules/all/list"
)

func main() {
	text, err := list.Generate("..")
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("list.go", text, 0o644); err != nil {
		log.Fatal(err)
	}
}
