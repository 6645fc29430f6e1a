package engine

import (
	"math"
	"strings"
	"testing"

	"leeway/pkg/query"
)

const oneCellLog = `CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-02-26' + INTERVAL (i * 6) MINUTE AS at, i % 2 = 0 AS late,
	0.3 AS fixed, 0.3 AS pinned, 0.3 + i % 7 / 100 AS hidden, CASE WHEN i >= 9000 THEN i % 9 END AS later
	FROM range(56 * 240) t(i)`

const oneCellModel = `
- id: one
  task: binary
  log: { table: log, id: [id], unique: all, time: { column: at, zone: UTC }, prediction: late }
  features:
    - { name: fixed, kind: numeric }
    - { name: pinned, kind: numeric, grid: linear(0) }
    - { name: hidden, kind: numeric, grid: linear(0) }
    - { name: later, kind: numeric }
  baselines: { before: { kind: previous } }
  baseline: before
`

// What lies in one cell is 0 where it is one value, and null with a reason where the grid hides what it is.
func TestValuesOfOneCellAreOneValueOrUnknown(t *testing.T) {
	s := on(t, oneCellLog, oneCellModel)
	for feature, want := range map[string]struct {
		value  float64 // NaN: none
		reason string
	}{
		"fixed":  {0, ""},
		"pinned": {0, ""},
		"hidden": {math.NaN(), "are in one cell of the grid, 0 to 1, so they cannot be distinguished"},
		"later":  {math.NaN(), "the reference has no valid value to fit a grid to"},
	} {
		point := last(t, the(t, s.ask(t, `{"measures":[{"id":"ks"}],"features":["`+feature+`"],"window":"7d"}`)))
		got, ok := point.Stats[query.Value]
		if ok == math.IsNaN(want.value) || ok && got != want.value || !strings.Contains(point.Reason, want.reason) {
			t.Errorf("ks of %s is %v (%v, %q), want %v because %q", feature, got, ok, point.Reason, want.value,
				want.reason)
		}
	}
}
