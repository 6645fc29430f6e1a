package summary

import (
	"maps"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// outcomes draws joint counts of few classes, and texts that were read as them; nil now and then.
func outcomes() *rapid.Generator[*Outcomes] {
	n := rapid.OneOf(rapid.Map(rapid.IntRange(0, 1<<40), func(n int) float64 { return float64(n) }), rapid.Float64Range(0, 9))
	class := rapid.SampledFrom([]string{"", "true", "false", NoClass, "ü\x00"})
	key := rapid.Custom(func(t *rapid.T) JointKey {
		return JointKey{State: rapid.SampledFrom([]LabelState{Unlabelled, InTime, Late}).Draw(t, "state"),
			Prediction: class.Draw(t, "prediction"), Label: class.Draw(t, "label"),
			ScoreCell: rapid.SampledFrom([]int64{0, -7, 300, NoScore}).Draw(t, "cell")}
	})
	spelling := rapid.Custom(func(t *rapid.T) Spelling {
		return Spelling{Text: class.Draw(t, "text"), Class: class.Draw(t, "class"), OfLabel: rapid.Bool().Draw(t, "of label")}
	})
	return rapid.Custom(func(t *rapid.T) *Outcomes {
		if rapid.IntRange(0, 9).Draw(t, "there") == 0 {
			return nil
		}
		o := &Outcomes{Rows: n.Draw(t, "rows")}
		if rapid.Bool().Draw(t, "has counts") {
			o.Joint = rapid.MapOfN(key, n, 0, 20).Draw(t, "joint")
		}
		if rapid.Bool().Draw(t, "has spellings") {
			o.Spelled = rapid.MapOfN(spelling, n, 0, 5).Draw(t, "spelled")
		}
		return o
	})
}

func TestCompactOutcomesHoldAndAddWhatTheOutcomesDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, to := outcomes().Draw(t, "outcomes"), outcomes().Draw(t, "to")
		if got := o.Compact().Outcomes(); !reflect.DeepEqual(got, o) {
			t.Fatalf("%+v became %+v", o, got)
		}
		if to == nil {
			to = &Outcomes{}
		}
		want := &Outcomes{Rows: to.Rows, Joint: maps.Clone(to.Joint), Spelled: maps.Clone(to.Spelled)}
		want.Add(o)
		if to.AddCompact(o.Compact()); !reflect.DeepEqual(to, want) {
			t.Fatalf("added up to %+v, want %+v", to, want)
		}
	})
}

func TestACompactSummaryHoldsWhatTheSummaryHeld(t *testing.T) {
	categories := &Column{Categories: map[string]float64{"a": 2, "": 0.5}, Other: 1, New: 3, KnownTruncated: true}
	rapid.Check(t, func(t *rapid.T) {
		s := &Summary{Rows: 7, Raw: 9, Latest: rapid.SampledFrom([]int64{NoTime, 0, 1 << 50}).Draw(t, "latest"),
			Outcomes: outcomes().Draw(t, "outcomes"), Columns: map[string]*Column{"x": columns(0, 3).Draw(t, "x")}}
		if rapid.Bool().Draw(t, "has categories") {
			s.Columns["c"] = categories
			s.Columns["d"] = &Column{Distinct: []float64{3, 0.5}, Categories: map[string]float64{}}
		}
		if got := s.Compact().Summary(); !reflect.DeepEqual(got, s) {
			t.Fatalf("%+v became %+v", s, got)
		}
	})
}
