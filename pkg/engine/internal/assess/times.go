package assess

import (
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// times fills in the stats that say which windows were compared.
func (c *comparison) times(point *answers.Point) {
	seconds := func(s query.Stat, micro int64) { point.Set(s, float64(micro)/1e6, true) }
	seconds(query.WindowStart, micros(c.view.Current.Start))
	seconds(query.WindowEnd, micros(c.view.Current.End))
	seconds(query.RangeStart, micros(c.Range.Start))
	seconds(query.RangeEnd, micros(c.Range.End))
	seconds(query.WindowStartLocal, micros(onWallClock(c.view.Current.Start, c.Prepared.Zone)))
	seconds(query.WindowEndLocal, micros(onWallClock(c.view.Current.End, c.Prepared.Zone)))
	if n := len(c.windows); n > 0 {
		point.Set(query.BaselinePeriods, float64(n), c.baseline != nil)
		seconds(query.BaselineStart, micros(c.windows[n-1].Start))
		seconds(query.BaselineEnd, micros(c.windows[0].End))
	}
	point.Known = window.KnownAt(c.Ask.Model, c.view.Current.End, c.Ask.Matured(c.Query))
	if c.history.adopted != nil {
		point.Adopted = c.history.adopted.End
	}
	expected, err := window.Expected(c.Ask.Model, c.view.Current.Interval)
	point.Set(query.ExpectedStat, float64(min(1, len(expected))), err == nil)
}

// onWallClock returns the instant at which UTC's clocks show what those of the zone show at t.
func onWallClock(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(),
		local.Nanosecond(), time.UTC)
}
