package engine

import (
	"maps"
	"slices"
	"time"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// Reading is how much of a model's log is read from the store at one time.
type Reading struct {
	Model *model.Model
	// how many days of its calendar are read, whole or in part; 0: it is not known when the log began
	Days        int
	First, Last time.Time // the beginnings of the first and the last of them, in its time zone; zero without days
}

// Reading lists what is read from the store now, by the models' ids. It waits for nothing. Queries ask for windows
// before the log began, too: their days do not count.
func (e *Engine) Reading() []Reading {
	reads := e.counts.Reading()
	var list []Reading
	for _, id := range slices.Sorted(maps.Keys(reads)) {
		of := Reading{Model: reads[id].Tables.Model}
		first, last, known := e.times.Known(reads[id].Tables)
		if days := daysOf(reads[id], window.Range{Start: first, End: last}); known && len(days) > 0 {
			of.Days, of.First, of.Last = len(days), days[0], days[len(days)-1]
		}
		list = append(list, of)
	}
	return list
}

// daysOf lists the beginnings of the days of a log of which rows are read, in order.
func daysOf(r gather.Read, log window.Range) (days []time.Time) {
	for _, span := range window.Atoms(r.Spans, true, r.Zone) {
		if !span.End.After(log.Start) || span.Start.After(log.End) {
			continue
		}
		day := window.Days(span, r.Zone)[0].Start.In(r.Zone)
		if len(days) == 0 || !days[len(days)-1].Equal(day) {
			days = append(days, day)
		}
	}
	return days
}
