package engine

import (
	"context"
	"fmt"
	"testing"
	"time"

	"leeway/pkg/query"
)

// A window that holds too few rows is named with its numbers, and with a length that holds enough; a declared window is
// judged as it is.
func TestTooFewRowsAreNamedWithTheWindowThatHoldsEnough(t *testing.T) {
	for _, c := range []struct {
		name   string
		perDay int
		policy string
		want   string
	}{
		{"a day of 40 rows", 40,
			`{ id: p, tier: notify, target: features, measure: missing_rate, stat: change, above: 0.05, window: 1d }`,
			"40 rows a day are fewer than the 100 that it needs; a window of 3d holds enough"},
		{"a distribution over a day", 40,
			`{ id: p, tier: notify, target: features, measure: psi, above: 0.2, window: 1d }`,
			"40 rows a day are fewer than the 100 that it needs; a window of 3d holds enough"},
		{"a week of 28 rows", 4,
			`{ id: p, tier: notify, target: prediction, measure: mean, stat: sigma, outside: [-3, 3], window: 7d }`,
			"28 rows a week are fewer than the 100 that it needs; a window of 28d holds enough"},
		{"too few for every window", 1,
			`{ id: p, tier: notify, target: features, measure: missing_rate, stat: change, above: 0.05, window: 2d, minCount: 50 }`,
			"2 rows in 2d are fewer than the 50 that it needs"},
		{"enough for its own minimum", 40,
			`{ id: p, tier: notify, target: features, measure: missing_rate, stat: change, above: 0.05, window: 1d, minCount: 20 }`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := on(t,
				fmt.Sprintf(`CREATE TABLE log AS SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 MINUTE * (i * 1440 // %d) AS at, i %% 3 = 0 AS said, i %% 7 AS x FROM range(0, %d * 120) t(i)`, c.perDay, c.perDay),
				`- { id: m, task: binary, log: { table: log, time: { column: at }, prediction: said }, features: [{ name: x, kind: numeric }],
    baselines: { weeks: { kind: rolling, minPeriods: 2 } }, policies: [`+c.policy+`] }`)
			point := last(t, the(t, s.over(t, `{"queryType":"policy","policy":"p"}`, weekTo(day(4, 22)))))
			said := point.Reason
			if said == "" {
				said = point.Unjudged
			}
			if _, judged := point.Stats[query.Breach]; judged != (c.want == "") || c.want != "" &&
				said != c.want {
				t.Errorf("judged: %v; it says %q, want %q", judged, said, c.want)
			}
		})
	}
}

// A log ends with its last row, or at the midnight after it where no row is due before.
func TestWhereALogEnds(t *testing.T) {
	for _, c := range []struct {
		name, kind, times string
		want              time.Time
	}{
		{"rows every six minutes up to 23:54", "TIMESTAMP", "TIMESTAMP '2024-01-01' + INTERVAL 6 MINUTE * i",
			day(1, 11)},
		{"rows every six minutes up to noon", "TIMESTAMP", "TIMESTAMP '2023-12-31 12:00' + INTERVAL 6 MINUTE * i",
			time.Date(2024, 1, 10, 11, 54, 0, 0, time.UTC)},
		{"a batch at two every night", "TIMESTAMP", "TIMESTAMP '2024-01-01 02:00' + INTERVAL 1 DAY * (i // 240)",
			day(1, 11)},
		{"dates", "DATE", "DATE '2024-01-01' + INTERVAL 1 DAY * (i // 240)", day(1, 11)},
		{"one batch", "TIMESTAMP", "TIMESTAMP '2024-01-01 02:00'", time.Date(2024, 1, 1, 2, 0, 0, 0, time.UTC)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := on(t,
				`CREATE TABLE log AS SELECT CAST(`+c.times+` AS `+c.kind+`) AS at, true AS said FROM range(0, 2400) t(i)`,
				`- { id: m, task: binary, log: { table: log, time: { column: at }, prediction: said } }`)
			if got, err := s.LogEnd(context.Background(), s.models[0]); err != nil || !got.Equal(c.want) {
				t.Errorf("it ends at %v (%v), want %v", got, err, c.want)
			}
		})
	}
}
