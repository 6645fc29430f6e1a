package conformance

import (
	"fmt"
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

const (
	spannedDays = 5
	rowsOfDay   = 6
)

// spanned is a column of doubles over days: odd rows hold its values in turn, even ones the row's number, and so do all
// of the third day.
type spanned struct {
	name   string
	grid   summary.Grid
	values []any
}

func (s spanned) value(row int) any {
	if row%2 == 0 || row/rowsOfDay == 2 {
		return float64(row)
	}
	return s.values[row/2%len(s.values)]
}

// half is the segment of a row.
func half(row int) string { return strconv.Itoa(row / 2 % 2) }

// counted is what a day holds, by segment.
func (s spanned) counted(day int) map[plan.Segment]*summary.Column {
	want := map[plan.Segment]*summary.Column{}
	for row := day * rowsOfDay; row < (day+1)*rowsOfDay; row++ {
		segment := plan.NewSegment(half(row))
		if want[segment] == nil {
			want[segment] = &summary.Column{Grid: s.grid, Cells: map[int64]summary.Cell{}}
		}
		if x, ok := s.value(row).(float64); ok {
			want[segment].Observe(x)
		} else {
			want[segment].Missing++
		}
	}
	return want
}

// bySpan: of every span and segment the same is counted by key alone, whatever else the column holds: values without a
// cell, some with one far out, and what overflows on the grid.
func bySpan(t *testing.T, h Harness) {
	nan, inf := math.NaN(), math.Inf(1)
	linear := func(scale int) summary.Grid { return summary.Grid{Family: summary.Linear, Scale: scale} }
	cases := []spanned{
		{"plain values", linear(1), []any{0.75, -0.25}},
		{"missing", linear(1), []any{nil}},
		{"NaN", linear(1), []any{nan, 7.5}},
		{"NaN and missing", linear(1), []any{nan, nil, nan}},
		{"infinity where nothing overflows", linear(-1), []any{inf, -inf, nil}},
		{"infinity where something may", linear(1), []any{inf, nan, nil}},
		{"overflow", linear(1), []any{1.7e308, -inf, nan}},
		{"far out", linear(0), []any{0x1p49 + 1, -0x1p53, nan, nil, 1e300}},
		{"far out on wide cells", linear(-60), []any{-1e-3, 0x1p109, nan}},
		{"exponential", summary.DefaultExponential, []any{0.0, -3.5, inf, nil, 1.7e308, 5e-324}},
		{"log-odds", summary.ScoreGrid, []any{0.25, 1.5, nan, nil}},
	}
	start := day(3, 5)
	m := logModel()
	columns, rows := []Column{{Name: "half", Type: Text}}, [][]any{}
	scan := plan.Scan{Rows: plan.Rows{Model: m, Spans: window.Atoms(one(start, start.AddDate(0, 0, spannedDays)), true,
		newYork),
		Dimensions: []plan.Dimension{{Name: "half", Column: "half"}}}}
	for i, c := range cases {
		columns = append(columns, Column{Name: fmt.Sprintf("x%d", i), Type: Double})
		scan.Columns = append(scan.Columns, plan.Column{Key: c.name, Name: fmt.Sprintf("x%d", i), Grid: c.grid,
			CountsOnly: true})
	}
	for i := range spannedDays * rowsOfDay {
		row := []any{int64(i), start.AddDate(0, 0, i/rowsOfDay).Add(time.Hour).UTC(), half(i)}
		for _, c := range cases {
			row = append(row, c.value(i))
		}
		rows = append(rows, row)
	}
	s := h.Open(t, logTable(columns, rows))
	scan.Source = source(t, s, m)
	statement, err := scan.Count(s.Dialect().Counting)
	got := run(t, s, statement, err)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for day := range spannedDays {
				if diff := cmp.Diff(c.counted(day), got[day].Columns[c.name], cellCounts); diff != "" {
					t.Errorf("day %d differs (-Go +store):\n%s", day, diff)
				}
			}
		})
	}
}
