package simulation

import (
	"fmt"
	"testing"

	"leeway/pkg/query"
)

// fraudModel has a base rate of half a percent, and default policies.
const fraudModel = `{"id":"fraud","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said","score":"p"},
	"outcomes":{"label":"truth","delay":"0d"}}`

// fraudLog is a log of perWeek predictions a week. Scores tell frauds from others with an AUC of 0.99, from week at on of 0.65.
func fraudLog(weeks, perWeek, at int) string {
	return fmt.Sprintf(`CREATE TABLE log AS SELECT *, p > 0.5 AS said FROM (
		SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (i * (604800000 // %[1]d)) MILLISECOND AS at, u(i, 1, 0) < 0.005 AS truth,
			1 / (1 + exp(-(CASE WHEN u(i, 1, 0) < 0.005 THEN CASE WHEN i // %[1]d < %[2]d THEN 3.29 ELSE 0.545 END ELSE 0 END + z(i, 3)) * 2 + 6)) AS p
		FROM range(0, %[3]d) t(i))`, perWeek, at, weeks*perWeek)
}

// A model of a rare class does not page for being rare, and its failure does not go unseen.
func TestAModelOfRareFraudsNeitherPagesNorSleeps(t *testing.T) {
	const at, weeks, perWeek = 24, 2, 50_000
	d := made(t, fraudModel, fraudLog(at+weeks, perWeek, at))
	for _, policy := range []string{"accuracy", "accuracy-anchored", "auc", "auc-anchored", "worse-than-guessing", "worse-than-chance", "prediction-mean"} {
		quiet := d.breaches(t, policy, "1d", 7*4, 7*at)
		if n := episodes(quiet); n > 0 {
			t.Errorf("%s pages %d times in twenty quiet weeks", policy, n)
		}
		failed := d.breaches(t, policy, "1w", 7*at, 7*(at+weeks))
		fmt.Printf("frauds, %s: breached in the weeks after AUC fell to 0.65: %v\n", policy, failed)
		if policy == "auc" && !failed[0] {
			t.Error("the first week of the failure does not page")
		}
	}
}

// segmentModel has a segment of five values, and default policies.
const segmentModel = `{"id":"segments","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
	"segments":[{"name":"site","values":["a","b","c","d","e"]}],"outcomes":{"label":"truth","delay":"0d"}}`

// A segment of a fifth that loses twenty points is found by its name.
func TestASegmentThatLosesIsFoundByName(t *testing.T) {
	const at, weeks, perWeek = 20, 4, 20_000
	d := made(t, segmentModel, fmt.Sprintf(`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (i * (604800000 // %[1]d)) MILLISECOND AS at,
		['a', 'b', 'c', 'd', 'e'][1 + i %% 5] AS site, true AS said,
		u(i, 1, 0) < 0.9 + 0.005 * z(-1 - i // %[1]d, 1) - CASE WHEN i %% 5 = 2 AND i // %[1]d >= %[2]d THEN 0.2 ELSE 0 END AS truth
		FROM range(0, %[3]d) t(i)`, perWeek, at, (at+weeks)*perWeek))
	found, missed, wrong := 0, 0, 0
	for _, s := range d.ask(t, 7*at, 7*(at+weeks), `{"queryType":"policy","policy":"accuracy-by-site","stats":["breach"],"format":"timeseries","every":"1w"}`) {
		for _, point := range s.Points {
			switch breached := point.Stats[query.Breach] > 0; {
			case s.Segment[0].Value == "c" && breached:
				found++
			case s.Segment[0].Value == "c":
				missed++
			case breached:
				wrong++
			}
		}
	}
	fmt.Printf("a segment of a fifth that loses 20 points: found in %d of %d weeks, others in %d\n", found, found+missed, wrong)
	if missed > 0 || wrong > 0 {
		t.Errorf("found in %d weeks, missed in %d, others called in %d", found, missed, wrong)
	}
}

// Weekends are worse by six points; daily windows are compared with the same weekday, so none of them pages.
func TestAWeekendSeasonWithDailyWindowsHardlyPages(t *testing.T) {
	daily := replaceWindow(accuracyModel)
	w := wobbling(9, 14_000, 0.9, 0.003)
	weekend := world(func(d int) day {
		one := w(d)
		if d%7 >= 5 {
			one.p -= 0.06
		}
		return one
	})
	d := made(t, daily, weekend.logged(7*(history+26), 4, 1)...)
	if n := episodes(d.breaches(t, "accuracy", "1d", 7*history, 7*(history+26))); n > 0 {
		t.Errorf("half a year of weekends pages %d times", n)
	}
}

// Counts that grow by three percent a week do not page; a week with a fifth of its rows does.
func TestGrowthIsNoOutage(t *testing.T) {
	const model = `{"id":"simulated","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
		"baselines":{"rolling":{"kind":"rolling"}},"baseline":"rolling",
		"defaults":"off","policies":[{"id":"volume","tier":"page","measure":"rows","stat":"relativeChange","outside":[-0.4,0.6],"window":"7d"}]}`
	w := wobbling(11, 3000, 0.9, 0)
	grown := world(func(d int) day {
		one := w(d)
		for range d / 7 {
			one.n = int(float64(one.n)*1.03 + 0.5)
		}
		if d/7 == history+12 {
			one.n /= 5
		}
		return one
	})
	d := made(t, model, grown.logged(7*(history+13), 5, 1)...)
	breached := d.breaches(t, "volume", "1w", 7*history, 7*(history+13))
	for week, b := range breached {
		if b != (week == 12) {
			t.Errorf("week %d: breached %v", week+1, b)
		}
	}
}
