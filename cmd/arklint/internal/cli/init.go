package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"arklint/cmd/arklint/internal/config"
	"arklint/rules"
	"arklint/rules/engine"
	"arklint/scanner"
	"arklint/scanner/model"
)

func (c *Command) initCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "init [PATH]",
		Short: "Write arklint.yaml from what is found",
		Long: `init scans a folder (default: this one) and writes an arklint.yaml into it that says what was taken
for what, and which choices there are. A file that is there already is left alone.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.init(cmd.Context(), cmd, args, f) },
	}
	f.scanFlags(cmd)
	return cmd
}

func (c *Command) init(ctx context.Context, cmd *cobra.Command, args []string, f checkFlags) error {
	f.failOn = "never"
	run, err := c.prepare(cmd, args, f)
	if err != nil {
		return err
	}
	path := filepath.Join(run.root, config.Name)
	if _, err := os.Lstat(path); err == nil {
		return usagef("%s is there already", c.show(path))
	}
	ws, err := scanner.Scan(ctx, os.DirFS(run.root), run.scan)
	if err != nil {
		return err
	}
	r, err := engine.Run(ctx, ws, run.engine())
	if err != nil {
		return err
	}
	if err := c.replace(path, func(w io.Writer) error { return writeConfig(w, r) }); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "%s written\n", c.show(path))
	return nil
}

// writeConfig writes an arklint.yaml that changes nothing yet: every choice is there,
// with what was found beside it.
func writeConfig(w io.Writer, r *engine.Report) error {
	var b strings.Builder
	b.WriteString("# What `arklint check` does here; flags win over it. What stands behind a # is what happens anyway.\n\n")
	var bases, modules []string
	unknown := false
	for _, g := range r.Groups {
		for _, app := range g.Apps() {
			switch app.Role {
			case model.Base:
				bases = append(bases, app.Dir)
			case model.Module:
				modules = append(modules, app.Dir)
			case model.Unknown:
				unknown = true
			}
		}
	}
	b.WriteString("# Who is what, as the projects' own files say it:\n")
	for _, g := range r.Groups {
		for _, app := range g.Apps() {
			fmt.Fprintf(&b, "#   %-8s %s", app.Role, plainWords(app.Dir))
			if app.Evidence != "" {
				fmt.Fprintf(&b, " (%s)", plainWords(app.Evidence))
			}
			b.WriteString("\n")
		}
	}
	fmt.Fprintf(&b, "# base: %s\n# modules: %s\n", list(bases), list(modules))
	if unknown {
		b.WriteString("# Projects of unknown role: base, module or library. As long as nobody says, doubts are warnings.\n# role: base\n")
	}
	b.WriteString("\n# static: modules are started with the base and stay; dynamic: they come and go.\ndeploy: " + r.Deploy.String() + "\n")
	b.WriteString("\n# error, warning, note or never: the lowest level that makes the exit status 1.\nfail-on: error\n")
	b.WriteString("\n# Levels of rules: error, warning, note or off. What each finds here:\n# levels:\n")
	found := map[string]*[rules.Error + 1]int{}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Counts() {
			if found[f.Rule.Name] == nil {
				found[f.Rule.Name] = new([rules.Error + 1]int)
			}
			found[f.Rule.Name][f.Level]++
		}
	}
	for _, rule := range r.Rules {
		if n := found[rule.Name]; n != nil {
			fmt.Fprintf(&b, "#   %s: %s # %d errors, %d warnings, %d notes\n", rule.Name, rule.LevelFor(r.Deploy), n[rules.Error], n[rules.Warning], n[rules.Note])
		}
	}
	b.WriteString("\n# Folders and files that are not scanned.\n# exclude: [\"legacy/**\"]\n")
	_, err := io.WriteString(w, b.String())
	return err
}

var plainScalar = regexp.MustCompile(`^[A-Za-z0-9_./-]*[A-Za-z0-9_/-]$`)

// list is a YAML list of words.
func list(words []string) string {
	words = slices.Clone(words)
	slices.Sort(words)
	words = slices.Compact(words)
	for i, w := range words {
		if !plainScalar.MatchString(w) {
			words[i] = strconv.Quote(w)
		}
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// plainWords keeps a text in its comment.
func plainWords(s string) string { return strings.Join(strings.Fields(s), " ") }
