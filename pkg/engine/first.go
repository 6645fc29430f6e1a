package engine

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// beginning returns when the log began if a window that is compared may reach before that: if it has no row in its
// first span, but for windows of the history that hold no row at all, which only count where an empty window is a count
// of 0. Else it is the zero time, and the log is not asked.
func (e *Engine) beginning(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, log *gather.SpanCounts,
	views []resolve.View) (time.Time, error) {
	if a.Measure.Needs.OfOutcomes() {
		return time.Time{}, nil // its rows are the outcomes
	}
	reaches := func(v resolve.View) bool {
		if v.Baseline != nil && a.Baseline.Kind != model.BaselineVersion && a.Baseline.Kind != model.BaselineLaunch &&
			log.StartsEmpty(v.Baseline.Interval) {
			return true
		}
		return slices.ContainsFunc(v.History, func(h window.Window) bool {
			return log.StartsEmpty(h.Interval) && (a.Measure.Extensive || log.Total(h.Interval) > 0)
		})
	}
	if !slices.ContainsFunc(views, reaches) {
		return time.Time{}, nil
	}
	times, err := e.times.OfLog(ctx, p.Tables)
	return times.First, err
}

// early reports whether an interval begins before the log's first row.
func (g *ground) early(i window.Interval) bool {
	return i.Start.Before(g.begin) && g.log.StartsEmpty(i)
}

// neededWindows is the number of windows that a log must hold before more than large changes can be told: the current
// one, and as many earlier ones as screening needs.
const neededWindows = judge.MinScreened + 1

// firstRow returns when the log began if it may hold too few windows. Else it is the zero time, and the log is not
// asked. Only a rolling baseline, which is nothing but those windows, is worth the statement.
func (e *Engine) firstRow(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, log *gather.SpanCounts,
	last resolve.View) (time.Time, error) {
	const oldest = judge.MinScreened - 1
	if a.Baseline.Kind != model.BaselineRolling || a.Measure.Needs.OfOutcomes() || len(last.History) <= oldest ||
		!log.StartsEmpty(last.History[oldest].Interval) {
		return time.Time{}, nil
	}
	times, err := e.times.OfLog(ctx, p.Tables)
	return times.First, err
}

// tooLong names a window of which the log holds too few, and the longest one of which it holds enough: "30d × 5 windows
// need 150 days, the log has 60: 7d fits". Empty where the log holds enough.
func tooLong(m *model.Model, b model.Baseline, current window.Window, first time.Time) string {
	if first.IsZero() {
		return ""
	}
	held := current.End.Sub(first)
	needed, step := window.Needed(m, current.Length, b, neededWindows)
	if held >= needed {
		return ""
	}
	apart := ""
	if step.Approx() != current.Length.Approx() {
		apart = fmt.Sprintf(" that end %s apart", step)
	}
	text := fmt.Sprintf("%s × %d windows%s need %.0f days, the log has %.0f", current.Length, neededWindows, apart,
		math.Ceil(needed.Hours()/24), max(0, math.Floor(held.Hours()/24)))
	for _, shorter := range slices.Backward(JudgedWindows) {
		needed, _ := window.Needed(m, shorter, b, neededWindows)
		if shorter.Approx() < current.Length.Approx() && held >= needed {
			return fmt.Sprintf("%s: %s fits", text, shorter)
		}
	}
	return text
}
