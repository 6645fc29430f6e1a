package small

import (
	"context"
	"strings"
	"testing"
	"time"

	"leeway/pkg/check"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// A sensor that is stuck on every second day teaches that any day may be: the policy says that it cannot breach, in
// `check` as in the queries of panels, and not that it expects at most 3.98 of a measure that is 0 or 1.
func TestAFlagThatComesAndGoesCannotBreach(t *testing.T) {
	var rows [][]any
	for hour := range 24 * 7 * 20 {
		x := float64(hour % 7)
		if week := hour / (24 * 7); week%2 == 0 {
			x = 5
		}
		rows = append(rows, []any{at(float64(hour)), hour%3 == 0, x})
	}
	i, _ := open(t,
		`{"id":"m","task":"binary","timezone":"UTC","log":{"table":"predictions","time":{"column":"ts"},"prediction":"class"},
		"features":[{"name":"x","kind":"numeric"}],"baselines":{"weeks":{"kind":"rolling","periods":8,"every":"7d"}},"baseline":"weeks",
		"policies":[{"id":"stuck","tier":"notify","measure":"constant","target":"features","window":"7d","stat":"change","above":0.5}]}`,
		"CREATE TABLE predictions (ts TIMESTAMP, class BOOLEAN, x DOUBLE)", "INSERT INTO predictions VALUES "+values(rows))
	e, err := i.Engine(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	report, err := check.Run(context.Background(), e,
		check.Options{Range: func(*model.Model, func() (time.Time, error)) (window.Range, error) {
			return window.Range{Start: start.AddDate(0, 0, 133), End: start.AddDate(0, 0, 140)}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Models[0].Policies {
		if p.Policy == "stuck" && (p.Finds != "cannot breach" ||
			!strings.Contains(p.Reason, "0; cannot breach: any value is expected from 12 earlier weeks")) {
			t.Errorf("check says %q, %q", p.Finds, p.Reason)
		}
	}
	f := ask(t, i, 133, 140, `{"queryType":"policy","policy":"stuck","stats":["current","upperLimit","verdict"]}`)
	near(t, "upperLimit", cell(t, f, "upperLimit", 0), 1, 0)
	near(t, "verdict", cell(t, f, "verdict", 0), 0, 0)
}
