package collect

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// pastOf is a question with a history of so many days, of which four are the least.
func pastOf(days int) evidence.Question {
	view := resolve.View{}
	for i := range days + 1 {
		start := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -i)
		one := window.Window{Interval: window.Interval{Start: start, End: start.AddDate(0, 0, 1)},
			Length: model.Duration{Days: 1}}
		if i == 0 {
			view.Current = one
		} else {
			view.History = append(view.History, one)
		}
	}
	return evidence.Question{Prepared: &prepare.Prepared{}, Views: []resolve.View{view}, Ask: &resolve.Ask{
		Model: &model.Model{}, Baseline: resolve.Baseline{Baseline: model.Baseline{Kind: model.BaselineRolling,
			Periods: 4}}}}
}

// A store that reads at most so many windows in time is asked for all of a history once, then for the nearest ones, and
// by later queries for twice as many as were read.
func TestAHistoryIsReadAsFarAsTimeAllows(t *testing.T) {
	for _, c := range []struct {
		name   string
		atMost int     // windows that the store reads in time
		tried  [][]int // by query: the windows that are asked for
		said   string  // by the last query
	}{
		{"all of it", 40, [][]int{{40}, {40}}, ""},
		{"no more than the least", 4, [][]int{{40, 4}, {8, 4}, {8, 4}}, "4 of 40 earlier windows could be read"},
		{"twice as many each time", 20, [][]int{{40, 4}, {8}, {16}, {32, 16}},
			"16 of 40 earlier windows could be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var at time.Time
			histories := NewHistories(time.Hour, func() time.Time { return at })
			for i, want := range c.tried {
				at = at.Add(retryAfter)
				var tried []int
				_, notices, err := histories.InTime(context.Background(), pastOf(40),
					func(_ context.Context, q evidence.Question) (*evidence.Evidence, error) {
						n := len(q.Last().History)
						if tried = append(tried, n); n > c.atMost {
							return nil, fault.Newf(fault.Timeout, "too slow")
						}
						return &evidence.Evidence{Question: q}, nil
					})
				if err != nil || !slices.Equal(tried, want) {
					t.Fatalf("query %d asks for %v (%v), want %v", i+1, tried, err, want)
				}
				if i < len(c.tried)-1 {
					continue
				}
				if said := len(notices) > 0; said != (c.said != "") || said &&
					!strings.Contains(notices[0].Text, c.said) {
					t.Errorf("it says %v, want %q", notices, c.said)
				}
			}
		})
	}
}

// The queries of an alert rule come one after another: they rest on the same windows.
func TestAShortHistoryStaysForAMinute(t *testing.T) {
	var at time.Time
	histories := NewHistories(time.Hour, func() time.Time { return at })
	var tried []int
	collect := func(_ context.Context, q evidence.Question) (*evidence.Evidence, error) {
		n := len(q.Last().History)
		if tried = append(tried, n); n > 20 {
			return nil, fault.Newf(fault.Timeout, "too slow")
		}
		return &evidence.Evidence{Question: q}, nil
	}
	for range 3 {
		if _, _, err := histories.InTime(context.Background(), pastOf(40), collect); err != nil {
			t.Fatal(err)
		}
		at = at.Add(retryAfter / 3)
	}
	if _, _, err := histories.InTime(context.Background(), pastOf(40), collect); err != nil {
		t.Fatal(err)
	}
	if want := []int{40, 4, 4, 4, 8}; !slices.Equal(tried, want) {
		t.Errorf("queries ask for %v, want %v", tried, want)
	}
}

// What fails for another reason than time is not tried again.
func TestAFaultEndsTheReadingOfAHistory(t *testing.T) {
	broken, calls := errors.New("broken"), 0
	_, _, err := NewHistories(time.Hour, time.Now).InTime(context.Background(), pastOf(40),
		func(context.Context, evidence.Question) (*evidence.Evidence, error) {
			calls++
			return nil, broken
		})
	if !errors.Is(err, broken) || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

// A history that is so slow that the time of the whole query ends as well.
func TestAQueryThatEndsWithItsHistorySaysWhy(t *testing.T) {
	over := fault.Newf(fault.Timeout, "the query took longer than 25s")
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	histories := NewHistories(time.Millisecond, time.Now)
	_, _, err := histories.InTime(ctx, pastOf(40),
		func(within context.Context, _ evidence.Question) (*evidence.Evidence, error) {
			<-within.Done()
			cause := context.Cause(within)
			cancel(over)
			return nil, cause
		})
	if !errors.Is(err, over) {
		t.Errorf("it says %v", err)
	}
}
