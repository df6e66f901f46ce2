// Gen writes a tree to measure arklint on: a base, the modules that will share
// its JVM and a library they have in common, in Java of the kinds and sizes
// that business applications are made of. The same flags write the same bytes,
// on every machine.
//
//	go run ./testdata/bench/gen -seed 1 -modules 8 -files 5000 -out DIR
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	root    = "root"
	base    = "base"
	module  = "module"
	library = "common"
)

// An app is one Maven project of the tree.
type app struct{ name, role string }

func main() {
	seed := flag.Uint64("seed", 1, "the tree is a function of this and the two numbers below")
	modules := flag.Int("modules", 8, "how many modules join the base")
	files := flag.Int("files", 5000, "how many main sources to write")
	out := flag.String("out", "", "a folder that is empty or not there yet")
	flag.Parse()
	if *out == "" || *modules < 1 || *files < 1 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := create(*out, *seed, *modules, *files); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// create writes the tree into an empty folder.
func create(out string, seed uint64, modules, files int) error {
	if there, err := os.ReadDir(out); err == nil && len(there) > 0 {
		return fmt.Errorf("%s is not empty", out)
	}
	made := map[string]bool{}
	return tree(seed, modules, files, func(path, text string) error {
		name := filepath.Join(out, filepath.FromSlash(path))
		if dir := filepath.Dir(name); !made[dir] {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			made[dir] = true
		}
		return os.WriteFile(name, []byte(text), 0o644)
	})
}

// tree hands every file of the tree to write: what stands in project.txt, and
// as many sources as are wanted in all. The base has a sixth of them, the
// library a tenth; the modules are of different sizes.
func tree(seed uint64, modules, files int, write func(path, text string) error) error {
	apps := []app{{base, base}, {library, library}}
	shares := []float64{1.0 / 6, 1.0 / 10}
	r := draw(seed, root)
	var sum float64
	for i := range modules {
		name := moduleNames[i%len(moduleNames)]
		if i >= len(moduleNames) {
			name += fmt.Sprint(i / len(moduleNames))
		}
		apps = append(apps, app{name, module})
		shares = append(shares, 0.5+r.Float64())
		sum += shares[i+2]
	}
	for i := 2; i < len(shares); i++ {
		shares[i] *= (1 - shares[0] - shares[1]) / sum
	}
	if err := project(app{"", root}, apps, "", write); err != nil {
		return err
	}
	left := files
	for i, a := range apps {
		n := int(shares[i] * float64(files))
		if i == len(apps)-1 {
			n = left
		}
		left -= n
		scope := ""
		if i%2 == 0 { // every other module takes the library from the base
			scope = "\n      <scope>provided</scope>"
		}
		if err := project(a, apps, scope, func(path, text string) error {
			if strings.Contains(path, "src/main/java/") {
				if n == 0 {
					return nil
				}
				n--
			}
			return write(path, text)
		}); err != nil {
			return err
		}
		for i := 0; n > 0; i++ {
			for _, s := range newThing(seed, a, i).sources(seed) {
				if n == 0 {
					break
				}
				n--
				if err := write(s.path, s.text); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// project writes what project.txt has for an app's role.
func project(a app, apps []app, scope string, write func(path, text string) error) error {
	var list strings.Builder
	for _, m := range apps {
		fmt.Fprintf(&list, "    <module>%s</module>\n", m.name)
	}
	words := strings.NewReplacer("{app}", a.name, "{library}", library, "{scope}", scope, "{modules}", list.String())
	for _, f := range projectFiles {
		if !slices.Contains(f.apps, a.role) {
			continue
		}
		path := words.Replace(f.path)
		if a.name != "" {
			path = a.name + "/" + path
		}
		if err := write(path, words.Replace(f.text)); err != nil {
			return err
		}
	}
	return nil
}
