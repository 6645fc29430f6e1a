package engine

import (
	"slices"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

const silent = `{"queryType":"policy","policy":"log-silent"}`

// A log is silent after one and a half of its own largest gaps: of a batch a day, of one on each working day, of one a
// week, of rows all day.
func TestSilenceIsJudgedByTheLogsOwnGaps(t *testing.T) {
	hours := func(h float64) time.Duration { return time.Duration(h * float64(time.Hour)) }
	for _, c := range []struct {
		name, kind, times string
		last              time.Time
		threshold         time.Duration
	}{
		{"a batch at two every night", "TIMESTAMP", "TIMESTAMP '2024-01-01 02:00' + INTERVAL 1 DAY * (i // 50)",
			day(2, 29).Add(hours(2)), hours(36)},
		{"a batch on each working day", "TIMESTAMP",
			"TIMESTAMP '2024-01-01 02:00' + INTERVAL 1 DAY * (i // 250 * 7 + i // 50 % 5)", time.Date(2024, 3, 22, 2, 0,
				0, 0, time.UTC), hours(108)},
		{"a batch a week", "TIMESTAMP", "TIMESTAMP '2024-01-01 02:00' + INTERVAL 7 DAY * (i // 200)",
			time.Date(2024, 4, 8, 2, 0, 0, 0, time.UTC), hours(252)},
		{"a batch every 30 days, which eight weeks hold two of", "TIMESTAMP",
			"TIMESTAMP '2023-01-01 02:00' + INTERVAL 30 DAY * (i // 200)", time.Date(2024, 2, 25, 2, 0, 0, 0,
				time.UTC), hours(36 * 30)},
		{"dates, which stand for whole days", "DATE", "DATE '2024-01-01' + INTERVAL 1 DAY * (i // 50)", day(2, 29),
			hours(60)},
		{"rows every six minutes", "TIMESTAMP", "TIMESTAMP '2024-01-01' + INTERVAL 6 MINUTE * i",
			time.Date(2024, 1, 13, 11, 54, 0, 0, time.UTC), hours(1.5)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := on(t,
				`CREATE TABLE log AS SELECT CAST(`+c.times+` AS `+c.kind+`) AS at, true AS said FROM range(0, 3000) t(i)`,
				`- { id: m, task: binary, log: { table: log, time: { column: at }, prediction: said } }`)
			judged := func(end time.Time) answers.Point {
				return last(t, the(t, s.over(t, silent, window.Range{Start: end.AddDate(0, 0, -7), End: end})))
			}
			point := judged(c.last.Add(time.Minute))
			if got := point.Stats[query.Threshold]; got != c.threshold.Seconds() ||
				!strings.Contains(point.Reason, "the largest usual gap is ") || !point.Expectation.IsZero() {
				t.Errorf("the threshold is %v s (%s), want %v", got, point.Reason, c.threshold)
			}
			quiet, passed := c.last.Add(c.threshold-time.Hour), c.last.Add(c.threshold+2*time.Hour)
			if got, ok := judged(quiet).Stats[query.Breach]; !ok || got > 0 {
				t.Errorf("an hour before the threshold breach is %v (%v)", got, ok)
			}
			warns := func(end time.Time) bool {
				series := the(t, s.over(t, silent, window.Range{Start: end.AddDate(0, 0, -7), End: end}))
				return slices.ContainsFunc(series.Compare.Notices, func(n answers.Notice) bool {
					return n.Warning && strings.Contains(n.Text, "the largest usual gap is ")
				})
			}
			if warns(quiet) || !warns(passed) {
				t.Errorf("warns: before the threshold %v, past it %v", warns(quiet), warns(passed))
			}
			after := judged(passed)
			if got := after.Stats[query.Breach]; got <= 0 || after.Stats[query.Threshold] != c.threshold.Seconds() {
				t.Errorf("past the threshold breach is %v, the threshold %v", got, after.Stats[query.Threshold])
			}
			// A log that stays silent stays in breach, with the age of its newest row, when its own past holds no batch
			// any more.
			long := judged(c.last.AddDate(0, 0, 80))
			if got := long.Stats[query.Current]; got < 79*86400 || got > 80*86400 || long.Stats[query.Breach] <= 0 {
				t.Errorf("after 80 days freshness is %v s, breach %v", got, long.Stats[query.Breach])
			}
		})
	}
}

// Two batches tell no gap: the policy says so and does not judge.
func TestALogOfTwoBatchesIsNotJudgedSilent(t *testing.T) {
	s := on(t,
		`CREATE TABLE log AS SELECT TIMESTAMP '2024-01-01 02:00' + INTERVAL 1 DAY * i AS at, true AS said FROM range(0, 2) t(i)`,
		`- { id: m, task: binary, log: { table: log, time: { column: at }, prediction: said } }`)
	point := last(t, the(t, s.over(t, silent, weekTo(day(1, 8)))))
	if _, judged := point.Stats[query.Breach]; judged ||
		point.Reason != "too few batches of rows so far to know the usual gap between them" {
		t.Errorf("it is judged: %v, %q", judged, point.Reason)
	}
}

// Every point of a series is the policy asked of the range that ends there.
func TestSilenceOverTime(t *testing.T) {
	s := on(t,
		`CREATE TABLE log AS SELECT TIMESTAMP '2024-01-01 02:00' + INTERVAL 1 DAY * (i // 50) AS at, true AS said FROM range(0, 3000) t(i) WHERE i // 50 NOT BETWEEN 40 AND 44`,
		`- { id: m, task: binary, log: { table: log, time: { column: at }, prediction: said } }`)
	series := the(t, s.over(t, strings.Replace(silent, "{", `{"format":"timeseries","every":"1d",`, 1),
		window.Range{Start: day(2, 1), End: day(2, 29)}))
	breached := 0
	for _, point := range series.Points {
		alone := last(t, the(t, s.over(t, silent, weekTo(point.At))))
		for _, stat := range []query.Stat{query.Current, query.Threshold, query.Breach} {
			if point.Stats[stat] != alone.Stats[stat] {
				t.Errorf("at %v %s is %v, alone %v", point.At, stat, point.Stats[stat], alone.Stats[stat])
			}
		}
		if point.Stats[query.Breach] > 0 {
			breached++
		}
	}
	if breached != 5 { // without a batch midnights come 22, 46, 70, 94, 118 and 142 hours after the last one
		t.Errorf("%d days are in breach", breached)
	}
}

// Outcomes have gaps of their own, however long their horizon is.
func TestLateLabelsAreJudgedByTheirOwnGaps(t *testing.T) {
	s := on(t,
		`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i AS at, true AS said FROM range(0, 2000) t(i);
		CREATE TABLE told AS SELECT id, true AS label, TIMESTAMP '2024-01-01 06:00' + INTERVAL 7 DAY * (1 + id // 168) AS seen FROM log`,
		`- { id: m, task: binary, log: { table: log, id: [id], time: { column: at }, prediction: said },
    outcomes: { table: told, label: label, time: { column: seen }, delay: 60d } }`)
	point := last(t, the(t, s.over(t, `{"queryType":"policy","policy":"labels-late"}`, weekTo(day(3, 20)))))
	if got := point.Stats[query.Threshold]; got != 1.5*7*86400 {
		t.Errorf("labels that come each week are late after %v s", got)
	}
}
