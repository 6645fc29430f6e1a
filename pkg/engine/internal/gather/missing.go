package gather

import (
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// missing is what the cache lacks: a rectangle of parts by spans, read by one statement.
type missing struct {
	specs []partSpec
	spans []window.Interval
	rows  []int             // of specs …
	cols  []int             // … and of spans in what was asked for
	stale []window.Interval // settled spans of which parts are known, but not whether they are still right
}

// set puts the parts of the rectangle where they belong.
func (m missing) set(parts, read [][]part) {
	for i, row := range m.rows {
		for j, col := range m.cols {
			parts[row][col] = read[i][j]
		}
	}
}

// halves returns two gaps that make the whole. Every statement counts rows, so they are no column of either half.
func (m missing) halves() (first, second missing, ok bool) {
	first, second = m, m
	columns := len(m.specs)
	if m.specs[0].column.Key == rowsPart {
		columns--
	}
	switch {
	case columns > 1:
		half := len(m.specs) - columns/2
		first.specs, second.specs = m.specs[:half], m.specs[half:]
	case len(m.spans) > 1:
		half := len(m.spans) / 2
		first.spans, second.spans = m.spans[:half], m.spans[half:]
	default:
		return m, m, false
	}
	return first, second, true
}

// explain names the column that is too large alone.
func (m missing) explain(err error) error {
	f := fault.As(err)
	key := m.specs[len(m.specs)-1].column.Key
	if key == "" || key == rowsPart {
		return f
	}
	return fault.Newf(fault.TooLarge, "%s alone: %s", strings.Replace(key, ":", " ", 1), f.Message).Because(err)
}

type buildStatement func(missing) (plan.Statement, error)
