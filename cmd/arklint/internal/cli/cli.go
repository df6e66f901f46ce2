// Package cli is arklint's command line: flags in, text out, an exit code.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	// cobra is the command-line library of the field: help, completion for four
	// shells and suggestions come with it (design/dependencies.md).
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// Exit codes; scripts rely on them (architecture.md 5).
const (
	Clean    = 0 // nothing at or above --fail-on
	Findings = 1
	Usage    = 2 // wrong usage or configuration
	Failed   = 3 // the analysis could not be completed
)

// A Command is the program with its streams, so that all of it runs inside a
// test.
type Command struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Environ        []string // KEY=value, as os.Environ
	// Dir is the working directory; "" is the process's.
	Dir string

	exit int
}

// A failure is an error with the exit code it means. Errors of cobra's own,
// about flags and arguments, are wrong usage.
type failure struct {
	code int
	err  error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func usagef(format string, args ...any) error {
	return &failure{Usage, fmt.Errorf(format, args...)}
}

func failedf(format string, args ...any) error {
	return &failure{Failed, fmt.Errorf(format, args...)}
}

// Main runs the program with the arguments behind its name and returns its
// exit code.
func (c *Command) Main(args []string) int {
	if c.Dir == "" {
		dir, err := os.Getwd()
		if err != nil {
			fmt.Fprintf(c.Stderr, "arklint: cannot tell the working directory: %v\n", err)
			return Failed
		}
		c.Dir = dir
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := c.root()
	root.SetArgs(args)
	root.SetIn(c.Stdin)
	root.SetOut(c.Stdout)
	root.SetErr(c.Stderr)
	err := interruptible(ctx, func() error { return root.ExecuteContext(ctx) })
	if err == nil {
		return c.exit
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(c.Stderr, "arklint: interrupted; what was found so far is not shown, because it would not be all")
		return Failed
	}
	if errors.Is(err, syscall.EPIPE) { // the reader, as `head`, has seen enough
		return c.exit
	}
	fmt.Fprintf(c.Stderr, "arklint: %v\n", err)
	var f *failure
	if errors.As(err, &f) {
		return f.code
	}
	return Usage
}

// interruptible runs work until it ends or, when ctx ends first, for a moment
// longer: a file being parsed does not look up, and nobody should have to wait
// for it after Ctrl-C. What is left of work dies with the process.
func interruptible(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(40 * time.Millisecond):
		return ctx.Err()
	}
}

func (c *Command) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "arklint",
		Short: "Tells which Java modules will break when they share one JVM",
		Long: `arklint finds what breaks when Java applications join others in one JVM on a shared
base (Koupleless, SOFAArk): shared static state, System properties, class loading,
log files, context paths, names. It reads sources, POMs, logging XML and Spring configuration;
it needs no build and no JDK.

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or
configuration, 3 the analysis could not be completed.`,
		Example: `  arklint check .                       the base and the modules below this folder
  arklint check --role base lib/        as if the base loaded everything there
  arklint check --format sarif=out.sarif --format text .
  arklint explain sysprop-write         what a rule means, and what to do`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q; `arklint check %s` scans a folder, `arklint --help` lists the commands", args[0], args[0])
			}
			return nil
		},
		RunE:          func(cmd *cobra.Command, args []string) error { return cmd.Help() },
		Version:       Version(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetVersionTemplate("arklint {{.Version}}\n")
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddCommand(c.checkCommand(), c.depsCommand(), c.explainCommand(), c.fixCommand(), c.initCommand(), c.rulesCommand(), c.sinkCommand(), c.versionCommand())
	return root
}

func (c *Command) env(key string) (string, bool) {
	for _, kv := range slices.Backward(c.Environ) {
		if k, v, _ := strings.Cut(kv, "="); k == key {
			return v, true
		}
	}
	return "", false
}

// terminal returns whether stdout is a terminal that takes colours, and its
// width in cells, 0 when unknown. NO_COLOR with any value means none
// (no-color.org).
func (c *Command) terminal(noColor bool) (color bool, width int) {
	f, ok := c.Stdout.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return false, 0
	}
	width, _, _ = term.GetSize(int(f.Fd()))
	if v, set := c.env("NO_COLOR"); set && v != "" {
		noColor = true
	}
	if t, _ := c.env("TERM"); t == "dumb" {
		noColor = true
	}
	return !noColor, width
}

// version is stamped by the release (-ldflags "-X ...cli.version=1.2.3").
var version string

// Version is arklint's version: the release's, else what Go's build knows.
func Version() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "0.1.0-dev"
}

func (c *Command) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print arklint's version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := fmt.Fprintf(c.Stdout, "arklint %s\n", Version())
			return err
		},
	}
}
