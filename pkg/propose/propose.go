package propose

import (
	"context"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store"
)

// Propose reads the catalog of s and at most a few thousand rows of a table, and proposes a definition. Grids and kept
// categories are counted over the reference, as the engine would; where that takes too long they are left open.
// Errors: NotFound for an unknown or empty table, or when none or several look like a log; Unsupported for a table that
// lacks what every definition needs, with what to do; otherwise the store's own.
func Propose(ctx context.Context, s store.Store, o Options) (*Proposal, error) {
	log, err := chooseLog(ctx, s, o)
	if err != nil {
		return nil, err
	}
	if log.rows == 0 {
		return nil, fault.Newf(fault.NotFound, "the table %s has no rows, so nothing can be proposed from it", log.name)
	}
	d := &draft{store: s, log: log, roles: map[*column]bool{}, asked: o}
	if err := d.assign(ctx, o); err != nil {
		return nil, err
	}
	if err := d.compare(ctx); err != nil {
		return nil, err
	}
	if err := d.pin(ctx, o.Limits); err != nil {
		return nil, err
	}
	if _, err := parsed(&d.model); err != nil {
		return nil, err
	}
	return &Proposal{Model: d.model, Notes: d.notes, Left: d.left, Table: log.name, Size: log.size, Sized: log.sized,
		Sample: log.rows}, nil
}

// assign gives the columns their roles, the surest first: what has one is not looked at again.
func (d *draft) assign(ctx context.Context, o Options) error {
	d.model.SchemaVersion = model.SchemaVersion
	d.model.Log.Table = d.log.name
	d.model.ID = o.ID
	if d.model.ID == "" {
		d.model.ID = slug(d.log.name)
	}
	if err := d.reserve(); err != nil {
		return err
	}
	if err := d.findTime(); err != nil {
		return err
	}
	d.findID()
	d.findVersion()
	d.findCost()
	d.findPredictions()
	if err := d.findOutcomes(ctx); err != nil {
		return err
	}
	if o.Label != "" && d.label == nil {
		return d.noLabel()
	}
	d.findScoresOfLabel()
	if err := d.decideTask(); err != nil {
		return err
	}
	d.findDoubt()
	d.findWritten()
	d.findFeatures()
	d.findSegments()
	return nil
}
