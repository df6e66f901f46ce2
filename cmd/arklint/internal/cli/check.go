package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"arklint/cmd/arklint/internal/config"
	"arklint/rules"
	"arklint/rules/all"
	"arklint/rules/engine"
	"arklint/scanner"
	"arklint/scanner/model"
)

// checkFlags are the flags of check as given.
type checkFlags struct {
	base, modules  []string
	role, deploy   string
	formats        []string
	output         string
	failOn         string
	selects        []string
	ignores        []string
	configFile     string
	mavenRepo      string
	jobs           int
	stats, noColor bool
	quiet          bool

	baseline, writeBaseline, newSince string
}

func (c *Command) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Scan a folder that holds a base and its modules",
		Long: `check scans folders (default: this one), finds the base and the modules in them, decides
who loads which class, and says what will break when they run in one JVM.

Roles come from the POMs (Koupleless and SOFAArk dependencies and plugins) and from conf/ark; an
ordinary Spring Boot application counts as a module that is about to join. --base and --module
override that for a folder, --role decides for projects that say nothing themselves.

arklint.yaml in the scanned folder may hold the same choices; flags win over it.

What was there before need not stop a pipeline. --write-baseline keeps what is found now, and
--baseline compares with it: moved, renamed and reformatted code keeps its findings, of three equal
ones where there were two one is new. --new-since does the same with what is found in the tree as it
was at a git revision (REV... is where HEAD left REV), with the configuration of today: a changed
POM line brings all that follows from it, a touched line that was wrong before is not new, and a
warning that has become an error is.
Findings that were there before are marked in JSON and SARIF, only counted elsewhere, and never fail.`,
		Example: `  arklint check .
  arklint check --deploy dynamic --fail-on warning .
  arklint check --select 'sysprop-*,jvm-exit' services/
  arklint check --format text --format sarif=arklint.sarif .
  arklint check --write-baseline arklint.baseline.sarif .
  arklint check --baseline arklint.baseline.sarif .
  arklint check --new-since origin/main... --format github .`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.check(cmd.Context(), cmd, args, f) },
	}
	flags := cmd.Flags()
	f.scanFlags(cmd)
	flags.StringArrayVar(&f.formats, "format", []string{"text"}, "text, json, sarif, github, gitlab, junit or markdown; FORMAT=FILE writes to a file (repeatable)")
	flags.StringVar(&f.output, "output", "", "file for the one --format that names none (default: standard output)")
	flags.StringVar(&f.failOn, "fail-on", "error", "error, warning, note or never: lowest level that makes the exit status 1")
	flags.StringSliceVar(&f.selects, "select", nil, "run only these rules (names and globs, comma-separated, repeatable)")
	flags.StringSliceVar(&f.ignores, "ignore", nil, "do not run these rules (names and globs, comma-separated, repeatable)")
	flags.StringVar(&f.baseline, "baseline", "", "SARIF of arklint's: what it holds does not count")
	flags.StringVar(&f.writeBaseline, "write-baseline", "", "write what is found to this file, for --baseline")
	flags.StringVar(&f.newSince, "new-since", "", "git revision: only what is found now and was not found there counts")
	cmd.MarkFlagsMutuallyExclusive("baseline", "new-since")
	flags.BoolVar(&f.stats, "stats", false, "print counts and times to standard error, and the times into JSON")
	flags.BoolVar(&f.noColor, "no-color", false, "no colours, also on a terminal (or set NO_COLOR)")
	flags.BoolVar(&f.quiet, "quiet", false, "only the findings, without groups and summary")
	complete(cmd, "fail-on", config.FailOnWords...)
	complete(cmd, "format", formatNames()...)
	complete(cmd, "select", ruleNames()...)
	complete(cmd, "ignore", ruleNames()...)
	return cmd
}

// scanFlags are the flags that say what is scanned and who is what.
func (f *checkFlags) scanFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.base, "base", nil, "folder of the base (overrides discovery)")
	flags.StringArrayVar(&f.modules, "module", nil, "folder of a module (repeatable; overrides discovery)")
	flags.StringVar(&f.role, "role", "", "base, module or library: role of every project whose own files do not decide it")
	flags.StringVar(&f.deploy, "deploy", "static", "static or dynamic: how modules come into the base")
	flags.StringVar(&f.configFile, "config", "", "configuration file (default: arklint.yaml in the scanned folder)")
	flags.StringVar(&f.mavenRepo, "maven-repo", "", "local Maven repository, read for parents and BOMs (default: ~/.m2/repository)")
	flags.IntVar(&f.jobs, "jobs", 0, "number of workers (default: one for each processor)")
	complete(cmd, "role", "base", "module", "library")
	complete(cmd, "deploy", "static", "dynamic")
}

