package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"arklint/cmd/arklint/internal/report"
	"arklint/scanner"
	"arklint/scanner/sink"
	"arklint/scanner/source"
)

// sinkFlags are the flags of sink as given.
type sinkFlags struct {
	checkFlags
	format      string
	minShare    int
	diff, write bool
}

func (c *Command) sinkCommand() *cobra.Command {
	var f sinkFlags
	cmd := &cobra.Command{
		Use:   "sink [PATH...]",
		Short: "Propose which dependencies should move from the modules into the base",
		Long: `sink compares what the modules pack with what the base has, and proposes a plan:

  already in the base     the same version: the modules leave it to the base (provided)
  shared by modules       one version in several modules: the base gets it, the modules leave it out
  align first             the base has it, or something that it brings, in another version
  hold                    versions disagree, or sharing it would change what the modules do

For each it tells how many jars, bytes and classes the modules save, what else has to come along, and
what to look at first. The first two kinds are POM edits: --diff shows them, --write makes them.

Nothing is downloaded: a jar that is not in the local repository counts nothing.`,
		Example: `  arklint sink .
  arklint sink --min-share 3 --diff services/
  arklint sink --write . && mvn -q verify`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.sink(cmd.Context(), cmd, args, f) },
	}
	flags := cmd.Flags()
	f.scanFlags(cmd)
	flags.StringVar(&f.format, "format", "text", "text, json or markdown")
	flags.IntVar(&f.minShare, "min-share", 2, "how many modules must pack a dependency before it is proposed for the base")
	flags.BoolVar(&f.diff, "diff", false, "print the POM edits as a unified diff instead of the plan")
	flags.BoolVar(&f.write, "write", false, "make the POM edits")
	flags.BoolVar(&f.noColor, "no-color", false, "no colours, also on a terminal (or set NO_COLOR)")
	cmd.MarkFlagsMutuallyExclusive("diff", "write")
	complete(cmd, "format", "text", "json", "markdown")
	return cmd
}

func (c *Command) sink(ctx context.Context, cmd *cobra.Command, args []string, f sinkFlags) error {
	if f.format != "text" && f.format != "json" && f.format != "markdown" {
		return usagef("--format %s: use text, json or markdown", f.format)
	}
	if f.minShare < 2 {
		return usagef("--min-share %d: what fewer than 2 modules pack is not shared", f.minShare)
	}
	f.failOn = "never"
	run, err := c.prepare(cmd, args, f.checkFlags)
	if err != nil {
		return err
	}
	progress := c.progress(false)
	ws, err := scanner.Scan(ctx, os.DirFS(run.root), run.scan)
	progress.stop()
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return failedf("%s: %v", c.show(run.root), err)
	}
	if !hasPOM(ws) {
		return usagef("no pom.xml in %s", c.show(run.root))
	}
	opts := sink.Options{MinShare: f.minShare, Inspect: sink.LocalRepository(run.scan.MavenRepository)}
	var plans []*sink.Plan
	for _, g := range ws.Groups {
		if g.Base != nil && len(g.Modules) > 0 {
			plans = append(plans, sink.Make(g, opts))
		}
	}
	if len(plans) == 0 {
		return usagef("no base with modules in %s: sink compares a base with its modules (--base DIR and --module DIR name them)", c.show(run.root))
	}
	changes, err := sink.Changes(plans)
	if err != nil {
		return failedf("%v", err)
	}
	if f.write {
		return c.writeChanges(run.root, changes)
	}
	color, _ := c.terminal(f.noColor)
	text := report.TextOptions{Color: color, Rel: func(p string) string { return c.fromHere(run.root, p) }}
	switch {
	case f.diff:
		return report.Diff(c.Stdout, changes, text)
	case f.format == "markdown":
		return report.SinkMarkdown(c.Stdout, plans)
	case f.format == "json":
		return report.SinkJSON(c.Stdout, plans, changes, ws.Problems)
	}
	return report.SinkText(c.Stdout, plans, len(changes), text)
}

// writeChanges makes the edits, each file whole or not at all; nothing is
// written when one of them cannot be made.
func (c *Command) writeChanges(root string, changes []sink.Change) error {
	texts := make([][]byte, len(changes))
	for i, change := range changes {
		var err error
		if texts[i], err = source.Apply(change.File, change.Edits); err != nil {
			return failedf("%v", err)
		}
	}
	for i, change := range changes {
		path := filepath.Join(root, filepath.FromSlash(change.File.Path))
		if err := replaceFile(path, texts[i]); err != nil {
			return failedf("cannot write %s: %v", c.show(path), err)
		}
		fmt.Fprintf(c.Stdout, "%s: %d edits\n", c.show(path), len(change.Edits))
	}
	if len(changes) == 0 {
		fmt.Fprintln(c.Stdout, "nothing to edit")
	}
	return nil
}

// replaceFile replaces a file that exists, and keeps its permissions.
func replaceFile(path string, text []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(text)
	if err == nil {
		err = tmp.Chmod(info.Mode().Perm())
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
