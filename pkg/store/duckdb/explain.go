package duckdb

import (
	"context"
	"errors"
	"regexp"
	"strings"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// explain turns an error into a fault, and lists the database files there are where the store's is missing.
func (s *Store) explain(ctx context.Context, err error) *fault.Error {
	f := s.classify(err)
	var missing noDatabase
	if !errors.As(err, &missing) {
		return f
	}
	files, listing := s.suggestFiles(ctx, `(?i)\.duckdb$`, s.path)
	if listing != nil {
		return fault.As(listing)
	}
	return f.Listing("there are", files)
}

// missingColumn finds the name in DuckDB's error about a column; nothing else of that text is shown.
var missingColumn = regexp.MustCompile(`(?s)(?:Referenced column "(.+?)" not found|does not have a column named "(.+?)"\n)`)

// misfitColumn finds file, column and type in DuckDB's error about a value of one file of a glob.
var misfitColumn = regexp.MustCompile(`Error while reading file "(.+?)": failed to cast column "(.+?)" from type .+? to (.+?): `)

// describeMissing turns an error of a statement into a fault; a table or column that is missing is named, with what
// there is.
func (s *Store) describeMissing(ctx context.Context, err error, q sqlast.Query) error {
	f := s.explain(ctx, err)
	if f.Kind != fault.NotFound && f.Kind != fault.Store {
		return f
	}
	columns, missing := store.ColumnsRead(ctx, s, q)
	if missing != nil {
		return missing
	}
	var e *driver.Error
	if !errors.As(err, &e) {
		return f
	}
	if misfit := misfitColumn.FindStringSubmatch(e.Msg); misfit != nil {
		return fault.Newf(fault.Store,
			"the column %q of the file %s has a value that does not fit the column's type over all files (%s)",
			misfit[2], strings.TrimPrefix(misfit[1], s.root+"/"), strings.ToLower(misfit[3])).Because(err)
	}
	match := missingColumn.FindStringSubmatch(e.Msg)
	if match == nil {
		return f
	}
	return store.NoColumn(match[1]+match[2], columns).Because(err)
}
