package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"arklint/rules"
	"arklint/rules/callerclassloader"
	"arklint/rules/engine"
	"arklint/rules/jvmexit"
	"arklint/rules/printstacktrace"
	"arklint/rules/stdoutprint"
	"arklint/rules/syspropclash"
	"arklint/rules/syspropwrite"
	"arklint/scanner"
	"arklint/scanner/model"
)

func main() {
	rs := []*rules.Rule{syspropwrite.Rule, syspropclash.Rule, jvmexit.Rule, callerclassloader.Rule, stdoutprint.Rule, printstacktrace.Rule}
	role, _ := model.ParseRole(os.Args[2])
	start := time.Now()
	ws, err := scanner.Scan(context.Background(), os.DirFS(os.Args[1]), scanner.Options{Vocabulary: engine.Vocabulary(rs), Roles: scanner.RoleOptions{Default: role}})
	if err != nil {
		panic(err)
	}
	scanned := time.Since(start)
	deploy := rules.Static
	if len(os.Args) > 3 {
		deploy = rules.Dynamic
	}
	names := map[string]string{}
	for _, r := range rs {
		names[r.Name] = r.Name
	}
	rep, err := engine.Run(context.Background(), ws, engine.Options{Rules: rs, Deploy: deploy, KnownNames: names})
	if err != nil {
		panic(err)
	}
	for _, b := range rep.Bugs {
		fmt.Println("BUG", b)
	}
	count := map[string]int{}
	for _, f := range rep.Findings {
		count[f.Rule.Name+" "+f.Level.String()+" "+f.Confidence.String()]++
		fmt.Printf("%s\t%s/%s\t%s:%d:%d\t[%s]\t%s\tfix=%d\n\t\t| %s\n", f.Rule.Name, f.Level, f.Confidence, f.At.Path, f.At.Line, f.At.Col, f.App, f.Message, len(f.Fixes), f.At.Span.File.Line(f.At.Line))
	}
	for k, v := range count {
		fmt.Fprintln(os.Stderr, k, v)
	}
	fmt.Fprintln(os.Stderr, os.Args[1], role, "scan", scanned, "all", time.Since(start), "files", ws.Stats.JavaFiles)
}
