package frame

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// colours writes threshold steps as text: "red, from 0.83 green".
func colours(t *data.ThresholdsConfig) string {
	if t == nil {
		return "the panel's own"
	}
	var parts []string
	for _, s := range t.Steps {
		if x := float64(s.Value); math.IsInf(x, -1) || x == -math.MaxFloat64 {
			parts = append(parts, s.Color)
		} else {
			parts = append(parts, fmt.Sprintf("from %.4g %s", float64(s.Value), s.Color))
		}
	}
	return strings.Join(parts, ", ")
}

func TestPerformanceIsColouredByItsPolicies(t *testing.T) {
	bound := func(stat string, below, above *float64) model.Policy {
		return model.Policy{ID: "p", Measure: "accuracy", Stat: stat, Below: below, Above: above}
	}
	falls := bound("change", number64(-0.025), nil)
	stats := map[query.Stat]float64{query.Current: 0.736, query.Baseline: 0.857, query.Change: -0.121,
		query.LowerLimit: 0.83, query.UpperLimit: 0.89}
	for _, c := range []struct {
		name     string
		policies []model.Policy
		lacks    query.Stat
		stat     query.Stat
		want     string
	}{
		{"below what earlier weeks predict is red, though the bound is nearer", []model.Policy{falls}, "",
			query.Current, "red, from 0.83 green"},
		{"the bound counts where it lies farther out", []model.Policy{bound("change", number64(-0.05), nil)}, "",
			query.Current, "red, from 0.807 green"},
		{"so of its change", []model.Policy{falls}, "", query.Change, "red, from -0.027 green"},
		{"so in points", []model.Policy{falls}, "", query.ChangePoints, "red, from -2.7 green"},
		{"so relative to the baseline", []model.Policy{falls}, "", query.RelativeChange, "red, from -0.03151 green"},
		{"the baseline itself is neither good nor bad", []model.Policy{falls}, "", query.Baseline, "text"},
		{"a bound on the relative change", []model.Policy{bound("relativeChange", number64(-0.1), nil)}, "",
			query.Current, "red, from 0.7713 green"},
		{"a bound in points", []model.Policy{bound("changePoints", nil, number64(6))}, "", query.Current,
			"green, from 0.917 red"},
		{"a bound on sigma lies where earlier weeks end", []model.Policy{bound("sigma", number64(-4), nil)}, "",
			query.Current, "red, from 0.83 green"},
		{"a fixed bound", []model.Policy{bound("current", number64(0.8), nil)}, "", query.Current,
			"red, from 0.8 green"},
		{"the strictest of several", []model.Policy{falls, bound("current", number64(0.84), nil),
			bound("current", nil, number64(0.99))}, "", query.Current,
			"red, from 0.84 green, from 0.99 red"},
		{"what cannot be judged has no colour", []model.Policy{falls}, query.LowerLimit, query.Current, "text"},
		{"nor has what lacks a baseline", []model.Policy{falls}, query.Baseline, query.Current, "text"},
		{"without a policy the panel's thresholds hold", nil, "", query.Current, "the panel's own"},
		{"a policy by segment says nothing of the whole",
			[]model.Policy{{ID: "p", Measure: "accuracy", Stat: "change", Below: number64(-0.1),
				SplitBy: []string{"origin"}}},
			"", query.Current, "the panel's own"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := *arrivals
			m.Policies = c.policies
			s := one(t, &m, "accuracy", query.Prediction, c.stat)
			own := map[query.Stat]float64{}
			for stat, x := range stats {
				if stat != c.lacks {
					own[stat] = x
				}
			}
			s.Points[0].Stats = own
			if got := colours(fields(t, query.Number, []query.Stat{c.stat}, s)[0].Config.Thresholds); got != c.want {
				t.Errorf("the colours are %s, want %s", got, c.want)
			}
		})
	}
}

