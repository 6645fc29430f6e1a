package flights

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/pkg/window"
	"leeway/tests/demo"
)

// weather are the features that a broken weather feed would spoil.
var weather = []string{"temp", "dewp", "humid", "wind_dir", "wind_speed", "wind_gust", "pressure", "visib"}

// The furlough week with a weather feed that broke in it: weather wobbles from week to week by a standard deviation,
// and what no week ever did is found all the same.
func TestABrokenWeatherFeedIsFoundAmongTheWeather(t *testing.T) {
	for _, c := range []struct {
		name     string
		measure  string
		features []string
		broken   string // an SQL expression of FEATURE
	}{
		{"temperatures in °C", "psi", []string{"temp"}, "(FEATURE - 32) / 1.8"},
		{"all weather at -999", "psi", weather, "-999"},
		// In clear weeks nearly all rows see ten miles, so by its distribution a visibility that is stuck there is
		// usual.
		{"a stuck sensor, by its distribution", "psi", weather[:len(weather)-1],
			"(SELECT quantile_disc(FEATURE, 0.5) FROM read_parquet('FILE'))"},
		{"a stuck sensor, as the constant it is", "constant", weather,
			"(SELECT quantile_disc(FEATURE, 0.5) FROM read_parquet('FILE'))"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := flightsWith(t, c.features, c.broken)
			for _, feature := range c.features {
				q, err := query.Parse([]byte(fmt.Sprintf(`{"measures":[{"id":%q}],"target":"features","features":[%q],"window":"7d"}`, c.measure, feature)))
				if err != nil {
					t.Fatal(err)
				}
				r, err := e.Answer(context.Background(), q, window.Range{Start: local(4, 21), End: local(4, 28)})
				if err != nil {
					t.Fatal(err)
				}
				point := r.Series[0].Points[0]
				if point.Stats[query.Verdict] != float64(judge.Changed) {
					t.Errorf("%s: verdict %v, %s %s", feature, point.Stats[query.Verdict], point.Expectation,
						point.Unjudged)
				}
			}
		})
	}
}

// On most days a few flights after midnight have the weekday before. Days without such flights, as after many with them,
// are no stuck sensor.
func TestAWeekdayIsNoStuckSensor(t *testing.T) {
	e := flightsWith(t, nil, "")
	q, err := query.Parse([]byte(`{"measures":[{"id":"constant"}],"target":"features","features":["weekday"],"window":"1d"}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []time.Time{local(5, 31), local(6, 1), local(7, 28), local(9, 7), local(9, 10)} {
		r, err := e.Answer(context.Background(), q, window.Range{Start: end.AddDate(0, 0, -1), End: end})
		if err != nil {
			t.Fatal(err)
		}
		point := r.Series[0].Points[0]
		if point.Stats[query.Current] != 1 || point.Stats[query.Verdict] != float64(judge.Usual) {
			t.Errorf("%s: %v, verdict %v, %s %s", end.Format(time.DateOnly), point.Stats[query.Current],
				point.Stats[query.Verdict], point.Expectation, point.Unjudged)
		}
	}
}

// flightsWith is an engine over the flights whose features are broken from 21 to 27 April.
func flightsWith(t *testing.T, features []string, broken string) *engine.Engine {
	t.Helper()
	folder := t.TempDir()
	files := demo.Root(t)
	replaced := ""
	for i, feature := range features {
		if i > 0 {
			replaced += ", "
		}
		value := strings.NewReplacer("FEATURE", feature, "FILE",
			filepath.Join(files, "predictions.parquet")).Replace(broken)
		replaced += fmt.Sprintf("CASE WHEN predicted_at >= TIMESTAMP '%s' AND predicted_at < TIMESTAMP '%s' THEN %s ELSE %s END AS %s",
			local(4, 21).UTC().Format("2006-01-02 15:04:05"), local(4,
				28).UTC().Format("2006-01-02 15:04:05"), value, feature, feature)
	}
	if replaced != "" {
		replaced = "REPLACE (" + replaced + ")"
	}
	duckdbtest.Exec(t, filepath.Join(folder, "flights.duckdb"),
		fmt.Sprintf("CREATE TABLE predictions AS SELECT * %s FROM read_parquet('%s/predictions.parquet')",
			replaced, files),
		fmt.Sprintf("CREATE TABLE outcomes AS FROM read_parquet('%s/outcomes.parquet')", files),
		fmt.Sprintf("CREATE TABLE training AS FROM read_parquet('%s/training.parquet')", files))
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: folder, Path: "flights.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	m, problems := model.ParseModel(bytes.ReplaceAll(demo.Definition(t), []byte(`.parquet"`), []byte(`"`)))
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{m}})
	if err != nil {
		t.Fatal(err)
	}
	return e
}
