package report

import (
	"bytes"
	"encoding/json"
	"testing"

	"arklint/rules"
)

func TestPage(t *testing.T) {
	golden(t, "page.golden", printed(t, func(w *bytes.Buffer) error { return Page(w, page, TextOptions{}) }))
	golden(t, "page-color.golden", printed(t, func(w *bytes.Buffer) error { return Page(w, page, TextOptions{Color: true}) }))
}

func TestRulesTables(t *testing.T) {
	list := sampleRules(t)
	golden(t, "rules-text.golden", printed(t, func(w *bytes.Buffer) error { return RulesText(w, list, TextOptions{}) }))
	golden(t, "rules-json.golden", printed(t, func(w *bytes.Buffer) error { return RulesJSON(w, list) }))
	golden(t, "rules-markdown.golden", printed(t, func(w *bytes.Buffer) error {
		return RulesMarkdown(w, list, func(r *rules.Rule) string { return r.Name + "/rule.md" })
	}))
}

func TestRulesJSONIsJSON(t *testing.T) {
	for _, list := range [][]*rules.Rule{nil, sampleRules(t), {{Name: "no-page", Level: rules.Note}}} {
		text := printed(t, func(w *bytes.Buffer) error { return RulesJSON(w, list) })
		var got []map[string]any
		if err := json.Unmarshal(text, &got); err != nil || len(got) != len(list) || got == nil {
			t.Errorf("%v, %d rules for %d, in\n%s", err, len(got), len(list), text)
		}
	}
}
