package assess

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// site is a segment of a week: how many of its predictions had a label, and how many of these were right.
type site struct{ rows, right float64 }

// week counts predictions by site.
type week map[string]site

// weekOf is a week of one site alone, of a thousand predictions.
func weekOf(right float64) week { return week{"": {1000, right}} }

// weeksOf are weeks of one site alone, the oldest first.
func weeksOf(right ...float64) (list []week) {
	for _, n := range right {
		list = append(list, weekOf(n))
	}
	return list
}

// accuracyOf is the evidence of the accuracy of weeks, the oldest first, of which the last is judged. It is plain data:
// no store, no cache.
func accuracyOf(policy *model.Policy, weeks []week) *evidence.Evidence {
	m := &model.Model{ID: "m", Task: model.Binary, Log: model.Log{Positive: model.Spellings{"true"}},
		Timezone: "UTC", Outcomes: &model.Outcomes{}, FalsePagesPerYear: model.DefaultFalsePages}
	m.History.Model = 12
	accuracy, _ := measure.Lookup("accuracy")
	ask := &resolve.Ask{Model: m, Measure: accuracy, Param: query.Measure{ID: "accuracy"}, Policy: policy,
		Target: query.Prediction, Subjects: []resolve.Subject{{Column: plan.PredictionKey}}, MinCount: 100,
		Baseline: resolve.Baseline{Name: "rolling", Baseline: model.Baseline{Kind: model.BaselineRolling, Periods: 8,
			MinPeriods: 4, Every: model.Duration{Days: 7}}}}
	counts, view := &gather.SpanCounts{}, resolve.View{}
	var ofRows, ofLabels []*gather.Part
	for i, w := range weeks {
		start := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*i)
		one := window.Window{Interval: window.Interval{Start: start, End: start.AddDate(0, 0, 7)},
			Length: model.Duration{Days: 7}}
		rows, joint := map[plan.Segment]plan.Count{}, map[plan.Segment]*summary.Outcomes{}
		for name, s := range w {
			segment := plan.Segment("")
			if name != "" {
				segment = plan.NewSegment(name)
			}
			rows[segment] = plan.Count{Rows: s.rows, Latest: one.End.UnixMicro() - 1}
			joint[segment] = &summary.Outcomes{Rows: s.rows, Joint: map[summary.JointKey]float64{
				{State: summary.InTime, Prediction: "true", Label: "true"}:  s.right,
				{State: summary.InTime, Prediction: "true", Label: "false"}: s.rows - s.right}}
		}
		counts.Spans = append(counts.Spans, one.Interval)
		ofRows = append(ofRows, &gather.Part{
			Rows: gather.NewBySegment(rows, func(n plan.Count) plan.Count { return n })})
		ofLabels = append(ofLabels, &gather.Part{Joint: gather.NewBySegment(joint, (*summary.Outcomes).Compact)})
		if i == len(weeks)-1 {
			view.Current = one
		} else {
			view.History = append([]window.Window{one}, view.History...)
		}
	}
	counts.File(gather.RowsKey, ofRows)
	counts.File(gather.JointKey, ofLabels)
	return &evidence.Evidence{Log: counts, Segments: []plan.Segment{""}, Question: evidence.Question{
		Prepared: &prepare.Prepared{Origin: gather.Origin{Zone: time.UTC}}, Ask: ask, Views: []resolve.View{view},
		Query: query.Query{Format: query.Table, Limit: 10}}}
}

