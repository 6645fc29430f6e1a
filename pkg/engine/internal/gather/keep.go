package gather

import (
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// FingerprintOf is the fingerprint of the tables of a basis that is of no span; zero where no probe has found part of
// it.
func (g *Gatherer) FingerprintOf(b Basis) Fingerprint {
	found, _ := g.cache.current(b, window.Interval{})
	return found
}

// NoteExtent notes what a count of all rows of a table in a stretch of time found, and returns it; none where the count
// leaves copies out or weighs rows, because a probe does not.
func (g *Gatherer) NoteExtent(m *model.Model, s plan.Source, over window.Interval, found Extent) []Extent {
	if s.Weight != "" || s.Copied() {
		return nil
	}
	g.cache.together.Lock()
	defer g.cache.together.Unlock()
	g.cache.lookups.forget()
	g.cache.probed.Set(newDependency(allRows(m, s), nil).probe(over), found)
	return []Extent{found}
}

// KnownCounts is what is known of a column of a table without times.
type KnownCounts struct {
	Column plan.Column
	Counts *summary.Column
}

// KeepTable stores what is known of the rows and columns of a table without times, as if it had been asked for: rows
// are what a count found that began at a time, atOnce says that all counts are of the table as it was at one time.
func (g *Gatherer) KeepTable(s Scope, rows plan.Counted, columns []KnownCounts, began time.Time, atOnce bool) {
	var from Fingerprint
	if atOnce {
		from = NewFingerprint(ExtentOf(rows, began))
	}
	list, parts := []plan.Column{{Key: RowsKey}}, Parts{{{Rows: rowsOf(rows), Read: began, Tables: from}}}
	for _, c := range columns {
		list = append(list, c.Column)
		parts = append(parts, []*Part{{
			Column: BySegment[summary.Compact]{{Value: c.Counts.Compact()}}, Read: began, Tables: from}})
	}
	g.cache.store(newRequest(Predictions, s, nil, list, []window.Interval{{}}), parts)
}
