package flights

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"
	"time"
)

// oracle is what tests/oracle/flights.py computed from the Parquet files.
type oracle struct {
	Pairs []struct {
		Feature, Day, Grid   string
		Count, BaselineCount float64
		PSI, KS, Cell        float64
		Mean, BaselineMean   float64
	}
	Accuracy []struct {
		Day               string
		Current, Baseline struct{ Accuracy, Count float64 }
	}
	Estimates []struct {
		Month                     int
		Raw, Calibrated, Realised struct{ Accuracy, AUC float64 }
	}
}

func readOracle(t *testing.T) oracle {
	t.Helper()
	raw, err := os.ReadFile("../oracle/flights.json")
	if err != nil {
		t.Fatal(err)
	}
	var o oracle
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// near fails unless two numbers agree within a tolerance.
func near(t *testing.T, what string, got *float64, want, tolerance float64) {
	t.Helper()
	if got == nil {
		t.Errorf("%s is null, want %v", what, want)
		return
	}
	if math.Abs(*got-want) > tolerance {
		t.Errorf("%s is %v, the oracle says %v (tolerance %v)", what, *got, want, tolerance)
	}
}

// Counts and PSI are exact on the grid's cells, means to the resolution of a place inside a cell; KS differs by at most
// what lies in one cell.
func TestFeaturesAgreeWithNumpyAndScipy(t *testing.T) {
	o := readOracle(t)
	if len(o.Pairs) != 10 {
		t.Fatalf("%d pairs", len(o.Pairs))
	}
	i, _ := open(t, "Flights 2013")
	for _, p := range o.Pairs {
		t.Run(p.Feature+" "+p.Day, func(t *testing.T) {
			start, end := week(t, p.Day)
			get := func(measures string) map[string]map[string]*float64 {
				f := ask(t, i, start, end,
					fmt.Sprintf(`{"measures":[%s],"target":"features","features":[%q],"window":"7d","baseline":%s}`,
						measures, p.Feature, weeksBefore(start)))
				out := map[string]map[string]*float64{}
				for _, field := range f.Fields {
					if _, ok := field.At(0).(*float64); ok {
						out[field.Name] = numbers(t, f, "feature", field.Name)
					}
				}
				return out
			}
			psi := get(`{"id":"psi"}`)
			near(t, "psi", psi["value"][p.Feature], p.PSI, 1e-12)
			near(t, "count", psi["count"][p.Feature], p.Count, 0)
			near(t, "baseline count", psi["baselineCount"][p.Feature], p.BaselineCount, 0)
			if p.Grid == "" {
				return
			}
			near(t, "ks", get(`{"id":"ks"}`)["value"][p.Feature], p.KS, p.Cell)
			mean := get(`{"id":"mean"}`)
			near(t, "mean", mean["current"][p.Feature], p.Mean, 1e-6*math.Abs(p.Mean))
			near(t, "baseline mean", mean["baseline"][p.Feature], p.BaselineMean, 1e-6*math.Abs(p.BaselineMean))
		})
	}
}

func TestAccuracyAgreesWithScikitLearn(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	for _, a := range readOracle(t).Accuracy {
		t.Run(a.Day, func(t *testing.T) {
			// Performance windows end a day, the horizon, before the range.
			start, end := week(t, a.Day)
			f := ask(t, i, start, end.AddDate(0, 0, 1),
				fmt.Sprintf(`{"measures":[{"id":"accuracy"}],"window":"7d","baseline":%s}`, weeksBefore(start)))
			at := func(stat string) *float64 { return numbers(t, f, "model", stat)["arrival-delay"] }
			near(t, "accuracy", at("current"), a.Current.Accuracy, 1e-15)
			near(t, "count", at("count"), a.Current.Count, 0)
			near(t, "baseline", at("baseline"), a.Baseline.Accuracy, 1e-15)
			near(t, "baseline count", at("baselineCount"), a.Baseline.Count, 0)
		})
	}
}

// weeksBefore is the baseline of the eight weeks before one. A rolling baseline leaves out those that were unusual
// themselves.
func weeksBefore(start time.Time) string {
	return fmt.Sprintf(`{"kind":"fixed","from":%q,"to":%q}`, start.AddDate(0, 0, -56).Format(time.DateOnly),
		start.Format(time.DateOnly))
}

// week returns the local week that starts on a day.
func week(t *testing.T, day string) (start, end time.Time) {
	t.Helper()
	start, err := time.ParseInLocation("2006-01-02", day, newYork)
	if err != nil {
		t.Fatal(err)
	}
	return start, start.AddDate(0, 0, 7)
}
