package summary_test

import (
	"encoding/json"
	"math"
	"os"
	"strconv"
	"testing"

	"leeway/pkg/summary"
)

type sample struct {
	Name      string
	Current   []float64
	Mean, Std float64
	Min, Max  float64
	Quantiles map[string]float64
}

// samples reads what tests/oracle/generate.py made with numpy.
func samples(t *testing.T) []sample {
	t.Helper()
	raw, err := os.ReadFile("../../tests/oracle/samples.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []sample
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// widthAt is the width of the cell that holds x.
func widthAt(g summary.Grid, x float64) float64 {
	key, _ := g.Key(x)
	lo, hi := g.Bounds(key)
	return hi - lo
}

func TestMomentsAndQuantilesAgainstNumpy(t *testing.T) {
	for _, s := range samples(t) {
		first := observed(summary.OctaveGrid, s.Current...)
		g, _ := summary.ChooseGrid(first)
		for name, c := range map[string]*summary.Column{
			g.String():                observed(g, s.Current...),
			g.String() + " coarsened": observed(g, s.Current...).Coarsen(2),
			"exponential(5)":          observed(summary.DefaultExponential, s.Current...),
		} {
			// Every value's place is rounded to 2^−21 of the widest cell, so its mean is no farther off.
			widest := math.Max(widthAt(c.Grid, s.Max), widthAt(c.Grid, s.Min))
			m := c.Moments()
			if math.Abs(m.Mean-s.Mean) > widest*0x1p-21+1e-12*math.Abs(s.Mean) {
				t.Errorf("%s on %s: mean %v, want %v", s.Name, name, m.Mean, s.Mean)
			}
			if d := math.Abs(m.SampleSd()*m.SampleSd() - s.Std*s.Std); d > widest*widest*0x1p-19+1e-9*s.Std*s.Std {
				t.Errorf("%s on %s: sd %v, want %v", s.Name, name, math.Sqrt(m.SampleSd()*m.SampleSd()), s.Std)
			}
			for text, want := range s.Quantiles {
				p, _ := strconv.ParseFloat(text, 64)
				if got, ok := c.Quantile(p); !ok || math.Abs(got-want) > widthAt(c.Grid,
					want)*1.001+1e-12*math.Abs(want) {
					t.Errorf("%s on %s: quantile %v is %v, want %v", s.Name, name, p, got, want)
				}
			}
			for p, want := range map[float64]float64{0: s.Min, 1: s.Max} {
				if got, _ := c.Quantile(p); math.Abs(got-want) > widthAt(c.Grid, want)*1.001+1e-12*math.Abs(want) {
					t.Errorf("%s on %s: quantile %v is %v, want %v", s.Name, name, p, got, want)
				}
			}
		}
	}
}
