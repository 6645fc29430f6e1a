package conformance

import (
	"fmt"
	"math"
)

const magnitudesModel = `{"id":"far","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"ts"},"prediction":"class"},
	"features":[{"name":"large","kind":"numeric"},{"name":"small","kind":"numeric"},{"name":"signs","kind":"numeric"},
		{"name":"pinned","kind":"numeric","column":"large","grid":"exponential(5)"},
		{"name":"fine","kind":"numeric","column":"small","grid":"exponential(5)"}],
	"baselines":{"before":{"kind":"previous"}}}`

// magnitudes are the numbers 1 to 20, times 1e300 and 1e-300, and of both signs.
func magnitudes() Table {
	t := Table{Name: "predictions", Columns: []Column{{Name: "id", Type: BigInt}, {Name: "ts", Type: Timestamp},
		{Name: "class", Type: Boolean},
		{Name: "large", Type: Double}, {Name: "small", Type: Double}, {Name: "signs", Type: Double}}}
	for i := range 20 {
		x := float64(i + 1)
		t.Rows = append(t.Rows, []any{int64(i), hour(x), i%2 == 0, x * 1e300, x * 1e-300, (x - 10.5) * 1e300})
	}
	return t
}

// magnitudesQuestions ask what is 10.5, 5.92 and the like times a unit; grids let quantiles be off by 3 %.
func magnitudesQuestions() (list []question) {
	sd := math.Sqrt(35)
	for _, c := range []struct {
		feature      string
		unit, center float64
	}{{"large", 1e300, 10.5}, {"small", 1e-300, 10.5}, {"signs", 1e300, 0}, {"pinned", 1e300, 10.5}, {"fine", 1e-300,
		10.5}} {
		ask := func(measure string, want, tolerance float64) {
			list = append(list, question{fmt.Sprintf(`{"measures":[%s],"features":["%s"]}`, measure, c.feature),
				want * c.unit, tolerance * c.unit, 0})
		}
		ask(`{"id":"mean"}`, c.center, 1e-4)
		ask(`{"id":"std"}`, sd, 1e-4)
		ask(`{"id":"quantile","p":0.5}`, c.center-0.5, 0.6)
		ask(`{"id":"min"}`, c.center-9.5, 0.4)
		ask(`{"id":"max"}`, c.center+9.5, 0.7)
	}
	return list
}
