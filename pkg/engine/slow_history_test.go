package engine

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/query"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// slowBefore is a store that does not deliver in time what reaches back to 2023, until it is quick.
type slowBefore struct {
	store.Store
	quick atomic.Bool
}

func (s *slowBefore) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	statement, err := dialect.Render(s.Dialect(), q)
	if err != nil {
		return store.Stats{}, err
	}
	for _, arg := range statement.Args {
		const year = 365 * 24 * 3600 * 1_000_000 // µs: arguments that large are times
		if at, ok := arg.(int64); ok && at > year && at < day(1, 1).UnixMicro() && !s.quick.Load() {
			return store.Stats{}, fault.Newf(fault.Timeout, "the store took longer than 25s")
		}
	}
	return s.Store.Query(ctx, q, each)
}

// What cannot be read in the time limit is judged by the history that could. The answer says so, and later ones catch
// up.
func TestAHistoryThatTakesTooLongIsReadAsFarAsTimeAllows(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	slow := &slowBefore{Store: s.replaced.Store}
	s.replaced.Store = slow
	read := func() (notice string, history float64) {
		t.Helper()
		r := s.ask(t, `{"measures":[{"id":"mean"}],"features":["x"],"window":"7d","format":"table"}`)
		for _, text := range texts(r.Notices) {
			if strings.Contains(text, "time limit") {
				notice = text
			}
		}
		point := last(t, the(t, r))
		if _, judged := point.Stats[query.Verdict]; !judged {
			t.Errorf("it is not judged: %s", point.Explanation())
		}
		return notice, point.Stats[query.HistoryCount]
	}
	notice, history := read()
	if want := "8 of 30 earlier windows could be read in the time limit, from 2024-02-19 on"; !strings.HasPrefix(notice,
		want) || history != 8 {
		t.Errorf("by %v earlier weeks: %q, want %q", history, notice, want)
	}
	slow.quick.Store(true)
	if notice, history = read(); !strings.HasPrefix(notice, "8 of 30 earlier windows") || history != 8 {
		t.Errorf("the next figure of the same rule by %v earlier weeks: %q", history, notice)
	}
	s.clock.at = s.clock.at.Add(time.Minute)
	if notice, history = read(); !strings.HasPrefix(notice, "16 of 30 earlier windows") || history != 12 {
		t.Errorf("a minute later by %v earlier weeks: %q", history, notice)
	}
	s.clock.at = s.clock.at.Add(time.Minute)
	if notice, _ = read(); notice != "" {
		t.Errorf("the third one says %q, though all was read", notice)
	}
}
