package gather

import (
	"fmt"
	"testing"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// BenchmarkWarm asks the cache for 300 features in 63 days, which it has.
func BenchmarkWarm(b *testing.B) {
	g, err := New(nil, func() time.Time { return noon }, 128<<20)
	if err != nil {
		b.Fatal(err)
	}
	var features []string
	for i := range 300 {
		features = append(features, plan.FeatureKey(fmt.Sprint(i)))
	}
	days := window.Days(window.Interval{Start: noon.AddDate(0, 0, -63), End: noon}, time.UTC)
	r := ask(days, features...)
	parts := make(Parts, len(r.Columns))
	for i := range parts {
		for range days {
			parts[i] = append(parts[i], &Part{Read: noon})
		}
	}
	g.cache.store(r, parts)
	b.ReportAllocs()
	for b.Loop() {
		r := ask(days, features...)
		found, _ := g.lookUp(r, nil)
		if l := r.without(found); len(l.columns) > 0 {
			b.Fatalf("%d of %d features are lacking", len(l.columns), len(r.Columns))
		}
	}
}
