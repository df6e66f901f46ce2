//go:build unix

// Run measures arklint against the physical floor, and against ast-grep where
// there is one, on each tree named. The programs take turns, so that a noisy
// minute hits all of them; what counts is the median. It prints each figure
// with its budget (design: performance is a feature) and the command that gave
// it. A figure over its budget is said, never an exit status.
//
//	run -arklint BIN -floor BIN [-astgrep BIN -astgrep-config YML] [-rounds 5] [-jobs 0] [-ladder] DIR...
//
// .ci/bench builds the programs and calls it.
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

// The budgets of architecture.md 6.
const (
	coldBudget    = 4.0  // times the floor
	warmBudget    = 1.5  // times the floor
	astgrepBudget = 10.0 // times faster
	rssBudget     = 100.0
	rssTree       = 87.0 // MB of sources the memory budget is for; more may take more
	startBudget   = 10.0 // ms
	growthBudget  = 1.10 // time against bytes, from the smaller tree to the larger
)

func main() {
	var b bench
	flag.StringVar(&b.arklint, "arklint", "", "the arklint to measure")
	flag.StringVar(&b.floor, "floor", "", "the built testdata/bench/floor")
	flag.StringVar(&b.astgrep, "astgrep", "", "an ast-grep to compare with (optional)")
	flag.StringVar(&b.astgrepConfig, "astgrep-config", "", "its sgconfig.yml")
	flag.IntVar(&b.rounds, "rounds", 5, "how often each program runs")
	flag.IntVar(&b.jobs, "jobs", 0, "workers of each program; 0 is one for each processor")
	ladder := flag.Bool("ladder", false, "the trees are alike but for their size, smallest first: print the growth between them")
	flag.Parse()
	if b.arklint == "" || b.floor == "" || b.rounds < 1 || flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := b.run(ctx, os.Stdout, flag.Args(), *ladder); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

type bench struct {
	arklint, floor, astgrep, astgrepConfig string
	rounds, jobs                           int

	tmp string
}

// A usage is what one run of a program took.
type usage struct {
	wall, cpu time.Duration
	rss       float64 // MB
	exit      int
}

func (b *bench) run(ctx context.Context, out io.Writer, trees []string, ladder bool) error {
	var err error
	if b.tmp, err = os.MkdirTemp("", "arklint-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.tmp)
	version, err := exec.CommandContext(ctx, b.arklint, "version").Output()
	if err != nil {
		return fmt.Errorf("%s version: %w", b.arklint, err)
	}
	help, err := exec.CommandContext(ctx, b.arklint, "check", "--help").Output()
	if err != nil {
		return fmt.Errorf("%s check --help: %w", b.arklint, err)
	}
	caches := strings.Contains(string(help), "--no-cache") && strings.Contains(string(help), "--cache-dir")
	fmt.Fprintf(out, "%s, %s/%s, %d processors, %s, %d rounds, programs take turns; medians (smallest-largest); files in the page cache\n",
		strings.TrimSpace(string(version)), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), b.workers(), b.rounds)

	start, err := b.startUp(ctx, out)
	if err != nil {
		return err
	}
	var made []tree
	for _, dir := range trees {
		t, err := b.tree(ctx, out, dir, caches)
		if err != nil {
			return err
		}
		made = append(made, t)
	}
	if ladder {
		growth(out, made, start)
	}
	return nil
}

func (b *bench) workers() string {
	if b.jobs == 0 {
		return "a worker each"
	}
	return fmt.Sprintf("%d workers", b.jobs)
}

func (b *bench) startUp(ctx context.Context, out io.Writer) (took, error) {
	c := command{name: "start-up", args: []string{b.arklint, "version"}}
	for i := range 33 {
		u, err := measure(ctx, c.args, nil)
		if err != nil {
			return took{}, err
		}
		if i >= 3 {
			c.runs = append(c.runs, u)
		}
	}
	m := c.took()
	fmt.Fprintf(out, "\nstart-up: %.1f ms (%s), budget %.0f ms%s\n  %s\n", m.wall, c.spread(), startBudget, over(m.wall <= startBudget), shell(c.args))
	return m, nil
}

// A tree is what was measured on one.
type tree struct {
	dir         string
	files, java int64
	bytes       int64
	floor, ark  took
	rss         float64
}

// took is a median of wall time and one of CPU time, in ms.
type took struct{ wall, cpu float64 }

// A command is a program with its arguments, and its runs so far.
type command struct {
	name   string
	args   []string
	most   int // rounds, 0 for all
	runs   []usage
	budget float64 // times the floor, 0 for none
}

func (b *bench) tree(ctx context.Context, out io.Writer, dir string, caches bool) (tree, error) {
	t := tree{dir: dir}
	commands := b.commands(dir, caches)

	// The first round fills the caches and tells what is being read.
	text := filepath.Join(b.tmp, "floor.txt")
	if _, err := measureTo(ctx, commands[0].args, text); err != nil {
		return t, err
	}
	if err := t.readFloor(text); err != nil {
		return t, err
	}
	report := filepath.Join(b.tmp, "report.json")
	first, err := measureTo(ctx, commands[1].args, report)
	if err != nil {
		return t, err
	}
	said, err := readReport(report)
	if err != nil {
		return t, fmt.Errorf("%s: %w", shell(commands[1].args), err)
	}
	os.Remove(report)
	for _, c := range commands[2:] {
		if _, err := measure(ctx, c.args, nil); err != nil {
			return t, err
		}
	}
	fmt.Fprintf(out, "\n%s: %d files (arklint counts %d), %d Java (arklint %d), %.1f MB; %d findings, %d problems", dir,
		t.files, said.files, t.java, said.java, float64(t.bytes)/1e6, said.findings, said.problems)
	if first.exit != 0 {
		fmt.Fprintf(out, "; exit status %d", first.exit)
	}
	fmt.Fprintln(out)
	if t.java != said.java {
		fmt.Fprintln(out, "  NOT THE SAME FILES: the floor and arklint disagree on what there is to read, so the ratio says nothing")
	}

	for round := range b.rounds {
		for i := range commands {
			c := &commands[i]
			if c.most > 0 && round >= c.most {
				continue
			}
			u, err := measure(ctx, c.args, nil)
			if err != nil {
				return t, err
			}
			c.runs = append(c.runs, u)
		}
	}
	t.floor, t.ark, t.rss = commands[0].took(), commands[1].took(), commands[1].median(rssMB)
	t.print(out, commands)
	return t, nil
}

// commands are what is measured on a tree: the floor, arklint, and what else
// there is.
func (b *bench) commands(dir string, caches bool) []command {
	floor := []string{b.floor}
	check := []string{b.arklint, "check", "--format", "json", "--fail-on", "never"}
	if b.jobs > 0 {
		floor = append(floor, "-jobs", strconv.Itoa(b.jobs))
		check = append(check, "--jobs", strconv.Itoa(b.jobs))
	}
	with := func(args []string, more ...string) []string { return append(args[:len(args):len(args)], more...) }
	out := []command{{name: "floor", args: with(floor, dir)}}
	cold := command{name: "arklint, all rules", args: with(check, dir), budget: coldBudget}
	if caches {
		cold.name, cold.args = "arklint, no cache", with(check, "--no-cache", dir)
	}
	out = append(out, cold)
	if caches {
		cache := filepath.Join(b.tmp, "cache")
		out = append(out, command{name: "arklint, cache filled", args: with(check, "--cache-dir", cache, dir), budget: warmBudget})
	}
	if b.astgrep != "" {
		// Test sources are left out, as arklint leaves them out.
		args := []string{b.astgrep, "scan", "--config", b.astgrepConfig, "--globs", "!**/src/test/**", "--report-style", "short", "--color", "never"}
		if b.jobs > 0 {
			args = append(args, "-j", strconv.Itoa(b.jobs))
		}
		out = append(out, command{name: "ast-grep, ten patterns", args: with(args, dir), most: 3})
	}
	return out
}

func (t tree) print(out io.Writer, commands []command) {
	w := tabwriter.NewWriter(out, 2, 0, 2, ' ', 0)
	fmt.Fprintln(w, "  what\twall ms\t\tuser+sys ms\tpeak MB\tratio")
	for _, c := range commands {
		m, ratio := c.took(), ""
		switch {
		case c.budget > 0:
			times := m.wall / t.floor.wall
			ratio = fmt.Sprintf("%.2f x floor, budget %.1f%s (CPU %.2f x)", times, c.budget, over(times <= c.budget), m.cpu/t.floor.cpu)
		case c.most > 0:
			faster := m.wall / t.ark.wall
			ratio = fmt.Sprintf("arklint is %.1f x faster, budget %.0f%s (CPU %.1f x)", faster, astgrepBudget, over(faster >= astgrepBudget), m.cpu/t.ark.cpu)
		}
		fmt.Fprintf(w, "  %s\t%.1f\t(%s)\t%.0f\t%.1f\t%s\n", c.name, m.wall, c.spread(), m.cpu, c.median(rssMB), ratio)
	}
	w.Flush()
	mb := float64(t.bytes) / 1e6
	allowed := rssBudget * max(1, mb/rssTree)
	fmt.Fprintf(out, "  peak memory: %.1f MB for %.1f MB of files, budget %.0f MB%s\n", t.rss, mb, allowed, over(t.rss <= allowed))
	for _, c := range commands {
		fmt.Fprintf(out, "  %s: %s >/dev/null\n", c.name, shell(c.args))
	}
}

// growth compares the time that each tree took over the one before with its
// bytes. What arklint needs to start is taken off first: it would flatter. The
// CPU time beside it says what a busy machine hides.
func growth(out io.Writer, trees []tree, start took) {
	for i := 1; i < len(trees); i++ {
		a, b := trees[i-1], trees[i]
		size := float64(b.bytes) / float64(a.bytes)
		wall := (b.ark.wall - start.wall) / (a.ark.wall - start.wall)
		cpu := (b.ark.cpu - start.cpu) / (a.ark.cpu - start.cpu)
		fmt.Fprintf(out, "\ngrowth from %d to %d files, %.2f x the bytes: arklint %.2f x the time, %.2f of linear, budget %.2f%s (CPU %.2f of linear); the floor %.2f (CPU %.2f)\n",
			a.files, b.files, size, wall, wall/size, growthBudget, over(wall/size <= growthBudget), cpu/size,
			b.floor.wall/a.floor.wall/size, b.floor.cpu/a.floor.cpu/size)
	}
}

func over(within bool) string {
	if within {
		return ", kept"
	}
	return ", OVER"
}

func wallMS(u usage) float64 { return float64(u.wall.Microseconds()) / 1000 }
func cpuMS(u usage) float64  { return float64(u.cpu.Microseconds()) / 1000 }
func rssMB(u usage) float64  { return u.rss }

func (c command) median(of func(usage) float64) float64 {
	runs := slices.SortedFunc(slices.Values(c.runs), func(a, b usage) int { return cmp.Compare(of(a), of(b)) })
	n := len(runs)
	return (of(runs[(n-1)/2]) + of(runs[n/2])) / 2
}

func (c command) took() took { return took{c.median(wallMS), c.median(cpuMS)} }

func (c command) spread() string {
	less := func(a, b usage) int { return cmp.Compare(a.wall, b.wall) }
	return fmt.Sprintf("%.1f-%.1f", wallMS(slices.MinFunc(c.runs, less)), wallMS(slices.MaxFunc(c.runs, less)))
}

func measureTo(ctx context.Context, args []string, file string) (usage, error) {
	f, err := os.Create(file)
	if err != nil {
		return usage{}, err
	}
	defer f.Close()
	return measure(ctx, args, f)
}

// measure runs a program. A nil output is the null device. Findings and an
// incomplete analysis are an exit status; a program that does not run, is
// killed or does not know its arguments is an error.
//
// The peak memory is never less than this process's own when it forked (Linux
// counts it in), which is a few MB: so this program keeps small.
func measure(ctx context.Context, args []string, out *os.File) (usage, error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var complaint strings.Builder
	cmd.Stderr = &head{&complaint}
	if out != nil { // a nil *os.File in the interface is not nil
		cmd.Stdout = out
	}
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) {
		return usage{}, err
	}
	state := cmd.ProcessState
	if code := state.ExitCode(); code < 0 || code == 2 {
		return usage{}, fmt.Errorf("%s: %s\n%s", shell(args), state, complaint.String())
	}
	u := usage{wall: wall, cpu: state.UserTime() + state.SystemTime(), exit: state.ExitCode()}
	if r, ok := state.SysUsage().(*syscall.Rusage); ok {
		u.rss = float64(r.Maxrss) / 1e6
		if runtime.GOOS != "darwin" { // which counts bytes; the others KiB
			u.rss *= 1024
		}
	}
	return u, nil
}

