package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"arklint/cmd/arklint/internal/gate"
	"arklint/rules/all"
	"arklint/rules/engine"
	"arklint/sarif"
	"arklint/scanner"
)

// compare marks what is new in r, when there is something to compare it with, and
// writes the baseline. What was just written is known.
func (c *Command) compare(ctx context.Context, r *engine.Report, run *checkRun, f checkFlags) error {
	var known []gate.Known
	var err error
	switch {
	case f.baseline != "":
		known, err = c.readBaseline(f.baseline)
	case f.newSince != "":
		known, err = c.knownAt(ctx, run, f.newSince)
	case f.writeBaseline != "":
		known = gate.Of(r)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	gate.Compare(r, known, func(path string) bool { return run.looked(path) })
	if f.writeBaseline == "" {
		return nil
	}
	err = c.replace(f.writeBaseline, func(w io.Writer) error {
		plain := *r
		plain.Findings = slices.Clone(r.Findings)
		for i := range plain.Findings {
			plain.Findings[i].Baseline = 0
		}
		return sarif.Write(w, &plain, sarif.Options{Version: Version(), Category: "baseline", Brief: true})
	})
	if err == nil {
		count := r.Count()
		fmt.Fprintf(c.Stderr, "arklint: %s holds %d findings now\n", f.writeBaseline, len(r.Findings)-count.Suppressed)
	}
	return err
}

// looked reports whether a file is in what was scanned.
func (run *checkRun) looked(path string) bool {
	return len(run.scan.Paths) == 0 || slices.ContainsFunc(run.scan.Paths, func(p string) bool { return path == p || strings.HasPrefix(path, p+"/") })
}

func (c *Command) readBaseline(file string) ([]gate.Known, error) {
	text, err := os.ReadFile(c.abs(file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("--baseline %s: no such file; --write-baseline %s writes it", file, file)
	}
	if err != nil {
		return nil, usagef("--baseline %s: %v", file, errors.Unwrap(err))
	}
	known, err := gate.Read(text, all.Names())
	if err != nil {
		return nil, usagef("--baseline %s: %v", file, err)
	}
	return known, nil
}

// knownAt is what the same run finds in the tree as it was at a git revision.
func (c *Command) knownAt(ctx context.Context, run *checkRun, rev string) ([]gate.Known, error) {
	tree, err := gate.Revision(ctx, run.root, rev, c.Environ)
	if err != nil {
		return nil, usagef("--new-since %s: %v", rev, err)
	}
	ws, err := scanner.Scan(ctx, tree, run.scan)
	if err != nil {
		return nil, err
	}
	then, err := engine.Run(ctx, ws, run.engine())
	if err != nil {
		return nil, err
	}
	return gate.Of(then), nil
}
