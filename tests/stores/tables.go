package stores

import (
	"slices"
)

// Table is a table to create. Values are nil, int64, float64, string, bool, []byte or time.Time (for timestamps: UTC).
type Table struct {
	Name    string
	Columns []Column
	Rows    [][]any
	Later   [][]any // added after the store has looked at the table for its statistics
	Unknown bool    // the store never looks at the table
}

// all are the rows, those added later last.
func (t Table) all() [][]any { return slices.Concat(t.Rows, t.Later) }

// Column is a column to create. Raw is the store's own type, where the portable one leaves a choice; see Harness.Types.
type Column struct {
	Name string
	Type Type
	Raw  string
}

// Type is a portable column type; each harness maps it to the store's own.
type Type int

// The types.
const (
	BigInt Type = iota
	Double
	Numeric // exact, 38 digits, 10 behind the point
	Text
	Boolean
	Timestamp   // without zone
	TimestampTZ // an instant
	JSON
	UUID
	Bytes       // 16 of them; Harness.Types lacks it where the store has no type for them
	Enumeration // of a, b and c; likewise
)
