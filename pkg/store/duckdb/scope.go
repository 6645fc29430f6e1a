package duckdb

import "strings"

// scope says what a statement reads.
type scope struct {
	subject  string // in words, for messages and to tell what does not answer
	database bool   // it needs the database file
}

// anywhere is the scope of statements that look at files below the root, or at none.
var anywhere = scope{subject: "the directory that duckdb_root allows"}

// of is the scope of statements on tables.
func (l location) of(tables ...[]string) scope {
	if l.path != "" {
		return scope{subject: l.path, database: true}
	}
	if len(tables) == 0 {
		return anywhere
	}
	names := make([]string, len(tables))
	for i, t := range tables {
		names[i] = l.written(t)
	}
	return scope{subject: strings.Join(names, ", ")}
}
