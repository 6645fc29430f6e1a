package simulation

import (
	"fmt"
	"testing"
)

// volumeModel has a page policy on the number of rows, by windows of a length.
func volumeModel(window string) string {
	return fmt.Sprintf(`{"id":"simulated","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
		"outcomes":{"label":"truth","delay":"0d"},"baselines":{"rolling":{"kind":"rolling"}},"baseline":"rolling",
		"defaults":"off","policies":[{"id":"volume","tier":"page","measure":"rows","stat":"relativeChange","outside":[-0.4,0.6],"window":%[1]q,"minCount":0},
			{"id":"accuracy","tier":"page","measure":"accuracy","stat":"change","below":-0.025,"window":%[1]q}]}`, window)
}

// Weekends are worse by six points and have half the volume; daily windows are compared with the same weekday, so they
// hardly page.
func TestAWeekendSeasonWithDailyWindowsHardlyPages(t *testing.T) {
	weeks, worlds := history+either(6, 52), either(1, 10)
	all := map[string]int{}
	for i := range worlds {
		d := made(t, volumeModel("1d"), wobbling(uint64(i+9), 14_000, 0.9, 0.003).weekends(6).logged(7*weeks, i, 1)...)
		checked := d.checked(t, 1, 7*history, 7*weeks)
		for _, policy := range []string{"accuracy", "volume"} {
			looks := checked[policy][""]
			if told := judged(looks); told.hits < 7*(weeks-history) {
				t.Fatalf("%s: only %v days are judged", policy, told)
			}
			all[policy] += pages(looks, 7)
		}
	}
	for policy, n := range all {
		years := float64(worlds*(weeks-history)) / 52
		fmt.Printf("| %s: weekends of half the volume, six points worse, windows of a day | %.2f false pages a year |\n", policy, float64(n)/years)
		if float64(n) > mostPages*years+1 {
			t.Errorf("%s pages %d times in %v quiet years", policy, n, years)
		}
	}
}

// Counts that grow by three percent a week do not page. A week with a fifth of its rows does, and so does one with
// half.
func TestGrowthIsNoOutage(t *testing.T) {
	for _, share := range []float64{0.2, 0.5} {
		quiet, lost := tally{}, tally{}
		for i := range either(1, 20) {
			w := wobbling(uint64(i+11), 3000, 0.9, 0).grows(0.03).with(func(week int, d day) day {
				if week == history+12 {
					d.n = int(float64(d.n) * share)
				}
				return d
			})
			d := made(t, volumeModel("7d"), w.logged(7*(history+13), i, 1)...)
			for week, one := range d.checked(t, 7, 7*history, 7*(history+13))["volume"][""] {
				if week == 12 {
					lost.add(one.breached)
				} else {
					quiet.add(one.breached)
				}
			}
		}
		fmt.Printf("| volume grows 3 %% a week | quiet weeks breached %v; a week with %g of its rows found in %v |\n",
			quiet, share, lost)
		if quiet.hits > 0 || lost.hits < lost.of {
			t.Errorf("quiet weeks breach in %v, a week with %v of its rows in %v", quiet, share, lost)
		}
	}
}

// A day without rows, hourly windows: the count of rows pages in each of its hours, and neither policy before or after,
// nor when the same hours come again.
func TestADayWithoutRowsIsFoundInEachOfItsHours(t *testing.T) {
	const out = 7*10 + 2 // the day
	const first, last = out - 3, out + 9
	hours, pagesOf := make([]tally, 24), map[string]int{}
	worlds := either(1, 6)
	for i := range worlds {
		w := wobbling(uint64(i+21), 7*24*200, 0.9, 0.005).byDay(func(d int, one day) day {
			if d == out {
				one.n = 0
			}
			return one
		})
		d := made(t, volumeModel("1h"), w.logged(7*12, i, 1)...)
		for _, policy := range []string{"volume", "accuracy"} {
			looks := d.hourly(t, policy, first, last)[""]
			if len(looks) != 24*(last-first) {
				t.Fatalf("%s: %d looks", policy, len(looks))
			}
			begin := 24 * (out - first)
			if policy == "volume" {
				tallyEach(hours, looks[begin:begin+24])
			} else if told := judged(looks[begin : begin+24]); told.hits > 0 {
				t.Errorf("accuracy of hours without rows: %v are judged", told)
			}
			pagesOf[policy] += pages(looks[:begin], 24*7) + pages(looks[begin+24:], 24*7)
		}
	}
	fmt.Printf("| a day without rows, windows of an hour | volume: %s; pages in the %d other days: %v |\n", row(hours),
		worlds*(last-first-1), pagesOf)
	least(t, "the outage", hours, 1)
	for policy, n := range pagesOf {
		if float64(n) > mostPages*float64(worlds*(last-first))/365+1 {
			t.Errorf("%s pages %d times in quiet hours", policy, n)
		}
	}
}
