package prepare

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// countReference fixes columns by what a source holds over an interval.
func (e *Preparer) countReference(ctx context.Context, p *Prepared, s plan.Source, over window.Interval,
	columns []plan.Column) error {
	scan := plan.Scan{Rows: plan.Rows{Model: p.Model, Source: s, Spans: []window.Interval{over}}}
	for _, c := range columns {
		if c.Mode == plan.Classified {
			c.Mode = plan.Distinct
		}
		if c.Mode != plan.OnGrid {
			scan.Columns = append(scan.Columns, c)
		}
	}
	proposed, err := e.proposals(ctx, p, scan)
	if err != nil {
		return err
	}
	scan.Columns = withProposals(scan.Columns, proposed)
	began := e.now()
	counted, atOnce, err := e.counts.Count(ctx, scan)
	if err != nil {
		return err
	}
	for _, c := range columns {
		if pr, ok := proposed[c.Key]; !ok || !pr.skipsFirstPass {
			p.fix(c, counted)
		}
	}
	if scan.Columns = p.prove(proposed, columns, counted); len(scan.Columns) > 0 {
		first, _, err := e.counts.Count(ctx, scan)
		if err != nil {
			return err
		}
		for _, c := range scan.Columns {
			p.fix(c, first)
			counted.Columns[c.Key] = first.Columns[c.Key]
		}
	}
	refiner := refiner{counts: e.counts, prepared: p, scan: scan, counted: counted,
		whole: wholeColumns(p.Model, s, columns, proposed, counted)}
	if err := refiner.refine(ctx, numericColumns(columns)); err != nil {
		return err
	}
	if counted.Rows == nil {
		return nil
	}
	found := gather.ExtentOf(counted, began)
	p.empty = p.empty || found.Rows == 0
	if atOnce {
		p.extents = append(p.extents, e.counts.NoteExtent(p.Model, s, over, found)...)
	}
	if p.isDefaultBaseline(s) {
		e.keepBaselineCounts(p, s, counted, began, atOnce)
	}
	return nil
}

// numericColumns are those whose grid the reference fixes.
func numericColumns(columns []plan.Column) []plan.Column {
	return slices.DeleteFunc(slices.Clone(columns), func(c plan.Column) bool { return c.Mode != plan.FirstPass })
}

// wholeColumns names the columns that hold whole numbers alone: by their type, a first pass, or exact moments.
func wholeColumns(m *model.Model, s plan.Source, columns []plan.Column, proposed map[string]proposal,
	counted plan.Counted) map[string]bool {
	whole := map[string]bool{}
	for _, c := range columns {
		exact, asked := counted.Exact[proposed[c.Key].moments.Key]
		first := counted.Columns[c.Key][""]
		whole[c.Key] = s.Whole(m, c) || asked && !exact.Fractional || first != nil && first.Numeric() && first.Whole()
	}
	return whole
}

// fix completes a column with what the reference holds of it.
func (p *Prepared) fix(c plan.Column, counted plan.Counted) {
	read := counted.Columns[c.Key][""]
	if read == nil {
		read = c.Empty()
	}
	switch c.Mode {
	case plan.Distinct:
		p.Values[c.Key[len(segmentPrefix):]] = MostFrequent(read.Categories)
		return
	case plan.Classified:
		p.fixCategories(&c, read)
	case plan.FirstPass:
		grid, notice := summary.ChooseGrid(read)
		c.Mode, c.Grid = plan.OnGrid, grid
		if notice != "" {
			p.Notices[c.Key] = notice
		}
	}
	p.Columns[c.Key] = c
}

const (
	keptCategories  = 50     // of the reference, besides the declared ones
	knownCategories = 10_000 // above it (new) cannot be told
	mostUnseen      = 0.02   // expected share of values that the reference has not, above which (new) cannot be told
	fewOnce         = 20     // fewer values that occur once do not tell that share
)

func (p *Prepared) fixCategories(c *plan.Column, read *summary.Column) {
	frequent := MostFrequent(read.Categories)
	if len(frequent) == 0 && len(c.Kept) == 0 {
		p.Notices[c.Key] = "the reference holds no values, so every category counts as new"
	}
	for _, value := range frequent[:min(keptCategories, len(frequent))] {
		if !slices.Contains(c.Kept, value) {
			c.Kept = append(c.Kept, value)
		}
	}
	if why := whyNewIsUnknown(read, frequent); why != "" {
		c.Truncated, p.Notices[c.Key] = true, why
		return
	}
	for _, value := range frequent[min(keptCategories, len(frequent)):] {
		if !slices.Contains(c.Kept, value) {
			c.Known = append(c.Known, value)
		}
	}
}

// whyNewIsUnknown says why nobody can tell which values are new; "" where that can be told. In the reference itself no
// value is new. After it, about as large a share of ordinary values is as it holds values that occur once (Good and
// Turing's estimate). If that is much, each window after the reference would look changed.
func whyNewIsUnknown(read *summary.Column, frequent []string) string {
	if len(frequent) > knownCategories {
		return fmt.Sprintf("the reference holds more than %d categories, so it is unknown which are new",
			knownCategories)
	}
	once := 0
	for _, value := range slices.Backward(frequent) {
		if read.Categories[value] != 1 {
			break
		}
		once++
	}
	if share := float64(once) / read.Count(); once >= fewOnce && share > mostUnseen {
		return fmt.Sprintf("of the reference's values %.0f %% occur only once, so about as many later ones are not in it: "+
			"it is unknown which are new", 100*share)
	}
	return ""
}

// MostFrequent orders the keys of counts, the most frequent first; of equal counts, by their bytes.
func MostFrequent[K ~string](counts map[K]float64) []K {
	return slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}
