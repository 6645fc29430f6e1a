package small

import (
	"testing"

	"leeway/pkg/frame"
)

const cellsModel = `{"id":"cells","task":"binary","timezone":"UTC","season":"none","log":{"table":"predictions","time":{"column":"ts"},
	"prediction":"class"},"features":[{"name":"hour","kind":"numeric","grid":"linear(0)"}],
	"baselines":{"rolling":{"kind":"rolling","periods":8,"every":"1d"}},"baseline":"rolling"}`

// A heat map says of every cell what earlier windows predict. Of thirty alike days all cells lie inside; on the last
// day half the values moved to another bin, and the cells of both bins lie outside.
func TestAHeatMapSaysWhatIsExpectedOfItsCells(t *testing.T) {
	var log [][]any
	for day := range 31 {
		for i := range 200 {
			hour := float64(i % 4)
			if day == 30 && i%4 < 2 {
				hour = 3
			}
			log = append(log, []any{at(24*float64(day) + float64(i)/10), true, hour})
		}
	}
	i, _ := open(t, cellsModel, "CREATE TABLE predictions (ts TIMESTAMP, class BOOLEAN, hour INTEGER)",
		"INSERT INTO predictions VALUES "+values(log))
	f := ask(t, i, 25, 31, `{"schemaVersion":2,"queryType":"distribution","format":"timeseries","features":["hour"],
		"window":"1d","every":"1d","measures":[{"id":"psi"}]}`)
	usual := f.Meta.Custom.(frame.Custom).Comparison.Usual
	if len(usual) != len(f.Fields)-1 || len(usual) < 4 || f.Rows() < 5 {
		t.Fatalf("%d bins have expected shares, the map has %d", len(usual), len(f.Fields)-1)
	}
	last := f.Rows() - 1
	outside := 0
	for j, cells := range usual {
		for row := range f.Rows() {
			share, low, high := *f.Fields[j+1].At(row).(*float64), cells.Low[row], cells.High[row]
			if low == nil || high == nil {
				if share > 0 {
					t.Errorf("nothing is expected of bin %s at time %d", f.Fields[j+1].Name, row)
				}
				continue
			}
			isOutside := share < *low || share > *high
			if isOutside && row < last {
				t.Errorf("bin %s holds %v at time %d, expected %v to %v", f.Fields[j+1].Name, share, row, *low, *high)
			}
			if isOutside && row == last {
				outside++
			}
		}
	}
	if outside < 3 {
		t.Errorf("%d cells of the last day lie outside", outside)
	}
}
