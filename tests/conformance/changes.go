package conformance

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// changed are the tables of a log of eleven days, of its outcomes and of a training table, some of them changed.
func changed(what string) []Table {
	const perDay = 24
	first := time.Date(2024, 3, 1, 0, 30, 0, 0, time.UTC)
	log := Table{Name: "log", Columns: []Column{{Name: "id", Type: BigInt}, {Name: "at", Type: Timestamp},
		{Name: "zoned", Type: TimestampTZ},
		{Name: "seconds", Type: BigInt}, {Name: "x", Type: Double}, {Name: "k", Type: Text},
		{Name: "late", Type: Boolean}, {Name: "w", Type: Double}, {Name: "was", Type: Text}}}
	outcomes := outcomesTable(BigInt, nil)
	training := Table{Name: "training", Columns: []Column{{Name: "x", Type: Double}, {Name: "k", Type: Text},
		{Name: "late", Type: Boolean}}}
	add := func(id int, at time.Time, x float64) {
		var was any = []any{"true", "false"}[id%3%2]
		if id%5 == 0 && what != "labels arrive in the log" {
			was = nil
		}
		log.Rows = append(log.Rows, []any{int64(id), at, at, at.Unix(), x, "k" + fmt.Sprint(id%4), id%2 == 0, 1 +
			float64(id%3), was})
	}
	for id := range 11 * perDay {
		at := first.Add(time.Duration(id) * time.Hour)
		if day := id / perDay; what != "rows go" || day != 6 || id%2 == 0 {
			add(id, at, float64(id%10))
		}
		if id%7 != 0 || what == "labels arrive" {
			outcomes.Rows = append(outcomes.Rows, []any{int64(id), []any{"true", "false"}[id%3%2],
				at.Add(2 * time.Hour)})
		}
		if id%11 == 0 && what == "labels are revised" {
			outcomes.Rows = append(outcomes.Rows, []any{int64(id), []any{"false", "true"}[id%3%2],
				at.Add(3 * time.Hour)})
		}
		training.Rows = append(training.Rows, []any{float64(id % 9), "k" + fmt.Sprint(id%3), id%2 == 0})
	}
	switch what {
	case "rows arrive":
		for id := 1000; id < 1003; id++ {
			add(id, first.AddDate(0, 0, 5).Add(90*time.Minute), 99)
		}
	case "a copy arrives":
		add(5*perDay, first.AddDate(0, 0, 5).Add(-10*time.Minute), 50)
	case "labels that nobody predicted arrive":
		outcomes.Rows = append(outcomes.Rows, []any{int64(5000), "true", first.AddDate(0, 0, 7)})
	case "the training table grows":
		training.Rows = append(training.Rows, []any{float64(3), "k3", true})
	}
	return []Table{log, outcomes, training}
}

// changingModels read those tables in all ways that distinguish how a change of them is found.
var changingModels = map[string]string{
	"outcomes with times":                    `"log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"late"},"outcomes":{"table":"outcomes","id":["id"],"label":"label","time":{"column":"seen"},"delay":"1d"}`,
	"copies once, outcomes without times":    `"log":{"table":"log","id":["id"],"time":{"column":"seconds","unit":"s"},"prediction":"late"},"outcomes":{"table":"outcomes","id":["id"],"label":"label","delay":"1d"}`,
	"weights, labels that lie in the log":    `"log":{"table":"log","id":["id"],"time":{"column":"zoned"},"prediction":"late","weight":"w"},"outcomes":{"label":"was","delay":"1d"}`,
	"labels of all times, by local calendar": `"log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at","zone":"Asia/Kolkata"},"prediction":"late"},"outcomes":{"table":"outcomes","id":["id"],"label":"label","time":{"column":"seen","zone":"Asia/Kolkata"},"delay":"2h"}`,
}

var changingQueries = []string{
	`{"measures":[{"id":"rows"}],"window":"7d"}`,
	`{"measures":[{"id":"rows"}],"window":"7d","filters":[{"key":"k","operator":"=","values":["k1"]}]}`,
	`{"measures":[{"id":"rows"}],"window":"36h"}`,
	`{"measures":[{"id":"mean"}],"features":["x"],"window":"7d","baseline":{"kind":"previous"}}`,
	`{"measures":[{"id":"psi"}],"target":"features","window":"7d"}`,
	`{"measures":[{"id":"distinct"}],"features":["x"],"window":"7d"}`,
	`{"measures":[{"id":"new_category_rate"}],"features":["k"],"window":"7d"}`,
	`{"measures":[{"id":"accuracy"}],"window":"7d"}`,
	`{"measures":[{"id":"label_coverage"}],"window":"7d"}`,
	`{"measures":[{"id":"accuracy"}],"window":"7d","labels":"all"}`,
	`{"measures":[{"id":"label_revision_rate"}],"window":"7d"}`,
	`{"measures":[{"id":"orphan_label_rate"}],"window":"7d"}`,
}

// changing is a store whose tables change while an engine keeps what it has read.
type changing struct{ store.Store }

// changes: whatever changes in the tables is seen after an hour, whichever way they are read; an engine that has read
// them before says the same as one that has not.
func changes(t *testing.T, h Harness) {
	before := h.Open(t, changed("")...)
	for _, what := range []string{"rows arrive", "rows go", "a copy arrives", "labels arrive", "labels are revised",
		"labels that nobody predicted arrive", "labels arrive in the log", "the training table grows"} {
		after := h.Open(t, changed(what)...)
		seen := false
		for name, definition := range changingModels {
			t.Run(what+", "+name, func(t *testing.T) {
				now := time.Date(2024, 4, 15, 0, 0, 0, 0, time.UTC)
				s := &changing{before}
				kept := changingEngine(t, s, definition, &now)
				old := answers(t, kept)
				changed := answers(t, changingEngine(t, after, definition, &now))
				seen = seen || !slices.Equal(old, changed)
				for _, next := range []struct { // to and fro: what probes find is compared from the second time on
					store store.Store
					want  []string
				}{{after, changed}, {before, old}} {
					s.Store = next.store
					now = now.Add(61 * time.Minute)
					for i, got := range answers(t, kept) {
						if got != next.want[i] {
							t.Errorf("%s: %s says\n%s\na new engine says\n%s", now.Format(time.TimeOnly),
								changingQueries[i], got, next.want[i])
						}
					}
				}
			})
		}
		if !seen {
			t.Errorf("no query tells that %s", what)
		}
	}
}

func changingEngine(t *testing.T, s store.Store, definition string, now *time.Time) *engine.Engine {
	t.Helper()
	m, errs := model.ParseModel([]byte(`{"id":"m","task":"binary","timezone":"UTC",` + definition + `,
		"features":[{"name":"x","kind":"numeric"},{"name":"k","kind":"categorical"}],"segments":["k"],
		"baselines":{"training":{"kind":"table","table":"training"}},"baseline":"training"}`))
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{m}, Now: func() time.Time { return *now }})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// answers are what the queries say, or why they cannot.
func answers(t *testing.T, e *engine.Engine) []string {
	t.Helper()
	var list []string
	end := time.Date(2024, 3, 11, 0, 0, 0, 0, time.UTC)
	for _, text := range changingQueries {
		q, err := query.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		result, err := e.Answer(context.Background(), q, window.Range{Start: end.AddDate(0, 0, -7), End: end})
		if err != nil {
			list = append(list, err.Error())
			continue
		}
		var b strings.Builder
		for _, s := range result.Series {
			p := s.Points[len(s.Points)-1]
			fmt.Fprintln(&b, s.Feature, p.Stats, p.Reason)
		}
		list = append(list, b.String())
	}
	return list
}
