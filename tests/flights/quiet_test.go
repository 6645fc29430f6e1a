package flights

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// series answers a query with everything that is known of every point.
func series(t *testing.T, from, to time.Time, text string) []engine.Series {
	t.Helper()
	i, _ := open(t, "Flights 2013")
	e, err := i.Engine(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	q, err := query.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Answer(context.Background(), q, window.Range{Start: from, End: to})
	if err != nil {
		t.Fatal(err)
	}
	return r.Series
}

// shifted are the features that a made incident shifts, and its local days.
var shifted = []struct {
	features []string
	from, to time.Time
}{
	{[]string{"distance"}, local(5, 12), local(5, 26)},
	{[]string{"visib", "wind_speed", "wind_gust"}, local(6, 9), local(6, 23)},
	{[]string{"origin", "carrier", "dest"}, local(7, 21), local(8, 11)},
}

func inIncident(feature string, weekEnd time.Time) bool {
	for _, s := range shifted {
		for _, f := range s.features {
			if f == feature && weekEnd.After(s.from) && !weekEnd.After(s.to) {
				return true
			}
		}
	}
	return false
}

// Weather wobbles by a standard deviation from week to week, delays by a fifth, the schedule hardly: none of it may be called
// drift for that, nor a week for an incident among the eight before it.
func TestOrdinaryWeeksOfTheYearAreNotDrift(t *testing.T) {
	for _, id := range []string{"psi", "js", "ks"} {
		quiet, material, drifted := 0, 0, 0
		for _, s := range series(t, local(4, 7), local(12, 29), fmt.Sprintf(
			`{"measures":[{"id":%q}],"target":"features","window":"7d","every":"1w","format":"timeseries"}`, id)) {
			for _, point := range s.Points {
				verdict, judged := point.Stats[query.Verdict]
				if !judged || inIncident(s.Feature, point.At) {
					continue
				}
				quiet++
				if point.Stats[query.Value] > s.Measure.Threshold.Value {
					material++
				}
				if verdict == float64(measure.Drifted) {
					drifted++
					t.Logf("%s of %s in the week to %s: %.3f", id, s.Feature, point.At.Format("2 January"), point.Stats[query.Value])
				}
			}
		}
		t.Logf("%s: of %d ordinary weeks of features %d are over the threshold, %d drifted", id, quiet, material, drifted)
		if quiet < 400 || material < 100 || float64(drifted) > 0.01*float64(quiet) {
			t.Errorf("%s: %d of %d ordinary weeks of features are drift", id, drifted, quiet)
		}
	}
}

// From its second week on an incident is part of its own baseline.
func TestTheSurgeIsDriftInEachOfItsWeeks(t *testing.T) {
	for _, s := range series(t, local(7, 21), local(8, 11),
		`{"measures":[{"id":"psi"}],"target":"features","features":["origin"],"window":"7d","every":"1w","format":"timeseries"}`) {
		if len(s.Points) != 3 {
			t.Fatalf("%d weeks", len(s.Points))
		}
		for _, point := range s.Points {
			if point.Stats[query.Verdict] != float64(measure.Drifted) {
				t.Errorf("the week to %s: psi %v, critical %v", point.At.Format("2 January"), point.Stats[query.Value], point.Stats[query.Critical])
			}
		}
	}
}

// A policy on the predictions of each of sixteen carriers, day by day against the same day of the eight weeks before. Three
// days of the year page, and on each of them an airline was late five times as often as it used to be.
func TestSixteenCarriersOnSigmaRarelyPage(t *testing.T) {
	list := series(t, local(4, 1), local(12, 30),
		`{"measures":[{"id":"mean"}],"target":"prediction","splitBy":["carrier"],"window":"1d","every":"1d","format":"timeseries"}`)
	days, paged := map[time.Time]bool{}, 0
	for _, s := range list {
		for _, point := range s.Points {
			sigma, ok := point.Stats[query.Sigma]
			pages := ok && math.Abs(sigma) > math.Max(3, point.Stats[query.SigmaLimit])
			if pages {
				t.Logf("%s, the day to %s: %.3f late of %v, before %.3f", s.Segment[0].Value, point.At.Format("2 January"),
					point.Stats[query.Current], point.Stats[query.Count], point.Stats[query.BaselineMean])
			}
			days[point.At] = days[point.At] || pages
		}
	}
	for _, is := range days {
		if is {
			paged++
		}
	}
	t.Logf("%d carriers: %d of %d days page", len(list), paged, len(days))
	if len(list) != 16 || len(days) < 270 || paged > 3 {
		t.Errorf("%d carriers: %d of %d days page", len(list), paged, len(days))
	}
}
