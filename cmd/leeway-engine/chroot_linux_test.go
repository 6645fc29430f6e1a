package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const project = "../.."

// The binary needs nothing of the machine: no C library, no zone database, no certificates. In a directory that holds
// only itself, the settings and the data it answers byte for byte what it answers outside.
func TestTheStaticBinaryAnswersInAChroot(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED: only root may change the root directory, so the static binary was not tried without a system around it")
	}
	binary := staticBinary(t)
	request, err := os.ReadFile(filepath.Join(project, "tests/requests/psi.json"))
	if err != nil {
		t.Fatal(err)
	}
	provisioned, err := os.ReadFile(filepath.Join(project, "provisioning/datasources/flights.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	// the machine may be busy
	patient := strings.Replace(string(provisioned), "jsonData:\n", "jsonData:\n      limits: { queryTimeout: 5m }\n", 1)
	settings, data := filepath.Join(t.TempDir(), "flights.yaml"), filepath.Join(project, "demo/flights")
	if err := os.WriteFile(settings, []byte(patient), 0o600); err != nil {
		t.Fatal(err)
	}

	jail := t.TempDir()
	place(t, binary, filepath.Join(jail, "leeway-engine"), 0o700)
	place(t, settings, filepath.Join(jail, "flights.yaml"), 0o600)
	if err := os.Mkdir(filepath.Join(jail, "flights"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"predictions.parquet", "training.parquet", "outcomes.parquet"} {
		place(t, filepath.Join(data, name), filepath.Join(jail, "flights", name), 0o600)
	}

	outside := exec.Command(binary, "query", "--datasource", settings, "--duckdb-root", data)
	inside := exec.Command("/leeway-engine", "query", "--datasource", "/flights.yaml", "--duckdb-root", "/flights")
	inside.SysProcAttr = &syscall.SysProcAttr{Chroot: jail}
	inside.Dir, inside.Env = "/", []string{}
	want, got := answerOf(t, outside, request), answerOf(t, inside, request)
	if !strings.Contains(string(want), `"psi"`) || !strings.Contains(string(want), `"status":200`) {
		t.Fatalf("outside it answers %.300s", want)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("inside it answers\n%.600s\noutside\n%.600s", got, want)
	}
}

func answerOf(t *testing.T, c *exec.Cmd, request []byte) []byte {
	t.Helper()
	var complaints bytes.Buffer
	c.Stdin, c.Stderr = bytes.NewReader(request), &complaints
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", c, err, complaints.String())
	}
	return out
}

// place copies a file.
func place(t *testing.T, from, to string, mode fs.FileMode) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, content, mode)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// staticBinary returns bin/leeway-engine if it is newer than all of its sources, else builds one for this test.
func staticBinary(t *testing.T) string {
	t.Helper()
	built := filepath.Join(project, "bin/leeway-engine")
	if info, err := os.Stat(built); err == nil && info.ModTime().After(newest(t)) {
		absolute, err := filepath.Abs(built)
		if err != nil {
			t.Fatal(err)
		}
		return absolute
	}
	built = filepath.Join(t.TempDir(), "leeway-engine")
	c := exec.Command("go", "build", "-tags", "osusergo,netgo", "-ldflags",
		`-s -w -linkmode external -extldflags "-static"`, "-o", built, ".")
	c.Env = append(os.Environ(), "CGO_ENABLED=1")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return built
}

// newest is when one of the program's sources last changed.
func newest(t *testing.T) time.Time {
	t.Helper()
	var last time.Time
	for _, folder := range []string{"go.mod", "go.sum", "cmd/leeway-engine", "pkg", "schema"} {
		err := filepath.WalkDir(filepath.Join(project, folder), func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasSuffix(file, "_test.go") {
				return err
			}
			info, err := entry.Info()
			if err == nil && info.ModTime().After(last) {
				last = info.ModTime()
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return last
}
