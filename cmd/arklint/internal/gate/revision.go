package gate

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"

	"arklint/cmd/arklint/internal/overlay"
)

// Revision is the folder root as it was at a git revision: what is on disk, with the
// files that git calls changed as they were, and without those that are new. Files that
// git ignores are no part of any change. Nothing is checked out and the repository is
// only read. "REV..." means where HEAD left REV, as in git diff. environ is what git is
// run with.
func Revision(ctx context.Context, root, rev string, environ []string) (fs.FS, error) {
	g := git{ctx, root, environ}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("there is no git on the PATH")
	}
	prefix, err := g.run("rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("%s is not in a git repository that can be read: %w", root, err)
	}
	commit, err := g.commit(rev)
	if err != nil {
		return nil, err
	}
	changed, err := g.run("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", "--relative", commit, "--", ".")
	if err != nil {
		return nil, err
	}
	untracked, err := g.run("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, path := range paths(untracked) {
		files[path] = nil
	}
	if err := g.read(commit, strings.TrimSuffix(prefix, "\n"), paths(changed), files); err != nil {
		return nil, err
	}
	return overlay.New(os.DirFS(root), files), nil
}

func paths(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == 0 })
}

// git runs git in a folder.
type git struct {
	ctx     context.Context
	dir     string
	environ []string
}

func (g git) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(slices.Clone(g.environ), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	return cmd
}

func (g git) run(args ...string) (string, error) {
	out, err := g.command(args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		first, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n")
		return "", fmt.Errorf("git %s: %s", args[0], first)
	}
	return string(out), err
}

// commit is the name of the commit that rev means.
func (g git) commit(rev string) (string, error) {
	name, ours := strings.CutSuffix(rev, "...")
	if name == "" || strings.HasPrefix(name, "-") { // git would read an option
		return "", fmt.Errorf("%q is no revision", rev)
	}
	commit, err := g.run("rev-parse", "--verify", "--quiet", name+"^{commit}")
	if err != nil {
		hint := ""
		if shallow, _ := g.run("rev-parse", "--is-shallow-repository"); strings.TrimSpace(shallow) == "true" {
			hint = "; this is a shallow clone, so fetch more of it first (fetch-depth: 0, GIT_DEPTH: 0)"
		}
		return "", fmt.Errorf("git knows no revision %q here%s", name, hint)
	}
	if ours {
		if commit, err = g.run("merge-base", strings.TrimSpace(commit), "HEAD"); err != nil {
			return "", fmt.Errorf("HEAD and %q have no commit in common here, or a shallow clone does not hold it", name)
		}
	}
	return strings.TrimSpace(commit), nil
}

// maxBlob is the biggest file that is read: what arklint reads is text, but a change
// may hold anything.
const maxBlob = 16 << 20

// read puts the files of a commit into files, nil for those it does not have.
func (g git) read(commit, prefix string, paths []string, files map[string][]byte) error {
	var ask strings.Builder
	var asked []string
	for _, path := range paths {
		if strings.ContainsRune(path, '\n') {
			continue // the protocol below has no way to say it
		}
		asked = append(asked, path)
		ask.WriteString(commit + ":" + prefix + path + "\n")
	}
	if asked == nil {
		return nil
	}
	cmd := g.command("cat-file", "--batch")
	cmd.Stdin = strings.NewReader(ask.String())
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	err = readBlobs(bufio.NewReader(out), asked, files)
	if err != nil {
		_ = cmd.Process.Kill() // it would wait for a reader
	}
	if waited := cmd.Wait(); err == nil {
		err = waited
	}
	if err != nil {
		return fmt.Errorf("git cat-file: %w", err)
	}
	return nil
}

// readBlobs reads what cat-file --batch says for each path: "<name> blob <size>", the
// bytes and a line feed, or "<request> missing".
func readBlobs(in *bufio.Reader, paths []string, files map[string][]byte) error {
	for _, path := range paths {
		head, err := in.ReadString('\n')
		if err != nil {
			return err
		}
		var name, kind string
		var size int64
		if n, _ := fmt.Sscanf(head, "%s %s %d\n", &name, &kind, &size); n != 3 || strings.HasSuffix(head, " missing\n") {
			files[path] = nil
			continue
		}
		var text bytes.Buffer
		keep := io.Writer(&text)
		if size > maxBlob || kind != "blob" {
			keep = io.Discard
		}
		if _, err := io.CopyN(keep, in, size); err != nil {
			return err
		}
		if _, err := in.Discard(1); err != nil {
			return err
		}
		files[path] = append([]byte{}, text.Bytes()...) // an empty file is a file
	}
	return nil
}