// A week is judged by the weeks before it: by their counts alone.
func TestAWeekIsJudgedByTheWeeksBeforeIt(t *testing.T) {
	below := &model.Policy{ID: "p", Measure: "accuracy", Stat: "change", Below: ptr(-0.05)}
	none := math.NaN()
	for _, c := range []struct {
		name     string
		policy   *model.Policy
		weeks    []week
		verdict  float64 // NaN: none
		baseline float64
		says     string // in its explanation, or in a notice
	}{
		{"a week like those before it is steady", nil, weeksOf(900, 905, 895, 902, 898, 901),
			float64(judge.Steady), 0.9002, "90.1 %, expected 8"},
		{"a week far below those before it has changed", nil, weeksOf(900, 905, 895, 902, 898, 700),
			float64(judge.Changed), 0.9, "70.0 %, expected 8"},
		{"a policy breaches by it", below, weeksOf(900, 905, 895, 902, 898, 700),
			float64(judge.Changed), 0.9, "from 5 earlier weeks"},
		{"a week that falls as far as earlier ones does not breach it", below, weeksOf(960, 840, 950, 850, 900, 835),
			float64(judge.Usual), 0.9, "6.5 points below the baseline, but earlier weeks predict down to 76.8 %"},
		{"an earlier week that was unusual does not count", nil, weeksOf(900, 905, 895, 902, 898, 901, 600, 900),
			float64(judge.Steady), 0.9002, "the baseline leaves out what was unusual itself: 2024-02-12 to 2024-02-19"},
		{"unusual weeks that come and go are how the log wobbles, and count", nil,
			weeksOf(900, 905, 895, 902, 898, 820, 900, 960, 900, 820, 900, 960, 900, 820),
			float64(judge.Usual), 0.8873, "so often that they count as usual since 2024-03-25"},
		{"too few weeks give no baseline", nil, weeksOf(900, 905, 895), none, none,
			`2 earlier windows count, and baseline "rolling" needs 4`},
		{"a week of few rows is not judged", nil, append(weeksOf(900, 905, 895, 902, 898), week{"": {40, 2}}),
			none, 0.9, "40 rows a week are fewer than the 100 that it needs; a window of 28d holds enough"},
		{"a week without rows says so", nil, append(weeksOf(900, 905, 895, 902, 898), week{"": {}}), none, 0.9,
			"no prediction in the window is old enough to be judged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := Series(context.Background(), accuracyOf(c.policy, c.weeks))
			if err != nil || len(list) != 1 || len(list[0].Points) != 1 {
				t.Fatalf("%d series, %v", len(list), err)
			}
			point := list[0].Points[0]
			if got, ok := point.Stats[query.Verdict]; ok != !math.IsNaN(c.verdict) || ok && got != c.verdict {
				t.Errorf("its verdict is %v (%v), want %v", got, ok, c.verdict)
			}
			if got, ok := point.Stats[query.Baseline]; ok != !math.IsNaN(c.baseline) ||
				ok && math.Abs(got-c.baseline) > 5e-4 {
				t.Errorf("its baseline is %v (%v), want %v", got, ok, c.baseline)
			}
			if said := point.Explanation() + "\n" + allTexts(list[0].Compare.Notices); !strings.Contains(said, c.says) {
				t.Errorf("it says %q, want %q", said, c.says)
			}
		})
	}
}

func allTexts(notices []answers.Notice) string {
	var list []string
	for _, n := range notices {
		list = append(list, n.Text)
	}
	return strings.Join(list, "\n")
}

// One site carries the fall of all; the smallest ones are pooled, so that the effects add up to the change.
func TestABreakdownNamesTheSegmentThatChanged(t *testing.T) {
	usual := func(n float64) week {
		return week{"a": {500, 450 + n}, "b": {300, 270 - n}, "c": {150, 135}, "d": {50, 45}}
	}
	weeks := []week{usual(0), usual(1), usual(-1), usual(2), usual(-2), {"a": {500, 450}, "b": {300, 120},
		"c": {150, 135}, "d": {50, 45}}}
	e := accuracyOf(nil, weeks)
	e.Dimensions, e.Query.Limit = []string{"site"}, 3
	list, err := Breakdowns(context.Background(), e)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d breakdowns, %v", len(list), err)
	}
	b := list[0]
	var names []string
	for _, row := range b.Rows {
		names = append(names, row.Name)
	}
	if got := strings.Join(names, " "); got != "b a "+plan.OtherValue && got != "b "+plan.OtherValue+" a" {
		t.Errorf("the segments are %s, want b first, and c and d together", got)
	}
	if b.Effects == nil || b.Doubt != "" {
		t.Fatalf("effects %v, doubt %q", b.Effects, b.Doubt)
	}
	sum := 0.0
	for _, effect := range b.Effects.Effects {
		sum += effect.Mix + effect.Within
	}
	if math.Abs(b.Effects.Change+0.15) > 1e-9 || math.Abs(sum-b.Effects.Change) > 1e-9 {
		t.Errorf("the change is %v and the effects add up to %v, want -0.15", b.Effects.Change, sum)
	}
}

// Whoever asked has left: nothing more is assessed, and the error says why.
func TestAssessingEndsWithItsContext(t *testing.T) {
	gone := errors.New("the caller has gone")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(gone)
	e := accuracyOf(nil, weeksOf(900, 905, 895, 902, 898, 901))
	e.Dimensions = []string{"site"}
	if _, err := Series(ctx, e); !errors.Is(err, gone) {
		t.Errorf("series: %v", err)
	}
	if _, err := Breakdowns(ctx, e); !errors.Is(err, gone) {
		t.Errorf("breakdowns: %v", err)
	}
}
