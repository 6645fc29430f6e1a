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
	"leeway/pkg/store/duckdb/tally"
)

// missingColumn finds the name in DuckDB's error about a column; nothing else of that text is shown.
var missingColumn = regexp.MustCompile(`(?s)(?:Referenced column "(.+?)" not found|does not have a column named "(.+?)"\n)`)

// misfitColumn finds file, column and type in DuckDB's error about a value of one file of a glob.
var misfitColumn = regexp.MustCompile(`Error while reading file "(.+?)": failed to cast column "(.+?)" from type .+? to (.+?): `)

// describeMissing turns an error of a statement into a fault; a table or column that is missing is named, with what
// there is.
func (s *Store) describeMissing(ctx context.Context, err error, q sqlast.Query) error {
	f := s.fault(ctx, err)
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
			"the column %q of the file %s has a value that has no place in the type that all files together have (%s)",
			misfit[2], strings.TrimPrefix(misfit[1], s.root+"/"), strings.ToLower(misfit[3])).Because(err)
	}
	match := missingColumn.FindStringSubmatch(e.Msg)
	if match == nil {
		return f
	}
	return store.NoColumn(match[1]+match[2], columns).Because(err)
}

// fault sorts an error of the driver by kind. The driver's text stays in the cause: it holds paths and SQL.
func (s *Store) fault(ctx context.Context, err error) *fault.Error {
	var known *fault.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, errClosed), s.open.Err() != nil:
		return fault.Newf(fault.Canceled, "the data source was closed or changed while the query ran").Because(err)
	case errors.Is(err, errLimit):
		return fault.Newf(fault.Timeout, "the store took longer than %s (limits.queryTimeout)",
			s.limits.QueryTimeout).Because(err)
	case errors.Is(err, context.Canceled), errors.Is(ctx.Err(), context.Canceled):
		return fault.Newf(fault.Canceled, "the query was cancelled").Because(err)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fault.Newf(fault.Timeout, "the store took longer than the caller waits").Because(err)
	}
	var e *driver.Error
	if !errors.As(err, &e) {
		return fault.Newf(fault.Store, "DuckDB failed").Because(err)
	}
	if tally.OverBudget(e.Msg) || e.Type == driver.ErrorTypeOutOfMemory {
		return s.outOfMemory().Because(err)
	}
	return byType(e.Type).Because(err)
}

// outOfMemory says what takes less memory.
func (s *Store) outOfMemory() *fault.Error {
	return fault.Newf(fault.TooLarge,
		"the statement takes more memory than the store may use, %d MB (limits.memoryMB); ask for fewer "+
			"segments, a shorter range or longer buckets, or raise the limit", s.memory)
}

// byType says in words what a type of DuckDB's errors means for a reader of data.
func byType(t driver.ErrorType) *fault.Error {
	switch t {
	case driver.ErrorTypeCatalog, driver.ErrorTypeBinder:
		return fault.Newf(fault.NotFound, "a table or column is not there, or has another type than the query needs")
	case driver.ErrorTypeIO:
		return fault.Newf(fault.NotFound,
			"a file cannot be read: it is missing, damaged, or another process is writing it")
	case driver.ErrorTypePermission:
		return fault.Newf(fault.Forbidden, "a file is not below the directory that duckdb_root allows")
	case driver.ErrorTypeInterrupt:
		return fault.Newf(fault.Canceled, "the query was cancelled")
	case driver.ErrorTypeConversion, driver.ErrorTypeOutOfRange, driver.ErrorTypeMismatchType,
		driver.ErrorTypeDecimal, driver.ErrorTypeInvalidInput:
		return fault.Newf(fault.Store, "a value in the table does not fit the type that the query needs")
	}
	return fault.Newf(fault.Store, "DuckDB failed")
}
