package small

import (
	"math"
	"testing"
)

const wholeModel = `{"id":"whole","task":"binary","timezone":"UTC","log":{"table":"predictions","time":{"column":"ts"},"prediction":"class"},
	"features":[{"name":"hour","kind":"numeric","grid":"linear(3)"}],
	"baselines":{"first":{"kind":"fixed","from":"2026-01-05","to":"2026-01-06"},"empty":{"kind":"fixed","from":"2026-01-01","to":"2026-01-02"}}}`

// Days of whole numbers, and one with a fraction, which has finer bins by itself: all are counted by the bins that the
// map shows.
func TestAHeatMapCountsEveryTimeByItsBins(t *testing.T) {
	var log [][]any
	for day := range 4 {
		for i := range 40 {
			hour := float64(6 + i%4)
			if day == 3 && i < 4 {
				hour = 6.5
			}
			log = append(log, []any{at(24*float64(day) + float64(i)/2), true, hour})
		}
	}
	i, _ := open(t, wholeModel, "CREATE TABLE predictions (ts TIMESTAMP, class BOOLEAN, hour DOUBLE)",
		"INSERT INTO predictions VALUES "+values(log))
	for _, c := range []struct {
		baseline string
		from     int
		times    int
	}{{"first", 1, 3}, {"empty", 1, 3}, {"first", 3, 1}} {
		f := ask(t, i, c.from, 4, `{"schemaVersion":2,"queryType":"distribution","format":"timeseries","features":["hour"],
			"window":"1d","every":"1d","measures":[{"id":"psi"}],"baseline":"`+c.baseline+`"}`)
		for row := range f.Rows() {
			var sum float64
			for _, field := range f.Fields[1:] {
				if share := field.At(row).(*float64); share != nil {
					sum += *share
				}
			}
			if math.Abs(sum-1) > 1e-12 {
				t.Errorf("%s: the bins of time %d hold %v of its values", c.baseline, row, sum)
			}
		}
		if f.Rows() != c.times {
			t.Errorf("%s: the map has %d times instead of %d", c.baseline, f.Rows(), c.times)
		}
	}
}
