package simulation

import (
	"fmt"
	"strings"
	"testing"

	"leeway/pkg/judge"
	"leeway/pkg/query"
)

// featureCount is how many features a simulated model has: replicates of one another.
const featureCount = 10

// featuresModel has numeric features on a pinned grid and a category.
func featuresModel(count int) string {
	var list []string
	for i := range count {
		list = append(list, fmt.Sprintf(`{"name":"f%d","kind":"numeric","grid":"linear(5)"}`, i))
	}
	list = append(list, `{"name":"c","kind":"categorical"}`)
	return `{"id":"features","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"late"},
		"features":[` + strings.Join(list, ",") + `],"baselines":{"rolling":{"kind":"rolling"}},"baseline":"rolling",
		"defaults":"off","policies":[{"id":"missing","tier":"notify","target":"features","measure":"missing_rate","stat":"change","above":0.05,"window":"1d"},
			{"id":"new","tier":"notify","target":"features","measure":"new_category_rate","stat":"change","above":0.02,"window":"1d"}]}`
}

// featureLog is a log of n predictions a week. Features are normal; their means wobble from week to week by wobble. From week at on, changed
// is what they become: an SQL expression of x, what the feature would be.
func featureLog(weeks, n int, wobble float64, at int, changed string) string {
	var columns []string
	for i := range featureCount {
		x := fmt.Sprintf("(z(i, %d) + %v * z(-1 - w, %d))", i, wobble, i)
		columns = append(columns, fmt.Sprintf("CASE WHEN w < %d THEN %s ELSE %s END AS f%d", at, x, strings.ReplaceAll(strings.ReplaceAll(changed, "key", fmt.Sprint(i)), "x", x), i))
	}
	return fmt.Sprintf(`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (i * (604800000 // %d)) MILLISECOND AS at, u(i, 99, 0) < 0.1 AS late,
		CASE WHEN w >= %d AND u(i, 98, 0) < 0.05 THEN 'new' ELSE ['a', 'b', 'c'][1 + i %% 3] END AS c, %s
		FROM (SELECT i, i // %d AS w FROM range(0, %d) t(i))`, n, at, strings.Join(columns, ", "), n, weeks*n)
}

// driftedWeeks counts, by week from a first one on, how often features are drifted.
func driftedWeeks(t *testing.T, d database, from, weeks int) []tally {
	t.Helper()
	tallies := make([]tally, weeks)
	for _, s := range d.ask(t, 7*from, 7*(from+weeks), `{"measures":[{"id":"psi"}],"target":"features","stats":["verdict"],"window":"7d","every":"1w","format":"timeseries"}`) {
		if s.Feature == "c" {
			continue
		}
		for i, point := range s.Points {
			verdict, ok := point.Stats[query.Verdict]
			if !ok {
				t.Fatalf("%s at %s has no verdict: %s", s.Feature, point.At, point.Unjudged)
			}
			tallies[i].add(verdict == float64(judge.Changed))
		}
	}
	return tallies
}

func sum(list []tally) (all tally) {
	for _, one := range list {
		all.hits, all.of = all.hits+one.hits, all.of+one.of
	}
	return all
}

// Quiet weeks of features are rarely drift, however much they wobble, and changes that last are drift in each of their first eight weeks.
func TestFeaturesQuietAndChanged(t *testing.T) {
	type change struct {
		name, sql string
		least     float64
	}
	shift := change{"+1 sd", "x + 1", 0.95}
	stuck, sentinel := change{"stuck", "0.25", 0.95}, change{"all -999", "-999", 0.95}
	for _, c := range []struct {
		n       int
		wobble  float64
		most    float64 // of quiet feature-weeks that are drifted
		changes []change
	}{{1000, 0, 0.01, []change{shift}}, {1000, 0.1, 0.01, []change{shift, stuck, sentinel}}, {1000, 0.3, 0.04, nil}, {1000, 1, 0.06, []change{stuck, sentinel}}} {
		changes := c.changes
		if len(changes) == 0 {
			changes = []change{{"nothing", "x", 0}}
		}
		for _, ch := range changes {
			const at, weeks = 24, 8
			quietWeeks := at - 12
			d := made(t, featuresModel(featureCount), featureLog(at+weeks, c.n, c.wobble, at, ch.sql))
			quiet := sum(driftedWeeks(t, d, 12, quietWeeks))
			each := driftedWeeks(t, d, at, weeks)
			fmt.Printf("%d a week, wobble %v sd: quiet %v; %s: %v\n", c.n, c.wobble, quiet, ch.name, each)
			if allowed := c.most*float64(quiet.of) + 3; float64(quiet.hits) > allowed {
				t.Errorf("wobble %v: %v quiet feature-weeks are drift", c.wobble, quiet)
			}
			for week, one := range each {
				if float64(one.hits) < ch.least*float64(one.of)-1 {
					t.Errorf("wobble %v, %s: found in %v in week %d", c.wobble, ch.name, one, week+1)
				}
			}
		}
	}
}

// Missing values and new categories, 1,000 rows a day, none before, in each of eight weeks.
func TestMissingAndNewValuesAreFoundInEachOfEightWeeks(t *testing.T) {
	const at, weeks, perWeek = 20, 8, 7000
	d := made(t, featuresModel(featureCount), featureLog(at+weeks, perWeek, 0.1, at, "CASE WHEN u(i, 40 + key, 3) < 0.2 THEN NULL ELSE x END"))
	for _, policy := range []string{"missing", "new"} {
		for week, breached := range d.breaches(t, policy, "1w", 7*at, 7*(at+weeks)) {
			if !breached {
				t.Errorf("%s is not found in week %d", policy, week+1)
			}
		}
		if n := episodes(d.breaches(t, policy, "1d", 7*12, 7*at)); n > 0 {
			t.Errorf("%s breaches %d times in quiet weeks", policy, n)
		}
	}
}

// A feature has the same answer whether it is asked for alone or with all others.
func TestAFeatureAloneIsJudgedAsAmongAll(t *testing.T) {
	const at, weeks = 18, 2
	d := made(t, featuresModel(featureCount), featureLog(at+weeks, 700, 0.1, at, "x + 0.4"))
	all := map[string]float64{}
	for _, s := range d.ask(t, 7*at, 7*(at+1), `{"queryType":"policy","policy":"missing","format":"table"}`) {
		all[s.Feature] = s.Points[0].Stats[query.PValue]
	}
	for _, name := range []string{"f0", "f7"} {
		s := d.ask(t, 7*at, 7*(at+1), fmt.Sprintf(`{"queryType":"policy","policy":"missing","features":[%q],"format":"table"}`, name))
		if len(s) != 1 || s[0].Points[0].Stats[query.PValue] != all[name] {
			t.Errorf("%s alone: %d series, %v, among all %v", name, len(s), s[0].Points[0].Stats[query.PValue], all[name])
		}
	}
}
