package gate

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"arklint/rules"
	"arklint/sarif"
)

// Read reads the findings that nobody had suppressed out of SARIF that arklint wrote.
// names maps the names and aliases of all rules to their present names.
func Read(text []byte, names map[string]string) ([]Known, error) {
	var log sarifLog
	if err := json.Unmarshal(text, &log); err != nil {
		return nil, fmt.Errorf("not SARIF: %w", err)
	}
	if log.Version != "2.1.0" || len(log.Runs) == 0 {
		return nil, errors.New("not SARIF 2.1.0 with a run in it")
	}
	var out []Known
	for _, run := range log.Runs {
		if name := run.Tool.Driver.Name; name != "arklint" {
			return nil, fmt.Errorf("written by %q, not by arklint", name)
		}
		for _, r := range run.Results {
			if len(r.Suppressions) == 0 {
				out = append(out, r.known(names))
			}
		}
	}
	return out, nil
}

// The parts of SARIF that a baseline needs.
type (
	sarifLog struct {
		Version string `json:"version"`
		Runs    []struct {
			Tool struct {
				Driver struct {
					Name string `json:"name"`
				} `json:"driver"`
			} `json:"tool"`
			Results []sarifResult `json:"results"`
		} `json:"runs"`
	}
	sarifResult struct {
		RuleID    string `json:"ruleId"`
		Level     string `json:"level"`
		Locations []struct {
			Physical struct {
				Artifact struct {
					URI string `json:"uri"`
				} `json:"artifactLocation"`
				Region struct {
					StartLine int `json:"startLine"`
				} `json:"region"`
			} `json:"physicalLocation"`
			Logical []struct {
				Name string `json:"fullyQualifiedName"`
			} `json:"logicalLocations"`
		} `json:"locations"`
		Prints     map[string]string `json:"partialFingerprints"`
		Properties struct {
			App string `json:"app"`
		} `json:"properties"`
		Suppressions []json.RawMessage `json:"suppressions"`
	}
)

func (r *sarifResult) known(names map[string]string) Known {
	k := Known{Rule: r.RuleID, App: r.Properties.App, Print: uncounted(r.Prints[sarif.Fingerprint]), Code: r.Prints[sarif.CodeFingerprint]}
	if name, ok := names[k.Rule]; ok {
		k.Rule = name
	}
	if level, err := rules.ParseLevel(r.Level); err == nil {
		k.Level = level
	}
	for _, at := range r.Locations {
		k.Path, k.Line = strings.TrimPrefix(at.Physical.Artifact.URI, "./"), at.Physical.Region.StartLine
		if path, err := url.PathUnescape(k.Path); err == nil {
			k.Path = path
		}
		for _, l := range at.Logical {
			k.Symbol = l.Name
		}
	}
	return k
}
