package duckdb

import (
	"context"
	"errors"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/fault"
	"leeway/pkg/store/duckdb/tally"
)

// classify sorts an error of the driver by kind. The driver's text stays in the cause: it holds paths and SQL.
func (s *session) classify(err error) *fault.Error {
	var known *fault.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, errClosed):
		return fault.Newf(fault.Canceled, "the data source was closed or changed while the query ran").Because(err)
	case errors.Is(err, context.Canceled):
		return fault.Newf(fault.Canceled, "the query was cancelled").Because(err)
	case errors.Is(err, context.DeadlineExceeded):
		return fault.Newf(fault.Timeout, "the store took longer than the query may take").Because(err)
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
func (s *session) outOfMemory() *fault.Error {
	return fault.Newf(fault.TooLarge,
		"the statement takes more memory than the store may use, %d MB (limits.memoryMB); ask for fewer "+
			"segments, a shorter range or longer buckets, or raise the limit", s.memory)
}

// byType says in words what a type of DuckDB's errors means for a reader of data.
func byType(t driver.ErrorType) *fault.Error {
	switch t {
	case driver.ErrorTypeCatalog, driver.ErrorTypeBinder:
		return fault.Newf(fault.NotFound, "a table or a column does not exist, or has another type than the query needs")
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
