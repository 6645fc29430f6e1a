package frame

import (
	"math"
	"testing"

	"leeway/pkg/measure"
)

func TestABinOfOneValueHasThatValueAsBothEdges(t *testing.T) {
	for _, c := range []struct{ lower, upper, want float64 }{
		{0, math.Nextafter(0, 1), 0},
		{10, math.Nextafter(10, 11), 10},
		{7, 7, 7},
		{7, 8, 8},
	} {
		if got := *edge(upperEdge(measure.Bin{Lower: c.lower, Upper: c.upper}), measure.Bin{}, false); got != c.want {
			t.Errorf("[%v, %v): the upper edge is %v, want %v", c.lower, c.upper, got, c.want)
		}
	}
}
