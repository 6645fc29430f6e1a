package conformance

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/store"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// values: what is missing, invalid, zero, out of bounds, new or other is distinguished, whatever the column's type.
func values(t *testing.T, h Harness) {
	columns := []Column{{Name: "f", Type: Double}, {Name: "i", Type: BigInt}, {Name: "n", Type: Numeric},
		{Name: "s", Type: Text}, {Name: "b", Type: Boolean}}
	at := day(3, 5).UTC()
	rows := [][]any{
		{int64(1), at, 1.5, int64(1), "1.5", "1.5", true},
		{int64(2), at, math.NaN(), int64(-7), "2.25", "N/A", false},
		{int64(3), at, math.Inf(1), int64(0), "0", "", nil},
		{int64(4), at, math.Inf(-1), int64(1 << 40), "-3", "B6", true},
		{int64(5), at, nil, nil, nil, nil, nil},
		{int64(6), at, 0.0, int64(5), "9.75", "1e3", true},
		{int64(7), at, 99.0, int64(5), "1.5", "1.5", false},
	}
	widened, rows := inEveryType(h, columns, rows)
	s := h.Open(t, logTable(widened, rows))
	m := logModel()
	for _, c := range append(countsOfNumbers(), countsOfCategories()...) {
		for _, column := range widened {
			if base, _, _ := strings.Cut(column.Name, " "); base != c.column.Name {
				continue
			}
			t.Run(c.name+" "+column.Raw, func(t *testing.T) {
				counted := c.column
				counted.Key, counted.Name = "x", column.Name
				scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6))},
					Columns: []plan.Column{counted}}
				statement, err := scan.Count(s.Dialect().Counting)
				got := run(t, s, statement, err)[0].Columns["x"][""]
				if diff := cmp.Diff(c.want, got, countsOnly); diff != "" {
					t.Errorf("counts differ (-want +store):\n%s", diff)
				}
			})
		}
	}
}

// countCase is a column of values, and what is counted of it.
type countCase struct {
	name   string
	column plan.Column
	want   *summary.Column
}

func countsOfNumbers() []countCase {
	quarter, fours := summary.Grid{Family: summary.Linear, Scale: 2}, summary.Grid{Family: summary.Linear, Scale: -2}
	return []countCase{
		{"doubles: NaN and infinities are invalid, NULL is missing, 99 lies out of bounds",
			plan.Column{Name: "f", Grid: quarter, Bounds: &[2]float64{0, 60}},
			&summary.Column{Grid: quarter, Missing: 1, Invalid: 3, Cells: map[int64]summary.Cell{
				6: {N: 1}, 0: {N: 1, Zero: 1}, 396: {N: 1, Outside: 1}}}},
		{"doubles: a bound divides a cell, and zero lies out of bounds",
			plan.Column{Name: "f", Grid: fours, Bounds: &[2]float64{1, 60}},
			&summary.Column{Grid: fours, Missing: 1, Invalid: 3, Cells: map[int64]summary.Cell{
				0: {N: 2, Zero: 1, Outside: 1}, 24: {N: 1, Outside: 1}}}},
		{"doubles on an exponential grid, where zero has a cell of its own",
			plan.Column{Name: "f", Grid: summary.DefaultExponential, Bounds: &[2]float64{1, 60}},
			&summary.Column{Grid: summary.DefaultExponential, Missing: 1, Invalid: 3, Cells: map[int64]summary.Cell{
				0: {N: 1, Zero: 1, Outside: 1}, 1<<20 + 18: {N: 1}, 1<<20 + 212: {N: 1, Outside: 1}}}},
		{"whole numbers", plan.Column{Name: "i", Grid: quarter},
			&summary.Column{Grid: quarter, Missing: 1, Cells: map[int64]summary.Cell{
				4: {N: 1}, -28: {N: 1}, 0: {N: 1, Zero: 1}, 1 << 42: {N: 1}, 20: {N: 2}}}},
		{"exact decimals", plan.Column{Name: "n", Grid: quarter},
			&summary.Column{Grid: quarter, Missing: 1, Cells: map[int64]summary.Cell{
				6: {N: 2}, 9: {N: 1}, 0: {N: 1, Zero: 1}, -12: {N: 1}, 39: {N: 1}}}},
		{"numbers as text: what does not parse is invalid", plan.Column{Name: "s", Grid: quarter},
			&summary.Column{Grid: quarter, Missing: 1, Invalid: 3,
				Cells: map[int64]summary.Cell{6: {N: 2}, 4000: {N: 1}}}},
		{"a first pass counts what is not whole", plan.Column{Name: "f", Mode: plan.FirstPass},
			&summary.Column{Grid: summary.OctaveGrid, Missing: 1, Invalid: 3, Cells: map[int64]summary.Cell{
				1 << 20: {N: 1, Fractional: 1}, 0: {N: 1, Zero: 1}, 1<<20 + 6: {N: 1}}}},
	}
}

func countsOfCategories() []countCase {
	return []countCase{
		{"categories: kept, other, new; the empty text is a value",
			plan.Column{Name: "s", Mode: plan.Classified, Kept: []string{"1.5", ""}, Known: []string{"B6"}},
			&summary.Column{Missing: 1, Other: 1, New: 2, Categories: map[string]float64{"1.5": 2, "": 1}}},
		{"booleans are true and false", plan.Column{Name: "b", Mode: plan.Distinct},
			&summary.Column{Missing: 2, Categories: map[string]float64{"true": 3, "false": 2}}},
		{"whole numbers as categories have no point", plan.Column{Name: "i", Mode: plan.Distinct},
			&summary.Column{Missing: 1, Categories: map[string]float64{"1": 1, "-7": 1, "0": 1, "1099511627776": 1,
				"5": 2}}},
	}
}

