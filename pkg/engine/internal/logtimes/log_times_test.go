package logtimes

import (
	"testing"
	"time"

	"leeway/pkg/plan"
)

// on is a day of 2024 with so many rows, all at noon.
func on(month time.Month, day int, rows float64) plan.DayTimes {
	noon := time.Date(2024, month, day, 12, 0, 0, 0, time.UTC)
	return plan.DayTimes{First: noon, Last: noon, Rows: rows}
}

// in moves a day to another year.
func in(year int, d plan.DayTimes) plan.DayTimes {
	d.First, d.Last = d.First.AddDate(year-2024, 0, 0), d.Last.AddDate(year-2024, 0, 0)
	return d
}

func TestFewRowsFarFromAllOthersHaveAWrongClock(t *testing.T) {
	for name, c := range map[string]struct {
		days  []plan.DayTimes
		wrong float64
		first int // year of the first row that counts
	}{
		"all rows lie together": {[]plan.DayTimes{on(1, 1, 50), on(1, 2, 50)}, 0, 2024},
		"a row of 1970": {[]plan.DayTimes{in(1970, on(1, 1, 1)), on(1, 1, 50),
			on(1, 2, 50)}, 1, 2024},
		"rows of another century": {[]plan.DayTimes{on(1, 1, 50), on(1, 2, 50),
			in(2124, on(1, 1, 9))}, 9, 2024},
		"a tenth of the rows is too many": {[]plan.DayTimes{in(1970, on(1, 1, 10)), on(1, 1, 50),
			on(1, 2, 50)}, 0, 1970},
		"a pause of less than a year is no anomaly": {[]plan.DayTimes{in(2023, on(2, 1, 1)), on(1, 1, 50)}, 0, 2023},
	} {
		times := Times{Version: map[string]time.Time{}}
		for _, run := range withoutFew(runsOfDays(c.days), &times.Wrong) {
			for _, day := range run.days {
				times.addDay(day)
			}
		}
		if times.Wrong.OutOfRange != c.wrong || times.First.Year() != c.first {
			t.Errorf("%s: %.0f rows are wrong, the first other is of %d; want %.0f and %d", name,
				times.Wrong.OutOfRange, times.First.Year(), c.wrong, c.first)
		}
	}
}

func TestWrongRowsAreNamedWithTheirCount(t *testing.T) {
	times := Times{Rows: 98, Wrong: Wrong{OutOfRange: 1, Missing: 1,
		Earliest: time.Date(-3999, 1, 1, 0, 0, 0, 0, time.UTC),
		Latest:   time.Date(-3999, 1, 1, 0, 0, 0, 0, time.UTC)}}
	want := `time_out_of_range: no window counts 1 of 100 rows with a time more than a year from all others (4000-01-01 BC), ` +
		`1 of 100 rows without a time; the column is "at"`
	if got := times.WrongText("at"); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got := (Times{Rows: 98}).WrongText("at"); got != "" {
		t.Errorf("of a log without wrong rows it says %q", got)
	}
}
