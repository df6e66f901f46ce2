package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"arklint/rules"
	"arklint/rules/appnameclash"
	"arklint/rules/consoleappender"
	"arklint/rules/contextpathclash"
	"arklint/rules/engine"
	"arklint/rules/logfileclash"
	"arklint/rules/mixedloggingbackends"
	"arklint/scanner"
)

func main() {
	quiet := flag.Bool("q", false, "")
	repo := flag.String("m2", "", "")
	flag.Parse()
	rs := []*rules.Rule{appnameclash.Rule, consoleappender.Rule, contextpathclash.Rule, logfileclash.Rule, mixedloggingbackends.Rule}
	total := map[string]int{}
	for _, dir := range flag.Args() {
		ws, err := scanner.Scan(context.Background(), os.DirFS(dir), scanner.Options{Vocabulary: engine.Vocabulary(rs), MavenRepository: *repo})
		if err != nil {
			fmt.Println(err)
			continue
		}
		r, err := engine.Run(context.Background(), ws, engine.Options{Rules: rs})
		if err != nil {
			panic(err)
		}
		fmt.Printf("### %s: %d apps\n", dir, len(ws.Apps))
		if !*quiet {
			for _, g := range ws.Groups {
				fmt.Print("  group:")
				for _, a := range g.Members() {
					fmt.Printf(" %s(%s)", a.Name, a.Role)
				}
				fmt.Println()
			}
		}
		for _, b := range r.Bugs {
			fmt.Println("BUG", b)
		}
		for _, f := range r.Findings {
			total[f.Rule.Name+" "+f.Level.String()]++
			fmt.Printf("%s:%d:%d: %s/%s [%s] %s: %s\n", f.At.Path, f.At.Line, f.At.Col, f.Level, f.Confidence, f.Rule.Name, f.App, f.Message)
			if !*quiet {
				for _, x := range f.Related {
					fmt.Printf("      %s:%d %s\n", x.At.Path, x.At.Line, x.Message)
				}
			}
		}
	}
	fmt.Println(total)
}
