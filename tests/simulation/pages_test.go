package simulation

import (
	"fmt"
	"testing"
)

// A page policy on accuracy is looked at every day of a quiet year.
func TestQuietYearsHardlyPage(t *testing.T) {
	years := 2
	if long {
		years = 20
	}
	type cell struct {
		name    string
		perWeek int
		wobble  float64
		change  func(week int, d day) day
		repeats int
		most    float64 // false pages a year
	}
	one := func(n float64) func(int, day) day { // one week of another volume
		return func(week int, d day) day {
			if week == history+20 {
				d.n = int(float64(d.n) * n)
			}
			return d
		}
	}
	season := func(week int, d day) day { return d }
	cells := []cell{
		{"chance alone", 1000, 0, nil, 1, 0.2}, {"half a point of wobble", 1000, 0.005, nil, 1, 0.2}, {"a point of wobble", 1000, 0.01, nil, 1, 0.2},
		{"half a point, a week at ten times the volume", 1000, 0.005, one(10), 1, 0.2}, {"half a point, a week at 0.15 of it", 1000, 0.005, one(0.15), 1, 0.2},
		{"few rows", 110, 0.005, nil, 1, 0.2}, {"each row repeated ten times", 10_000, 0.005, nil, 10, 0.2}, {"many rows, a point of wobble", 20_000, 0.01, season, 1, 0.2},
	}
	if !long {
		cells = cells[:4]
	}
	for _, c := range cells {
		pages := 0
		for year := range years {
			w := wobbling(uint64(100*year+7), c.perWeek, 0.9, c.wobble)
			if c.change != nil {
				w = w.with(c.change)
			}
			d := made(t, accuracyModel, w.logged(7*(history+52), year, c.repeats)...)
			pages += episodes(d.breaches(t, "accuracy", "1d", 7*history, 7*(history+52)))
		}
		rate := float64(pages) / float64(years)
		fmt.Printf("%-50s %6d a week: %.2f false pages a year (%d in %d years)\n", c.name, c.perWeek, rate, pages, years)
		if allowed := c.most*float64(years) + 1; c.repeats == 1 && float64(pages) > allowed {
			t.Errorf("%s: %d pages in %d quiet years", c.name, pages, years)
		}
	}
}
