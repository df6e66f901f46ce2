package cli

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"arklint/cmd/arklint/internal/fix"
	"arklint/cmd/arklint/internal/overlay"
	"arklint/cmd/arklint/internal/report"
	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner"
	"arklint/scanner/source"
)

func (c *Command) fixCommand() *cobra.Command {
	var f checkFlags
	var review []string
	var write bool
	cmd := &cobra.Command{
		Use:   "fix [PATH...]",
		Short: "Show the edits that findings propose, or make them",
		Long: `fix prints the edits that keep a program's meaning as a unified diff, and with --write makes them.
What changes the meaning, as everything about class loading does, is shown and made only for the
rules that --review names: read it before you keep it.

Each fix is proved before it is shown: the edited file can be read, the finding is gone and no other
one has come. One that fails the proof is left out.`,
		Example: `  arklint fix .
  arklint fix --write --select print-stack-trace .
  arklint fix --review caller-class-loader . | git apply`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.fix(cmd.Context(), cmd, args, f, review, write)
		},
	}
	flags := cmd.Flags()
	f.scanFlags(cmd)
	flags.StringSliceVar(&f.selects, "select", nil, "run only these rules (names and globs, comma-separated, repeatable)")
	flags.StringSliceVar(&f.ignores, "ignore", nil, "do not run these rules (names and globs, comma-separated, repeatable)")
	flags.StringSliceVar(&review, "review", nil, "also the fixes of these rules that change what the program does (names and globs)")
	flags.BoolVar(&write, "write", false, "make the edits")
	flags.BoolVar(&f.noColor, "no-color", false, "no colours, also on a terminal (or set NO_COLOR)")
	for _, name := range []string{"select", "ignore", "review"} {
		complete(cmd, name, ruleNames()...)
	}
	return cmd
}

func (c *Command) fix(ctx context.Context, cmd *cobra.Command, args []string, f checkFlags, review []string, write bool) error {
	reviewed, err := matching("--review", review)
	if err != nil {
		return err
	}
	f.failOn = "never"
	run, err := c.prepare(cmd, args, f)
	if err != nil {
		return err
	}
	progress := c.progress(false)
	defer progress.stop()
	ws, err := scanner.Scan(ctx, os.DirFS(run.root), run.scan)
	if err != nil {
		return err
	}
	before, err := engine.Run(ctx, ws, run.engine())
	if err != nil {
		return err
	}
	chosen := fix.Choose(before, func(r *rules.Rule) bool { return reviewed[r] })
	withdrawn, err := c.prove(ctx, run, before, chosen)
	if err != nil {
		return err
	}
	for _, finding := range withdrawn {
		fmt.Fprintf(c.Stderr, "arklint: %s:%d: the fix of %s is left out: it did not hold when it was tried\n", c.fromHere(run.root, finding.At.Path), finding.At.Line, finding.Rule.Name)
	}
	changes := chosen.Changes()
	if write {
		err = c.writeChanges(run.root, changes)
	} else {
		color, _ := c.terminal(f.noColor)
		err = report.Diff(c.Stdout, changes, report.TextOptions{Color: color})
	}
	c.remaining(chosen)
	return err
}

// prove tries the fixes on a tree in memory, and takes back those that do not hold.
func (c *Command) prove(ctx context.Context, run *checkRun, before *engine.Report, chosen *fix.Chosen) (withdrawn []*rules.Finding, err error) {
	for len(chosen.Made) > 0 {
		edited, failed := map[string][]byte{}, map[string]bool{}
		for _, change := range chosen.Changes() {
			text, err := source.Apply(change.File, change.Edits)
			if err != nil {
				failed[change.File.Path] = true
				continue
			}
			edited[change.File.Path] = text
		}
		if len(failed) == 0 {
			ws, err := scanner.Scan(ctx, overlay.New(os.DirFS(run.root), edited), run.scan)
			if err != nil {
				return nil, err
			}
			after, err := engine.Run(ctx, ws, run.engine())
			if err != nil {
				return nil, err
			}
			failed = chosen.Failed(before, after)
		}
		if len(failed) == 0 {
			break
		}
		withdrawn = append(withdrawn, chosen.Withdraw(failed)...)
	}
	return withdrawn, nil
}

// remaining says which fixes were not among the edits, and how to get them.
func (c *Command) remaining(chosen *fix.Chosen) {
	if n := len(chosen.Overlapping); n > 0 {
		fmt.Fprintf(c.Stderr, "arklint: %d more can be fixed when these edits are made\n", n)
	}
	count := map[string]int{}
	var names []string
	for _, f := range chosen.Unsafe {
		if count[f.Rule.Name]++; count[f.Rule.Name] == 1 {
			names = append(names, f.Rule.Name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(c.Stderr, "arklint: %d to review: --review %s\n", count[name], name)
	}
}
