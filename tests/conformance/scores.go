package conformance

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/store"
	"leeway/pkg/summary"
)

// scoredRow is a row of class probabilities and what it holds: 1 a distribution, 0 none, −1 nothing at all.
type scoredRow struct {
	p     [3]any // a double, a decimal, a text
	label any
	kind  int
}

// scoredRows are distributions, one of them a tie, and what is none.
var scoredRows = []scoredRow{
	{[3]any{0.5, "0.3", "0.2"}, "a", 1}, {[3]any{0.4, "0.4", "0.2"}, "o'c", 1}, {[3]any{0.0, "0", "1"}, "a", 1},
	{[3]any{0.125, "0.25", "0.62"}, "z", 1}, {[3]any{1.0, "0", "0"}, nil, 1},
	{[3]any{0.33, "0.33", "0.33"}, "a", 1}, {[3]any{0.505, "0.505", "0.005"}, "o'c", 1},
	{[3]any{1 + 0x1p-52, "0", "0"}, "a", 1},
	{[3]any{0.5, "0.3", "0.1"}, "a", 0}, {[3]any{1.5, "0", "-0.5"}, "a", 0}, {[3]any{math.NaN(), "0.5", "0.5"}, "a", 0},
	{[3]any{math.Inf(1), "0.5", "0.5"}, "a", 0}, {[3]any{1e308, "1", "1e308"}, "a", 0},
	{[3]any{0.5, nil, "0.5"}, "a", 0},
	{[3]any{0.5, "0.5", "none"}, "a", 0}, {[3]any{nil, nil, nil}, "a", -1},
}

var scoredNumbers = [][3]float64{{0.5, 0.3, 0.2}, {0.4, 0.4, 0.2}, {0, 0, 1}, {0.125, 0.25, 0.62}, {1, 0, 0},
	{0.33, 0.33, 0.33},
	{0.505, 0.505, 0.005}, {1 + 0x1p-52, 0, 0}}

// scoredLog lays the rows down, with their labels.
func scoredLog(t *testing.T, h Harness) (store.Store, *model.Model) {
	t.Helper()
	var rows, labels [][]any
	for i, r := range scoredRows {
		rows = append(rows, []any{int64(i), day(3, 5).UTC(), r.p[0], r.p[1], r.p[2]})
		labels = append(labels, []any{int64(i), r.label, day(3, 5).Add(time.Hour).UTC()})
	}
	s := h.Open(t, logTable([]Column{{Name: "p1", Type: Double}, {Name: "p2", Type: Numeric}, {Name: "p3", Type: Text}},
		rows),
		outcomesTable(BigInt, labels))
	m := labelledModel()
	m.Task, m.Log.Positive = model.Multiclass, nil
	m.Log.Score = &model.Score{Classes: map[string]model.ScoreColumn{"o'c": {Column: "p2"}, "a": {Column: "p1"},
		"öß": {Column: "p3"}}}
	return s, m
}

// scores: of the probabilities of several classes the greatest, its class, the entropy and the log loss are what Go
// computes; rows that hold no distribution are invalid, and nothing in them fails the statement.
func scores(t *testing.T, h Harness) {
	s, m := scoredLog(t, h)
	_, labels := outcomesOf(t, s, m)
	top := plan.Column{Key: plan.ScoreKey, Derived: plan.TopProbability, Probability: true, Grid: summary.ScoreGrid}
	columns := append([]plan.Column{top, {Key: "class", Derived: plan.TopClass, Mode: plan.Distinct}},
		plan.ScoreColumns(m)...)
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6))},
		Columns: columns}
	statement, err := scan.Count(s.Dialect().Counting)
	got := run(t, s, statement, err)[0].Columns
	scan.Columns, scan.Labels = plan.LabelledColumns(m)[:1], &labels
	statement, err = scan.Count(s.Dialect().Counting)
	got[plan.LogLossKey] = run(t, s, statement, err)[0].Columns[plan.LogLossKey]
	for key, want := range scoresByGo(columns, scan.Columns[0]) {
		if diff := cmp.Diff(want, got[key][""], placesWithin(2)); diff != "" {
			t.Errorf("%s differs (-Go +store):\n%s", key, diff)
		}
	}
	labels.Score = true
	statement, err = scan.Joint(labels)
	joint := run(t, s, statement, err)[0].Outcomes[""]
	if n := joint.Joint[summary.JointKey{State: summary.InTime, Prediction: "a", Label: "o'c", ScoreCell: -7}]; n != 1 {
		t.Errorf("the tie is not counted as the first class at 0.4: %v", joint.Joint)
	}
}

// scoresByGo are the counts of scoredRows.
func scoresByGo(columns []plan.Column, loss plan.Column) map[string]*summary.Column {
	want := map[string]*summary.Column{"class": {Missing: 8, Categories: map[string]float64{"a": 6, "öß": 2}},
		plan.LogLossKey: loss.Empty()}
	for _, c := range columns {
		if c.Key != "class" {
			want[c.Key] = c.Empty()
			want[c.Key].Missing, want[c.Key].Invalid = 1, 7
		}
	}
	want[plan.EntropyKey].Missing, want[plan.EntropyKey].Invalid = 8, 0 // the greatest one tells how many are invalid
	want[plan.LogLossKey].Missing = 9
	for i, p := range scoredNumbers {
		sum := p[0] + p[1] + p[2] // as stores add: in the order of classes
		p = [3]float64{p[0] / sum, p[1] / sum, p[2] / sum}
		want[plan.ScoreKey].Observe(max(p[0], p[1], p[2]))
		var entropy float64
		for j, class := range []string{"a", "o'c", "öß"} {
			want[plan.ClassScoreKey(class)].Observe(p[j])
			if p[j] > 0 {
				entropy -= p[j] * math.Log2(p[j])
			}
		}
		want[plan.EntropyKey].Observe(entropy)
		if i != 4 { // it has no label
			want[plan.LogLossKey].Observe(-math.Log(math.Max(1e-15,
				[]float64{p[0], p[1], 0, 0, 0, p[0], p[1], p[0]}[i])))
		}
	}
	cut := want[plan.LogLossKey].Cells[276] // −ln 1e-15 is 34.5
	cut.Outside = cut.N
	want[plan.LogLossKey].Cells[276] = cut
	return want
}
