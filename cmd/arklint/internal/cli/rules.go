package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"arklint/cmd/arklint/internal/config"
	"arklint/cmd/arklint/internal/report"
	"arklint/rules"
	"arklint/rules/all"
)

func (c *Command) rulesCommand() *cobra.Command {
	var format string
	var noColor bool
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch format {
			case "text":
				color, width := c.terminal(noColor)
				return report.RulesText(c.Stdout, all.Rules, report.TextOptions{Color: color, Width: width})
			case "json":
				return report.RulesJSON(c.Stdout, all.Rules)
			case "markdown":
				return report.RulesMarkdown(c.Stdout, all.Rules, func(r *rules.Rule) string { return strings.ReplaceAll(r.Name, "-", "") + "/rule.md" })
			}
			return usagef("--format %s: use text, json or markdown", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json or markdown")
	cmd.Flags().BoolVar(&noColor, "no-color", false, "no colours, also on a terminal (or set NO_COLOR)")
	return cmd
}

func (c *Command) explainCommand() *cobra.Command {
	var lang string
	var noColor bool
	cmd := &cobra.Command{
		Use:   "explain RULE",
		Short: "Print a rule's page: why it breaks, bad and good code, how to fix it",
		Example: `  arklint explain sysprop-write
  arklint explain --lang zh sysprop-write`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("explain takes the name of one rule; `arklint rules` lists them")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			rule := all.Find(args[0])
			if rule == nil {
				return usagef("there is no rule %q%s (`arklint rules` lists them)", args[0], config.Suggest(args[0], ruleNames()))
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
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "", "en or zh (default: by LC_ALL, LC_MESSAGES, LANG)")
	cmd.Flags().BoolVar(&noColor, "no-color", false, "no colours, also on a terminal (or set NO_COLOR)")
	return cmd
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

func ruleNames() []string {
	var names []string
	for _, r := range all.Rules {
		names = append(names, r.Name)
	}
	return names
}
