package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/model"
)

func TestTheDataSourceIsTheOneNamedElseTheQuerysElseTheFirst(t *testing.T) {
	sources := []model.DataSource{{Name: "One", UID: "1"}, {Name: "Two", UID: "2"}, {Name: "Three", UID: "3"}}
	for _, c := range []struct{ name, uid, want string }{
		{"", "", "One"}, {"", "2", "Two"}, {"Three", "", "Three"}, {"Three", "2", "Three"}, {"Three", "9", "Three"},
	} {
		f := sourceFlags{name: c.name}
		if got, err := f.choose(sources, c.uid); err != nil || got.Name != c.want {
			t.Errorf("--name %q and uid %q choose %q (%v), want %q", c.name, c.uid, got.Name, err, c.want)
		}
	}
	f := sourceFlags{name: "Four", file: "settings.yaml"}
	want := `no data source of type leeway-monitor-datasource is named "Four" in settings.yaml`
	if _, err := f.choose(sources, "2"); err == nil || err.Error() != want {
		t.Errorf("an unknown name: %v, want %s", err, want)
	}
	f.name = ""
	want = `datasource.uid: no data source of type leeway-monitor-datasource has the uid "9" in settings.yaml; there are 1, 2, 3. Correct the query, or choose one with --name`
	if _, err := f.choose(sources, "9"); err == nil || err.Error() != want {
		t.Errorf("an unknown uid: %v, want %s", err, want)
	}
}

func TestOnlyLeewaysDataSourcesAreRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := sourceFlags{file: file}
	write("apiVersion: 1\ndatasources:\n  - { name: Metrics, type: prometheus }\n  - { name: Models, type: leeway-monitor-datasource, uid: m }\n")
	if found, err := f.read(); err != nil || len(found) != 1 || found[0].UID != "m" {
		t.Errorf("read %+v (%v), want the data source m", found, err)
	}
	write("apiVersion: 1\ndatasources:\n  - { name: Metrics, type: prometheus }\n")
	if _, err := f.read(); err == nil || !strings.HasSuffix(err.Error(),
		"holds no data source of type leeway-monitor-datasource") {
		t.Errorf("without one: %v", err)
	}
	f.file = filepath.Join(filepath.Dir(file), "none.yaml")
	if _, err := f.read(); err == nil || !strings.HasPrefix(err.Error(), "the settings file cannot be read: ") {
		t.Errorf("without a file: %v", err)
	}
	f.file = ""
	if _, err := f.read(); err == nil ||
		err.Error() != "--datasource FILE is missing: the provisioning file that holds the data source" {
		t.Errorf("without --datasource: %v", err)
	}
}

// An unset variable becomes an empty text, as in Grafana, so that a server refuses a password that looks right in the file.
func TestVariablesThatAreNotSetAreNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings.yaml")
	t.Setenv("LEEWAY_TEST_IS_SET", "db:5432")
	text := `datasources: [{ name: Models, type: leeway-monitor-datasource, url: $LEEWAY_TEST_IS_SET, user: "${LEEWAY_TEST_NOBODY}",
  secureJsonData: { password: "pa$LEEWAY_TEST_NOTHING", other: "$$x and $__env{LEEWAY_TEST_NOBODY}" } }]`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f := sourceFlags{file: file}
	found, err := f.read()
	if err != nil || len(found) != 1 || found[0].SecureJSONData["password"] != "pa" {
		t.Fatalf("read %+v (%v)", found, err)
	}
	slices.Sort(f.unset)
	if want := []string{"LEEWAY_TEST_NOBODY", "LEEWAY_TEST_NOTHING"}; !slices.Equal(f.unset, want) {
		t.Errorf("not set are %q, want %q", f.unset, want)
	}
}
