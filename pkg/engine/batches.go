package engine

import (
	"context"

	"leeway/pkg/engine/internal/answers"
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

// asked is what is asked of a model, and the result that its answer is added to.
type asked struct {
	ask    resolve.Ask
	result *answers.Result
}

// answerFunc adds the answer to an ask to a result.
type answerFunc func(context.Context, *prepare.Prepared, *resolve.Ask, *answers.Result) error

// inBatches answers everything that is asked of a model, where a query may read maxRows.
func (answer answerFunc) inBatches(ctx context.Context, p *prepare.Prepared, list []asked, maxRows int) error {
	batches, err := featureBatches(p, list, maxRows)
	if err != nil {
		return err
	}
	for i, batch := range batches {
		held := ctx
		if len(batches) > 1 { // else the cache does
			held = gather.WithHeld(ctx)
		}
		for _, one := range list {
			part, ok := one.ask.Among(batch)
			if !ok || !one.ask.InBatches() && i > 0 {
				continue
			}
			part.Behind = len(batches) - 1 - i
			if err := answer.halved(held, p, part, one.result); err != nil {
				return err
			}
		}
	}
	return nil
}

// halved answers an ask; one that reads too much in halves.
func (answer answerFunc) halved(ctx context.Context, p *prepare.Prepared, a resolve.Ask, result *answers.Result) error {
	err := answer(ctx, p, &a, result)
	halves := a.Halves()
	if !gather.ReadsTooMuch(err) || len(halves) == 0 {
		return err
	}
	for _, half := range halves {
		if err := answer.halved(ctx, p, half, result); err != nil {
			return err
		}
	}
	return nil
}

// featureBatches cuts the features of a model, in its order, into batches that may be read whole. There is at least one
// batch.
func featureBatches(p *prepare.Prepared, list []asked, maxRows int) ([][]string, error) {
	most := 0
	for i := range list {
		one := &list[i]
		if !one.ask.InBatches() {
			continue
		}
		n, err := spansOf(p, &one.ask, one.result.Query, one.result.Range)
		if err != nil {
			return nil, err
		}
		most = max(most, n)
	}
	return p.Batches(most, int(batchShare*float64(maxRows))), nil
}

// spansOf is in how many spans all features are counted for an ask; 0 where only those are that it names.
func spansOf(p *prepare.Prepared, a *resolve.Ask, q query.Query, r window.Range) (int, error) {
	if len(q.SplitBy) > 0 {
		return 0, nil
	}
	views, _, err := a.Views(q, r)
	if err != nil || !collect.SharesFeatures(nil, views) {
		return 0, err
	}
	return len(resolve.SpansOf(views, resolve.Intervals(views), p.Zone, false)), nil
}
