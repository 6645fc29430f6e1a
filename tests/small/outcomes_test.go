package small

import (
	"strings"
	"testing"
	"time"

	"leeway/pkg/plugin"
)

const outcomesModel = `{"id":"m","task":"binary","log":{"table":"log","id":["id"],"time":{"column":"ts"},"prediction":"p"},
	"outcomes":{"table":"outcomes","label":"label","time":{"column":"seen"},"delay":"1d"},"segments":["place"],
	"baselines":{"rolling":{"kind":"rolling","periods":2,"every":"1d","minPeriods":1}}}`

// Of the five predictions of day 30 four get a label in time, one of these is revised in time; one is revised too late,
// one told twice alike. Of the seven outcomes observed on day 30 two belong to nothing, and one to a prediction too far
// back.
func TestRevisedAndOrphanedLabels(t *testing.T) {
	day := func(d, hour float64) string { return at(24*d + hour) }
	i, _ := open(t, outcomesModel,
		"CREATE TABLE log (id BIGINT, ts TIMESTAMP, p BOOLEAN, place VARCHAR)",
		"CREATE TABLE outcomes (id INTEGER, label BOOLEAN, seen TIMESTAMP)",
		"INSERT INTO log VALUES "+values([][]any{
			{1, day(30, 1), true, "'x'"}, {2, day(30, 2), true, "'x'"}, {3, day(30, 3), true, "'y'"},
			{4, day(30, 4), false, "'y'"},
			{5, day(30, 5), false, "'y'"}, {2, day(30, 6), true, "'x'"}, {6, day(2.5, 0), true, "'x'"},
			{7, day(1, 0), true, "'x'"},
		}),
		"INSERT INTO outcomes VALUES "+values([][]any{
			{1, true, day(30, 8)}, {1, false, day(30, 9)}, {2, true, day(30, 9)}, {2, true, day(30, 10)},
			{3, true, day(31, 1)}, {3, false, day(31, 9)}, {4, false, day(31, 2)}, {5, nil, day(30, 9)},
			{6, true, day(30, 11)}, {7, true, day(30, 12)}, {99, true, day(30, 13)},
		}))
	revised := `{"measures":[{"id":"label_revision_rate"}],"window":"1d"`
	f := ask(t, i, 31, 32, revised+`}`)
	near(t, "revised", cell(t, f, "current", 0), 1.0/4, 1e-15)
	near(t, "labels", cell(t, f, "count", 0), 4, 0)
	f = ask(t, i, 31, 32, revised+`,"splitBy":["place"],"filters":[{"key":"place","operator":"=","values":["x"]}]}`)
	near(t, "revised in x", cell(t, f, "current", 0), 1.0/2, 1e-15)
	orphans := `{"measures":[{"id":"orphan_label_rate"}],"window":"1d","format":`
	f = ask(t, i, 30, 31, orphans+`"table"}`)
	near(t, "orphans", cell(t, f, "current", 0), 2.0/7, 1e-15)
	near(t, "outcomes", cell(t, f, "count", 0), 7, 0)
	for _, measure := range []string{"orphan_label_rate", "label_revision_rate"} {
		query := strings.Replace(orphans, "orphan_label_rate", measure, 1)
		course := ask(t, i, 28, 33, query+`"timeseries"}`)
		for row := range course.Fields[0].Len() {
			end := int(course.Fields[0].At(row).(time.Time).Sub(start).Hours() / 24)
			if measure == "label_revision_rate" {
				end++
			}
			one := ask(t, i, end-1, end, query+`"number"}`)
			got, want := course.Fields[1].At(row).(*float64), one.Fields[0].At(0).(*float64)
			if (got == nil) != (want == nil) || got != nil && *got != *want {
				t.Errorf("%s: the course says %v at day %d, the window %v", measure, got, end, want)
			}
		}
	}
	for query, want := range map[string]string{
		orphans + `"table","splitBy":["place"]}`: "it cannot be split or filtered",
		revised + `,"splitBy":["label"]}`:        "revisions are not split by label",
	} {
		if r := send(i, 30, 31, query, plugin.Caller{}); r.Error == nil || !strings.Contains(r.Error.Error(), want) {
			t.Errorf("%s: %v, want %s", query, r.Error, want)
		}
	}
	i, _ = open(t, strings.Replace(outcomesModel, `"table":"outcomes","label":"label","time":{"column":"seen"}`,
		`"label":"label"`, 1))
	if r := send(i, 30, 31, revised+`}`, plugin.Caller{}); r.Error == nil ||
		!strings.Contains(r.Error.Error(), "needs a table of outcomes") {
		t.Errorf("labels in the log: %v", r.Error)
	}
}
