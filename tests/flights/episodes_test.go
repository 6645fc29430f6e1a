package flights

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/backtest"
	"leeway/pkg/model"
	"leeway/pkg/window"
	"leeway/tests/demo"
)

// What someone on call would have heard in the demo's year: each known incident but newark-surge, of which drift tells and
// alerts nobody, is one episode of each policy that finds it, and nothing else fires. Weather data end on the last day but
// one, so eight features are missing then.
func TestTheYearAlertsOfItsIncidentsAndOfNothingElse(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(demo.Root(t), "incidents.json"))
	if err != nil {
		t.Fatal(err)
	}
	incidents, err := backtest.ReadIncidents(raw)
	if err != nil {
		t.Fatal(err)
	}
	i, _ := open(t, "Flights 2013")
	e, err := i.Engine(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	report, err := backtest.Run(context.Background(), e, backtest.Options{Incidents: incidents,
		Range: func(*model.Model, func() (time.Time, error)) (window.Range, error) {
			return window.Range{Start: local(2, 1), End: local(12, 31).AddDate(0, 0, 1)}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, p := range report.Models[0].Policies {
		for _, e := range p.Episodes {
			subject := e.Labels["feature"]
			if p.Policy == "missing" && e.Fired >= "2013-12-31" {
				subject = "of the weather"
			}
			until := "still fires"
			if e.Resolved != "" {
				until = "until " + e.Resolved[:len(time.DateOnly)]
			}
			got[strings.Join([]string{e.Incident, string(p.Tier), p.Policy, subject, until}, "/")]++
		}
	}
	want := map[string]int{
		"furlough/page/accuracy-week//until 2013-05-04":              1,
		"furlough/page/accuracy-anchored//until 2013-05-04":          1,
		"distance-km/notify/schedule-mean/distance/until 2013-06-01": 1,
		"weather-feed/notify/missing/visib/until 2013-06-30":         1,
		"labels-30/notify/specificity-week//still fires":             1,
		"labels-30/notify/missing/of the weather/still fires":        8,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
