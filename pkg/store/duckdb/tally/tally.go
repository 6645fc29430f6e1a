// Package tally gives DuckDB aggregates, so that one pass over the rows counts many columns:
//
//	leeway_tally(key)                   how many rows have each key
//	leeway_tally(x, factor)             how many have each key ⌊x·factor⌋; it is NaN of what is not finite
//	leeway_tally(key, kind, off, off2)  the same by key and kind, and the sums of off and off2
//	leeway_tally_exponential(x, c)      how many have each key sign(x)·(⌊log2|x|·c + 2^−20⌋ + 2^20); 0 and NaN are their own
//	leeway_places(x, c)                 by linear key ⌊x·c⌋, at most 2^53 from zero: how many, off = Σf, off2 = Σf² of their places
//	                                    f = x·c − ⌊x·c⌋ in units of 2^−20, kind 8 of zeros; the key of what is not finite is NaN
//	leeway_places(x, c, low, high)      the same; what is less than low or more than high has entries of its own, with 16 added
//	                                    to their kind, of which the places may be added up in those of the others
//	leeway_places_exponential(…)        the same by exponential key, where f = (|x| / lower edge − 1) / (2^(1/c) − 1)
//	leeway_octaves(x)                   by sign and octave of x: how many, off = Σx, off2 = Σx², kind 1 where one is fractional
//
// Each statement that runs at the same time has a set with names of its own, see Name. Each returns LIST(STRUCT(key
// DOUBLE, kind BIGINT, n BIGINT, off DOUBLE, off2 DOUBLE)), in no order; rows whose key is NULL have an entry with key
// NULL. A GROUP BY for every column would hash each value once more into a table of rows, which costs several times
// what reading it does. They are C because DuckDB calls them once a chunk, on its own threads.
package tally

/*
#cgo CFLAGS: -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra
#cgo LDFLAGS: -lm -lpthread
#cgo sanitize CFLAGS: -Werror -g -fsanitize=address,undefined -fno-omit-frame-pointer
#cgo sanitize LDFLAGS: -fsanitize=address,undefined
#include "tally.h"
*/
import "C"

import (
	"context"
	"database/sql"
	"reflect"
	"runtime"
	"strconv"
	"strings"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"leeway/pkg/fault"
)

// Pool is the aggregates of one database. It is safe for concurrent use.
type Pool struct {
	handle *C.leeway_pool
	free   chan int   // numbers that no statement uses
	alone  chan token // full while a statement takes all numbers
}

type token struct{}

// Register adds the aggregates to the database behind a connection, for all its connections and for so many statements
// at a time. All their tables together hold at most most bytes at any time. Errors: Internal.
func Register(connection *sql.Conn, most int64, statements int) (*Pool, error) {
	pool := &Pool{free: make(chan int, statements), alone: make(chan token, 1)}
	err := connection.Raw(func(raw any) error {
		handle, ok := handleOf(raw)
		if ok {
			pool.handle = C.leeway_register(handle.Ptr, C.int64_t(most), C.int(statements))
		}
		if pool.handle == nil {
			return fault.Newf(fault.Internal, "DuckDB did not take the aggregates that count")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range statements {
		pool.free <- i
	}
	// a closed store may have statements
	runtime.AddCleanup(pool, func(handle *C.leeway_pool) { C.leeway_close(handle) }, pool.handle)
	return pool, nil
}

// Take returns a number for one statement to use, and waits for one while all are in use. Errors: the cause of ctx's
// end.
func (p *Pool) Take(ctx context.Context) (int, error) {
	select {
	case number := <-p.free:
		return number, nil
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	}
}

// TakeAll returns all numbers, for a statement that needs the memory for itself: it waits until no other uses one.
// Errors: the cause of ctx's end.
func (p *Pool) TakeAll(ctx context.Context) ([]int, error) {
	select {
	case p.alone <- token{}: // two that take turns would wait for each other
		defer func() { <-p.alone }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	var numbers []int
	for range cap(p.free) {
		number, err := p.Take(ctx)
		if err != nil {
			p.End(numbers...)
			return nil, err
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}

// End takes numbers back. Everything that its statement holds is given back, however the statement ended: DuckDB keeps
// what a cancelled one has counted.
func (p *Pool) End(numbers ...int) {
	defer runtime.KeepAlive(p)
	for _, number := range numbers {
		C.leeway_end(p.handle, C.int(number))
		p.free <- number
	}
}

// Used returns how many bytes the tables of all statements hold.
func (p *Pool) Used() int64 {
	defer runtime.KeepAlive(p)
	return int64(C.leeway_used(p.handle))
}

// Name returns the name of an aggregate for the statement of a number; for 0 it is the aggregate's own.
func Name(aggregate string, number int) string {
	if number == 0 {
		return aggregate
	}
	return aggregate + "_" + strconv.Itoa(number)
}

// handleOf returns the handle inside the driver's connection, which the driver keeps to itself: it registers functions
// of one row, but no aggregates.
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

// OverBudget reports whether an error of the driver says that the tables would have grown over what they may hold.
func OverBudget(message string) bool { return strings.Contains(message, C.LEEWAY_OVER_BUDGET) }
