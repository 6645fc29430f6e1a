// Package logtimes reads when the rows of logs and outcomes were logged, and finds rows with a wrong clock.
package logtimes

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/store"
)

// Times says when the rows of a log, or of a table of outcomes, were logged. Rows with a wrong clock are left out of
// all but Wrong: one row of 1970 or of 9999 says nothing about when a log begins or ends.
type Times struct {
	First, Last time.Time            // zero while there are no rows
	Version     map[string]time.Time // the first row of each model version, where the model has versions
	Rows        float64              // with a time
	Days        []plan.DayTimes      // ascending, all versions of a day in a row
	Wrong       Wrong
}

// Wrong counts the rows that no window holds because of their time.
type Wrong struct {
	Missing          float64 // rows without a time
	Unreadable       float64 // texts that are no ISO 8601 time, and infinite times
	OutOfRange       float64 // times more than a year from those of all but a few rows, or outside the years of a range
	Earliest, Latest time.Time
}

// Read runs the query and finds the rows with a wrong clock.
func Read(ctx context.Context, s store.Store, q *plan.LogTimes) (Times, error) {
	if _, err := s.Query(ctx, q.Query, func(row store.Row) error { return q.Add(row) }); err != nil {
		return Times{}, err
	}
	times := Times{Version: map[string]time.Time{}, Wrong: Wrong{Missing: q.Missing, Unreadable: q.Unreadable}}
	if q.Outside > 0 {
		times.Wrong.add(q.Outside, q.Earliest, q.Latest)
	}
	slices.SortFunc(q.Days, func(a, b plan.DayTimes) int {
		return cmp.Or(a.First.Compare(b.First), cmp.Compare(a.Version, b.Version))
	})
	for _, run := range withoutFew(runsOfDays(q.Days), &times.Wrong) {
		for _, day := range run.days {
			times.addDay(day)
		}
	}
	return times, nil
}

func (t *Times) addDay(d plan.DayTimes) {
	t.Days = append(t.Days, d)
	t.Rows += d.Rows
	if t.First.IsZero() || d.First.Before(t.First) {
		t.First = d.First
	}
	if d.Last.After(t.Last) {
		t.Last = d.Last
	}
	if first, known := t.Version[d.Version]; !known || d.First.Before(first) {
		t.Version[d.Version] = d.First
	}
}

// A clock is taken for wrong where fewer than a tenth of the rows lie farther than a year from the others.
const (
	farApart = 365 * 24 * time.Hour
	few      = 0.1
)

// runOfDays are days of which none is far from the one before.
type runOfDays struct {
	days []plan.DayTimes
	rows float64
}

func runsOfDays(days []plan.DayTimes) []runOfDays {
	var runs []runOfDays
	var last time.Time
	for _, d := range days {
		if len(runs) == 0 || d.First.Sub(last) > farApart {
			runs = append(runs, runOfDays{})
		}
		run := &runs[len(runs)-1]
		run.days, run.rows = append(run.days, d), run.rows+d.Rows
		if d.Last.After(last) {
			last = d.Last
		}
	}
	return runs
}

// withoutFew moves the rows of runs that hold few, compared with the longest, to those with a wrong clock.
func withoutFew(runs []runOfDays, wrong *Wrong) []runOfDays {
	var most float64
	for _, run := range runs {
		most = max(most, run.rows)
	}
	return slices.DeleteFunc(runs, func(run runOfDays) bool {
		if run.rows >= few*most {
			return false
		}
		wrong.add(run.rows, run.days[0].First, run.days[len(run.days)-1].Last)
		return true
	})
}

func (w *Wrong) add(rows float64, earliest, latest time.Time) {
	if w.OutOfRange == 0 || earliest.Before(w.Earliest) {
		w.Earliest = earliest
	}
	if w.OutOfRange == 0 || latest.After(w.Latest) {
		w.Latest = latest
	}
	w.OutOfRange += rows
}

// WrongText names the rows that no window holds, by the column; empty where there are none.
func (t Times) WrongText(column string) string {
	var parts []string
	w := t.Wrong
	total := t.Rows + w.Missing + w.Unreadable + w.OutOfRange
	add := func(n float64, format string, args ...any) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%.0f of %.0f rows ", n, total)+fmt.Sprintf(format, args...))
		}
	}
	when := yearMonthDay(w.Earliest)
	if latest := yearMonthDay(w.Latest); latest != when {
		when += " to " + latest
	}
	add(w.OutOfRange, "with a time more than a year from all others (%s)", when)
	add(w.Unreadable, "with a value that is not a time")
	add(w.Missing, "without a time")
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("time_out_of_range: no window counts %s; the column is %q", strings.Join(parts, ", "), column)
}

// yearMonthDay writes years before the first one as people do.
func yearMonthDay(t time.Time) string {
	t = t.UTC()
	if y := t.Year(); y <= 0 {
		return fmt.Sprintf("%04d-%02d-%02d BC", 1-y, t.Month(), t.Day())
	}
	return t.Format(time.DateOnly)
}
