package collect

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/measure"
	"leeway/pkg/window"
)

const (
	silencePast    = 56 * 24 * time.Hour  // that is looked at by the hour …
	silenceFewest  = 8                    // … if it holds so many batches, else …
	silenceLongest = 730 * 24 * time.Hour // … by the day
)

// silences returns, by current window, what the past of the scope's rows says. A row that was logged twice breaks a
// silence as well as any.
func (c *Collector) silences(ctx context.Context, q evidence.Question,
	s gather.Scope) (map[window.Interval]evidence.Silence, error) {
	if !q.Ask.JudgesSilence() {
		return nil, nil
	}
	var ends []time.Time
	for _, v := range q.Views {
		ends = append(ends, v.Current.End)
	}
	past, err := c.SilencesAt(ctx, s, ends)
	if err != nil {
		return nil, err
	}
	found := map[window.Interval]evidence.Silence{}
	for i, v := range q.Views {
		found[v.Current.Interval] = past[i]
	}
	return found, nil
}

// SilencesAt returns what the past of some ends, in order, says.
func (c *Collector) SilencesAt(ctx context.Context, s gather.Scope, ends []time.Time) ([]evidence.Silence, error) {
	s.Source.Unique, s.Dimensions = false, nil
	hours, err := c.batches(ctx, s, ends, silencePast, time.Hour)
	if err != nil {
		return nil, err
	}
	var days []time.Time
	var found []evidence.Silence
	for _, end := range ends {
		past := before(hours, end, silencePast)
		if len(past) < silenceFewest {
			if days == nil {
				if days, err = c.batches(ctx, s, ends, silenceLongest, 24*time.Hour); err != nil {
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
func (c *Collector) batches(ctx context.Context, s gather.Scope, ends []time.Time, past,
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
	b, err := c.counts.Gather(ctx, s, spans, gather.Wanted{})
	if err != nil {
		return nil, err
	}
	var batches []time.Time
	for j := range b.Spans {
		if c, ok := b.Rows(j).Get(""); ok && c.Rows > 0 {
			batches = append(batches, time.UnixMicro(c.Latest))
		}
	}
	slices.SortFunc(batches, time.Time.Compare)
	return batches, nil
}

// silenceOf returns what past batches of a scope's rows say.
func silenceOf(s gather.Scope, past []time.Time) evidence.Silence {
	found := evidence.Silence{Newest: summary.NoTime}
	onWeekend := false
	for _, at := range past {
		weekday := at.In(s.Origin.Zone).Weekday()
		onWeekend = onWeekend || weekday == time.Saturday || weekday == time.Sunday
		found.Newest = max(found.Newest, at.UnixMicro())
	}
	found.Usual = measure.UsualGapOf(past, onWeekend)
	found.Dates = s.Source.Types[s.Source.Time.Column] == sqlast.DateOnly
	return found
}
