package duckdb

import (
	"context"
	"path"
	"strings"

	"leeway/pkg/fault"
)

// lakes are table formats that keep rows which were replaced or deleted in their Parquet files, until somebody cleans
// up. What tells them is a file beside the data or above it.
var lakes = []struct{ format, marker string }{
	{"Delta", "_delta_log/*.json"}, {"Iceberg", "metadata/*.metadata.json"}, {"Hudi", ".hoodie/*.properties"},
}

// refuseLake refuses Parquet files that belong to a table of another format: read on their own, they count rows that
// are not in the table any more.
func (s *Store) refuseLake(ctx context.Context, table []string) error {
	ref := table[0]
	if at := strings.IndexAny(ref, "*?["); at >= 0 {
		ref = ref[:at] + "x"
	}
	for folder := path.Dir(path.Clean(ref)); folder != "."; folder = path.Dir(folder) {
		for _, lake := range lakes {
			found, err := s.names(ctx, s.of(table), "SELECT file AS name FROM glob(?) LIMIT 1", "",
				s.root+"/"+folder+"/"+lake.marker)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				return fault.Newf(fault.Unsupported,
					"%s is a table of the format %s: its Parquet files hold rows that were replaced or deleted; "+
						"read it through Trino, or write it as plain Parquet", folder, lake.format)
			}
		}
	}
	return nil
}
