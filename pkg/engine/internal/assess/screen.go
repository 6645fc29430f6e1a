package assess

import (
	"slices"

	"leeway/pkg/engine/derived"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// screen judges the windows of a history, the oldest first.
func (c *comparison) screen() error {
	if len(c.view.History) == 0 {
		return nil
	}
	adopt := 0
	if c.Ask.Baseline.Kind == model.BaselineRolling {
		adopt = c.adoptAfter()
	}
	screen := func() (screened, error) { return c.screenWindows(adopt) }
	var err error
	if of, ok := c.historyContent(adopt); ok {
		c.history, err = derived.Once(c.Log.Derived, derived.Key{Owner: c.Prepared, Content: of}, screen)
	} else {
		c.history, err = screen()
	}
	return err
}

// screenWindows judges the windows of a history, of which adopt odd ones in a row are the new normal.
func (c *comparison) screenWindows(adopt int) (screened, error) {
	out := screened{screened: make([]bool, len(c.view.History))}
	var all []window.Interval
	err := c.walkChain(adopt, func(w window.Interval, step judge.Step) {
		if all = append(all, w); len(all) <= len(c.view.History) {
			out.screened[len(c.view.History)-len(all)] = step.Odd
		}
		for i := range step.Began {
			out.screened[len(c.view.History)-len(all)+1+i] = true
		}
		switch {
		case step.Adopted:
			out.adopted = &w
		case step.Restored, step.Recurs > 0:
			out.adopted = nil
		}
		if step.Recurs > 0 {
			out.recurs = &w
			before := len(c.view.History) - len(all) + 1 + step.Began
			clear(out.screened[before:min(before+step.Recurs, len(out.screened))])
		}
		out.step = step
	})
	for _, i := range out.step.Past {
		out.past = append(out.past, all[i])
	}
	return out, err
}

// adoptAfter is the number of odd windows in a row that become the new normal.
func (c *comparison) adoptAfter() int {
	return window.AdoptAfter(c.Ask.Model, c.view.Current, c.Ask.Baseline.Baseline)
}

// walkChain judges the windows of the history and the current one by their own past, the oldest first. adopt odd
// windows in a row are the new normal; 0: none are.
func (c *comparison) walkChain(adopt int, visit func(w window.Interval, step judge.Step)) error {
	all := append([]window.Window{c.view.Current}, c.view.History...)
	slices.Reverse(all)
	l, err := c.lineUp(all)
	if err != nil {
		return err
	}
	chain := judge.Chain{History: c.Ask.HistoryLength(), Bins: c.Ask.ByBins(), Growing: c.Ask.Measure.Extensive,
		Apart: l.apart, Adopt: adopt}
	for i, w := range all {
		countable, err := c.countable(w)
		if err != nil {
			return err
		}
		visit(w.Interval, chain.Next(countable, l.tails(i)))
	}
	return nil
}

// countable reports whether a window can count as history: documented changes never do, nor do windows that begin
// before the log, nor, where labels are foretold, those whose labels were not in when the current window ended.
func (c *comparison) countable(w window.Window) (bool, error) {
	if c.Early(w.Interval) || c.immature(w.Interval) {
		return false, nil
	}
	expected, err := window.Expected(c.Ask.Model, w.Interval)
	return len(expected) == 0, err
}

func (c *comparison) immature(i window.Interval) bool {
	if c.Ask.Measure.Estimates == "" || c.Ask.Model.Outcomes == nil {
		return false
	}
	return i.End.Add(c.Ask.Model.Outcomes.Delay.Approx()).After(c.view.Current.End)
}
