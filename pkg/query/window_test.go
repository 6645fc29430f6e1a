package query_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Before version 2 an empty window was the range; a query that says no version keeps that meaning. A time series
// compares its steps.
func TestWhatAnEmptyWindowMeansDependsOnTheVersion(t *testing.T) {
	m := &model.Model{Window: model.Duration{Days: 14}}
	const theRange = "the range"
	for _, c := range []struct{ name, query, want string }{
		{"no version", `"window": ""`, theRange},
		{"no version, no window", `"limit": 3`, theRange},
		{"version 1", `"schemaVersion": 1`, theRange},
		{"version 1 of a distribution", `"schemaVersion": 1, "queryType": "distribution"`, theRange},
		{"version 1 with a window", `"schemaVersion": 1, "window": "3d"`, "3d"},
		{"version 1 with the range", `"schemaVersion": 1, "window": "range"`, theRange},
		{"version 2", `"schemaVersion": 2, "window": ""`, "14d"},
		{"version 2 as a number", `"schemaVersion": 2, "format": "number"`, "14d"},
		{"version 2 with a window", `"schemaVersion": 2, "window": "1w"`, "7d"},
		{"version 2 with the range", `"schemaVersion": 2, "window": "range"`, theRange},
		{"a series of version 1", `"schemaVersion": 1, "format": "timeseries"`, "a step"},
		{"a series of version 2", `"schemaVersion": 2, "format": "timeseries"`, "a step"},
		{"a series of windows as long as the range", `"schemaVersion": 2, "format": "timeseries", "window": "range"`,
			theRange},
	} {
		text := c.query
		if c.name != "version 1 of a distribution" {
			text += `, "measures": [{"id": "psi"}]`
		}
		q := parsed(t, "{"+text+"}")
		again, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		for when, q := range map[string]query.Query{"read": q, "written and read": parsed(t, string(again))} {
			got := q.WindowLength(m).String()
			switch {
			case q.Window.Range:
				got = fmt.Sprint(theRange, got)
			case q.Format == query.TimeSeries && got == "":
				got = "a step"
			}
			if got != c.want || q.SchemaVersion != query.SchemaVersion {
				t.Errorf("%s, %s: the window is %q of version %d, want %q", c.name, when, got, q.SchemaVersion, c.want)
			}
		}
	}
}
