package assess

import (
	"fmt"
	"slices"
	"strings"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/measure"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// historyContent is the content of a screened history: how it is screened, and the parts of all its windows. ok is
// false where it rests on more, as estimates before labels do on their calibration.
func (c *comparison) historyContent(adopt int) (of derived.Content, ok bool) {
	a := c.Ask
	if c.Log.Derived == nil || a.Measure.Estimates != "" || a.Measure.Needs.Has(measure.NeedCalibration) ||
		a.AsksForNewLabels() {
		return of, false
	}
	d := derived.NewDigest()
	d.Text(fmt.Sprintf("history|%d|%d|%q", a.HistoryLength(), adopt, c.subject.Column))
	keys := []string{c.subject.Column}
	if d.Flag(a.ByBins()); !a.ByBins() {
		keys = slices.Concat(gather.RowParts, c.columns(), []string{summary.LabelKey})
		d.Text(fmt.Sprintf("%s|%s|%q|%q|%s", a.Measure.ID, a.Target, a.Param.Class, c.subject.With, c.Query.Labels))
		if a.Param.P != nil {
			d.Text(fmt.Sprint(*a.Param.P))
		}
	}
	for _, w := range append([]window.Window{c.view.Current}, c.view.History...) {
		parts, known := c.windowContent(keys, w.Interval)
		if !known {
			return of, false
		}
		d.Content(parts)
		d.Times(w.Start, w.End)
		d.Flag(c.Early(w.Interval))
	}
	return d.Sum(), true
}

// windowContent is the content of a window of the log, looked up once for all that ask.
func (c *comparison) windowContent(keys []string, i window.Interval) (of derived.Content, ok bool) {
	segments := c.segments()
	if len(segments) > 1 {
		return c.Log.ContentOf(segments, keys, i)
	}
	key := windowKey{segments[0], strings.Join(keys, "|"), i.Start.UnixMicro(), i.End.UnixMicro()}
	if of, ok = c.contents[key]; ok {
		return of, true
	}
	if of, ok = c.Log.ContentOf(segments, keys, i); ok {
		c.contents[key] = of
	}
	return of, ok
}
