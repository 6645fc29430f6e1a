package frame

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

func TestNoticesOfOneKindAreOne(t *testing.T) {
	unusual := func(who string) engine.Notice {
		return engine.Notice{Text: who + ": the baseline leaves out what was unusual itself: May", Alike: engine.Alike{
			Before: "the baselines of ", After: " series leave out windows that were unusual themselves", One: who +
				" (May)"}}
	}
	early := func(dates string) engine.Notice {
		return engine.Notice{Text: "the baseline leaves out " + dates + ": the log begins later", Alike: engine.Alike{
			Before: "the baseline leaves out ", After: " windows, as the log begins later", One: dates}}
	}
	other := engine.Notice{Text: "few earlier windows (2)"}
	var many []engine.Notice
	for i := range 30 {
		many = append(many, unusual(fmt.Sprintf("psi of feature %d", i)))
	}
	for name, c := range map[string]struct {
		notices []engine.Notice // each of a series of its own
		want    []string
	}{
		"one stands as it is": {[]engine.Notice{unusual("mean of x"), other},
			[]string{"mean of x: the baseline leaves out what was unusual itself: May", "few earlier windows (2)"}},
		"the same of several series is said once": {[]engine.Notice{early("2013-01-01 to 2013-01-08"),
			early("2013-01-01 to 2013-01-08")},
			[]string{"the baseline leaves out 2013-01-01 to 2013-01-08: the log begins later"}},
		"two name both, where the first stood": {[]engine.Notice{unusual("psi of x"), other, unusual("psi of y")},
			[]string{"the baselines of 2 series leave out windows that were unusual themselves: psi of x (May), psi of y (May)",
				"few earlier windows (2)"}},
		"thirty name three": {many,
			[]string{"the baselines of 30 series leave out windows that were unusual themselves: " +
				"psi of feature 0 (May), psi of feature 1 (May), psi of feature 2 (May) and 27 more"}},
		"each kind has its own": {[]engine.Notice{early("A"), unusual("psi of x"), early("B"), unusual("psi of y")},
			[]string{"the baseline leaves out 2 windows, as the log begins later: A, B",
				"the baselines of 2 series leave out windows that were unusual themselves: psi of x (May), psi of y (May)"}},
	} {
		for _, queryType := range []query.Type{query.TypeMeasure, query.TypeFeatures, query.TypeSegments} {
			t.Run(name+" in "+string(queryType), func(t *testing.T) {
				if diff := cmp.Diff(c.want, noticesIn(t, queryType, c.notices)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// noticesIn are those of the frames of a result, in which each notice is of a part of its own.
func noticesIn(t *testing.T, queryType query.Type, notices []engine.Notice) (texts []string) {
	t.Helper()
	r := &engine.Result{Query: query.Query{QueryType: queryType, Format: query.Table}}
	for _, n := range notices {
		s := drift(t, "x", nil)
		s.Compare.Notices = []engine.Notice{n}
		switch queryType {
		case query.TypeFeatures:
			r.Features = append(r.Features, engine.FeatureRow{Drift: s})
		case query.TypeSegments:
			r.Breakdowns = append(r.Breakdowns, engine.Breakdown{Model: s.Model, Measure: s.Measure,
				Compare: s.Compare})
		default:
			r.Series = append(r.Series, s)
		}
	}
	frames, err := Build(r, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range frames {
		for _, n := range f.Meta.Notices {
			if n.Severity != data.NoticeSeverityInfo {
				t.Errorf("%q is a %v", n.Text, n.Severity)
			}
			texts = append(texts, n.Text)
		}
	}
	return texts
}
