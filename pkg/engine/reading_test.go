package engine

import (
	"context"
	"sync"
	"testing"
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// watched is a store that says what is read while it runs statements.
type watched struct {
	store.Store
	read func() []Reading
	mu   sync.Mutex
	most Reading // with the most days
	some bool
}

func (w *watched) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	w.mu.Lock()
	for _, now := range w.read() {
		if w.some = true; now.Days > w.most.Days {
			w.most = now
		}
	}
	w.mu.Unlock()
	return w.Store.Query(ctx, q, each)
}

func TestWhatIsReadIsSaidWhileItIsRead(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	w := &watched{Store: s.replaced.Store, read: s.Reading}
	s.replaced.Store = w
	const weekly = `{"measures":[{"id":"psi"}],"target":"features","window":"7d"}`
	s.ask(t, weekly)
	if !w.some || w.most.Days != 0 {
		t.Errorf("before anybody knows when the log began: %+v; want it to be read, and no number of days", w.most)
	}
	if _, err := s.LogEnd(context.Background(), s.models[0]); err != nil {
		t.Fatal(err)
	}
	s.ask(t, `{"measures":[{"id":"psi"}],"target":"features","window":"7d","filters":[{"key":"site","operator":"=","values":["a"]}]}`)
	got := w.most
	if got.Days != 112 || !got.First.Equal(day(1, 1)) || !got.Last.Equal(day(4, 21)) || got.Model.ID != "steady" {
		t.Errorf("%d days from %s to %s; want the 112 from the log's first to the last one of the query's window",
			got.Days,
			got.First.Format(time.DateOnly), got.Last.Format(time.DateOnly))
	}
	if left := s.Reading(); len(left) > 0 {
		t.Errorf("after the answer %d models are being read", len(left))
	}
}
