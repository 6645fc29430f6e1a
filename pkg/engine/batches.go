package engine

import (
	"context"
	"time"

	"leeway/pkg/engine/internal/collect"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// How many rows of counts one measure of a query may read is bounded, because they are held in memory until it is
// answered. So the features of a wide model are answered in batches: all that is asked of one batch before the next is
// read. A feature has the same answer in any batch.

// batchShare is how much of the bound a batch is expected to read. The rest is for days that hold more cells than the
// reference does.
const batchShare = 0.75

// inBatches calls answer for all asks, with as many features at a time as the engine may read. It sets the features of
// a batch in the ask that answer gets.
func (e *Engine) inBatches(ctx context.Context, p *prepare.Prepared, asks []asked,
	answer func(context.Context, *asked) error) error {
	batches, err := e.featureBatches(ctx, p, asks)
	if err != nil {
		return err
	}
	for i, batch := range batches {
		held := ctx
		if len(batches) > 1 { // else the cache does
			held = gather.WithHeld(ctx)
		}
		for _, a := range asks {
			inBatches := a.ask.InBatches()
			part, ok := a.ask.Among(batch)
			if !ok || !inBatches && i > 0 {
				continue
			}
			part.Behind = len(batches) - 1 - i
			a.ask = part
			if err := e.inHalves(held, a, answer); err != nil {
				return err
			}
		}
	}
	return nil
}

// inHalves calls answer for an ask. If that reads too much, it calls answer for each half of the ask's subjects.
func (e *Engine) inHalves(ctx context.Context, a asked, answer func(context.Context, *asked) error) error {
	err := answer(gather.WithUsage(ctx, e.maxRows), &a)
	halves := a.ask.Halves()
	if !gather.ReadsTooMuch(err) || len(halves) == 0 {
		return err
	}
	for _, half := range halves {
		a.ask = half
		if err := e.inHalves(ctx, a, answer); err != nil {
			return err
		}
	}
	return nil
}

// featureBatches divides the features of a model, in its order, into batches that may be read whole. There is at least
// one batch. Spans before the log began hold no rows. When it began is asked only where they matter, because the whole
// history is too much for one batch; a store finds it by its index.
func (e *Engine) featureBatches(ctx context.Context, p *prepare.Prepared, asks []asked) ([][]string, error) {
	var counted [][]window.Interval // by ask, the spans in which it counts all features
	for i := range asks {
		one := &asks[i]
		if !one.ask.InBatches() {
			continue
		}
		spans, err := spansOf(p, &one.ask, one.answer.Query, one.answer.Range)
		if err != nil {
			return nil, err
		}
		counted = append(counted, spans)
	}
	if batches := e.featureBatchesSince(time.Time{}, p, counted); len(batches) == 1 {
		return batches, nil
	}
	begin, err := e.times.Begin(ctx, p.Tables)
	if err != nil {
		return nil, err
	}
	return e.featureBatchesSince(begin, p, counted), nil
}

// featureBatchesSince divides the features by the counts that are expected of them in spans that end after a time.
func (e *Engine) featureBatchesSince(begin time.Time, p *prepare.Prepared, counted [][]window.Interval) [][]string {
	most := 0
	for _, spans := range counted {
		n := 0
		for _, span := range spans {
			if begin.Before(span.End) {
				n++
			}
		}
		most = max(most, n)
	}
	return p.Batches(most, int(batchShare*float64(e.maxRows)))
}

// spansOf returns the spans in which all features are counted for an ask; none if only the features it names are.
func spansOf(p *prepare.Prepared, a *resolve.Ask, q query.Query, r window.Range) ([]window.Interval, error) {
	if len(q.SplitBy) > 0 {
		return nil, nil
	}
	views, _, err := a.Views(q, r)
	if err != nil || !collect.SharesFeatures(nil, views) {
		return nil, err
	}
	return resolve.SpansOf(views, resolve.Intervals(views), p.Zone, false), nil
}
