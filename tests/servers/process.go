// Package servers runs throw-away database servers for tests: real ones, from the operating system's packages, on a
// port of this machine's own address, in a folder that goes with them.
package servers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Password is that of the administrators: it has the characters that careless code trips over.
const Password = `pa'ss \"word:/@`

// Process is a server's process with its folder and its port. Servers refuse to run as root; then it runs as nobody.
type Process struct {
	Folder string
	Port   int

	account  *syscall.SysProcAttr
	uid, gid int
	stdin    io.Closer
	done     chan struct{}
	output   bytes.Buffer
}

// Find is the path of a program in one of the folders (patterns; of several matches the last), else in PATH; empty when
// it is not installed.
func Find(program string, folders ...string) string {
	for _, pattern := range folders {
		if found, err := filepath.Glob(filepath.Join(pattern, program)); err == nil && len(found) > 0 {
			return found[len(found)-1]
		}
	}
	path, err := exec.LookPath(program)
	if err != nil {
		return ""
	}
	return path
}

// New makes the folder; Serve picks the port.
func New(name string) (*Process, error) {
	p := &Process{uid: os.Geteuid(), gid: os.Getegid()}
	if p.uid == 0 {
		if err := p.becomeNobody(); err != nil {
			return nil, err
		}
	}
	var err error
	if p.Folder, err = os.MkdirTemp("", "leeway-"+name+"-"); err != nil {
		return nil, err
	}
	return p, os.Chown(p.Folder, p.uid, p.gid)
}

func (p *Process) becomeNobody() error {
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return err
	}
	uid, uidErr := strconv.ParseUint(nobody.Uid, 10, 32)
	gid, gidErr := strconv.ParseUint(nobody.Gid, 10, 32)
	p.account = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	p.uid, p.gid = int(uid), int(gid)
	return errors.Join(uidErr, gidErr)
}

// URL is the server's address as a data source has it.
func (p *Process) URL() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.Port)) }

// Path is the path of a file in the folder.
func (p *Process) Path(name string) string { return filepath.Join(p.Folder, name) }

// Write makes a file that only the server may read and returns its path.
func (p *Process) Write(name, text string) (string, error) {
	path := p.Path(name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return path, err
	}
	return path, os.Chown(path, p.uid, p.gid)
}

// Do runs a program to its end, as the server's account.
func (p *Process) Do(program string, args ...string) error {
	command := exec.Command(program, args...)
	command.SysProcAttr, command.Dir = p.account, p.Folder
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", program, err, output)
	}
	return nil
}

// watcher ends the server when the pipe to its standard input closes, which also happens when a test run is killed.
const watcher = `exec 3<&0; "$@" </dev/null 3<&- & server=$!; (cat <&3 >/dev/null; kill -%s $server) 2>/dev/null & wait $server; kill $!`

// start runs the server in the background.
func (p *Process) start(stopSignal, program string, args ...string) error {
	script := fmt.Sprintf(watcher, stopSignal)
	command := exec.Command("/bin/sh", append([]string{"-c", script, "watcher", program}, args...)...)
	command.SysProcAttr, command.Dir = p.account, p.Folder
	command.Stdout, command.Stderr = &p.output, &p.output
	stdin, err := command.StdinPipe()
	if err != nil {
		return err
	}
	p.stdin, p.done = stdin, make(chan struct{})
	if err := command.Start(); err != nil {
		return err
	}
	go func() {
		_ = command.Wait() // a signal ended it
		close(p.done)
	}()
	return nil
}

// await tries until it works, the server ends or patience does.
func (p *Process) await(try func() error) error {
	const patience = 30 * time.Second
	var err error
	for start := time.Now(); time.Since(start) < patience; time.Sleep(30 * time.Millisecond) {
		if err = try(); err == nil {
			return nil
		}
		select {
		case <-p.done:
			return fmt.Errorf("the server ended:\n%s", p.output.String())
		default:
		}
	}
	return fmt.Errorf("the server does not answer: %w", err)
}

// Stop ends the server, if it runs, and removes the folder.
func (p *Process) Stop() {
	p.end()
	_ = os.RemoveAll(p.Folder)
}

// end ends the server, if it runs, and keeps its folder.
func (p *Process) end() {
	if p.done != nil {
		_ = p.stdin.Close()
		<-p.done
	}
}

// Kill ends the server at once, as a crash would; the process is the one whose number stands in a file of the folder.
func (p *Process) Kill(t testing.TB, pidFile string) {
	t.Helper()
	text, err := os.ReadFile(p.Path(pidFile))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}
