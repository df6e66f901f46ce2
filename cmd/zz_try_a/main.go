package main

import (
	"context"
	"fmt"
	"os"

	"arklint/rules"
	"arklint/rules/engine"
	"arklint/rules/sharedstaticcache"
	"arklint/rules/sharedstaticfield"
	"arklint/rules/staticcontextholder"
	"arklint/scanner"
	"arklint/scanner/model"
)

func main() {
	rs := []*rules.Rule{sharedstaticcache.Rule, sharedstaticfield.Rule, staticcontextholder.Rule}
	for _, dir := range os.Args[1:] {
		ws, err := scanner.Scan(context.Background(), os.DirFS(dir), scanner.Options{Vocabulary: engine.Vocabulary(rs), Roles: scanner.RoleOptions{Default: model.Base}})
		if err != nil {
			panic(err)
		}
		rep, err := engine.Run(context.Background(), ws, engine.Options{Rules: rs, KnownNames: map[string]string{}})
		if err != nil {
			panic(err)
		}
		n := map[string]int{}
		for _, f := range rep.Findings {
			n[f.Rule.Name+" "+f.Level.String()]++
			fmt.Printf("%s/%s:%d\t%s\t%s/%s\t%s\n", dir, f.At.Path, f.At.Line, f.Rule.Name, f.Level, f.Confidence, f.Message)
		}
		for _, b := range rep.Bugs {
			fmt.Println("BUG", b)
		}
		fmt.Fprintln(os.Stderr, dir, len(rep.Findings), n, "files", ws.Stats.JavaFiles)
	}
}
