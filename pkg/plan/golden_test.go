package plan

import (
	flags "flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/dialect"
)

var update = flags.Bool("update", false, "write testdata anew")

// dialects are those that a folder of golden files shows beside each other.
var dialects = []*dialect.Dialect{dialect.DuckDB, dialect.Postgres, dialect.MySQL, dialect.ClickHouse, dialect.Trino}

// TestGoldenSQL shows the statement of every way of counting in every dialect: go test ./pkg/plan -run Golden -update.
func TestGoldenSQL(t *testing.T) {
	for _, form := range countingForms {
		t.Run(form.name, func(t *testing.T) {
			for _, d := range dialects {
				statement, err := form.count(t, d.Counting)
				if err != nil {
					t.Fatal(d.Name, err)
				}
				if statement == nil {
					continue
				}
				rendered, err := dialect.Render(d, statement.Query)
				if err != nil {
					t.Fatal(d.Name, err)
				}
				holdGolden(t, filepath.Join("testdata", strings.ReplaceAll(form.name, " ", "_"), d.Name+".sql"),
					fmt.Sprintf("%s\n-- bound: %v\n", rendered.SQL, rendered.Args))
			}
		})
	}
}

func holdGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("run go test ./pkg/plan -run Golden -update and read the difference in %s:\n%s", file, diff)
	}
}
