package duckdb

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// location is where the tables of a store lie: in a database file, or in Parquet files below the root.
type location struct {
	root string // an absolute path, see Options.Root
	path string // of the database file below it; empty: tables are Parquet files
}

// cleanRoot checks the directory of duckdb_root. It never touches the disk: DuckDB does, once it is confined.
func cleanRoot(root string) (string, error) {
	root = filepath.ToSlash(root)
	switch {
	case root == "":
		return "", fault.Newf(fault.BadSettings,
			"a duckdb store reads files only below a directory that the operator allows: "+
				"set duckdb_root (in Grafana: plugin setting duckdb_root, environment GF_PLUGIN_DUCKDB_ROOT; on the command line: --duckdb-root)")
	case !filepath.IsAbs(root):
		return "", fault.Newf(fault.BadSettings, "duckdb_root must be an absolute path")
	case path.Clean(root) == "/":
		return "", fault.Newf(fault.BadSettings, "duckdb_root must not be the whole file system")
	case strings.ContainsAny(root, "*?[]{}\x00"):
		return "", fault.Newf(fault.BadSettings, "duckdb_root must not hold the wildcards * ? [ ] { }")
	}
	return path.Clean(root), nil
}

// elsewhere finds addresses and drives; a colon further on is part of a name.
var elsewhere = regexp.MustCompile(`^[A-Za-z]:|://`)

// inside is the full path of a path relative to the root. This is the first of two locks: DuckDB resolves links and
// refuses by itself what ends up outside.
func (l location) inside(relative string) (string, error) {
	outside := func() error {
		return fault.Newf(fault.Forbidden,
			"%q is not below the directory that duckdb_root allows; paths are relative to it", relative)
	}
	switch {
	case relative == "":
		return "", fault.Newf(fault.BadModel, "the path is empty")
	case strings.ContainsAny(relative, "\x00\\"):
		return "", fault.Newf(fault.BadModel,
			"the path %q holds a character that paths may not (use / between folders)", relative)
	case path.IsAbs(relative), filepath.IsAbs(relative), strings.HasPrefix(relative, "~"),
		elsewhere.MatchString(relative):
		return "", outside()
	}
	for _, part := range strings.Split(relative, "/") {
		if part == ".." {
			return "", outside()
		}
	}
	return l.root + "/" + path.Clean(relative), nil
}

// Table checks a table of a model: in a database file `table` or `schema.table`, else a Parquet file or glob.
func (l location) Table(ref string) ([]string, error) {
	if l.path != "" {
		return store.SplitName(ref, 2)
	}
	if !parquetName.MatchString(ref) {
		return nil, fault.Newf(fault.BadModel,
			"%q is not a Parquet file: without store.path a table is a file or glob "+
				"that ends in .parquet, .parq or .pq, such as predictions/*.parquet", ref)
	}
	if _, err := l.inside(ref); err != nil {
		return nil, err
	}
	return []string{ref}, nil
}

// parquetPath is the full path of a table of Parquet files.
func (l location) parquetPath(name []string) (string, error) {
	if len(name) != 1 {
		return "", fault.Newf(fault.Internal, "a Parquet table has one name, not %d", len(name))
	}
	if _, err := l.Table(name[0]); err != nil {
		return "", err
	}
	return l.inside(name[0])
}

// place is the text of an unmoved table.
func (l location) place(name []string) (string, error) {
	if l.path == "" {
		full, err := l.parquetPath(name)
		if err != nil {
			return "", err
		}
		return readParquet(full), nil
	}
	parts := append([]string{catalog}, name...)
	if len(name) == 1 {
		parts = []string{catalog, "main", name[0]}
	}
	for i, part := range parts {
		quoted, err := dialect.DuckDB.Names.Apply(part)
		if err != nil {
			return "", err
		}
		parts[i] = quoted
	}
	return strings.Join(parts, "."), nil
}

// written is a name as a model writes it.
func (l location) written(name []string) string {
	if l.path == "" {
		return key(name)
	}
	parts := make([]string, len(name))
	for i, p := range name {
		parts[i] = p
		if strings.ContainsAny(p, `."`) {
			parts[i] = `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
		}
	}
	return strings.Join(parts, ".")
}
