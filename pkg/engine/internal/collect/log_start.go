package collect

import (
	"context"
	"slices"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// readLogStart notes when the log began where that matters. Else the log is not asked.
func (c *Collector) readLogStart(ctx context.Context, e *evidence.Evidence) error {
	if e.Ask.Measure.Needs.OfOutcomes() {
		return nil // its rows are the outcomes
	}
	reachesBefore := slices.ContainsFunc(e.Views, func(v resolve.View) bool { return mayReachBeforeLog(e, v) })
	if !reachesBefore && !mayHoldTooFew(e) {
		return nil
	}
	times, err := c.times.OfLog(ctx, e.Prepared.Tables)
	if e.First = times.First; reachesBefore {
		e.Begin = times.First
	}
	return err
}

// mayReachBeforeLog reports whether a window that is compared has no row in its first span. Windows of the history that
// hold no row at all only count where an empty window is a count of 0.
func mayReachBeforeLog(e *evidence.Evidence, v resolve.View) bool {
	kind := e.Ask.Baseline.Kind
	if v.Baseline != nil && kind != model.BaselineVersion && kind != model.BaselineLaunch &&
		e.Log.StartsEmpty(v.Baseline.Interval) {
		return true
	}
	return slices.ContainsFunc(v.History, func(h window.Window) bool {
		return e.Log.StartsEmpty(h.Interval) && (e.Ask.Measure.Extensive || e.Log.Total(h.Interval) > 0)
	})
}

// mayHoldTooFew reports whether the log may be too short for the windows of a rolling baseline. Only that baseline,
// which is nothing but those windows, is worth the statement.
func mayHoldTooFew(e *evidence.Evidence) bool {
	const oldest = judge.MinScreened - 1
	history := e.Last().History
	return e.Ask.Baseline.Kind == model.BaselineRolling && len(history) > oldest &&
		e.Log.StartsEmpty(history[oldest].Interval)
}
