package engine

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/engine/internal/words"
	"leeway/pkg/measure"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// silence is what a log's own past says about how long it may be without rows at the end of a window.
type silence struct {
	usual  measure.UsualGap
	newest int64 // the newest row of the past, in microseconds; summary.NoTime without any
	dates  bool  // a row's time is a date, which stands for all of its day
}

const (
	silencePast    = 56 * 24 * time.Hour  // that is looked at by the hour …
	silenceFewest  = 8                    // … if it holds so many batches, else …
	silenceLongest = 730 * 24 * time.Hour // … by the day
)

// silences returns, by current window, what the past of the scope's rows says. A row that was logged twice breaks a
// silence as well as any.
func (e *Engine) silences(ctx context.Context, s gather.Scope, a *resolve.Ask,
	views []resolve.View) (map[window.Interval]silence, error) {
	if !a.JudgesSilence() {
		return nil, nil
	}
	var ends []time.Time
	for _, v := range views {
		ends = append(ends, v.Current.End)
	}
	past, err := e.silencesAt(ctx, s, ends)
	if err != nil {
		return nil, err
	}
	found := map[window.Interval]silence{}
	for i, v := range views {
		found[v.Current.Interval] = past[i]
	}
	return found, nil
}

// silencesAt returns what the past of some ends, in order, says.
func (e *Engine) silencesAt(ctx context.Context, s gather.Scope, ends []time.Time) ([]silence, error) {
	s.Source.Unique, s.Dimensions = false, nil
	hours, err := e.batches(ctx, s, ends, silencePast, time.Hour)
	if err != nil {
		return nil, err
	}
	var days []time.Time
	var found []silence
	for _, end := range ends {
		past := before(hours, end, silencePast)
		if len(past) < silenceFewest {
			if days == nil {
				if days, err = e.batches(ctx, s, ends, silenceLongest, 24*time.Hour); err != nil {
					return nil, err
				}
			}
			if longer := before(days, end, silenceLongest); len(longer) > len(past) {
				past = longer
			}
		}
		found = append(found, silenceOf(s, past))
	}
	return found, nil
}

// before returns the batches of a length of time that ends at end.
func before(batches []time.Time, end time.Time, length time.Duration) []time.Time {
	from, _ := slices.BinarySearchFunc(batches, end.Add(-length), time.Time.Compare)
	to, _ := slices.BinarySearchFunc(batches, end, time.Time.Compare)
	return batches[from:max(from, to)]
}

// batches returns the newest row of every bucket that has any, over the past of all ends.
func (e *Engine) batches(ctx context.Context, s gather.Scope, ends []time.Time, past,
	bucket time.Duration) ([]time.Time, error) {
	from, last := ends[0].Add(-past).Truncate(bucket), ends[len(ends)-1]
	var buckets []window.Interval
	for at := from; at.Before(last); at = at.Add(bucket) {
		buckets = append(buckets, window.Interval{Start: at, End: at.Add(bucket)})
	}
	for _, end := range ends { // a bucket in which a window ends is cut there
		buckets = append(buckets, window.Interval{Start: from, End: end})
	}
	spans := slices.DeleteFunc(window.Atoms(buckets, false, time.UTC),
		func(i window.Interval) bool { return !i.Start.Before(last) })
	b, err := e.counts.Gather(ctx, s, spans, gather.Wanted{})
	if err != nil {
		return nil, err
	}
	var batches []time.Time
	for _, rows := range b.RowsBySpan {
		if c, ok := rows[plan.Segment("")]; ok && c.Rows > 0 {
			batches = append(batches, time.UnixMicro(c.Latest))
		}
	}
	slices.SortFunc(batches, time.Time.Compare)
	return batches, nil
}

// bounds are those of the policy, or of the log's own past.
func (c *contest) bounds() (lower, upper *float64) {
	if !c.ask.JudgesSilence() {
		return c.ask.Policy.Bounds()
	}
	if !c.silence.usual.OK {
		return nil, nil
	}
	seconds := math.Round(*c.ask.Policy.AboveUsualGap * c.silence.usual.Gap.Seconds())
	if c.silence.dates {
		seconds += (24 * time.Hour).Seconds()
	}
	return nil, &seconds
}

// explainSilence says what a bound of the log's own past is made of.
func (c *contest) explainSilence() string {
	if !c.silence.usual.OK {
		return c.silence.usual.Reason
	}
	text := fmt.Sprintf("the largest usual gap is %s", words.HoursOrDays(c.silence.usual.Gap))
	if c.now.OK {
		text = fmt.Sprintf("the newest is %s old; %s",
			words.HoursOrDays(time.Duration(c.now.Value*float64(time.Second))), text)
	}
	return text
}

// silenceOf returns what past batches of a scope's rows say.
func silenceOf(s gather.Scope, past []time.Time) silence {
	found := silence{newest: summary.NoTime}
	onWeekend := false
	for _, at := range past {
		weekday := at.In(s.Origin.Zone).Weekday()
		onWeekend = onWeekend || weekday == time.Saturday || weekday == time.Sunday
		found.newest = max(found.newest, at.UnixMicro())
	}
	found.usual = measure.UsualGapOf(past, onWeekend)
	found.dates = s.Source.Types[s.Source.Time.Column] == sqlast.DateOnly
	return found
}
