package public

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/stats"
	"leeway/pkg/summary"
	"leeway/pkg/summary/summarytest"
	"leeway/tests/exact"
)

// column is one that columns.py found: its rows in two halves.
type column struct {
	Name          string
	First, Second []float64
	KS            float64
}

func columns(t *testing.T) []column {
	t.Helper()
	python := os.Getenv("LEEWAY_DATA_PYTHON")
	if os.Getenv("LEEWAY_LONG") == "" || python == "" {
		t.Skip("SKIPPED public data: in the long profile LEEWAY_DATA_PYTHON names a Python with scikit-learn, statsmodels, river and vega_datasets")
	}
	var errors bytes.Buffer
	command := exec.Command(python, "columns.py")
	command.Stderr = &errors
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, errors.String())
	}
	var list []column
	for lines := bufio.NewReader(bytes.NewReader(out)); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return list
		}
		var c column
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
}

// Of every column, the second half of the rows against the first: KS as scipy's, PSI as by rows at the same cut points
// and near the one at their deciles.
func TestDriftOfPublicColumnsIsExact(t *testing.T) {
	list := columns(t)
	if len(list) < 100 {
		t.Fatalf("%d columns, want at least 100", len(list))
	}
	ks, _ := measure.Lookup("ks")
	psi, _ := measure.Lookup("psi")
	families := map[summary.Family]int{}
	for _, c := range list {
		g := summarytest.Fitted(c.First)
		families[g.Family]++
		now, before := counted(g, c.Second), counted(g, c.First)
		d := ks.Compare(now, before, measure.Params{})
		if d.OK && math.Abs(d.Value-c.KS) > 0.015 || !d.OK && c.KS > 0.015 {
			t.Errorf("%s on %.40s: ks is %.4f (%s), scipy's %.4f", c.Name, g, d.Value, d.Reason, c.KS)
		}
		p := psi.Compare(now, before, measure.Params{})
		bins, _ := measure.Bins(now, before, measure.Cutting{Bins: 10})
		if byRows := atCuts(bins, c.Second, c.First); p.OK && math.Abs(p.Value-byRows) > 1e-9 {
			t.Errorf("%s on %.40s: psi is %.10f, by rows at the same cut points %.10f", c.Name, g, p.Value, byRows)
		}
		if byRows := exact.PSI(c.Second, c.First, 0, true); p.OK &&
			math.Abs(p.Value-byRows) > math.Max(0.02, 0.05*byRows) {
			t.Errorf("%s on %.40s: psi is %.4f, at the rows' deciles %.4f", c.Name, g, p.Value, byRows)
		}
	}
	t.Logf("%d columns of public data: %d linear grids, %d exponential, %d of edges",
		len(list), families[summary.Linear], families[summary.Exponential], families[summary.Edges])
}

func counted(g summary.Grid, values []float64) *summary.Column {
	c := &summary.Column{Grid: g}
	for _, x := range values {
		c.Observe(x)
	}
	return c
}

// atCuts counts rows between the bounds of bins. A bin whose bounds are equal holds that value alone.
func atCuts(bins []measure.Bin, current, baseline []float64) float64 {
	count := func(values []float64) []float64 {
		counts := make([]float64, len(bins))
		for _, x := range values {
			for i, b := range bins {
				alone := b.Lower == b.Upper
				if alone && x == b.Lower || !alone && x >= b.Lower && x < b.Upper &&
					!(i > 0 && bins[i-1].Lower == bins[i-1].Upper && x == b.Lower) {
					counts[i]++
					break
				}
			}
		}
		return counts
	}
	return stats.PSI(stats.Occupied(count(current), count(baseline)))
}
