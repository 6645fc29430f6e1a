package conformance

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// cutGrids are grids of which the cells begin at no whole number.
var cutGrids = []string{"exponential(2)", "exponential(5)", "edges([-7.5, 2.25, 10.1, 10.9, 33.3, 80])"}

// fraction finds a number that is not whole in a label such as "3..11" or "3 to 11".
var fraction = regexp.MustCompile(`\d\.\d`)

// integers: whole numbers are drawn in bins between whole numbers on every grid, and each bin holds what lies between
// its edges. Numbers with fractions keep the edges of their cells, and so do both where only one window is whole by its
// type.
func integers(t *testing.T, h Harness) {
	at := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	log := logTable([]Column{{Name: "whole", Type: BigInt}, {Name: "real", Type: Double},
		{Name: "late", Type: Boolean}}, nil)
	training := Table{Name: "training", Columns: []Column{{Name: "whole", Type: Double}}}
	values := map[int][]int64{} // by day
	for i := range 600 {
		x := int64(i*i%97 - 9)
		values[i/300] = append(values[i/300], x)
		log.Rows = append(log.Rows, []any{int64(i), at.Add(time.Duration(i) * 24 * time.Hour / 300), x, float64(x) +
			0.5, i%2 == 0})
		training.Rows = append(training.Rows, []any{float64(x) + 0.5})
	}
	s := h.Open(t, log, training)
	for _, grid := range cutGrids {
		m, errs := model.ParseModel(fmt.Appendf(nil,
			`{"id":"m","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],
			"unique":"all","time":{"column":"at"},"prediction":"late"},"baselines":{"before":{"kind":"previous"},
			"training":{"kind":"table","table":"training"}},"baseline":"before","features":[
			{"name":"whole","kind":"numeric","grid":%q},{"name":"real","kind":"numeric","grid":%q}]}`, grid, grid))
		if len(errs) > 0 {
			t.Fatal(errs[0])
		}
		e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{m}})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(grid, func(t *testing.T) {
			bins := binsOf(t, e, at, "whole", "before")
			for _, b := range bins {
				if want := between(values[1], b); b.Current != want {
					t.Errorf("bin %s holds %v, between its edges lie %v", b.Label, b.Current, want)
				}
				if want := between(values[0], b); b.Baseline != want {
					t.Errorf("bin %s of the baseline holds %v, between its edges lie %v", b.Label, b.Baseline, want)
				}
			}
			for _, label := range append(labelsOf(bins), splitOf(t, e, at)...) {
				if fraction.MatchString(label) {
					t.Errorf("a bin of whole numbers is %q", label)
				}
			}
			if hasFraction(bins) {
				t.Errorf("bins of whole numbers are %v", bins)
			}
			for _, other := range [][2]string{{"real", "before"}, {"whole", "training"}} {
				if bins := binsOf(t, e, at, other[0], other[1]); !hasFraction(bins) {
					t.Errorf("%s against %s: numbers with fractions lie in bins %v", other[0], other[1], bins)
				}
			}
		})
	}
}

// binsOf asks for the distribution of a feature on the second day.
func binsOf(t *testing.T, e *engine.Engine, start time.Time, feature, baseline string) []measure.Bin {
	t.Helper()
	q, err := query.Parse(fmt.Appendf(nil,
		`{"queryType":"distribution","measures":[{"id":"psi"}],"features":[%q],"window":"1d",
		"baseline":%q}`, feature, baseline))
	if err != nil {
		t.Fatal(err)
	}
	result, err := e.Answer(context.Background(), q, window.Range{Start: start, End: start.AddDate(0, 0, 2)})
	if err != nil {
		t.Fatal(err)
	}
	bins := result.Series[0].Compare.Bins
	if len(bins) < 4 {
		t.Fatalf("%s against %s has bins %v", feature, baseline, bins)
	}
	return bins
}

func labelsOf(bins []measure.Bin) (labels []string) {
	for _, b := range bins {
		labels = append(labels, b.Label)
	}
	return labels
}

// splitOf returns the bins by which a measure is split.
func splitOf(t *testing.T, e *engine.Engine, start time.Time) (labels []string) {
	t.Helper()
	q, err := query.Parse([]byte(`{"measures":[{"id":"rows"}],"window":"1d","splitBy":[{"feature":"whole","bins":5}]}`))
	if err != nil {
		t.Fatal(err)
	}
	result, err := e.Answer(context.Background(), q, window.Range{Start: start, End: start.AddDate(0, 0, 2)})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range result.Series {
		labels = append(labels, s.Segment[0].Value)
	}
	if len(labels) < 3 {
		t.Fatalf("the split has bins %q", labels)
	}
	return labels
}

// between counts the values from a bin's lower edge on and below its upper one.
func between(values []int64, b measure.Bin) (n float64) {
	for _, x := range values {
		if float64(x) >= b.Lower && float64(x) < b.Upper {
			n++
		}
	}
	return n
}

// hasFraction reports whether a bin begins at a number that is not whole.
func hasFraction(bins []measure.Bin) bool {
	for _, b := range bins[1:] {
		if b.Lower != math.Trunc(b.Lower) {
			return true
		}
	}
	return false
}
