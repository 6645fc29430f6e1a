package collect

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
)

// firstShare is the share of the time that is left which a query spends on its whole history. The rest is enough to
// read the nearest windows.
const firstShare = 0.6

// retryAfter is how long a history that came too late is left as it is. The figures of an alert rule are queries that
// come one after another: they rest on the same windows, and none spends the rule's time on more of them.
const retryAfter = time.Minute

// errSlowHistory ends the reading of a history that would leave no time for a shorter one.
var errSlowHistory = errors.New("the history takes too long to read")

// Histories remembers which histories are too long to be read in time. It is safe for concurrent use.
type Histories struct {
	timeout time.Duration // of a query
	now     func() time.Time
	mu      sync.Mutex
	reaches map[string]readWindows // by what is asked, where a history was not read in time
}

// readWindows is how much of a history was read in time, and when a longer one was tried.
type readWindows struct {
	windows int
	tried   time.Time
}

// NewHistories returns a memory of nothing. timeout is how long a query may take.
func NewHistories(timeout time.Duration, now func() time.Time) *Histories {
	return &Histories{timeout: timeout, now: now, reaches: map[string]readWindows{}}
}

// Clear forgets everything.
func (h *Histories) Clear() {
	h.mu.Lock()
	defer h.mu.Unlock()
	clear(h.reaches)
}

// InTime gathers the evidence of a question with as long a history as the store delivers in time, and says how much
// that is. A history that came too late is tried a minute later with twice the windows that did not, because these are
// known by then.
func (h *Histories) InTime(ctx context.Context, q evidence.Question,
	collect func(context.Context, evidence.Question) (*evidence.Evidence, error)) (*evidence.Evidence,
	[]answers.Notice, error) {
	all, least := resolve.ReachOf(q.Views), q.Ask.LeastHistory()
	key := fmt.Sprintf("%s|%s|%v|%d|%s", q.Prepared.Revision, q.Ask.Target, q.Ask.NeedsLabels(), len(q.Views),
		q.Last().Current.Length)
	known, slow := h.reach(key)
	reach := all
	if slow {
		reach = min(all, max(least, 2*known.windows))
	}
	rests := slow && h.now().Sub(known.tried) < retryAfter
	if reach > least && !rests {
		resolve.LimitHistory(q.Views, reach)
		share := firstShare / float64(1+q.Ask.Behind)
		within, cancel := context.WithTimeoutCause(ctx, time.Duration(share*float64(h.timeLeft(ctx))), errSlowHistory)
		e, err := collect(within, q)
		late := errors.Is(context.Cause(within), errSlowHistory) || err != nil && fault.As(err).Kind == fault.Timeout
		cancel()
		if err == nil {
			h.note(key, reach, all)
			return e, readNotices(reach, all, q.Last()), nil
		}
		if ctx.Err() != nil && errors.Is(err, errSlowHistory) {
			err = context.Cause(ctx) // both ended meanwhile
		}
		if !late || ctx.Err() != nil {
			return nil, nil, err
		}
	}
	reach = min(all, max(least, known.windows))
	resolve.LimitHistory(q.Views, reach)
	e, err := collect(ctx, q)
	if err != nil {
		reach = 0 // the next query has all its time for the nearest windows
	}
	if err != nil || !rests {
		h.note(key, reach, all)
	}
	return e, readNotices(reach, all, q.Last()), err
}

// timeLeft is how long a query may still take.
func (h *Histories) timeLeft(ctx context.Context) time.Duration {
	left := h.timeout
	if deadline, ok := ctx.Deadline(); ok {
		left = min(left, time.Until(deadline))
	}
	return left
}

// reach returns how much of a history was read in time where that was not all.
func (h *Histories) reach(key string) (known readWindows, slow bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	known, slow = h.reaches[key]
	return known, slow
}

// note keeps how much of a history was read in time.
func (h *Histories) note(key string, windows, all int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if delete(h.reaches, key); windows < all {
		h.reaches[key] = readWindows{windows: windows, tried: h.now()}
	}
}

// readNotices say which earlier windows were read, if that is not all.
func readNotices(reach, all int, last resolve.View) []answers.Notice {
	if reach >= all || len(last.History) == 0 {
		return nil
	}
	return []answers.Notice{{Passing: true,
		Text: fmt.Sprintf("%d of %d earlier windows could be read in the time limit, from %s on: only these show what is usual. "+
			"Queries from a minute on read more of them", reach, all, last.History[len(last.History)-1].Start.Format(time.DateOnly))}}
}
