package engine

import (
	"fmt"
	"slices"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// screenOnce returns the screened history that screen does, or did for an earlier request that rests on the same parts.
func (c *contest) screenOnce(g *ground, adopt int, screen func() (screened, error)) (screened, error) {
	of, ok := c.historyContent(g, adopt)
	if !ok {
		return screen()
	}
	key := derivedKey{c.prepared, of}
	if known, ok := g.log.derived.kept.GetIfPresent(key); ok && known.history != nil {
		return *known.history, nil
	}
	history, err := screen()
	if err == nil {
		g.log.derived.kept.Set(key, derivation{history: &history})
	}
	return history, err
}

// historyContent is the content of a screened history: how it is screened, and the parts of all its windows. ok is false where it rests on
// more, as estimates before labels do on their calibration.
func (c *contest) historyContent(g *ground, adopt int) (of content, ok bool) {
	a := c.ask
	if g.log.derived == nil || a.measure.Estimates != "" || a.measure.Needs.Has(measure.NeedCalibration) || a.asksForNewLabels() {
		return of, false
	}
	d := newDigest()
	d.text(fmt.Sprintf("history|%d|%d|%q", a.historyLength(), adopt, c.subject.column))
	keys := []string{c.subject.column}
	if d.flag(a.byBins()); !a.byBins() {
		keys = slices.Concat(rowParts, c.columns(), []string{summary.LabelKey})
		d.text(fmt.Sprintf("%s|%s|%q|%q|%s", a.measure.ID, a.target, a.param.Class, c.subject.with, c.query.Labels))
		if a.param.P != nil {
			d.text(fmt.Sprint(*a.param.P))
		}
	}
	scope := fmt.Sprintf("%q|%q", c.segments(), keys)
	for _, w := range append([]window.Window{c.view.current}, c.view.history...) {
		parts, known := g.contents[windowKey{scope, w.Interval}]
		if !known {
			if parts, known = g.log.contentOf(c.segments(), keys, w.Interval); !known {
				return of, false
			}
			g.contents[windowKey{scope, w.Interval}] = parts
		}
		d.Write(parts[:])
		d.number(uint64(w.Start.UnixMicro()))
		d.number(uint64(w.End.UnixMicro()))
		d.flag(g.early(w.Interval))
	}
	return d.sum(), true
}

// windowKey identifies a window of some segments and columns within a ground.
type windowKey struct {
	scope    string
	interval window.Interval
}
