//go:build unix

package bench

import (
	"context"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// BenchmarkBounds compares the mean of the numbers where bounds are so narrow that most values lie outside, which are
// counted apart, with the same mean without bounds: as many values, as many cells.
func BenchmarkBounds(b *testing.B) {
	folder := generate(b)
	week := window.Range{Start: time.Date(2024, 4, 15, 0, 0, 0, 0, time.UTC),
		End: time.Date(2024, 4, 22, 0, 0, 0, 0, time.UTC)}
	free := numbersOf(definition("all", nil))
	without, with := open(b, folder, free), open(b, folder,
		strings.ReplaceAll(free, "kind: numeric", "kind: numeric, bounds: [0.4, 0.5]"))
	mean := func(e *engine.Engine) {
		q, err := query.Parse([]byte(`{"measures":[{"id":"mean"}],"target":"features","window":"7d"}`))
		if err != nil {
			b.Fatal(err)
		}
		e.Invalidate()
		if result, err := e.Answer(context.Background(), q, week); err != nil || len(result.Series) != len(numbers) {
			b.Fatalf("%v, %v", result, err)
		}
	}
	var loose, narrow costs
	for b.Loop() {
		loose.add(b, func() { mean(without) })
		narrow.add(b, func() { mean(with) })
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(loose.used), "without_cpu_ms")
	b.ReportMetric(median(narrow.used)/median(loose.used), "with_cpu_x_without")
}
