package propose

import (
	"context"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/plan"
)

// logTimes is when the rows of the log were logged; rows with a wrong clock are left out and noted.
func (d *draft) logTimes(ctx context.Context) (engine.LogTimes, error) {
	q, err := plan.TimesOf(&d.model, plan.Source{Table: d.log.parts, Types: d.log.types(), Time: &d.model.Log.Time,
		Zone: time.UTC}, "")
	if err != nil {
		return engine.LogTimes{}, err
	}
	times, err := engine.ReadLogTimes(ctx, d.store, q)
	if err != nil {
		return times, err
	}
	if wrong := times.WrongText(d.model.Log.Time.Column); wrong != "" {
		d.note("log.time", Low, "%s", wrong)
	}
	return times, nil
}
