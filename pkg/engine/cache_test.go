package engine

import (
	"fmt"
	"testing"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// clock is a time that tests set.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func fakeCache(t *testing.T, bytes int, at time.Time) (*cache, *clock) {
	t.Helper()
	fake := &clock{at}
	c, err := newCache(bytes, fake.now)
	if err != nil {
		t.Fatal(err)
	}
	return c, fake
}

var noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

func TestHowLongAPartIsKept(t *testing.T) {
	const lateness = 15 * time.Minute
	for _, c := range []struct {
		name        string
		ended       time.Duration // how long before now the span ended
		settleAfter time.Duration
		kept        time.Duration
	}{
		{"a span that is still running", -time.Hour, lateness, time.Minute},
		{"just ended", time.Second, lateness, time.Minute},
		{"a twentieth of a short age is under a minute", 10 * time.Minute, lateness, time.Minute},
		{"not settled at its very limit", lateness, lateness, time.Minute},
		{"settled", lateness + time.Second, lateness, 24 * time.Hour},
		{"labels of a day's horizon, young", time.Hour, 24 * time.Hour, 3 * time.Minute},
		{"labels of a day's horizon, older", 20 * time.Hour, 24 * time.Hour, time.Hour},
		{"labels of a day's horizon, all in", 25 * time.Hour, 24 * time.Hour, 24 * time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			kept, fake := fakeCache(t, 1<<20, noon)
			span := window.Interval{Start: noon.Add(-c.ended - 24*time.Hour), End: noon.Add(-c.ended)}
			kept.put("k", part{rows: map[plan.Segment]plan.Count{"": {Rows: 3}}}, span, c.settleAfter)
			fake.at = noon.Add(c.kept)
			if p, ok := kept.get("k"); !ok || p.rows[""].Rows != 3 {
				t.Errorf("forgotten before %s", c.kept)
			}
			fake.at = noon.Add(c.kept + time.Nanosecond)
			if _, ok := kept.get("k"); ok {
				t.Errorf("still there after %s", c.kept)
			}
		})
	}
}

func TestTheCacheIsBoundedInBytes(t *testing.T) {
	const limit = 256 << 10
	kept, _ := fakeCache(t, limit, noon)
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
		kept.put(fmt.Sprint(i), big, window.Interval{}, 0)
	}
	kept.parts.CleanUp()
	if got := kept.parts.WeightedSize(); got > limit {
		t.Errorf("the cache weighs %d bytes, at most %d are allowed", got, limit)
	}
	if _, ok := kept.get(fmt.Sprint(parts - 1)); !ok && kept.parts.EstimatedSize() == 0 {
		t.Error("nothing is kept at all")
	}
	kept.clear()
	for i := range parts {
		if _, ok := kept.get(fmt.Sprint(i)); ok {
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
