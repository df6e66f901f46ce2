// Arklint tells which Java modules will break when they share one JVM.
package main

import (
	"os"

	"arklint/cmd/arklint/internal/cli"
)

func main() {
	command := cli.Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Environ: os.Environ()}
	os.Exit(command.Main(os.Args[1:]))
}
