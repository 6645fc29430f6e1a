// Package tally gives DuckDB aggregates, so that one pass over the rows counts many columns:
//
//	leeway_tally(key)                   how many rows have each key
//	leeway_tally(x, factor)             how many have each key ⌊x·factor⌋; it is NaN of what is not finite
//	leeway_tally(key, kind, off, off2)  the same by key and kind, and the sums of off and off2
//	leeway_tally_exponential(x, c)      how many have each key sign(x)·(⌊log2|x|·c + 2^−20⌋ + 2^20); 0 and NaN are their own
//	leeway_octaves(x)                   by sign and octave of x: how many, off = Σx, off2 = Σx², kind 1 where one is fractional
//
// Each returns LIST(STRUCT(key DOUBLE, kind BIGINT, n BIGINT, off DOUBLE, off2 DOUBLE)), in no order; rows whose key is NULL
// have an entry with key NULL. A GROUP BY for every column would hash each value once more into a table of rows, which
// costs several times what reading it does. They are C because DuckDB calls them once a chunk, on its own threads.
package tally

/*
#cgo CFLAGS: -std=c11 -O2 -Wall -Wextra -Werror
#cgo LDFLAGS: -lm
#include "tally.h"
*/
import "C"

import (
	"database/sql"
	"reflect"
	"strings"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"leeway/pkg/fault"
)

// Register adds the aggregates to the database behind a connection, for all its connections. The tables of each may
// hold most bytes at any time. Errors: Internal.
func Register(connection *sql.Conn, most int64) error {
	return connection.Raw(func(raw any) error {
		handle, ok := handleOf(raw)
		if !ok || !bool(C.leeway_register(handle.Ptr, C.int64_t(most))) {
			return fault.Newf(fault.Internal, "DuckDB did not take the aggregates that count")
		}
		return nil
	})
}

// handleOf returns the handle inside the driver's connection, which the driver keeps to itself: it registers functions of
// one row, but no aggregates.
func handleOf(connection any) (mapping.Connection, bool) {
	v := reflect.Indirect(reflect.ValueOf(connection))
	if v.Kind() != reflect.Struct {
		return mapping.Connection{}, false
	}
	field := v.FieldByName("conn")
	if !field.IsValid() || field.Type() != reflect.TypeFor[mapping.Connection]() {
		return mapping.Connection{}, false
	}
	return mapping.Connection{Ptr: field.FieldByName("Ptr").UnsafePointer()}, true
}

// Spent reports whether an error of the driver says that an aggregate's tables would have grown over what they may hold.
func Spent(message string) bool { return strings.Contains(message, C.LEEWAY_SPENT) }
