package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// asCommand tells a second run of these tests to be the command itself, with the arguments that it has.
const asCommand = "LEEWAY_TEST_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// A signal ends a command that does not look whether it should end, here as its input never does. It prints nothing.
func TestASignalEndsACommandThatDoesNotHearOfIt(t *testing.T) {
	file := settings(t, "")
	for _, name := range []string{"query", "sql"} {
		c := exec.Command(os.Args[0], name, "--datasource", file)
		c.Env = append(os.Environ(), asCommand+"=yes")
		var out, complaints bytes.Buffer
		c.Stdout, c.Stderr = &out, &complaints
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// more than a pipe holds: it reads, and hears signals
		if _, err := in.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
			t.Fatal(err)
		}
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		var exit *exec.ExitError
		if err := c.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 1 || out.Len() > 0 ||
			!strings.Contains(complaints.String(), errInterrupted.Error()) {
			t.Errorf("%s ended with %v, printed %q and said %q", name, err, out.String(), complaints.String())
		}
		_ = in.Close()
	}
}

// Of what a signal cancelled a command prints no part.
func TestACancelledCommandPrintsNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	request := filepath.Join(t.TempDir(), "request")
	if err := os.WriteFile(request,
		[]byte(`{"from": "2024-04-22T00:00:00Z", "to": "2024-04-29T00:00:00Z", "queries": [{"refId": "A", "measures": [{"id": "rows"}]}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"query"}, {"sql"}, {"init"},
		{"check", "--from", "2024-04-22", "--to", "2024-04-29"}} {
		out, err := invokeUntil(t, ctx, request, append(args, "--datasource", settings(t, lateRate))...)
		if err == nil || out != "" {
			t.Errorf("%s: printed %q, %v", args[0], out, err)
		}
	}
}
