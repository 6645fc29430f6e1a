package propose

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// latenesses are the ones that are proposed. Rows that are later were loaded long after, or again.
var latenesses = []model.Duration{{Clock: time.Minute}, {Clock: 5 * time.Minute}, {Clock: 15 * time.Minute},
	{Clock: 30 * time.Minute}, {Clock: time.Hour},
	{Clock: 2 * time.Hour}, {Clock: 3 * time.Hour}, {Clock: 6 * time.Hour}, {Clock: 12 * time.Hour}, {Days: 1},
	{Days: 2}, {Days: 3}, {Days: 7}}

// latenessRows is how many rows of a table's last week are looked at.
const latenessRows = 20_000

// findWritten finds the column of a table that says when its rows were written.
func (d *draft) findWritten() {
	if d.logWritten, _ = d.find(d.log, writtenRole, (*column).isInstant); d.logWritten != nil {
		d.leave(d.logWritten, "named like the time at which the row was written, not an input")
	}
	if d.outcomes != nil {
		d.outcomesWritten, _ = d.find(d.outcomes, writtenRole, (*column).isInstant)
	}
}

// findLateness proposes how late rows may come: by then 99 % of the last week's predictions were written, and of its
// labels.
func (d *draft) findLateness(ctx context.Context, last time.Time) error {
	if err := d.measureLateness(ctx, d.log, &d.model.Log.Time, d.logWritten, last, "row"); err != nil ||
		d.outcomes == nil {
		return err
	}
	return d.measureLateness(ctx, d.outcomes, d.model.Outcomes.Time, d.outcomesWritten, last, "label")
}

// measureLateness raises the proposed lateness to that of a table.
func (d *draft) measureLateness(ctx context.Context, t *table, at *model.Time, written *column, last time.Time,
	what string) error {
	if at == nil || written == nil {
		return nil
	}
	late, err := d.writtenAfter(ctx, t, *at, written, last.Add(-7*day))
	if err != nil || len(late) == 0 {
		return err
	}
	needed := quantile(late, 0.99)
	if quantile(late, 0.05) < 0 || needed <= 0 || d.isOtherZone(t, at, written, late) {
		return nil // what lies before a row's time is not when it was written
	}
	for _, l := range latenesses {
		if l.Approx() < needed {
			continue
		}
		if l.Approx() > d.model.Log.Lateness.Approx() {
			d.model.Log.Lateness = l
			d.notes = slices.DeleteFunc(d.notes, func(n Note) bool { return n.Path == "log.lateness" })
			d.note("log.lateness", Medium, "by %s, 99 %% of %s were written within %s", written.name,
				count(len(late), what), needed.Round(time.Second))
		}
		return nil
	}
	d.note("log.time", Low,
		"by %s %ss are written up to %s late, as when a table is loaded anew; write in lateness how late they may come", written.name, what, days(needed))
	return nil
}

// isOtherZone reports whether rows seem to be written a fixed time after a clock without zone, which tells of another
// zone than UTC.
func (d *draft) isOtherZone(t *table, at *model.Time, written *column, late []time.Duration) bool {
	const least, spread = 30 * time.Minute, 5 * time.Minute
	isClock := t.heldAs(at.Column) == sqlast.Timestamp
	if isClock == (written.kind == sqlast.Timestamp) || late[0] < least || quantile(late, 0.5)-late[0] > spread {
		return false
	}
	d.note("log.time", Low, "by %s every row was written %s after it; if its clock is not in UTC, write its zone",
		written.name, late[0].Round(time.Minute))
	return true
}

// writtenAfter is how long after their time rows were written, sorted. Rows before from are left out.
func (d *draft) writtenAfter(ctx context.Context, t *table, at model.Time, written *column,
	from time.Time) ([]time.Duration, error) {
	when, then := micros(t, at), micros(t, model.Time{Column: written.name, Unit: written.epochUnit()})
	q := sqlast.Select{From: sqlast.Table{Name: t.parts}, Limit: latenessRows,
		Items: []sqlast.Item{{X: sqlast.Binary{Op: sqlast.Sub, L: then, R: when}, As: "late"}},
		Where: sqlast.Binary{Op: sqlast.Ge, L: when, R: sqlast.Int(from.UnixMicro())}}
	var late []time.Duration
	_, err := d.store.Query(ctx, q, func(row store.Row) error {
		if micros, ok := row.Int(0); ok {
			late = append(late, time.Duration(micros)*time.Microsecond)
		}
		return nil
	})
	slices.Sort(late)
	return late, err
}
