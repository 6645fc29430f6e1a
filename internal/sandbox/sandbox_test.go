package sandbox_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leeway/internal/sandbox"
)

// tree is a directory with a file, a folder and links, beside a file that must not be read.
func tree(t *testing.T) string {
	t.Helper()
	top := t.TempDir()
	root := filepath.Join(top, "root")
	for file, text := range map[string]string{"secret": "secret", "root/models.yaml": "models",
		"root/team/more.yaml": "more"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(top, file)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(top, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"inside": "team/more.yaml", "outside": "../secret",
		"absolute": filepath.Join(top, "secret"), "up": ".."} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFilesBelowTheRootAreRead(t *testing.T) {
	read := sandbox.Reader(tree(t))
	for name, want := range map[string]string{"models.yaml": "models", "team/more.yaml": "more",
		"team/../models.yaml": "models", "inside": "more"} {
		if got, err := read(name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestNothingElseIsRead(t *testing.T) {
	root := tree(t)
	read := sandbox.Reader(root)
	for name, want := range map[string]string{
		"../secret":                        "leads out of models_root",
		"team/../../secret":                "leads out of models_root",
		filepath.Join(root, "models.yaml"): "leads out of models_root",
		"":                                 "leads out of models_root",
		"outside":                          "must not lead out",
		"absolute":                         "must not lead out",
		"up/secret":                        "must not lead out",
		"team":                             "is not a regular file",
		"none.yaml":                        "there is no file",
	} {
		got, err := read(name)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %q, %v; want an error with %q", name, got, err, want)
			continue
		}
		if name != filepath.Join(root, "models.yaml") && strings.Contains(err.Error(), filepath.Dir(root)) {
			t.Errorf("%s: the error names the directory: %v", name, err)
		}
	}
}

func TestWithoutARootNothingIsRead(t *testing.T) {
	if sandbox.Reader("") != nil {
		t.Error("there is a reader")
	}
	if _, err := sandbox.Reader(filepath.Join(t.TempDir(), "gone"))("a"); err == nil ||
		!strings.Contains(err.Error(), "models_root is not a directory") {
		t.Error(err)
	}
}
