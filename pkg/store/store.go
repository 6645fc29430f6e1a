// Package store is what the engine asks of a database: run one SELECT made from a tree, and say what tables and
// columns there are. A driver has its own folder; nothing outside it knows the driver.
package store

import (
	"context"
	"time"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// Store answers SELECT statements. It is safe for concurrent use. Every error is a *fault.Error, except what a
// callback returned.
type Store interface {
	// Kind is the store's kind as settings write it.
	Kind() string

	// Dialect is the dialect statements are shown in. Rendering with it gives the text that Stats reports.
	Dialect() *dialect.Dialect

	// Table splits a table as a model writes it into the parts of sqlast.Table.Name. Errors: BadModel for what is no
	// table name, Forbidden for a file outside the allowed directory.
	Table(ref string) ([]string, error)

	// Query runs q as one statement and calls each for every row, in order. The Row is valid only during the call;
	// its texts stay valid. An error of each ends the query and is returned as it is. Errors: NotFound, Timeout,
	// Canceled, TooLarge (rows or bytes over Limits), Unsupported, Store, Unreachable, Auth, Forbidden.
	Query(ctx context.Context, q sqlast.Query, each func(Row) error) (Stats, error)

	// Columns lists the columns of a table in its own order. Errors: as Query; NotFound names the tables there are,
	// those with the most similar names first.
	Columns(ctx context.Context, table []string) ([]Column, error)

	// Tables lists tables as a model would write them, sorted.
	Tables(ctx context.Context) ([]string, error)

	// Check tries in order what the engine needs and ends at the first step that fails.
	Check(ctx context.Context) []Step

	// Close ends running statements and lets go of all connections.
	Close() error
}

// Column is a column of the catalog.
type Column struct {
	Name string
	Type sqlast.Type
	Raw  string // the store's own name of the type

	// Refused says why the store cannot read the column truly; its Type is Unknown then. Empty: it can.
	Refused string
	// Rounded says why whole numbers of the column may not be distinguished from each other, so that it cannot be an
	// id. Empty: they are.
	Rounded string
}

// Stats says what one statement was and cost. SQL is also filled when the statement failed in the store.
type Stats struct {
	SQL     string
	Rows    int
	Bytes   int64 // of values, as Row holds them
	Elapsed time.Duration
}

// Step is one step of a health check.
type Step struct {
	Name    string
	Message string
	Warning bool         // passed, but what Message says should be changed
	Err     *fault.Error // nil: passed
}

// Mover is a store that can shift its tables in time, for demonstrations (setting moveTo).
type Mover interface {
	// Move shifts every time column of tables by the same whole number of weeks, in the calendar of zone. After it, the
	// latest value of tables[0].Times[0] is at to or up to a week later. Rows with Times[0] after to are hidden. Wall
	// clocks of zone are kept across changes of daylight saving time: a time that does not exist moves on by the gap,
	// and one that exists twice is the first. Call it before the first Query of these tables. A second call moves other
	// tables, or moves the same ones from their original times.
	Move(ctx context.Context, zone *time.Location, to time.Time, tables []MovedTable) error
}

// MovedTable is a table with its time columns, the one that places a row first; without any it stays as it is.
type MovedTable struct {
	Name  []string
	Times []TimeColumn
}

// TimeColumn is a column of times: Zone reads timestamps without zone (nil: UTC), Unit (s, ms, us, ns) numbers.
type TimeColumn struct {
	Name string
	Zone *time.Location
	Unit string
}

// Limits bound one store. A zero field takes its default.
type Limits struct {
	QueryTimeout time.Duration // 25 s
	MaxOpenConns int           // 8
	MaxRows      int           // 2,000,000 rows of one statement
	MaxBytes     int64         // 256 MB of values of one statement
}

// DefaultMemoryMB is the memory that a store which runs in this process may use where the settings do not say.
const DefaultMemoryMB = 1280

// WithDefaults fills the zero fields.
func (l Limits) WithDefaults() Limits {
	if l.QueryTimeout <= 0 {
		l.QueryTimeout = 25 * time.Second
	}
	if l.MaxOpenConns <= 0 {
		l.MaxOpenConns = 8
	}
	if l.MaxRows <= 0 {
		l.MaxRows = 2_000_000
	}
	if l.MaxBytes <= 0 {
		l.MaxBytes = 256_000_000
	}
	return l
}

// Add counts one row of a result and refuses it when the result grows over the limits.
func (l Limits) Add(s *Stats, row Row) error {
	s.Rows++
	s.Bytes += row.bytes()
	switch {
	case s.Rows > l.MaxRows:
		return fault.Newf(fault.TooLarge,
			"the answer has more than %d rows; ask for fewer segments, features or a longer bucket", l.MaxRows)
	case s.Bytes > l.MaxBytes:
		return fault.Newf(fault.TooLarge,
			"the answer is larger than %d MB; ask for fewer segments, features or a longer bucket", l.MaxBytes/1_000_000)
	}
	return nil
}
