package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Definitions that are written once serve Grafana, the command line and the generators.
func TestModelsOfAFileAreDescribedAsThoseOfTheSettings(t *testing.T) {
	text, err := os.ReadFile("../../src/ascode/golden/models.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want, err := invoke(t, "", "describe", "--datasource", "../../src/ascode/golden/models.yaml")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	settings, models, _ := strings.Cut(string(text), "      models:\n")
	// Files of models are not provisioning files: a dollar sign stands for itself.
	write(t, filepath.Join(folder, "models/team.yaml"), strings.ReplaceAll(models, "$$", "$"))
	file := filepath.Join(folder, "leeway.yaml")
	write(t, file, settings+"      modelsFile: models/team.yaml\n")
	for _, args := range [][]string{{"--datasource", file}, {"--datasource", file, "--models-root", folder}} {
		got, err := invoke(t, "", append([]string{"describe"}, args...)...)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	if out, err := invoke(t, "", "validate", file); err != nil || !strings.Contains(out, "model arrival-delay") {
		t.Errorf("%s, %v", out, err)
	}
	if _, err := invoke(t, "", "describe", "--datasource", file, "--models-root", t.TempDir()); err == nil ||
		!strings.Contains(err.Error(), `there is no file "models/team.yaml" below models_root`) {
		t.Error(err)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A file that was cut off is no definition of nothing: all rules would go.
func TestAnEmptyFileOfModelsIsRefused(t *testing.T) {
	const want = "the text is empty; write a list of definitions, [] for none"
	empty := filepath.Join(t.TempDir(), "models.yaml")
	write(t, empty, "")
	source := []string{"--datasource", "../../src/ascode/golden/models.yaml", "--models"}
	for _, args := range [][]string{{"validate", empty}, append([]string{"describe"}, append(source, empty)...)} {
		if _, err := invoke(t, "", args...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %s", args, err, want)
		}
	}
	none := filepath.Join(filepath.Dir(empty), "none.yaml")
	write(t, none, "[]")
	if _, err := invoke(t, "", append([]string{"describe"}, append(source, none)...)...); err != nil {
		t.Errorf("an empty list: %v", err)
	}
}
