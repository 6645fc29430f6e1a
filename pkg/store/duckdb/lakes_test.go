package duckdb

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// The files of a Delta, Iceberg or Hudi table hold rows that the table does not have any more.
func TestFilesOfOtherTableFormatsAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		marker string
		tables []string
		says   string
	}{
		"Delta": {"lake/log/_delta_log/00000000000000000000.json",
			[]string{"lake/log/*.parquet", "lake/log/**/*.parquet",
				"lake/log/day=1/0.parquet"}, "lake/log is a table of the format Delta"},
		"Iceberg": {"lake/log/metadata/v1.metadata.json", []string{"lake/log/day=1/*.parquet"},
			"lake/log is a table of the format Iceberg"},
		"Hudi": {"lake/log/.hoodie/hoodie.properties", []string{"lake/log/**/*.parquet"},
			"lake/log is a table of the format Hudi"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			for _, folder := range []string{"lake/log/day=1", "lake/plain", filepath.Dir(c.marker)} {
				if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			for _, file := range []string{"lake/log/0.parquet", "lake/log/day=1/0.parquet", "lake/plain/0.parquet"} {
				duckdbtest.Exec(t, "", "COPY (SELECT 1 AS x) TO '"+filepath.Join(root, file)+"'")
			}
			if err := os.WriteFile(filepath.Join(root, c.marker), []byte("{}"), 0o600); err != nil {
				t.Fatal(err)
			}
			s := open(t, Options{Root: root})
			for _, table := range c.tables {
				_, err := s.Columns(context.Background(), []string{table})
				wantFault(t, err, fault.Unsupported, root, c.says)
			}
			if _, err := s.Columns(context.Background(), []string{"lake/plain/*.parquet"}); err != nil {
				t.Errorf("a folder beside it: %v", err)
			}
		})
	}
}
