package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"arklint/cmd/arklint/internal/report"
	"arklint/rules/engine"
	"arklint/sarif"
)

// An output is one format and where it goes.
type output struct {
	format string
	file   string // "" is standard output
}

// writers are the formats. Each prints one finished report.
var writers = map[string]func(*Command, io.Writer, *engine.Report, *checkRun, checkFlags, time.Duration) error{
	"text": func(c *Command, w io.Writer, r *engine.Report, run *checkRun, f checkFlags, took time.Duration) error {
		opts := report.TextOptions{Quiet: f.quiet, Rel: func(p string) string { return c.fromHere(run.root, p) }}
		if w == c.Stdout {
			opts.Color, opts.Width = c.terminal(f.noColor)
		}
		if f.stats {
			opts.Elapsed = took
		}
		return report.Text(w, r, opts)
	},
	"json": func(c *Command, w io.Writer, r *engine.Report, run *checkRun, f checkFlags, took time.Duration) error {
		return report.JSON(w, r, report.JSONOptions{Version: Version(), Stats: f.stats, Elapsed: took})
	},
	"github":   forCI(report.GitHub),
	"gitlab":   forCI(report.GitLab),
	"junit":    forCI(report.JUnit),
	"markdown": forCI(report.Markdown),
	"sarif": func(c *Command, w io.Writer, r *engine.Report, run *checkRun, f checkFlags, took time.Duration) error {
		return sarif.Write(w, r, sarif.Options{Version: Version(), Category: "check", ExitCode: &c.exit})
	},
}

// forCI makes a writer of one of the formats for CI servers.
func forCI(print func(io.Writer, *engine.Report, report.CIOptions) error) func(*Command, io.Writer, *engine.Report, *checkRun, checkFlags, time.Duration) error {
	return func(c *Command, w io.Writer, r *engine.Report, run *checkRun, _ checkFlags, _ time.Duration) error {
		return print(w, r, report.CIOptions{
			FailOn: run.failOn, Link: c.sourceLink(),
			Rel: func(p string) string { return filepath.ToSlash(c.fromHere(run.root, p)) },
		})
	}
}

// sourceLink gives addresses of source lines when the environment is that of a CI
// server that says where the sources are.
func (c *Command) sourceLink() func(path string, line int) string {
	env := func(key string) string { v, _ := c.env(key); return v }
	var blob string
	switch {
	case env("GITHUB_SERVER_URL") != "" && env("GITHUB_REPOSITORY") != "" && env("GITHUB_SHA") != "":
		blob = env("GITHUB_SERVER_URL") + "/" + env("GITHUB_REPOSITORY") + "/blob/" + env("GITHUB_SHA") + "/"
	case env("CI_PROJECT_URL") != "" && env("CI_COMMIT_SHA") != "":
		blob = env("CI_PROJECT_URL") + "/-/blob/" + env("CI_COMMIT_SHA") + "/"
	default:
		return nil
	}
	return func(path string, line int) string {
		address := blob + (&url.URL{Path: path}).EscapedPath()
		if line > 0 {
			address += fmt.Sprintf("#L%d", line)
		}
		return strings.NewReplacer("(", "%28", ")", "%29").Replace(address)
	}
}

func formatNames() []string {
	var names []string
	for name := range writers {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// outputs reads --format and --output.
func outputs(formats []string, file string, given bool) ([]output, error) {
	var out []output
	stdout := 0
	for _, word := range formats {
		name, path, named := strings.Cut(word, "=")
		if writers[name] == nil {
			return nil, usagef("--format %s: use %s", name, strings.Join(formatNames(), ", "))
		}
		if named && path == "" {
			return nil, usagef("--format %s: no file behind the =", word)
		}
		if !named {
			stdout++
			path = file
		}
		out = append(out, output{name, path})
	}
	if stdout > 1 {
		return nil, usagef("two formats cannot both go to the same place: give one a file, as in --format sarif=arklint.sarif")
	}
	if file != "" && stdout == 0 {
		return nil, usagef("--output %s: every --format has a file of its own already", file)
	}
	return out, nil
}

// write prints the report in one format.
func (c *Command) write(o output, r *engine.Report, run *checkRun, f checkFlags, took time.Duration) error {
	print := writers[o.format]
	if o.file == "" {
		return print(c, c.Stdout, r, run, f, took)
	}
	return c.replace(o.file, func(w io.Writer) error { return print(c, w, r, run, f, took) })
}

// replace writes a file whole or not at all: a reader never sees half of it.
func (c *Command) replace(file string, print func(io.Writer) error) error {
	path := c.abs(file)
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return failedf("cannot write %s: %v", file, errors.Unwrap(err))
	}
	defer os.Remove(tmp.Name())
	w := bufio.NewWriter(tmp)
	err = print(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return failedf("cannot write %s: %v", file, err)
	}
	return nil
}

// fromHere turns a path of the report into one that opens from the working
// directory.
func (c *Command) fromHere(root, path string) string {
	full := filepath.Join(root, filepath.FromSlash(path))
	if rel, err := filepath.Rel(c.Dir, full); err == nil {
		return rel
	}
	return full
}

// A ticker shows on a terminal that a long scan goes on.
type ticker struct{ quit, done chan struct{} }

// progress starts a ticker on standard error when that is a terminal. Scans
// under a second show nothing.
func (c *Command) progress(quiet bool) *ticker {
	f, ok := c.Stderr.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	t := &ticker{make(chan struct{}), make(chan struct{})}
	go func() {
		defer close(t.done)
		shown := false
		for seconds := 1; ; seconds++ {
			select {
			case <-t.quit:
				if shown {
					fmt.Fprint(f, "\r\x1b[K")
				}
				return
			case <-time.After(time.Second):
				shown = true
				fmt.Fprintf(f, "\rscanning… %d s", seconds)
			}
		}
	}()
	return t
}

func (t *ticker) stop() {
	if t != nil {
		close(t.quit)
		<-t.done
	}
}