func complete(cmd *cobra.Command, name string, words ...string) {
	// The error is that the flag does not exist, which its caller rules out.
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// A checkRun is a check with its choices made.
type checkRun struct {
	root    string // absolute folder
	config  *config.Config
	rules   []*rules.Rule
	deploy  rules.Deployment
	failOn  rules.Level // Off: never
	outputs []output
	scan    scanner.Options
}

// engine are the options of the rules' part of the run.
func (run *checkRun) engine() engine.Options {
	return engine.Options{Rules: run.rules, Deploy: run.deploy, Levels: run.config.Levels, KnownNames: all.Names(), Jobs: run.scan.Jobs}
}

func (c *Command) check(ctx context.Context, cmd *cobra.Command, args []string, f checkFlags) error {
	run, err := c.prepare(cmd, args, f)
	if err != nil {
		return err
	}
	start := time.Now()
	progress := c.progress(f.quiet)
	ws, err := scanner.Scan(ctx, os.DirFS(run.root), run.scan)
	progress.stop()
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return failedf("%s: %v", c.show(run.root), err)
	}
	if ws.Stats.Files == 0 && len(ws.Problems) == 0 {
		return usagef("nothing to check in %s: no pom.xml, no Java source and no Spring or logging configuration was found there", c.show(run.root))
	}
	report, err := engine.Run(ctx, ws, run.engine())
	if err != nil {
		return err
	}
	if err := c.compare(ctx, report, run, f); err != nil {
		return err
	}
	scanned := time.Since(start)
	if len(report.Bugs) > 0 {
		c.exit = Failed
	} else if worst := report.Worst(); run.failOn != rules.Off && worst != rules.DefaultLevel && worst >= run.failOn {
		c.exit = Findings
	}
	for _, o := range run.outputs {
		if err := c.write(o, report, run, f, scanned); err != nil {
			return err
		}
	}
	if f.stats {
		s := ws.Stats
		fmt.Fprintf(c.Stderr, "scanned %d files (%d Java, %.1f MB) of %d projects in %d ms; all done in %d ms\n",
			s.Files, s.JavaFiles, float64(s.Bytes)/1e6, s.Apps, scanned.Milliseconds(), time.Since(start).Milliseconds())
	}
	return nil
}

// prepare turns flags and arklint.yaml into a run, or says what is wrong.
func (c *Command) prepare(cmd *cobra.Command, args []string, f checkFlags) (*checkRun, error) {
	run := &checkRun{}
	if len(args) == 0 {
		args = []string{"."}
	}
	var err error
	var paths []string
	if run.root, paths, err = c.commonRoot(args); err != nil {
		return nil, err
	}
	if run.config, err = c.readConfig(run.root, f.configFile); err != nil {
		return nil, err
	}
	conf := run.config
	if run.rules, err = selectRules(choose(f.selects, conf.Select), choose(f.ignores, conf.Ignore)); err != nil {
		return nil, err
	}
	if !cmd.Flags().Changed("deploy") && conf.Deploy != "" {
		f.deploy = conf.Deploy
	}
	if run.deploy, err = rules.ParseDeployment(f.deploy); err != nil {
		return nil, usagef("--deploy: %v", err)
	}
	if !cmd.Flags().Changed("fail-on") && conf.FailOn != "" {
		f.failOn = conf.FailOn
	}
	if f.failOn == "never" {
		run.failOn = rules.Off
	} else if run.failOn, err = rules.ParseLevel(f.failOn); err != nil || run.failOn == rules.Off {
		return nil, usagef("--fail-on %s: use error, warning, note or never", f.failOn)
	}
	if f.jobs < 0 {
		return nil, usagef("--jobs %d: the number of workers cannot be negative", f.jobs)
	}
	if run.outputs, err = outputs(f.formats, f.output, cmd.Flags().Changed("format")); err != nil {
		return nil, err
	}
	run.scan = scanner.Options{
		Vocabulary: engine.Vocabulary(run.rules), Jobs: f.jobs, Name: filepath.Base(run.root), Paths: paths, Exclude: conf.Exclude, MavenRepository: c.mavenRepository(f.mavenRepo),
	}
	roles := &run.scan.Roles
	roles.Default = conf.Role
	if f.role != "" {
		role, ok := model.ParseRole(f.role)
		if !ok || role == model.Unknown {
			return nil, usagef("--role %s: use base, module or library", f.role)
		}
		roles.Default = role
	}
	if roles.Bases, err = c.below(run.root, "--base", f.base, conf.Bases); err != nil {
		return nil, err
	}
	roles.Modules, err = c.below(run.root, "--module", f.modules, conf.Modules)
	return run, err
}

