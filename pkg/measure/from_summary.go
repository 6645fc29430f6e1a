package measure

import (
	"cmp"
	"maps"
	"slices"

	"leeway/pkg/summary"
)

// fromColumn is an Estimate function from one of a column.
func fromColumn(f func(c *summary.Column, p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, column string, p Params) Estimate {
		c := s.Column(column)
		if c == nil {
			return refuse(0, noColumn)
		}
		return f(c, p).finite()
	}
}

// fromNumbers is an Estimate function from one of a numeric column that holds at least least values.
func fromNumbers(least float64, f func(c *summary.Column, n float64,
	p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return fromColumn(func(c *summary.Column, p Params) Estimate {
		n := c.Count()
		switch {
		case n == 0:
			return refuse(0, noValues)
		case !c.Numeric():
			return refuse(n, notNumeric)
		case n < least:
			return refuse(n, oneValue)
		}
		return f(c, n, p)
	})
}

// fromOutcomes is an Estimate function from one of outcomes.
func fromOutcomes(f func(o *summary.Outcomes, p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, _ string, p Params) Estimate {
		switch {
		case s.Outcomes == nil:
			return refuse(0, whyNoOutcomes(s))
		case s.Outcomes.Rows == 0:
			return refuse(0, noMature)
		}
		return f(s.Outcomes, p).finite()
	}
}

// fromDerived makes an Estimate function out of one that reads a column. The column is computed from labels.
func fromDerived(key string, f func(c *summary.Column,
	p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, _ string, p Params) Estimate {
		c := s.Columns[key]
		switch {
		case c == nil:
			return refuse(0, whyNoOutcomes(s))
		case c.Total() == 0:
			return refuse(0, noMature)
		case c.Count() == 0:
			return refuse(0, noLabels)
		}
		return f(c, p).finite()
	}
}

// labelled reports whether predictions of a key have a label that counts.
func labelled(key summary.JointKey, allLabels bool) bool {
	return key.Label != summary.NoClass && (key.State == summary.InTime || allLabels && key.State == summary.Late)
}

// sortedKeys is the one order in which counts are added up, so that sums have the same digits every time.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// whyNoOutcomes is why a summary holds no outcomes: where there are no rows, nothing is read of them either.
func whyNoOutcomes(s *summary.Summary) string {
	if s.Rows == 0 && s.Latest == summary.NoTime {
		return noRows
	}
	return noOutcomes
}
