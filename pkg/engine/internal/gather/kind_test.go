package gather

import (
	"testing"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// kindCase is what a kind counts of the log of ten days.
type kindCase struct {
	wanted  Wanted
	column  string // of which what is counted is asked for; "" of the rows themselves
	found   func(*summary.Summary) float64
	want    float64
	inTable bool // whether a baseline's table with x and labels tells of it
}

func kindCases(s *site) map[string]kindCase {
	m, x, pair := s.scope.Origin.Model, numeric("x"), plan.PairKey("x", "y")
	distinct := x
	distinct.Distinct = true
	in := func(category, key string) func(*summary.Summary) float64 {
		return func(s *summary.Summary) float64 { return s.Columns[key].Categories[category] }
	}
	skew, delay := plan.SkewKey("x"), plan.LabelledColumns(m)[0].Key
	return map[string]kindCase{
		"predictions": {Wanted{}.With(Predictions, x), x.Key,
			func(s *summary.Summary) float64 { return s.Columns[x.Key].Count() }, 240, true},
		"rows as logged": {Wanted{}.With(AsLogged), "",
			func(s *summary.Summary) float64 { return s.Raw }, 250, true},
		"labelled columns": {Wanted{}.With(Labelled, plan.LabelledColumns(m)...), delay,
			func(s *summary.Summary) float64 { return s.Columns[delay].Count() }, 240, true},
		"predictions against labels": {Wanted{}.With(Joint), "",
			func(s *summary.Summary) float64 { return s.Outcomes.Rows }, 240, true},
		"distinct values": {Wanted{Windows: []window.Interval{whole}}.With(Predictions, x).With(Distinct, distinct),
			x.Key,
			func(s *summary.Summary) float64 { return s.Columns[x.Key].Distinct[0] }, 100, true},
		"pairs": {Wanted{}.With(Pairs, plan.Column{Key: pair, Pair: &plan.Pair{X: x, Y: numeric("y")}}), pair,
			func(s *summary.Summary) float64 { return s.Columns[pair].Cells[summary.PairX].N }, 240, true},
		"revisions": {Wanted{}.With(Revisions, plan.OutcomeColumns(m)[0]), plan.RevisionKey,
			in(plan.Revised, plan.RevisionKey), 10, false},
		"skew": {Wanted{}.With(Offline, plan.SkewColumns(m)...), skew, in("differs", skew), 60, true},
	}
}

// whole are all days of the log.
var whole = window.Interval{Start: daily(1)[0].Start, End: daily(10)[0].End}

// Each kind counts what it says by a statement of its own beside that of the rows, and keeps it.
func TestEachKindOfCountsIsCountedAndKept(t *testing.T) {
	s := open(t, tenDays)
	days := daily(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	s.count(t, Wanted{}, days) // finds that there are copies, so that no statement looks for them again
	for name, c := range kindCases(s) {
		s.Clear()
		for _, most := range []int64{2, 0} {
			var merged *summary.Summary
			read := s.reads(func() { merged = s.count(t, c.wanted, days, c.column) })
			if got := c.found(merged); got != c.want || merged.Rows != 240 {
				t.Errorf("%s: %v of %v rows, want %v of 240", name, got, merged.Rows, c.want)
			}
			if read > most || most > 0 && read == 0 {
				t.Errorf("%s: %d statements, want at most %d", name, read, most)
			}
		}
	}
}

// Orphans are counted among the outcomes, by when these were observed.
func TestOrphansAreCountedAmongTheOutcomes(t *testing.T) {
	s := open(t, tenDays)
	var err error
	if s.scope, err = s.scope.OfOutcomes("orphaned_label_rate"); err != nil {
		t.Fatal(err)
	}
	orphan := plan.OutcomeColumns(s.scope.Origin.Model)[1]
	merged := s.count(t, Wanted{}.With(Orphans, orphan), daily(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), orphan.Key)
	if got := merged.Columns[orphan.Key].Categories[plan.Orphan]; got != 10 {
		t.Errorf("%v orphans, want 10", got)
	}
}

func TestABaselinesOwnTableTellsOfTheColumnsThatItHolds(t *testing.T) {
	s := open(t, tenDays)
	m := s.scope.Origin.Model
	table := s.scope.Source // as a table it holds x and y, and no labels
	for name, c := range kindCases(s) {
		held := c.wanted.HeldBy(table, m)
		labels := name == "labelled columns" || name == "predictions against labels"
		if got := len(held.Counts) == len(c.wanted.Counts); got != (c.inTable && !labels) {
			t.Errorf("%s: the table holds %d of %d kinds", name, len(held.Counts), len(c.wanted.Counts))
		}
	}
	lacking := plan.Column{Key: plan.FeatureKey("z"), Role: "z", Name: "z"}
	held := Wanted{}.With(Predictions, numeric("x"), lacking).HeldBy(table, m).Counts[0].Columns
	if len(held) != 1 || held[0].Name != "x" {
		t.Errorf("of x and z, which it lacks, it holds %v", held)
	}
	early := Wanted{Labels: LabelRules{Early: true}}.With(Joint)
	if held := early.HeldBy(table, m); len(held.Counts) != 1 {
		t.Error("predictions count before their labels arrive, also where a table has none")
	}
}
