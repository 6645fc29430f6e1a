package gather

import (
	"context"
	"testing"
	"time"

	"leeway/pkg/plan"
)

// What was looked up serves the same request until looking up would find something else, and no longer.
func TestALookupServesUntilItWouldFindSomethingElse(t *testing.T) {
	x, days := numeric("x"), daily(1, 2, 3)
	request := func(s *site) Request { return newRequest(Predictions, s.scope, nil, withRows([]plan.Column{x}), days) }
	for _, c := range []struct {
		name string
		then func(*site)
		kept bool
	}{
		{"nothing happens", func(*site) {}, true},
		{"59 minutes pass", func(s *site) { s.at = s.at.Add(59 * time.Minute) }, true},
		{"an hour passes, after which days are probed", func(s *site) { s.at = s.at.Add(time.Hour) }, false},
		{"the clock is set back", func(s *site) { s.at = s.at.Add(-time.Second) }, false},
		{"other counts are stored", func(s *site) {
			s.count(t, Wanted{}.With(Predictions, numeric("y")), daily(9))
		}, false},
		{"tables are probed", func(s *site) {
			s.at = s.at.Add(time.Hour)
			if err := s.Probe(context.Background(), request(s).basis, daily(9)); err != nil {
				t.Fatal(err)
			}
			s.at = s.at.Add(-time.Hour)
		}, false},
		{"a table's extent is noted", func(s *site) {
			s.NoteExtent(s.scope.Origin.Model, s.scope.Origin.Outcomes, days[0], Extent{})
		}, false},
		{"the cache is cleared", func(s *site) { s.Clear() }, false},
	} {
		s := open(t, tenDays)
		want := s.count(t, Wanted{}.With(Predictions, x), days, x.Key).Rows // read
		s.count(t, Wanted{}.With(Predictions, x), days, x.Key)              // looked up
		c.then(s)
		if _, kept := s.cache.lookups.get(request(s).requirements(), s.at); kept != c.kept {
			t.Errorf("%s: the lookup serves: %v", c.name, kept)
		}
		if got := s.count(t, Wanted{}.With(Predictions, x), days, x.Key).Rows; got != want {
			t.Errorf("%s: %v rows, want %v", c.name, got, want)
		}
	}
}

// An answer from a lookup says how old its rows are, as if all had been looked up.
func TestALookupKnowsHowOldItsPartsAre(t *testing.T) {
	s := open(t, tenDays)
	w, days := Wanted{}.With(Predictions, numeric("x")), daily(1, 2)
	age := func() (time.Time, bool) {
		ctx, ages := WithAges(context.Background())
		if _, err := s.Gather(ctx, s.scope, days, w); err != nil {
			t.Fatal(err)
		}
		return ages.Oldest()
	}
	began := s.at
	for _, after := range []time.Duration{0, 10 * time.Minute, 20 * time.Minute, 59 * time.Minute} {
		s.at = began.Add(after)
		if read, overdue := age(); !read.Equal(began) || overdue {
			t.Errorf("after %v, rows were read at %v, overdue %v", after, read, overdue)
		}
	}
	s.at = began.Add(time.Hour)
	if probed, _ := age(); !probed.Equal(s.at) {
		t.Errorf("after a probe, rows were last known to be right at %v", probed)
	}
}

// Lookups are bounded in bytes: what would take more than all may is not kept, and others leave for one that fits.
func TestLookupsAreBounded(t *testing.T) {
	spansOf := func(n int) requirements { return requirements{spans: string(make([]byte, n))} }
	at := noon
	l := lookups{most: 100, found: map[requirements]lookup{}}
	for _, c := range []struct{ size, bytes, kept int }{{40, 40, 1}, {50, 90, 2}, {50, 90, 2}, {60, 60, 1}, {101, 0, 0}} {
		if l.note(spansOf(c.size), lookup{made: at, until: at.Add(time.Minute)}); l.bytes != c.bytes || len(l.found) != c.kept {
			t.Errorf("after %d bytes, %d lookups take %d bytes, want %d that take %d", c.size, len(l.found), l.bytes, c.kept, c.bytes)
		}
	}
}
