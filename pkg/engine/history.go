package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/judge"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// firstShare is the share of the time that is left which a query spends on its whole history. The rest is enough to
// read the nearest windows.
const firstShare = 0.6

// errSlowHistory ends the reading of a history that would leave no time for a shorter one.
var errSlowHistory = errors.New("the history takes too long to read")

// groundInTime gathers what an ask needs with as long a history as the store delivers in time, and says how much that
// is. A history that came too late is tried at the next query with twice the windows that did not, because these are
// known by then.
func (e *Engine) groundInTime(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, q query.Query,
	views []resolve.View) (*ground, []answers.Notice, error) {
	all, least := resolve.ReachOf(views), a.LeastHistory()
	key := fmt.Sprintf("%s|%s|%v|%d|%s", p.Revision, a.Target, a.NeedsLabels(), len(views),
		views[len(views)-1].Current.Length)
	e.mu.Lock()
	known, slow := e.reaches[key]
	e.mu.Unlock()
	reach := all
	if slow {
		reach = min(all, max(least, 2*known))
	}
	if reach > least {
		resolve.LimitHistory(views, reach)
		within, cancel := context.WithTimeoutCause(ctx, time.Duration(firstShare*float64(e.timeLeft(ctx))/float64(1+a.Behind)),
			errSlowHistory)
		g, err := e.ground(within, p, a, q, views)
		late := errors.Is(context.Cause(within), errSlowHistory) || err != nil && fault.As(err).Kind == fault.Timeout
		cancel()
		if err == nil {
			e.noteReach(key, reach, all)
			return g, readNotices(reach, all, views), nil
		}
		if !late || ctx.Err() != nil {
			return nil, nil, err
		}
	}
	reach = min(all, max(least, known))
	resolve.LimitHistory(views, reach)
	g, err := e.ground(ctx, p, a, q, views)
	if err != nil {
		reach = 0 // the next query has all its time for the nearest windows
	}
	e.noteReach(key, reach, all)
	return g, readNotices(reach, all, views), err
}

// timeLeft is how long a query may still take.
func (e *Engine) timeLeft(ctx context.Context) time.Duration {
	left := store.Limits{QueryTimeout: e.limits.QueryTimeout.Approx()}.WithDefaults().QueryTimeout
	if deadline, ok := ctx.Deadline(); ok {
		left = min(left, time.Until(deadline))
	}
	return left
}

// noteReach keeps how much of a history was read in time.
func (e *Engine) noteReach(key string, reach, all int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if delete(e.reaches, key); reach < all {
		e.reaches[key] = reach
	}
}

// readNotices say which earlier windows were read, if that is not all.
func readNotices(reach, all int, views []resolve.View) []answers.Notice {
	last := views[len(views)-1]
	if reach >= all || len(last.History) == 0 {
		return nil
	}
	return []answers.Notice{{Passing: true,
		Text: fmt.Sprintf("%d of %d earlier windows could be read in the time limit, from %s on: these alone say what is usual. "+
			"The next query reads more of them", reach, all, last.History[len(last.History)-1].Start.Format(time.DateOnly))}}
}

// historyNotices say which windows of the history do not count, as far back as some do.
func (c *contest) historyNotices(g *ground) error {
	if len(c.history.past) == 0 {
		return nil
	}
	oldest := c.history.past[len(c.history.past)-1]
	var unusual []string
	for j, w := range c.view.History {
		if w.Start.Before(oldest.Start) {
			break
		}
		expected, err := window.Expected(c.ask.Model, w.Interval)
		switch {
		case err != nil:
			return err
		case len(expected) > 0:
			c.leaveOut(w, "documented: "+expected[0].Reason)
		case g.early(w.Interval):
			c.leaveOut(w, "the log begins later")
		case c.history.screened[j]:
			unusual = append(unusual, dates(w))
		}
	}
	if len(unusual) > 0 { // which ones differs by subject and measure
		c.notices = append(c.notices,
			answers.Notice{Text: fmt.Sprintf("%s of %s: the baseline leaves out what was unusual itself: %s",
				c.ask.Measure.ID, c.what(), strings.Join(unusual, ", "))})
	}
	if c.history.adopted != nil {
		c.notices = append(c.notices, answers.Notice{Text: fmt.Sprintf(
			"%s of %s: a level that was unusual at first has lasted; it is the new normal since %s",
			c.ask.Measure.ID, c.what(), c.history.adopted.End.Format("2006-01-02"))})
	}
	if n := len(c.history.past); n < judge.MinScreened {
		c.notices = append(c.notices,
			answers.Notice{Text: fmt.Sprintf("few earlier windows (%d): only large changes can be found%s", n,
				c.unfit)})
	}
	return nil
}

func (c *contest) leaveOut(w window.Window, why string) {
	c.notices = append(c.notices, answers.Notice{Text: fmt.Sprintf("the baseline leaves out %s: %s", dates(w), why)})
}

// dates are the days on which a window begins and ends.
func dates(w window.Window) string {
	return w.Start.Format("2006-01-02") + " to " + w.End.Format("2006-01-02")
}
