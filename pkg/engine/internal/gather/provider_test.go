package gather

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// sums serves what was counted before, as a table of daily sums would.
type sums struct {
	kept  map[Requirement]*Part
	asked int
}

func (s *sums) Serve(_ context.Context, r Request) (Parts, error) {
	s.asked++
	parts := make(Parts, len(r.Columns))
	for i := range r.Columns {
		for j := range r.Spans {
			parts[i] = append(parts[i], s.kept[r.Requirement(i, j)])
		}
	}
	return parts, nil
}

// sumsOf counts columns of a whole log in days.
func sumsOf(t *testing.T, s *site, days []window.Interval, columns ...plan.Column) *sums {
	t.Helper()
	requests, err := Predictions.requests(s.scope, Wanted{}, columns, days)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[Requirement]*Part{}
	for _, r := range requests {
		parts, err := scanned{s.Gatherer}.Serve(context.Background(), r)
		if err != nil {
			t.Fatal(err)
		}
		for i := range parts {
			for j, p := range parts[i] {
				kept[r.Requirement(i, j)] = &Part{Rows: p.Rows, Column: p.Column, Read: p.Read}
			}
		}
	}
	return &sums{kept: kept}
}

// oldDeleted is the log without its first five days.
var oldDeleted = append(slices.Clip(tenDays), `DELETE FROM log WHERE "at" < '2024-01-06'`)

// A table of sums serves the days that it has, a scan the others, and the answer is that of the whole log, whose first
// days are gone.
func TestAProviderBetweenCacheAndScanServesPartOfARange(t *testing.T) {
	x, y := numeric("x"), numeric("y")
	days, keys := daily(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), []string{x.Key, y.Key}
	whole := open(t, tenDays)
	w := Wanted{}.With(Predictions, x, y)
	want := whole.count(t, w, days, keys...)
	if cut := open(t, oldDeleted).count(t, w, days, keys...); cut.Rows >= want.Rows {
		t.Fatalf("without the sums there are %v rows, with all days %v", cut.Rows, want.Rows)
	}
	daily := sumsOf(t, whole, days[:5], x, y)
	s := open(t, oldDeleted, daily)
	if got := s.count(t, w, days, keys...); !cmp.Equal(got, want, cmpopts.EquateEmpty()) {
		t.Errorf("half of the days from sums: %s", cmp.Diff(want, got))
	}
	if got := s.count(t, w, days, keys...); daily.asked != 1 || !cmp.Equal(got, want, cmpopts.EquateEmpty()) {
		t.Errorf("the sums were asked %d times: what they served is kept, too", daily.asked)
	}
}

// A statement reads all columns in all days that one of them lacks. What sums have served is not read over.
func TestWhatAProviderServedIsNotReadOver(t *testing.T) {
	x, y := numeric("x"), numeric("y")
	days := daily(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	whole := open(t, tenDays)
	want := whole.count(t, Wanted{}.With(Predictions, x), days, x.Key)
	s := open(t, oldDeleted, sumsOf(t, whole, days[:5], x))
	for range 2 { // first from the sums and a scan, then from the cache
		got := s.count(t, Wanted{}.With(Predictions, x, y), days, x.Key)
		if !cmp.Equal(got, want, cmpopts.EquateEmpty()) {
			t.Errorf("beside a column that sums lack: %s", cmp.Diff(want, got))
		}
	}
}

type nothing struct{ err error }

func (n nothing) Serve(_ context.Context, r Request) (Parts, error) { return emptyParts(r), n.err }

func TestARequestIsServedAsAWholeOrFails(t *testing.T) {
	s := open(t, tenDays)
	r := newRequest(Predictions, s.scope, nil, withRows(nil), daily(1))
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		providers []Provider
		fails     bool
	}{
		"nobody has it":            {[]Provider{nothing{}}, true},
		"the first one fails":      {[]Provider{nothing{broken}, scanned{s.Gatherer}}, true},
		"the second one serves it": {[]Provider{nothing{}, scanned{s.Gatherer}}, false},
	} {
		s.Clear()
		parts, err := chain{kept: cached{s.Gatherer}, others: c.providers, cache: s.cache}.Serve(context.Background(), r)
		if (err != nil) != c.fails {
			t.Errorf("%s: %v", name, fault.As(err))
		}
		if err == nil && (len(parts[0][0].Rows) != 1 || parts[0][0].Rows[0].Value.Rows != 24) {
			t.Errorf("%s: %v rows on a day, want 24", name, parts[0][0].Rows)
		}
	}
}

// The reference may move: sums of a pair about another centre are others.
func TestSumsOfAPairAreOfItsScale(t *testing.T) {
	s := open(t, tenDays)
	pair := func(center float64) plan.Column {
		return plan.Column{Key: plan.PairKey("x", "y"), Pair: &plan.Pair{X: numeric("x"), Y: numeric("y"),
			ScaleX: plan.Scale{Center: center}}}
	}
	moment := func(center float64) float64 {
		c := pair(center)
		return s.count(t, Wanted{}.With(Pairs, c), daily(1), c.Key).Columns[c.Key].Cells[summary.PairX].Off
	}
	if about0, about5 := moment(0), moment(5); about0 <= 0 || about5 >= about0 {
		t.Errorf("24 values about 0 sum to %v, about 5 to %v", about0, about5)
	}
}
