package gather

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strconv"
	"time"

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
	name      string    // of the table and of what a probe counts in it
	rows      plan.Scan // of all its rows, without spans
	stretches func(span window.Interval) []window.Interval
}

func newDependency(rows plan.Scan, stretches func(window.Interval) []window.Interval) dependency {
	s, name := rows.Source, ""
	if s.Time != nil {
		name = fmt.Sprintf("|%s|%s|%s", s.Time.Column, s.Time.Unit, s.Zone)
	}
	for _, c := range rows.Columns {
		name += "|" + c.Identity()
	}
	return dependency{name: fmt.Sprintf("%q%s", s.Table, name), rows: rows, stretches: stretches}
}

// key identifies what a probe of a stretch finds.
func (d dependency) key(stretch window.Interval) string { return spanKey(d.name, stretch) }

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

func spanKey(key string, span window.Interval) string {
	const digits = 20 // of a number, at most, with its separator
	text := make([]byte, 0, len(key)+2*digits)
	text = append(append(text, key...), '|')
	text = append(strconv.AppendInt(text, span.Start.Unix(), 10), '|')
	return string(strconv.AppendInt(text, span.End.Unix(), 10))
}

// unlabeledKey is the key of the column that a probe counts the rows without a label by.
const unlabeledKey = "unlabeled"
