package prepare

import "leeway/pkg/plan"

// unknownCells stands for the cells of a column that the reference did not count.
const unknownCells = 100

// Batches cuts the model's features, in its order, into batches of which each is expected to have at most so many rows
// of counts in so many spans. There is at least one batch.
func (p *Prepared) Batches(spans, most int) [][]string {
	batches, rows := [][]string{nil}, 0
	for _, f := range p.Model.Features {
		more := spans * p.cellsOf(plan.FeatureKey(f.Name))
		if rows > 0 && rows+more > most {
			batches, rows = append(batches, nil), 0
		}
		batches[len(batches)-1] = append(batches[len(batches)-1], f.Name)
		rows += more
	}
	return batches
}

// cellsOf is how many cells or categories a day of a column is expected to hold.
func (p *Prepared) cellsOf(key string) int {
	c := p.Columns[key]
	switch cells, ok := p.cells[key]; {
	case ok:
		return cells
	case c.HoldsCategories():
		return len(c.Kept) + 3 // other, new and missing ones
	}
	return unknownCells
}
