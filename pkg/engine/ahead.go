package engine

import (
	"context"
	"slices"
	"strings"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// A reference that is a table, and the model's baseline, would be read twice: once to choose grids and kept categories, once
// to count on them. What the first pass tells of the second is kept, so that there is none. Categories it tells anyway. Of
// numbers it tells where a store counts all columns in one reading: a sample proposes their grids, and the pass that chooses
// them also counts on the proposals, one step finer. Cells of linear grids nest, so counts on too fine a grid add up to
// exactly those on the chosen one; where the choice is another, the column is counted again.

// sampleRows is how many rows propose grids.
const sampleRows = 8_192

// aheadPrefix begins the keys of what is counted ahead; no other key begins so.
const aheadPrefix = "ahead:"

// countsAhead reports whether the source is the model's baseline too.
func (p *prepared) countsAhead(s plan.Source) bool {
	return p.reference.baseline.Kind == model.BaselineTable && p.model.Baseline == p.reference.name && s.Time == nil
}

// proposals returns the features of a first pass once more, to be counted on the grids that a sample proposes.
func (e *Engine) proposals(ctx context.Context, p *prepared, scan plan.Scan) ([]plan.Column, error) {
	how := e.store.Dialect().Counting
	if !how.Lists || !p.countsAhead(scan.Source) {
		return nil, nil
	}
	features := scan.Columns
	scan.Columns, scan.Sample = nil, sampleRows
	for _, c := range features {
		if c.Mode == plan.FirstPass && strings.HasPrefix(c.Key, plan.FeatureKey("")) {
			scan.Columns = append(scan.Columns, c)
		}
	}
	if len(scan.Columns) == 0 {
		return nil, nil
	}
	statement, err := scan.Count(how)
	if err != nil {
		return nil, err
	}
	spans, err := e.execute(ctx, statement)
	if err != nil {
		return nil, err
	}
	var proposed []plan.Column
	for _, c := range scan.Columns {
		if read := spans[0].Columns[c.Key][""]; read != nil {
			c.Grid, _ = summary.ChooseGrid(read)
			c.Grid = c.Grid.Finer()
			c.Key, c.Mode, c.CountsOnly = aheadPrefix+c.Key, plan.OnGrid, true
			proposed = append(proposed, c)
		}
	}
	return proposed, nil
}

// keepAhead stores what the first pass over a baseline's table tells of its features, as if they had been counted on what
// the reference fixes.
func (e *Engine) keepAhead(p *prepared, source plan.Source, counted plan.Counted) {
	s := scope{prepared: p, source: source, name: p.reference.name}
	keep := func(key string, told part) {
		e.cache.put(spanKey(key, window.Interval{}), told, window.Interval{}, s.settleAfter(nil))
	}
	keep(s.rowsSpec(nil).key, part{rows: counted.Rows})
	for _, f := range p.model.Features {
		c, ok := p.columns[plan.FeatureKey(f.Name)]
		if !ok {
			continue // fixed by another part of the reference
		}
		c.CountsOnly = true
		if read := ahead(c, counted); read != nil {
			keep(s.columnParts([]plan.Column{c}, nil)[0].key, part{column: map[plan.Segment]*summary.Column{"": read}})
		}
	}
}

// ahead is what a first pass tells of a column; nil where that is not all.
func ahead(c plan.Column, counted plan.Counted) *summary.Column {
	if c.Mode == plan.OnGrid {
		if finer := counted.Columns[aheadPrefix+c.Key][""]; finer != nil {
			if read, ok := finer.EvenOn(c.Grid); ok {
				return read
			}
		}
		return nil
	}
	found := counted.Columns[c.Key][""]
	if found == nil || len(found.Categories) >= knownCategories {
		return nil
	}
	read := c.Empty()
	read.Missing = found.Missing
	for value, n := range found.Categories {
		if slices.Contains(c.Kept, value) {
			read.Categories[value] = n
		} else {
			read.Other += n
		}
	}
	return read
}
