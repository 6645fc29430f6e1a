package prepare

import (
	"context"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// A table that is both the reference and the model's baseline would be read twice: once to choose grids and kept
// categories, once to count on them. Here one reading serves both. For categories, the first reading has all counts
// that the second needs. For numbers, a sample proposes grids, and the table is counted on grids one step finer. Cells
// of linear grids nest, so these counts add up to those on the chosen grid. They mostly prove the choice that a first
// pass would make. Where they are not expected to, the same statement also computes exact moments, or makes the first
// pass if that is cheap. A column that is still not proven gets a first pass afterwards. A column that was counted on
// the wrong grid is counted again.

// sampleRows is how many rows propose grids.
const sampleRows = 8_192

// The prefixes begin the keys of what is counted on proposed grids, and of its exact moments; no other keys begin so.
const (
	finerPrefix   = "ahead:"
	momentsPrefix = "moments:"
)

// proposal is a feature on a grid that a sample proposes.
type proposal struct {
	column  plan.Column
	moments plan.Column     // the same feature's; without key where none are needed
	sample  *summary.Column // its first pass
	whole   bool            // the feature is of whole numbers alone
	// the counts go without a first pass, as they, or moments, are expected to prove the choice
	skipsFirstPass bool
}

// propose returns the proposal that a sample of a feature makes. cheap: a first pass costs little next to counts.
func propose(c plan.Column, sample *summary.Column, whole, cheap bool) proposal {
	p := proposal{column: c, sample: sample, whole: whole}
	grid, _ := summary.ChooseGrid(sample)
	p.column.Key, p.column.Mode, p.column.Grid, p.column.CountsOnly = finerPrefix+c.Key, plan.OnGrid, grid.Finer(), true
	open, provable := summary.OpenAfter(sample, whole)
	byCounts := open == summary.Open{}
	p.skipsFirstPass = provable && (byCounts || !cheap)
	if p.skipsFirstPass && !byCounts {
		p.moments = c
		p.moments.Key, p.moments.Mode, p.moments.Open = momentsPrefix+c.Key, plan.Exactly, open
	}
	return p
}

// isDefaultBaseline reports whether the source is the model's baseline too.
func (p *Prepared) isDefaultBaseline(s plan.Source) bool {
	return p.Reference.baseline.Kind == model.BaselineTable && p.Model.Baseline == p.Reference.Name && s.Time == nil
}

// proposals reads a sample for a first pass, and returns what it proposes for its features, by their keys.
func (e *Preparer) proposals(ctx context.Context, p *Prepared, scan plan.Scan) (map[string]proposal, error) {
	if !p.isDefaultBaseline(scan.Source) {
		return nil, nil
	}
	features := scan.Columns
	scan.Columns, scan.Sample = nil, sampleRows
	for _, c := range features {
		if c.Mode == plan.FirstPass && strings.HasPrefix(c.Key, plan.FeatureKey("")) {
			scan.Columns = append(scan.Columns, c)
		}
	}
	counted, _, err := e.counts.Count(ctx, scan)
	if err != nil {
		return nil, err
	}
	cheap := e.store.Dialect().Counting.Lists // a first pass is, beside counts of the same values
	proposed := map[string]proposal{}
	for _, c := range scan.Columns {
		if read := counted.Columns[c.Key][""]; read != nil {
			proposed[c.Key] = propose(c, read, scan.Source.Whole(p.Model, c), cheap)
		}
	}
	return proposed, nil
}

// withProposals returns the columns of a first pass, in place of those whose grids may be proven, and besides others,
// their proposals and moments.
func withProposals(columns []plan.Column, proposed map[string]proposal) (list []plan.Column) {
	for _, c := range columns {
		p, ok := proposed[c.Key]
		if !ok || !p.skipsFirstPass {
			list = append(list, c)
		}
		if ok {
			list = append(list, p.column)
		}
		if p.moments.Key != "" {
			list = append(list, p.moments)
		}
	}
	return list
}

// prove fixes the columns that go without a first pass and whose grids are proven, and returns the others that go
// without.
func (p *Prepared) prove(proposed map[string]proposal, columns []plan.Column,
	counted plan.Counted) (open []plan.Column) {
	for _, c := range columns {
		pr, ok := proposed[c.Key]
		if !ok || !pr.skipsFirstPass {
			continue
		}
		fine := counted.Columns[pr.column.Key][""]
		if fine == nil {
			fine = pr.column.Empty()
		}
		var exact *summary.Exact
		if told, ok := counted.Exact[pr.moments.Key]; ok {
			exact = &told
		}
		if c.Grid, ok = summary.ProveGrid(fine, pr.sample, exact, pr.whole); ok {
			c.Mode = plan.OnGrid
			p.Columns[c.Key] = c
		} else {
			open = append(open, c)
		}
	}
	return open
}

// keepBaselineCounts stores what the reading of a baseline's table told of its features, as if they had been counted on
// what the reference fixes.
func (e *Preparer) keepBaselineCounts(p *Prepared, source plan.Source, counted plan.Counted, began time.Time,
	atOnce bool) {
	s := gather.Scope{Origin: p.Origin, Source: source, Name: p.Reference.Name}
	var known []gather.KnownCounts
	for _, f := range p.Model.Features {
		c, ok := p.Columns[plan.FeatureKey(f.Name)]
		if !ok {
			continue // fixed by another part of the reference
		}
		c.CountsOnly = true
		if read := countsAsFixed(c, counted); read != nil {
			known = append(known, gather.KnownCounts{Column: c, Counts: read})
		}
	}
	e.counts.KeepTable(s, counted, known, began, atOnce)
}

// countsAsFixed is what was counted of a column; nil where that is not all.
func countsAsFixed(c plan.Column, counted plan.Counted) *summary.Column {
	if c.Mode == plan.OnGrid {
		if finer := counted.Columns[finerPrefix+c.Key][""]; finer != nil {
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
