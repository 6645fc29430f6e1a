package propose

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/model"
)

// mostLabelTimes is how many columns of times of a table of labels are compared with the log.
const mostLabelTimes = 4

// farthestZone is how far a clock without a zone may be off.
const farthestZone = 14 * time.Hour

// timesOf are the columns of times of a table that have no role, in the table's order; those that say when a row was
// written come last, because it may have been written again.
func (d *draft) timesOf(t *table) []*column {
	written := func(c *column) bool {
		return slices.ContainsFunc(known[writtenRole], func(n naming) bool { return slices.Contains(n.names, plain(c.name)) })
	}
	var times, late []*column
	for _, c := range t.columns {
		switch {
		case d.roles[c] || c.isKey || !c.isInstant():
		case written(c):
			late = append(late, c)
		default:
			times = append(times, c)
		}
	}
	times = append(times, late...)
	return times[:min(len(times), mostLabelTimes)]
}

// chooseLabelTime takes the time of labels where no name tells it: the first column of times that lie after those of
// the predictions. Where no prediction of the sample has a label it is the first column. It returns what meetOutcomes
// says of it.
func (d *draft) chooseLabelTime(ctx context.Context) (late []time.Duration, met int, err error) {
	var fitting []*column
	for _, c := range d.labelTimes {
		at := model.Time{Column: c.name, Unit: c.epochUnit()}
		d.model.Outcomes.Time = &at
		delays, n, err := d.meetOutcomes(ctx)
		if err != nil {
			return nil, 0, err
		}
		if n > 0 && !isAfter(delays) {
			continue
		}
		if fitting = append(fitting, c); len(fitting) == 1 {
			late, met = delays, n
		}
	}
	d.model.Outcomes.Time = nil
	if len(fitting) == 0 {
		d.extend("outcomes", "no column of times of "+d.outcomes.name+
			" lies after the predictions, so by when labels are in is unknown: all count")
		return d.meetOutcomes(ctx)
	}
	why, sure := "the only column of times", Medium
	if len(d.labelTimes) > 1 {
		why = "the only column of times after those of the predictions"
	}
	if len(fitting) > 1 {
		why, sure = "the first column of times after those of the predictions; so is "+fitting[1].name, Low
	}
	if met == 0 {
		sure = Low
	}
	at := d.timeOf(fitting[0], "outcomes.time", sure, why)
	d.model.Outcomes.Time = &at
	return late, met, nil
}

// isAfter reports whether times lie after those of the predictions, but for a clock of another zone. Copies of these
// do not.
func isAfter(delays []time.Duration) bool {
	sorted := slices.Sorted(slices.Values(delays))
	return len(sorted) > 0 && quantile(sorted, 0.05) >= -farthestZone && quantile(sorted, 0.5) > 0
}
