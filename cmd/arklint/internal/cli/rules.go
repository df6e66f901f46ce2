package cli

import (
	"strings"

	"github.com/spf13/cobra"

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

func ruleNames() []string {
	var names []string
	for _, r := range all.Rules {
		names = append(names, r.Name)
	}
	return names
}