// A head keeps the beginning of what a program complains of.
type head struct{ to *strings.Builder }

func (t *head) Write(p []byte) (int, error) {
	if t.to.Len() < 4<<10 {
		t.to.Write(p[:min(len(p), 4<<10)])
	}
	return len(p), nil
}

func (t *tree) readFloor(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var lines int64
	if _, err := fmt.Sscanf(string(text), "files=%d java=%d bytes=%d lines=%d", &t.files, &t.java, &t.bytes, &lines); err != nil {
		return fmt.Errorf("the floor said %q: %w", text, err)
	}
	if t.files == 0 {
		return fmt.Errorf("%s holds nothing that arklint would read", t.dir)
	}
	return nil
}

// A summary is what a report of arklint's comes to.
type summary struct {
	files, java        int64
	findings, problems int
}

// readReport reads a JSON report a value at a time: a large one must not make
// this process large.
func readReport(file string) (summary, error) {
	var s summary
	f, err := os.Open(file)
	if err != nil {
		return s, err
	}
	defer f.Close()
	d := json.NewDecoder(bufio.NewReader(f))
	if _, err := d.Token(); err != nil {
		return s, fmt.Errorf("not a JSON report: %w", err)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return s, err
		}
		switch key {
		case "findings":
			s.findings, err = length(d)
		case "problems":
			s.problems, err = length(d)
		case "stats":
			var stats struct{ Files, JavaFiles int64 }
			err = d.Decode(&stats)
			s.files, s.java = stats.Files, stats.JavaFiles
		default:
			err = d.Decode(new(json.RawMessage))
		}
		if err != nil {
			return s, err
		}
	}
	return s, nil
}

// length counts the elements of the array that comes next.
func length(d *json.Decoder) (int, error) {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return 0, err // null
	}
	n := 0
	for ; d.More(); n++ {
		if err := d.Decode(&struct{}{}); err != nil {
			return n, err
		}
	}
	_, err := d.Token()
	return n, err
}

// shell is a command as one would type it.
func shell(args []string) string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a
		if strings.ContainsAny(a, " !*?$&;|<>()'\"\\") {
			out[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
	}
	return strings.Join(out, " ")
}
