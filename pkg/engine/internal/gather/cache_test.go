package gather

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

func TestTheCacheIsBoundedInBytes(t *testing.T) {
	const limit = 256 << 10
	kept, err := newCache(limit)
	if err != nil {
		t.Fatal(err)
	}
	cells := map[int64]summary.Cell{}
	for i := range int64(500) {
		cells[i] = summary.Cell{N: 1}
	}
	big := part{column: map[plan.Segment]*summary.Column{"": {Cells: cells}}}
	if w := big.weight(); w < 500*40 {
		t.Fatalf("500 cells of 56 bytes weigh %d", w)
	}
	const parts = 200
	for i := range parts {
		kept.parts.Set(fmt.Sprint(i), big)
	}
	kept.parts.CleanUp()
	if got := kept.parts.WeightedSize(); got > limit {
		t.Errorf("the cache weighs %d bytes, at most %d are allowed", got, limit)
	}
	if _, ok := kept.parts.GetIfPresent(fmt.Sprint(parts - 1)); !ok && kept.parts.EstimatedSize() == 0 {
		t.Error("nothing is kept at all")
	}
	kept.clear()
	for i := range parts {
		if _, ok := kept.parts.GetIfPresent(fmt.Sprint(i)); ok {
			t.Fatal("cleared, and still there")
		}
	}
}

func TestPartsWeighWhatTheyHold(t *testing.T) {
	outcomes := &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
	for i := range int64(100) {
		outcomes.Joint[summary.JointKey{ScoreCell: i}] = 1
	}
	empty := part{}.weight()
	for name, p := range map[string]part{
		"rows":       {rows: map[plan.Segment]plan.Count{"a": {}, "b": {}}},
		"categories": {column: map[plan.Segment]*summary.Column{"": {Categories: map[string]float64{"a": 1, "b": 2}}}},
		"outcomes":   {joint: map[plan.Segment]*summary.Outcomes{"": outcomes}},
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
		const parts = 100
		before := heap()
		list := make([]part, 0, parts)
		for i := range parts {
			columns := map[plan.Segment]*summary.Column{}
			for s := range c.segments {
				column := &summary.Column{Cells: map[int64]summary.Cell{}}
				for k := range c.cells {
					column.Cells[int64(k*7+i)] = summary.Cell{N: 1}
				}
				columns[plan.NewSegment(fmt.Sprint("segment ", s))] = column
			}
			list = append(list, part{column: columns})
		}
		taken, weight := float64(heap()-before)/parts, 0.0
		for _, p := range list {
			weight += float64(p.weight()) / parts
		}
		if taken > 1.3*weight+100 || weight > 1.6*taken+100 {
			t.Errorf("%d segments of %d cells take %.0f bytes and weigh %.0f", c.segments, c.cells, taken, weight)
		}
	}
}

// Whoever looks while a statement's counts are stored finds all of them or none: who found some would read the others
// again.
func TestWhatOneStatementCountedIsFoundAsAWhole(t *testing.T) {
	e, err := New(nil, func() time.Time { return noon }, 128<<20)
	if err != nil {
		t.Fatal(err)
	}
	const specs, spans = 50, 60
	var g missing
	parts := make([][]part, specs)
	for i := range specs {
		g.specs = append(g.specs, partSpec{key: fmt.Sprint(i)})
		for range spans {
			parts[i] = append(parts[i], part{read: noon})
		}
	}
	for j := range spans {
		g.spans = append(g.spans, window.Interval{Start: noon.AddDate(0, 0, -j-1), End: noon.AddDate(0, 0, -j)})
	}
	var group sync.WaitGroup
	group.Go(func() { e.cache.store(g, parts, Basis{}, nil) })
	for lacking := specs * spans; lacking > 0; {
		_, left := e.lookUp(g.specs, g.spans, Basis{}, nil)
		if lacking = len(left.specs) * len(left.spans); lacking%(specs*spans) != 0 {
			t.Errorf("of %d parts %d were found", specs*spans, specs*spans-lacking)
		}
	}
	group.Wait()
}

var noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
