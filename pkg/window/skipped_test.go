package window_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"leeway/pkg/model"
	"leeway/pkg/window"
)

// oddDays are zones about a day that they left out, or that lasted almost two.
var oddDays = []struct{ zone, about string }{
	{"Pacific/Apia", "2011-12-30"}, {"Pacific/Fakaofo", "2011-12-30"}, {"Pacific/Kwajalein", "1993-08-21"},
	{"Pacific/Kwajalein", "1969-09-30"}, {"Pacific/Kiritimati", "1994-12-31"}, {"Pacific/Kanton", "1994-12-31"},
	{"Europe/Berlin", "2013-10-27"}, {"America/Sao_Paulo", "2013-10-20"}, {"America/Havana", "2013-11-03"},
}

func TestADailyPointHoldsTheDayBeforeTheOneThatIsNotThere(t *testing.T) {
	m := in(t, "Pacific/Apia", "1h", "", "")
	s := steps(t, m, "2011-12-28", "2012-01-02", "1d", "")
	want := []string{"2011-12-28 00:00 -1000 … 2011-12-29 00:00 -1000",
		"2011-12-29 00:00 -1000 … 2011-12-31 00:00 +1400",
		"2011-12-31 00:00 +1400 … 2012-01-01 00:00 +1400", "2012-01-01 00:00 +1400 … 2012-01-02 00:00 +1400"}
	if len(s.Steps) != len(want) {
		t.Fatalf("%d steps, want %d", len(s.Steps), len(want))
	}
	for i, step := range s.Steps {
		if show(step.Interval) != want[i] || step.End.Sub(step.Start) != 24*time.Hour {
			t.Errorf("step %d\n got %s\nwant %s", i, show(step.Interval), want[i])
		}
	}
	week := steps(t, m, "2011-12-28", "2012-01-02", "1d", "7d")
	if got := show(week.Steps[3].Interval); got != "2011-12-25 00:00 -1000 … 2012-01-02 00:00 +1400" {
		t.Errorf("the seven days to the 1st of January are %s", got)
	}
	noon := steps(t, m, "2011-12-29 12:00", "2011-12-31 12:00", "1h", "1d")
	if got := noon.Steps[len(noon.Steps)-1].Interval; got.End.Sub(got.Start) != 24*time.Hour {
		t.Errorf("the day to the noon after is %s", show(got))
	}
}

func TestEveryInstantLiesInExactlyOneDailyPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		odd := rapid.SampledFrom(oddDays).Draw(t, "zone")
		m := &model.Model{Timezone: odd.zone, Resolution: duration(t, "1h")}
		about := at(t, odd.zone, odd.about)
		r := window.Range{Start: about.Add(-time.Duration(rapid.IntRange(0, 24*20).Draw(t, "before")) * time.Hour),
			End: about.Add(time.Duration(rapid.IntRange(24, 24*20).Draw(t, "after")) * time.Hour)}
		length := rapid.IntRange(1, 9).Draw(t, "length")
		s, err := window.Steps(m, r, model.Duration{Days: 1}, model.Duration{Days: length}, false)
		if err != nil {
			t.Fatal(err)
		}
		loc := about.Location()
		for i, step := range s.Steps {
			if n := dates(step.Interval, loc); n != length {
				t.Fatalf("a window of %d days is %s, which holds %d", length, show(step.Interval), n)
			}
			if i == 0 {
				continue
			}
			if between := (window.Interval{Start: s.Steps[i-1].End, End: step.End}); dates(between, loc) != 1 {
				t.Fatalf("between two points lies not one day, but %s", show(between))
			}
			if length == 1 && !step.Start.Equal(s.Steps[i-1].End) {
				t.Fatalf("the day %s does not follow %s", show(step.Interval), show(s.Steps[i-1].Interval))
			}
		}
		if last := s.Steps[len(s.Steps)-1].End; dates(window.Interval{Start: last, End: r.End}, loc) > 1 {
			t.Fatalf("the last point, %s, leaves out a day before the range's end, %s", last, r.End)
		}
		if first := s.Steps[0]; length == 1 && first.Start.After(r.Start.Add(48*time.Hour)) {
			t.Fatalf("the first point of the range from %s begins at %s", r.Start, first.Start)
		}
	})
}

// dates is the number of local dates that the hours of an interval lie on.
func dates(i window.Interval, loc *time.Location) int {
	found := map[string]bool{}
	for h := i.Start; h.Before(i.End); h = h.Add(time.Hour) {
		found[h.In(loc).Format(time.DateOnly)] = true
	}
	return len(found)
}
