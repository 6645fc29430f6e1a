package flights

import (
	"fmt"
	"math"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// total adds up a column.
func total(t *testing.T, f *data.Frame, column string, row func(i int) bool) (sum float64) {
	t.Helper()
	field, at := f.FieldByName(column)
	if at < 0 {
		t.Fatalf("no column %s", column)
	}
	for i := range field.Len() {
		if x, err := field.NullableFloatAt(i); err == nil && x != nil && row(i) {
			sum += *x
		}
	}
	return sum
}

// The matrix and the curve count the rows that the measures count: the matrix's diagonal is the accuracy, and both hold
// as many labelled rows.
func TestOutcomeTablesAgreeWithTheMeasures(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	from, to := local(4, 22), local(4, 29)
	every := func(int) bool { return true }
	matrix := ask(t, i, from, to, `{"queryType":"confusion","window":"range"}`)
	curve := ask(t, i, from, to, `{"queryType":"calibration","window":"range"}`)
	whole := ask(t, i, from, to, `{"measures":[{"id":"accuracy"}],"window":"range","format":"table"}`)
	calibrated := ask(t, i, from, to, `{"measures":[{"id":"ece"}],"window":"range","format":"table"}`)
	diagonal := func(row int) bool { return matrix.Fields[0].At(row) == matrix.Fields[1].At(row) }
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"accuracy now", total(t, matrix, "current", diagonal), total(t, whole, "current", every)},
		{"accuracy before", total(t, matrix, "baseline", diagonal), total(t, whole, "baseline", every)},
		{"shares", total(t, matrix, "current", every), 1},
		{"rows of the matrix", total(t, matrix, "count", every), total(t, whole, "count", every)},
		{"rows of the curve", total(t, curve, "count", every), total(t, whole, "count", every)},
		{"rows of the curve's baseline, whose weeks are those of its own measure",
			total(t, curve, "baselineCount", every), total(t, calibrated, "baselineCount", every)},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if curve.Rows() < 8 || curve.Rows() > 10 {
		t.Errorf("%d groups", curve.Rows())
	}
	split := ask(t, i, from, to, `{"queryType":"confusion","window":"range","splitBy":["origin"]}`)
	if split.Rows() != 4 || split.Name == matrix.Name {
		t.Errorf("by segment: %s", fmt.Sprint(split.Name, split.Rows()))
	}
}
