package measure

import (
	"strings"
	"testing"
)

// Panels write the numbers of their axes so, but for the minus sign: src/frames/edges.test.ts has the same cases.
func TestEdgesAreWrittenAsOnAxes(t *testing.T) {
	for _, c := range []struct {
		edges []float64
		want  string
	}{
		{[]float64{228, 427, 549}, "228 427 549"},
		{[]float64{0.0078125, 0.5, 0.9957}, "0.00781 0.5 0.996"},
		{[]float64{35.06, 37.4, 39.92}, "35.1 37.4 39.9"},
		{[]float64{-7, 0, 23}, "-7 0 23"},
		{[]float64{1234567, 2345678}, "1.23M 2.35M"},
		{[]float64{99999, 100000, 999999, 1e6, 1e9}, "99999 100k 999.999k 1M 1G"},
		{[]float64{-2.5e12, 999999999999999}, "-2.5T 1e+15"},
		{[]float64{889, 1026, 1300}, "889 1030 1300"},
		{[]float64{1013.125, 1013.25, 1013.375}, "1013.12 1013.25 1013.38"},
		{[]float64{0.0001234}, "1.23e-4"},
		{[]float64{-9.85e177, 1e175, 2e18}, "-9.85e+177 1e+175 2e+18"},
	} {
		if got := strings.Join(edgeTexts(c.edges), " "); got != c.want {
			t.Errorf("%v read %q, want %q", c.edges, got, c.want)
		}
	}
}
