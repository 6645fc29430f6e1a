package assess

import (
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// times fills in the stats that say which windows were compared.
func (c *comparison) times(point *answers.Point) {
	set := func(s query.Stat, t time.Time) { point.Set(s, seconds(t), true) }
	set(query.WindowStart, c.view.Current.Start)
	set(query.WindowEnd, c.view.Current.End)
	set(query.WindowStartLocal, onWallClock(c.view.Current.Start, c.Prepared.Zone))
	set(query.WindowEndLocal, onWallClock(c.view.Current.End, c.Prepared.Zone))
	if n := len(c.windows); n > 0 {
		point.Set(query.BaselinePeriods, float64(n), c.baseline != nil)
		set(query.BaselineStart, c.windows[n-1].Start)
		set(query.BaselineEnd, c.windows[0].End)
	}
	point.Known = window.KnownAt(c.Ask.Model, c.view.Current.End, c.Ask.Matured(c.Query))
	if c.history.adopted != nil {
		point.Adopted = c.history.adopted.End
	}
	expected, err := window.Expected(c.Ask.Model, c.view.Current.Interval)
	point.Set(query.ExpectedStat, float64(min(1, len(expected))), err == nil)
}

// seconds writes an instant as a stat does: in seconds since 1970.
func seconds(t time.Time) float64 { return float64(t.UnixMicro()) / 1e6 }

// onWallClock returns the instant at which UTC's clocks show what those of the zone show at t.
func onWallClock(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(),
		local.Nanosecond(), time.UTC)
}
