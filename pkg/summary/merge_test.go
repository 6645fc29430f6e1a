package summary_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"reflect"
	"testing"

	"leeway/pkg/summary"
	"pgregory.net/rapid"
)

// observed counts values on a grid.
func observed(g summary.Grid, values ...float64) *summary.Column {
	c := &summary.Column{Grid: g}
	for _, x := range values {
		c.Observe(x)
	}
	return c
}

func drawSummary(t *rapid.T, g summary.Grid, name string) *summary.Summary {
	s := summary.New()
	values := rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 40).Draw(t, name)
	s.Rows, s.Raw = float64(len(values)), float64(len(values)+2)
	s.Latest = rapid.Int64Range(0, 1e15).Draw(t, name+" latest")
	s.Columns["feature:x"] = observed(g, values...)
	s.Columns["feature:x"].Missing = float64(rapid.IntRange(0, 9).Draw(t, name+" missing"))
	kinds := rapid.MapOfN(rapid.SampledFrom([]string{"", "a", "b"}), rapid.Float64Range(0, 0), 0, 3).Draw(t,
		name+" kinds")
	for kind := range kinds {
		kinds[kind] = float64(len(kind) + 2)
	}
	s.Columns["prediction"] = &summary.Column{Categories: kinds, New: 1}
	if rapid.Bool().Draw(t, name+" labelled") {
		s.Outcomes = &summary.Outcomes{Rows: 3, Joint: map[summary.JointKey]float64{
			{State: summary.InTime, Prediction: "a", Label: rapid.SampledFrom([]string{"a", "b"}).Draw(t,
				name+" label")}: 3}}
	}
	return s
}

func sum(t *rapid.T, parts ...*summary.Summary) *summary.Summary {
	total := summary.New()
	for _, part := range parts {
		if err := total.Add(part); err != nil {
			t.Fatal(err)
		}
	}
	return total
}

func TestAddingIsAssociativeAndCommutative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		a, b, c := drawSummary(t, g, "a"), drawSummary(t, g, "b"), drawSummary(t, g, "c")
		want := sum(t, a, b, c)
		if got := sum(t, c, sum(t, b, a)); !reflect.DeepEqual(got, want) {
			t.Errorf("c + (b + a) is not (a + b) + c:\n%+v\n%+v", got.Columns["feature:x"], want.Columns["feature:x"])
		}
	})
}

func TestAddLeavesTheOtherAlone(t *testing.T) {
	g := grid(t, "linear(0)")
	a, b := summary.New(), summary.New()
	b.Columns["feature:x"] = observed(g, 1, 2)
	b.Outcomes = &summary.Outcomes{Rows: 1, Joint: map[summary.JointKey]float64{{Label: "a"}: 1}}
	before := b.Clone()
	for range 2 {
		if err := a.Add(b); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(b, before) {
		t.Errorf("b became %+v", b)
	}
	if a.Columns["feature:x"].Count() != 4 || a.Outcomes.Joint[summary.JointKey{Label: "a"}] != 2 {
		t.Errorf("a holds %+v, %+v", a.Columns["feature:x"], a.Outcomes)
	}
}

// The same rows in 1, 7 and 90 parts, added in any order, give the same digits.
func TestPartsGiveTheSameDigits(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, 20_000)
	for i := range values {
		values[i] = random.NormFloat64()*3.7 + 11
	}
	for _, text := range []string{"linear(4)", "exponential(5)"} {
		whole := observed(grid(t, text), values...)
		for _, parts := range []int{1, 7, 90} {
			columns := make([]*summary.Column, parts)
			for i := range columns {
				columns[i] = &summary.Column{Grid: grid(t, text)}
			}
			for i, x := range values {
				columns[i%parts].Observe(x)
			}
			total := &summary.Column{}
			for _, i := range random.Perm(parts) {
				if err := total.Add(columns[i]); err != nil {
					t.Fatal(err)
				}
			}
			q, _ := whole.Quantile(0.9)
			p, _ := total.Quantile(0.9)
			if total.Moments() != whole.Moments() || p != q {
				t.Errorf("%s in %d parts: %v, in one %v", text, parts, total.Moments(), whole.Moments())
			}
		}
	}
}

