package plugin

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"golang.org/x/sync/errgroup"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/frame"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// answerHealth says of each model whether it can be read. It has an answer whatever fails, so that an alert rule on it
// never lacks data: only a query that names an unknown model, a caller who leaves and settings without a readable list
// of models are errors.
func (i *Instance) answerHealth(ctx context.Context, q query.Query, caller Caller) (data.Frames, error) {
	models, faults := i.settings.Models, i.Broken()
	ids, names := sortedNames(faults), map[string]string{}
	for j := range models {
		ids = append(ids, models[j].ID)
		names[models[j].ID] = models[j].Name
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) == 0 && len(i.faults) > 0 {
		return nil, i.faults[0]
	}
	for id, f := range i.readAll(ctx, models) {
		faults[id] = f
	}
	if callerGone(ctx) {
		return nil, ctx.Err()
	}
	if len(q.Models) == 0 {
		q.Models = ids
	}
	var answers []frame.Health
	for _, id := range q.Models {
		if !slices.Contains(ids, id) {
			return nil, fault.NoneOf(fault.BadQuery, "models", id, ids)
		}
		answers = append(answers, frame.Health{Model: id, Name: names[id], Fault: caller.hideNames(faults[id])})
	}
	return frame.Healths(answers), nil
}

// readAll tries to read every model, and returns what failed by model. All of them together take no longer than one
// statement may, because an alert rule waits: what has no answer by then cannot be read.
func (i *Instance) readAll(ctx context.Context, models []model.Model) map[string]*fault.Error {
	ctx, cancel := context.WithTimeout(ctx, i.limits().QueryTimeout)
	defer cancel()
	failed := make([]error, len(models))
	e, err := i.Engine(ctx)
	var group errgroup.Group
	group.SetLimit(parallel)
	for j := range models {
		group.Go(func() error {
			if failed[j] = err; err == nil {
				failed[j] = safely(ctx, "model "+models[j].ID, func() error {
					_, err := checkModel(ctx, e, &models[j])
					return err
				})
			}
			return nil
		})
	}
	_ = group.Wait() // no error is returned above
	faults := map[string]*fault.Error{}
	for j, err := range failed {
		if err != nil {
			faults[models[j].ID] = fault.As(err)
		}
	}
	return faults
}

// checkModel looks for the model in the catalog, then reads a row of it.
func checkModel(ctx context.Context, e *engine.Engine, m *model.Model) (sample string, err error) {
	if err := e.CheckModel(ctx, m); err != nil {
		return "", err
	}
	at, ok, err := e.Sample(ctx, m)
	if err != nil {
		return "", err
	}
	if !ok {
		return "its log is empty so far", nil
	}
	return "a row of " + at.Format("2006-01-02 15:04 MST") + " was read", nil
}
