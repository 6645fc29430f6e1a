package simulation

import (
	"fmt"
	"strings"
	"testing"
)

// brokenModel has columns that lose values and columns with new categories, and policies on both by the day. Default
// policies have the same bounds, but for that of new categories.
func brokenModel(count, minCount int) string {
	var list, numbers []string
	for i := range count {
		list = append(list,
			fmt.Sprintf(`{"name":"x%d","kind":"numeric","grid":"linear(5)"},{"name":"c%d","kind":"categorical"}`, i, i))
		numbers = append(numbers, fmt.Sprintf(`"x%d"`, i))
	}
	return fmt.Sprintf(`{"id":"broken","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"late"},
		"features":[%[1]s],"baselines":{"rolling":{"kind":"rolling"}},"baseline":"rolling",
		"defaults":"off","policies":[{"id":"missing","tier":"notify","target":"features","features":[%[2]s],"measure":"missing_rate","stat":"change","above":0.05,"window":"1d","minCount":%[3]d},
			{"id":"new","tier":"notify","target":"features","measure":"new_category_rate","stat":"change","above":0.02,"window":"1d","minCount":%[3]d}]}`,
		strings.Join(list, ","), strings.Join(numbers, ","), minCount)
}

// brokenLog has n rows a day. Before week at a share of rare of the values is missing, from it on a share of lost, and
// a share of fresh has a new category.
func brokenLog(weeks, n, at, count int, rare, lost, fresh float64) string {
	var columns []string
	for i := range count {
		columns = append(columns,
			fmt.Sprintf(`CASE WHEN u(i, %[1]d, 3) < CASE WHEN w >= %[2]d THEN %[3]v ELSE %[4]v END THEN NULL ELSE z(i, %[1]d) END AS x%[1]d,
			CASE WHEN w >= %[2]d AND u(i, %[1]d, 4) < %[5]v THEN 'new' ELSE ['a', 'b', 'c'][1 + i %% 3] END AS c%[1]d`, i, at, lost, rare, fresh))
	}
	return fmt.Sprintf(`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (i * (86400000 // %d)) MILLISECOND AS at, u(i, 99, 0) < 0.1 AS late, %s
		FROM (SELECT i, i // %d AS w FROM range(0, %d) t(i))`, n, strings.Join(columns, ", "), 7*n, 7*n*weeks)
}

// Missing values (+20 points) and a new category (5 %), 1,000 rows a day, none in all weeks before: on every day of
// each of eight weeks.
func TestMissingAndNewValuesAreFoundInEachOfEightWeeks(t *testing.T) {
	const at, weeks, count = 20, 8, 5
	step := either(7, 1)
	found := made(t, brokenModel(count, 100), brokenLog(at+weeks, 1000, at, count, 0, 0.2, 0.05)).checked(t, step,
		7*(at-4), 7*(at+weeks))
	for policy, share := range map[string]float64{"missing": 1, "new": 0.95} {
		before, after := 0, make([]tally, weeks)
		for _, looks := range found[policy] {
			quiet := 28 / step
			before += pages(looks[:quiet], 7/step)
			for look, one := range looks[quiet:] {
				after[look*step/7].add(one.breached)
			}
		}
		fmt.Printf("| %s, 1,000 a day | %s |\n", policy, row(after))
		least(t, policy, after, share)
		if before > 0 || len(after) != weeks || after[0].of == 0 {
			t.Errorf("%s breaches %d times in quiet weeks; %v", policy, before, after)
		}
	}
}

// Where no value was missing in all earlier weeks a single one is no incident, however few rows a day has.
func TestASingleMissingValueAfterNoneIsNoIncident(t *testing.T) {
	const at, count = history, 3
	weeks := history + either(4, 26)
	for _, perDay := range []int{7, 30, 200}[:either(2, 3)] {
		rare := 0.1 / float64(perDay) // one missing value in ten days, none before
		d := made(t, brokenModel(count, 0), brokenLog(weeks, perDay, at, count, 0, rare, rare))
		checked := d.checked(t, 1, 7*at, 7*weeks)
		for _, policy := range []string{"missing", "new"} {
			n, breached := 0, tally{}
			for _, looks := range checked[policy] {
				n += pages(looks, 7)
				for _, one := range looks {
					breached.add(one.breached)
				}
			}
			fmt.Printf("| %s: one in ten days, none before, %d rows a day | %d pages, breached %v |\n", policy, perDay,
				n, breached)
			if n > 1 {
				t.Errorf("%s at %d rows a day: %d pages", policy, perDay, n)
			}
		}
	}
}
