package prepare

import (
	"context"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// Refining grids. A first pass chooses a grid by octaves. These show little where values crowd: around a sentinel, on a
// large offset, around a frequent value. So the reference is counted on the chosen grid. Cells that hold too many
// different values are counted again between cut points, closer and closer, until there are none (summary.Zoom).

// refiner refines the grids that a first pass or a proof has fixed.
type refiner struct {
	counts   *gather.Gatherer
	prepared *Prepared
	scan     plan.Scan // of the reference's rows
	counted  plan.Counted
	whole    map[string]bool // the columns that hold whole numbers alone
}

// refine holds the grids of columns against counts, and refines those that deliver too little.
func (r refiner) refine(ctx context.Context, columns []plan.Column) error {
	p, whole := r.prepared, r.whole
	counts, err := r.countsOnGrids(ctx, columns)
	if err != nil {
		return err
	}
	halved, err := r.halve(ctx, columns, counts)
	if err != nil {
		return err
	}
	zooms := map[string]*summary.Zoom{}
	for key, column := range counts {
		if column.TooCoarse(whole[key]) && !halved[key] {
			zooms[key] = summary.NewZoom(column, whole[key])
		}
	}
	if err := r.zoomIn(ctx, columns, zooms); err != nil {
		return err
	}
	for len(zooms) > 0 {
		var unsure []plan.Column
		for _, c := range columns {
			if zoom := zooms[c.Key]; zoom != nil && p.settle(c.Key, zoom) {
				unsure = append(unsure, c)
			}
		}
		if counts, err = r.countsOnGrids(ctx, unsure); err != nil {
			return err
		}
		for key, zoom := range zooms {
			if column := counts[key]; column == nil || zoom.Confirms(column) {
				delete(zooms, key)
			}
		}
	}
	return nil
}

// halve halves the cells of grids that are too coarse where that is enough, and returns the columns where it was.
func (r refiner) halve(ctx context.Context, columns []plan.Column,
	counts map[string]*summary.Column) (map[string]bool, error) {
	p, whole := r.prepared, r.whole
	before := map[string]plan.Column{}
	var tried []plan.Column
	for _, c := range columns {
		column := counts[c.Key]
		if column == nil || !column.TooCoarse(whole[c.Key]) {
			continue
		}
		if grid, ok := column.Halved(whole[c.Key]); ok {
			fixed := p.Columns[c.Key]
			before[c.Key] = fixed
			fixed.Grid = grid
			p.Columns[c.Key] = fixed
			tried = append(tried, c)
		}
	}
	finer, err := r.countsOnGrids(ctx, tried)
	if err != nil {
		return nil, err
	}
	enough := map[string]bool{}
	for key, fixed := range before {
		if enough[key] = finer[key] != nil && !finer[key].TooCoarse(whole[key]); !enough[key] {
			p.Columns[key] = fixed
		}
	}
	return enough, nil
}

// settle fixes a column's grid by what was found, and reports whether it is to be held against counts.
func (p *Prepared) settle(key string, zoom *summary.Zoom) bool {
	c := p.Columns[key]
	var notice string
	c.Grid, notice = zoom.Choose()
	p.Columns[key] = c
	if delete(p.Notices, key); notice != "" {
		p.Notices[key] = notice
	}
	return c.Grid.Family != summary.Edges
}

// countsOnGrids returns the counts of columns on the grids that are fixed, as far as there are any values. What was
// counted on finer ones is not counted again.
func (r refiner) countsOnGrids(ctx context.Context, columns []plan.Column) (map[string]*summary.Column, error) {
	counts, counted, scan := map[string]*summary.Column{}, r.counted, r.scan
	scan.Columns = nil
	for _, c := range columns {
		fixed, ok := r.prepared.Columns[c.Key]
		if !ok || fixed.Mode != plan.OnGrid {
			continue
		}
		if finer := counted.Columns[finerPrefix+c.Key][""]; finer != nil {
			if read, ok := finer.EvenOn(fixed.Grid); ok {
				counts[c.Key] = read
				continue
			}
		}
		if first := counted.Columns[c.Key][""]; first != nil && first.Count() > 0 || finerOf(counted, c) {
			fixed.CountsOnly = true
			scan.Columns = append(scan.Columns, fixed)
		}
	}
	again, _, err := r.counts.Count(ctx, scan)
	if err != nil {
		return nil, err
	}
	for _, c := range scan.Columns {
		if read := again.Columns[c.Key][""]; read != nil {
			counts[c.Key] = read
		}
	}
	for key, read := range counts {
		r.prepared.cells[key] = len(read.Cells)
	}
	return counts, nil
}

// finerOf reports whether the column has values, by counts on another grid.
func finerOf(counted plan.Counted, c plan.Column) bool {
	finer := counted.Columns[finerPrefix+c.Key][""]
	return finer != nil && finer.Count() > 0
}

// zoomIn counts between the cut points that zooms ask for, all columns in a statement, until none asks any more.
func (r refiner) zoomIn(ctx context.Context, columns []plan.Column, zooms map[string]*summary.Zoom) error {
	scan := r.scan
	for {
		scan.Columns = nil
		for _, c := range columns {
			zoom := zooms[c.Key]
			if zoom == nil {
				continue
			}
			if cuts, more := zoom.Cuts(); more {
				c.Mode, c.Grid = plan.Ranges, cuts
				scan.Columns = append(scan.Columns, c)
			}
		}
		if len(scan.Columns) == 0 {
			return nil
		}
		counted, _, err := r.counts.Count(ctx, scan)
		if err != nil {
			return err
		}
		for _, c := range scan.Columns {
			zooms[c.Key].Add(counted.Ranges[c.Key])
		}
	}
}
