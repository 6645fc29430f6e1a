package gather

import (
	"fmt"
	"math"
	"runtime"
	"sync"
	"testing"
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

func TestTheCacheIsBoundedInBytes(t *testing.T) {
	const limit = 256 << 10
	kept, err := newCache(limit, func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	cells := map[int64]summary.Cell{}
	for i := range int64(500) {
		cells[i] = summary.Cell{N: 1}
	}
	big := Part{Column: map[plan.Segment]*summary.Compact{"": (&summary.Column{Cells: cells}).Compact()}}
	if w := big.weight(); w < 500*3 {
		t.Fatalf("500 cells of 3 bytes weigh %d", w)
	}
	const parts = 1000
	for i := range parts {
		kept.parts.Set(Requirement{Span: Span{Start: int64(i)}}, &big)
	}
	kept.parts.CleanUp()
	if got := kept.parts.WeightedSize(); got > limit {
		t.Errorf("the cache weighs %d bytes, at most %d are allowed", got, limit)
	}
	if _, ok := kept.parts.GetIfPresent(Requirement{Span: Span{Start: parts - 1}}); !ok &&
		kept.parts.EstimatedSize() == 0 {
		t.Error("nothing is kept at all")
	}
	kept.clear()
	for i := range parts {
		if _, ok := kept.parts.GetIfPresent(Requirement{Span: Span{Start: int64(i)}}); ok {
			t.Fatal("cleared, and still there")
		}
	}
}

func TestPartsWeighWhatTheyHold(t *testing.T) {
	outcomes := &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
	for i := range int64(100) {
		outcomes.Joint[summary.JointKey{ScoreCell: i}] = 1
	}
	empty := Part{}.weight()
	for name, p := range map[string]Part{
		"rows":       {Rows: map[plan.Segment]plan.Count{"a": {}, "b": {}}},
		"categories": {Column: compact(map[plan.Segment]*summary.Column{"": {Categories: map[string]float64{"a": 1, "b": 2}}})},
		"outcomes":   {Joint: map[plan.Segment]*summary.Outcomes{"": outcomes}},
	} {
		if p.weight() <= empty {
			t.Errorf("%s weigh nothing", name)
		}
	}
}

// The bound of the cache is one of memory, so what a part weighs is what it takes: of many small segments, too.
func TestAPartWeighsWhatItTakes(t *testing.T) {
	for _, c := range []struct{ segments, cells int }{{1, 0}, {1, 1}, {1, 8}, {1, 20}, {1, 100}, {1, 1000}, {10, 1},
		{100, 1}, {100, 12}, {1000, 1}} {
		parts := max(100, 10_000/(c.segments*(c.cells+1))) // enough that nothing else in memory matters
		before := heap()
		list := make([]Part, 0, parts)
		for i := range parts {
			columns := map[plan.Segment]*summary.Column{}
			for s := range c.segments {
				column := &summary.Column{Cells: map[int64]summary.Cell{}}
				for k := range c.cells {
					column.Cells[int64(k*7+i)] = summary.Cell{N: 1}
				}
				columns[plan.NewSegment(fmt.Sprint("segment ", s))] = column
			}
			list = append(list, Part{Column: compact(columns)})
		}
		taken, weight := float64(heap()-before)/float64(parts), 0.0
		for _, p := range list {
			weight += float64(p.weight()) / float64(parts)
		}
		if taken > 1.3*weight+100 || weight > 1.6*taken+100 {
			t.Errorf("%d segments of %d cells take %.0f bytes and weigh %.0f", c.segments, c.cells, taken, weight)
		}
	}
}

// What was read a day ago is read again whatever probes say: values may have been overwritten. It takes no memory either.
func TestWhatWasReadADayAgoLeavesTheCache(t *testing.T) {
	at := noon
	kept, err := newCache(1<<20, func() time.Time { return at })
	if err != nil {
		t.Fatal(err)
	}
	hour := func(n int64) Requirement { return Requirement{Span: Span{Start: n}} }
	for n := range int64(24) {
		kept.parts.Set(hour(n), &Part{Read: noon.Add(-time.Duration(n) * time.Hour)})
	}
	for _, c := range []struct {
		after time.Duration
		left  int
	}{{0, 24}, {time.Hour - time.Second, 24}, {time.Hour, 23}, {12 * time.Hour, 12}, {24 * time.Hour, 0}} {
		at = noon.Add(c.after)
		left := 0
		for n := range int64(24) {
			if _, ok := kept.parts.GetIfPresent(hour(n)); ok {
				left++
			}
		}
		if left != c.left {
			t.Errorf("after %v, %d parts are found, want %d", c.after, left, c.left)
		}
	}
	if kept.parts.CleanUp(); kept.parts.WeightedSize() != 0 {
		t.Errorf("%d bytes are left", kept.parts.WeightedSize())
	}
}

// Whoever looks while a statement's counts are stored finds all of them or none: who found some would read the others
// again.
func TestWhatOneStatementCountedIsFoundAsAWhole(t *testing.T) {
	e, err := New(nil, func() time.Time { return noon }, 128<<20)
	if err != nil {
		t.Fatal(err)
	}
	const columns, spans = 50, 60
	var list []plan.Column
	parts := make(Parts, columns)
	for i := range columns {
		list = append(list, plan.Column{Key: fmt.Sprint(i)})
		for range spans {
			parts[i] = append(parts[i], &Part{Read: noon})
		}
	}
	var days []window.Interval
	for j := range spans {
		days = append(days, window.Interval{Start: noon.AddDate(0, 0, -j-1), End: noon.AddDate(0, 0, -j)})
	}
	r := newRequest(Predictions, Scope{Origin: Origin{Tables: catalog.Tables{Model: &model.Model{}}}}, nil, list, days)
	var group sync.WaitGroup
	group.Go(func() { e.cache.store(r, parts) })
	for lacking := columns * spans; lacking > 0; {
		found, _ := e.lookUp(r, nil)
		left := r.without(found)
		if lacking = len(left.columns) * len(left.spans); lacking%(columns*spans) != 0 {
			t.Errorf("of %d parts %d were found", columns*spans, columns*spans-lacking)
		}
	}
	group.Wait()
}

var noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

// heap is what is in use once collecting garbage frees nothing more.
func heap() uint64 {
	var m runtime.MemStats
	for last := uint64(math.MaxUint64); ; last = m.HeapAlloc {
		runtime.GC()
		if runtime.ReadMemStats(&m); m.HeapAlloc >= last {
			return m.HeapAlloc
		}
	}
}