func TestScalesMeetAtTheCoarser(t *testing.T) {
	fine, coarse := observed(grid(t, "linear(3)"), 1.1, 1.2, 5), observed(grid(t, "linear(0)"), 1.9)
	for _, order := range [][2]*summary.Column{{fine, coarse}, {coarse, fine}} {
		total := order[0].Clone()
		if err := total.Add(order[1]); err != nil {
			t.Fatal(err)
		}
		if total.Grid.String() != "linear(0)" || total.Cells[1].N != 3 || total.Cells[5].N != 1 {
			t.Errorf("got %s with %v", total.Grid, total.Cells)
		}
	}
}

func TestWhatDoesNotMergeIsRefusedWhole(t *testing.T) {
	numbers := observed(grid(t, "linear(3)"), 1)
	for name, other := range map[string]*summary.Column{
		"another family": observed(grid(t, "exponential(3)"), 1),
		"categories":     {Categories: map[string]float64{"a": 1}},
	} {
		a, b := summary.New(), summary.New()
		a.Columns["feature:x"], b.Columns["feature:x"] = numbers.Clone(), other
		b.Rows, b.Columns["feature:a"] = 7, numbers.Clone()
		if err := a.Add(b); !errors.Is(err, summary.ErrMerge) {
			t.Errorf("%s: %v", name, err)
		}
		if a.Rows != 0 || len(a.Columns) != 1 {
			t.Errorf("%s: a refused sum left %+v", name, a)
		}
		if err := numbers.Clone().Add(other); !errors.Is(err, summary.ErrMerge) {
			t.Errorf("%s, column: %v", name, err)
		}
	}
}

func TestAllNullMergesWithAnything(t *testing.T) {
	nulls := &summary.Column{Missing: 5}
	for _, other := range []*summary.Column{observed(grid(t, "linear(3)"), 1),
		{Categories: map[string]float64{"a": 1}}} {
		for _, order := range [][2]*summary.Column{{nulls, other}, {other, nulls}} {
			total := order[0].Clone()
			if err := total.Add(order[1]); err != nil || total.Count() != 1 || total.Missing != 5 {
				t.Errorf("%+v, %v", total, err)
			}
		}
	}
}

func TestPooledColumnsCountWhatMergesAndStayAsTheyWere(t *testing.T) {
	g := grid(t, "linear(0)")
	first, second := observed(g, 1, 2), observed(g, 2)
	categories := &summary.Column{Categories: map[string]float64{"a": 1}}
	pooled := summary.Pool(nil, first, nil, categories, second)
	if want := observed(g, 1, 2, 2); !reflect.DeepEqual(pooled, want) {
		t.Errorf("%+v, want %+v", pooled, want)
	}
	if want := observed(g, 1, 2); !reflect.DeepEqual(first, want) {
		t.Errorf("the first became %+v", first)
	}
	if none := summary.Pool(nil, nil); none != nil {
		t.Errorf("no column is pooled as %+v", none)
	}
}

func TestSpellingsAreMergedAndCopied(t *testing.T) {
	spelled := func(text string, n float64) *summary.Summary {
		return &summary.Summary{Outcomes: &summary.Outcomes{Rows: n,
			Spelled: map[summary.Spelling]float64{{Text: text, Class: "fraud", OfLabel: true}: n}}}
	}
	first := spelled("Fraud", 3)
	merged := first.Clone()
	for _, more := range []*summary.Summary{spelled("Fraud", 4), spelled("FRAUD", 2),
		{Outcomes: &summary.Outcomes{Rows: 1}}} {
		if err := merged.Add(more); err != nil {
			t.Fatal(err)
		}
	}
	want := map[summary.Spelling]float64{{Text: "Fraud", Class: "fraud", OfLabel: true}: 7,
		{Text: "FRAUD", Class: "fraud", OfLabel: true}: 2}
	if !maps.Equal(merged.Outcomes.Spelled, want) {
		t.Errorf("merged: %v, want %v", merged.Outcomes.Spelled, want)
	}
	if n := first.Outcomes.Spelled[summary.Spelling{Text: "Fraud", Class: "fraud", OfLabel: true}]; n != 3 {
		t.Errorf("what was copied has %v now, want 3", n)
	}
}
