package engine

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// reading notes what statements counted: the rows of the log, and how many rows of counts came back.
type reading struct {
	store.Store
	mu     sync.Mutex
	logged []float64
	counts []int
}

func (r *reading) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	var logged float64
	done, err := r.Store.Query(ctx, q, func(row store.Row) error {
		if column, ok := row.Int(0); ok && column == -1 { // the branch that counts rows, by span
			n, _ := row.Float(len(row) - 3)
			logged += n
		}
		return each(row)
	})
	r.mu.Lock()
	defer r.mu.Unlock()
	r.logged, r.counts = append(r.logged, logged), append(r.counts, done.Rows)
	return done, err
}

func reads(s *stage) *reading {
	r := &reading{Store: s.replaced.Store}
	s.replaced.Store = r
	return r
}

func TestATrendCountsEveryDayOnce(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	r := reads(s)
	month := window.Range{Start: day(3, 25), End: day(4, 24)}
	s.over(t,
		`{"measures":[{"id":"psi"},{"id":"mean"}],"target":"features","every":"1d","window":"7d","format":"timeseries"}`,
		window.Range{Start: month.Start.Add(15 * 60e9), End: month.End.Add(15 * 60e9)})
	if len(r.logged) != 4 {
		t.Fatalf("%d statements, want the reference's two, one scan, and one for the log's beginning", len(r.logged))
	}
	// 30 ends of windows of 7 days, each with the weeks before it, which go back to the log's first day.
	if days := r.logged[2] / 240; days != 114 {
		t.Errorf("the scan counted %v days' rows, want 114", days)
	}
}

func TestAnyNumberOfMeasuresTakesOneScanAndOneMoreForLabels(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	r := reads(s)
	s.ask(t, `{"measures":[{"id":"psi"},{"id":"js"},{"id":"mean"},{"id":"missing_rate"},{"id":"count"},{"id":"invalid_rate"}],"target":"features","window":"7d"}`)
	if len(r.logged) != 4 {
		t.Errorf("six measures of all features ran %d statements, want the reference's two, one scan and one for the log's beginning", len(r.logged))
	}
	s = on(t, steadyLog, steadyModel)
	r = reads(s)
	s.ask(t, `{"measures":[{"id":"accuracy"},{"id":"roc_auc"},{"id":"precision"},{"id":"brier"},{"id":"label_coverage"}],"window":"7d"}`)
	if len(r.logged) != 5 {
		t.Errorf("five measures of performance ran %d statements, want the reference's two, one scan, one for labels and one for the log's beginning", len(r.logged))
	}
}

// What is kept and what comes back grows with cells, columns and spans, not with rows.
func TestMemoryDoesNotGrowWithRows(t *testing.T) {
	weigh := func(perDay int) (counts int, kept uint64) {
		s := on(t,
			fmt.Sprintf(`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (i * 86400 // %d) SECOND AS at, false AS late,
			'v1' AS version, 0.5 AS score, hash(i) %% 100 / 10.0 AS x, 'c' || hash(i) %% 40 AS colour, 'a' AS site FROM range(0, %[1]d * 120) t(i);
			CREATE TABLE outcomes AS SELECT id, late AS was_late, log.at AS seen FROM log`, perDay), steadyModel)
		r := reads(s)
		s.ask(t, `{"measures":[{"id":"psi"},{"id":"mean"}],"target":"features","window":"7d"}`)
		for _, n := range r.counts {
			counts += n
		}
		return counts, heapBytes() - s.forgotten()
	}
	few, small := weigh(600)
	many, large := weigh(6_000)
	if float64(many) > 1.1*float64(few) {
		t.Errorf("ten times the rows bring %d rows of counts, not %d", many, few)
	}
	if float64(large) > 1.2*float64(small) {
		t.Errorf("ten times the rows keep %d bytes, not %d", large, small)
	}
}

// forgotten is the heap after the engine has forgotten everything.
func (s *stage) forgotten() uint64 {
	s.Invalidate()
	return heapBytes()
}

func heapBytes() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
