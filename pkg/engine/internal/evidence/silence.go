package evidence

import (
	"leeway/pkg/engine/derived"
	"leeway/pkg/measure"
)

// Silence is what a log's own past says about how long it may be without rows at the end of a window.
type Silence struct {
	Usual  measure.UsualGap
	Newest int64 // the newest row of the past, in microseconds; summary.NoTime without any
	Dates  bool  // a row's time is a date, which stands for all of its day
}

func (s Silence) digest(d *derived.Digest) {
	d.Number(uint64(s.Usual.Gap))
	d.Flag(s.Usual.OK)
	d.Text(s.Usual.Reason)
	d.Number(uint64(s.Newest))
	d.Flag(s.Dates)
}
