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
	big := Part{Column: BySegment[summary.Compact]{{Value: (&summary.Column{Cells: cells}).Compact()}}}
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
		"rows": {Rows: BySegment[plan.Count]{{Segment: "a"}, {Segment: "b"}}},
		"categories": {Column: BySegment[summary.Compact]{{
			Value: (&summary.Column{Categories: map[string]float64{"a": 1, "b": 2}}).Compact()}}},
		"outcomes": {Joint: BySegment[summary.CompactOutcomes]{{Value: outcomes.Compact()}}},
	} {
		if p.weight() <= empty {
			t.Errorf("%s weigh nothing", name)
		}
	}
}

// The bound of the cache is one of memory, so what a part weighs is what it takes with its place in the cache: of many
// small segments, of outcomes and of spans without rows, too.
func TestAPartWeighsWhatItTakes(t *testing.T) {
	column := func(cells, from int) *summary.Column {
		c := &summary.Column{Cells: map[int64]summary.Cell{}}
		for k := range cells {
			c.Cells[int64(k*7+from)] = summary.Cell{N: 1}
		}
		return c
	}
	joint := func(counts, from int) *summary.Outcomes {
		o := &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
		for k := range counts {
			o.Joint[summary.JointKey{Prediction: "true", Label: "false", ScoreCell: int64(k + from)}] = 1
		}
		return o
	}
	for _, c := range []struct{ segments, cells, joint int }{{0, 0, 0}, {1, 0, 0}, {1, 8, 0}, {1, 100, 0},
		{1, 1000, 0}, {10, 1, 0}, {100, 12, 0}, {1000, 1, 0}, {1, 0, 4}, {1, 0, 60}, {16, 0, 4}} {
		const columns = 8
		spans := max(8, 1000/(1+c.segments*(c.cells+c.joint+1))) // enough that nothing else in memory matters
		all := make([]plan.Counted, spans)
		days := make([]window.Interval, spans)
		var list []plan.Column
		for i := range columns {
			list = append(list, plan.Column{Key: fmt.Sprint(i)})
		}
		if c.joint > 0 {
			list = []plan.Column{{Key: JointKey}}
		}
		for j := range spans {
			days[j] = window.Interval{Start: noon.Add(time.Duration(j) * time.Hour), End: noon.Add(time.Duration(j+1) * time.Hour)}
			all[j] = plan.Counted{Columns: map[string]map[plan.Segment]*summary.Column{},
				Outcomes: map[plan.Segment]*summary.Outcomes{}}
			for i := range list {
				all[j].Columns[list[i].Key] = map[plan.Segment]*summary.Column{}
				for s := range c.segments {
					segment := plan.NewSegment(fmt.Sprint("segment ", s))
					all[j].Outcomes[segment] = joint(c.joint, j)
					all[j].Columns[list[i].Key][segment] = column(c.cells, i*j)
				}
			}
		}
		kept, err := newCache(1<<30, func() time.Time { return noon })
		if err != nil {
			t.Fatal(err)
		}
		r := newRequest(Predictions, Scope{Origin: Origin{Tables: catalog.Tables{Model: &model.Model{}}}}, nil, list, days)
		before := heap()
		kept.store(r, partsOf(r, all, noon, make([]Fingerprint, spans), make([]*Extent, spans)))
		parts := float64(spans * len(list))
		weight, taken := float64(kept.parts.WeightedSize())/parts, float64(heap()-before)/parts
		if taken > 1.3*weight+50 || weight > 1.3*taken+50 {
			t.Errorf("%d segments of %d cells or %d joint counts take %.0f bytes and weigh %.0f",
				c.segments, c.cells, c.joint, taken, weight)
		}
		runtime.KeepAlive(all)
		runtime.KeepAlive(kept)
	}
}

// What follows from counts is found by their hashes: counts that were read again have the same hash as long as they are
// equal, and any other counts another one.
func TestEqualCountsHaveEqualHashes(t *testing.T) {
	column := func(segment plan.Segment, n float64, scale int) Part {
		c := &summary.Column{Grid: summary.Grid{Family: summary.Linear, Scale: scale}, Cells: map[int64]summary.Cell{3: {N: n}}}
		return Part{Column: NewBySegment(map[plan.Segment]*summary.Column{segment: c}, (*summary.Column).Compact)}
	}
	rows := func(n float64, latest int64) Part {
		return Part{Rows: BySegment[plan.Count]{{Value: plan.Count{Rows: n, Latest: latest}}}}
	}
	joint := func(label string) Part {
		o := &summary.Outcomes{Rows: 1, Joint: map[summary.JointKey]float64{{Label: label}: 1}}
		return Part{Joint: BySegment[summary.CompactOutcomes]{{Value: o.Compact()}}}
	}
	found := map[uint64]string{}
	for name, of := range map[string]func() Part{
		"nothing":                  func() Part { return Part{} },
		"a column":                 func() Part { return column("", 1, 0) },
		"with another count":       func() Part { return column("", 2, 0) },
		"on another grid":          func() Part { return column("", 1, 1) },
		"of a segment":             func() Part { return column(plan.NewSegment("a"), 1, 0) },
		"rows":                     func() Part { return rows(1, 5) },
		"more rows":                func() Part { return rows(2, 5) },
		"with a newer one":         func() Part { return rows(1, 6) },
		"outcomes":                 func() Part { return joint("yes") },
		"outcomes of another kind": func() Part { return joint("no") },
	} {
		hash, again := of().hash(), of()
		again.Read, again.Tables = noon, 7 // whenever they were read
		if again.hash() != hash {
			t.Errorf("%s: the same counts have another hash", name)
		}
		if other, taken := found[hash]; taken {
			t.Errorf("%s and %s have one hash", name, other)
		}
		found[hash] = name
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
