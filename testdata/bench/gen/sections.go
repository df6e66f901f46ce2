package main

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed project.txt
var projectText string

//go:embed classes.txt
var classesText string

//go:embed members.txt
var membersText string

// A projectFile is a section of project.txt.
type projectFile struct {
	apps []string
	path string
	text string
}

// A class is a section of classes.txt.
type class struct {
	kind, suffix, dir string
	share, weight     float64
	imports           []string
	text              string
}

// A member is a section of members.txt.
type member struct {
	weight  float64
	imports []string
	text    string
}

// The texts are part of the program, so a mistake in them is a panic.
var (
	projectFiles = parseProject()
	classes      = parseClasses()
	members      = parseMembers() // by kind
)

// sections cuts a text at the lines that start with mark. What stands before
// the first is a comment.
func sections(text, mark string) (heads [][]string, bodies []string) {
	for _, s := range strings.Split("\n"+text, "\n"+mark+" ")[1:] {
		head, body, _ := strings.Cut(s, "\n")
		heads = append(heads, strings.Fields(strings.TrimSuffix(head, mark)))
		bodies = append(bodies, strings.TrimRight(body, "\n")+"\n")
	}
	return heads, bodies
}

func parseProject() []projectFile {
	var out []projectFile
	heads, bodies := sections(projectText, "--")
	for i, h := range heads {
		apps := strings.Split(h[0], ",")
		if h[0] == "all" {
			apps = []string{base, module, library}
		}
		out = append(out, projectFile{apps, h[1], bodies[i]})
	}
	return out
}

func parseClasses() []class {
	var out []class
	heads, bodies := sections(classesText, "---")
	for i, h := range heads {
		out = append(out, class{h[0], strings.Trim(h[1], "-"), h[2], number(h[3]), number(h[4]), h[5:], bodies[i]})
	}
	return out
}

func parseMembers() map[string][]member {
	out := map[string][]member{}
	heads, bodies := sections(membersText, "---")
	for i, h := range heads {
		for _, kind := range strings.Split(h[0], ",") {
			out[kind] = append(out[kind], member{number(h[1]), h[2:], bodies[i]})
		}
	}
	return out
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(fmt.Sprintf("testdata/bench/gen: %v", err))
	}
	return f
}
