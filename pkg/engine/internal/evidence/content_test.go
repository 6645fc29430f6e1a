package evidence

import (
	"testing"
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// contentOf is the content of evidence about a policy on a day, after a change.
func contentOf(t *testing.T, change func(*Evidence)) (derived.Content, bool) {
	t.Helper()
	cache, err := derived.NewCache(1 << 10)
	if err != nil {
		t.Fatal(err)
	}
	above, noon := 0.2, time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	today := window.Window{Interval: window.Interval{Start: noon.AddDate(0, 0, -1), End: noon},
		Length: model.Duration{Days: 1}}
	before := window.Window{Interval: window.Interval{Start: noon.AddDate(0, 0, -2), End: today.Start},
		Length: today.Length}
	psi, _ := measure.Lookup("psi")
	e := &Evidence{Log: &gather.SpanCounts{Derived: cache}, Segments: []plan.Segment{""}, Question: Question{
		Ask: &resolve.Ask{Measure: psi, Policy: &model.Policy{ID: "drift", Above: &above},
			Subjects: []resolve.Subject{{Feature: "x", Column: "x"}}},
		Query: query.Query{RefID: "A", Format: query.Number, Stats: []query.Stat{query.Breach}},
		Views: []resolve.View{{Current: today, History: []window.Window{before}}}}}
	change(e)
	return e.Content()
}

func TestContentsAreToldApartByWhatAnAnswerRestsOn(t *testing.T) {
	half := 0.5
	found := map[derived.Content]string{}
	for name, change := range map[string]func(*Evidence){
		"as it is":             func(*Evidence) {},
		"another bound":        func(e *Evidence) { e.Ask.Policy = &model.Policy{ID: "drift", Above: &half} },
		"no policy":            func(e *Evidence) { e.Ask.Policy = nil },
		"another measure":      func(e *Evidence) { e.Ask.Measure, _ = measure.Lookup("ks") },
		"another parameter":    func(e *Evidence) { e.Ask.Param.P = &half },
		"another feature":      func(e *Evidence) { e.Ask.Subjects[0].Feature = "y" },
		"another baseline":     func(e *Evidence) { e.Ask.Baseline = resolve.Baseline{Name: "january"} },
		"taken apart":          func(e *Evidence) { e.Ask.Along = &query.Split{Name: "site"} },
		"a table":              func(e *Evidence) { e.Query.Format = query.Table },
		"with usual values":    func(e *Evidence) { e.Query.Stats = []query.Stat{query.UsualLow} },
		"with an interval":     func(e *Evidence) { e.Query.Stats = []query.Stat{query.ChangeUpper} },
		"split":                func(e *Evidence) { e.Query.SplitBy = []query.Split{{Feature: "x", Bins: 3}} },
		"in other bins":        func(e *Evidence) { e.Query.Bins = 5 },
		"no history":           func(e *Evidence) { e.Views[0].History = nil },
		"another window":       func(e *Evidence) { e.Views[0].Current.End = e.Views[0].Current.End.Add(time.Hour) },
		"in another zone":      func(e *Evidence) { e.Views[0].Current.End = e.Views[0].Current.End.In(time.FixedZone("X", 0)) },
		"a baseline's":         func(e *Evidence) { e.Views[0].Baseline = &e.Views[0].Current },
		"not launched":         func(e *Evidence) { e.Views[0].Launched.Reason = "too young" },
		"launched":             func(e *Evidence) { e.Launches = map[string]*gather.SpanCounts{"v1": {}} },
		"held against a table": func(e *Evidence) { e.Table = &gather.SpanCounts{} },
		"of a young log":       func(e *Evidence) { e.Begin = e.Views[0].Current.Start },
		"of a short log":       func(e *Evidence) { e.First = e.Views[0].Current.Start },
		"in two segments":      func(e *Evidence) { e.Segments = []plan.Segment{"a", "b"} },
		"a silence":            func(e *Evidence) { e.Silence = map[window.Interval]Silence{e.Views[0].Current.Interval: {}} },
		"an older silence": func(e *Evidence) {
			e.Silence = map[window.Interval]Silence{e.Views[0].Current.Interval: {Newest: 5}}
		},
		"calibrated": func(e *Evidence) {
			e.Calibration = map[window.Interval]Calibration{e.Views[0].Current.Interval: {Content: &derived.Content{1}}}
		},
	} {
		of, ok := contentOf(t, change)
		if other, taken := found[of]; taken || !ok {
			t.Errorf("%s: %v, the same as %q", name, ok, other)
		}
		found[of] = name
	}
}

func TestOneContentServesAllStatsAndRanges(t *testing.T) {
	want, _ := contentOf(t, func(*Evidence) {})
	for name, change := range map[string]func(*Evidence){
		"another stat":  func(e *Evidence) { e.Query.Stats = []query.Stat{query.Count} },
		"another range": func(e *Evidence) { e.Range.End = e.Views[0].Current.End },
		"another name":  func(e *Evidence) { e.Query.RefID = "B" },
	} {
		if got, ok := contentOf(t, change); !ok || got != want {
			t.Errorf("%s: %v, another content", name, ok)
		}
	}
}

func TestWhatRestsOnMoreThanCountsHasNoContent(t *testing.T) {
	for name, change := range map[string]func(*Evidence){
		"texts of labels": func(e *Evidence) { e.LabelTexts = map[string]bool{"late": true} },
		"a calibration by a table": func(e *Evidence) {
			e.Calibration = map[window.Interval]Calibration{e.Views[0].Current.Interval: {}}
		},
	} {
		if _, ok := contentOf(t, change); ok {
			t.Errorf("%s: there is a content", name)
		}
	}
}
