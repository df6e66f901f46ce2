package cli

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"arklint/cmd/arklint/internal/report"
	"arklint/scanner"
	"arklint/scanner/model"
)

func (c *Command) depsCommand() *cobra.Command {
	var f checkFlags
	var format string
	var omitted bool
	cmd := &cobra.Command{
		Use:   "deps [PATH...]",
		Short: "Show each project's resolved dependencies, who set the versions and who will load them",
		Long: `deps resolves the dependencies of every project as Maven does, from the POMs of the scanned folders and
the local repository, and says for each of them which file and line set the version and who will load
its classes at run time:

  packed   in the project's own jar
  base     left out of the module's jar (by provided scope or a list of sofa-ark-maven-plugin), or part
           of the base
  nowhere  test scope, or left out and the base does not bring it
  -        nothing says whether the project is a module or a base

Nothing is downloaded: what is not in the tree nor in the local repository is named as a problem.`,
		Example: `  arklint deps .
  arklint deps --omitted services/
  arklint deps --format json . | jq '.apps[].dependencies[] | select(.loader == "nowhere")'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.deps(cmd.Context(), cmd, args, f, format, omitted)
		},
	}
	flags := cmd.Flags()
	f.scanFlags(cmd)
	flags.StringVar(&format, "format", "text", "text or json")
	flags.BoolVar(&omitted, "omitted", false, "also what Maven leaves out: other versions, duplicates, exclusions")
	flags.BoolVar(&f.noColor, "no-color", false, "no colours, also on a terminal (or set NO_COLOR)")
	complete(cmd, "format", "text", "json")
	return cmd
}

func (c *Command) deps(ctx context.Context, cmd *cobra.Command, args []string, f checkFlags, format string, omitted bool) error {
	if format != "text" && format != "json" {
		return usagef("--format %s: use text or json", format)
	}
	f.failOn = "never"
	run, err := c.prepare(cmd, args, f)
	if err != nil {
		return err
	}
	run.scan.Omissions = true
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
	if format == "json" {
		return report.DepsJSON(c.Stdout, ws, omitted)
	}
	color, _ := c.terminal(f.noColor)
	return report.DepsText(c.Stdout, ws, omitted, report.TextOptions{Color: color, Rel: func(p string) string { return c.fromHere(run.root, p) }})
}

func hasPOM(ws *model.Workspace) bool {
	for _, app := range ws.Apps {
		if app.Build != nil {
			return true
		}
	}
	return false
}