// inEveryType repeats each column, with its values, in every type that the store can hold it in. Rows begin with an id
// and a time.
func inEveryType(h Harness, columns []Column, rows [][]any) ([]Column, [][]any) {
	var widened []Column
	wide := make([][]any, len(rows))
	for i, row := range rows {
		wide[i] = slices.Clone(row[:2])
	}
	for j, c := range columns {
		for k, raw := range h.Types[c.Type] {
			name := c.Name
			if k > 0 {
				name = fmt.Sprint(c.Name, " ", k)
			}
			widened = append(widened, Column{Name: name, Type: c.Type, Raw: raw})
			for i, row := range rows {
				wide[i] = append(wide[i], row[2+j])
			}
		}
	}
	return widened, wide
}

// countsOnly leaves the places inside cells to the suite on grids.
var countsOnly = cmp.Transformer("counts", func(c summary.Cell) [4]float64 {
	return [4]float64{c.N, c.Zero, c.Outside, min(1, c.Fractional)}
})

// spans: rows fall into local days, also in the nights when the clocks change, and at the instants of boundaries,
// whatever tells the time: a timestamp in UTC, the wall clock, an instant, or a count of seconds down to nanoseconds.
func spans(t *testing.T, h Harness) {
	var rows [][]any
	want := map[int]float64{}
	days := window.Atoms([]window.Interval{{Start: day(3, 8), End: day(3, 13)}, {Start: day(11, 1), End: day(11, 6)}},
		true, newYork)
	for _, start := range []time.Time{day(3, 7), day(10, 31)} {
		for at := start; at.Before(start.AddDate(0, 0, 7)); at = at.Add(20 * time.Minute) {
			for _, exact := range []time.Time{at, at.Add(-time.Microsecond)} {
				l := exact.In(newYork)
				wall := time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), l.Nanosecond(),
					time.UTC)
				rows = append(rows, []any{int64(len(rows)), exact.UTC(), exact.UTC(), wall, exact.UTC(), exact.Unix(),
					exact.UnixMilli(), exact.UnixMicro(), exact.UnixNano(),
					float64(exact.UnixMicro()) / 1e6})
				for i, d := range days {
					if d.Contains(exact) {
						want[i]++
					}
				}
			}
		}
	}
	columns, rows := inEveryType(h, []Column{{Name: "utc", Type: Timestamp}, {Name: "wall", Type: Timestamp},
		{Name: "instant", Type: TimestampTZ},
		{Name: "s", Type: BigInt}, {Name: "ms", Type: BigInt}, {Name: "us", Type: BigInt}, {Name: "ns", Type: BigInt},
		{Name: "s fraction", Type: Double}}, rows)
	s := h.Open(t, logTable(columns, rows))
	for _, c := range columns {
		t.Run(c.Name+" "+c.Raw, func(t *testing.T) {
			m := logModel()
			base, _, _ := strings.Cut(c.Name, " ")
			m.Log.Time = model.Time{Column: c.Name, Zone: "UTC"}
			switch {
			case base == "wall":
				m.Log.Time.Zone = newYork.String()
			case c.Type == BigInt, c.Type == Double:
				m.Log.Time.Unit = base
			}
			scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: days}}
			statement, err := scan.Count(s.Dialect().Counting)
			got := map[int]float64{}
			for i, counted := range run(t, s, statement, err) {
				if n := counted.Rows[""].Rows; n > 0 {
					got[i] = n
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("rows by day differ (-Go +store):\n%s", diff)
			}
		})
	}
}

// names: hostile names of tables, columns and values change nothing. What a store cannot have as a name it refuses.
func names(t *testing.T, h Harness) {
	hostile := []string{`x", 42 --`, `x\", 42 AS pwn -- `, "a'b", "semi;colon", "back`tick", `c\`, "per%cent?", "$1",
		":name", "öß😀", "line\nbreak"}
	if h.Fold != nil {
		for i, name := range hostile {
			hostile[i] = h.Fold(name)
		}
	}
	refuses := func(name string) bool { return h.Refuses != nil && h.Refuses(name) }
	var columns []Column
	row := []any{int64(1), day(3, 5).UTC()}
	for _, name := range hostile {
		if !refuses(name) {
			columns = append(columns, Column{Name: name, Type: Text})
			row = append(row, name)
		}
	}
	s := h.Open(t, logTable(columns, [][]any{row}))
	m := logModel()
	for _, name := range hostile {
		t.Run(fmt.Sprintf("%q", name), func(t *testing.T) {
			if refuses(name) {
				wantRefused(t, s, name)
				return
			}
			scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6)),
				Dimensions: []plan.Dimension{{Name: "d", Column: name}},
				Filters:    []plan.Filter{{Dimension: plan.Dimension{Column: name}, Texts: []string{name}}}},
				Columns: []plan.Column{{Key: name, Name: name, Mode: plan.Classified, Kept: []string{name}}}}
			statement, err := scan.Count(s.Dialect().Counting)
			got := run(t, s, statement, err)[0].Columns[name][plan.NewSegment(name)]
			want := &summary.Column{Categories: map[string]float64{name: 1}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("counts differ (-want +store):\n%s", diff)
			}
		})
	}
}

// wantRefused fails unless the store says that a name cannot be one.
func wantRefused(t *testing.T, s store.Store, name string) {
	t.Helper()
	_, err := s.Columns(context.Background(), []string{name})
	if err == nil || fault.As(err).Kind != fault.BadModel {
		t.Errorf("the name is not refused: %v", err)
	}
}