// Grafana gives null the first colour of the thresholds, which is that of what is well, or of what is past a lower bound.
func TestWhatIsNotKnownHasNoColourOfAVerdict(t *testing.T) {
	m := *arrivals
	m.Policies = []model.Policy{{ID: "falls", Measure: "accuracy", Stat: "change", Below: number64(-0.025)}}
	drift := one(t, arrivals, "psi", query.Features, query.Breach)
	drift.Feature, drift.Policy = "distance", &model.Policy{ID: "drift", Measure: "psi", Above: number64(0.2)}
	drift.Compare.Threshold = number64(0.2)
	for _, c := range []struct {
		stat   query.Stat
		series engine.Series
	}{
		{query.Current, one(t, &m, "accuracy", query.Prediction, query.Current)},
		{query.Change, one(t, &m, "accuracy", query.Prediction, query.Change)},
		{query.Baseline, one(t, &m, "accuracy", query.Prediction, query.Baseline)},
		{query.Value, drift}, {query.Breach, drift}, {query.Margin, drift}, {query.Verdict, drift},
	} {
		for _, mapping := range fields(t, query.Number, []query.Stat{c.stat}, c.series)[0].Config.Mappings {
			if null, ok := mapping.(data.SpecialValueMapper); ok && null.Match == data.SpecialValueNull &&
				null.Result.Color == UnknownTile && null.Result.Text != "" {
				c.stat = ""
			}
		}
		if c.stat != "" {
			t.Errorf("null as %s has no word in grey", c.stat)
		}
	}
}

// Grafana reads the first step's null as 0 when it sorts steps by value.
func TestTheFirstStepIsBelowANegativeBound(t *testing.T) {
	for _, c := range []struct {
		lower, upper *float64
		finite       bool
	}{{number64(0.8), nil, false}, {nil, number64(0.2), false}, {number64(-0.02), nil, true}, {number64(-1),
		number64(1), true}, {nil, number64(-3), true}} {
		if first := float64(steps(c.lower, c.upper).Steps[0].Value); (first == -math.MaxFloat64) != c.finite {
			t.Errorf("%v, %v: the first step is at %v", c.lower, c.upper, first)
		}
	}
}

// Grafana's panels print a threshold with as many digits as it needs; of the smallest numbers they print NaN.
func TestThresholdsCanBePrinted(t *testing.T) {
	s := one(t, arrivals, "psi", query.Features, query.Breach)
	s.Feature, s.Policy = "distance", &model.Policy{ID: "drift", Measure: "psi", Above: number64(0.2)}
	for _, stat := range []query.Stat{query.Breach, query.Margin} {
		steps := fields(t, query.Number, []query.Stat{stat}, s)[0].Config.Thresholds.Steps
		if x := float64(steps[1].Value); len(steps) != 2 || x <= 0 || x < 1e-12 || x > 1e-6 {
			t.Errorf("%s: the steps are %v, want a small number above 0", stat, steps)
		}
	}
}

func TestPointsAreNotPercents(t *testing.T) {
	for _, c := range []struct {
		measure string
		target  query.Target
		stat    query.Stat
		want    string
	}{
		{"accuracy", query.Prediction, query.Current, "percentunit"},
		{"accuracy", query.Prediction, query.Change, ""},
		{"accuracy", query.Prediction, query.ChangePoints, "suffix:pp"},
		{"accuracy", query.Prediction, query.RelativeChange, "percentunit"},
		{"accuracy", query.Prediction, query.LowerLimit, "percentunit"},
		{"accuracy", query.Prediction, query.Sigma, "suffix: σ"},
		{"quantile", query.Latency, query.Change, "ms"},
	} {
		s := one(t, delays, c.measure, c.target, c.stat)
		f := fields(t, query.Number, []query.Stat{c.stat}, s)[0]
		if f.Config.Unit != c.want {
			t.Errorf("the %s of %s has the unit %q, want %q", c.stat, c.measure, f.Config.Unit, c.want)
		}
	}
}

func TestADescriptionStandsAlone(t *testing.T) {
	s := one(t, arrivals, "accuracy", query.Prediction, query.Change)
	s.Policy = &model.Policy{ID: "accuracy-week", Measure: "accuracy", Stat: "change", Below: number64(-0.025)}
	got := fields(t, query.Number, []query.Stat{query.Breach}, s)[0].Config.Description
	want := "How far the value is past the policy's bound, and at most 0 within what earlier windows predict; above 0 is a breach. " +
		"Policy accuracy-week: change below -2.5 points. Accuracy: Share of the labelled predictions that are equal to their label. Wilson's interval."
	if got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	for _, stat := range query.AllStats() {
		if StatDescriptions[stat] == "" {
			t.Errorf("%s has no description", stat)
		}
	}
}
