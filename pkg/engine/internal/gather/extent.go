package gather

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"time"
	"unique"

	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// Extent is what a probe finds of a table in one stretch of time.
type Extent struct {
	Rows      float64
	newest    int64   // the latest time in microseconds
	unlabeled float64 // rows without a label, where labels lie in the table itself
	probed    time.Time
}

// Fingerprint tells whether the tables that something was counted from have changed since. Zero: not known.
type Fingerprint uint64

// dependency is a table that parts are counted from, and which stretches of it belong to a span.
type dependency struct {
	table     unique.Handle[string] // its name, and what a probe counts in it
	rows      plan.Scan             // of all its rows, without spans
	stretches func(span window.Interval) []window.Interval
}

func newDependency(rows plan.Scan, stretches func(window.Interval) []window.Interval) dependency {
	s, name := rows.Source, ""
	if s.Time != nil {
		name = fmt.Sprintf("|%s|%s|%s", s.Time.Column, s.Time.Unit, s.Zone)
	}
	for _, c := range rows.Columns {
		name += fmt.Sprintf("|%+v", c.Identity())
	}
	return dependency{table: unique.Make(fmt.Sprintf("%q%s", s.Table, name)), rows: rows, stretches: stretches}
}

// probe identifies what a probe of a table finds in a stretch of time.
type probe struct {
	table   unique.Handle[string]
	stretch Span
}

// probe identifies what a probe of a stretch finds.
func (d dependency) probe(stretch window.Interval) probe { return probe{d.table, NewSpan(stretch)} }

// NewFingerprint is the fingerprint of what probes found.
func NewFingerprint(found ...Extent) Fingerprint {
	hash := fnv.New64a()
	for _, x := range found {
		// a hash takes all
		_ = binary.Write(hash, binary.LittleEndian, []float64{x.Rows, float64(x.newest), x.unlabeled})
	}
	return Fingerprint(hash.Sum64())
}

// ExtentOf is the extent that a count of all rows found.
func ExtentOf(counted plan.Counted, at time.Time) Extent {
	found := Extent{probed: at}
	for _, c := range counted.Rows {
		found.Rows += c.Rows
		found.newest = max(found.newest, c.Latest)
	}
	for _, c := range counted.Columns[unlabeledKey] {
		found.unlabeled += c.Missing
	}
	return found
}

// unlabeledKey is the key of the column that a probe counts the rows without a label by.
const unlabeledKey = "unlabeled"
