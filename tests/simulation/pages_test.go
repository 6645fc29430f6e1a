package simulation

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// mostPages is how often a policy may page in a quiet year.
const mostPages = 0.2

// quiet is a kind of year in which nothing goes wrong.
type quiet struct {
	name    string
	perWeek int
	wobble  float64 // of the weekly share
	change  func(w world, seed uint64) world
	repeats int
}

// unusualWeek is the week whose volume differs.
const unusualWeek = history + 20

// oneWeek has another volume in one week.
func oneWeek(times float64) func(world, uint64) world {
	return func(w world, _ uint64) world {
		return w.with(func(week int, d day) day {
			if week == unusualWeek {
				d.n = int(float64(d.n) * times)
			}
			return d
		})
	}
}

// quietYears are the kinds of quiet years: one disturbance at a time, and wobble together with each.
func quietYears() []quiet {
	season := func(w world, _ uint64) world { return w.weekends(6) }
	growth := func(w world, _ uint64) world { return w.grows(0.03) }
	volume := func(w world, seed uint64) world { return w.restless(seed, 0.5) }
	outage := func(w world, _ uint64) world {
		return w.byDay(func(d int, one day) day {
			if d == 7*unusualWeek+2 {
				one.n = 0
			}
			return one
		})
	}
	list := []quiet{}
	for _, wobble := range []float64{0, 0.005, 0.01} {
		for _, c := range []quiet{{"nothing else", 1000, 0, nil, 1},
			{"a week at ten times the volume", 1000, 0, oneWeek(10), 1},
			{"a week at 0.15 of the volume", 1000, 0, oneWeek(0.15), 1},
			{"volume ×/÷ 1.6 from week to week", 1000, 0, volume, 1},
			{"weekends of half the volume, six points worse", 1000, 0, season, 1}} {
			c.wobble = wobble
			list = append(list, c)
		}
	}
	return append(list, quiet{"growth of three percent a week", 1000, 0.005, growth, 1},
		quiet{"a day without rows", 1000, 0.005, outage, 1},
		quiet{"few rows", 110, 0.005, nil, 1}, quiet{"many rows", 20_000, 0.01, nil,
			1}, quiet{"each row repeated ten times", 10_000, 0.005, nil, 10})
}

// Page policies on accuracy, by a rolling baseline and by the launch, are looked at every day of quiet years. check
// says the same of each Monday of a kind's first year.
func TestQuietYearsHardlyPage(t *testing.T) {
	for i, c := range quietYears() {
		years := either(1, 20)
		if long && (c.name == "nothing else" || strings.HasPrefix(c.name, "a week at")) && c.wobble == 0.01 {
			years = 200 // launches with luck page again and again: a hundred years say the rate to ± 0.05 only
		}
		if !long && c.perWeek > 1000 {
			continue
		}
		t.Run(fmt.Sprintf("%s, wobble %g", c.name, 100*c.wobble), func(t *testing.T) {
			n := map[string]int{}
			for year := range years {
				c.addPages(t, n, year, uint64(1000*i+10*year+7), (20*i+year)%100+year/100*100)
			}
			for _, policy := range paired {
				fmt.Printf("| %s | %g | %d | %s | %.2f (%d in %d years) |\n", c.name, 100*c.wobble, c.perWeek, policy,
					float64(n[policy])/float64(years), n[policy], years)
				if float64(n[policy]) > allowed(years) && c.repeats == 1 {
					t.Errorf("%s: %d pages in %d quiet years", policy, n[policy], years)
				}
			}
		})
	}
}

// check, run every day, says what the rule says that is asked many points at once: what is counted above is what check
// would page.
func TestCheckSaysOnEachDayWhatTheRulesSay(t *testing.T) {
	years, weeks := either(1, 2), either(6, 52)
	const first = 7 * history
	for i, wobble := range []float64{0.005, 0, 0.01}[:either(1, 3)] {
		for year := range years {
			w := wobbling(uint64(3000+10*i+year), 1000, 0.9, wobble)
			d := made(t, pairedModel, w.logged(first+7*weeks, year, 1)...)
			checked := d.checked(t, 1, first, first+7*weeks)
			for _, policy := range paired {
				looks := checked[policy][""]
				if told := judged(looks); told.hits != 7*weeks {
					t.Fatalf("%s: only %v days are judged", policy, told)
				}
				if !slices.Equal(looks, d.daily(t, policy, first, first+7*weeks)[""]) {
					t.Errorf("%s, wobble %v, year %d: check and a rule differ", policy, wobble, year)
				}
			}
		}
	}
}

// paired are the policies of pairedModel.
var paired = []string{"accuracy", "accuracy-anchored"}

// allowed is how many pages a policy may have in quiet years; a launch with luck pages twice in the one of the quick
// simulations.
func allowed(years int) float64 { return max(2, mostPages*float64(years)) }

// addPages makes a year of this kind and counts how often each policy pages. A policy of few rows has weeks without the
// hundred that it needs.
func (c quiet) addPages(t *testing.T, n map[string]int, year int, seed uint64, outcomes int) {
	t.Helper()
	const first, last = 7 * history, 7 * (history + 52)
	w := wobbling(seed, c.perWeek, 0.9, c.wobble)
	if c.change != nil {
		w = c.change(w, seed)
	}
	d := made(t, pairedModel, w.logged(last, outcomes, c.repeats)...)
	checked := map[string]map[string][]look{}
	if year == 0 {
		checked = d.checked(t, 7, first, first+7*either(4, 52))
	}
	for _, policy := range paired {
		looks := d.daily(t, policy, first, last)[""]
		if told := judged(looks); told.of != last-first || told.hits < told.of && c.perWeek > 110 ||
			told.percent() < 50 {
			t.Fatalf("%s: only %v days are judged", policy, told)
		}
		n[policy] += pages(looks, 7)
		for week, one := range checked[policy][""] {
			if rule := looks[7*week+6]; rule != one {
				t.Errorf("%s, week %d: check says %+v, a rule %+v", policy, week, one, rule)
			}
		}
	}
}
