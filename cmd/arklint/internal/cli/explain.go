package cli

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"arklint/cmd/arklint/internal/config"
	"arklint/cmd/arklint/internal/report"
	"arklint/rules/all"
	"arklint/rules/engine"
	"arklint/scanner"
	"arklint/scanner/source"
)

func (c *Command) explainCommand() *cobra.Command {
	var f checkFlags
	var lang, root, format string
	cmd := &cobra.Command{
		Use:   "explain RULE | FILE:LINE",
		Short: "Print a rule's page, or what the rules make of one line",
		Long: `explain RULE prints the rule's page: why it breaks, bad and good code, how to fix it.

explain FILE:LINE tells who loads the class that the line belongs to and which POM line says so,
what was found on the line (also what is suppressed, and where), what rules looked at there and
left alone, and of which class each called method was taken to be. The place may be written as
check prints it, with a column.

The line is explained as part of a scan, because who loads a class is decided by the POMs around it:
of the working directory, or of the folder that --root names. It is the folder you would give to
check; arklint.yaml and the flags for roles mean the same there.`,
		Example: `  arklint explain sysprop-write
  arklint explain --lang zh sysprop-write
  arklint explain common/src/main/java/com/acme/Plugins.java:12
  arklint explain --root services --role base services/common/src/main/java/com/acme/Plugins.java:12`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("explain takes the name of one rule (`arklint rules` lists them) or one place, FILE:LINE")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleNames(), cobra.ShellCompDirectiveDefault
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if file, line, ok := placeOf(args[0]); ok {
				return c.explainLine(cmd.Context(), cmd, file, line, root, format, f)
			}
			return c.explainRule(args[0], lang, f.noColor)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&lang, "lang", "", "en or zh, for a rule's page (default: by LC_ALL, LC_MESSAGES, LANG)")
	flags.StringVar(&root, "root", ".", "folder to scan for FILE:LINE")
	flags.StringVar(&format, "format", "text", "text or json, for FILE:LINE")
	flags.BoolVar(&f.noColor, "no-color", false, "no colours, also on a terminal (or set NO_COLOR)")
	f.scanFlags(cmd)
	return cmd
}

func (c *Command) explainRule(name, lang string, noColor bool) error {
	rule := all.Find(name)
	if rule == nil {
		if info, err := os.Stat(c.abs(name)); err == nil && !info.IsDir() {
			return usagef("%s: which line? explain takes FILE:LINE", name)
		}
		return usagef("there is no rule %q%s (`arklint rules` lists them)", name, config.Suggest(name, ruleNames()))
	}
	page := rule.Doc
	switch lang {
	case "":
		if c.chinese() {
			page = rule.Doc.Chinese
		}
	case "zh":
		page = rule.Doc.Chinese
	case "en":
	default:
		return usagef("--lang %s: use en or zh", lang)
	}
	color, width := c.terminal(noColor)
	return report.Page(c.Stdout, page.Markdown, report.TextOptions{Color: color, Width: width})
}

var placeForm = regexp.MustCompile(`^(.+?):(\d+)(?::\d+)?:?$`)

// placeOf reads FILE:LINE and FILE:LINE:COLUMN.
func placeOf(arg string) (file string, line int, ok bool) {
	m := placeForm.FindStringSubmatch(arg)
	if m == nil {
		return "", 0, false
	}
	line, err := strconv.Atoi(m[2])
	return m[1], line, err == nil
}

func (c *Command) explainLine(ctx context.Context, cmd *cobra.Command, file string, line int, root, format string, f checkFlags) error {
	if format != "text" && format != "json" {
		return usagef("--format %s: use text or json", format)
	}
	raw, err := os.ReadFile(c.abs(file))
	if err != nil {
		return usagef("%s: no such file", file)
	}
	text, _ := source.Decode(raw)
	shown := source.New(file, text)
	lines := shown.LineCount()
	if strings.HasSuffix(string(text), "\n") {
		lines--
	}
	if line < 1 || line > lines {
		return usagef("%s has %d lines", file, lines)
	}
	f.failOn = "never"
	run, err := c.prepare(cmd, []string{root}, f)
	if err != nil {
		return err
	}
	if !inside(run.root, c.abs(file)) {
		return usagef("%s does not lie below %s; --root names the folder to scan", file, c.show(run.root))
	}
	below, err := filepath.Rel(run.root, c.abs(file))
	if err != nil {
		return usagef("%s: %v", file, err)
	}
	ws, err := scanner.Scan(ctx, os.DirFS(run.root), run.scan)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return failedf("%s: %v", c.show(run.root), err)
	}
	done, err := engine.Run(ctx, ws, engine.Options{
		Rules: run.rules, Deploy: run.deploy, Levels: run.config.Levels, KnownNames: all.Names(), Jobs: f.jobs, Trace: true,
	})
	if err != nil {
		return err
	}
	e, err := engine.Explain(ws, done, filepath.ToSlash(below), line)
	if err != nil {
		return usagef("%v", err)
	}
	if format == "json" {
		return report.ExplainJSON(c.Stdout, e)
	}
	color, width := c.terminal(f.noColor)
	return report.ExplainText(c.Stdout, e, strings.TrimSpace(shown.Line(line)), report.TextOptions{
		Color: color, Width: width, Rel: func(p string) string { return c.fromHere(run.root, p) },
	})
}

// chinese reports whether the user's locale is Chinese; the first of the three
// variables that is set decides (POSIX 8.2).
func (c *Command) chinese() bool {
	for _, key := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v, _ := c.env(key); v != "" {
			return strings.HasPrefix(v, "zh")
		}
	}
	return false
}
