package engine

import (
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// needsPlaces reports whether a divergence of the ask's features is open until places inside cells are counted: all values
// of a feature lie in one cell, and counts alone do not tell whether they are one value.
func (g *ground) needsPlaces(a *ask) bool {
	if !a.counts || !a.measure.TwoSample() {
		return false
	}
	for _, s := range a.subjects {
		all := &summary.Column{}
		for _, b := range []*book{g.log, g.table} {
			if b != nil && !b.addTo(all, s.column) {
				all = nil
				break
			}
		}
		if all == nil || len(all.Cells) != 1 {
			continue
		}
		if _, one := all.OneValue(); !one {
			return true
		}
	}
	return false
}

// addTo adds what was counted of a numeric feature to a column, as long as that has one cell only.
func (b *book) addTo(all *summary.Column, key string) bool {
	for _, segments := range b.columns[key] {
		for _, column := range segments {
			if !column.Numeric() || all.Add(column) != nil || len(all.Cells) > 1 {
				return false
			}
		}
	}
	return true
}

// valuelessReason says that the reference has no value of a column that a grid could be fitted to; empty if it has, or if the
// definition pins the grid.
func (p *prepared) valuelessReason(key string) string {
	if p.columns[key].Mode == plan.OnGrid && p.notices[key] == summary.NoValues {
		return "the reference has no valid value to fit a grid to: name another reference, or pin a grid"
	}
	return ""
}
