package engine

import (
	"fmt"
	"slices"
	"strings"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// screened is the history of a view: which of its windows count.
type screened struct {
	past     []window.Interval // that count, newest first
	step     judge.Step        // of the current window
	screened []bool            // by window of the view's history: it was unusual itself
	adopted  *window.Interval  // the last window of the level that was adopted last, if that still holds
}

// screen judges the windows of a history, the oldest first.
func (c *contest) screen(g *ground) error {
	if len(c.view.History) == 0 {
		return nil
	}
	adopt := 0
	if c.ask.Baseline.Kind == model.BaselineRolling {
		adopt = c.adoptAfter()
	}
	screen := func() (screened, error) { return c.screenWindows(g, adopt) }
	var err error
	if of, ok := c.historyContent(g, adopt); ok {
		c.history, err = derived.Once(g.log.Derived, derived.Key{Owner: c.prepared, Content: of}, screen)
	} else {
		c.history, err = screen()
	}
	return err
}

// Weight estimates the history's size in bytes.
func (s screened) Weight() uint32 {
	return uint32(len(s.screened) + 48*len(s.past) + 8*len(s.step.Past))
}

// historyContent is the content of a screened history: how it is screened, and the parts of all its windows. ok is
// false where it rests on more, as estimates before labels do on their calibration.
func (c *contest) historyContent(g *ground, adopt int) (of derived.Content, ok bool) {
	a := c.ask
	if g.log.Derived == nil || a.Measure.Estimates != "" || a.Measure.Needs.Has(measure.NeedCalibration) ||
		a.AsksForNewLabels() {
		return of, false
	}
	d := derived.NewDigest()
	d.Text(fmt.Sprintf("history|%d|%d|%q", a.HistoryLength(), adopt, c.subject.Column))
	keys := []string{c.subject.Column}
	if d.Flag(a.ByBins()); !a.ByBins() {
		keys = slices.Concat(gather.RowParts, c.columns(), []string{summary.LabelKey})
		d.Text(fmt.Sprintf("%s|%s|%q|%q|%s", a.Measure.ID, a.Target, a.Param.Class, c.subject.With, c.query.Labels))
		if a.Param.P != nil {
			d.Text(fmt.Sprint(*a.Param.P))
		}
	}
	for _, w := range append([]window.Window{c.view.Current}, c.view.History...) {
		parts, known := g.windowContent(c.segments(), keys, w.Interval)
		if !known {
			return of, false
		}
		d.Content(parts)
		d.Number(uint64(w.Start.UnixMicro()))
		d.Number(uint64(w.End.UnixMicro()))
		d.Flag(g.early(w.Interval))
	}
	return d.Sum(), true
}

// windowContent is the content of a window of the log, looked up once for all that ask.
func (g *ground) windowContent(segments []plan.Segment, keys []string, i window.Interval) (c derived.Content, ok bool) {
	key := windowKey{segments[0], strings.Join(keys, "|"), i.Start.UnixMicro(), i.End.UnixMicro()}
	if len(segments) == 1 {
		if c, ok = g.contents[key]; ok {
			return c, true
		}
	}
	if c, ok = g.log.ContentOf(segments, keys, i); ok && len(segments) == 1 {
		g.contents[key] = c
	}
	return c, ok
}

// windowKey identifies a window of one segment and some columns within a ground.
type windowKey struct {
	segment    plan.Segment
	keys       string
	start, end int64
}

// screenWindows judges the windows of a history, of which adopt odd ones in a row are the new normal.
func (c *contest) screenWindows(g *ground, adopt int) (screened, error) {
	out := screened{screened: make([]bool, len(c.view.History))}
	var all []window.Interval
	err := c.walkChain(g, adopt, func(w window.Interval, step judge.Step) {
		if all = append(all, w); len(all) <= len(c.view.History) {
			out.screened[len(c.view.History)-len(all)] = step.Odd
		}
		for i := range step.Began {
			out.screened[len(c.view.History)-len(all)+1+i] = true
		}
		switch {
		case step.Adopted:
			out.adopted = &w
		case step.Restored:
			out.adopted = nil
		}
		out.step = step
	})
	for _, i := range out.step.Past {
		out.past = append(out.past, all[i])
	}
	return out, err
}

// adoptAfter is the number of odd windows in a row that become the new normal.
func (c *contest) adoptAfter() int {
	return window.AdoptAfter(c.ask.Model, c.view.Current, c.ask.Baseline.Baseline)
}

// walkChain judges the windows of the history and the current one by their own past, the oldest first. adopt odd
// windows in a row are the new normal; 0: none are.
func (c *contest) walkChain(g *ground, adopt int, visit func(w window.Interval, step judge.Step)) error {
	all := append([]window.Window{c.view.Current}, c.view.History...)
	slices.Reverse(all)
	l, err := c.lineUp(g, all)
	if err != nil {
		return err
	}
	chain := judge.Chain{History: c.ask.HistoryLength(), Bins: c.ask.ByBins(), Growing: c.ask.Measure.Extensive,
		Apart: l.apart, Adopt: adopt}
	for i, w := range all {
		countable, err := c.countable(g, w)
		if err != nil {
			return err
		}
		visit(w.Interval, chain.Next(countable, l.tails(i)))
	}
	return nil
}

// countable reports whether a window can count as history: documented changes never do, nor do windows that begin
// before the log, nor, where labels are foretold, those whose labels were not in when the current window ended.
func (c *contest) countable(g *ground, w window.Window) (bool, error) {
	if g.early(w.Interval) || c.immature(w.Interval) {
		return false, nil
	}
	expected, err := window.Expected(c.ask.Model, w.Interval)
	return len(expected) == 0, err
}

func (c *contest) immature(i window.Interval) bool {
	if c.ask.Measure.Estimates == "" || c.ask.Model.Outcomes == nil {
		return false
	}
	return i.End.Add(c.ask.Model.Outcomes.Delay.Approx()).After(c.view.Current.End)
}

// lineUp is what tells how unusual windows are, which are in order of time.
type lineUp struct {
	tails func(i int) func(past []int) judge.Tails   // of one window; nil for a window without a value
	apart func(newer, older, past []int) judge.Tails // of windows taken as one about others; all have values
}

// lineUp judges a measure's value, or all bins of a column.
func (c *contest) lineUp(g *ground, all []window.Window) (lineUp, error) {
	if c.ask.ByBins() {
		return c.lineUpBins(g, all)
	}
	summaries := make([]*summary.Summary, len(all))
	for i, w := range all {
		var err error
		if summaries[i], err = c.windowSummary(g, w.Interval); err != nil {
			return lineUp{}, err
		}
	}
	c.guess = medianLabel(summaries)
	samples, ok := make([]judge.Sample, len(all)), make([]bool, len(all))
	for i, w := range all {
		samples[i], ok[i] = c.sampleOf(summaries[i], w.Interval, i == len(all)-1)
	}
	c.guess = nil // from here on it is the baseline's
	tails := func(i int) func(past []int) judge.Tails {
		if !ok[i] {
			return nil
		}
		return func(past []int) judge.Tails {
			earlier := pick(samples, past)
			for j, at := range past {
				earlier[j].Age = float64(i - at)
			}
			p, reason := judge.PredictSample(samples[i], earlier)
			if reason != "" {
				return judge.Tails{Low: 1, High: 1}
			}
			return p.Tails(samples[i])
		}
	}
	return lineUp{tails, func(newer, older, past []int) judge.Tails {
		return judge.Apart(pick(samples, newer), pick(samples, older), pick(samples, past))
	}}, nil
}

// lineUpBins judges a column by bins: those of all windows together.
func (c *contest) lineUpBins(g *ground, all []window.Window) (lineUp, error) {
	columns := make([]*summary.Column, len(all))
	for i, w := range all {
		s, err := c.windowSummary(g, w.Interval)
		if err != nil {
			return lineUp{}, err
		}
		columns[i] = columnOf(s, c.subject.Column)
	}
	binning := measure.PooledBinning(columns, measure.DefaultBins)
	rows, ok := make([]measure.Row, len(all)), make([]bool, len(all))
	for i, column := range columns {
		rows[i], ok[i] = binning.Row(column)
		ok[i] = ok[i] && rows[i].Total() > 0
	}
	tails := func(i int) func(past []int) judge.Tails {
		if !ok[i] {
			return nil
		}
		return func(past []int) judge.Tails { return predictRows(binning, rows[i], pick(rows, past)).tails() }
	}
	return lineUp{tails, func(newer, older, past []int) judge.Tails {
		level := measure.PoolRows(pick(rows, older))
		return predictRowsAround(binning, measure.PoolRows(pick(rows, newer)), pick(rows, past), &level,
			float64(len(older))).tails()
	}}, nil
}

// medianLabel is what a regression model's skill is held against where there is no baseline yet; nil where labels are
// no numbers.
func medianLabel(windows []*summary.Summary) *float64 {
	pooled := &summary.Column{}
	for _, s := range windows {
		if labels := s.Columns[summary.LabelKey]; labels != nil && labels.Numeric() {
			_ = pooled.Add(labels) // labels are on one grid
		}
	}
	if median, ok := pooled.Quantile(0.5); ok {
		return &median
	}
	return nil
}

// pick returns the elements at the places.
func pick[T any](list []T, places []int) []T {
	picked := make([]T, len(places))
	for j, i := range places {
		picked[j] = list[i]
	}
	return picked
}

// windowSummary merges the counts of a window, once for all that ask for it.
func (c *contest) windowSummary(g *ground, i window.Interval) (*summary.Summary, error) {
	columns := c.columns()
	key := fmt.Sprintf("%q|%q|%d|%d", c.segments(), columns, i.Start.Unix(), i.End.Unix())
	if s, ok := g.windows[key]; ok {
		return s, nil
	}
	s, err := c.merge(g.log, columns, i)
	if err == nil {
		c.tellNewLabels(g.labelTexts, s)
		g.windows[key] = s
	}
	return s, err
}
