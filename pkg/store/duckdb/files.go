package duckdb

import (
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/tally"
)

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
func (s *Store) inside(relative string) (string, error) {
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
	return s.root + "/" + path.Clean(relative), nil
}

// Table checks a table of a model: in a database file `table` or `schema.table`, else a Parquet file or glob.
func (s *Store) Table(ref string) ([]string, error) {
	if s.path != "" {
		return store.SplitName(ref, 2)
	}
	if !parquetName.MatchString(ref) {
		return nil, fault.Newf(fault.BadModel, "%q is no Parquet file: without store.path a table is a file or glob "+
			"that ends in .parquet, .parq or .pq, such as predictions/*.parquet", ref)
	}
	if _, err := s.inside(ref); err != nil {
		return nil, err
	}
	return []string{ref}, nil
}

// placed is the dialect that statements run in: tables are where the files are, and moved tables are shifted.
func (s *Store) placed() *dialect.Dialect {
	d := *dialect.DuckDB
	d.Source = func(name []string) (string, error) {
		if moved := s.moved.Load(); moved != nil {
			if text, ok := (*moved)[key(name)]; ok {
				return text, nil
			}
		}
		return s.place(name)
	}
	return &d
}

// numbered are the dialects that name the aggregates of every number of the pool.
func (s *Store) numbered() []*dialect.Dialect {
	dialects := make([]*dialect.Dialect, s.numbers())
	for number := range dialects {
		d := *s.executed
		d.Templates = maps.Clone(d.Templates)
		for _, node := range dialect.CountingNodes {
			name, arguments, _ := strings.Cut(string(d.Templates[node]), "(")
			d.Templates[node] = dialect.Template(tally.Name(name, number) + "(" + arguments)
		}
		dialects[number] = &d
	}
	return dialects
}

// place is the text of an unmoved table.
func (s *Store) place(name []string) (string, error) {
	if s.path == "" {
		full, err := s.parquetPath(name)
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

// key joins the parts of a name; no part holds a NUL.
func key(name []string) string { return strings.Join(name, "\x00") }
