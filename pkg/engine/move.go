package engine

import (
	"context"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store"
)

// Move shifts the demo logs of all models so that their last rows lie about the time to names: "now", which is the
// clock's time, or a date. It is the only place where a clock sets a time, and only demonstrations use it.
func (e *Engine) Move(ctx context.Context, to string, now time.Time) error {
	mover, ok := e.store.(store.Mover)
	if !ok {
		return fault.Newf(fault.Unsupported, "%s logs cannot be moved in time",
			e.store.Kind()).AtSetting("store.moveTo")
	}
	for _, m := range e.models {
		zone, err := time.LoadLocation(m.Timezone)
		if err != nil {
			return fault.Newf(fault.BadModel, "%q is not a time zone", m.Timezone).At("timezone")
		}
		at := now
		if to != "now" {
			if at, err = model.NewDate(to).In(zone); err != nil {
				return fault.Newf(fault.BadSettings, "%v, nor is it now", err).AtSetting("store.moveTo")
			}
		}
		tables, err := e.movedTables(m)
		if err != nil {
			return err
		}
		if err := mover.Move(ctx, zone, at, tables); err != nil {
			return err
		}
	}
	return nil
}

// movedTables lists the log and the outcomes with their time columns.
func (e *Engine) movedTables(m *model.Model) ([]store.MovedTable, error) {
	moved := func(name string, t model.Time) (store.MovedTable, error) {
		parts, err := e.store.Table(name)
		zone, zoneErr := time.LoadLocation(t.Zone)
		if err == nil && zoneErr != nil {
			err = fault.Newf(fault.BadModel, "%q is not a time zone", t.Zone).At("time.zone")
		}
		return store.MovedTable{Name: parts, Times: []store.TimeColumn{{Name: t.Column, Zone: zone, Unit: t.Unit}}}, err
	}
	log, err := moved(m.Log.Table, m.Log.Time)
	if err != nil {
		return nil, err
	}
	tables := []store.MovedTable{log}
	if o := m.Outcomes; o != nil && o.Table != "" && o.Time != nil {
		outcomes, err := moved(o.Table, *o.Time)
		if err != nil {
			return nil, err
		}
		tables = append(tables, outcomes)
	}
	return tables, nil
}