func choose(flag, file []string) []string {
	if len(flag) > 0 {
		return flag
	}
	return file
}

// commonRoot returns the folder that holds all paths, and the paths below it;
// one folder alone is the root itself and has none.
func (c *Command) commonRoot(args []string) (root string, below []string, err error) {
	var dirs, full []string
	for _, a := range args {
		p := c.abs(a)
		info, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return "", nil, usagef("%s: no such file or folder", a)
		case err != nil:
			return "", nil, usagef("%s: %v", a, errors.Unwrap(err))
		case info.IsDir():
			dirs = append(dirs, p)
		default:
			dirs = append(dirs, filepath.Dir(p))
		}
		full = append(full, p)
	}
	root = dirs[0]
	for _, d := range dirs[1:] {
		for !inside(root, d) {
			root = filepath.Dir(root)
		}
	}
	if len(full) == 1 && full[0] == root {
		return root, nil, nil
	}
	for _, p := range full {
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return "", nil, usagef("%s: %v", p, err)
		}
		below = append(below, filepath.ToSlash(rel))
	}
	return root, below, nil
}

// inside reports whether path is root or lies below it.
func inside(root, path string) bool {
	rel, err := filepath.Rel(root, path)
	return err == nil && (rel == "." || filepath.IsLocal(rel))
}

func (c *Command) abs(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(c.Dir, path)
}

// show writes a folder as the user would: relative to where they stand when
// it lies below.
func (c *Command) show(path string) string {
	if rel, err := filepath.Rel(c.Dir, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

// below turns folders of flags (relative to the working directory) or of
// arklint.yaml (relative to the root) into slash paths below the root.
func (c *Command) below(root, flag string, given, conf []string) ([]string, error) {
	paths := make([]string, 0, len(given)+len(conf))
	for _, p := range given {
		paths = append(paths, c.abs(p))
	}
	if len(given) == 0 {
		flag = config.Name + ": " + flag[2:]
		for _, p := range conf {
			paths = append(paths, filepath.Join(root, filepath.FromSlash(p)))
		}
	}
	var out []string
	for i, p := range paths {
		shown := append(slices.Clone(given), conf...)[i]
		if info, err := os.Stat(p); err != nil || !info.IsDir() {
			return nil, usagef("%s %s: no such folder", flag, shown)
		}
		if !inside(root, p) {
			return nil, usagef("%s %s: not inside the scanned folder %s", flag, shown, c.show(root))
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return nil, usagef("%s %s: %v", flag, shown, err)
		}
		out = append(out, filepath.ToSlash(rel))
	}
	return out, nil
}

func (c *Command) readConfig(root, given string) (*config.Config, error) {
	path := filepath.Join(root, config.Name)
	if given != "" {
		path = c.abs(given)
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && given == "" {
		return &config.Config{}, nil
	}
	if err != nil {
		return nil, usagef("configuration %s: %v", c.show(path), errors.Unwrap(err))
	}
	conf, err := config.Parse(c.show(path), text, all.Names())
	if err != nil {
		return nil, &failure{Usage, err}
	}
	return conf, nil
}

// mavenRepository is the folder of --maven-repo, else ~/.m2/repository when it
// exists.
func (c *Command) mavenRepository(given string) string {
	if given != "" {
		return c.abs(given)
	}
	home, ok := c.env("HOME")
	if !ok {
		if home, ok = c.env("USERPROFILE"); !ok {
			return ""
		}
	}
	dir := filepath.Join(home, ".m2", "repository")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return ""
	}
	return dir
}
