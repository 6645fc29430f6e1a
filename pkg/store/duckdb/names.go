package duckdb

import (
	"regexp"
	"strings"
)

// catalog is the name under which the database file is attached.
const catalog = "log"

// parquetEnds are the ends of names of Parquet files, in any case, as a pattern of both Go's and DuckDB's.
const parquetEnds = `(?i)\.(parquet|parq|pq)$`

var parquetName = regexp.MustCompile(parquetEnds)

// isGlob reports whether a table can be several files.
func isGlob(ref string) bool { return strings.ContainsAny(ref, "*?[") }

// readParquet is the source text of a file or glob. The files of a glob are read by the names of their columns, each
// with the widest type that any file gives it. By default DuckDB takes the types of the first file, and rounds what
// later files hold to them.
func readParquet(path string) string {
	if isGlob(path) {
		return "read_parquet(" + literal(path) + ", union_by_name = true)"
	}
	return "read_parquet(" + literal(path) + ")"
}

// literal writes a string constant; DuckDB knows no escape but the doubled quote.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// key joins the parts of a name; no part holds a NUL.
func key(name []string) string { return strings.Join(name, "\x00") }
