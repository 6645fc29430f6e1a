package engine

import (
	"context"
	"slices"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// distinctOf returns the columns of an ask's subjects, to count their distinct values.
func (p *prepared) distinctOf(a *ask) []plan.Column {
	var list []plan.Column
	for _, s := range a.subjects {
		c := p.columns[s.column]
		c.Distinct = true
		list = append(list, c)
	}
	return list
}

// gatherDistinct counts distinct values in windows as wholes, because those of days do not add up: by one statement for
// windows that do not overlap.
func (e *Engine) gatherDistinct(ctx context.Context, s scope, b *book, w want) error {
	labels, err := s.labelsBefore(w, false)
	if err != nil {
		return err
	}
	build := func(g gap) (plan.Statement, error) {
		scan := s.scan(g.spans)
		scan.Labels = labels
		for _, spec := range g.specs {
			scan.Columns = append(scan.Columns, spec.column)
		}
		return scan.Count(e.store.Dialect().Counting)
	}
	specs := s.columnParts(w.distinct, labels)
	for _, apart := range disjoint(w.windows) {
		found, err := e.fill(ctx, specs, apart, build, s.basis(labels, plan.Column{}))
		if err != nil {
			return err
		}
		for j, i := range apart {
			b.windows[i] = map[string]map[plan.Segment]*summary.Column{}
			for k, spec := range specs {
				b.windows[i][spec.column.Key] = found[k][j].column
			}
		}
	}
	return nil
}

// disjoint sorts windows into the fewest groups of which no two overlap, each in order of time.
func disjoint(windows []window.Interval) [][]window.Interval {
	list := slices.Clone(windows)
	slices.SortFunc(list, func(a, b window.Interval) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		return a.End.Compare(b.End)
	})
	var groups [][]window.Interval
next:
	for _, i := range slices.Compact(list) {
		for k, group := range groups {
			if !i.Start.Before(group[len(group)-1].End) {
				groups[k] = append(group, i)
				continue next
			}
		}
		groups = append(groups, []window.Interval{i})
	}
	return groups
}

// addDistinct adds the distinct values of a segment in the intervals; a table has those of all its rows.
func (b *book) addDistinct(merged *summary.Summary, segment plan.Segment, intervals []window.Interval) error {
	if _, timeless := b.windows[window.Interval{}]; timeless {
		intervals = []window.Interval{{}}
	}
	for _, i := range intervals {
		for key, counted := range b.windows[i] {
			if merged.Columns[key] == nil {
				continue
			}
			values := counted[segment]
			if values == nil { // no row has a value
				values = &summary.Column{Distinct: []float64{0}}
			}
			if err := merged.Columns[key].Add(values); err != nil {
				return err
			}
		}
	}
	return nil
}
