// Package config reads arklint.yaml and says which line is wrong.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	// go.yaml.in/yaml/v3 keeps line and column of every node, which the messages
	// here need; it is the maintained fork of gopkg.in/yaml.v3 (see
	// design/dependencies.md).
	"go.yaml.in/yaml/v3"

	"arklint/rules"
	"arklint/scanner/model"
)

// Name is the file's name, looked for in the scanned root.
const Name = "arklint.yaml"

// A Config is what arklint.yaml may say. Flags win over it.
//
//	base: base                 # or a list; folders relative to this file
//	modules: [order, user]
//	role: module               # of projects whose own files do not decide it
//	deploy: dynamic
//	fail-on: warning
//	select: [sysprop-*, jvm-exit]
//	ignore: [stdout-print]
//	levels:
//	  print-stack-trace: note
//	  console-appender: off
//	exclude: ["legacy/**"]     # folders and files that are not scanned
type Config struct {
	Bases   []string
	Modules []string
	Role    model.Role
	Deploy  string // "" when not said
	FailOn  string // "" when not said
	Select  []string
	Ignore  []string
	Levels  map[string]rules.Level // by rule name
	Exclude []string
}

// An Error is something wrong at a line of the file.
type Error struct {
	Path    string
	Line    int
	Message string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Message) }

// keys are the file's keys and how each is read.
var keys = map[string]func(*reader, *Config, *yaml.Node){
	"base":    func(r *reader, c *Config, n *yaml.Node) { c.Bases = r.strings(n) },
	"modules": func(r *reader, c *Config, n *yaml.Node) { c.Modules = r.strings(n) },
	"select":  func(r *reader, c *Config, n *yaml.Node) { c.Select = r.strings(n) },
	"ignore":  func(r *reader, c *Config, n *yaml.Node) { c.Ignore = r.strings(n) },
	"exclude": func(r *reader, c *Config, n *yaml.Node) { c.Exclude = r.strings(n) },
	"role": func(r *reader, c *Config, n *yaml.Node) {
		role, ok := model.ParseRole(r.string(n))
		if !ok {
			r.fail(n, "%q is no role: use base, module or library", n.Value)
		}
		c.Role = role
	},
	"deploy": func(r *reader, c *Config, n *yaml.Node) {
		c.Deploy = r.string(n)
		if _, err := rules.ParseDeployment(c.Deploy); err != nil {
			r.fail(n, "%v", err)
		}
	},
	"fail-on": func(r *reader, c *Config, n *yaml.Node) {
		c.FailOn = r.string(n)
		if !slices.Contains(FailOnWords, c.FailOn) {
			r.fail(n, "%q: use %s", c.FailOn, strings.Join(FailOnWords, ", "))
		}
	},
	"levels": func(r *reader, c *Config, n *yaml.Node) { r.levels(c, n) },
}

// FailOnWords are what --fail-on and fail-on take.
var FailOnWords = []string{"error", "warning", "note", "never"}

// Parse reads the text of the file at path. names maps the names and aliases
// of all rules to their present names. The error is an *Error, of the first
// line that is wrong.
func Parse(path string, text []byte, names map[string]string) (*Config, error) {
	c := &Config{Levels: map[string]rules.Level{}}
	r := &reader{path: path, names: names}
	dec := yaml.NewDecoder(bytes.NewReader(text))
	var doc yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return c, nil // empty, or nothing but comments
	} else if err != nil {
		return nil, yamlError(path, err)
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, &Error{path, root.Line, "expected keys such as base, modules, levels"}
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		read, ok := keys[key.Value]
		if !ok {
			known := make([]string, 0, len(keys))
			for k := range keys {
				known = append(known, k)
			}
			slices.Sort(known)
			return nil, &Error{path, key.Line, fmt.Sprintf("unknown key %q%s", key.Value, Suggest(key.Value, known))}
		}
		read(r, c, value)
		if r.err != nil {
			return nil, r.err
		}
	}
	return c, nil
}

// yamlError takes the line out of the YAML library's "yaml: line 3: ...".
func yamlError(path string, err error) error {
	var line int
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if _, scan := fmt.Sscanf(message, "line %d:", &line); scan == nil {
		_, message, _ = strings.Cut(message, ": ")
	}
	return &Error{path, max(line, 1), "not YAML: " + message}
}

type reader struct {
	path  string
	names map[string]string
	err   *Error
}

func (r *reader) fail(n *yaml.Node, format string, args ...any) {
	if r.err == nil {
		r.err = &Error{r.path, n.Line, fmt.Sprintf(format, args...)}
	}
}

func (r *reader) string(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		r.fail(n, "expected one word")
		return ""
	}
	return n.Value
}

// strings reads a word or a list of words.
func (r *reader) strings(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	if n.Kind != yaml.SequenceNode {
		r.fail(n, "expected a word or a list of words")
		return nil
	}
	var out []string
	for _, c := range n.Content {
		out = append(out, r.string(c))
	}
	return out
}

func (r *reader) levels(c *Config, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.fail(n, "expected rule: level pairs")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name, ok := r.names[key.Value]
		if !ok {
			all := make([]string, 0, len(r.names))
			for known := range r.names {
				all = append(all, known)
			}
			slices.Sort(all)
			r.fail(key, "there is no rule %q%s", key.Value, Suggest(key.Value, all))
			return
		}
		word := value.Value
		if value.Tag == "!!bool" && (word == "off" || word == "false" || word == "no") { // YAML 1.1 reads off as false
			word = "off"
		}
		level, err := rules.ParseLevel(word)
		if err != nil {
			r.fail(value, "%v", err)
			return
		}
		c.Levels[name] = level
	}
}

// Suggest returns `; did you mean "x"?` for the known word nearest to one that
// is not, "" when none is near.
func Suggest(word string, known []string) string {
	best, distance := "", len(word)/2+1
	for _, k := range known {
		if d := editDistance(word, k); d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// editDistance is Levenshtein's, in bytes: the words are rule names and keys.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
