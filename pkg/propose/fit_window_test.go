package propose

import (
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/plan"
)

func TestTheShortestWindowThatCanBeJudged(t *testing.T) {
	monday := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		rows func(i int) float64 // of the i-th day
		days int
		want model.Duration
	}{
		{"200 rows a day", func(int) float64 { return 200 }, 60, model.Duration{}},
		{"40 rows a day", func(int) float64 { return 40 }, 60, model.Duration{Days: 3}},
		{"200 rows on working days", func(i int) float64 {
			if i%7 > 4 {
				return 0
			}
			return 200
		}, 60, model.Duration{}},
		{"200 rows on working days and 10 on others", func(i int) float64 {
			if i%7 > 4 {
				return 10
			}
			return 200
		}, 60, model.Duration{Days: 3}},
		{"120 rows on one day of the week", func(i int) float64 {
			if i%7 == 0 {
				return 120
			}
			return 0
		}, 60, model.Duration{}},
		{"10 rows a day", func(int) float64 { return 10 }, 60, model.Duration{Days: 14}},
		{"one row a day", func(int) float64 { return 1 }, 60, model.Duration{Days: 28}},
		{"a log that was busier long ago",
			func(i int) float64 { return map[bool]float64{true: 1000, false: 40}[i < 100] }, 200, model.Duration{Days: 3}},
		{"40 rows a day in a log of two days", func(int) float64 { return 40 }, 3, model.Duration{Days: 3}},
		{"a log of an hour", func(int) float64 { return 40 }, 1, model.Duration{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			times := engine.LogTimes{First: monday, Last: monday.AddDate(0, 0, c.days-1).Add(23 * time.Hour)}
			for i := range c.days {
				if n := c.rows(i); n > 0 {
					at := monday.AddDate(0, 0, i)
					times.Days = append(times.Days, plan.DayTimes{Rows: n, First: at, Last: at.Add(23 * time.Hour)})
				}
			}
			d := &draft{}
			d.fitWindow(times)
			if d.model.ShortestWindow != c.want || (len(d.notes) > 0) != !c.want.IsZero() {
				t.Errorf("%s is proposed (%v), want %s", d.model.ShortestWindow, d.notes, c.want)
			}
		})
	}
}
