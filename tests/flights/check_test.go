package flights

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"leeway/pkg/check"
	"leeway/pkg/model"
	"leeway/pkg/plugin"
	"leeway/pkg/policies"
	"leeway/pkg/window"
	"leeway/tests/demo"
)

// judged runs check over a range of local days.
func judged(t *testing.T, i *plugin.Instance, from, to time.Time) (*check.Report, []check.Policy) {
	t.Helper()
	e, err := i.Engine(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	report, err := check.Run(context.Background(), e, check.Options{
		Range: func(*model.Model, func() (time.Time, error)) (window.Range, error) {
			return window.Range{Start: from, End: to}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return report, report.Models[0].Policies
}

// The incidents, their windows and the measure that reveals each are those of demo/flights/README.md.
func TestCheckNamesTheMeasureOfEachIncidentFirst(t *testing.T) {
	cases := []struct {
		name            string
		from, to        time.Time
		policy, measure string
		feature         string
		tier            model.Tier
	}{
		{"furlough", local(4, 22), local(4, 29), "accuracy-week", "accuracy", "", model.Page},
		{"distance-km", local(5, 12), local(5, 19), "schedule-mean", "mean", "distance", model.Notify},
		{"weather-feed", local(6, 9), local(6, 16), "missing", "missing_rate", "visib", model.Notify},
		{"labels-30", local(11, 25), local(12, 2), "specificity-week", "specificity", "", model.Notify},
	}
	i, _ := open(t, "Flights 2013")
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			report, list := judged(t, i, c.from, c.to)
			first := list[0]
			if first.Verdict != policies.Breach || first.Measure != c.measure || first.Labels["feature"] != c.feature ||
				first.Policy != c.policy {
				t.Errorf("first is %s %s %s %v, want a breach of %s by %s %s", first.Verdict, first.Policy,
					first.Measure, first.Labels,
					c.policy, c.measure, c.feature)
			}
			if first.Tier != c.tier {
				t.Errorf("its tier is %s, want %s", first.Tier, c.tier)
			}
			if status := report.Status(); status != 2 {
				t.Errorf("status %d, want 2: a page or notify policy is breached", status)
			}
		})
	}
}

// Newark's surge moves categories only: drift shows it, and tells nobody.
func TestDriftExplainsAndNeverAlerts(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	report, list := judged(t, i, local(7, 21), local(7, 28))
	if status := report.Status(); status != 0 {
		t.Errorf("status %d, want 0: no page or notify policy is breached", status)
	}
	if !slices.ContainsFunc(list, func(p check.Policy) bool {
		return p.Policy == "drift" && p.Labels["feature"] == "origin" && p.Verdict == policies.Breach &&
			p.Tier == model.Explain
	}) {
		t.Error("drift of origin is not breached")
	}
}

// quietFortnights are the days on which the two fortnights begin in which nothing is wrong.
func quietFortnights(t *testing.T) (starts []time.Time) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(demo.Root(t), "quiet.json"))
	if err != nil {
		t.Fatal(err)
	}
	var quiet []struct{ From, To string }
	if err := json.Unmarshal(raw, &quiet); err != nil || len(quiet) != 2 {
		t.Fatalf("%v, %d fortnights", err, len(quiet))
	}
	for _, q := range quiet {
		from, err := time.ParseInLocation(time.DateOnly, q.From, newYork)
		if err != nil {
			t.Fatal(err)
		}
		starts = append(starts, from)
	}
	return starts
}

func TestQuietFortnightsPageNobody(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	for _, from := range quietFortnights(t) {
		for d := 7; d <= 14; d++ {
			end := from.AddDate(0, 0, d)
			_, list := judged(t, i, end.AddDate(0, 0, -7), end)
			for _, p := range list {
				if p.Tier == model.Page && p.Verdict != policies.OK {
					t.Errorf("the week that ends on %s: %s of %s is %s", end.Format("2006-01-02"), p.Verdict, p.Policy,
						p.Reason)
				}
			}
		}
	}
}
